/* What axe cannot see, one function for each check; each gives the troubles it finds, a line of words for each.

   Put into a page by senses.py, which says how each is asked. Nothing here is part of the site. */
(() => {
  const CONTROLS = "a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const shown = element => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const boxes = element => [...element.getClientRects()].filter(box => box.width > 1 && box.height > 1);
  const told = element =>
    `<${element.localName} class="${element.className}"> ${words(element).slice(0, 50) || element.outerHTML.slice(0, 80)}`;
  const squeezed = text => text.replace(/\s+/g, " ").trim();
  const words = element => squeezed(element.textContent);

  // What the Tab key must reach, in the order of the document. Of radio buttons of one name it reaches one.
  const stops = () => {
    const groups = new Set();
    return all(CONTROLS).filter(element => {
      if (element.tabIndex < 0 || element.disabled || element.closest("[inert]")) return false;
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      if (element.localName === "summary" && element.parentElement.querySelector("summary") !== element) return false;
      if (element.type !== "radio") return true;
      const group = `${element.form?.id} ${element.name}`;
      const ofGroup = other => other.name === element.name && other.form === element.form;
      const chosen = all("input[type=radio]").find(other => other.checked && ofGroup(other));
      if (groups.has(group) || (chosen && chosen !== element)) return false;
      groups.add(group);
      return true;
    });
  };

  // --- Colours: what any colour of CSS is on the screen, and how far two of them are apart (WCAG 2.2, 1.4.3).

  const drawn = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const colour = text => {
    if (!known.has(text)) {
      drawn.clearRect(0, 0, 1, 1);
      drawn.fillStyle = text;
      drawn.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = drawn.getImageData(0, 0, 1, 1).data;
      known.set(text, [red, green, blue, alpha / 255]);
    }
    return known.get(text);
  };
  const over = (upper, lower) => [0, 1, 2].map(at => upper[at] * upper[3] + lower[at] * (1 - upper[3])).concat(1);
  const ground = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((lower, upper) => over(upper, lower), [255, 255, 255, 1]);
  };
  const light = ([...parts]) => parts.slice(0, 3).map(part => part / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  // --- The keyboard.

  const unseen = element => {
    const inView = boxes(element).filter(box => box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight);
    if (!shown(element) || !inView.length) return "cannot be seen";
    if (element.closest("[aria-hidden=true]")) return "is not there for a listener";
    const covered = !inView.some(box => {
      const top = document.elementFromPoint(
        (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
      return top && (element.contains(top) || top.contains(element));
    });
    return covered ? "is covered" : "";
  };

  // Writes down each stop at the next press of Tab: by then the page has moved to show it.
  const walked = [];
  const watch = from => {
    walked.length = 0;
    const expected = stops();
    if (from) expected.at(-from).focus();
    else scrollTo(0, 0);
    window.onkeydown = event => { if (event.key === "Tab") stop(); };
    return expected.length;
  };
  const stop = () => {
    const element = document.activeElement;
    if (element && element !== document.body) walked.push([element, unseen(element)]);
  };
  // Tab led where the document does, one stop after the other; the parts of a date are one. `from` as in `watch`.
  const walk = from => {
    stop();
    window.onkeydown = null;
    const found = walked.filter(([, trouble]) => trouble).map(([element, trouble]) => `${told(element)} ${trouble}`);
    const reached = walked.map(([element]) => element).filter((element, at, each) => element !== each[at - 1] || element.type !== "date");
    // After the last stop comes the browser, or the first again.
    const standing = stops(), expected = from ? [...standing.slice(-from), standing[0]] : standing;
    const wrong = reached.findIndex((element, at) => element !== expected[at]);
    if (wrong >= 0) found.push(`${told(reached[wrong])} is reached in place of ${expected[wrong] ? told(expected[wrong]) : "the end"}`);
    return found;
  };

  // The eye finds the next stop below, or beside, the one before. `apart` are parts of a page that stand beside others:
  // from one into another the eye may go up.
  const order = apart => {
    const found = [], standing = stops().filter(element => boxes(element).length && !goesAlong(element));
    const part = element => apart.map(selector => element.closest(selector)).find(Boolean);
    for (let at = 1; at < standing.length; at += 1) {
      const [before, after] = [standing[at - 1], standing[at]];
      if (part(before) !== part(after)) continue;
      const [one, two] = [boxes(before)[0], boxes(after)[0]];
      const middle = (two.top + two.bottom) / 2;
      if (two.bottom <= one.top + 1 && two.left < one.right - 1) found.push(`${told(after)} is above ${told(before)}`);
      else if (two.right <= one.left + 1 && middle > one.top && middle < one.bottom) found.push(`${told(after)} is before ${told(before)}`);
    }
    return found;
  };

  // Of stops that are styled alike, in places that are, three stand for all.
  const alike = () => {
    const met = new Map();
    return stops().filter(element => {
      const place = [element, element.parentElement, element.closest("section,li,td,article,form,header,footer,main")];
      const kind = place.map(each => each && `${each.localName}.${each.className}`).join(" ");
      met.set(kind, (met.get(kind) || 0) + 1);
      return met.get(kind) <= 3;
    });
  };
  // A stop that has the focus is in the window, in sight, and what is drawn around it is told from what it is drawn on,
  // 3 to 1 (1.4.11), in the scheme of the moment.
  const focus = () => {
    const found = alike().flatMap(element => {
      element.focus();
      const trouble = document.activeElement === element ? unseen(element) || weak(element) : "does not keep the focus";
      return trouble ? [`${told(element)} ${trouble}`] : [];
    });
    document.activeElement.blur();
    return found;
  };
  const weak = element => {
    const holder = [element, ...holders(element)].find(each => PARTS.some(part => ringed(getComputedStyle(each, part), part)));
    if (!holder) return "shows no focus";
    const style = PARTS.map(part => getComputedStyle(holder, part)).find((each, at) => ringed(each, PARTS[at]));
    const on = parseFloat(style.outlineOffset) < 0 ? ground(holder) : around(holder);
    const ratio = contrast(over(colour(style.outlineColor), on), on);
    return ratio < 3 ? `has a ring of ${ratio.toFixed(2)} to 1` : "";
  };
  const PARTS = [null, "::before", "::after"];
  const holders = element => (element.matches("svg *") ? all("*", element) : []);
  const ringed = (style, part) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && colour(style.outlineColor)[3] > 0
    && (!part || style.content !== "none"));
  // What goes along with the window has the page around it, wherever it stands in the document.
  const around = element => ground(goesAlong(element) ? document.body : element.parentElement);
  const goesAlong = element => {
    for (let at = element; at; at = at.parentElement) if (getComputedStyle(at).position === "fixed") return true;
    return false;
  };

  // --- Controls.

  const NATIVE = "a[href],button,input,select,textarea,summary";
  const ROLES = ["button", "link", "checkbox", "radio", "tab", "switch", "option", "menuitem", "combobox", "slider", "region", "group", "dialog"];
  const labelled = element => squeezed((element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
    .map(id => document.getElementById(id)?.textContent || "").join(" ")) || squeezed(element.getAttribute("aria-label") || "");
  const controls = () => {
    const found = [];
    for (const element of stops()) {
      const named = element.matches(NATIVE) || ROLES.includes(element.getAttribute("role"));
      if (!named) found.push(`${told(element)} takes the focus without a role`);
      const pictured = all("img[alt]", element).map(image => image.alt).join(" ");
      const name = labelled(element) || [...(element.labels || [])].map(words).join(" ") || words(element) || pictured || element.title;
      if (!name) found.push(`${told(element)} has no name`);
    }
    for (const element of all("body *").filter(shown)) {
      const pointer = getComputedStyle(element).cursor === "pointer" && getComputedStyle(element.parentElement).cursor !== "pointer";
      const clicked = pointer || element.hasAttribute("onclick");
      if (clicked && !element.closest(`${NATIVE},label,[role=button]`)) found.push(`${told(element)} is for the mouse alone`);
    }
    return found;
  };

  // What can be read on a control is in its name (2.5.3), so that who speaks to a computer can say it.
  const plain = text => squeezed(text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " "));
  const seenText = element => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) {
      const holder = walker.currentNode.parentElement;
      const box = holder.getBoundingClientRect();
      if (shown(holder) && box.width > 2 && box.height > 2 && !holder.closest("select")) text += ` ${walker.currentNode.data}`;
    }
    return text;
  };
  const names = () => stops().flatMap(element => {
    const name = labelled(element);
    if (!name || ["region", "group", "dialog"].includes(element.getAttribute("role"))) return [];
    const read = plain([seenText(element), ...[...(element.labels || [])].map(seenText)].join(" "));
    return plain(name).includes(read) ? [] : [`${told(element)} is called “${name}”`];
  });

  // --- Targets (2.5.8). A link in a sentence is as tall as its line; of the others each has room of its own.

  const inSentence = element => {
    if (!element.matches("a,button")) return false;
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    if (getComputedStyle(element).display !== "inline") return false;
    const others = all("a,button,script", block).reduce((text, each) => text.replace(words(each), ""), words(block));
    return /\p{L}/u.test(others);
  };
  const targetBox = element => {
    const parts = [element, ...(element.labels || [])].flatMap(boxes);
    if (element.localName === "a") {
      const after = getComputedStyle(element, "::after");
      if (after.content !== "none" && after.position === "absolute") {
        let holder = element;
        while (getComputedStyle(holder).position === "static") holder = holder.parentElement;
        parts.push(holder.getBoundingClientRect());
      }
    }
    const edges = side => parts.map(part => part[side]);
    const [left, top, right, bottom] = [Math.min(...edges("left")), Math.min(...edges("top")), Math.max(...edges("right")), Math.max(...edges("bottom"))];
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  };
  const targets = (least, which) => {
    scrollTo(0, 0);
    document.activeElement?.blur();
    const standing = stops().filter(element => element.matches(NATIVE) && boxes(element).length && !inSentence(element) && unclipped(element))
      .map(element => ({ element, box: targetBox(element) }));
    const judged = which ? standing.filter(({ element }) => element.matches(which)) : standing;
    return judged.filter(({ element, box }) => {
      if (box.width >= least - 0.5 && box.height >= least - 0.5) return false;
      if (which) return true;
      const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
      return standing.some(other => other.element !== element && !other.element.contains(element) && !element.contains(other.element)
        && Math.hypot(Math.max(other.box.left - x, 0, x - other.box.right), Math.max(other.box.top - y, 0, y - other.box.bottom)) < least / 2);
    }).map(({ element, box }) => `${told(element)} is ${Math.round(box.width)} × ${Math.round(box.height)} px`);
  };
  // The skip link, and the box that a drawn label stands for, are not where a finger goes.
  const unclipped = element => {
    const box = element.getBoundingClientRect();
    return box.bottom + scrollY > 0 && box.right > 0;
  };

  // --- Words that grow (1.4.4, 1.4.12).

  const textBoxes = () => {
    const range = document.createRange(), found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, holder = node.parentElement;
      if (!node.data.trim() || !shown(holder) || holder.closest("svg,select,script,style,datalist") || hidden(holder)) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 2 && box.height > 2) found.push({ holder, box });
    }
    return found;
  };
  // Put out of sight for a listener, or above the page on purpose.
  const hidden = element => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath !== "none" || style.position === "fixed" || style.position === "sticky" || (at.offsetWidth <= 2 && style.overflow !== "visible")) return true;
    }
    return false;
  };
  // Words are drawn over each other, or cut off, or make the page wider than the window.
  const room = () => {
    const found = [], page = document.scrollingElement, width = document.documentElement.clientWidth;
    if (page.scrollWidth > width) {
      const wide = all("body *").filter(element => element.getBoundingClientRect().right > width + 1 && !scrolled(element));
      const last = wide.filter(element => !wide.some(inner => inner !== element && element.contains(inner)));
      found.push(`the page is ${page.scrollWidth} px wide`, ...last.slice(0, 3).map(element => `${told(element)} sticks out`));
    }
    for (const element of all("body *")) {
      if (!element.clientWidth || element.closest("svg") || !words(element)) continue;
      const style = getComputedStyle(element);
      const cuts = axis => ["hidden", "clip"].includes(style[axis]);
      if (!cuts("overflowX") && !cuts("overflowY")) continue;
      if (!shown(element) || hidden(element)) continue;
      if (cuts("overflowX") && element.scrollWidth > element.clientWidth + 1) found.push(`${told(element)} is cut off at the side`);
      if (cuts("overflowY") && element.scrollHeight > element.clientHeight + 1) found.push(`${told(element)} is cut off below`);
    }
    const lines = textBoxes().sort((one, other) => one.box.top - other.box.top);
    lines.forEach(({ holder, box }, at) => {
      for (let next = at + 1; next < lines.length && lines[next].box.top < box.bottom; next += 1) {
        const other = lines[next];
        if (other.holder === holder || other.holder.contains(holder) || holder.contains(other.holder)) continue;
        const tall = Math.min(box.bottom, other.box.bottom) - other.box.top;
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        if (wide > 2 && tall > 0.35 * Math.min(box.height, other.box.height)) found.push(`${told(holder)} lies on ${told(other.holder)}`);
      }
    });
    return found;
  };
  const scrolled = element => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) if (getComputedStyle(at).overflowX !== "visible") return true;
    return false;
  };
  const SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } "
    + "p { margin-block-end: 2em !important }";
  // Not as an element of the page, which its policy would refuse.
  const space = on => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(on ? SPACED : "");
    document.adoptedStyleSheets = [sheet];
  };
  const enlarge = percent => { document.documentElement.style.fontSize = percent; };

  // --- Movement.

  const motion = () => {
    const found = [];
    const long = text => text.split(",").some(each => parseFloat(each) * (each.endsWith("ms") ? 1 : 1000) > 1);
    for (const element of all("*")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        if (part && style.content === "none") continue;
        if (style.transitionProperty !== "none" && long(style.transitionDuration)) found.push(`${told(element)} changes in ${style.transitionDuration}`);
        if (style.animationName !== "none" && long(style.animationDuration)) found.push(`${told(element)} moves for ${style.animationDuration}`);
        if (!part && style.scrollBehavior === "smooth") found.push(`${told(element)} scrolls smoothly`);
      }
    }
    stops().slice(0, 5).forEach(element => element.focus());
    found.push(...document.getAnimations().map(each => `${told(each.effect.target)} is moving`));
    return found;
  };

  // --- Colours that the reader chose (forced colours).

  const edged = style => ["Top", "Right", "Bottom", "Left"].some(side => style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0);
  const DRAWN = "img,svg,svg *,input,select,textarea,progress,meter,canvas";
  const empty = (element, part, style) => (part
    ? !/[\p{L}\p{N}\p{S}\p{P}]/u.test(style.content.replace(/["']/g, ""))
    : !element.textContent.trim() && !element.matches(DRAWN));
  // What is drawn by its ground alone, before the reader's colours are put in place …
  const marks = [];
  const seeMarks = () => {
    marks.length = 0;
    for (const element of all("body *").filter(shown)) {
      for (const part of PARTS) {
        const style = getComputedStyle(element, part);
        if ((part && style.content === "none") || !empty(element, part, style)) continue;
        const own = colour(style.backgroundColor), on = ground(part ? element : element.parentElement);
        const painted = own[3] > 0.2 && contrast(over(own, on), on) > 1.3;
        if (painted || /gradient/.test(style.backgroundImage)) marks.push([element, part]);
      }
    }
    return marks.length;
  };
  // … and can still be seen in them.
  const lostMarks = () => marks.flatMap(([element, part]) => {
    const style = getComputedStyle(element, part);
    const on = ground(part ? element : element.parentElement), own = colour(style.backgroundColor);
    if (edged(style) || contrast(over(own, on), on) > 1.3) return [];
    return [`${told(element)}${part || ""} is drawn by its ground alone`];
  });
  const looks = (element, part) => {
    const style = getComputedStyle(element, part);
    const edges = ["Top", "Bottom", "Left"].flatMap(side => ["Width", "Style", "Color"].map(what => style[`border${side}${what}`]));
    const kept = ["content", "color", "outlineStyle", "outlineWidth", "textDecorationLine", "textDecorationThickness", "fontWeight", "display", "transform"];
    return [...edges, ...kept.map(name => style[name]), colour(style.backgroundColor).join()].join("|");
  };
  const look = element => [element, ...all("*", element)].flatMap(each => PARTS.map(part => looks(each, part))).join("\n");
  const STATES = [
    ["aria-current", null], ["aria-invalid", null], ["aria-expanded", "false"],
    ["aria-pressed", "false"], ["aria-selected", "false"], ["aria-checked", "false"]];
  // Each state that an attribute says can also be seen, with the colours of the moment.
  const states = () => STATES.flatMap(([name, without]) => all(`[${name}]`).filter(shown).flatMap(element => {
    const value = element.getAttribute(name);
    if (value === "false") return [];
    const on = look(element);
    if (without === null) element.removeAttribute(name); else element.setAttribute(name, without);
    const off = look(element);
    element.setAttribute(name, value);
    return on === off ? [`${told(element)} looks the same without ${name}="${value}"`] : [];
  }));
  const pressAll = () => all("[aria-pressed]").forEach(element => element.setAttribute("aria-pressed", "true"));

  // --- Languages.

  const languages = () => {
    const inEffect = element => element.parentElement?.closest("[lang]")?.lang;
    const filled = "input,textarea,select,img,dialog,.asked-printed";
    const found = all("body [lang]").filter(element => element.lang !== inEffect(element) && !words(element) && !element.matches(filled))
      .map(element => `${told(element)} has a language and no words`);
    const said = link => link.closest("[lang]").lang;
    const wrong = all("body a[hreflang]").filter(link => !["mul", document.documentElement.lang, said(link)].includes(link.hreflang));
    return [...found, ...wrong.map(link => `${told(link)} leads to ${link.hreflang} and its words are said to be ${said(link)}`)];
  };

  window.senses = { watch, walk, order, focus, controls, names, targets, room, space, enlarge, motion, seeMarks, lostMarks, states, pressAll, languages };
})();
