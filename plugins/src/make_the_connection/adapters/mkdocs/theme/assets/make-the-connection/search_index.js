// What a language's search index (search/parts.py) says of some words. It touches no page; `load(name, edition)` promises a
// part. What it answers: docs/engineering/architecture.md.
(function () {
  // Words of a query; pages looked at for a phrase at a time; few completions, and most, and parts read for them; letters of an
  // excerpt, and before its first mark.
  const WORDS = 16, LOOKED_AT = 10, FEW = 4, COMPLETED = 40, PARTS = 3, LETTERS = 240, BEFORE = 60;
  // A form as it was typed, otherwise mutated, otherwise inflected; what was begun may become many words.
  const TYPED = 1, RADICAL = 0.8, REST = 0.5, BEGUN = 0.1;
  // What stands in a unit once, two or three times, more often, in its heading; in the title of a page.
  const CLASSES = [1, 1.3, 1.6, 3, 8], HEADING = 3;
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const QUOTED = /["“”„«»]([^"“”„«»]+)["“”„«»]/g, WRITTEN = /[\p{L}\p{N}\p{M}]+/gu, COMPOUND = /[\p{L}\p{N}\p{M}]+(?:-[\p{L}\p{N}\p{M}]+)+/gu;

  // As in search/folding.py.
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = text => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  const line = words => ` ${words.join(" ")} `;
  const once = list => Array.from(new Set(list));
  const each = (list, act) => Promise.all(list.map(act));
  const base36 = digits => parseInt(digits, 36);
  // Equals stay in their order.
  const best = (list, worth) => list.map(one => [worth(one), one]).sort(([one], [other]) => other - one).map(([, one]) => one);

  // Where in a sorted list the last stands that is not above a value.
  function last(list, value) {
    let from = 0, to = list.length;
    while (to - from > 1) {
      const middle = (from + to) >> 1;
      if (list[middle] <= value) from = middle;
      else to = middle;
    }
    return from;
  }

  // Only the last digit of each is below 32.
  const numbers = text => (text.match(/[g-z\d+/]*[A-Za-f]/g) || []).map(digits => {
    let value = 0;
    for (let at = digits.length; at > 0; at -= 1) value = value * 32 + DIGITS.indexOf(digits[at - 1]) % 32;
    return value;
  });

  // One letter more, less or another, or two neighbours that changed places.
  function isNear(one, other) {
    let same = 0;
    while (same < one.length && one[same] === other[same]) same += 1;
    const a = one.slice(same), b = other.slice(same);
    return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || a[1] + a[0] + a.slice(2) === b;
  }

  function readIndex(part) {
    const starts = [], pages = [];
    numbers(part.units).forEach((count, page) => {
      starts.push(pages.length);
      pages.push(...Array(count).fill(page));
    });
    const terms = part.terms.flatMap(([code, other, own]) => [
      [line(wordsOf(other)), { code, typed: other, words: own, own: true }], [line(wordsOf(own)), { code, typed: own, words: other, own: false }],
    ]);
    const facets = part.facets.map(({ of, values, ...facet }) =>
      ({ ...facet, of: valuesOf(of), options: values.map(([value, label, lang]) => ({ value, label, lang })) }));
    return { ...part, starts, pages, terms, facets, stop: new Set(part.stop.split(" ")) };
  }

  function valuesOf(text) {
    const found = [[]];
    numbers(text).forEach(value => (value ? found[found.length - 1].push(value - 1) : found.push([])));
    return found;
  }

  // The groups of each form. JavaScript counts some letters as two.
  function readForms(text) {
    let form = [];
    return new Map(text.split("\n").map(written => {
      const [rest, groups] = written.split(" ");
      form = [...form.slice(0, base36(rest[0])), ...rest.slice(1)];
      return [form.join(""), groups.split(",").map(base36)];
    }));
  }

  function readForm(text) {
    const [form, radical, postings] = text.split(" "), values = numbers(postings);
    let unit = -1;
    return { form, radical, units: values.map(value => (unit += value >> 2)), classes: values.map(value => value & 3) };
  }

  globalThis.mtcSearchIndex = load => {
    const parts = new Map();
    let index, calls = 0, state;

    // What could not be loaded is asked for again the next time.
    function part(name, read) {
      if (!parts.has(name)) {
        parts.set(name, load(name, index && index.edition).then(read));
        parts.get(name).catch(() => parts.delete(name));
      }
      return parts.get(name);
    }

    const ready = async () => (index = await part("index", readIndex));

    const formsPart = number => part("forms-" + number, readForms);
    const place = group => last(index.groups, group);

    async function formsOf(group) {
      const lines = await part("postings-" + place(group), text => text.split("\n")), own = group - index.groups[place(group)];
      if (lines[own].split) lines[own] = lines[own].split(";").map(readForm);
      return lines[own];
    }

    // Where a form occurs, and what those are worth that are found with it.
    async function family([form, groups]) {
      let own;
      const kin = (await each(groups, formsOf)).flatMap(forms => {
        own = forms.find(one => one.form === form);
        return forms.map(one => [one, one === own ? TYPED : one.radical === own.radical ? RADICAL : REST]);
      });
      return { form, own, kin };
    }

    async function occurring(forms) {
      const groups = async form => [form, (await formsPart(last(index.forms, form))).get(form)];
      return each((await each(once(forms), groups)).filter(([, found]) => found), family);
    }

    async function beginningWith(letters) {
      const first = last(index.forms, letters);
      const held = await each(index.forms.flatMap((form, at) => (at === first || form.startsWith(letters) ? [at] : [])), formsPart);
      return held.flatMap(forms => Array.from(forms)).filter(([form]) => form.startsWith(letters));
    }

    const mostFrequent = async (found, most) => best(await each(found, family), ({ own }) => own.units.length).slice(0, most);

    // What a word begins, the short ones first while that takes few parts.
    async function completions(word) {
      const read = new Set(), found = await beginningWith(word);
      const near = best(found, ([form]) => -form.length).filter(([, groups]) =>
        groups.map(place).every(at => read.has(at) || (read.size < PARTS && read.add(at))));
      return mostFrequent(near, COMPLETED);
    }

    // What begins alike comes first.
    async function slips(word) {
      for (const alike of word.length < 4 || /\p{N}/u.test(word) ? [] : [2, 1, 0]) {
        const near = (await beginningWith(word.slice(0, alike))).filter(([form]) => isNear(form, word));
        if (near.length) return mostFrequent(near, 1);
      }
      return [];
    }

    // With the beginning of a word, or its ending, changed as the language does.
    const changed = (word, from, to) =>
      index.changes.filter(change => word.startsWith(change[from])).map(change => change[to] + word.slice(change[from].length));
    const inflected = word => index.endings.flatMap(endings =>
      endings.filter(ending => word.endsWith(ending) && word.length > ending.length + 2).flatMap(ending =>
        endings.map(other => word.slice(0, word.length - ending.length) + other)));

    // So little of a word says nothing yet.
    const isUnfinished = ({ word, isOpen }) => isOpen && word.length < FEW - 1;

    // More may follow of a word that is open. A mutated beginning is looked for where few words begin as it was typed.
    async function meaning({ word, isOpen }) {
      const worthLess = one => ({ ...one, kin: one.kin.map(([form, worth]) => [form, worth * BEGUN]) });
      const begun = words => (isOpen ? each(words, completions).then(found => found.flat().map(worthLess)) : []);
      const unfinished = isUnfinished({ word, isOpen });
      let found = await occurring([word]);
      if (!found.length && !unfinished) {
        const radicals = changed(word, 1, 0), forms = [word, ...radicals].flatMap(radical => changed(radical, 0, 1)), all = [word, ...radicals, ...forms];
        found = (await each([occurring([...radicals, ...forms, ...all.flatMap(inflected)]), begun([word])], each => each)).flat();
        if (found.length < FEW && word.length >= FEW) found.push(...await begun([...radicals, ...changed(word, 0, 1).filter(([first]) => first)]));
      }
      const near = found.length || unfinished ? [] : await slips(word);
      return { kin: [...found, ...near].flatMap(({ kin }) => kin), slip: near.map(({ form }) => form) };
    }

    // The units that have all words of a phrase as they were typed.
    async function candidates({ own }) {
      const found = (await occurring(own)).map(one => one.own), [{ units, classes }] = [...found, { units: [] }];
      const held = found.map(one => new Set(one.units)), all = found.length < own.length ? [] : Array.from(units.keys());
      const at = all.filter(one => held.every(has => has.has(units[one])));
      return { kin: at.length ? [[{ units: at.map(one => units[one]), classes: at.map(one => classes[one]) }, TYPED]] : [], slip: [] };
    }

    // A phrase has `own`, those of its words that are indexed.
    function understood(text) {
      const terms = [], ignored = [], heard = (word, typed) => /../u.test(word) && !index.stop.has(typed.normalize("NFKC").toLowerCase());
      const rest = text.replace(QUOTED, (_, typed) => {
        const phrase = wordsOf(typed), own = once(phrase.filter(word => heard(word, word))).slice(0, WORDS);
        return own.length && terms.push({ phrase, own, typed }) ? " " : typed;
      });
      const words = wordsOf(rest), written = rest.match(WRITTEN) || [], open = /[\p{L}\p{N}\p{M}]$/u.test(text);
      words.forEach((word, at) => {
        const typed = written.length === words.length ? written[at] : word, isLast = at === words.length - 1;
        const isOpen = open && isLast;
        if (heard(word, typed)) words.lastIndexOf(word) === at && terms.push({ word, typed, isOpen });
        else if (!isOpen || /../u.test(word)) ignored.push(typed);
      });
      const offered = index.terms.filter(([key]) => line(words).includes(key)).map(([, offer]) => offer);
      return { terms: terms.slice(0, WORDS), ignored: once(ignored), offered };
    }

    // A page is worth its best unit for each term, and that which is best for all. Where none has all, those with most.
    function ranked(terms) {
      const { pages, starts } = index, sums = new Float64Array(pages.length), counts = new Uint8Array(pages.length);
      const totals = new Float64Array(starts.length), tops = new Float64Array(starts.length), had = new Uint16Array(starts.length);
      const phrases = terms.flatMap(({ phrase }) => (phrase ? [phrase] : []));
      terms.forEach(({ kin, phrase }) => {
        const scores = new Float64Array(pages.length), highest = new Float64Array(starts.length), touched = [];
        kin.forEach(([{ units, classes }, worth]) => units.forEach((unit, at) => {
          const isTitle = classes[at] === HEADING && starts[pages[unit]] === unit;
          if (!scores[unit]) touched.push(unit);
          scores[unit] = Math.max(scores[unit], worth * CLASSES[classes[at] + isTitle]);
        }));
        const rarity = Math.log(1 + pages.length / touched.length);
        touched.forEach(unit => {
          const page = pages[unit], score = scores[unit] * rarity;
          sums[unit] += score;
          counts[unit] += 1;
          tops[page] = Math.max(tops[page], sums[unit]);
          highest[page] = Math.max(highest[page], score);
        });
        highest.forEach((score, page) => {
          totals[page] += score;
          // No number of words makes up for a phrase.
          had[page] += score && (phrase ? WORDS : 1);
        });
      });
      const must = phrases.length * WORDS, most = Math.max(1, must, ...had), has = !must || undefined;
      const matched = Array.from(had.keys()).filter(page => had[page] === most).map(page => ({ page, score: totals[page] + tops[page], has }));
      return { matched: best(matched, ({ score }) => score), sums, counts, phrases, partial: matched.length > 0 && most - must < terms.length - phrases.length };
    }

    // What fits all choices, and how much fits each option and the other choices.
    function narrowed() {
      const { facets } = index, chosen = facets.map(({ name, options }) => options.findIndex(({ value }) => value === state.filters[name]));
      const isChosen = facets.filter((_, at) => chosen[at] >= 0), able = state.matched.filter(({ has }) => has !== false);
      const fitting = but => able.filter(({ page }) => isChosen.every(facet => facet === but || facet.of[page].includes(chosen[facets.indexOf(facet)])));
      const results = fitting();
      return { results, facets: facets.map(facet => {
        const left = facet.options.map(() => 0);
        (isChosen.includes(facet) ? fitting(facet) : results).forEach(({ page }) => facet.of[page].forEach(at => { left[at] += 1; }));
        return { ...facet, options: facet.options.map((option, at) => ({ ...option, number: left[at] })) };
      }) };
    }

    async function hasPhrases({ page }) {
      const lines = (await part("text-" + page)).flatMap(([, heading, blocks]) => [heading, ...blocks]).map(block => line(wordsOf(block)));
      return state.phrases.every(phrase => lines.some(block => block.includes(line(phrase))));
    }

    // Looks for phrases in more of the pages, until one has them.
    async function more(own = calls += 1) {
      for (let any = !state.phrases.length; !any;) {
        const next = narrowed().results.filter(({ has }) => has === undefined).slice(0, LOOKED_AT), has = await each(next, hasPhrases);
        if (own !== calls) return null;
        next.forEach((result, at) => { result.has = has[at]; });
        any = !next.length || has.some(Boolean);
      }
      const { results, facets } = narrowed(), shown = results.filter(({ has }) => has);
      return { ...state, results: shown, total: results.length, atMost: shown.length < results.length, facets };
    }

    async function find(text, { filters = {} } = {}) {
      const own = calls += 1;
      await ready();
      const { terms, ...said } = understood(text), meant = await each(terms, term => (term.phrase ? candidates(term) : meaning(term)));
      if (own !== calls) return null;
      const all = terms.map((term, at) => ({ ...term, ...meant[at] })), found = all.filter(term => term.kin.length || !(isUnfinished(term) || index.stop.has(term.word)));
      said.ignored.push(...all.filter(({ kin, word }) => !kin.length && index.stop.has(word)).map(({ typed }) => typed));
      state = {
        ...said, ...ranked(found), filters, early: !found.length && !said.ignored.length, missing: found.filter(({ kin }) => !kin.length).map(({ typed }) => typed),
        slips: found.flatMap(({ typed, slip }) => slip.map(near => [typed, near])),
        forms: new Map(found.flatMap(({ word, kin }) => (word ? kin.map(([{ form }]) => [form, word]) : []))),
      };
      return more(own);
    }

    async function titles(results) {
      const { facets, perTitles, starts } = index, { sums, counts } = state, options = (facet, page) => (facet ? facet.of[page].map(at => facet.options[at]) : []);
      await each(results, async result => {
        const { page } = result, list = await part("titles-" + Math.floor(page / perTitles)), [address, title, lang] = list[page % perTitles];
        const units = Array.from(counts.subarray(starts[page], starts[page + 1]), (count, at) => [starts[page] + at, count]);
        const most = Math.max(...units.map(([, count]) => count)), full = units.filter(([, count]) => count === most).map(([unit]) => unit);
        Object.assign(result, { address, title, lang, type: options(facets[0], page)[0], linked: options(facets[1], page), units: best(full, unit => sums[unit]) });
      });
      return results;
    }

    function marksIn(text) {
      const words = Array.from(text.matchAll(WRITTEN), ({ 0: written, index: from }) => ({ word: fold(written), from, to: from + written.length }));
      // What hyphens join is found as one word too.
      const joined = Array.from(text.matchAll(COMPOUND), ({ 0: written, index: from }) => ({ from, to: from + written.length, of: state.forms.get(wordsOf(written).join("")) }));
      const single = words.flatMap(({ word, from, to }, at) => {
        const run = phrase => words.slice(at, at + phrase.length), phrase = state.phrases.find(one => line(run(one).map(other => other.word)) === line(one));
        const of = phrase || state.forms.get(word);
        return of ? [{ from, to: phrase ? run(phrase).pop().to : to, of }] : [];
      });
      return best([...joined.filter(({ of }) => of), ...single], ({ from }) => -from);
    }

    // Cut around the first mark, and between words. `foreign` are the runs that are in another language.
    function marked(text, most = Infinity, foreign = []) {
      const marks = marksIn(text), from = text.length > most ? text.lastIndexOf(" ", (marks[0] || { from: 0 }).from - BEFORE) + 1 : 0;
      const space = text.indexOf(" ", from + most), to = space < 0 ? text.length : space;
      let done = from;
      const apart = marks.filter(mark => mark.from >= done && mark.to <= to && (done = mark.to));
      const inside = [...apart, ...foreign].flatMap(run => [run.from, run.to]).filter(place => place > from && place < to);
      const borders = once([from, ...inside, to]).sort((one, other) => one - other), within = (runs, place) => runs.find(run => run.from <= place && place < run.to);
      const pieces = borders.slice(1).map((end, at) => [text.slice(borders[at], end), !!within(apart, borders[at]), (within(foreign, borders[at]) || {}).lang]);
      return [[from ? "… " : "", false], ...pieces, [to < text.length ? " …" : "", false]].filter(([piece]) => piece);
    }

    // As long together as the text.
    const sentences = text => text.replace(/([.!?…][”’")»]?)\s(?=\s*[\p{Lu}“‘"«(])/gu, "$1\n").split("\n");

    // The sentence that has most of the words. A page's summary is one, to which the title counts.
    async function excerpts(result, count = 1) {
      const [units] = await Promise.all([part("text-" + result.page), titles([result])]), first = index.starts[result.page];
      return result.units.slice(0, count).map(unit => {
        const [anchor, heading, blocks, foreign = []] = units[unit - first];
        const runs = (block, start = 0) => foreign.flatMap(([of, from, to, lang]) => (of === block ? [{ from: from - start, to: to - start, lang }] : []));
        const texts = blocks.flatMap((block, at) => {
          let start = 0;
          return unit === first && !at ? [[block, heading, runs(1)]] : sentences(block).map(one => [one, "", runs(at + 1, start), start += one.length + 1]);
        });
        const [[shown, , spoken] = [""]] = best(texts, ([text, over]) => new Set(marksIn(text + "\n" + over).map(({ of }) => of)).size);
        return { anchor, heading: marked(heading, Infinity, runs(0)), pieces: marked(shown, LETTERS, spoken) };
      });
    }

    return { ready, find, more, titles, excerpts, marked };
  };
})();
