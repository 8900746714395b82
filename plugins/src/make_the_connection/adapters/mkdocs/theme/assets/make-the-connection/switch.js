// The other language opens at the same section: its id is the same in both.
document.querySelectorAll("a[hreflang]").forEach(function (link) {
  link.addEventListener("click", function () { link.hash = location.hash; });
});
