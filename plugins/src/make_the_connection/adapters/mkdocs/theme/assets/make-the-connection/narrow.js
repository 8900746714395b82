// Narrows a list to what fits every choice of its form, and says beside each choice of a menu how much it would leave. The
// choices are kept in the address.
(function () {
  const form = document.querySelector("form.filter--list"), list = form && document.getElementById(form.dataset.list);
  if (!list) return;
  const words = JSON.parse(form.dataset.words), language = document.documentElement.lang;
  const result = document.querySelector(".filter-result"), nothing = document.querySelector(".filter-nothing");
  const items = Array.from(list.querySelectorAll("[data-values]"), at => ({ at, values: JSON.parse(at.dataset.values) }));
  // Menus and groups of radio buttons: both say what is chosen in their `value`.
  const names = new Set(Array.from(form.querySelectorAll("[name]"), each => each.name));
  const lists = Array.from(names, name => ({ name, at: form.elements[name] }));
  const options = each => Array.from(each.at.options || each.at);
  const chosen = each => options(each).find(option => option.selected || option.checked);

  const has = (item, name, value) => !value || item.values[name].includes(value);
  // Of each of the lists but one.
  const fits = (item, but) => lists.every(each => each === but || has(item, each.name, each.at.value));
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const written = number => number.toLocaleString(language);

  function count(each) {
    const left = items.filter(item => fits(item, each));
    options(each).forEach(option => {
      const number = left.filter(item => has(item, each.name, option.value)).length;
      option.text = fill(words.option, { label: option.dataset.label, number: written(number) });
    });
  }

  function show() {
    const parts = lists.filter(each => each.at.value).map(each =>
      fill(words.part, { label: each.at.options && each.at.parentElement.firstChild.data.trim(), value: chosen(each).dataset.label }));
    const left = items.filter(item => !(item.at.hidden = !fits(item))).length;
    lists.filter(each => each.at.options).forEach(count);
    const counted = fill(words.shown, { number: written(left), all: written(items.length) });
    result.textContent = parts.length ? fill(words.showing, { choice: parts.join(words.separator) }) + " " + counted : words.everything;
    if (nothing) nothing.hidden = left > 0;
    list.dispatchEvent(new Event("narrowed"));
  }

  function choose() {
    const asked = new URLSearchParams(location.search), address = new URL(location);
    lists.forEach(each => (each.at.value ? asked.set(each.name, each.at.value) : asked.delete(each.name)));
    address.search = asked;
    history.replaceState(null, "", address);
    show();
  }

  function clear(event) {
    lists.forEach(each => { each.at.value = ""; });
    choose();
    // The button beside “nothing fits” goes away with what it said.
    if (!form.contains(event.currentTarget)) form.querySelector("[name]").focus();
  }

  const asked = new URLSearchParams(location.search);
  lists.forEach(each => { each.at.value = asked.get(each.name) || ""; if (!chosen(each)) each.at.value = ""; });
  form.hidden = false;
  form.addEventListener("change", choose);
  form.addEventListener("submit", event => event.preventDefault());
  document.querySelectorAll(".filter-clear").forEach(button => button.addEventListener("click", clear));
  if (lists.some(each => each.at.value)) show();
  if (lists.some(each => each.at.value !== (asked.get(each.name) || ""))) result.append(" " + words.unknown);
})();
