// The other language opens at the same place and with the same choices, and twice leads back to where one was.
// Ids and addresses are the same in both. How far the reader is past a heading travels behind its id in the address,
// `#questions~0.4`, and is taken out again on arrival: below the heading's top as a share of the way to the next heading,
// since the same words take more room in one language; above it in px.
(function () {
  const switches = document.querySelectorAll("a[rel~=alternate][hreflang]");
  let told = null;

  const shown = element => element.getClientRects().length > 0;
  const headings = () => Array.from(document.querySelectorAll("#content :is(h1, h2, h3, h4, h5, h6)[id]:not(nav *)")).filter(shown);
  const topOf = element => (element ? element.getBoundingClientRect().top + scrollY : 0);

  // What an id stands for. Where one language lacks it, it begins with that of what is around it: `context-2`, `letter-ll`.
  function find(id) {
    try { id = decodeURIComponent(id); } catch (error) { return null; }
    while (id && !document.getElementById(id)) id = id.slice(0, -1);
    return document.getElementById(id);
  }

  // The first of those that stand side by side.
  const lower = (one, other) => (one && topOf(other) < topOf(one) + 1 ? one : other);

  function wayToNext(element) {
    const from = topOf(element);
    return (headings().map(topOf).find(top => top > from + 1) || document.documentElement.scrollHeight) - from;
  }

  // Where the reader is: what the address names while it can be seen, else the last heading in the upper third.
  function place() {
    if (told && Math.abs(scrollY - told.at) < 1) return told.place;
    const named = location.hash.slice(1), target = find(named), box = target && target.getBoundingClientRect();
    const stays = named && (box ? box.bottom > 0 && box.top < innerHeight : !scrollY);
    const above = scrollY ? headings().filter(heading => topOf(heading) - scrollY < innerHeight / 3).reduce(lower, null) : null;
    const [id, element] = stays ? [named, target] : [above ? encodeURIComponent(above.id) : "", above];
    const past = scrollY - topOf(element);
    return { id, past: past < 0 ? past : past / wayToNext(element) };
  }

  // The address is short before the page is whole, so that the browser itself goes to the heading, and the keyboard on
  // from there. It may do so more than once until everything is loaded.
  function arrive() {
    const [, id, past] = /^#(.*)~(-?[\d.]+)$/.exec(location.hash) || [];
    if (past === undefined) return;
    let left = false;
    const leave = () => { left = true; };
    const go = () => requestAnimationFrame(() => {
      if (left) return;
      const element = find(id);
      scrollTo({ top: topOf(element) + (past < 0 ? 1 : wayToNext(element)) * past, behavior: "instant" });
      told = { place: { id, past: Number(past) }, at: scrollY };
    });
    history.replaceState(null, "", location.href.split("#")[0] + (id && "#" + id));
    ["wheel", "touchstart", "pointerdown", "keydown"].forEach(type => addEventListener(type, leave, { once: true, passive: true }));
    document.addEventListener("DOMContentLoaded", go);
    addEventListener("load", go);
  }

  switches.forEach(link => {
    const aim = hash => { link.hash = hash; link.search = location.search; };
    // A link that is copied, or opened beside this page, has a short address.
    link.addEventListener("pointerdown", () => aim(place().id));
    link.addEventListener("click", () => {
      const { id, past } = place();
      aim(past ? id + "~" + Number(past.toFixed(5)) : id);
    });
  });

  // Out of sight the switch comes along: who has to go up to it has lost the place. Another stands in the foot.
  const visible = new Set(), group = document.querySelector(".switches"), head = document.querySelector(".site-head-inner");
  const observer = new IntersectionObserver(entries => {
    entries.forEach(entry => visible[entry.isIntersecting ? "add" : "delete"](entry.target));
    // The head stays as high as it was, or all that is read would move.
    head.style.minHeight = visible.size ? "" : `${head.getBoundingClientRect().height}px`;
    group.classList.toggle("is-along", !visible.size);
  });
  if (group) document.querySelectorAll(".site-tools, .site-foot a[rel~=alternate]").forEach(part => observer.observe(part));
  arrive();
})();
