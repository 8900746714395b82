// What is wrong with a value by a JSON Schema as our record classes make it, in the codes and words of content/validation.py.
//
//   wrong(value, schema)   [{code, parameters, place}], where a place is [name or number, ...]
//   nearest(word, words)   the likeliest word meant, or undefined: what content/validation.py finds, to the letter
//   written(value)         a value in a sentence
// Beside the keywords of JSON Schema: `x-code` is the code where a keyword does not tell it, `x-kind` what should have stood
// there, `x-date` asks for a date that there is, `x-after` names a field of the same record that a day has to come after.
(function () {
  const CUTOFF = 0.65, MANY = 200;
  const KINDS = { string: "text", integer: "number", number: "number", boolean: "flag", array: "list", object: "mapping" };

  const isBlank = value => value == null || (typeof value === "string" && !value.trim());
  const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);

  function kindsOf(value) {
    if (value === null) return ["null"];
    if (Array.isArray(value)) return ["array"];
    return Number.isInteger(value) ? ["integer", "number"] : [typeof value];
  }

  const isKind = (value, kinds) => kindsOf(value).some(kind => [kinds].flat().includes(kind));

  function written(value) {
    if (isObject(value)) return "{…}";
    return Array.isArray(value) ? "[…]" : String(value);
  }

  // What a sentence calls a value: its field's name, and the number of an item from 1.
  function nameOf(place) {
    const field = place.map(key => typeof key).lastIndexOf("string");
    return place.slice(Math.max(field, 0)).map(key => (typeof key === "number" ? key + 1 : key)).join(" ");
  }

  // Letters that are the same, small or capital.
  const folded = word => Array.from(word, letter => letter.toUpperCase().toLowerCase()).join("");

  // How many letters two words share, in blocks of the same order (Ratcliff and Obershelp), as Python's difflib counts them.
  function shared(one, other, places, [low, high, from, to] = [0, one.length, 0, other.length]) {
    let [start, match, size] = [low, from, 0], ending = new Map();
    for (let n = low; n < high; n += 1) {
      const next = new Map();
      for (const place of places.get(one[n]) || []) {
        if (place < from || place >= to) continue;
        const length = (ending.get(place - 1) || 0) + 1;
        next.set(place, length);
        if (length > size) [start, match, size] = [n - length + 1, place - length + 1, length];
      }
      ending = next;
    }
    while (start > low && match > from && one[start - 1] === other[match - 1]) [start, match, size] = [start - 1, match - 1, size + 1];
    while (start + size < high && match + size < to && one[start + size] === other[match + size]) size += 1;
    if (!size) return 0;
    const before = shared(one, other, places, [low, start, from, match]);
    return before + size + shared(one, other, places, [start + size, high, match + size, to]);
  }

  // Where each letter stands; in long texts not those that stand everywhere.
  function placesIn(letters) {
    const places = new Map();
    letters.forEach((letter, place) => places.set(letter, [...(places.get(letter) || []), place]));
    const most = letters.length >= MANY ? Math.floor(letters.length / 100) + 1 : Infinity;
    return new Map(Array.from(places).filter(([, all]) => all.length <= most));
  }

  function nearest(word, words) {
    const letters = Array.from(folded(word)), places = placesIn(letters);
    const known = new Map(Array.from(words).sort().reverse().map(each => [folded(each), each]));
    let best = null;
    for (const form of known.keys()) {
      const other = Array.from(form), all = letters.length + other.length;
      if (2 * Math.min(letters.length, other.length) < CUTOFF * all) continue;
      const score = all ? (2 * shared(other, letters, places)) / all : 1;
      if (score >= CUTOFF && (!best || score > best.score || (score === best.score && form > best.form))) best = { score, form };
    }
    return best ? known.get(best.form) : undefined;
  }

  // A whole date or one that lacks its day or its month: one that a calendar has.
  function isDate(text) {
    const [year, month = 1, day = 1] = text.split("-").map(Number);
    const date = new Date(Date.UTC(2000, month - 1, day));
    date.setUTCFullYear(year, month - 1, day);
    return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0;
  }

  class Reading {
    constructor(schema) {
      this.schema = schema;
      this.found = [];
    }

    open(node) {
      return node.$ref ? this.schema.$defs[node.$ref.split("/").pop()] : node;
    }

    report(code, place, value, parameters = {}) {
      const name = nameOf(place);
      if (isBlank(value)) this.found.push({ code: "empty-text", place, parameters: { name } });
      else this.found.push({ code, place, parameters: { name, ...parameters } });
    }

    missing(name, place) {
      this.found.push({ code: "missing-field", place, name, parameters: { name } });
    }

    // Whether nothing is wrong. `names` are those that a field of this mapping could have, whichever alternative is meant.
    read(given, value, place, names) {
      const before = this.found.length, node = this.open(given), others = node.anyOf || node.oneOf;
      if (others && !node.properties) this.alternatives(node, others.map(each => this.open(each)), value, place);
      else if (node.enum || "const" in node) this.choice(node.enum || [node.const], value, place);
      else if (node["x-date"]) this.text(node, written(value ?? ""), place);
      else if (!isKind(value, node.type)) this.report("wrong-kind", place, value, { expected_kind: node["x-kind"] || KINDS[[node.type].flat()[0]] });
      else if (typeof value === "string") this.text(node, value, place);
      else if (Array.isArray(value)) this.list(node, value, place);
      else if (isObject(value)) this.mapping(node, value, place, names || Object.keys(node.properties || {}));
      return this.found.length === before;
    }

    alternatives(node, others, value, place) {
      const names = others.flatMap(each => Object.keys(each.properties || {}));
      if (node.discriminator) return this.tagged(node.discriminator.propertyName, others, value, place, names);
      const fits = others.find(each => each.type && isKind(value, each.type)) || others.find(each => each.type !== "null");
      return fits.type === "null" || this.read(fits, value, place, names);
    }

    tagged(tag, others, value, place, names) {
      if (!isObject(value)) return this.report("wrong-kind", place, value, { expected_kind: "mapping" });
      if (!(tag in value)) return this.missing(tag, place);
      const fits = others.find(each => each.properties[tag].const === value[tag]);
      if (fits) return this.read(fits, value, place, names);
      return this.choice(others.map(each => each.properties[tag].const), value[tag], [...place, tag]);
    }

    choice(choices, value, place) {
      if (choices.includes(value)) return;
      const shown = written(value), close = nearest(shown, choices);
      this.report("not-one-of", place, value, { value: shown, choices: choices.join(", "), ...(close && { nearest: close }) });
    }

    text(node, value, place) {
      const right = !node.pattern || new RegExp(node.pattern, "u").test(value);
      if (!right || (node["x-date"] && !isDate(value))) this.report(node["x-code"], place, value, { value });
    }

    list(node, value, place) {
      if (value.length < (node.minItems || 0)) this.report("empty-text", place, "");
      value.forEach((item, number) => this.read(node.items || {}, item, [...place, number]));
    }

    mapping(node, value, place, names) {
      const fields = node.properties || {}, right = new Set();
      for (const [name, inner] of Object.entries(value)) {
        const here = [...place, name];
        if (Object.hasOwn(fields, name)) {
          if (this.read(fields[name], inner, here)) right.add(name);
        } else {
          const close = nearest(name, names.filter(each => each !== name));
          this.found.push({ code: "unknown-field", place: here, parameters: { name, ...(close && { nearest: close }) } });
        }
      }
      if (node["x-code"] === "missing-language") this.languages(node, value, place, right);
      else (node.required || []).filter(name => !Object.hasOwn(value, name)).forEach(name => this.missing(name, place));
      if (node["x-code"] !== "missing-language" && Object.keys(value).length < (node.minProperties || 0)) this.report("empty-text", place, "");
      this.order(fields, value, place, right);
      (node.allOf || []).forEach(each => this.conditional(each, value, place));
    }

    // A text by language: in those that are required, or in one at least.
    languages(node, value, place, right) {
      const known = Object.keys(node.properties), lacking = known.filter(code => !Object.hasOwn(value, code));
      if (right.size < Object.keys(value).length || !lacking.length) return;
      if (node.required || lacking.length === known.length) this.report("missing-language", place, value, { language: lacking[0] });
    }

    order(fields, value, place, right) {
      for (const name of right) {
        const first = fields[name]["x-after"];
        if (right.has(first) && value[name] <= value[first]) {
          this.report("ends-too-early", [...place, name], value[name], { value: value[name], first: value[first] });
        }
      }
    }

    conditional({ if: condition, then }, value, place) {
      const applies = Object.entries(condition.properties).every(([name, { enum: choices }]) => choices.includes(value[name]));
      if (applies) then.required.filter(name => !Object.hasOwn(value, name)).forEach(name => this.missing(name, place));
    }
  }

  function wrong(value, schema) {
    const reading = new Reading(schema);
    reading.read(schema, value, []);
    return reading.found;
  }

  window.mtcContribution = { ...window.mtcContribution, wrong, nearest, written };
})();
