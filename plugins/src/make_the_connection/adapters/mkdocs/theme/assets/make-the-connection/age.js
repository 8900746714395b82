// Which release a page is of and, out of a folder or kept on a device, how old such a copy is by the reader's clock.
(function () {
  const place = document.querySelector(".age"), release = window.mtcRelease;
  if (!place || !release) return;
  const data = place.dataset, words = JSON.parse(data.words), days = JSON.parse(data.days);
  const away = location.protocol === "file:", isCopy = away || !!navigator.serviceWorker?.controller;
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  // Not by Intl: browsers do not all know every language.
  function named({ day, commit }) {
    const [year, month, date] = day.split("-");
    return fill(days[month - 1], { day: +date, year }) + (commit && ` (${commit})`);
  }
  const numbers = date => [date.getUTCFullYear() * 12 + date.getUTCMonth(), date.getUTCDate()];

  let said = fill(words.release, { release: named(release) });
  const from = new Date(release.day), now = new Date(), past = Math.floor((now - from) / 864e5);
  if (isCopy && past > 0) {
    const [month, day] = numbers(now), [first, on] = numbers(from), months = month - first - (day < on);
    const [number, forms] = months < 1 ? [past, words.days] : months < 24 ? [months, words.months] : [Math.floor(months / 12), words.years];
    said += " " + fill(words.copy, { age: fill(forms[number] || forms[""], { number }) });
  }
  place.textContent = said + " ";
  const have = "#have=" + release.day + (release.commit && "-" + release.commit);
  // What is kept would answer for the site itself.
  if (away && data.online) place.append(Object.assign(document.createElement("a"), { href: data.online + have, textContent: words.newer }));
  place.hidden = false;
  window.mtcAge = { named, fill, have, isCopy };
})();
