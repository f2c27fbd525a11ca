// Texts on the page: code points at the border, marks that overlap and all stay visible, nothing ever parsed as HTML.

/** Python counts code points, JavaScript UTF-16 units: offsets change kind here and nowhere else. */
function toUnits(text, codePoints) {
  const wanted = [...new Set(codePoints)].sort((a, b) => a - b);
  const units = new Map();
  let unit = 0, point = 0, next = 0;
  while (next < wanted.length) {
    if (point >= wanted[next]) { units.set(wanted[next], unit); next += 1; continue; }
    if (unit >= text.length) { units.set(wanted[next], text.length); next += 1; continue; }
    unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
    point += 1;
  }
  return units;
}

function toCodePoint(text, unit) {
  let points = 0;
  for (let place = 0; place < unit; points += 1) place += text.codePointAt(place) > 0xffff ? 2 : 1;
  return points;
}

// What a browser would drop or act on: control characters, direction overrides and isolates, halves of surrogate pairs.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** Show what would be hidden as a sign, one unit for one, so that no offset moves. */
function visible(text) {
  return text.replace(HIDDEN, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}

/** A day as the interface's language writes it; whatever else is given, as given. */
function day(text, language) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? "")) return text;
  return new Date(text).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
}

function element(tag, options = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "class") made.className = value;
    else if (name === "text") made.textContent = visible(String(value));
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter(Boolean).map((child) => (typeof child === "string" ? visible(child) : child)));
  return made;
}

/**
 * Write `text` into `parent` with the marks `[{start, end, kind, key}]` (code points). Where marks overlap, spans nest,
 * so that each keeps its own line under the words.
 */
function writeMarked(parent, text, marks) {
  const units = toUnits(text, marks.flatMap((mark) => [mark.start, mark.end]));
  const placed = marks
    .map((mark) => ({ ...mark, from: units.get(mark.start), to: units.get(mark.end) }))
    .filter((mark) => mark.to > mark.from);
  const starts = [...placed].sort((a, b) => a.from - b.from);
  const edges = [...new Set(placed.flatMap((mark) => [mark.from, mark.to]).concat([0, text.length]))].sort((a, b) => a - b);
  const fragment = document.createDocumentFragment();
  let open = [], coming = 0;
  for (let edge = 0; edge + 1 < edges.length; edge += 1) {
    const from = edges[edge], to = edges[edge + 1];
    open = open.filter((mark) => mark.to > from);
    while (coming < starts.length && starts[coming].from <= from) open.push(starts[coming++]);
    let piece = document.createTextNode(text.slice(from, to));
    for (const mark of open) {
      piece = element("span", { class: `nl-ev nl-${mark.kind}`, "data-key": mark.key }, piece);
    }
    fragment.append(piece);
  }
  parent.replaceChildren(fragment);
}

/** Scroll `pane`, and nothing around it, so that `target` stands in its upper third. */
function bringIntoView(pane, target) {
  if (!target) return;
  const gap = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += gap - pane.clientHeight / 3;
}
