// Prints a section of a page by itself, with room for notes below each item of its lists.
(function () {
  const root = document.documentElement, canonical = document.querySelector("link[rel=canonical]");
  document.querySelectorAll(".notes-offer").forEach(offer => {
    const section = offer.closest("section"), [button, address] = offer.children;
    offer.hidden = false;
    button.addEventListener("click", () => {
      address.textContent = canonical ? canonical.href : location.href.replace(/[?#].*$/, "");
      section.classList.add("notes-sheet");
      root.classList.add("prints-notes");
      print();
    });
    addEventListener("afterprint", () => {
      section.classList.remove("notes-sheet");
      root.classList.remove("prints-notes");
    });
  });
})();
