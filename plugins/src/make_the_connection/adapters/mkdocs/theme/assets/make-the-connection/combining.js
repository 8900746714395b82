// Several people's files of one evaluation as one picture without names. The files are read on the page (evaluation_file.js);
// nothing is stored or sent. `fewest`, the people in the smallest group that is shown, comes from render/combining.py.
(function () {
  const sum = numbers => numbers.reduce((total, number) => total + number, 0);

  // The most groups of neighbouring places that `counts` can be divided into, each of at least `fewest` people: {from, to, number},
  // the lowest first. From the highest place downwards a group ends where it has enough; what is left joins the lowest. So
  // everyone in a group could stand at one of its places, and no group tells that a few stand anywhere.
  function groups(counts, fewest) {
    const found = [];
    let number = 0, to = counts.length - 1;
    for (let at = to; at >= 0; at -= 1) {
      number += counts[at];
      if (number < fewest) continue;
      found.unshift({ from: at, to, number });
      number = 0;
      to = at - 1;
    }
    if (found.length) found[0] = { ...found[0], from: 0, number: found[0].number + number };
    return found;
  }

  // What may be shown of one statement. `counts` has those without an answer, who could otherwise be worked out from the
  // number of people, then those at each level, the lowest first. Where all are one group, its middle answer (the lower of
  // two) is all that can be said: all could have given it.
  function standing(counts, fewest) {
    const answered = sum(counts.slice(1));
    if (answered < fewest) return { few: true };
    const found = groups(counts, fewest);
    if (found.length > 1) return { groups: found };
    const middle = counts.findIndex((_, at) => at > 0 && 2 * sum(counts.slice(1, at + 1)) >= answered);
    return { groups: found, middle };
  }

  // For each person, by `copy`, the one of their states that was written last; of several of one day, the one given last.
  function latest(states) {
    const found = new Map();
    states.forEach(state => {
      const other = found.get(state.copy);
      if (!other || other.written <= state.written) found.set(state.copy, state);
    });
    return found;
  }

  // What may be shown of each statement, in the order of `asked`; null of too few people.
  function picture(states, asked, fewest) {
    const people = [...latest(states).values()];
    if (people.length < fewest) return null;
    return asked.statements.map(([key]) => {
      const given = people.map(state => state.answers[key] && state.answers[key].level);
      const counts = [null, ...asked.levels].map(level => given.filter(each => (each ?? null) === level).length);
      return { key, ...standing(counts, fewest) };
    });
  }

  window.mtcCombining = { groups, standing, latest, picture };

  const root = document.querySelector(".combining[data-asked]");
  if (!root) return;
  const reading = window.mtcEvaluationFile, asked = JSON.parse(root.dataset.asked);
  const { fewest, levels, ...words } = JSON.parse(root.dataset.words);
  const part = name => root.querySelector(name), chooser = part("[type=file]"), choose = part("[name=choose]");
  const list = part(".combining-files"), status = part("[role=status]"), shown = part(".combined");
  let files = [], reads = Promise.resolve();

  const shownAs = value => (typeof value === "number" ? value.toLocaleString(asked.language) : value);
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => shownAs(values[name]));

  function element(tag, name, text = "") {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  function said(file, counted) {
    if (file.refused) return file.refused;
    const later = counted.get(file.state.copy);
    return later === file.state ? words.counted : fill(words.earlier, files.find(each => each.state === later));
  }

  function line(file, counted) {
    const item = element("li", file.refused ? "combining-refused" : ""), remove = element("button", "", words.remove);
    remove.type = "button";
    remove.setAttribute("aria-label", fill(words["remove-one"], file));
    remove.addEventListener("click", () => {
      const at = files.indexOf(file);
      files.splice(at, 1);
      show([fill(words.removed, file)]);
      const next = list.querySelectorAll("button")[Math.min(at, files.length - 1)];
      (next || choose).focus();
    });
    const name = element("strong", "", file.name), about = element("span", "", " " + said(file, counted));
    about.prepend(name);
    item.append(about, remove);
    return item;
  }

  function named({ from, to, number }) {
    const kind = from > 0 ? (from === to ? "one" : "run") : ["none", "none-one"][to] || "none-run";
    return fill(words["group." + kind], { from: levels[Math.max(from, 1) - 1], to: levels[to - 1], number });
  }

  function bar(groups) {
    const made = element("span", "combined-bar");
    made.setAttribute("aria-hidden", "true");
    made.append(...groups.map(({ number }) => {
      const share = element("span", "", shownAs(number));
      share.style.flexGrow = number;
      return share;
    }));
    return made;
  }

  function cell({ few, groups, middle }) {
    if (few) return [element("p", "", fill(words.few, { fewest }))];
    if (middle) return [bar(groups), element("p", "", fill(words.middle, { ...groups[0], level: levels[middle - 1] }))];
    const items = element("ul", "");
    items.append(...groups.map(group => element("li", "", named(group))));
    return [bar(groups), items];
  }

  // The sentences about what is here now come after those about what has just been done.
  function show(sentences) {
    const counted = latest(files.map(file => file.state).filter(Boolean)), number = counted.size;
    const refused = files.filter(file => file.refused).length;
    const found = picture([...counted.values()], asked, fewest);
    list.replaceChildren(...files.map(file => line(file, counted)));
    shown.hidden = !found;
    if (found) {
      part(".combined-title").textContent = fill(words.title, { number });
      found.forEach(each => part(`[data-statement="${each.key}"] > td`).replaceChildren(...cell(each)));
    }
    const now = found ? fill(words.shown, { number }) : fill(words["too-few"], { number, fewest, missing: fewest - number });
    status.textContent = [...sentences, refused ? fill(words.refused, { number: refused }) : "", now].filter(Boolean).join(" ");
  }

  async function take(chosen) {
    for (const blob of chosen) {
      const result = await reading.open(blob, asked);
      files.push({ name: blob.name, state: result.file, refused: result.problem ? reading.say(result, asked) : "" });
    }
    show([]);
  }

  choose.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", () => {
    const chosen = Array.from(chooser.files);
    chooser.value = "";
    if (chosen.length) reads = reads.then(() => take(chosen));
  });
  part("[name=print]").addEventListener("click", () => {
    document.documentElement.classList.add("prints-combined");
    print();
  });
  addEventListener("afterprint", () => document.documentElement.classList.remove("prints-combined"));
  part(".combining-without").hidden = true;
  part(".combining-here").hidden = false;
})();
