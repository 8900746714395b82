// Pictures: read by the browser, drawn again upright and no larger than a page needs, and written anew. Nothing that a camera
// put into the file is left: where it was taken, when, or with what.
(function () {
  const page = window.mtcForm;
  if (!page) return;
  const { form, words, rules, part, all, fill, field, tell, tongues } = page;
  const { folderName } = window.mtcContribution;
  const LARGEST_SIDE = 1600, LARGEST_PNG = 600000, QUALITY = 0.85, MOST = 12;
  const list = part("[data-pictures]"), choose = part("[name=choose-pictures]"), chooser = part("[data-choose=pictures]");
  const data = new Map();  // of each item of the list: {name, url}

  const written = (canvas, type) => new Promise(resolve => { canvas.toBlob(resolve, type, QUALITY); });

  const asUrl = blob => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });

  // A picture as the site will have it; `of` is the type of the file that was chosen.
  async function redrawn(blob, of) {
    const bitmap = await createImageBitmap(blob, { imageOrientation: "from-image" });
    const scale = Math.min(1, LARGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = Object.assign(document.createElement("canvas"), {
      width: Math.max(1, Math.round(bitmap.width * scale)), height: Math.max(1, Math.round(bitmap.height * scale)),
    });
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    const draw = () => context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    draw();
    if (of === "image/png") {
      const png = await written(canvas, of);
      if (png.size <= LARGEST_PNG) return { blob: png, ending: "png" };
      context.fillStyle = "#fff";
      context.fillRect(0, 0, canvas.width, canvas.height);
      draw();
    }
    return { blob: await written(canvas, "image/jpeg"), ending: "jpg" };
  }

  function freeName(from, ending) {
    const taken = new Set([...data.values()].map(each => each.name)), own = folderName(from);
    const base = new RegExp(`^(?:${rules.image})$`, "u").test(`${own}.${ending}`) ? own : "picture";
    let name = `${base}.${ending}`;
    for (let number = 2; taken.has(name); number += 1) name = `${base}-${number}.${ending}`;
    return name;
  }

  const sectionOf = item => item.querySelector("select");
  const altAt = (item, code) => `images/${item.dataset.number}/alt/${code}`;

  function put(name, url, { section, alt } = {}) {
    const item = page.fromTemplate(part("[data-template=picture]"));
    data.set(item, { name, url });
    item.querySelector("img").src = url;
    item.querySelector(".picture-name").textContent = fill(words["picture.size"], { name, size: Math.round(url.length * 3 / 4 / 1024) });
    item.querySelector("[name=take-out] span").textContent = `: ${name}`;
    list.append(item);
    if (Array.from(sectionOf(item).options).some(each => each.value === section)) sectionOf(item).value = section;
    tongues().forEach(code => { field(altAt(item, code)).value = (alt || {})[code] || ""; });
    item.querySelector("[name=take-out]").addEventListener("click", () => {
      item.remove();
      data.delete(item);
      tell("quiet", words["taken-out"]);
      choose.focus();
      told();
    });
    sectionOf(item).addEventListener("change", page.changed);
    return item;
  }

  function told() {
    form.dispatchEvent(new Event("pictures"));
    page.changed();
  }

  async function add(files) {
    const sentences = [];
    if (files.length > MOST - data.size) sentences.push(fill(words["picture.most"], { number: MOST }));
    for (const file of files.slice(0, MOST - data.size)) {
      try {
        const { blob, ending } = await redrawn(file, file.type);
        const name = freeName(file.name.replace(/\.[^.]*$/, ""), ending), item = put(name, await asUrl(blob));
        sentences.push(fill(words["picture.added"], { name }));
        page.showTongues();
        field(altAt(item, tongues()[0])).focus();
      } catch (error) {
        sentences.push(fill(words["picture.unreadable"], { name: file.name }));
      }
    }
    tell("quiet", sentences.join(" "));
    told();
  }

  const inOrder = () => all(list, ".picture").map(item => [item, data.get(item)]);

  page.images = () => inOrder().map(([item, { name }]) => ({
    name,
    section: sectionOf(item).value,
    alt: Object.fromEntries(tongues().map(code => [code, field(altAt(item, code)).value])),
  }));

  // Where it is said what one of the pictures shows, if a finding is of that; otherwise null.
  page.placeOfAlt = ({ code, parameters, where }) => {
    const found = code === "missing-alt" && inOrder().find(([, { name }]) => name === parameters.name);
    return found ? page.at(altAt(found[0], where.file.replace(/\.md$/, ""))) : null;
  };

  // The pictures themselves, for a draft, a page or a file; and again from a draft. What is no picture is left out.
  page.pictures = {
    urls: () => Object.fromEntries(inOrder().map(([, { name, url }]) => [name, url])),
    replace(images, urls) {
      list.replaceChildren();
      data.clear();
      images.forEach(image => {
        const url = (urls || {})[image.name];
        if (/^data:image\/(jpeg|png);base64,[A-Za-z0-9+/=]+$/.test(url) && /^[a-z0-9-]+\.(jpg|png)$/.test(image.name)) put(image.name, url, image);
      });
      page.showTongues();
    },
  };

  choose.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    const files = Array.from(chooser.files);
    await add(files);
    chooser.value = "";
  });
})();
