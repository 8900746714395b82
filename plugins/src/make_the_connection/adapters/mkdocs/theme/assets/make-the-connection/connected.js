// How two entries are connected: a choice of any two, kept in the address. The data are what render/connected_scripts.py writes.
(function () {
  const root = document.querySelector(".chooser"), data = window.mtcConnected;
  if (!root || !data || !data.concepts) return;
  const { concepts, relations, ways } = data.concepts, place = new Map(concepts.map(([key], number) => [key, number]));
  const form = root.querySelector("form"), { one, other, swap, also } = form.elements;
  const status = root.querySelector(".chooser-status"), chosen = root.querySelector(".chosen");
  const language = document.documentElement.lang, most = 3;
  let asked = 0;

  const slug = key => key.replace(/[:/]/g, "-");
  const isConcept = key => place.has(key);

  function load(name) {
    return data[name] ? Promise.resolve() : new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = "connected/" + name + ".js";
      script.onload = () => { script.remove(); resolve(); };
      script.onerror = () => { script.remove(); reject(new Error(name)); };
      document.head.append(script);
    });
  }

  // Composing, as crosswalk/explanations.py does it.

  const linksOf = name => data[name].links.map(link => ({ ...link, texts: data[name].texts }));
  const far = (link, end) => link.ends[link.ends[0] === end ? 1 : 0];

  // The concepts by which an entry enters, and the links there.
  function waysIn(key) {
    if (isConcept(key)) return [[key, []]];
    return linksOf(slug(key)).filter(link => isConcept(far(link, key))).map(link => [far(link, key), [link]]);
  }

  // How many ways there are between two concepts, and the best of them. Each pair stands with the later concept.
  function between(start, end) {
    if (start === end) return [1, []];
    const [from, to] = [place.get(start), place.get(end)];
    const [number, ...paths] = ways[Math.max(from, to)][Math.min(from, to)] || [0];
    return [number, ...paths.map(path => (from < to ? path : path.slice().reverse()).map(at => links[at]))];
  }

  function rank(path) {
    const sum = at => path.reduce((total, link) => total + link.rank[at], 0);
    return [sum(0), sum(1), ...[...new Set(path.flatMap(link => link.ends))].sort()];
  }

  function order(a, b) {
    const [before, after] = [rank(a), rank(b)], at = before.findIndex((value, number) => value !== after[number]);
    return at < 0 ? 0 : before[at] < after[at] ? -1 : 1;
  }

  function explain(first, second) {
    const direct = isConcept(first) ? [] : linksOf(slug(first)).filter(link => far(link, first) === second);
    if (direct.length) return { number: direct.length, paths: direct.map(link => [link]) };
    const found = waysIn(first).flatMap(([start, before]) => waysIn(second).flatMap(([end, after]) => {
      const [number, ...paths] = between(start, end);
      return number ? [{ number, paths: paths.map(path => [...before, ...path, ...after]) }] : [];
    }));
    const shortest = Math.min(...found.map(way => way.paths[0].length));
    const best = found.filter(way => way.paths[0].length === shortest);
    return {
      number: best.reduce((sum, way) => sum + way.number, 0),
      paths: best.flatMap(way => way.paths).sort(order).slice(0, most),
    };
  }

  // Showing. What the page holds as templates is filled with text, or with HTML that the site's own builder escaped.

  function html(written) {
    const template = document.createElement("template");
    template.innerHTML = written;
    return template.content;
  }

  function fill(name, parts = {}) {
    const filled = root.querySelector(`template[data-name="${name}"]`).content.cloneNode(true);
    filled.querySelectorAll("[data-part]").forEach(at => at.replaceWith(parts[at.dataset.part] ?? ""));
    return filled;
  }

  const say = (name, parts) => { status.textContent = name ? fill("status-" + name, parts).textContent : ""; };
  const linkTo = key => html(isConcept(key) ? concepts[place.get(key)][1] : data[slug(key)].link);

  function steps(path, from) {
    const list = document.createElement("ol");
    list.className = "steps";
    path.reduce((here, link) => {
      const there = far(link, here), [relation, explained] = relations[link.relations[link.ends[0] === here ? 0 : 1]];
      list.append(fill("step", {
        here: linkTo(here), other: linkTo(there), relation, why: html(link.why), explained: html(explained),
        badges: html(link.texts[link.badges]), origin: html(link.texts[link.origin]),
      }));
      return there;
    }, from);
    return list;
  }

  function show(first, second) {
    const { number, paths } = explain(first, second), heading = document.createElement("h3");
    const joined = [[first, second], [second, first]].map(([a, b]) => isConcept(a) && isConcept(b) && data[slug(a)].joined[b]);
    const parts = [paths.length ? steps(paths[0], first) : fill("none")];
    if (number > 1) {
      const others = document.createDocumentFragment();
      others.append(...paths.slice(1).map(path => steps(path, first)));
      const cut = number > paths.length ? fill("cut") : "";
      parts.push(fill("further", { number: (number - 1).toLocaleString(language), ways: others, cut }));
    }
    parts.push(...joined.filter(Boolean).map(html));
    heading.append(fill("pair", { one: linkTo(first), other: linkTo(second) }));
    chosen.replaceChildren(heading, ...parts);
    if (paths.length) say("steps", { number: paths[0].length.toLocaleString(language) });
    else status.textContent = fill("none").textContent;
  }

  // Choosing.

  async function answer() {
    const [first, second] = [one.value, other.value], turn = ++asked;
    chosen.replaceChildren();
    if (!first || !second) return say("incomplete");
    if (first === second) return say("same");
    try {
      await Promise.all([first, second].map(slug).map(load));
    } catch (error) {
      return say("failed");
    }
    // Only the last choice is answered.
    if (turn === asked) show(first, second);
  }

  async function offerContributed() {
    if (!also || also.hidden) return;
    await load("contributed");
    also.hidden = true;
    for (const [label, titles] of data.contributed.groups) {
      const group = document.createElement("optgroup");
      group.label = label;
      group.append(...titles.map(([key, title, lang]) => {
        const option = new Option(title, key);
        if (lang) option.lang = lang;
        return option;
      }));
      one.append(group);
      other.append(group.cloneNode(true));
    }
  }

  function keep() {
    const address = new URL(location);
    address.search = new URLSearchParams({ one: one.value, other: other.value });
    history.pushState(null, "", address);
  }

  async function fromAddress() {
    const wanted = new URLSearchParams(location.search), keys = [wanted.get("one") || "", wanted.get("other") || ""];
    if (keys.some(key => key && !isConcept(key))) {
      try {
        await offerContributed();
      } catch (error) {
        return say("failed");
      }
    }
    const unknown = [one, other].map((list, number) => {
      list.value = keys[number];
      if (list.selectedIndex < 0) list.value = "";
      return list.value === keys[number] ? "" : keys[number];
    }).find(Boolean);
    chosen.replaceChildren();
    say("");
    if (unknown) say("unknown", { one: unknown });
    else if (one.value && other.value) answer();
  }

  const links = linksOf("concepts");
  root.hidden = false;
  form.addEventListener("submit", event => { event.preventDefault(); keep(); answer(); });
  swap.addEventListener("click", () => {
    [one.value, other.value] = [other.value, one.value];
    if (one.value && other.value) { keep(); answer(); }
  });
  if (also) also.addEventListener("click", () => offerContributed().then(() => { say("also"); one.focus(); }, () => say("failed")));
  addEventListener("popstate", fromAddress);
  fromAddress();
})();
