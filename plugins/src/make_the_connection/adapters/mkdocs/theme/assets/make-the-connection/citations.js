// A citation opens a preview of its work: under the pointer, at the keyboard's focus, and at a click, a touch or Enter,
// which takes the focus into it. Activated once more, the link leads to the page's list, as it does without this script.
(function () {
  if (!HTMLElement.prototype.showPopover) return;
  const WAIT = 250, GAP = 4; // ms, px
  let link = null, preview, entered, timer;

  const cited = target => target.closest && target.closest("a.citation");
  const inside = target => link && preview.contains(target);
  const soon = (act, ...arguments) => { timer = setTimeout(act, WAIT, ...arguments); };

  // Where it was entered, the focus goes back to the link.
  function hide() {
    clearTimeout(timer);
    if (!link) return;
    const from = link, held = inside(document.activeElement);
    link = null;
    if (held) from.focus({ preventScroll: true });
    preview.hidePopover();
  }

  // Below the link, or above where there is more room; at the pointer's x, if any. It scrolls with the page.
  function show(from, x) {
    const [words] = from.getAttribute("aria-describedby").split(" ");
    hide();
    preview = document.getElementById(words).parentElement;
    link = from;
    entered = false;
    preview.style.maxHeight = "";
    preview.showPopover();
    const lines = link.getClientRects(), first = lines[0], last = lines[lines.length - 1], page = document.documentElement;
    const above = first.top - 2 * GAP, below = page.clientHeight - last.bottom - 2 * GAP;
    const under = preview.offsetHeight <= below || below >= above;
    preview.style.maxHeight = (under ? below : above) + "px";
    const left = Math.min(x ? x - 8 * GAP : (under ? last : first).left, page.clientWidth - preview.offsetWidth - 2 * GAP);
    preview.style.left = scrollX + Math.max(2 * GAP, left) + "px";
    preview.style.top = scrollY + (under ? last.bottom + GAP : first.top - GAP - preview.offsetHeight) + "px";
  }

  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch" || link && entered) return;
    const over = cited(event.target);
    clearTimeout(timer);
    if (over && over !== link) soon(show, over, event.clientX);
    else if (link && over !== link && !inside(event.target) && !link.matches(":focus-visible")) soon(hide);
  });

  document.addEventListener("focusin", event => {
    if (inside(event.target) || link && event.target === link) return;
    hide();
    const back = event.relatedTarget && event.relatedTarget.closest(".cited");
    if (!back && cited(event.target) && event.target.matches(":focus-visible")) soon(show, event.target);
  });

  document.addEventListener("pointerdown", event => {
    if (!inside(event.target) && cited(event.target) !== link) hide();
  });

  document.addEventListener("click", event => {
    const clicked = cited(event.target);
    if (!clicked || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      if (inside(event.target) && event.target.closest("a[href^='#']")) hide();
    } else if (clicked === link && (entered || event.pointerType === "mouse")) hide();
    else {
      show(clicked, event.clientX);
      event.preventDefault();
      entered = true;
      preview.focus({ preventScroll: true });
    }
  });

  // Its links come behind the citation, wherever on the page they stand.
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") return hide();
    if (event.key !== "Tab" || !inside(document.activeElement)) return;
    const links = preview.querySelectorAll("a"), ends = event.shiftKey ? [preview, links[0]] : [links[links.length - 1]];
    if (!ends.includes(document.activeElement)) return;
    if (event.shiftKey) event.preventDefault();
    hide();
  });
})();
