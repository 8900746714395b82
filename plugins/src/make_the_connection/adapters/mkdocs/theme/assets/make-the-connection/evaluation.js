// What a person answers on a page that asks where they stand. It is kept in the browser on each change, as the text of the
// file that they can save (evaluation_file.js), and never added up. What follows from the answers is in
// evaluation_results.js, what is done with them as a whole in evaluation_keeping.js; both hear of changes as the events
// “changed” (anything) and “replaced” (everything) of the form.
(function () {
  const form = document.querySelector("form.evaluation");
  if (!form) return;
  const file = window.mtcEvaluationFile, asked = JSON.parse(form.dataset.asked), words = JSON.parse(form.dataset.words);
  // A file can ask for the name of anything: for what each object has, too.
  const named = pairs => Object.assign(Object.create(null), pairs);
  const languages = named(JSON.parse(form.dataset.languages)), language = document.documentElement.lang;
  const key = ["make-the-connection", asked.site, asked.evaluation].join("/");
  const part = name => form.querySelector(name), all = (within, name) => Array.from(within.querySelectorAll(name));
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(language));
  const about = part("[name=about]"), path = part("[name=path]"), list = part(".statements"), storage = part(".evaluation-storage");
  const ANNOUNCED = [50, 20, 0];  // characters left

  const statements = all(list, ".statement").map(at => ({
    at,
    key: at.dataset.statement,
    title: at.querySelector("h3").textContent,
    levels: all(at, "[type=radio]"),
    texts: all(at, "textarea"),
    clear: at.querySelector("[name=clear]"),
    help: at.querySelector(".statement-help"),
  }));
  const labels = named(Object.fromEntries(statements[0].levels.map(each =>
    [each.value, each.parentElement.querySelector(".level-name").textContent])));

  let state = file.fresh(asked);
  // Whether the answers are kept somewhere that outlasts the page; and whether the browser could keep the last of them.
  let safe = true, keeps = true;
  // Whether the browser holds something that can be neither read nor put aside.
  let barred = false;

  // What is only heard leaves standing what can be seen.
  function tell(where, text) {
    const others = where === "quiet" ? `[data-said="quiet"]` : "[data-said]";
    all(form, others).forEach(each => { each.textContent = each.dataset.said === where ? text : ""; });
  }

  // In the statement that is being answered: told elsewhere, nobody would see it.
  function cannotKeep(near) {
    if (!storage.hidden) return;
    if (near) near.append(storage);
    storage.hidden = false;
    storage.querySelector("[role=alert]").textContent = words.storage;
  }

  function inStorage(act) {
    try {
      return { value: act(localStorage) };
    } catch (error) {
      return { failed: true };
    }
  }

  function keep(near, day = file.day()) {
    state.written = day;
    const { failed } = barred ? { failed: true } : inStorage(kept => kept.setItem(key, file.write(state, asked)));
    if (failed) cannotKeep(near);
    else if (!keeps) {
      storage.hidden = true;
      storage.querySelector("[role=alert]").textContent = "";
      tell("quiet", words["storage-again"]);
    }
    keeps = safe = !failed;
  }

  function forget() {
    if (!barred) inStorage(kept => kept.removeItem(key));
    safe = true;
  }

  const answerTo = each => state.answers[each.key] || { level: null, evidence: null, next: null };
  const answered = each => Object.values(answerTo(each)).some(Boolean);
  const anything = () => Boolean(state.about || statements.some(answered) || Object.keys(state.aside.answers).length);
  // What is written on a page is in its language; what is changed later stays in the language that it was begun in.
  const written = (value, before) => (value.trim() ? { text: value, lang: before ? before.lang : language } : null);

  function marked(field, text) {
    field.lang = text ? text.lang : language;
    const foreign = text && text.lang !== language;
    field.parentElement.querySelector(".answer-language").textContent =
      foreign ? fill(words["in-language"], { language: languages[text.lang] || text.lang }) : "";
    const left = asked.longest - field.value.length;
    field.parentElement.querySelector(".answer-left").textContent = left < asked.longest / 4 ? fill(words.left, { number: left }) : "";
    return left;
  }

  function showLevel(each) {
    const { level } = answerTo(each), highest = asked.levels[asked.levels.length - 1];
    each.levels.forEach(radio => { radio.checked = radio.value === level; });
    each.clear.hidden = !level;
    if (each.help) each.help.open = Boolean(level) && level !== highest;
  }

  function order() {
    const steps = state.path ? all(form, `[data-path="${state.path}"] > li`) : [];
    const first = steps.map(step => step.dataset.statement);
    statements.forEach(each => {
      const at = first.indexOf(each.key), said = each.at.querySelector(".statement-first");
      said.hidden = at < 0;
      said.textContent = at < 0 ? "" : fill(words["begin-here"], { why: steps[at].querySelector(".path-why").textContent });
    });
    const before = statements.filter(each => first.includes(each.key)).sort((one, other) => first.indexOf(one.key) - first.indexOf(other.key));
    list.append(...[...before, ...statements.filter(each => !first.includes(each.key))].map(each => each.at));
  }

  function show() {
    about.value = state.about ? state.about.text : "";
    about.lang = state.about ? state.about.lang : language;
    if (path) path.value = state.path || "";
    statements.forEach(each => {
      showLevel(each);
      each.texts.forEach(field => {
        const text = answerTo(each)[field.name];
        field.value = text ? text.text : "";
        marked(field, text);
      });
    });
    order();
    form.dispatchEvent(new Event("replaced"));
    form.dispatchEvent(new Event("changed"));
  }

  function replace(other) {
    state = other;
    show();
  }

  // What the browser holds, or nothing. What cannot be read is put aside and never overwritten.
  function stored(text) {
    if (!text) return file.fresh(asked);
    const read = file.read(text, text.length, asked);
    if (read.file) return read.file;
    barred = Boolean(inStorage(kept => putAside(kept, text)).failed);
    if (barred) {
      keeps = false;
      cannotKeep(null);
    } else tell("head", fill(words.unread, { reason: file.say(read, asked) }));
    return file.fresh(asked);
  }

  function putAside(kept, text) {
    let name = key + "/unread";
    for (let number = 2; ![null, text].includes(kept.getItem(name)); number += 1) name = `${key}/unread/${number}`;
    kept.setItem(name, text);
  }

  // What was changed elsewhere: on the same page in another window, in the other language, or since this one was left.
  function replaced(text) {
    if (!keeps || (text ? text === file.write(state, asked) : !anything())) return;
    tell("head", words.elsewhere);
    replace(stored(text));
  }

  function changed(each, values) {
    if (each) state.answers[each.key] = { ...answerTo(each), ...values };
    else Object.assign(state, values);
    keep(each ? each.at.querySelector(".statement-answer") : null);
    form.dispatchEvent(new Event("changed"));
  }

  statements.forEach(each => {
    each.levels.forEach(radio => radio.addEventListener("change", () => {
      changed(each, { level: radio.value });
      showLevel(each);
      tell("quiet", each.help && each.help.open ? words["help.opened"] : "");
    }));
    each.clear.addEventListener("click", () => {
      changed(each, { level: null });
      each.levels[0].focus();
      showLevel(each);
      tell("quiet", words.cleared);
    });
    each.texts.forEach(field => field.addEventListener("input", () => {
      changed(each, { [field.name]: written(field.value, answerTo(each)[field.name]) });
      const left = marked(field, answerTo(each)[field.name]);
      if (ANNOUNCED.includes(left)) tell("quiet", fill(words.left, { number: left }));
    }));
  });
  about.addEventListener("input", () => {
    changed(null, { about: written(about.value, state.about) });
    about.lang = state.about ? state.about.lang : language;
  });
  if (path) path.addEventListener("change", () => {
    changed(null, { path: path.value || null });
    order();
    const chosen = fill(words["path.chosen"], { path: path.selectedOptions[0].text });
    tell("head", path.value ? chosen : words["path.cleared"]);
  });
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("storage", event => { if (event.key === key) replaced(event.newValue); });
  // A browser may show a page as it was left.
  addEventListener("pageshow", event => { if (event.persisted) replaced(inStorage(kept => kept.getItem(key)).value); });
  addEventListener("beforeunload", event => { if (!safe && anything()) event.preventDefault(); });

  window.mtcEvaluation = {
    form, file, asked, words, language, labels, statements, part, all, fill, tell, keep, forget, replace, anything, answerTo,
    state: () => state,
    saved: () => { safe = true; },
  };
  part(".evaluation-plain").hidden = true;
  all(form, ".evaluation-head, .statement-answer, .evaluation-next, .evaluation-tools").forEach(each => { each.hidden = false; });
  addEventListener("DOMContentLoaded", () => {
    const found = inStorage(kept => kept.getItem(key));
    if (found.failed) { keeps = false; cannotKeep(null); }
    replace(stored(found.value));
  });
})();
