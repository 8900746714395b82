// The reader's choice of colours, kept on the device. In the head, so that no page flashes in the other colours.
(function () {
  var root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)"), kept = null;
  try { kept = localStorage.getItem("scheme"); } catch (error) { /* storage may be forbidden */ }
  if (kept === "dark" || kept === "light") root.dataset.scheme = kept;
  root.dataset.schemes = "";
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.scheme");
    if (!button) return;
    function isDark() { return root.dataset.scheme ? root.dataset.scheme === "dark" : dark.matches; }
    function show() { button.setAttribute("aria-pressed", String(isDark())); }
    show();
    dark.addEventListener("change", show);
    button.addEventListener("click", function () {
      root.dataset.scheme = isDark() ? "light" : "dark";
      try { localStorage.setItem("scheme", root.dataset.scheme); } catch (error) { /* the choice lasts for this page */ }
      show();
    });
  });
})();
