"use strict";
// Elements from texts. Nothing that comes from a vault is ever read as HTML.

const NUMBER = new Intl.NumberFormat("en");

/** A text that cannot hide anything or turn its direction; joiners belong to scripts and emoji. */
function shown(text) {
  return text.replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (char) =>
    "\t\n\r".includes(char) ? " " : "\ufffd",
  );
}

/** A new element; texts among the children become text and nothing else. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child instanceof Node) made.append(child);
    else if (child != null && child !== "") made.append(shown(String(child)));
  }
  return made;
}

function count(number, noun) {
  return `${NUMBER.format(number)} ${noun}${number === 1 ? "" : "s"}`;
}

/** A share in percent, which is none or all only where it truly is. */
function share(number, total) {
  const percent = (100 * number) / total;
  if (percent > 0 && percent < 1) return "under 1 %";
  return percent > 99 && percent < 100 ? "over 99 %" : `${Math.round(percent)} %`;
}

/** What a message says, with its names in backticks as code. */
function prose(text) {
  return text.split("`").map((part, index, parts) => {
    const open = index % 2 === 1 && index === parts.length - 1;
    return index % 2 === 1 && !open ? element("code", {}, part) : open ? "`" + part : part;
  });
}

function nameOf(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name.toLowerCase().endsWith(".md") ? name.slice(0, -3) : name;
}

/** A note by its name, with its folder if wanted: a link into Obsidian where the vault is one of its own. */
function noteName(path, { line = 0, folder = true } = {}) {
  const inside = [
    folder ? element("span", { class: "folder" }, path.slice(0, path.lastIndexOf("/") + 1)) : "",
    element("bdi", {}, nameOf(path)),
    line ? element("span", { class: "line" }, `:${line}`) : "",
  ];
  const address = path && addressOf(path);
  return address
    ? element("a", { class: "note", href: address, title: shown(path) }, inside)
    : element("span", { class: "note", title: shown(path) }, inside);
}

function addressOf(path) {
  if (!data.in_obsidian) return "";
  try {
    return `obsidian://open?vault=${encodeURIComponent(data.vault)}&file=${encodeURIComponent(path)}`;
  } catch {
    return ""; // A name that is no Unicode.
  }
}

/** A list of notes in a cell: the first few, and how many more. */
function noteNames(paths, most = 3) {
  const few = paths
    .slice(0, most)
    .flatMap((path, index) => [index ? ", " : "", noteName(path, { folder: false })]);
  const more = paths.length - most;
  return element("span", { class: "names" }, few, more > 0 ? ` and ${NUMBER.format(more)} more` : "");
}

function grade(severity) {
  return element("span", { class: `grade ${severity}` }, severity);
}

/** A name that filters the page when it is pressed. */
function pick(label, choose) {
  return element("button", { type: "button", class: "pick", onclick: choose }, label);
}
