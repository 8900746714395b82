// On a narrow screen the main menu opens and closes; without this script it stands open. In the head, so that it is
// closed from the first and the page below it never moves.
(function () {
  var root = document.documentElement;
  root.dataset.menu = "closed";
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector("button.menu-button");
    if (!button) return;
    function set(open) {
      button.setAttribute("aria-expanded", String(open));
      root.dataset.menu = open ? "open" : "closed";
    }
    button.addEventListener("click", function () { set(root.dataset.menu === "closed"); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && root.dataset.menu === "open") { set(false); button.focus(); }
    });
  });
})();
