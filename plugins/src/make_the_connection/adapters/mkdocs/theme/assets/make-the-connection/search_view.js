// Search as it is read and touched: ARIA's combobox with a list that is chosen from by hand. Home and End are the field's own
// until a result is active; Enter makes the first one active.
window.mtcSearchView = async function (host, load, here) {
  const MOST = 48, FIRST = 8, PARTS = 3, LATER = 100, PAUSE = 700; // the last two in ms
  const root = new URL("../../", here), input = host.querySelector("input"), failed = host.querySelector(".search-failed");
  // Of another edition than was asked for, as behind an old copy, there is nothing under that name.
  const search = mtcSearchIndex((name, edition) => load(new URL(`search/${name}.js?${edition || ""}`, root)).then(() => mtcSearch[edition ? name + "?" + edition : name]));
  const { words, form } = await search.ready();
  let answer, latest, shown, put, active, timer, number = 0;

  host.insertAdjacentHTML("beforeend", form);
  const [said, told, notes, nothing, choices, chosen, list, more, elsewhere, slash] = host.querySelectorAll(".search-part");
  const menus = [...choices.querySelectorAll("select")], others = [...elsewhere.children];
  const links = () => [...list.querySelectorAll("a")];
  const query = () => input.value.trim(), labelOf = menu => menu.labels[0].firstChild.data.trim();
  const fill = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(document.documentElement.lang));

  function make(name, attributes, ...inside) {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => value && element.setAttribute(key, value));
    element.append(...inside);
    return element;
  }
  const span = (name, inside, lang) => make("span", { class: "search-" + name, lang }, ...inside);
  const pieces = found => found.map(([text, isMatch, lang]) => (isMatch ? make("mark", { lang }, text) : lang ? make("span", { lang }, text) : text));
  const button = (text, act) => Object.assign(make("button", { type: "button", class: "search-button" }, text), { onclick: act });

  // An address with what is asked.
  function asking(address, text) {
    const made = new URL(address), asked = made.searchParams;
    [["q", text], ...menus.map(menu => [menu.name, text && menu.value])].forEach(([name, value]) => (value ? asked.set(name, value) : asked.delete(name)));
    return made.href;
  }

  const keep = () => history.replaceState(history.state, "", asking(location, host.open === false ? "" : query()));

  function run() {
    const filters = Object.fromEntries(menus.map(menu => [menu.name.slice(2), menu.value]));
    clearTimeout(timer);
    timer = setTimeout(() => {
      keep();
      told.textContent = said.textContent + " " + notes.innerText;
    }, PAUSE);
    if (!answer) said.textContent = words.loading;
    show(search.find(query(), { filters }), MOST);
  }

  // `from`: so many of the results are there already.
  async function show(promised, most, from = 0) {
    latest = promised;
    failed.hidden = true;
    try {
      const found = await promised, text = found && !found.early ? query() : "", results = found && await search.titles(found.results.slice(0, most));
      if (!found || latest !== promised) return;
      answer = found;
      shown = most;
      if (!from) {
        activate();
        list.replaceChildren();
        put = grouped();
      }
      results.slice(from, from + FIRST).forEach(put);
      if (from) goTo(results[from]);
      list.hidden = !results.length;
      input.ariaExpanded = !list.hidden;
      more.hidden = found.results.length <= most && !found.atMost;
      elsewhere.hidden = !text;
      others.forEach(link => { link.href = asking(link.href, text); });
      tell(found, text, results.length);
      // The first can be read, and the next letter typed, before the others are made.
      await new Promise(resolve => setTimeout(resolve, LATER));
      if (latest === promised) results.slice(from + FIRST).forEach(put);
    } catch (error) {
      if (latest !== promised) return;
      failed.hidden = false;
      said.textContent = "";
    }
  }

  function tell(found, text, listed) {
    const narrowed = menus.filter(menu => text && menu.value);
    said.textContent = text ? fill(found.atMost ? "at-most" : "found", { number: found.total }) : words.hint;
    if (listed < found.total) said.append(" ", fill("shown", { number: listed }));
    notes.replaceChildren(...(text ? remarks(found, text, narrowed.length) : []));
    nothing.hidden = !text || found.total || narrowed.length;
    const folder = choices.parentElement, gone = !listed && !narrowed.length;
    // Who has just chosen all again is not left where nothing is.
    if (gone && folder.contains(document.activeElement)) input.focus();
    folder.hidden = gone;
    count();
    chosen.replaceChildren(...narrowed.map(menu =>
      button(fill("filter.part", { label: labelOf(menu), value: menu.selectedOptions[0].text }) + " ×", () => { menu.value = ""; ask(query()); })));
  }

  // Nobody sees the numbers of filters that are folded away.
  function count() {
    if (answer && choices.parentElement.open) answer.facets.forEach(({ options }, at) => {
      const [, ...each] = menus[at].options;
      options.forEach(({ label, number }, value) => { each[value].text = fill("filter.option", { label, number }); });
      menus[at].labels[0].hidden = menus[at] !== document.activeElement && !menus[at].value && !options.some(({ number }) => number);
    });
  }

  function remarks({ total, slips, missing, ignored, partial, offered }, text, narrowed) {
    const found = [], note = (key, values, ...inside) => found.push(make("p", {}, fill(key, values), " ", ...inside));
    const several = (key, list) => list.length && note(key, { words: list.join(words["list.separator"]) });
    if (!total) note(narrowed ? "filter.nothing" : "nothing", { query: text });
    slips.forEach(([typed, meant]) => note("meant", { typed, meant }));
    if (total || narrowed) several("missing", missing);
    if (partial && !missing.length) note("partial");
    several("ignored", ignored);
    offered.forEach(({ code, typed, words: term, own }) => {
      if (own) return note("called", { typed }, button(term, () => ask(term)));
      others.filter(({ lang }) => lang === code).forEach(({ href, lang, textContent }) =>
        note("offered", { typed }, make("a", { href: asking(href, term), lang, hreflang: lang }, textContent + ": " + term)));
    });
    return found;
  }

  // By type, in the order of each type's best.
  function grouped() {
    const groups = {};
    return result => {
      const { value, label, lang } = result.type, id = "search-" + value, page = option(result, search.marked(result.title), result.lang);
      const linked = result.linked.flatMap((each, at) => [at ? words["list.separator"] : labelOf(menus[1]) + ": ", make("span", { lang: each.lang }, each.label)]);
      if (!groups[value]) list.append(groups[value] = make("div", { role: "group", "aria-labelledby": id }, make("div", { class: "search-type typed typed--" + value, id, lang }, label)));
      if (linked.length) page.append(span("linked", linked));
      groups[value].append(page);
      seen.observe(page);
    };
  }

  function option(result, title, lang, hash = "", kind = "") {
    const href = Object.assign(new URL(result.address, root), { hash }), id = "search-option-" + (number += 1);
    const link = make("a", { class: "search-option" + kind, role: "option", tabindex: "-1", id, href }, span("title", pieces(title), lang));
    return Object.assign(link, { result });
  }

  // What comes moves down what stands behind it: whoever is there already keeps in sight what they are at.
  const following = new ResizeObserver(() => {
    if (list.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) document.activeElement.scrollIntoView({ block: "nearest" });
  });
  [host, list].forEach(each => following.observe(each));

  // The sentence that matches, and parts of a page as options of their own, once the page is in sight.
  const seen = new IntersectionObserver(changes => changes.filter(({ isIntersecting }) => isIntersecting).forEach(async ({ target: page }) => {
    seen.unobserve(page);
    const excerpts = await search.excerpts(page.result, PARTS).catch(() => { failed.hidden = false; return []; });
    page.after(...excerpts.map(({ anchor, heading, pieces: sentence }) => {
      const at = anchor ? option(page.result, heading, "", anchor, " search-option--part") : page;
      at.append(span("sentence", pieces(sentence)));
      return at;
    }).filter(at => at !== page));
  }), host.showModal ? { root: host } : { rootMargin: "100%" });

  function ask(text) {
    input.value = text;
    input.focus();
    run();
  }

  function next() {
    const { results } = answer, before = Math.min(shown, results.length);
    show(results.length > before ? answer : search.more(), before + MOST, before);
  }

  function goTo(first) {
    input.focus();
    activate(links().find(({ result }) => result === first));
  }

  function activate(to) {
    if (active) active.ariaSelected = null;
    active = to;
    input.setAttribute("aria-activedescendant", to ? to.id : "");
    if (!to) return;
    to.ariaSelected = true;
    to.scrollIntoView({ block: "nearest" });
  }

  function press(event) {
    const { key, target, ctrlKey, metaKey } = event, options = links(), end = options.length - 1;
    const at = options.indexOf(active), goes = { ArrowDown: at < end ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : end };
    Object.assign(goes, active ? { Home: 0, End: end } : { Enter: 0 });
    if (event.isComposing || (target !== input && !list.contains(target))) return;
    if (key === "Escape" && input.value) ask("");
    else if (key === "Enter" && active) active.dispatchEvent(new MouseEvent("click", { ctrlKey, metaKey, bubbles: true, cancelable: true }));
    else if (key in goes && options.length) {
      input.focus();
      activate(options[goes[key]]);
    } else return;
    event.preventDefault();
  }

  const asked = new URLSearchParams(location.search);
  menus.forEach(menu => { menu.value = asked.get(menu.name); menu.value = menu.value; });
  host.querySelectorAll("[data-at]").forEach(link => { link.href = new URL(link.dataset.at, root); });
  try { slash.checked = localStorage.getItem("slash") !== "off"; } catch (error) { slash.checked = true; }
  slash.onchange = () => { try { localStorage.setItem("slash", slash.checked ? "on" : "off"); } catch (error) { /* then it holds for this page */ } };
  more.onclick = next;
  choices.parentElement.ontoggle = count;
  input.oninput = choices.onchange = run;
  input.onfocus = list.onclick = host.onclose = keep;
  host.onkeydown = press;
  run();
};
