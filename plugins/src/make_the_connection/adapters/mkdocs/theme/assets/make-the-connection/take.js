// Takes the records of chosen works away, or of all that are shown while none is chosen. What is chosen is kept in the
// address; the records are in a script that is loaded when they are first asked for, so that it works out of a folder too.
(function () {
  const panel = document.querySelector(".taking"), list = panel && document.getElementById(panel.dataset.list);
  if (!list) return;
  const words = JSON.parse(panel.dataset.words), language = document.documentElement.lang;
  const part = name => panel.querySelector(name), format = part("[name=format]");
  const status = part(".taking-status"), done = part(".taking-done"), text = part(".taking-text");
  const along = document.querySelector(".taking-along");
  const items = Array.from(list.children, at => ({ at, box: at.querySelector("[name=chosen]") }));
  const isShown = item => !item.at.hidden, isChosen = item => item.box.checked;

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(language));
  const taken = () => (items.some(isChosen) ? items.filter(isChosen) : items.filter(isShown));

  function show() {
    const chosen = items.filter(isChosen), hidden = chosen.filter(item => !isShown(item)).length;
    const sentences = chosen.length ? [fill(words.chosen, { number: chosen.length })] : [fill(words["all-shown"], { number: taken().length })];
    if (hidden) sentences.push(fill(words.hidden, { number: hidden }));
    status.textContent = sentences.join(" ");
    ["save", "copy"].forEach(name => { part(`[name=${name}]`).disabled = !taken().length; });
    along.hidden = !chosen.length;
    along.firstChild.textContent = fill(words.along, { number: chosen.length });
    done.textContent = "";
    text.hidden = true;
  }

  function choose() {
    const asked = new URLSearchParams(location.search), address = new URL(location);
    asked.delete("chosen");
    if (items.some(isChosen)) asked.set("chosen", items.filter(isChosen).map(item => item.box.value).join(" "));
    address.search = asked;
    history.replaceState(null, "", address);
    show();
  }

  // The text of what is taken away, once the records are there.
  function withRecords(use) {
    const ready = () => {
      const { before, between, after, records } = window.mtcRecords[format.value];
      use(before + taken().map(item => records[item.box.value]).join(between) + after);
    };
    if (window.mtcRecords) return ready();
    window.mtcFiles.load(panel.dataset.script).then(ready, () => { done.textContent = words.failed; });
  }

  function save(records) {
    const name = panel.dataset.name + "." + format.value;
    window.mtcFiles.save(records, format.selectedOptions[0].dataset.type, name);
    done.textContent = fill(words.saved, { name });
  }

  // A page opened from a disk may not be let near the clipboard: then the text is there to be copied.
  function copy(records) {
    const field = text.querySelector("textarea");
    const offer = () => { text.hidden = false; field.value = records; field.focus(); field.select(); done.textContent = words["by-hand"]; };
    if (!navigator.clipboard) return offer();
    navigator.clipboard.writeText(records).then(() => { done.textContent = words.copied; }, offer);
  }

  const asked = (new URLSearchParams(location.search).get("chosen") || "").split(" ");
  items.forEach(item => { item.box.checked = asked.includes(item.box.value); item.box.parentElement.hidden = false; });
  panel.hidden = false;
  list.addEventListener("narrowed", show);
  // The way to the panel stands where the reader has just chosen.
  list.addEventListener("change", event => { event.target.closest("li").querySelector(".work-reference").after(along); choose(); });
  format.addEventListener("change", show);
  part("[name=all]").addEventListener("click", () => { items.filter(isShown).forEach(item => { item.box.checked = true; }); choose(); });
  part("[name=none]").addEventListener("click", () => { items.forEach(item => { item.box.checked = false; }); choose(); });
  part("[name=save]").addEventListener("click", () => withRecords(save));
  part("[name=copy]").addEventListener("click", () => withRecords(copy));
  show();
})();
