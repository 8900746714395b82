// The draft: kept in this browser as it is written, and nowhere else; thrown away, with a way back; kept in a file.
(function () {
  const page = window.mtcForm;
  if (!page) return;
  const { form, asked, words, language, part, fill, tell, object, pictures } = page;
  const FORMAT = "make-the-connection/contribution", LARGEST = 2000000, SOON = 300;
  const key = ["make-the-connection", asked.site, "contribution", asked.type].join("/"), ofPictures = `${key}/pictures`;
  const storage = part(".contribution-storage"), kept = part(".contribution-kept"), undo = part("[name=undo]");
  const chooser = part("[data-choose=draft]"), fresh = () => ({ answers: {} });
  let safe = true, waiting = null, before = null, last = null;

  const now = () => ({ format: FORMAT, version: 1, kept: new Date().toISOString(), answers: page.answers() });

  // Whether anything has been written: the day, the language and the name of the folder come by themselves.
  function isBegun(draft) {
    const { name, on, original, type, ...rest } = object(draft.answers);
    const within = value => (typeof value === "object" && value !== null ? Object.values(value).some(within) : value !== "supporting" && String(value ?? "").trim() !== "");
    return within(rest);
  }

  function inStorage(act) {
    try {
      return { value: act(localStorage) };
    } catch (error) {
      return { failed: true };
    }
  }

  function say(when) {
    if (Number.isNaN(when.getTime())) return;
    const time = when.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const date = fill(asked.days[when.getMonth()], { day: when.getDate(), year: when.getFullYear() });
    kept.textContent = fill(words["kept-at"], { time: when.toDateString() === new Date().toDateString() ? time : `${date}, ${time}` });
  }

  function keep() {
    clearTimeout(waiting);
    waiting = null;
    const draft = now(), written = JSON.stringify(draft);
    if (!isBegun(draft)) return forget();
    const { failed } = inStorage(place => place.setItem(key, written));
    if (!failed) { last = written; say(new Date(draft.kept)); }
    else if (safe) {
      storage.hidden = false;
      storage.querySelector("[role=alert]").textContent = words["kept-not"];
      kept.textContent = "";
    }
    if (!failed && !safe) { storage.hidden = true; storage.querySelector("[role=alert]").textContent = ""; }
    safe = !failed;
    return undefined;
  }

  function forget() {
    inStorage(place => { place.removeItem(key); place.removeItem(ofPictures); });
    last = null;
    kept.textContent = "";
  }

  // They take far more room than words, which a browser may not have.
  function keepPictures() {
    const urls = pictures.urls();
    const { failed } = inStorage(place => (Object.keys(urls).length ? place.setItem(ofPictures, JSON.stringify(urls)) : place.removeItem(ofPictures)));
    if (!failed) return;
    inStorage(place => place.removeItem(ofPictures));
    tell("head", words["kept-without-pictures"]);
  }

  function parsed(text) {
    try {
      const draft = JSON.parse(text);
      return object(draft).format === FORMAT && draft.version === 1 && object(draft.answers).type === asked.type ? draft : null;
    } catch (error) {
      return null;
    }
  }

  function bring(draft, urls) {
    const images = object(draft.answers).images;
    page.replace(draft.answers);
    pictures.replace((Array.isArray(images) ? images : []).map(object), urls);
    form.dispatchEvent(new Event("changed"));
    form.dispatchEvent(new Event("replaced"));
  }

  function offerUndo() {
    const draft = now();
    if (!isBegun(draft)) return;
    before = { draft, urls: pictures.urls() };
    undo.hidden = false;
  }

  function bringOver(draft, urls) {
    offerUndo();
    bring(draft, urls);
    keep();
    keepPictures();
  }

  part("[name=throw-away]").addEventListener("click", () => {
    bringOver(fresh(), {});
    tell("head", words["thrown-away"]);
    if (!undo.hidden) undo.focus();
  });

  undo.addEventListener("click", () => {
    const { draft, urls } = before;
    undo.hidden = true;
    bringOver(draft, urls);
    tell("head", words.undone);
    (undo.hidden ? part("[name=throw-away]") : undo).focus();
  });

  part("[name=save]").addEventListener("click", () => {
    const draft = now(), name = `${draft.answers.name || asked.type}.json`;
    page.handOver(new Blob([JSON.stringify(draft, null, 1)], { type: "application/json" }), name);
    tell("head", fill(words.saved, { name }));
  });

  part("[name=open]").addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    const [file] = chooser.files;
    chooser.value = "";
    if (!file) return;
    const draft = file.size > LARGEST ? null : parsed(await file.text().catch(() => ""));
    if (!draft) return void tell("head", fill(words.unreadable, { name: file.name }));
    bringOver(draft, {});
    tell("head", fill(words.opened, { name: file.name }));
  });

  form.addEventListener("changed", () => { clearTimeout(waiting); waiting = setTimeout(keep, SOON); });
  form.addEventListener("pictures", keepPictures);
  addEventListener("pagehide", () => { if (waiting) keep(); });
  addEventListener("beforeunload", event => { if (!safe && isBegun(now())) event.preventDefault(); });

  function fromStorage() {
    const text = inStorage(place => place.getItem(key)), urls = inStorage(place => JSON.parse(place.getItem(ofPictures) || "{}"));
    const draft = parsed(text.value || "null");
    if (text.failed) { safe = false; storage.hidden = false; storage.querySelector("[role=alert]").textContent = words["kept-not"]; }
    if (!draft) return false;
    bring(draft, object(urls.value));
    clearTimeout(waiting);
    waiting = null;
    last = text.value;
    say(new Date(draft.kept));
    return true;
  }

  // Written elsewhere: in another window, in the other language, or since this page was left.
  function fromElsewhere() {
    const { value } = inStorage(place => place.getItem(key));
    if (value && value !== last && fromStorage()) tell("head", words.elsewhere);
  }

  addEventListener("storage", event => { if (event.key === key && event.newValue) fromElsewhere(); });
  addEventListener("pageshow", event => { if (event.persisted) fromElsewhere(); });
  addEventListener("DOMContentLoaded", fromStorage);
})();
