// Makes links of the downloads that there are, with what the file beside them says of each; and says whether a release that
// an address tells of, as those of copies do, is the newest. What stands behind its # is sent to nobody.
(function () {
  const side = window.mtcDownloads, release = window.mtcRelease, age = window.mtcAge;
  const files = new Map((side ? side.files : []).map(file => [file.path, file]));
  const make = (name, properties) => Object.assign(document.createElement(name), properties);

  function size(bytes, language) {
    const isLarge = bytes >= 1e6, style = { style: "unit", unit: isLarge ? "megabyte" : "kilobyte", maximumFractionDigits: +isLarge };
    return new Intl.NumberFormat(language, style).format(isLarge ? bytes / 1e6 : Math.ceil(bytes / 1e3));
  }

  function link(item, address) {
    const name = item.querySelector(".download-name"), linked = make("a", { href: address });
    name.replaceWith(linked);
    linked.append(name);
  }

  document.querySelectorAll(".downloads").forEach(place => {
    const { folder, sums, online } = place.dataset, language = place.closest("[lang]").lang;
    place.querySelectorAll(".download").forEach(item => {
      const { path } = item.dataset, file = files.get(path);
      if (file || (path === sums && files.size)) link(item, `${folder}/${path}`);
      if (!file) return;
      item.querySelector(".download-size").textContent = size(file.bytes, language);
      const sum = item.querySelector(".download-sum");
      if (!sum) return;
      sum.querySelector("code").textContent = file.sha256;
      sum.hidden = false;
    });
    const missing = place.querySelector(".downloads-missing"), elsewhere = missing?.querySelector("a");
    if (missing) missing.hidden = files.size > 0;
    if (elsewhere && !location.href.startsWith(online)) {
      elsewhere.href = online + (age ? age.have : "");
      elsewhere.hidden = false;
    }
    const from = place.querySelector(".downloads-release");
    if (!from || !files.size || !age) return;
    from.textContent = age.fill(from.dataset.of, { release: age.named(side.release) });
    from.hidden = false;
  });

  function compare() {
    const said = document.querySelector(".downloads-have");
    const asked = /^#have=(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:-([0-9a-f]{4,40}\+?))?$/.exec(location.hash);
    if (!said) return;
    // A copy does not know what is newest.
    said.hidden = !asked || !age || age.isCopy;
    if (said.hidden) return;
    const [, day, commit = ""] = asked;
    const answer = day > release.day ? "ahead" : day === release.day && commit === release.commit ? "newest" : "older";
    said.textContent = age.fill(said.dataset[answer], { have: age.named({ day, commit }), newest: age.named(release) });
  }
  addEventListener("hashchange", compare);
  compare();
})();
