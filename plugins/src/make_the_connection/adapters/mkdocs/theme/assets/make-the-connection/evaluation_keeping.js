// What a person does with all of their answers: saves them to a file, opens one, compares with one, prints, begins again.
// What is on the page is never lost by it: it can be brought back until the page is closed.
(function () {
  const evaluation = window.mtcEvaluation;
  if (!evaluation) return;
  const { form, file, asked, words, labels, statements, part, all, fill, tell, made, said, dated } = evaluation;
  const button = name => part(`button[name="${name}"]`), chooser = part("[type=file]"), stop = button("stop");
  const choice = part(".evaluation-head .evaluation-choice"), again = part(".evaluation-tools .evaluation-choice");
  const undo = part(".evaluation-undo");
  const MARKS = { "moved-on": "↑", "as-before": "=", "gone-back": "↓", newly: "+", "no-longer": "−" };
  let use = null, waiting = null, before = null, then = null;

  // Answers

  function offerUndo(where) {
    before = { state: evaluation.state(), where };
    part(`[data-said="${where}"]`).after(undo);
    undo.hidden = false;
  }

  function goOn({ file: state, notes }) {
    if (evaluation.anything()) offerUndo("head");
    bring(state);
    const sentences = [fill(words.opened, { day: dated(state.written) }), ...file.notes({ notes }, asked)];
    tell("head", sentences.join(" "));
  }

  // What has only been opened or brought back still has the day on which it was written.
  function bring(state) {
    evaluation.replace(state);
    evaluation.keep(null, state.written || file.day());
  }

  button("undo").addEventListener("click", () => {
    const now = evaluation.state();
    bring(before.state);
    before.state = now;
    tell(before.where, words.undone);
  });

  // Files

  function save(event) {
    const state = evaluation.state();
    if (!state.written) state.written = file.day();
    const link = made("a", [], { download: file.name(state, asked) });
    link.href = URL.createObjectURL(new Blob([file.write(state, asked)], { type: "application/json" }));
    form.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    evaluation.saved();
    tell(event.currentTarget.closest(".evaluation-storage") ? "storage" : "tools", fill(words.saved, { name: link.download }));
  }

  async function opened() {
    const [chosen] = chooser.files;
    if (!chosen) return;
    const result = await file.open(chosen, asked);
    chooser.value = "";
    put(choice, false);
    if (!result.file) return tell("head", fill(words.refused, { name: chosen.name, reason: file.say(result, asked) }));
    if (use === "compare") return compare(result);
    if (!evaluation.anything()) return goOn(result);
    waiting = result;
    tell("head", "");
    choice.querySelector("p").textContent = fill(words["opened.choose"], { day: dated(result.file.written) });
    put(choice, true);
  }

  function put(question, open) {
    question.hidden = !open;
    if (open) question.querySelector("p").focus();
  }

  function decided(act) {
    put(choice, false);
    act(waiting);
    waiting = null;
    button("open").focus();
  }

  ["open", "compare"].forEach(name => button(name).addEventListener("click", () => { use = name; chooser.click(); }));
  chooser.addEventListener("change", opened);
  button("go-on").addEventListener("click", () => decided(goOn));
  button("compare-it").addEventListener("click", () => decided(compare));
  button("leave").addEventListener("click", () => decided(() => tell("head", "")));
  all(form, "[name=save]").forEach(each => each.addEventListener("click", save));
  button("print").addEventListener("click", () => print());

  // Begin again

  button("again").addEventListener("click", () => put(again, true));
  button("again-no").addEventListener("click", () => { put(again, false); button("again").focus(); });
  button("again-yes").addEventListener("click", () => {
    put(again, false);
    if (evaluation.anything()) offerUndo("tools");
    evaluation.replace(file.fresh(asked));
    evaluation.forget();
    tell("tools", words["again.done"]);
    button("again").focus();
  });

  // Comparing

  function change(earlier, now) {
    if (!earlier) return now ? "newly" : null;
    if (!now) return "no-longer";
    const [from, to] = [earlier, now].map(level => asked.levels.indexOf(level));
    return from < 0 || from === to ? "as-before" : to > from ? "moved-on" : "gone-back";
  }

  function showThen(each) {
    const at = each.at.querySelector(".statement-then"), earlier = then && then.answers[each.key];
    at.hidden = !then;
    if (!then) return at.replaceChildren();
    const now = evaluation.answerTo(each).level, kind = change(earlier && earlier.level, now);
    const name = level => labels[level] || words["then.unanswered"];
    const line = kind ? fill(words.change, { change: words[kind], then: name(earlier && earlier.level), now: name(now) }) : words["then.unanswered"];
    const mark = made("span", MARKS[kind] || "–", { className: "then-mark" });
    mark.setAttribute("aria-hidden", "true");
    const texts = ["evidence", "next"].filter(field => earlier && earlier[field]);
    at.replaceChildren(made("p", [mark, line], { className: "then-change" }), ...texts.flatMap(field =>
      [made("p", words["then." + field], { className: "help-type" }), said("p", earlier[field], { className: "answer-said" })]));
  }

  function compare({ file: state, notes }) {
    then = state;
    stop.hidden = false;
    statements.forEach(showThen);
    tell("head", [fill(words.compared, { day: dated(state.written) }), ...file.notes({ notes }, asked)].join(" "));
  }

  stop.addEventListener("click", () => {
    then = null;
    statements.forEach(showThen);
    tell("head", words.stopped);
    button("compare").focus();
    stop.hidden = true;
  });
  form.addEventListener("changed", () => { if (then) statements.forEach(showThen); });
})();
