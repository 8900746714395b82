// Narrows a list to what fits every choice of its form, and says beside each choice of a menu how much it would leave. The
// choices are kept in the address. `finder.js` narrows by the same choices what does not stand whole on its page.
(function () {
  const language = document.documentElement.lang;
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const written = number => number.toLocaleString(language);

  // The choices of a form, by the names of its fields. An item has the values that it fits in `values`, by the same names.
  function choices(form, words, names) {
    // Menus and groups of radio buttons: both say what is chosen in their `value`.
    const lists = Array.from(names, name => ({ name, at: form.elements[name] }));
    const options = each => Array.from(each.at.options || each.at);
    const chosen = each => options(each).find(option => option.selected || option.checked);
    // What is chosen while nothing is: of menus that have no such choice, the first.
    const unmade = each => (options(each).some(option => !option.value) ? "" : options(each)[0].value);
    const made = () => lists.filter(each => each.at.value !== unmade(each));
    const has = (item, name, value) => !value || item.values[name].includes(value);
    // Of each of the lists but one.
    const fits = (item, but) => lists.every(each => each === but || has(item, each.name, each.at.value));
    const part = each =>
      fill(words.part, { label: each.at.options && each.at.parentElement.firstChild.data.trim(), value: chosen(each).dataset.label ?? chosen(each).text });

    return {
      made,
      fits,
      // Beside each choice of a menu, of how many of the items it is one.
      count(items) {
        lists.filter(each => each.at.options).forEach(each => {
          const left = items.filter(item => fits(item, each));
          options(each).forEach(option => {
            const number = left.filter(item => has(item, each.name, option.value)).length;
            option.text = fill(words.option, { label: option.dataset.label, number: written(number) });
          });
        });
      },
      // What is chosen, in a sentence, if anything.
      said(sentence) {
        const parts = made().map(part);
        return parts.length ? fill(sentence, { choice: parts.join(words.separator) }) : "";
      },
      clear() { lists.forEach(each => { each.at.value = unmade(each); }); },
      // From an address, and whether all that it asks for is known here.
      read(asked) {
        return lists.map(each => {
          const value = asked.get(each.name) || unmade(each);
          each.at.value = value;
          if (!chosen(each)) each.at.value = unmade(each);
          return each.at.value === value;
        }).every(Boolean);
      },
      write(asked) { lists.forEach(each => (made().includes(each) ? asked.set(each.name, each.at.value) : asked.delete(each.name))); },
    };
  }

  const inAddress = () => new URLSearchParams(location.search);
  // This page's address with what is asked for there.
  function address(asked) {
    const made = new URL(location);
    made.search = asked;
    return made;
  }

  window.mtcNarrowing = { choices, fill, written, inAddress, address };

  const form = document.querySelector("form.filter--list"), list = form && document.getElementById(form.dataset.list);
  if (!list) return;
  const words = JSON.parse(form.dataset.words);
  const result = document.querySelector(".filter-result"), nothing = document.querySelector(".filter-nothing");
  const items = Array.from(list.querySelectorAll("[data-values]"), at => ({ at, values: JSON.parse(at.dataset.values) }));
  const chosen = choices(form, words, new Set(Array.from(form.querySelectorAll("[name]"), each => each.name)));

  function show() {
    const left = items.filter(item => !(item.at.hidden = !chosen.fits(item))).length, said = chosen.said(words.showing);
    chosen.count(items);
    result.textContent = said ? said + " " + fill(words.shown, { number: written(left), all: written(items.length) }) : words.everything;
    if (nothing) nothing.hidden = left > 0;
    list.dispatchEvent(new Event("narrowed"));
  }

  function choose() {
    const asked = inAddress();
    chosen.write(asked);
    history.replaceState(null, "", address(asked));
    show();
  }

  function clear(event) {
    chosen.clear();
    choose();
    // The button beside “nothing fits” goes away with what it said.
    if (!form.contains(event.currentTarget)) form.querySelector("[name]").focus();
  }

  const known = chosen.read(inAddress());
  form.hidden = false;
  form.addEventListener("change", choose);
  form.addEventListener("submit", event => event.preventDefault());
  document.querySelectorAll(".filter-clear").forEach(button => button.addEventListener("click", clear));
  if (chosen.made().length) show();
  if (!known) result.append(" " + words.unknown);
})();
