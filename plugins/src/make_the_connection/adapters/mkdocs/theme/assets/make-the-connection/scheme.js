// The reader's choice of colours, kept on the device. In the head, so that no page flashes in the other colours and the
// button answers as soon as it can be seen.
(function () {
  var root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)"), kept = null;
  try { kept = localStorage.getItem("scheme"); } catch (error) { /* storage may be forbidden */ }
  if (kept === "dark" || kept === "light") root.dataset.scheme = kept;
  root.dataset.schemes = "";
  function isDark() { return root.dataset.scheme ? root.dataset.scheme === "dark" : dark.matches; }
  function show() {
    var button = document.querySelector("button.scheme");
    if (button) button.setAttribute("aria-pressed", String(isDark()));
  }
  document.addEventListener("DOMContentLoaded", show);
  dark.addEventListener("change", show);
  document.addEventListener("click", function (event) {
    if (!event.target.closest("button.scheme")) return;
    root.dataset.scheme = isDark() ? "light" : "dark";
    try { localStorage.setItem("scheme", root.dataset.scheme); } catch (error) { /* the choice lasts for this page */ }
    show();
  });
})();
