// Narrows the crosswalk to one entry, to a setting, or to both. The choice is kept in the address, and handed on by links.
(function () {
  const form = document.querySelector("form.filter"), result = document.querySelector(".filter-result");
  if (!form || !result) return;
  const words = JSON.parse(form.dataset.words), language = document.documentElement.lang;
  const lists = Array.from(form.querySelectorAll("select")), through = form.elements.through;
  const setting = lists.filter(list => list !== through);
  const joined = (root, selector) => Array.from(root.querySelectorAll(selector + "[data-joins]"));
  const all = joined(document, ".cell"), ownJoins = read(form), entries = joined(document, ".connection");
  const links = document.querySelectorAll(".cell a, .crosswalk th a, .entry--cell :is(.entry-head, [aria-labelledby=read-next]) a");
  const cells = all.filter(cell => cell.dataset.joins).map(at => {
    const [count, mark, state] = [".cell-count", ".state", ".state-words"].map(part => at.querySelector(part));
    return { at, count, mark, state, joins: read(at), was: [at.className, mark.className, count.textContent, state.textContent] };
  });

  // As render/filters.py writes them.
  function read(element) {
    return element.dataset.joins.split(";").filter(Boolean).flatMap(alike => {
      const [[type, ...values], ...counts] = alike.split(":").map(part => part.split(",").map(Number));
      return counts.map(([entry, number]) => ({ type, values, entry, number: Math.abs(number), published: number < 0 }));
    });
  }

  function chosen(list) { return list ? Number(list.selectedOptions[0].dataset.number || 0) : 0; }

  // How many are left of each type, by its number, and the state that they make.
  function left(shares) {
    const numbers = [], wanted = setting.map(chosen);
    let state = "";
    for (const { type, values, entry, number, published } of shares) {
      if (entry !== chosen(through) || wanted.some((value, field) => value && value !== values[field])) continue;
      numbers[type] = (numbers[type] || 0) + number;
      state = published || state === "published" ? "published" : "editorial";
    }
    return { numbers, state };
  }

  function fill(sentence, values) { return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]); }

  function counted(numbers) {
    const named = numbers.map((number, type) => {
      const [usual, others] = words.types[type];
      return number.toLocaleString(language) + " " + (others[number] || usual);
    });
    return named.filter(Boolean).join(words.separator);
  }

  function showCell({ at, count, mark, state, joins, was }, any) {
    const found = left(joins), kind = found.state || "not-here";
    [at.className, mark.className, count.textContent, state.textContent] = !any ? was : [
      was[0].replace(/cell--[\w-]+/, "cell--" + kind),
      was[1].replace(/state--[\w-]+/, "state--" + kind),
      found.state ? counted(found.numbers) : words["not-here"],
      words[found.state] || was[3],
    ];
    return Boolean(found.state);
  }

  function showEntries(any) {
    const shown = entries.filter(entry => !(entry.hidden = any && !left(read(entry)).state));
    entries.map(entry => entry.closest("section")).forEach(section => {
      const listed = document.querySelector(`.on-this-page a[href="#${section.getAttribute("aria-labelledby")}"]`);
      section.hidden = joined(section, ".connection").every(entry => entry.hidden);
      if (listed) listed.parentElement.hidden = section.hidden;
    });
    const { numbers, state } = left(ownJoins);
    const sentences = [state ? fill(words.left, { counts: counted(numbers) }) : words["nothing-left"]];
    if (numbers.reduce((sum, number) => sum + number, 0) > shown.length) sentences.push(words.more);
    return sentences;
  }

  // What is left, in sentences.
  function show() {
    const parts = lists.filter(chosen).map(list =>
      fill(words.part, { label: list.parentElement.firstChild.data.trim(), value: list.selectedOptions[0].text }));
    const any = parts.length > 0, here = lists.filter(chosen).map(list => list.name + "=" + list.value).join("&");
    const number = cells.filter(cell => showCell(cell, any)).length;
    const sentences = [fill(words.showing, { choice: parts.join(words.separator) })];
    if (ownJoins.length) sentences.push(...showEntries(any));
    else sentences.push(fill(words.cells, { number, all: all.length }));
    result.textContent = any ? sentences.join(" ") : words.everything;
    links.forEach(link => { link.search = here; });
    return here;
  }

  function choose() {
    const here = show(), others = new URLSearchParams(location.search), address = new URL(location);
    lists.forEach(list => others.delete(list.name));
    address.search = [others.toString(), here].filter(Boolean).join("&");
    history.replaceState(null, "", address);
  }

  const asked = new URLSearchParams(location.search);
  lists.forEach(list => { list.value = asked.get(list.name) || ""; if (!list.selectedOptions.length) list.value = ""; });
  form.hidden = false;
  form.addEventListener("change", choose);
  form.addEventListener("submit", event => event.preventDefault());
  form.querySelector(".filter-clear").addEventListener("click", () => { lists.forEach(list => { list.value = ""; }); choose(); });
  if (lists.some(chosen)) { form.querySelector("details").open = true; show(); }
  if (lists.some(list => list.value !== (asked.get(list.name) || ""))) result.append(" " + words.unknown);
})();
