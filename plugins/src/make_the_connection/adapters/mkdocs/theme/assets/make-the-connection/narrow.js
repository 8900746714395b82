// Narrows a list to what fits every choice of its form, and says beside each choice how much it would leave. The choices
// are kept in the address.
(function () {
  const form = document.querySelector("form.filter--list"), list = form && document.getElementById(form.dataset.list);
  if (!list) return;
  const words = JSON.parse(form.dataset.words), language = document.documentElement.lang;
  const result = document.querySelector(".filter-result"), nothing = document.querySelector(".filter-nothing");
  const lists = Array.from(form.querySelectorAll("select"));
  const items = Array.from(list.children, at => ({ at, values: JSON.parse(at.dataset.values) }));

  const has = (item, name, value) => !value || item.values[name].includes(value);
  // Of each of the lists but one.
  const fits = (item, but) => lists.every(each => each === but || has(item, each.name, each.value));
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const written = number => number.toLocaleString(language);

  function count(each) {
    const left = items.filter(item => fits(item, each));
    Array.from(each.options).forEach(option => {
      const number = left.filter(item => has(item, each.name, option.value)).length;
      option.text = fill(words.option, { label: option.dataset.label, number: written(number) });
    });
  }

  function show() {
    const parts = lists.filter(each => each.value).map(each =>
      fill(words.part, { label: each.parentElement.firstChild.data.trim(), value: each.selectedOptions[0].dataset.label }));
    const left = items.filter(item => !(item.at.hidden = !fits(item))).length;
    lists.forEach(count);
    const counted = fill(words.shown, { number: written(left), all: written(items.length) });
    result.textContent = parts.length ? fill(words.showing, { choice: parts.join(words.separator) }) + " " + counted : words.everything;
    nothing.hidden = left > 0;
    list.dispatchEvent(new Event("narrowed"));
  }

  function choose() {
    const asked = new URLSearchParams(location.search), address = new URL(location);
    lists.forEach(each => (each.value ? asked.set(each.name, each.value) : asked.delete(each.name)));
    address.search = asked;
    history.replaceState(null, "", address);
    show();
  }

  function clear(event) {
    lists.forEach(each => { each.value = ""; });
    choose();
    // The button beside “nothing fits” goes away with what it said.
    if (!form.contains(event.currentTarget)) lists[0].focus();
  }

  const asked = new URLSearchParams(location.search);
  lists.forEach(each => { each.value = asked.get(each.name) || ""; if (!each.selectedOptions.length) each.value = ""; });
  form.hidden = false;
  form.addEventListener("change", choose);
  form.addEventListener("submit", event => event.preventDefault());
  document.querySelectorAll(".filter-clear").forEach(button => button.addEventListener("click", clear));
  if (lists.some(each => each.value)) show();
  if (lists.some(each => each.value !== (asked.get(each.name) || ""))) result.append(" " + words.unknown);
})();
