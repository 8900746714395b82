// Asks that the site be kept on this device, once its reader does, and shows what is kept. A service worker fetches it and
// answers from it (keep-worker.js); until the button is pressed there is none.
(function () {
  const panel = document.querySelector(".keep");
  if (!panel || !window.mtcAge) return;
  // How a release is named is what the foot of each page says (age.js).
  const { fill, named } = window.mtcAge, words = JSON.parse(panel.dataset.words), { lang } = document.documentElement;
  const worker = new URL(panel.dataset.worker, location.href), root = new URL(".", worker).href;
  const part = name => panel.querySelector(name), button = name => part(`button[name="${name}"]`);
  const bar = part("progress"), status = part("[role=status]"), BUTTONS = ["keep", "renew", "remove", "stop"];
  const SAID = 3000, AWAKE = 10000;
  let registration = null, offered = null, isKept = false, told = 0, waking = 0;

  const size = bytes => new Intl.NumberFormat(lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(bytes / 1e6);

  function since(moment) {
    const at = new Date(moment);
    return named({ day: [at.getFullYear(), at.getMonth() + 1, at.getDate()].join("-"), commit: "" });
  }

  // Whoever pressed a button that is gone now is left before those that are there, and presses none of them unawares.
  function offer(...names) {
    const isLost = BUTTONS.some(name => !names.includes(name) && button(name) === document.activeElement);
    BUTTONS.forEach(name => { button(name).hidden = !names.includes(name); });
    if (isLost) status.focus();
  }

  function put(name, text) {
    part(name).textContent = text;
    part(name).hidden = !text;
  }

  function show(state) {
    const { kept, working, outcome } = state;
    isKept = !!kept;
    clearTimeout(waking);
    part(".keep-work").hidden = !working;
    part(".keep-what").classList.remove("notice");
    put(".keep-note", "");
    if (kept) put(".keep-what", fill(words.kept, { since: since(kept.since), release: named(kept), size: size(kept.bytes) }));
    else if (offered) put(".keep-what", fill(words.offer, { release: named(offered.release), size: size(offered.file.bytes) }));
    else if (!working) return cannot(words["no-zip"], outcome);
    if (working) showWork(working);
    else offer(...(kept ? ["renew", "remove"] : ["keep"]));
    if (kept) mayGo();
    if (outcome) say(outcome);
  }

  async function mayGo() {
    const isPromised = await navigator.storage.persisted();
    put(".keep-note", isKept && !isPromised ? words["may-go"] : "");
  }

  function showWork({ received, bytes }) {
    offer("stop");
    if (bytes) { bar.max = bytes; bar.value = received; }
    const sofar = bytes ? fill(words.working, { received: size(received), size: size(bytes) }) : "";
    part(".keep-so-far").textContent = sofar;
    // Not read out as often as it is shown.
    if (Date.now() - told > SAID) { told = Date.now(); status.textContent = sofar; }
    // A worker that is asked now and then is not put to sleep, and one that was says that it does nothing any more.
    waking = setTimeout(() => post("state"), AWAKE);
  }

  function say(outcome) {
    const isLost = ["stopped", "unreached", "broken", "full", "failed"].includes(outcome);
    const sentence = words[`said-${outcome}`] || words.browser;
    status.textContent = isLost && isKept ? `${sentence} ${words.still}` : sentence;
    part(".keep-reload").hidden = outcome !== "renewed";
    if (isLost && !isKept) zip();
  }

  // Why it cannot be done here, and what can.
  function cannot(sentence, outcome = "") {
    offer();
    put(".keep-what", sentence);
    part(".keep-what").classList.add("notice");
    if (outcome) say(outcome);
    zip();
  }

  function zip() {
    if (!offered) return;
    const { path, bytes } = offered.file;
    Object.assign(part(".keep-zip a"), { href: new URL(`downloads/${path}`, root).href, textContent: fill(words.zip, { size: size(bytes) }) });
    part(".keep-zip").hidden = false;
  }

  const post = word => registration.active.postMessage({ mtcKeep: word });

  // Once it can be told something.
  const ready = ({ active, installing, waiting }) => active || new Promise((resolve, reject) => {
    const made = installing || waiting;
    made.addEventListener("statechange", () => {
      if (made.state === "activated") resolve();
      if (made.state === "redundant") reject(new Error(made.state));
    });
  });

  function begin() {
    told = 0;
    [".keep-zip", ".keep-reload"].forEach(name => { part(name).hidden = true; });
    status.textContent = "";
    bar.removeAttribute("value");
  }

  async function keep() {
    begin();
    show({ kept: null, working: { received: 0, bytes: 0 }, outcome: "" });
    try {
      registration = await navigator.serviceWorker.register(worker, { scope: root, updateViaCache: "none" });
      await ready(registration);
      // Not waited for: some browsers ask their reader, who may not answer.
      navigator.storage.persist().catch(() => {});
      post("keep");
    } catch (error) {
      show({ kept: null, working: null, outcome: "failed" });
    }
  }

  function renew() {
    begin();
    navigator.storage.persist().catch(() => {});
    post("keep");
  }

  // That of this site, and not of one that its host has above it.
  async function own() {
    const found = await navigator.serviceWorker.getRegistration(root);
    return found && found.scope === root && found.active ? found : null;
  }

  function can() {
    if (!navigator.serviceWorker || !window.caches || !navigator.storage || !crypto.subtle) return false;
    try { return !!new DecompressionStream("deflate-raw"); } catch (error) { return false; }
  }

  async function offers() {
    if (!window.mtcDownloads) await window.mtcFiles.load(new URL("downloads/downloads.js", root).href).catch(() => {});
    const { release, files = [] } = window.mtcDownloads || {}, file = files.find(({ kind }) => kind === "site");
    offered = file ? { release, file } : null;
  }

  async function start() {
    panel.hidden = false;
    if (location.protocol === "file:") return cannot(words.folder);
    await offers();
    if (!window.isSecureContext) return cannot(words.insecure);
    if (!can()) return cannot(words.browser);
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data && data.mtcKeep && data.mtcKeep.scope === root) show(data.mtcKeep);
    });
    navigator.serviceWorker.startMessages();
    registration = await own().catch(() => null);
    if (registration) post("state");
    else show({ kept: null, working: null, outcome: "" });
  }

  button("keep").addEventListener("click", keep);
  button("renew").addEventListener("click", renew);
  button("remove").addEventListener("click", () => post("remove"));
  button("stop").addEventListener("click", () => post("stop"));
  start();
})();
