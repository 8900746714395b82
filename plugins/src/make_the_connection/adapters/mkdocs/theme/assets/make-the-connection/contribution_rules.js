// What is wrong with answers, as `make-the-connection check` would say it of their files: by the same rules (the data of
// contribute/rules.py), under the same codes, in the same sentences.
//
//   check(answers, rules)   [{code, parameters, where, severity, sentence, hint}]; facts first, then words, the original first
// `where` is {file, place} in facts, as `place: ["links", 0, "why"]`, with the numbers that items have in the answers;
// {file, part, line} in words: the title, the summary or the id of a section, and the line in it; or {file} alone.
(function () {
  const { facts, origin, page, languages, files, wrong, inWords, inText, unnamed, line } = window.mtcContribution;
  const FACTS = "facts.yml", LONGEST = 100, KIB = 1024, EXPRESSIONS = new Map();
  const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);
  const whole = pattern => new RegExp(`^(?:${pattern})$`, "u");

  // Sentences

  // Nothing in it can command a terminal; here, that it reads the same.
  function printable(text) {
    const escaped = letter => {
      const number = letter.codePointAt(0), digits = number.toString(16);
      if (number < 0x100) return `\\x${digits.padStart(2, "0")}`;
      return number < 0x10000 ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
    };
    return text.replace(/[\p{C}\p{Z}]/gu, letter => (/\s/u.test(letter) ? " " : escaped(letter)));
  }

  function short(text) {
    const letters = Array.from(text);
    return letters.length <= LONGEST ? text : letters.slice(0, LONGEST - 1).join("") + "…";
  }

  function shown(parameters, rules) {
    const values = Object.entries(parameters).map(([name, value]) => [name, printable(name === "choices" ? String(value) : short(String(value)))]);
    const { expected_kind: kind, language, ...rest } = Object.fromEntries(values);
    return { ...rest, ...(kind && { expected_kind: rules.kinds[kind] }), ...(language && { language: rules.languages[language] || language }) };
  }

  const fill = (sentence, values) =>
    sentence.replace(/\{\{|\}\}|\{(\w+)\}/g, (mark, name) => (name ? values[name] : mark[0]));

  function said({ code, parameters, severity, where }, rules) {
    const values = shown(parameters, rules), [usual, ...words] = rules.codes[code];
    const [sentence, way] = words.map(each => fill(each, values));
    const hint = values.nearest ? `${fill(rules.nearest, values)} ${way}` : way;
    return { code, parameters, where, severity: severity || usual, sentence, hint };
  }

  const isError = ({ code }, rules) => rules.codes[code][0] === "error";

  // What may tell who somebody is

  // What is long and repeated in patterns stands once beside them.
  const spelt = (pattern, pieces) => pattern.replace(/~(\d+)~/g, (_, number) => spelt(pieces[number], pieces));

  function expression(pattern, { pieces }) {
    if (!EXPRESSIONS.has(pattern)) EXPRESSIONS.set(pattern, new RegExp(spelt(pattern, pieces), "gu"));
    return EXPRESSIONS.get(pattern);
  }

  function personal(text, rules) {
    return rules.detectors.flatMap(([code, pattern, aside]) => {
      const read = aside ? text.replace(expression(aside, rules), found => "\0".repeat(found.length)) : text;
      return Array.from(read.matchAll(expression(pattern, rules)), ({ 0: written, index }) => ({ code, index, parameters: { text: half(code, written) } }));
    });
  }

  // Reports are kept by others: of what may tell who somebody is, the first half.
  function half(code, written) {
    const flat = written.trim().split(/\s+/u).join(" "), letters = Array.from(flat);
    return code === "small-group" ? flat : `${letters.slice(0, Math.min(Math.floor((letters.length + 1) / 2), 30)).join("")}…`;
  }

  // Facts

  // Every text, and its place in the file.
  function texts(value, place = []) {
    if (typeof value === "string") return [{ text: value, place }];
    if (Array.isArray(value)) return value.flatMap((item, number) => texts(item, [...place, number]));
    return isObject(value) ? Object.entries(value).flatMap(([name, inner]) => texts(inner, [...place, name])) : [];
  }

  // A place in the file as one in the answers: empty items of lists are not written.
  function asked(place, given) {
    return place.map((key, depth) => {
      const holder = place.slice(0, depth).reduce((value, step) => (value == null ? value : value[step]), given);
      return typeof key === "number" && origin(holder) ? origin(holder)[key] : key;
    });
  }

  // A value that says a thing twice says it.
  function once(found) {
    const seen = new Set();
    return found.filter(({ code, parameters, where }) => {
      const one = JSON.stringify([code, parameters, where]);
      return !seen.has(one) && seen.add(one);
    });
  }

  function inFacts(answers, rules, written) {
    const given = facts(answers, rules), all = texts(given);
    // What is missing has its place all the same.
    const lacking = ({ code, name, parameters }) => (code === "missing-field" ? [name] : code === "missing-language" ? [parameters.language] : []);
    const at = each => ({ ...each, where: { file: FACTS, place: [...asked(each.place, given), ...lacking(each)] } });
    const [unreadable] = inText(written, rules).filter(each => each.code === "control-character");
    if (unreadable) {
      const holder = all.find(({ text }) => inText(text, rules).some(each => each.code === unreadable.code));
      return [at({ ...unreadable, place: holder ? holder.place : [] })];
    }
    const letters = all.flatMap(({ text, place }) => inText(text, rules).map(each => ({ ...each, place })));
    if (letters.some(each => isError(each, rules))) return letters.map(at);
    const named = all.filter(({ text }) => !whole(rules.address).test(text)).flatMap(({ text, place }) => personal(text, rules).map(each => ({ ...each, place })));
    return once([...letters, ...wrong(given, rules.facts), ...links(answers, rules, given, written), ...named].map(at));
  }

  // Where the name of a link's entry stands in the file.
  function placeOf(number, { name }, { folder }, written) {
    const lines = written.split("\n"), first = lines.lastIndexOf("links:"), item = "  - to: ";
    const at_ = lines.map((each, place) => [each, place]).filter(([each, place]) => place > first && each.startsWith(item))[number][1];
    return `${folder}/${name}/${FACTS}:${at_ + 1}:${item.length + 1}`;
  }

  function links(answers, rules, given, written) {
    const list = given.links || [], own = `${answers.type}:${answers.name}`, counted = new Map(), found = [];
    list.forEach(({ to, why }, number) => {
      const place = ["links", number, "to"];
      if (typeof to !== "string" || !whole(rules.key).test(to)) return;
      const lacking = to === own ? null : unnamed(to, rules);
      if (lacking) found.push({ ...lacking, place });
      if (to === own) found.push({ code: "self-link", parameters: { name: to }, place });
      else if (counted.has(to)) found.push({ code: "duplicate-link", parameters: { name: to, place: counted.get(to) }, place });
      else if (!lacking) counted.set(to, placeOf(number, answers, rules, written));
      const awaited = isObject(why) ? Object.keys(rules.languages).filter(code => !why[code]) : [];
      awaited.forEach(language => found.push({ code: "untranslated-text", parameters: { name: "why", language }, place: ["links", number, "why", language] }));
    });
    return [...found, ...lacking(rules, given), ...tooFew(rules, given, Array.from(counted.keys()), own)];
  }

  // What a contribution lacks. Links are counted as they are written, whatever they lead to.
  function lacking({ contribution, consents }, given) {
    if (Object.entries(contribution.given).some(([field, choice]) => given[field] !== choice)) return [];
    const covers = name => isObject(given[name]) && given[name].covers;
    const without = consents.filter(name => Array.isArray(covers(name)) && !covers(name).includes("words"));
    return [...missingLinks(contribution, given.links || []), ...without.map(name => ({ code: "consent-without-words", parameters: {}, place: [name, "covers"] }))];
  }

  function missingLinks(contribution, links) {
    const named = Array.from(new Set(links.map(({ to }) => to)));
    return named.every(Boolean) ? Object.entries(contribution.links).flatMap(([type, { least }]) => {
      const has = named.filter(key => String(key).startsWith(`${type}:`)).length;
      return has < least ? [{ code: "missing-links", parameters: { type, asked: least, has }, place: ["links"] }] : [];
    }) : [];
  }

  function tooFew(rules, given, keys, own) {
    return rules.rules.flatMap(({ name, with: type, least, where, severity }) => {
      const applies = Object.entries(where).every(([field, choices]) => [given[field]].flat().some(choice => choices.includes(choice)));
      const has = keys.filter(key => key.startsWith(`${type}:`) && !rules.superseded.some(edition => key.startsWith(`${type}:${edition}/`))).length;
      const parameters = { rule: name, name: own, type, asked: least, has };
      return applies && has < least ? [{ code: "too-few-links", parameters, place: ["links"], severity }] : [];
    });
  }

  // Words

  const FRONT = ["title", "summary"];

  function inFile(answers, code, rules) {
    const file = `${code}.md`, written = page(answers, code, rules), words = answers.words[code] || {};
    const [unreadable] = inText(written.text, rules).filter(each => each.code === "control-character");
    if (unreadable) {
      const index = written.text.search(new RegExp(rules.markdown.control, "u"));
      return [{ ...unreadable, where: at(file, written, lineAt(written.text, index)) }];
    }
    const front = Object.fromEntries(FRONT.map(name => [name, line(words[name])]));
    const letters = FRONT.flatMap(part => inText(front[part], rules).map(each => ({ ...each, where: { file, part, line: 1 } })));
    const fields = wrong(front, rules.front).map(({ place, name, ...each }) => ({ ...each, where: { file, part: place[0] || name, line: 1 } }));
    const own = { key: `${answers.type}:${answers.name}`, images: (answers.images || []).map(image => image.name) };
    const body = inWords(written, code, rules, own).map(({ line: number, code: code_, parameters }) =>
      ({ code: code_, parameters, where: at(file, written, number, { code: code_, parameters }) }));
    const named = personal(written.text, rules).map(({ index, ...each }) => ({ ...each, where: at(file, written, lineAt(written.text, index)) }));
    return [...letters, ...(letters.some(each => isError(each, rules)) ? [] : fields), ...body, ...named];
  }

  const lineAt = (text, index) => text.slice(0, index).split("\n").length;

  // The part of a file on a line of it, and the line in what was answered there.
  function at(file, { parts }, number, { code, parameters } = {}) {
    if (code === "missing-section") return { file, part: parameters.name, line: 1 };
    const part = parts.find(({ first, last }) => first <= number && number <= last) || parts.find(({ first }) => first > number);
    return part ? { file, part: part.part, line: Math.max(number - part.first + 1, 1) } : { file };
  }

  // The whole

  function withoutConsent({ images = [], facts: given }, { consents }) {
    const agreed = consents.some(name => isObject(given[name]) && [given[name].covers].flat().includes("images"));
    const place = [...consents.slice(0, 1), "covers"];
    return consents.length && !agreed ? images.map(({ name }) => ({ code: "picture-without-consent", parameters: { name }, where: { file: FACTS, place } })) : [];
  }

  function aroundIt(answers, rules, written) {
    const found = [], most = rules.limits.bytes, name = whole(rules.name), image = whole(rules.image);
    if (!name.test(answers.name)) found.push({ code: "bad-folder-name", parameters: { name: answers.name }, where: { file: FACTS, place: [] } });
    for (const [file, text] of Object.entries(written)) {
      if (new TextEncoder().encode(text).length > most) found.push({ code: "too-large", parameters: { limit: most / KIB }, where: { file } });
    }
    (answers.images || []).filter(each => !image.test(each.name)).forEach(each =>
      found.push({ code: "bad-file-name", parameters: { value: each.name }, where: { file: each.name } }));
    const awaited = Object.keys(rules.languages).filter(code => !Object.hasOwn(written, `${code}.md`));
    awaited.forEach(language => found.push({ code: "missing-translation", parameters: { language }, where: { file: `${language}.md` } }));
    return [...found, ...withoutConsent(answers, rules)];
  }

  function check(answers, rules) {
    const written = files(answers, rules);
    const words = languages(answers, rules).flatMap(code => inFile(answers, code, rules));
    return [...inFacts(answers, rules, written[FACTS]), ...words, ...aroundIt(answers, rules, written)].map(each => said(each, rules));
  }

  window.mtcContribution = { ...window.mtcContribution, check };
})();
