// The vault's data, and what of it passes the filter.

const data = JSON.parse(document.getElementById("data").textContent);
const GRADES = ["error", "warning", "info"];
const RULES = new Map(data.rules.map((rule) => [rule.name, rule]));
const NOTES = new Map(data.notes.map((note) => [note.path, note]));
const NO_KIND = `no ${data.sorted_by}`;

for (const note of data.notes) {
  note.search = note.path.toLowerCase();
  if (!note.kinds.length) note.kinds = [NO_KIND];
}
for (const problem of data.problems) {
  problem.search = `${problem.path}\n${problem.rule}\n${problem.message}`.toLowerCase();
}

const field = (id) => document.getElementById(id);
const part = (selector) => document.querySelector(selector);

/** What is asked for. */
function asked() {
  return {
    words: field("text").value.trim().toLowerCase(),
    folder: field("folder").value,
    kind: field("kind").value,
    rule: field("rule").value,
    grades: new Set(GRADES.filter((grade) => field(`grade-${grade}`).checked)),
  };
}

function isIn(path, folder) {
  return !folder || path.startsWith(folder + "/");
}

/** Everything that passes. */
function matching() {
  const { words, folder, kind, rule, grades } = asked();
  const isHere = (path) => {
    const known = NOTES.get(path);
    return isIn(path, folder) && (!kind || Boolean(known?.kinds.includes(kind)));
  };
  const passes = (problem) =>
    grades.has(problem.severity) &&
    (!rule || problem.rule === rule) &&
    problem.search.includes(words) &&
    isHere(problem.path);
  const problems = data.problems.filter(passes);
  const notes = data.notes.filter((note) => isHere(note.path) && note.search.includes(words));
  const told = new Map();
  for (const problem of problems) {
    const counts = told.get(problem.path) ?? { error: 0, warning: 0, info: 0 };
    counts[problem.severity] += 1;
    told.set(problem.path, counts);
  }
  const paths = new Set(notes.map((note) => note.path));
  const judged = words ? data.notes.filter((note) => paths.has(note.path) || told.has(note.path)) : notes;
  return { words, folder, isHere, problems, notes, paths, told, judged };
}

let waiting = 0;

/** Draw anew before the next frame, however often it is asked for until then. */
function refresh() {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(draw);
}

function draw() {
  const found = matching();
  const words = `${count(found.judged.length, "note")}, ${count(found.problems.length, "finding")}`;
  field("matching").textContent = words;
  for (const show of parts) show(found);
}

function choose(id, value) {
  field(id).value = value;
  refresh();
}

function addOptions(id, values) {
  field(id).append(...values.map((value) => element("option", { value }, value)));
}

function prepareFilter() {
  const folders = new Set();
  for (const { folder } of data.notes) {
    const steps = folder.split("/");
    steps.forEach((_, index) => folders.add(steps.slice(0, index + 1).join("/")));
  }
  folders.delete("");
  addOptions("folder", [...folders].sort(Table.collator.compare));
  addOptions("rule", data.rules.map((rule) => rule.name).sort());
  if (data.sorted_by) {
    const kinds = new Set(data.notes.flatMap((note) => note.kinds));
    field("kind").append(
      element("option", { value: "" }, data.sorted_by === "tag" ? "All tags" : "All entities"),
    );
    addOptions("kind", [...kinds].sort(Table.collator.compare));
    field("kind").hidden = false;
  }
  for (const name of GRADES) {
    const box = element("input", { type: "checkbox", id: `grade-${name}`, checked: true });
    field("severities").append(element("label", {}, box, grade(name)));
  }
  field("filter").addEventListener("input", refresh);
  field("filter").addEventListener("reset", () => setTimeout(refresh));
  field("filter").addEventListener("submit", (event) => event.preventDefault());
}
