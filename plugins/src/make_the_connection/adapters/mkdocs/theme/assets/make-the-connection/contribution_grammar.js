// The grammar of entries, as content/grammar.py sets it: CommonMark, tables, notes, titled boxes and citations.
//
//   markdown(rules, code)   a parser (markdown-it) for words in a language; its tokens are those that the build reads.
//     A citation is a token of type "citation", with the keys of its works as meta.keys. Raw HTML is parsed only to be found.
(function () {
  const MARKERS = ["???+", "!!!", "???"], PARSERS = new Map();
  const MACROS = { "{{": "}}", "{%": "%}", "{#": "#}" };

  // Notes in boxes, as Python-Markdown has them: `!!! note "Title"`, and what belongs to it indented.
  function box(state, startLine, endLine, silent) {
    const start = state.bMarks[startLine] + state.tShift[startLine], end = state.eMarks[startLine];
    const marker = MARKERS.find(each => state.src.startsWith(each, start));
    if (!marker || state.sCount[startLine] - state.blkIndent >= 4) return false;
    const params = state.src.slice(start + marker.length, end);
    if (!params.trim()) return false;
    if (silent) return true;
    const indent = 3 + /^ */.exec(params)[0].length;
    const { parentType, lineMax, blkIndent } = state;
    Object.assign(state, { parentType: "admonition", blkIndent: blkIndent + indent });
    const next = lastLine(state, startLine, endLine);
    state.lineMax = next;
    const title = titleOf(params.trim());
    Object.assign(state.push("admonition_open", "div", 1), { markup: marker, block: true, info: params, content: title, map: [startLine, next] });
    if (title) {
      Object.assign(state.push("admonition_title_open", "p", 1), { map: [startLine, startLine + 1] });
      Object.assign(state.push("inline", "", 0), { content: title, map: [startLine, startLine + 1], children: [] });
      state.push("admonition_title_close", "p", -1);
    }
    state.md.block.tokenize(state, startLine + 1, next);
    Object.assign(state.push("admonition_close", "div", -1), { markup: marker, block: true });
    Object.assign(state, { parentType, lineMax, blkIndent, line: next });
    return true;
  }

  // Two lines that are not indented end it, and one that is not empty.
  function lastLine(state, startLine, endLine) {
    let wasEmpty = false, line = startLine + 1;
    for (; line < endLine; line += 1) {
      const outside = state.sCount[line] < state.blkIndent;
      if (outside && (wasEmpty || state.bMarks[line] + state.tShift[line] < state.eMarks[line])) break;
      wasEmpty = outside;
    }
    return line;
  }

  function titleOf(params) {
    const quoted = /^\s*[^"\s](?:[^"]*[^"\s])?\s+"(.*)"[^"\s]*$/.exec(params);
    if (quoted) return quoted[1];
    const [tag, ...rest] = params.split(" "), joined = rest.join(" ");
    if (!joined) return tag.charAt(0).toUpperCase() + tag.slice(1).toLowerCase();
    return joined === '""' ? "" : joined;
  }

  // What a guide page's macros say is for them alone: it is text here, whatever it looks like.
  const macro = most => (state, silent) => {
    const end = MACROS[state.src.slice(state.pos, state.pos + 2)];
    const after = end ? state.src.slice(state.pos + 2, state.pos + most).indexOf(end) : -1;
    if (after < 0) return false;
    const past = state.pos + 2 + after + 2;
    if (!silent) state.pending += state.src.slice(state.pos, past);
    state.pos = past;
    return true;
  };

  class Citations {
    constructor({ key, most, item, behind, number, locators }) {
      const labels = Object.keys(locators).sort((one, other) => other.length - one.length).map(label => label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      this.most = most;
      this.item = new RegExp(item.replaceAll("(?P<", "(?<"), "su");
      this.key = new RegExp(`@(${key})`, "uy");
      this.behind = new RegExp(behind.replaceAll("(?P<", "(?<"), "uy");
      this.locator = new RegExp(`^(?:(?<label>${labels.join("|")})\\s*)?(?<number>${number})(?:\\s*,?\\s*(?:.*))?$`, "su");
    }

    // The keys of the works between square brackets, or null where the text is no citation.
    cluster(text) {
      const keys = [];
      for (const part of text.split(";")) {
        const match = this.item.exec(part.trim());
        const before = match ? match.groups.before.replace(/-$/, "") : "";
        if (!match || /[\p{L}\p{N}]$/u.test(before) || before.endsWith("\\")) return null;
        keys.push(match.groups.key);
      }
      return keys;
    }

    bracketed(state, silent) {
      if (state.src[state.pos] !== "[") return false;
      const length = state.src.slice(state.pos, state.pos + this.most).indexOf("]"), end = state.pos + length;
      const inside = state.src.slice(state.pos + 1, end);
      if (length < 0 || !inside.includes("@") || inside.includes("[") || "([".includes(state.src[end + 1] || " ")) return false;
      const keys = this.cluster(inside);
      return keys !== null && this.push(state, silent, keys, end + 1);
    }

    inText(state, silent) {
      if (state.src[state.pos] !== "@" || /[\p{L}\p{N}]$/u.test(state.src.slice(0, state.pos)) || state.linkLevel) return false;
      this.key.lastIndex = state.pos;
      const match = this.key.exec(state.src);
      if (!match || "@_".includes(state.src[this.key.lastIndex] || " ")) return false;
      const end = this.behind.lastIndex = this.key.lastIndex;
      const behind = this.behind.exec(state.src);
      const others = behind && this.following(behind.groups.inside);
      return this.push(state, silent, [match[1], ...(others || [])], others ? this.behind.lastIndex : end);
    }

    // The works behind a place in the one in the sentence; null where the brackets do not begin with a place.
    following(inside) {
      const [place, ...rest] = inside.split(";"), match = this.locator.exec(place.trim());
      if (!match || !(match.groups.label || /^[0-9]/.test(match.groups.number))) return null;
      return rest.length && rest.join(";") ? this.cluster(rest.join(";")) : [];
    }

    push(state, silent, keys, end) {
      if (!silent) Object.assign(state.push("citation", "", 0), { meta: { keys }, content: state.src.slice(state.pos, end) });
      state.pos = end;
      return true;
    }
  }

  // Emphasis and links with the language that stands behind them: `*words*{lang=cy}`.
  const marked = pattern => state => {
    for (const { children } of state.tokens.filter(token => token.type === "inline" && token.children)) {
      const opened = [];
      let closed = null;
      for (const token of children) {
        const mark = closed && token.type === "text" ? pattern.exec(token.content) : null;
        if (mark) {
          closed.attrSet("lang", mark.groups.code);
          token.content = token.content.slice(mark[0].length);
        }
        if (token.nesting > 0) opened.push(token);
        closed = token.nesting < 0 ? opened.pop() : null;
      }
    }
  };

  function made(rules, code) {
    const { citation, inLanguage } = rules.markdown, citations = new Citations({ ...citation, locators: citation.locators[code] || {} });
    const parser = window.markdownit("commonmark", { html: true }).enable("table").use(window.markdownitFootnote);
    // A link that markdown-it refuses would stand on the page as brackets, and nobody would be told.
    parser.validateLink = () => true;
    parser.block.ruler.before("fence", "admonition", box, { alt: ["paragraph", "reference", "blockquote", "list"] });
    parser.inline.ruler.before("link", "macro", macro(citation.most));
    parser.inline.ruler.before("link", "bracketed_citation", citations.bracketed.bind(citations));
    parser.inline.ruler.before("link", "in_text_citation", citations.inText.bind(citations));
    parser.core.ruler.push("languages", marked(new RegExp(`^${inLanguage.replace("(?P<", "(?<")}`, "u")));
    return parser;
  }

  function markdown(rules, code) {
    if (!PARSERS.has(code)) PARSERS.set(code, made(rules, code));
    return PARSERS.get(code);
  }

  window.mtcContribution = { ...window.mtcContribution, markdown };
})();
