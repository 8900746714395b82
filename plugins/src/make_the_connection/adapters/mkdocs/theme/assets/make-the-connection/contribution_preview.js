// The page as it will look: the parts of an entry's page, made of the answers. What a person typed becomes text; what they
// wrote in Markdown goes through the grammar of the build, and of what comes of it only what the build would leave is copied.
(function () {
  const page = window.mtcForm;
  if (!page) return;
  const { form, asked, words, language, part, all, fill, made, tongues } = page;
  const { says } = asked, view = part(".contribution-preview"), button = part("[name=preview]"), PAUSE = 500;
  const TAGS = ["A", "BLOCKQUOTE", "BR", "CODE", "DIV", "EM", "H3", "H4", "H5", "H6", "HR", "LI", "OL", "P", "PRE", "STRONG", "SUP", "TABLE", "TBODY", "TD", "TH", "THEAD", "TR", "UL"];
  const CLASSES = ["admonition", "admonition-title"], parsers = new Map();
  let waiting = null;

  const titles = new Map(all(form, ".linkable").map(item => [item.dataset.link, { title: item.querySelector(".level-name"), url: item.dataset.url }]));

  function dated(written) {
    const [year, month, day] = String(written).split("-").map(Number);
    return day && asked.days[month - 1] ? fill(asked.days[month - 1], { day: String(day), year: String(year) }) : String(written);
  }

  // Facts

  const isAddress = value => /^https?:\/\//.test(value);
  const outside = (address, title) => (isAddress(address) ? made("a", title, { href: address, rel: "noreferrer", target: "_blank" }) : made("span", title));
  const shortened = address => address.replace(/^https?:\/\/(www\.)?/, "").replace(/\/$/, "");

  const KINDS = {
    choice: (value, shape) => [shape.choices[value] || value],
    number: value => [typeof value === "number" ? value.toLocaleString(language) : value],
    flag: value => [says[value ? "fact.yes" : "fact.no"]],
    date: value => [dated(value)],
    address: value => [outside(value, shortened(value))],
    text: value => [byReader(value).text],
    consent: (value, shape) => [fill(says["fact.consent"], {
      role: shape.choices[value.by_role] || "…", on: value.on ? dated(value.on) : "…", review_by: value.review_by ? dated(value.review_by) : "…",
      covers: value.covers.map(each => says[`consent.${each}`]).join(says["list.separator"]) || "…",
    })],
    record: (value, shape) => (value.name && value.address ? [outside(value.address, value.name)]
      : Object.entries(shape.fields).filter(([name]) => value[name]).flatMap(([name, inner], number) => [...(number ? ["; "] : []), ...shown(value[name], inner)])),
  };

  const shown = (value, shape) => (KINDS[shape.kind] || (each => [String(each)]))(value, shape);

  function isEmpty(value) {
    if (Array.isArray(value)) return value.every(isEmpty);
    if (value && typeof value === "object") return Object.values(value).every(isEmpty);
    return value === null || value === undefined || String(value).trim() === "";
  }

  function fact(name, shape, value) {
    if (isEmpty(value)) return shape.shown ? [row(shape.label, [says["fact.not-stated"]])] : [];
    if (shape.kind === "record" && !shape.many) return Object.entries(shape.fields).flatMap(([inner, each]) => fact(inner, each, value[inner]));
    if (!shape.many) return [row(shape.label, shown(value, shape))];
    const items = value.filter(each => !isEmpty(each)).map(each => made("li", shown(each, { ...shape, many: false })));
    return [row(shape.label, [made("ul", items)])];
  }

  const row = (label, content) => made("div", [made("dt", label), made("dd", content)]);

  function facts(names, answers) {
    const rows = names.flatMap(name => fact(name, asked.fields[name], asked.given[name] ?? answers.facts[name]));
    return rows.length ? [made("dl", rows, { className: "facts" })] : [];
  }

  // Words

  function byReader(texts) {
    const [first] = [language, ...tongues()].filter(code => (texts[code] || "").trim());
    return { text: first ? texts[first] : "", lang: first || language };
  }

  // Where the build would lead a link, or null.
  function target(href) {
    if (titles.has(href)) return { href: titles.get(href).url };
    return /^(https?:|mailto:)/.test(href) ? { href, rel: "noreferrer", target: "_blank" } : null;
  }

  function copied(node, urls) {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.nodeValue)];
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    const inner = () => Array.from(node.childNodes).flatMap(each => copied(each, urls));
    if (node.tagName === "IMG") return picture(node, urls);
    if (!TAGS.includes(node.tagName)) return inner();
    const to = node.tagName === "A" ? target(node.getAttribute("href") || "") : CLASSES.includes(node.className) ? { className: node.className } : {};
    return [to ? made(node.tagName.toLowerCase(), inner(), to) : made("span", inner())];
  }

  function picture(node, urls) {
    const name = node.getAttribute("src"), alt = node.getAttribute("alt") || "";
    return Object.hasOwn(urls, name) ? [made("img", [], { src: urls[name], alt })] : [document.createTextNode(`![${alt}](${name})`)];
  }

  // The grammar of the build, in which HTML is only found: it is text here, as it is there, and so is a citation.
  function parser(code) {
    if (!parsers.has(code)) {
      const own = window.mtcContribution.markdown(page.rules, code), { rules } = own.renderer;
      const asText = (tokens, at) => own.utils.escapeHtml(tokens[at].content);
      Object.assign(rules, { html_inline: asText, citation: asText, html_block: (tokens, at) => `<p>${asText(tokens, at)}</p>` });
      rules.admonition_open = () => `<div class="${CLASSES[0]}">`;
      rules.admonition_title_open = () => `<p class="${CLASSES[1]}">`;
      parsers.set(code, own);
    }
    return parsers.get(code);
  }

  function written(text, code, urls) {
    const source = new DOMParser().parseFromString(parser(code).render(text), "text/html");
    return Array.from(source.body.childNodes).flatMap(node => copied(node, urls));
  }

  // Blocks

  function block(id, title, content, lang) {
    const section = made("section", [made("h4", title), ...content], { className: "block" });
    if (lang && lang !== language) section.lang = lang;
    return section;
  }

  function section(id, answers, code, urls) {
    const text = answers.words[code].sections[id] || "";
    const pictures = answers.images.filter(image => image.section === id && urls[image.name]);
    const content = [...written(text, code, urls), ...pictures.map(image => made("p", made("img", [], { src: urls[image.name], alt: image.alt[code] || "" })))];
    return content.length ? [block(id, asked.sections[id][code], content, code)] : [];
  }

  function connection(link) {
    const { title, url } = titles.get(link.to), why = byReader(link.why);
    const badges = [made("span", says["basis.editorial"], { className: ["badge", "badge--editorial"].join(" ") })];
    if (link.strength === "central") badges.push(" ", made("span", says["strength.central"], { className: ["badge", "badge--central"].join(" ") }));
    return made("li", [
      made("p", [made("a", title.textContent, { href: url }), " ", ...badges], { className: "connection-title" }),
      made("p", made("span", why.text || "…", { lang: why.lang }), { className: "connection-why" }),
    ], { className: ["connection", "connection--editorial"].join(" ") });
  }

  function connections(types, links) {
    const groups = types.map(type => [type, links.filter(link => link.to.startsWith(`${type}:`))]).filter(([, own]) => own.length);
    if (!groups.length) return [made("p", says["connections.none"])];
    return [made("p", says["connections.legend"], { className: "legend" }), ...groups.flatMap(([type, own]) =>
      [made("h5", asked.types[type] || type), made("ul", own.map(connection), { className: "connections" })])];
  }

  function blocks(answers, code, urls) {
    return asked.page.flatMap(each => {
      if (each.section) return section(each.section, answers, code, urls);
      const content = [...facts(each.facts, answers), ...(each.connections.length ? connections(each.connections, answers.links) : [])];
      return !content.length ? [] : each.label ? [block(each.id, each.label, content)] : content;
    });
  }

  function awaited(answers) {
    const others = Object.keys(asked.languages).filter(code => !page.isWritten(answers.words[code] || {}));
    return others.map(code => fill(words.awaited, { language: asked.languages[code] })).join(" ");
  }

  function draw() {
    const answers = page.answers(), urls = page.pictures.urls();
    const code = page.isWritten(answers.words[language] || {}) ? language : answers.original;
    const { title, summary } = answers.words[code], lang = code === language ? "" : code;
    const foreign = lang ? [made("p", fill(says["page.only-in"], { language: asked.languages[code] }), { className: "notice" })] : [];
    view.replaceChildren(
      ...(awaited(answers) ? [made("p", awaited(answers), { className: "contribution-awaits" })] : []),
      made("div", [
        made("header", [
          made("p", asked.kind, { className: "entry-kind" }),
          made("p", title.trim() || words.untitled, { className: "preview-title", lang: code }),
          made("p", summary, { className: "entry-summary", lang: code }),
        ], { className: "entry-head" }),
        ...foreign,
        ...blocks(answers, code, urls),
      ], { className: "entry-as-it-will-look" }),
    );
  }

  const isOpen = () => !view.hidden;

  button.addEventListener("click", () => {
    view.hidden = isOpen();
    button.setAttribute("aria-expanded", String(isOpen()));
    if (isOpen()) page.ready(() => { draw(); view.focus(); });
  });
  ["changed", "pictures", "replaced"].forEach(type => form.addEventListener(type, () => {
    clearTimeout(waiting);
    if (isOpen()) waiting = setTimeout(draw, PAUSE);
  }));
  page.awaited = awaited;
})();
