// What is wrong with a file of words, as content/inspection.py, sections.py and resolving.py find it.
//
//   inWords(page, code, rules, own)   [{code, parameters, line, column}]: what is wrong with the text behind the front matter. `page`
//     is of contribution_files.js, `own` is {key, images}: the name of the entry, and of its pictures.
//   inText(text, rules)   what no text may hold, wherever it stands: [{code, parameters}]
//   unnamed(key, rules)   what is wrong with the name of an entry, guide page or term: {code, parameters}, or null
(function () {
  const { nearest, markdown } = window.mtcContribution, GUIDE = "guide", TERM = "term", SHORT = 40;
  const near = (word, words) => { const close = nearest(word, words); return close ? { nearest: close } : {}; };
  const whole = pattern => new RegExp(`^(?:${pattern})$`, "u");

  function short(text) {
    const letters = Array.from(text.trim().split("\n")[0]);
    return letters.length <= SHORT ? letters.join("") : letters.slice(0, SHORT - 1).join("") + "…";
  }

  // An address as people read it, without %C3%A2; bytes that are no letters are shown as such.
  function unquoted(address) {
    const read = run => new TextDecoder().decode(Uint8Array.from(run.slice(1).split("%"), pair => parseInt(pair, 16)));
    return address.replace(/(?:%[0-9a-f]{2})+/gi, read);
  }

  function hidden(text, { markdown: { control } }) {
    const match = new RegExp(control, "u").exec(text);
    return match ? [{ code: "control-character", parameters: { character: `U+${match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` } }] : [];
  }

  function disguised(text, { markdown: { disguises } }) {
    const words = text.match(new RegExp(`[\\p{L}\\p{N}_${disguises.marks}]+`, "gu")) || [];
    const codes = Object.keys(disguises).filter(code => code !== "marks");
    const found = words.flatMap(name => codes.filter(code => new RegExp(disguises[code], "u").test(name)).map(code => ({ code, parameters: { name } })));
    return found.slice(0, 1);
  }

  const inText = (text, rules) => [...hidden(text, rules), ...disguised(text, rules)];

  // The likeliest entry meant: by the last part of its id; of the same type first.
  function nearestEntry(key, keys) {
    const holder = name => name.slice(0, Math.max(name.lastIndexOf("/"), 0)), last = name => name.split(":")[1].split("/").pop();
    for (const candidates of [keys.filter(name => name.startsWith(`${key.split(":")[0]}:`)), keys]) {
      const [apart, beside] = [false, true].map(same => candidates.filter(name => (holder(name) === holder(key)) === same).sort());
      const byPart = new Map([...apart, ...beside].map(name => [last(name), name]));
      const close = nearest(key.slice(key.indexOf(":") + 1).split("/").pop(), byPart.keys());
      if (close) return { nearest: byPart.get(close) };
    }
    return {};
  }

  function unnamed(key, rules) {
    const colon = key.indexOf(":"), type = key.slice(0, colon), id = key.slice(colon + 1), { known } = rules;
    const ids = known[type] || [];
    // What strangers contribute is not listed.
    if (ids.includes(id) || rules.unlisted.includes(type)) return null;
    if (type === GUIDE || type === TERM) {
      const close = nearest(id, ids);
      return { code: `unknown-${type}`, parameters: { name: key, ...(close && { nearest: `${type}:${close}` }) } };
    }
    if (rules.former[key]) return { code: "unknown-entry", parameters: { name: key, nearest: rules.former[key] } };
    const keys = Object.keys(known).filter(each => ![GUIDE, TERM].includes(each)).flatMap(each => known[each].map(one => `${each}:${one}`));
    return { code: "unknown-entry", parameters: { name: key, ...nearestEntry(key, keys) } };
  }

  class Inspection {
    constructor(page, code, rules, own) {
      Object.assign(this, { rules, own, found: [], shown: page.text.split("\n") });
      const end = this.shown.indexOf("---", 1);
      this.first = end + 2;
      this.lines = this.shown.slice(end + 1);
      this.markdown = markdown(rules, code);
      this.tokens = this.markdown.parse(this.lines.join("\n"), {});
      let row = null;
      this.tokens.forEach(token => {
        if (token.type === "tr_open") row = token.map;
        if (token.type === "inline") token.map = token.map || row;
      });
    }

    // Where the first line of a block begins that is not blank.
    place(block) {
      const [start, end] = block.map || [0, 1];
      const offset = this.lines.slice(start, end).findIndex(line => line.trim());
      if (offset < 0) return { line: this.first + start, column: 1 };
      const line = this.lines[start + offset];
      return { line: this.first + start + offset, column: line.length - line.trimStart().length + 1 };
    }

    // Where texts begin that stand one after another in a block: tokens inside a paragraph do not know their lines.
    finder(block) {
      const [start, end] = block.map || [0, this.lines.length], text = this.lines.slice(start, end).join("\n");
      let reached = 0;
      return sought => {
        const [first] = sought.split("\n"), forms = [first, unquoted(first)];
        const offset = [reached, 0].flatMap(after => forms.map(form => text.indexOf(form, after))).find(each => each >= 0);
        if (offset === undefined) return this.place(block);
        reached = offset + first.length;
        const before = text.slice(0, offset).split("\n");
        return { line: this.first + start + before.length - 1, column: before.pop().length + 1 };
      };
    }

    report(place, code, parameters = {}) {
      this.found.push({ code, parameters, ...place });
    }

    inspect(block) {
      const find = this.finder(block), children = block.children || [];
      if (block.type === "html_block") this.report(this.place(block), "raw-html", { text: short(block.content) });
      if (block.type === "admonition_open" && !block.info.includes('"')) this.report(this.place(block), "admonition-without-title");
      const [macro] = /\{[{%]/.exec(block.content) || [];
      if (macro) this.report(find(macro), "macro");
      children.forEach((token, number) => this.inspectChild(token, find, block, children.slice(number)));
    }

    inspectChild(token, find, block, rest) {
      if (token.type === "html_inline") return this.report(find(token.content), "raw-html", { text: short(token.content) });
      if (token.type === "citation") return this.citation(find(token.content), token.meta.keys);
      if (token.type === "link_open") return this.link(find(token.attrGet("href")), token.attrGet("href"), rest);
      const [character] = hidden(token.content, this.rules);
      if (character) return this.report(find(block.content.includes("&#") ? "&#" : "&"), character.code, character.parameters);
      if (token.type === "image") return this.image(find(token.attrGet("src")), token.attrGet("src"), token.content);
      if (token.type === "text") return this.text(find, token.content);
      return undefined;
    }

    citation(place, keys) {
      const works = this.rules.works.flatMap(type => this.rules.known[type] || []);
      for (const name of keys.filter(key => !works.includes(key))) {
        const renamed = this.rules.works.map(type => this.rules.former[`${type}:${name}`]).find(Boolean);
        this.report(place, "unknown-citation", { name, ...(renamed ? { nearest: renamed.slice(renamed.indexOf(":") + 1) } : near(name, works)) });
      }
    }

    link(place, href, rest) {
      const { elsewhere, scheme, public: common, shown } = this.rules.markdown;
      const end = rest.findIndex(token => token.type === "link_close");
      const words = rest.slice(0, end < 0 ? rest.length : end).map(token => token.content).join("");
      const mention = whole(scheme).exec(href);
      if (mention && !elsewhere.includes(mention[1])) this.mention(place, `${mention[1]}:${mention[2]}`);
      else if (!href.startsWith("#") && !href.startsWith("mailto:") && !new RegExp(`^(?:${common})`, "u").test(href)) {
        this.report(place, "bad-link", { address: unquoted(href) });
      }
      const misleads = new RegExp(`^(?:${shown})$`, "iu").test(words) && this.host(this.markdown.normalizeLink(words.trim())) !== this.host(href);
      if (misleads) this.report(place, "misleading-link", { shown: words.trim(), address: unquoted(href) });
    }

    host(address) {
      const match = new RegExp(`^(?:${this.rules.markdown.host})`, "u").exec(address.toLowerCase());
      return match ? match[1] : "";
    }

    mention(place, key) {
      const wrong = key === this.own.key ? null : unnamed(key, this.rules);
      if (wrong) this.report(place, wrong.code, wrong.parameters);
    }

    image(place, source, words) {
      const name = unquoted(source), { images } = this.own;
      if (!words.trim()) this.report(place, "missing-alt", { name });
      if (images.includes(source)) return;
      if (images.includes(name)) this.report(place, "bad-file-name", { value: name });
      else this.report(place, "missing-image", { name, ...near(name, images) });
    }

    text(find, text) {
      disguised(text, this.rules).forEach(({ code, parameters }) => this.report(find(parameters.name), code, parameters));
      const command = new RegExp(this.rules.markdown.ofGuides, "u").exec(text);
      if (command) this.report(find(command[0]), "not-markdown-here", { text: short(text.slice(command.index)) });
    }

    // The words of a heading without their marks, and its id.
    heading(inline) {
      const { content, children } = inline, ends = [children[0], children[children.length - 1]].map(child => child && child.type === "text");
      const words = children.filter(child => ["text", "code_inline"].includes(child.type)).map(child => child.content).join("");
      // Only spaces of ASCII have been taken from both ends.
      const begun = ends[0] && content.trimStart() !== content ? words.trimStart() : words;
      const text = ends[1] && content.trimEnd() !== content ? begun.trimEnd() : begun;
      const match = new RegExp(this.rules.markdown.headingId, "u").exec(text);
      return match ? { text: text.slice(0, match.index), id: match[1] } : { text };
    }

    divide() {
      const notes = this.tokens.findIndex(token => token.type === "footnote_block_open");
      const tokens = notes < 0 ? this.tokens : this.tokens.slice(0, notes), runs = [{ head: null, body: [] }];
      for (let n = 0; n < tokens.length; n += 1) {
        const token = tokens[n];
        if (token.type === "heading_open" && ["h1", "h2"].includes(token.tag) && token.level === 0) {
          runs.push({ head: tokens[n + 1], body: [] });
          n += 2;
        } else runs[runs.length - 1].body.push(token);
      }
      this.sections(runs);
      if (notes >= 0) this.tokens.slice(notes).forEach(token => this.inspect(token));
      const places = new Set(this.found.map(each => JSON.stringify(each)));
      return Array.from(places, each => JSON.parse(each));
    }

    sections(runs) {
      const declared = this.rules.sections, read = new Map();
      const present = runs.filter(({ head }) => head).map(({ head }) => this.heading(head).id);
      for (const { head, body } of runs) {
        body.forEach(token => this.inspect(token));
        if (!head) {
          if (body.length) this.report(this.place(body[0]), "text-before-section");
          continue;
        }
        this.inspect(head);
        const { text, id } = this.heading(head), place = this.place(head);
        if (!declared.some(each => each.id === id)) this.unknown(place, text, id, declared.filter(each => !present.includes(each.id)));
        else if (read.has(id)) this.report(place, "duplicate-section", { name: id, line: read.get(id).place.line });
        else read.set(id, { place, words: this.within(body), isEmpty: !body.length });
      }
      declared.forEach(each => this.complete(each, read.get(each.id)));
    }

    unknown(place, heading, id, absent) {
      const declared = this.rules.sections, ids = declared.map(each => each.id);
      if (id !== undefined) return this.report(place, "unknown-section", { name: id, choices: ids.join(", "), ...near(id, ids) });
      const byLabel = new Map(declared.flatMap(each => Object.values(each.label).map(label => [label.toLowerCase(), each.id])));
      const close = nearest(heading.toLowerCase(), byLabel.keys());
      return this.report(place, "section-without-id", { heading, suggestion: close ? byLabel.get(close) : (absent[0] || { id: "…" }).id });
    }

    // The headings within a section have ids of their own; and how many words there are.
    within(body) {
      const ids = new Set();
      let words = 0, headings = 0;
      body.forEach((token, number) => {
        if (token.type === "inline") words += token.content.split(/\s+/u).filter(Boolean).length;
        if (token.type !== "heading_open") return;
        const { text, id } = this.heading(body[number + 1]);
        headings += 1;
        const anchor = id || String(headings), place = this.place(body[number + 1]);
        if (id !== undefined && !whole(this.rules.markdown.id).test(id)) this.report(place, "bad-id", { name: text, value: id });
        else if (ids.has(anchor)) this.report(place, "duplicate-id", { value: anchor });
        else ids.add(anchor);
      });
      return words;
    }

    complete({ id, required, words: bounds }, section) {
      if (!section) return required && this.report({ line: this.first, column: 1 }, "missing-section", { name: id });
      const [least, most] = bounds || [0, Infinity], { words, place, isEmpty } = section;
      if (isEmpty) return this.report(place, "empty-text", { name: id });
      if (words < least || words > most) this.report(place, words < least ? "too-few-words" : "too-many-words", { name: id, words, least, most });
      return undefined;
    }
  }

  const inWords = (page, code, rules, own) => new Inspection(page, code, rules, own).divide();
  window.mtcContribution = { ...window.mtcContribution, inWords, inText, unnamed };
})();
