// On a narrow screen the main menu opens and closes; without this script it stands open.
(function () {
  var button = document.querySelector("button.menu-button"), nav = document.getElementById("site-nav");
  if (!button || !nav) return;
  function set(open) {
    button.setAttribute("aria-expanded", String(open));
    nav.classList.toggle("is-open", open);
  }
  button.hidden = false;
  nav.classList.add("can-close");
  button.addEventListener("click", function () { set(button.getAttribute("aria-expanded") !== "true"); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && nav.classList.contains("is-open")) { set(false); button.focus(); }
  });
})();
