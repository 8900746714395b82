// Copies a reference. Where the site has not been told its address, the reader's own stands in its place.
(function () {
  var place = document.querySelector(".own-address"), note = document.querySelector(".own-address-note");
  if (place && note && /^https?:$/.test(location.protocol)) {
    place.textContent = location.href.replace(/[?#].*$/, "");
    note.hidden = true;
  }
  document.querySelectorAll("button[data-copies]").forEach(function (button) {
    var source = document.getElementById(button.getAttribute("data-copies"));
    var status = button.closest("details").querySelector("[role=status]");
    if (!source) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var range = document.createRange(), selection = getSelection();
      range.selectNodeContents(source);
      selection.removeAllRanges();
      selection.addRange(range);
      // The newer way asks for permission that a page opened from a disk may not get.
      if (document.execCommand("copy")) status.textContent = button.getAttribute("data-copied");
      button.focus();
    });
  });
})();
