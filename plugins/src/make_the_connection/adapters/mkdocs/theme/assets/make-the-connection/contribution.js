// What a person answers who contributes an entry: between the controls of the form and a draft, of the shape that
// contribution_files.js says. Every control stands in an element whose data-at is its place in the draft, with the
// number of its item in a list. Whatever changes is told as the event “changed” of the form; what else is done with the
// answers is in contribution_findings.js, _pictures.js, _draft.js, _preview.js and _zip.js.
(function () {
  const form = document.querySelector("form.contribution");
  if (!form) return;
  const asked = JSON.parse(form.dataset.contribution), words = JSON.parse(form.dataset.words);
  const rules = (window.mtcRules || {})[asked.type], { folderName } = window.mtcContribution;
  const language = document.documentElement.lang, WORDS = ["title", "summary"], YEARS = 3;
  const part = name => form.querySelector(name), all = (within, name) => Array.from(within.querySelectorAll(name));
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const at = path => part(`[data-at="${path}"]`);
  const text = value => (typeof value === "string" || typeof value === "number" ? String(value) : "");
  const object = value => (typeof value === "object" && value !== null ? value : {});
  const name = part("#contribution-name"), linkables = all(form, ".linkable");
  // The languages that are written in, the original first; and whether the person has named the folder.
  let tongues = [language], named = false;

  function tell(where, sentence) {
    all(form, "[data-said]").forEach(each => { each.textContent = each.dataset.said === where ? sentence : ""; });
  }

  const changed = () => form.dispatchEvent(new Event("changed"));

  // What reads the answers comes with the first step into the form. Where it does not come, the next step asks again.
  let coming = null;

  function come() {
    coming = coming || Promise.all(form.dataset.later.split(" ").map(src => new Promise((onload, onerror) => {
      document.head.append(Object.assign(document.createElement("script"), { src, onload, onerror, async: false }));
    }))).catch(error => { coming = null; throw error; });
    return coming;
  }

  // Does what needs it once it is there, or says that it did not come.
  const ready = then => come().then(() => then(), () => tell("finish", words["not-loaded"]));
  ["focusin", "pointerdown"].forEach(type => form.addEventListener(type, () => ready(() => {}), { once: true }));

  function day(now = new Date()) {
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(number => String(number).padStart(2, "0")).join("-");
  }

  // Controls

  const field = path => { const found = at(path); return found && found.querySelector("input,textarea,select"); };
  const boxes = path => all(at(path), "input");
  // Within a record there is room for one of many.
  const isList = path => at(path) && at(path).matches("[data-list]"), one = shape => ({ ...shape, many: false });

  function read(path, shape) {
    if (shape.many && shape.kind === "choice") return boxes(path).filter(each => each.checked).map(each => each.value);
    if (shape.many) return isList(path) ? items(path).map(number => read(`${path}/${number}`, one(shape))) : [read(path, one(shape))];
    if (shape.kind === "record") return inEach(Object.entries(shape.fields), inner => read(`${path}/${inner[0]}`, inner[1]));
    if (shape.kind === "consent") return readConsent(path);
    if (shape.kind === "text") return byTongue(path);
    if (shape.kind === "choice") return boxes(path).filter(each => each.checked).map(each => each.value)[0] || "";
    if (shape.kind === "flag") return field(path).checked || null;
    const { value } = field(path);
    return shape.kind === "number" && /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : value;
  }

  function write(path, shape, value) {
    if (shape.many && shape.kind === "choice") return boxes(path).forEach(each => { each.checked = Array.isArray(value) && value.includes(each.value); });
    if (shape.many && isList(path)) return writeItems(path, shape, Array.isArray(value) ? value : []);
    if (shape.many) return write(path, one(shape), object(value)[0]);
    if (shape.kind === "record") return Object.entries(shape.fields).forEach(([inner, each]) => write(`${path}/${inner}`, each, object(value)[inner]));
    if (shape.kind === "consent") return writeConsent(path, object(value));
    if (shape.kind === "text") return writeTongues(path, object(value));
    if (shape.kind === "choice") return boxes(path).forEach(each => { each.checked = each.value === text(value); });
    if (shape.kind === "flag") return Object.assign(field(path), { checked: value === true });
    field(path).value = text(value);
    return undefined;
  }

  const inEach = (entries, act) => Object.fromEntries(entries.map(each => [each[0], act(each)]));
  const byTongue = path => Object.fromEntries(tongues.map(code => [code, field(`${path}/${code}`).value]));
  const writeTongues = (path, value) => Object.keys(asked.languages).forEach(code => { field(`${path}/${code}`).value = text(value[code]); });

  function readConsent(path) {
    const covers = boxes(`${path}/covers`).filter(each => each.checked).map(each => each.value);
    return { by_role: read(`${path}/by_role`, { kind: "choice" }), on: field(`${path}/on`).value, covers, review_by: field(`${path}/review_by`).value };
  }

  function writeConsent(path, value) {
    const covers = Array.isArray(value.covers) ? value.covers : [];
    write(`${path}/by_role`, { kind: "choice" }, value.by_role);
    boxes(`${path}/covers`).forEach(each => { each.checked = covers.includes(each.value); });
    ["on", "review_by"].forEach(each => { field(`${path}/${each}`).value = text(value[each]); });
  }

  // They are to be asked again some years on, unless the person says when.
  function suggestReview(section) {
    const [on, review] = ["on", "review_by"].map(each => field(`facts/${section.dataset.consent}/${each}`));
    let suggested = null;
    on.addEventListener("change", () => {
      if (!/^\d{4}-/.test(on.value) || (review.value && review.value !== suggested)) return;
      suggested = `${Number(on.value.slice(0, 4)) + YEARS}${on.value.slice(4).replace("-02-29", "-02-28")}`;
      review.value = suggested;
      changed();
    });
  }

  // Lists: of what has one item or more, and of pictures

  let numbers = 0;

  const items = path => (isList(path) ? all(at(path), ".contribution-item").map(item => item.dataset.number) : []);

  function fromTemplate(template) {
    const item = template.content.firstElementChild.cloneNode(true), number = String(numbers += 1);
    [item, ...all(item, "*")].forEach(element => Array.from(element.attributes).forEach(attribute => {
      attribute.value = attribute.value.replace(/([-/])N(?=[-/ ]|$)/g, `$1${number}`);
    }));
    item.dataset.number = number;
    show(item);
    return item;
  }

  function addItem(section) {
    const item = fromTemplate(section.querySelector("template"));
    item.querySelector("[name=take-out]").addEventListener("click", () => {
      item.remove();
      tell("quiet", words["taken-out"]);
      section.querySelector("[name=add]").focus();
      changed();
    });
    section.querySelector(".contribution-items").append(item);
    return item;
  }

  function writeItems(path, shape, values) {
    const section = at(path), inner = one(shape);
    section.querySelector(".contribution-items").replaceChildren();
    values.slice(0, 50).forEach(value => write(`${path}/${addItem(section).dataset.number}`, inner, value));
  }

  // Languages

  function showTongues() {
    const others = Object.keys(asked.languages).filter(code => !tongues.includes(code));
    all(form, ".tongues").forEach(place => {
      const columns = new Map(all(place, ".tongue").map(column => [column.dataset.language, column]));
      place.append(...[...tongues, ...others].map(code => columns.get(code)));
      columns.forEach((column, code) => { column.hidden = !tongues.includes(code); });
    });
    all(form, "[name=add-language]").forEach(button => { button.hidden = tongues.includes(button.value); });
    form.classList.toggle("in-several", tongues.length > 1);
    part(".contribution-original").textContent = fill(words.original, { language: asked.languages[tongues[0]] });
  }

  function addTongue(code) {
    tongues.push(code);
    showTongues();
    tell("quiet", fill(words["language.added"], { language: asked.languages[code] }));
    field(`words/title/${code}`).focus();
    changed();
  }

  // Links

  function showWhy(item) {
    item.querySelector(".linkable-why").hidden = !item.querySelector(".level input").checked;
  }

  function links() {
    return linkables.filter(item => item.querySelector(".level input").checked).map(item => ({
      to: item.dataset.link,
      why: byTongue(`links/${item.dataset.link}/why`),
      strength: item.querySelector("[name=central]").checked ? "central" : "supporting",
    }));
  }

  function writeLinks(given) {
    const byKey = new Map((Array.isArray(given) ? given : []).map(link => [object(link).to, object(link)]));
    linkables.forEach(item => {
      const link = byKey.get(item.dataset.link);
      item.querySelector(".level input").checked = Boolean(link);
      item.querySelector("[name=central]").checked = Boolean(link) && link.strength === "central";
      writeTongues(`links/${item.dataset.link}/why`, object(object(link).why));
      showWhy(item);
      const more = item.closest("details");
      if (link && more) more.open = true;
    });
  }

  // The whole

  const asks = asked.asks.map(each => [each, asked.fields[each]]);

  function wordsIn(code) {
    const sections = inEach(Object.entries(asked.sections), ([id]) => field(`words/sections/${id}/${code}`).value);
    return { ...Object.fromEntries(WORDS.map(each => [each, field(`words/${each}/${code}`).value])), sections };
  }

  function answers() {
    return {
      type: asked.type,
      name: name.value.trim(),
      on: day(),
      original: tongues[0],
      words: Object.fromEntries(tongues.map(code => [code, wordsIn(code)])),
      facts: inEach(asks, ([each, shape]) => read(`facts/${each}`, shape)),
      links: links(),
      images: window.mtcForm.images(),
    };
  }

  const isWritten = own => [own.title, own.summary, ...Object.values(object(own.sections))].some(each => text(each).trim());

  // What a draft holds, whoever wrote it: only what the form asks is taken from it, as text in its controls.
  function replace(draft) {
    const given = object(draft), known = Object.keys(asked.languages);
    const written = known.filter(code => isWritten(object(object(given.words)[code])));
    const first = known.includes(given.original) && written.length ? given.original : written[0] || language;
    tongues = [first, ...written.filter(code => code !== first)];
    asks.forEach(([each, shape]) => write(`facts/${each}`, shape, object(given.facts)[each]));
    known.forEach(code => {
      const own = object(object(given.words)[code]);
      WORDS.forEach(each => { field(`words/${each}/${code}`).value = text(own[each]); });
      Object.keys(asked.sections).forEach(id => { field(`words/sections/${id}/${code}`).value = text(object(own.sections)[id]); });
    });
    writeLinks(given.links);
    name.value = text(given.name).slice(0, name.maxLength);
    named = Boolean(name.value) && name.value !== suggested();
    showTongues();
  }

  function suggested() {
    const [first] = asks.filter(([, shape]) => shape.kind === "name" && !shape.many);
    const from = [first ? field(`facts/${first[0]}`).value : "", ...tongues.map(code => field(`words/title/${code}`).value)];
    return unlike(folderName(from.find(each => each.trim()) || ""));
  }

  // A folder of another's name would be put in the place of that entry.
  function unlike(base) {
    let free = base;
    for (let number = 2; rules.taken.includes(free); number += 1) free = `${base.slice(0, name.maxLength - 4).replace(/-$/, "")}-${number}`;
    return free;
  }

  // On paper a control shows what fits into it: what is written there is printed beside it.
  function onPaper(control) {
    const written = Object.assign(document.createElement("p"), { className: "asked-printed", lang: control.lang });
    control.after(written);
  }

  function show(within) {
    all(within, "[hidden]:is(input:not([type=file]), textarea, button[name=add], [name=choose-pictures])").forEach(each => { each.hidden = false; });
    all(within, "textarea, input[type=text], input[type=date]").forEach(onPaper);
  }

  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", event => {
    if (event.target === name) named = Boolean(name.value);
    if (event.target.type !== "file") changed();
  });
  form.addEventListener("changed", () => {
    if (!named) name.value = suggested();
    all(form, ".asked-printed").forEach(each => { each.textContent = each.previousElementSibling.value; });
  });
  all(form, "[name=add-language]").forEach(button => button.addEventListener("click", () => addTongue(button.value)));
  linkables.forEach(item => item.querySelector(".level input").addEventListener("change", () => showWhy(item)));
  all(form, "[data-consent]").forEach(suggestReview);
  all(form, "[data-list]").forEach(section => section.querySelector("[name=add]").addEventListener("click", () => {
    addItem(section).querySelector("input,textarea").focus();
    changed();
  }));
  show(form);
  part(".contribution-plain").hidden = true;
  all(form, ".contribution-head, .contribution-languages, .contribution-look, .contribution-end").forEach(each => { each.hidden = false; });
  showTongues();

  window.mtcForm = {
    form, asked, words, rules, language, part, all, fill, at, field, tell, changed, ready, day, answers, replace, items, fromTemplate, object, showTongues, isWritten,
    tongues: () => tongues,
    images: () => [],
  };
})();
