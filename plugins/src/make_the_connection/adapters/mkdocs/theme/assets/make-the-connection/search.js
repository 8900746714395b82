// What every page has of search: the header's link, `/` and Ctrl-K open it, and so does an address with `?q=`. The rest is
// loaded once a reader reaches for it.
(function () {
  const link = document.querySelector(".search-link"), host = document.querySelector(".search"), here = document.currentScript.src;
  if (!link || !host) return;
  const input = host.querySelector("input"), failed = host.querySelector(".search-failed"), asked = new URLSearchParams(location.search).get("q");
  let view;

  const load = path => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(path, here);
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });

  function start() {
    failed.hidden = true;
    view = view || Promise.all(["search_index.js", "search_view.js"].map(load))
      .then(() => mtcSearchView(host, load, here)).catch(() => { failed.hidden = false; view = null; });
  }

  function open(event) {
    event.preventDefault();
    if (host.showModal && !host.open) host.showModal();
    input.focus();
    input.select();
  }

  // A key of one letter can be switched off (WCAG 2.1.4): whoever speaks to the device presses it by a word.
  function opens({ key, target, altKey, shiftKey, ctrlKey, metaKey }) {
    if (ctrlKey || metaKey) return !altKey && !shiftKey && key.toLowerCase() === "k";
    if (host.querySelector(".search-key input:not(:checked)")) return false;
    try { if (localStorage.getItem("slash") === "off") return false; } catch (error) { /* storage may be forbidden */ }
    return key === "/" && !target.closest("input,textarea,select,[contenteditable]");
  }

  host.hidden = false;
  input.addEventListener("focus", start);
  input.addEventListener("input", start);
  link.addEventListener("click", event => event.ctrlKey || event.metaKey || event.shiftKey || open(event));
  document.addEventListener("keydown", event => opens(event) && open(event));
  if (asked !== null) {
    input.value = asked.slice(0, input.maxLength);
    open(new Event(""));
  }
})();
