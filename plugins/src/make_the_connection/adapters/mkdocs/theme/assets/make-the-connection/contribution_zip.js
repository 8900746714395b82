// The folder of the entry as a zip file, which can be unpacked at the root of the repository, and the ways to send it.
(function () {
  const page = window.mtcForm;
  if (!page) return;
  const { form, asked, rules, words, part, fill, tell, made } = page;
  const { files } = window.mtcContribution;
  // The same answers give the same bytes, whenever and wherever they are packed.
  const WRITTEN = new Date(1980, 0, 1);
  const prefilled = part(".contribution-prefilled");

  const bytesOf = url => Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), each => each.charCodeAt(0));

  function packed(answers) {
    const folder = `${asked.folder}/${answers.name}`, utf8 = new TextEncoder(), urls = page.pictures.urls();
    const texts = Object.entries(files(answers, rules)).map(([name, text]) => [`${folder}/${name}`, [utf8.encode(text), { level: 6 }]]);
    const pictures = answers.images.map(({ name }) => [`${folder}/${name}`, [bytesOf(urls[name]), { level: 0 }]]);
    return window.fflate.zipSync(Object.fromEntries([...texts, ...pictures]), { mtime: WRITTEN });
  }

  page.handOver = (blob, name) => {
    const link = made("a", [], { download: name, href: URL.createObjectURL(blob) });
    form.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  // Addresses that begin a file on GitHub: only while each is short enough, and there are no pictures to go with them.
  function begun(answers) {
    if (!asked.new || answers.images.length) return [];
    const all = Object.entries(files(answers, rules)).map(([name, text]) =>
      [name, `${asked.new}?filename=${encodeURIComponent(`${answers.name}/${name}`)}&value=${encodeURIComponent(text)}`]);
    return all.every(([, address]) => address.length <= asked.longest) ? all : [];
  }

  form.addEventListener("finished", () => {
    const answers = page.answers(), addresses = begun(answers);
    part(".contribution-awaited").textContent = page.awaited(answers);
    if (!prefilled) return;
    prefilled.hidden = !addresses.length;
    prefilled.querySelector("ul").replaceChildren(...addresses.map(([name, href]) =>
      made("li", made("a", fill(words.prefilled, { name }), { href, rel: "noreferrer", target: "_blank" }))));
  });

  part("[name=download]").addEventListener("click", () => page.ready(() => {
    if (!page.finish()) return;
    const answers = page.answers(), name = `${answers.name}.zip`;
    page.handOver(new Blob([packed(answers)], { type: "application/zip" }), name);
    tell("end", fill(words.downloaded, { name }));
  }));
})();
