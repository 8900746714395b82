// What the build would say of the answers, said where they are written: once a control has been left or typing has paused,
// and of what is not yet filled in only when the person has asked to finish.
(function () {
  const page = window.mtcForm;
  if (!page) return;
  const { form, words, rules, part, all, at, tell, items } = page;
  const PAUSE = 1200;
  const summary = part(".contribution-summary"), done = part(".contribution-done");
  const met = new Set();
  let finishing = false, waiting = null, shown = new Set(), pressed = false, owed = false;

  const made = (tag, content = [], attributes = {}) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.append(...[content].flat());
    return element;
  };

  // Where a finding stands in the form, or the nearest that is around it.
  function placeOf({ where }, answers) {
    const code = where.file.replace(/\.md$/, "");
    const [first, ...rest] = where.place || [];
    if (where.part) return nearest(["title", "summary"].includes(where.part) ? ["words", where.part, code] : ["words", "sections", where.part, code]);
    if (first === "links") {
      const link = answers.links[rest[0]], [, field_, tongue] = rest;
      return link ? nearest(["links", link.to, field_ || "why", tongue || answers.original]) : at("links");
    }
    if (first === undefined) return /\.md$/.test(where.file) ? nearest(["words", "title", code]) : at("name");
    return nearest(["facts", first, ...rest.map((each, number) => (typeof each === "number" && !number ? items(`facts/${first}`)[each] : each))]);
  }

  function nearest(path) {
    for (let length = path.length; length; length -= 1) {
      const found = at(path.slice(0, length).join("/"));
      if (found && !found.closest("[hidden]")) return found;
    }
    return path[0] === "links" ? at("links") : null;
  }

  const controls = element => all(element, "input,textarea,select").filter(each => each.closest(".asked") === element);

  function isEmpty(element) {
    return controls(element).every(each => (["radio", "checkbox"].includes(each.type) ? !each.checked : !each.value.trim()));
  }

  // What the build would say; a notice is none to whoever writes.
  function found(answers) {
    const said = window.mtcContribution.check(answers, rules).filter(each => each.severity !== "notice");
    return said.map(each => ({ ...each, element: page.placeOfAlt(each) || placeOf(each, answers) }));
  }

  const isShown = ({ element }) => finishing || (element && met.has(element) && !isEmpty(element));
  const sentence = each => `${each.sentence} ${each.hint}`;

  function finding(each) {
    const kind = each.severity === "error" ? "error" : "warning";
    return made("p", [made("strong", words[kind]), " ", each.sentence, " ", made("span", each.hint, { className: "finding-hint" })],
      { className: `finding finding--${kind}` });
  }

  function mark(element, own) {
    element.querySelector(".asked-findings").replaceChildren(...own.map(finding));
    const wrong = own.some(each => each.severity === "error");
    controls(element).forEach(each => { if (wrong) each.setAttribute("aria-invalid", "true"); else each.removeAttribute("aria-invalid"); });
  }

  function look({ aloud = false } = {}) {
    clearTimeout(waiting);
    const findings = found(page.answers()), byElement = new Map();
    findings.filter(each => each.element && isShown(each)).forEach(each => byElement.set(each.element, [...(byElement.get(each.element) || []), each]));
    all(form, ".asked").forEach(element => { if (element.querySelector(":scope > .asked-findings")) mark(element, byElement.get(element) || []); });
    const now = [...byElement.values()].flat().map(sentence), fresh = now.filter(each => !shown.has(each));
    shown = new Set(now);
    if (aloud && fresh.length) tell("quiet", fresh.join(" "));
    return findings;
  }

  const lookSoon = options => page.ready(() => look(options));

  // Finishing

  const named = label => Array.from(label.childNodes).filter(each => !each.className).map(each => each.textContent).join("").trim();

  // The control of a finding, and what it is called.
  function leadTo({ element }) {
    const control = element && (controls(element)[0] || all(element, "input,textarea,select,button").find(each => !each.closest("[hidden]")));
    if (!control) return null;
    const id = control.id || (control.id = `${element.dataset.at.replace(/[^\w-]/g, "-")}-first`);
    const group = element.matches("fieldset,section") && element.querySelector("legend, h3");
    const by = (control.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
    const label = group || control.labels[0];
    const several = form.classList.contains("in-several");
    const called = (by.length ? by.slice(0, several ? 2 : 1).map(each => document.getElementById(each)) : [label]).map(named).join(", ");
    const within = element.closest(".linkable");
    const title = within ? `${within.querySelector(".level-name").textContent.trim()}: ${called}` : called;
    const link = made("a", title, { href: `#${id}` });
    link.addEventListener("click", event => {
      event.preventDefault();
      const more = control.closest("details");
      if (more) more.open = true;
      control.focus();
      element.scrollIntoView({ block: "center" });
    });
    return link;
  }

  function summed(each) {
    const lead = leadTo(each);
    return made("li", [...(lead ? [lead, ": "] : []), sentence(each)], { className: `finding--${each.severity}` });
  }

  function finish() {
    finishing = true;
    const findings = look(), errors = findings.filter(each => each.severity === "error");
    const title = summary.querySelector("h4");
    summary.hidden = !findings.length;
    done.hidden = errors.length > 0;
    title.textContent = words[errors.length ? "errors" : "warnings"];
    summary.querySelector("ul").replaceChildren(...(errors.length ? errors : findings).map(summed));
    if (errors.length) title.focus();
    else form.dispatchEvent(new Event("finished"));
    return !errors.length;
  }

  form.addEventListener("submit", () => page.ready(() => { if (finish()) done.querySelector("h4").focus(); }));
  form.addEventListener("changed", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const element = document.activeElement && document.activeElement.closest(".contribution .asked");
      if (element) met.add(element);
      lookSoon({ aloud: true });
    }, PAUSE);
  });
  form.addEventListener("focusout", event => {
    const element = event.target.closest(".asked");
    if (!element || (event.relatedTarget && element.contains(event.relatedTarget))) return;
    met.add(element);
    if (pressed) owed = true;
    else lookSoon({ aloud: true });
  });
  // What is pressed must still be under the pointer when it is let go: what is said above it waits until then.
  addEventListener("pointerdown", () => { pressed = true; }, true);
  ["pointerup", "pointercancel"].forEach(type => addEventListener(type, () => {
    pressed = false;
    if (owed) setTimeout(lookSoon, 0, { aloud: true });
    owed = false;
  }, true));
  // What was there before the page was opened has been met.
  form.addEventListener("replaced", () => {
    finishing = false;
    summary.hidden = done.hidden = true;
    met.clear();
    all(form, ".asked").filter(element => !isEmpty(element)).forEach(element => met.add(element));
    lookSoon();
  });
  Object.assign(page, { finish, made, placeOfAlt: () => null });
})();
