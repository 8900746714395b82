// In tables that are narrowed, what is linked with a choice says so, and what has no row left is put away.
(function () {
  const form = document.querySelector("form.filter--list"), list = form && document.getElementById(form.dataset.list);
  if (!list || !list.dataset.words) return;
  const { linked, separator } = JSON.parse(list.dataset.words);
  const marks = Array.from(list.querySelectorAll("[data-linked]"), at => ({ at, with: JSON.parse(at.dataset.linked) }));
  const lists = Array.from(form.querySelectorAll("select")).filter(each => marks.some(mark => mark.with[each.name]));

  function show() {
    const chosen = lists.filter(each => each.value);
    marks.forEach(mark => {
      const names = chosen.filter(each => mark.with[each.name].includes(each.value)).map(each => each.selectedOptions[0].dataset.label);
      mark.at.hidden = !names.length;
      mark.at.textContent = names.length ? linked.replace("{names}", () => names.join(separator)) : "";
    });
    list.classList.toggle("is-narrowed", chosen.length > 0);
    list.querySelectorAll("[data-holds]").forEach(at => { at.hidden = !at.querySelector("[data-values]:not([hidden])"); });
  }

  list.addEventListener("narrowed", show);
  show();
})();
