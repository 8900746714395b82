// Answers for a site out of the one zip file of it that a reader asked to keep on the device. It stands at the site's root:
// so it is asked for that site, and for nothing else of the host. It keeps that file and no other thing.
(function () {
  const { scope } = self.registration, at = path => new URL(path, scope).href;
  // No address has a space in it: what another site of this host keeps begins in another way.
  const OURS = `mtc-keep ${scope} `, ZIP = at("downloads/kept.zip"), RECORD = at("downloads/kept.json"), CHECKED = at("downloads/checked.json");
  const HOUR = 3600000, MOMENT = 250;
  const TYPES = {
    html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", txt: "text/plain; charset=utf-8",
    bib: "text/plain; charset=utf-8", md: "text/plain; charset=utf-8", ris: "application/x-research-info-systems", csv: "text/csv; charset=utf-8",
    ics: "text/calendar; charset=utf-8", json: "application/json", jsonld: "application/ld+json", ttl: "text/turtle; charset=utf-8",
    xml: "application/xml", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif", webp: "image/webp",
    ico: "image/x-icon", woff2: "font/woff2", pdf: "application/pdf", epub: "application/epub+zip", zip: "application/zip",
  };
  // What ended a fetch, for the page to say: an error of ours has it as its message.
  const outcomeOf = error => ({ AbortError: "stopped", QuotaExceededError: "full" })[error.name] || (error.outcome ? error.message : "failed");
  const fault = outcome => Object.assign(new Error(outcome), { outcome });
  let found = null, job = null, isChecking = false;

  // What is kept: { name of its cache, record, zip, files }, or null. The last one that was put there whole counts.
  const kept = () => (found = found || find().catch(() => null));

  async function find() {
    const records = [];
    for (const name of await ourCaches()) {
      const answer = await caches.match(RECORD, { cacheName: name });
      if (answer) records.push({ name, record: await answer.json() });
    }
    const [last] = records.sort((one, other) => other.record.since - one.record.since);
    const answer = last && (await caches.match(ZIP, { cacheName: last.name }));
    if (!answer) return null;
    const zip = await answer.blob();
    return { ...last, zip, files: await directory(zip) };
  }

  const ourCaches = async () => (await caches.keys()).filter(name => name.startsWith(OURS));

  async function forget(isLeft) {
    const names = await ourCaches();
    await Promise.all(names.filter(name => name !== isLeft).map(name => caches.delete(name)));
  }

  // The zip, by the parts 4.3 and 4.4 of PKWARE's APPNOTE: ours have no zip64, one volume, and names in UTF-8.

  const read = async (zip, from, to) => new DataView(await zip.slice(from, to).arrayBuffer());

  async function directory(zip) {
    const files = new Map(), names = new TextDecoder(), tail = await read(zip, Math.max(0, zip.size - 22 - 0xffff), zip.size);
    let end = tail.byteLength - 22;
    while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0) throw fault("broken");
    const from = tail.getUint32(end + 16, true), list = await read(zip, from, from + tail.getUint32(end + 12, true));
    for (let place = 0; place < list.byteLength;) {
      const [name, extra, comment] = [28, 30, 32].map(offset => list.getUint16(place + offset, true));
      const file = { method: list.getUint16(place + 10, true), size: list.getUint32(place + 20, true), at: list.getUint32(place + 42, true) };
      files.set(names.decode(new Uint8Array(list.buffer, place + 46, name)), file);
      place += 46 + name + extra + comment;
    }
    return files;
  }

  async function answerOf({ zip, files }, path, status = 200) {
    const file = files.get(path), head = await read(zip, file.at, file.at + 30);
    const from = file.at + 30 + head.getUint16(26, true) + head.getUint16(28, true), data = zip.slice(from, from + file.size);
    const body = file.method ? data.stream().pipeThrough(new DecompressionStream("deflate-raw")) : data;
    const type = TYPES[path.slice(path.lastIndexOf(".") + 1).toLowerCase()] || "application/octet-stream";
    return new Response(body, { status, headers: { "Content-Type": type, "X-Content-Type-Options": "nosniff" } });
  }

  // Answering

  function placeOf(files, address) {
    let path;
    try { path = decodeURIComponent(address.href.slice(scope.length).replace(/[?#].*/, "")); } catch (error) { return null; }
    const index = path && !path.endsWith("/") ? `${path}/index.html` : `${path}index.html`;
    return [path, index, `${path}.html`].find(each => files.has(each));
  }

  async function answer(request, address) {
    const has = await kept();
    if (!has) return fetch(request);
    const path = placeOf(has.files, address);
    if (isOfTheNetwork(address)) return fetch(request).catch(error => { if (path) return answerOf(has, path); throw error; });
    // What the page of a folder links to stands in that folder only when the address ends with a slash.
    if (path && path.endsWith("/index.html") && !/(\/|\.html)$/.test(address.pathname)) {
      return Response.redirect(`${address.origin}${address.pathname}/${address.search}`);
    }
    if (path) return answerOf(has, path).catch(() => fetch(request));
    return fetch(request).catch(error => { if (has.files.has("404.html")) return notFound(has); throw error; });
  }

  // The page's links lead on from beside it, where it stands in the zip; it answers for places below, too.
  async function notFound(has) {
    const answered = await answerOf(has, "404.html", 404), page = await answered.text();
    return new Response(page.replace(/(?<= href=")(?![a-z]+:)/g, scope), answered);
  }

  // What is newest is asked of the site itself, and the downloads are not in the zip.
  const isOfTheNetwork = ({ href, searchParams }) =>
    href.startsWith(at("downloads/")) || (href.startsWith(at("release.js?")) && searchParams.has("fresh"));

  self.addEventListener("fetch", event => {
    const { request } = event, address = new URL(request.url);
    if (request.method !== "GET" || !address.href.startsWith(scope)) return;
    event.respondWith(answer(request, address));
    if (request.mode === "navigate") event.waitUntil(check());
  });

  // Keeping

  // A value out of a script of data: nothing is run of it.
  async function valueOf(path) {
    const answered = await fetch(at(path), { cache: "no-store" }).catch(() => { throw fault("unreached"); });
    if (!answered.ok) throw fault("unreached");
    const text = await answered.text();
    return JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  }

  // The bytes of a file, once they are all there and are those that were announced.
  async function fetched(file, doing) {
    const options = { cache: "no-store", signal: doing.stop.signal }, parts = [];
    const unless = outcome => error => { throw error.name === "AbortError" ? error : fault(outcome); };
    const answered = await fetch(at(`downloads/${file.path}`), options).catch(unless("unreached"));
    if (!answered.ok) throw fault("unreached");
    const body = answered.body.getReader();
    for (let told = 0; ;) {
      const { done, value } = await body.read().catch(unless("broken"));
      if (done) break;
      parts.push(value);
      doing.received += value.length;
      if (doing.received > file.bytes) doing.stop.abort(fault("broken"));
      if (Date.now() - told > MOMENT) { told = Date.now(); tell(); }
    }
    const zip = new Blob(parts), sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await zip.arrayBuffer()));
    if (Array.from(sum, byte => byte.toString(16).padStart(2, "0")).join("") !== file.sha256) throw fault("broken");
    return zip;
  }

  // Fetches what there is to keep, and only then lets it take the place of what is kept.
  async function renew(doing) {
    const before = await kept(), { release, files } = await valueOf("downloads/downloads.js"), file = files.find(({ kind }) => kind === "site");
    if (!file) throw fault("unreached");
    if (before && before.record.sha256 === file.sha256) return "unchanged";
    Object.assign(doing, { bytes: file.bytes });
    const zip = await fetched(file, doing), inside = await directory(zip), now = Date.now();
    const record = { day: release.day, commit: release.commit, bytes: file.bytes, sha256: file.sha256, since: now };
    const name = `${OURS}${release.day} ${release.commit} ${file.sha256}`, cache = await caches.open(name);
    await cache.put(ZIP, new Response(zip));
    await cache.put(CHECKED, Response.json(now));
    doing.stop.signal.throwIfAborted();
    await cache.put(RECORD, Response.json(record));
    found = Promise.resolve({ name, record, zip, files: inside });
    return before ? "renewed" : "kept";
  }

  async function keep() {
    if (job) return;
    job = { received: 0, bytes: 0, stop: new AbortController() };
    await tell();
    const outcome = await renew(job).catch(outcomeOf);
    const has = await kept();
    await forget(has && has.name);
    if (has) await self.clients.claim();
    else await self.registration.unregister();
    job = null;
    await tell(outcome);
  }

  async function remove() {
    if (job) job.stop.abort();
    found = Promise.resolve(null);
    await forget();
    await self.registration.unregister();
    await tell("removed");
  }

  // At most once an hour, as somebody reads: is there another release?
  async function check() {
    const has = await kept();
    if (!has || job || isChecking || !navigator.onLine) return;
    isChecking = true;
    try {
      const last = await caches.match(CHECKED, { cacheName: has.name });
      if (last && Math.abs(Date.now() - (await last.json())) < HOUR) return;
      const { day, commit } = await valueOf(`release.js?fresh=${Date.now()}`);
      // It may have been removed meanwhile.
      if ((await kept()) !== has) return;
      await (await caches.open(has.name)).put(CHECKED, Response.json(Date.now()));
      if (day !== has.record.day || commit !== has.record.commit) await keep();
    } catch (error) {
      // The site cannot be reached: next time.
    } finally {
      isChecking = false;
    }
  }

  // Telling, and being told

  // Pages of the site only: its host may have others, each with what it keeps.
  async function tell(outcome = "", windows = null) {
    const has = await kept(), working = job && { received: job.received, bytes: job.bytes };
    const state = { scope, kept: has && has.record, working, outcome };
    const open = windows || (await self.clients.matchAll({ type: "window", includeUncontrolled: true }));
    open.filter(({ url }) => url.startsWith(scope)).forEach(client => client.postMessage({ mtcKeep: state }));
  }

  const ACTS = new Map([["keep", keep], ["remove", remove], ["stop", async () => job && job.stop.abort()], ["state", source => tell("", [source])]]);

  self.addEventListener("message", event => {
    const { origin, source, data } = event;
    if (origin !== self.location.origin || !(source instanceof WindowClient) || !source.url.startsWith(scope)) return;
    const act = ACTS.get(data && data.mtcKeep);
    if (act) event.waitUntil(act(source));
  });

  // A newer script of this worker takes over at once only where a reader has asked for a site that is kept.
  self.addEventListener("install", event => event.waitUntil(kept().then(has => has && self.skipWaiting())));
  self.addEventListener("activate", event => event.waitUntil(kept().then(async has => {
    await forget(has && has.name);
    if (has) await self.clients.claim();
  })));
})();
