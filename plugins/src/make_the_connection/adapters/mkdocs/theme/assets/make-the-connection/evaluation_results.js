// What follows from the answers: what might be done next, the sheet that is printed, and what a file has that is not asked
// here. Made anew on each change.
(function () {
  const evaluation = window.mtcEvaluation;
  if (!evaluation) return;
  const { form, file, asked, language, labels, statements, part, all, answerTo } = evaluation;
  const next = part(".evaluation-next > div"), nothing = part(".evaluation-nothing"), gone = part(".evaluation-gone");
  const sheet = document.querySelector(".sheet");
  const days = JSON.parse(form.dataset.days);
  const ROWS = 8;  // of one text in print: with more, the sheet would not be two pages

  // A day as YYYY-MM-DD, in words.
  function dated(written) {
    const [year, month, day] = written.split("-").map(Number);
    return evaluation.fill(days[month - 1], { day: String(day), year: String(year) });
  }

  function made(name, content = [], attributes = {}) {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...[content].flat());
    return element;
  }

  const said = (name, text, attributes) => made(name, text.text, { lang: text.lang, ...attributes });

  function mightDo(each, open) {
    const item = made("li", made("a", each.title, { href: "#" + each.at.id }));
    const { next: step } = answerTo(each);
    if (step) item.append(said("p", step, { className: "answer-said" }));
    if (each.help) item.append(Object.assign(each.help.cloneNode(true), { open }));
    return item;
  }

  function showNext() {
    const groups = asked.levels.map(level => [level, statements.filter(each => answerTo(each).level === level)]);
    const found = groups.filter(([, members]) => members.length);
    next.replaceChildren(...found.flatMap(([level, members], place) =>
      [made("h4", labels[level]), made("ul", members.map(each => mightDo(each, !place && level !== asked.levels.at(-1))))]));
    nothing.hidden = found.length > 0;
  }

  // A text that is broken into more rows than there is room for, as verse is set in prose.
  function onPaper({ text }) {
    const rows = text.trim().split("\n");
    return rows.length > ROWS ? rows.map(row => row.trim()).filter(Boolean).join(" / ") : rows.join("\n");
  }

  function showSheet() {
    const state = evaluation.state();
    sheet.querySelector(".sheet-day").textContent = dated(state.written || file.day());
    const about = sheet.querySelector(".sheet-about");
    about.textContent = state.about ? state.about.text : "";
    about.lang = state.about ? state.about.lang : language;
    all(sheet, ".sheet-statement").forEach(at => {
      const answer = state.answers[at.dataset.statement] || {};
      all(at, "[data-level]").forEach(each => {
        each.hidden = Boolean(answer.level) && each.dataset.level !== answer.level;
        each.classList.toggle("is-chosen", each.dataset.level === answer.level);
      });
      all(at, ".sheet-text").forEach(field => {
        const text = answer[field.dataset.field];
        field.textContent = text ? onPaper(text) : "";
        field.lang = text ? text.lang : language;
      });
    });
  }

  function showGone() {
    const known = new Set(statements.map(each => each.key));
    const kept = Object.entries(evaluation.state().aside.answers).filter(([key]) => !known.has(key));
    gone.hidden = !kept.length;
    gone.querySelector("ul").replaceChildren(...kept.map(([key, answer]) => made("li", [
      made("code", key),
      ...(answer.level ? [made("p", labels[answer.level] || answer.level)] : []),
      ...[answer.evidence, answer.next].filter(Boolean).map(text => said("p", text)),
    ])));
  }

  form.addEventListener("changed", () => { showNext(); showSheet(); showGone(); });
  Object.assign(evaluation, { made, said, dated });
})();
