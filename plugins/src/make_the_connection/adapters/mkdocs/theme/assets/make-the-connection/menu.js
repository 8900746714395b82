// On a narrow screen the main menu opens and closes; without this script it stands open. In the head, so that it is
// closed from the first, the page below it never moves, and the button answers as soon as it can be seen.
(function () {
  var root = document.documentElement;
  root.dataset.menu = "closed";
  function set(button, open) {
    button.setAttribute("aria-expanded", String(open));
    root.dataset.menu = open ? "open" : "closed";
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button.menu-button");
    if (button) set(button, root.dataset.menu === "closed");
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || root.dataset.menu !== "open") return;
    var button = document.querySelector("button.menu-button");
    set(button, false);
    button.focus();
  });
})();
