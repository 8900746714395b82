// The file that a person keeps of an evaluation: how it is read, with suspicion, and written. exports/evaluation_file.py has
// its JSON Schema. Nothing here touches the page, stores anything or sends anything.
//
// `asked` is what a page asks, as asked() in render/evaluation_file.py gives it, with the words for what can be wrong.
// A state is what a person has answered, and never shares an object with another:
//   {copy, written: "YYYY-MM-DD" or null, about: text, path: key or null, answers: {key: {level, evidence: text, next: text}}, aside}
//   where a level is one of asked.levels or null, and a text is {text, lang} or null, never blank. `aside` is what a file held that
//   this page does not ask or know: leave it as it is, write() puts it back.
//
//   fresh(asked)          a state without answers, under a `copy` that nobody has had
//   read(text, size, asked)   {file: state, notes: [{note, ...}]} or {problem, ...}; size in bytes. It changes nothing else.
//   open(blob, asked)     the same of a File, as a promise that is never rejected; what is too large is not even read
//   write(state, asked)   the text of a file. Set `written` to day() before; answers without content are left out.
//   say(result, asked)    what is wrong, in a sentence; text, not HTML
//   notes(result, asked)  what was found odd but kept, a sentence each
//   day()                 today where the reader is, YYYY-MM-DD
//   name(state, asked)    what to call the file
// What is kept in the browser can be the same text: write() it, and read() it again.
(function () {
  const FORMAT = "make-the-connection/evaluation", VERSION = 1, DEEPEST = 8;
  // What makes a file of a version into one of the next, by the version that it has. Whoever raises VERSION adds a step.
  const upgrades = {};
  const KEY = /^[a-z][a-z0-9-]*:[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/;
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
  const UNSAFE = ["__proto__", "constructor", "prototype"];
  const FIELDS = ["format", "version", "site", "evaluation", "copy", "written", "about", "path", "answers"];
  const PARTS = ["level", "evidence", "next"];

  const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);
  const isLike = (value, pattern) => typeof value === "string" && pattern.test(value);
  const isText = value => isObject(value) && typeof value.text === "string" && isLike(value.lang, LANGUAGE);
  const without = (object, names) => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
  const words = value => (value && value.text.trim() ? { text: value.text, lang: value.lang } : null);

  function isDay(value) {
    const at = isLike(value, /^\d{4}-\d{2}-\d{2}$/) ? new Date(value) : NaN;
    return !Number.isNaN(Number(at)) && at.toISOString().startsWith(value);
  }

  function day(now = new Date()) {
    const padded = (number, length) => String(number).padStart(length, "0");
    return [padded(now.getFullYear(), 4), padded(now.getMonth() + 1, 2), padded(now.getDate(), 2)].join("-");
  }

  // A random UUID (RFC 9562, version 4). crypto.randomUUID is not there on every page that is not served over HTTPS.
  function newCopy() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
    return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join("-");
  }

  const nothingAside = () => ({ fields: {}, path: null, answers: {} });

  function fresh() {
    return { copy: newCopy(), written: null, about: null, path: null, answers: {}, aside: nothingAside() };
  }

  // What is wrong with the names and the depth of a text that is JSON. What has been parsed no longer shows names given twice.
  function tangled(text) {
    const open = [];
    for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[[\]{}]/g)) {
      if (part === "{" || part === "[") {
        open.push(new Set());
        if (open.length > DEEPEST) return { problem: "too-deep" };
      } else if (part === "}" || part === "]") {
        open.pop();
      } else if (part.endsWith(":")) {
        const name = JSON.parse(part.slice(0, part.lastIndexOf('"') + 1)), names = open[open.length - 1];
        if (UNSAFE.includes(name)) return { problem: "unsafe", name };
        if (names.has(name)) return { problem: "twice", name };
        names.add(name);
      }
    }
    return null;
  }

  // Where a file is not of the shape that its version has, or undefined.
  function misshapen(raw) {
    const wrong = [
      ["site", isLike(raw.site, UUID)],
      ["evaluation", typeof raw.evaluation === "string"],
      ["copy", isLike(raw.copy, UUID)],
      ["written", isDay(raw.written)],
      ["about", raw.about == null || isText(raw.about)],
      ["path", raw.path == null || isLike(raw.path, KEY)],
      ["answers", isObject(raw.answers)],
    ].find(([, right]) => !right);
    if (wrong) return wrong[0];
    for (const [key, answer] of Object.entries(raw.answers)) {
      if (!KEY.test(key) || !isObject(answer)) return "answers › " + key;
      const { level, evidence, next } = answer;
      if (level != null && typeof level !== "string") return `answers › ${key} › level`;
      if (evidence != null && !isText(evidence)) return `answers › ${key} › evidence`;
      if (next != null && !isText(next)) return `answers › ${key} › next`;
    }
  }

  // A file as it was written, by the steps from its version to ours; or what keeps it from being read.
  function parsed(text) {
    let raw;
    try {
      raw = JSON.parse(text);
    } catch (error) {
      return { problem: /^\s*(\{|$)/.test(text) ? "damaged" : "foreign" };
    }
    if (!isObject(raw) || raw.format !== FORMAT) return { problem: "foreign" };
    if (!Number.isInteger(raw.version) || raw.version < 1) return { problem: "misshapen", place: "version" };
    if (raw.version > VERSION) return { problem: "newer", version: raw.version, known: VERSION };
    const trouble = tangled(text);
    if (trouble) return trouble;
    for (let version = raw.version; version < VERSION; version += 1) raw = upgrades[version](raw);
    const place = misshapen(raw);
    return place ? { problem: "misshapen", place } : { raw };
  }

  // The key that each of these entries has now, by those that it has had. A key that is in use now is no former one.
  function keysNow(entries) {
    const now = new Map(entries.flatMap(([key, ...former]) => former.map(before => [before, key])));
    entries.forEach(([key]) => now.set(key, key));
    return now;
  }

  function read(text, size, asked) {
    if (size > asked.largest) return { problem: "too-large", largest: asked.largest / 1024 };
    const { raw, ...trouble } = parsed(text.replace(/^\uFEFF/, ""));
    if (!raw) return trouble;
    if (raw.site !== asked.site) return { problem: "other-site" };
    if (raw.evaluation !== asked.evaluation) {
      const label = new Map(asked.labels).get(raw.evaluation);
      return label ? { problem: "other-evaluation", label } : { problem: "unknown-evaluation" };
    }
    return divided(raw, asked);
  }

  // What of a file this page asks, and what is only kept.
  function divided(raw, asked) {
    const file = { copy: raw.copy, written: raw.written, about: words(raw.about), path: null, answers: {}, aside: nothingAside() };
    const now = keysNow(asked.statements), odd = { unasked: [], "unknown-level": [], long: [] };
    const path = raw.path == null ? null : keysNow(asked.paths).get(raw.path);
    if (path === undefined) file.aside.path = raw.path;
    else file.path = path;
    file.aside.fields = without(raw, FIELDS);
    const keep = (key, parts) => { if (Object.keys(parts).length) file.aside.answers[key] = parts; };
    for (const [key, answer] of Object.entries(raw.answers)) {
      const current = now.get(key);
      // An answer under the key of today goes before one under a former key.
      if (!current || (current !== key && current in raw.answers) || current in file.answers) {
        odd.unasked.push(key);
        keep(key, answer);
        continue;
      }
      const known = answer.level == null || asked.levels.includes(answer.level);
      if (!known) odd["unknown-level"].push(current);
      keep(current, known ? without(answer, PARTS) : { ...without(answer, PARTS), level: answer.level });
      const [evidence, next] = [words(answer.evidence), words(answer.next)];
      if ([evidence, next].some(part => part && part.text.length > asked.longest)) odd.long.push(current);
      file.answers[current] = { level: known ? answer.level ?? null : null, evidence, next };
    }
    const found = Object.entries(odd).filter(([, keys]) => keys.length);
    return { file, notes: found.map(([note, keys]) => ({ note, number: keys.length, longest: asked.longest, keys })) };
  }

  // The way by which a File or Blob comes in.
  async function open(blob, asked) {
    if (blob.size > asked.largest) return read("", blob.size, asked);
    try {
      return read(await blob.text(), blob.size, asked);
    } catch (error) {
      return { problem: "unreadable" };
    }
  }

  function write(state, asked) {
    const aside = state.aside || nothingAside(), answers = {};
    for (const key of new Set([...Object.keys(state.answers), ...Object.keys(aside.answers)])) {
      const kept = aside.answers[key] || {}, given = state.answers[key];
      const answer = given
        ? { ...kept, level: given.level ?? kept.level ?? null, evidence: words(given.evidence), next: words(given.next) }
        : kept;
      if (Object.values(answer).some(part => part !== null)) answers[key] = answer;
    }
    const { copy, written, about, path } = state;
    const file = {
      format: FORMAT, version: VERSION, site: asked.site, evaluation: asked.evaluation, copy, written,
      about: words(about), path: path ?? aside.path, answers, ...aside.fields,
    };
    return JSON.stringify(file, null, 1) + "\n";
  }

  // In the words of the page, without what no system takes in the name of a file.
  function name(state, asked) {
    const label = (new Map(asked.labels).get(asked.evaluation) || asked.evaluation).replace(/[\\/:*?"<>|\s]+/g, " ").trim();
    return [label, state.written].filter(Boolean).join(" ") + ".json";
  }

  function fill(sentence, values, language) {
    // Names and places come from a file, and can be as long as it.
    const short = text => (text.length > 80 ? text.slice(0, 80) + "…" : text);
    const shown = value => (typeof value === "number" ? value.toLocaleString(language) : short(value));
    return sentence.replace(/\{(\w+)\}/g, (_, part) => shown(values[part]));
  }

  const say = (result, asked) => fill(asked.words[result.problem], result, asked.language);
  const notes = (result, asked) => result.notes.map(each => fill(asked.words[each.note], each, asked.language));

  window.mtcEvaluationFile = { fresh, read, open, write, say, notes, day, name };
})();
