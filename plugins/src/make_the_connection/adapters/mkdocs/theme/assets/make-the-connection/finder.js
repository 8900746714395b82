// Finds entries of a type: by what is chosen in the form, in the order chosen there, a page at a time, and takes away what is
// found. All is kept in the address. What the page holds for it says render/finder.py, what it loads finder_scripts.py.
(function () {
  const form = document.querySelector("form.filter--finder"), list = form && document.getElementById(form.dataset.list);
  if (!list) return;
  const { choices, fill, written, inAddress, address } = window.mtcNarrowing, files = window.mtcFiles;
  const LIKE = "like.", UNSTATED = "not-stated";
  const words = JSON.parse(form.dataset.words), { type, script } = form.dataset, order = form.elements.order;
  const result = document.querySelector(".filter-result"), nothing = document.querySelector(".filter-nothing");
  const plain = document.querySelector(".finder-plain");
  const names = Array.from(form.querySelectorAll("select"), each => each.name).filter(name => name !== "order");
  const chosen = choices(form, words, names.filter(name => !name.startsWith(LIKE)));
  const mine = choices(form, words, names.filter(name => name.startsWith(LIKE))), ordering = choices(form, words, ["order"]);
  const all = [chosen, mine, ordering];
  // What has been asked for, and the cards that are here by the numbers of their entries: the first are on the page.
  const asking = {}, cards = Array.from(list.children);
  let place = document.querySelector(".pager,.pager-place"), turns = 0;

  function load(name, edition = "") {
    const missed = error => { delete asking[name]; throw error; };
    return (asking[name] ??= files.load(script + name + ".js" + edition).then(() => window.mtcFinder[name + edition] || Promise.reject(new Error(name))).catch(missed));
  }

  async function withCards({ per, edition }, entries) {
    const missing = new Set(entries.filter(({ at }) => !cards[at]).map(({ at }) => Math.floor(at / per)));
    await Promise.all(Array.from(missing, async number => {
      const made = document.createElement("template");
      made.innerHTML = (await load(`${type}-cards-${number + 1}`, "?" + edition)).join("");
      Array.from(made.content.children).forEach((card, nth) => { cards[number * per + nth] = card; });
    }));
  }

  // In which of what the reader says of their own an entry is the same or another, and what it does not state.
  function compared({ values }) {
    const found = { same: [], other: [], unstated: [] };
    mine.made().forEach(({ name, at }) => {
      const facet = name.slice(LIKE.length), has = values[facet];
      found[has.includes(UNSTATED) ? "unstated" : has.includes(at.value) ? "same" : "other"].push(facet);
    });
    return found;
  }

  // What is chosen, in its order; of equals, in that of their titles.
  async function find() {
    const { number, facets, newest, ...index } = await load(type), dates = facets.find(({ name }) => name === newest);
    const values = at => Object.fromEntries(facets.map(({ name, values, of }) => [name, of[at].map(each => values[each][0])]));
    const entries = Array.from({ length: number }, (_, at) => ({ at, values: values(at) }));
    const rank = {
      title: () => 0,
      newest: ({ at }) => dates.of[at][0] ?? dates.values.length,
      like: entry => compared(entry).other.length - compared(entry).same.length * names.length,
    }[order.value];
    const left = entries.filter(entry => chosen.fits(entry)).sort((one, other) => rank(one) - rank(other));
    return { ...index, facets, entries, left };
  }

  function made(tag, attributes, ...content) {
    const element = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...content);
    return element;
  }

  const listed = parts => parts.flatMap((part, at) => (at ? [words.separator, ...part] : part));

  // Each with what it is, which may be in another language than the sentence around it.
  function explained(entry, facets) {
    const named = ({ name, label, values }) => {
      const has = values.filter(([value]) => value !== UNSTATED && entry.values[name].includes(value));
      const parts = listed(has.map(([, text, lang]) => [lang ? made("span", { lang }, text) : text]));
      const [before, after] = parts.length ? fill(words.part, { label, value: "\n" }).split("\n") : [label, ""];
      return [before, ...parts, after];
    };
    const groups = Object.entries(compared(entry)).filter(([, found]) => found.length).map(([kind, found]) => {
      const about = facets.filter(({ name }) => found.includes(name));
      const unstated = about[0].values.find(([value]) => value === UNSTATED);
      return made("div", {}, made("dt", {}, words[kind] ?? unstated[1]), made("dd", {}, ...listed(about.map(named))));
    });
    return groups.length ? [made("dl", { class: "card-facts card-like" }, ...groups)] : [];
  }

  function put(entries, { facets }) {
    list.replaceChildren(...entries.map(entry => {
      const card = cards[entry.at];
      card.querySelectorAll(".card-like").forEach(each => each.remove());
      card.append(...explained(entry, facets));
      return card;
    }));
    list.hidden = !entries.length;
  }

  function said({ left, entries }) {
    const counted = fill(words.shown, { number: written(left.length), all: written(entries.length) });
    const ordered = ordering.made().length && fill(words.ordered, { choice: order.selectedOptions[0].text });
    const alike = order.value === "like" && !mine.made().length ? words["nothing-mine"] : mine.said(words.mine);
    return [chosen.said(words.showing), counted, ordered, alike].filter(Boolean).join(" ");
  }

  const turned = (page, pages) => fill(words.page, { number: written(page), all: written(pages) });

  function addressOf(number) {
    const asked = inAddress();
    if (number > 1) asked.set("page", number); else asked.delete("page");
    return address(asked).href;
  }

  // As render/pager.py and pager.html make it.
  function pager(page, pages) {
    const link = (number, text, more) => made("a", { href: addressOf(number), ...more }, text);
    const step = (number, text, rel) => (number > 0 && number <= pages ? [link(number, text, { class: "pager-step", rel })] : []);
    const isNear = each => each === 1 || each === pages || Math.abs(each - page) < (each === 2 || each === pages - 1 ? 3 : 2);
    const items = Array.from({ length: pages }, (_, at) => at + 1).filter(isNear).flatMap((each, at, near) => {
      const more = { "aria-label": turned(each, pages), ...(each === page && { "aria-current": "page" }) };
      return [...(at && each > near[at - 1] + 1 ? [made("li", {}, "…")] : []), made("li", {}, link(each, written(each), more))];
    });
    const parts = [...step(page - 1, words.previous, "prev"), made("ol", {}, ...items), ...step(page + 1, words.next, "next")];
    const next = pages > 1 ? made("nav", { class: "pager", "aria-label": words.pages }, ...parts) : made("div", {});
    place.replaceWith(next);
    place = next;
  }

  async function attempt(work) {
    try { await work(); } catch { result.textContent = words.failed; plain.hidden = false; }
  }

  // What the address asks for. A page that nothing is asked of stays as it was made.
  function show() {
    const asked = inAddress(), turn = ++turns, known = all.map(each => each.read(asked)).every(Boolean);
    const wanted = Number(asked.get("page") || 1);
    if (!asking[type] && wanted === 1 && !all.some(each => each.made().length)) {
      result.textContent = known ? "" : words.unknown;
      return null;
    }
    return attempt(async () => {
      const found = await find(), { left, per, entries } = found, pages = Math.max(1, Math.ceil(left.length / per));
      const isPage = Number.isInteger(wanted) && wanted > 0 && wanted <= pages, page = isPage ? wanted : 1;
      const here = left.slice((page - 1) * per, page * per);
      await withCards(found, here);
      if (turn !== turns) return;
      chosen.count(entries);
      put(here, found);
      pager(page, pages);
      nothing.hidden = left.length > 0;
      plain.hidden = true;
      form.elements.print.disabled = form.elements.save.disabled = !left.length;
      result.textContent = [said(found), pages > 1 && turned(page, pages), !(known && isPage) && words.unknown].filter(Boolean).join(" ");
    });
  }

  // One menu after another is a step back each; going through the choices of one is a single step.
  function go(address, by) {
    history[by && history.state?.by === by ? "replaceState" : "pushState"]({ by }, "", address);
    return show();
  }

  function choose(by) {
    const asked = inAddress();
    all.forEach(each => each.write(asked));
    asked.delete("page");
    return go(address(asked), by);
  }

  // The links that the page was made with lead to plain pages.
  async function turnTo({ href }) {
    const number = /--(\d+)\.html$/.exec(href)?.[1];
    try { await load(type); } catch { return location.assign(href); }
    await go(number ? addressOf(Number(number)) : href);
    return result.focus();
  }

  // All that is found, not only what the page shows, stands on the page while it is printed.
  async function printAll() {
    const found = await find();
    turns += 1;
    await withCards(found, found.left);
    put(found.left, found);
    result.textContent = said(found);
    await Promise.allSettled(Array.from(list.querySelectorAll("img"), image => image.decode()));
    addEventListener("afterprint", show, { once: true });
    print();
  }

  async function save() {
    const { left, edition } = await find(), { columns, rows } = await load(type + "-rows", "?" + edition);
    const name = type + ".csv", base = document.querySelector("link[rel=canonical]")?.href;
    const whole = ([title, at, ...facts]) => [title, base ? new URL(at, base).href : at, ...facts];
    files.save(files.csv([columns, ...left.map(({ at }) => whole(rows[at]))]), "text/csv", name);
    result.textContent = fill(words.saved, { name });
  }

  const [part, alike] = form.querySelectorAll("details");
  result.tabIndex = -1;
  form.hidden = false;
  plain.hidden = true;
  form.addEventListener("change", ({ target }) => {
    // Who says what their own is like wants to see what is like it.
    if (target.name.startsWith(LIKE)) order.value = mine.made().length ? "like" : "title";
    choose(target.name);
  });
  form.addEventListener("submit", event => event.preventDefault());
  form.elements.print.addEventListener("click", () => attempt(printAll));
  form.elements.save.addEventListener("click", () => attempt(save));
  document.querySelectorAll(".filter-clear").forEach(each => each.addEventListener("click", async () => {
    chosen.clear();
    await choose();
    // The button beside “nothing fits” goes away with what it said.
    if (!form.contains(each)) result.focus();
  }));
  document.addEventListener("click", event => {
    const link = event.target.closest(".pager a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    turnTo(link);
  });
  addEventListener("popstate", show);
  show();
  part.open = matchMedia("(min-width:48em)").matches;
  if (alike) alike.open = part.open && mine.made().length > 0;
})();
