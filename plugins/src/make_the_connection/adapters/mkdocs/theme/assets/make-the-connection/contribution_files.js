// The files of an entry from what a contributor answered: the same bytes as contribute/entry_files.py writes.
//
// `answers` are a draft: {type, name, on: "YYYY-MM-DD", original: code, words: {code: {title, summary, sections: {id: text}}},
//   facts: {field: value}, links: [{to, why: {code: text}, strength}], images: [{name, section, alt: {code: text}}]}
// `rules` are what contribute/rules.py publishes of the type, in the language of the page.
//
//   files(answers, rules)   {name: text}; what was left empty is not written
//   folderName(text)        a name for a folder; may be empty
//   facts(answers, rules)   what facts.yml holds; origin(list) tells for each item of a list in it which one it was in the answers
//   page(answers, code, rules)   {text, parts}: a file of words, and for each part of it {part, first, last}: its lines in the file
//   languages(answers, rules)    the languages that have words, the original first
(function () {
  const LONGEST_NAME = 60;
  const KEY = /^[A-Za-z]+([-_][A-Za-z0-9]+)*$/;
  const PLAIN = /^(?!(?:null|true|false)$)[a-z]+(-[a-z0-9]+)*(:[a-z0-9]+([-/][a-z0-9]+)*)?$/;
  const origins = new WeakMap();

  const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);
  const composed = text => String(text ?? "").replace(/\p{Surrogate}/gu, "\uFFFD").normalize("NFC");
  const line = text => composed(text).replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
  const quoted = value => JSON.stringify(value);
  const scalar = value => (typeof value === "string" && PLAIN.test(value) ? value : quoted(value));

  function folderName(text) {
    const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[’']/g, "");
    return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, LONGEST_NAME).replace(/-$/, "");
  }

  // A value without what is empty in it, each text on one line; null where nothing is left.
  function filled(value) {
    if (typeof value === "string") return line(value) || null;
    if (Array.isArray(value)) {
      const left = value.map((item, number) => [number, filled(item)]).filter(([, item]) => item !== null);
      const items = left.map(([, item]) => item);
      origins.set(items, left.map(([number]) => number));
      return items.length ? items : null;
    }
    if (isObject(value)) {
      const left = Object.entries(value).map(([name, inner]) => [name, filled(inner)]).filter(([, inner]) => inner !== null);
      return left.length ? Object.fromEntries(left) : null;
    }
    return value ?? null;
  }

  const hasWords = words => [words.title, words.summary, ...Object.values(words.sections || {})].some(text => (text || "").trim());

  function languages(answers, rules) {
    const others = Object.keys(rules.languages).filter(code => code !== answers.original);
    return [answers.original, ...others.filter(code => answers.words[code] && hasWords(answers.words[code]))];
  }

  function facts(answers, rules) {
    const asked = rules.contribution;
    const links = (answers.links || []).map(link => ({
      to: link.to,
      relation: asked.links[link.to.split(":")[0]]?.relation,
      why: link.why,
      basis: "editorial",
      by: asked.by,
      on: answers.on,
      strength: link.strength || "supporting",
      review: "not-yet",
    }));
    return filled({
      original: answers.original,
      ...(rules.feed ? { added: answers.on } : {}),
      ...asked.given,
      ...Object.fromEntries(asked.asks.map(name => [name, answers.facts[name]])),
      links,
    });
  }

  function value(name, given, indent) {
    const key = indent + (KEY.test(name) ? name : quoted(name)) + ":";
    if (Array.isArray(given)) return [key, ...given.flatMap(each => item(each, indent + "  "))];
    if (isObject(given)) return [key, ...mapping(given, indent + "  ")];
    return [`${key} ${scalar(given)}`];
  }

  const mapping = (given, indent) => Object.entries(given).flatMap(([name, inner]) => value(name, inner, indent));

  function item(given, indent) {
    if (!isObject(given)) return [`${indent}- ${scalar(given)}`];
    return mapping(given, "").map((each, number) => indent + (number ? "  " : "- ") + each);
  }

  // What a picture shows, so that it can end neither its brackets nor its line.
  const alt = text => line(text).replace(/[\\[\]<>`*_!&{}]/g, "\\$&");

  function page(answers, code, rules) {
    const words = answers.words[code] || {}, sections = words.sections || {};
    const lines = ["---", `title: ${quoted(line(words.title))}`, `summary: ${quoted(line(words.summary))}`];
    const parts = [{ part: "title", first: 2, last: 2 }, { part: "summary", first: 3, last: 3 }];
    if (code !== answers.original) lines.push("translation: draft");
    lines.push("---", "");
    for (const { id, label } of rules.sections) {
      const text = composed(sections[id]).replace(/\r\n?/g, "\n").replace(/^[ \t\n]+|[ \t\n]+$/g, "");
      const pictures = (answers.images || []).filter(image => image.section === id);
      const body = [...(text ? [text] : []), ...pictures.map(image => `![${alt(image.alt[code])}](${image.name})`)].join("\n\n");
      if (!body) continue;
      const first = lines.length + 3;
      lines.push(`## ${label[code]} {#${id}}`, "", ...body.split("\n"), "");
      parts.push({ part: id, first, last: lines.length });
    }
    return { text: lines.join("\n"), parts };
  }

  function files(answers, rules) {
    const schema = `# yaml-language-server: $schema=${"../".repeat(answers.name.split("/").length)}${rules.schemaFile}`;
    const written = { "facts.yml": [schema, ...mapping(facts(answers, rules), ""), ""].join("\n") };
    for (const code of languages(answers, rules)) written[`${code}.md`] = page(answers, code, rules).text;
    return written;
  }

  const origin = list => origins.get(list);
  window.mtcContribution = { ...window.mtcContribution, files, folderName, facts, origin, page, languages, line };
})();
