// What was true on the day of the site may not be any more: a copy of it may be old. Shows what holds by the reader's clock.
(function () {
  function show() {
    var now = Date.now();
    document.querySelectorAll("[data-since], [data-until]").forEach(function (element) {
      // What has no such moment has no number for it, and compares with none.
      var since = Date.parse(element.getAttribute("data-since")), until = Date.parse(element.getAttribute("data-until"));
      element.hidden = since > now || until <= now;
    });
  }
  // A change is read out only where it comes after the page.
  addEventListener("load", show);
  document.addEventListener("visibilitychange", show);
})();
