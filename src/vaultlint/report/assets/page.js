// The page: what passes the filter, and each part drawn from that.

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

// ---- The filter

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
    field("kind").append(element("option", { value: "" }, data.sorted_by === "tag" ? "All tags" : "All entities"));
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

// ---- Health

const HEALTH = [
  { key: "error", label: "with errors", color: "error" },
  { key: "warning", label: "with warnings", color: "warning" },
  { key: "info", label: "with infos only", color: "info" },
  { key: "clean", label: "nothing found", color: "clean" },
];

/** The state of groups of notes: each note once, by the gravest thing found in it. */
function healthOf(groups, told) {
  return [...groups].map(([name, notes]) => {
    const state = { name, notes: notes.length, findings: 0, error: 0, warning: 0, info: 0, clean: 0 };
    for (const { path } of notes) {
      const counts = told.get(path);
      state[GRADES.find((grade) => counts?.[grade]) ?? "clean"] += 1;
      for (const grade of counts ? GRADES : []) state.findings += counts[grade];
    }
    return state;
  });
}

function grouped(notes, keysOf) {
  const groups = new Map();
  for (const note of notes) {
    for (const key of keysOf(note)) {
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(note);
    }
  }
  return groups;
}

/** Notes by the folders below one; where that is a single folder, by those below it. */
function byFolder(notes, folder) {
  const below = (note) => {
    const rest = note.folder.slice(folder ? folder.length + 1 : 0);
    const step = note.folder === folder ? "" : rest.split("/")[0];
    return [step && folder ? `${folder}/${step}` : step || folder];
  };
  const groups = grouped(notes, below);
  const [only] = groups.keys();
  return groups.size === 1 && only !== folder ? byFolder(notes, only) : groups;
}

function healthPart(host, noun, id, groupsOf) {
  let states = [];
  const name = (state) => state.name || "(no folder)";
  const bars = new Bars(host.querySelector(".chart"), {
    label: `Share of notes by the gravest finding, by ${noun}`,
    sets: HEALTH,
    share: true,
    pick: (index) => choose(id, states[index].name),
  });
  const table = new Table(host.querySelector(".table"), {
    caption: `Health by ${noun}`,
    order: "Notes",
    columns: [
      {
        label: noun[0].toUpperCase() + noun.slice(1),
        heading: true,
        value: name,
        cell: (state) => pick(name(state), () => choose(id, state.name)),
      },
      { label: "Notes", number: true, first: "descending", value: (state) => state.notes },
      { label: "Errors", title: "Notes with errors", number: true, first: "descending", value: (state) => state.error },
      {
        label: "Warnings",
        title: "Notes with warnings and no error",
        number: true,
        first: "descending",
        value: (state) => state.warning,
      },
      {
        label: "Clean",
        title: "Share of notes in which nothing was found",
        number: true,
        value: (state) => state.clean / state.notes,
        cell: (state) => share(state.clean, state.notes),
      },
      {
        label: "Per 100",
        title: "Findings per 100 notes",
        number: true,
        first: "descending",
        value: (state) => (100 * state.findings) / state.notes,
        cell: (state) => NUMBER.format(Math.round((100 * state.findings) / state.notes)),
      },
    ],
    size: 12,
  });
  return (found) => {
    states = healthOf(groupsOf(found), found.told);
    table.show(states);
    states = [...states].sort((a, b) => b.notes - a.notes).slice(0, 12);
    const shares = HEALTH.map(({ key }) => states.map((state) => (100 * state[key]) / state.notes));
    bars.show(states.map(name), shares);
  };
}

// ---- Findings

function rulesPart() {
  const host = part("#rules");
  let top = [];
  const bars = new Bars(host.querySelector(".chart"), {
    label: "Findings by rule",
    sets: GRADES.map((grade) => ({ label: grade, color: grade })),
    pick: (index) => choose("rule", top[index].name),
  });
  const table = new Table(host.querySelector(".table"), {
    caption: "Findings by rule",
    order: "Findings",
    columns: [
      {
        label: "Rule",
        heading: true,
        value: (rule) => rule.name,
        cell: (rule) => pick(rule.name, () => choose("rule", rule.name)),
      },
      { label: "Family", value: (rule) => rule.family },
      { label: "Severity", value: (rule) => -GRADES.indexOf(rule.severity), number: true, class: "", cell: (rule) => grade(rule.severity), first: "descending" },
      { label: "Findings", number: true, first: "descending", value: (rule) => rule.findings },
      { label: "Notes", number: true, first: "descending", value: (rule) => rule.notes.size },
      { label: "Fixable", title: "Findings that --fix mends", number: true, first: "descending", value: (rule) => rule.fixable },
      { label: "What it finds", class: "wide", value: (rule) => rule.summary, cell: (rule) => prose(rule.summary) },
    ],
  });
  return (found) => {
    const rules = [...rulesOf(found.problems).values()];
    table.show(rules);
    top = rules.sort((a, b) => b.findings - a.findings || (a.name < b.name ? -1 : 1)).slice(0, 15);
    bars.show(top.map((rule) => rule.name), GRADES.map((grade) => top.map((rule) => rule[grade])));
  };
}

function rulesOf(problems) {
  const rules = new Map();
  for (const problem of problems) {
    let rule = rules.get(problem.rule);
    if (!rule) {
      rule = { ...RULES.get(problem.rule), findings: 0, notes: new Set(), fixable: 0, error: 0, warning: 0, info: 0 };
      rules.set(problem.rule, rule);
    }
    rule.findings += 1;
    rule[problem.severity] += 1;
    rule.notes.add(problem.path);
    rule.fixable += problem.fix === "safe";
  }
  for (const rule of rules.values()) rule.severity = GRADES.find((grade) => rule[grade]);
  return rules;
}

function findingsPart() {
  const table = new Table(part("#findings .table"), {
    caption: "All findings",
    size: 25,
    columns: [
      { label: "Severity", number: true, class: "", first: "descending", value: (one) => -GRADES.indexOf(one.severity), cell: (one) => grade(one.severity) },
      { label: "Where", class: "where", value: (one) => `${one.path}:${one.line}`, cell: (one) => (one.path ? noteName(one.path, { line: one.line }) : "the vault") },
      { label: "Rule", value: (one) => one.rule, cell: (one) => pick(one.rule, () => choose("rule", one.rule)) },
      { label: "What is wrong, and what to do", class: "wide", value: (one) => one.message, cell: told },
    ],
  });
  return (found) => table.show(found.problems);
}

function told(problem) {
  const fix = problem.fix && element("span", { class: "fix" }, problem.fix === "safe" ? "fixable" : "fixable with --unsafe-fixes");
  return [
    element("div", { class: "message" }, prose(problem.message), fix ? [" ", fix] : ""),
    problem.help ? element("div", { class: "help" }, prose(problem.help)) : "",
  ];
}

// ---- Figures

const CARDS = 12;

function figuresPart() {
  const host = part("#figures .cards");
  return (found) => {
    const problems = new Set(found.problems.map((one) => `${one.path}\n${one.line}\n${one.column}\n${one.rule}`));
    const clashes = data.clashes.filter(({ problem: one }) =>
      problems.has(`${one.path}\n${one.line}\n${one.column}\n${one.rule}`),
    );
    let rest = clashes;
    const more = element("button", { type: "button", class: "more", onclick: add });
    function add() {
      more.before(...rest.slice(0, CARDS).map(card));
      rest = rest.slice(CARDS);
      more.hidden = !rest.length;
      more.textContent = `Show more (${NUMBER.format(rest.length)} left)`;
    }
    host.replaceChildren(more);
    add();
    if (!clashes.length) more.before(element("p", { class: "empty" }, "No figures contradict each other here."));
  };
}

function card(clash) {
  const { problem, sides } = clash;
  return element(
    "article",
    { class: "card" },
    element("h3", {}, grade(problem.severity), " ", prose(problem.message)),
    element("div", { class: "sides" }, sides.map(side)),
    element("p", { class: "help" }, problem.rule, clash.explanation ? `: ${clash.explanation}` : ""),
  );
}

function side(place) {
  const words = [place.before, element("mark", {}, place.value), place.after];
  return element(
    "figure",
    {},
    element("figcaption", {}, noteName(place.path, { line: place.line }), element("strong", {}, place.value)),
    place.cells.length ? row(place, words) : element("blockquote", {}, words),
  );
}

function row(place, words) {
  const cells = place.cells.map((cell, index) => element("td", {}, index === place.column ? words : cell));
  const heads = place.heads.map((head) => element("th", {}, head));
  return element(
    "div",
    { class: "scroll" },
    element("table", { class: "row" }, heads.length ? element("tr", {}, heads) : "", element("tr", {}, cells)),
  );
}

// ---- Age

function agePart() {
  const host = part("#age");
  const bars = new Bars(host.querySelector(".chart"), {
    label: "Notes by the newest date that they state",
    sets: [{ label: "notes", color: "accent" }],
    upright: true,
  });
  const stale = new Set(data.problems.filter((one) => one.rule === "stale-note").map((one) => one.path));
  const isStale = {
    label: "Stale",
    title: "Older than its schema allows",
    first: "descending",
    value: (note) => (stale.has(note.path) ? "stale" : ""),
  };
  const table = new Table(host.querySelector(".table"), {
    caption: "Old notes, those that many link to first",
    order: "Weight",
    empty: "No note states a date here.",
    columns: [
      { label: "Note", heading: true, class: "wide", value: (note) => note.path, cell: (note) => noteName(note.path) },
      { label: "Newest date", value: (note) => note.date },
      { label: "Days", number: true, first: "descending", value: (note) => note.age },
      { label: "Linked by", title: "Notes that link to it", number: true, first: "descending", value: (note) => note.incoming },
      { label: "Weight", title: "Years × log₂(2 + links)", number: true, first: "descending", value: weight, cell: (note) => weight(note).toFixed(1) },
      ...(stale.size ? [isStale] : []),
    ],
  });
  return (found) => {
    const dated = found.notes.filter((note) => note.date);
    const periods = periodsOf(dated);
    bars.show([...periods.keys()], [[...periods.values()]]);
    table.show(dated);
    const undated = found.notes.length - dated.length;
    field("undated").textContent = undated
      ? `${count(undated, "note")} of ${NUMBER.format(found.notes.length)} state no date, or belong to a day.`
      : "";
  };
}

function weight(note) {
  return (note.age / 365.25) * Math.log2(2 + note.incoming);
}

/** How many notes are of each month, quarter or year from the oldest to now: whatever gives few bars. */
function periodsOf(dated) {
  const periods = new Map();
  if (!dated.length) return periods;
  const today = data.day;
  const oldest = dated.reduce((least, note) => (note.date < least ? note.date : least), today);
  const months = (Number(today.slice(0, 4)) - Number(oldest.slice(0, 4))) * 12 + 12;
  const step = months <= 36 ? 1 : months <= 96 ? 3 : 12;
  const nameOf = (year, month) => {
    const first = Math.floor(month / step);
    return step === 1 ? `${year}-${String(month + 1).padStart(2, "0")}` : step === 3 ? `${year} Q${first + 1}` : `${year}`;
  };
  const newest = dated.reduce((most, note) => (note.date > most ? note.date : most), today);
  const end = Number(newest.slice(0, 4)) * 12 + Number(newest.slice(5, 7)) - 1;
  for (let at = Number(oldest.slice(0, 4)) * 12 + Number(oldest.slice(5, 7)) - 1; at <= end; at += 1) {
    periods.set(nameOf(Math.floor(at / 12), at % 12), 0);
  }
  for (const { date } of dated) {
    const name = nameOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1);
    periods.set(name, periods.get(name) + 1);
  }
  return periods;
}

// ---- Missing notes

/** The targets that the notes here link to, with what leads to them from here. */
function targetsOf(found) {
  const targets = [];
  for (const target of data.targets) {
    const named = target.name.toLowerCase().includes(found.words);
    const sources = target.sources.filter(
      ({ path }) => found.isHere(path) && (named || found.paths.has(path)),
    );
    if (sources.length) {
      const links = sources.reduce((sum, source) => sum + source.links, 0);
      targets.push({ ...target, sources, links });
    }
  }
  return targets;
}

const FROM = [
  { label: "Notes", title: "Notes that link to it", number: true, first: "descending", value: (target) => target.sources.length },
  { label: "Links", number: true, first: "descending", value: (target) => target.links },
  {
    label: "Linked from",
    class: "wide",
    value: (target) => target.sources[0].path,
    cell: (target) => noteNames(target.sources.map((source) => source.path)),
  },
];
const MISSES = { near: "a note comes near", alias: "only an alias", file: "no such file" };

function missingPart() {
  const bars = new Bars(part("#wanted .chart"), {
    label: "Notes that link to the names most wanted",
    sets: [{ label: "notes that link to it", color: "accent" }],
  });
  const name = { label: "Name", heading: true, value: (target) => target.name, cell: (target) => element("bdi", {}, target.name) };
  const wanted = new Table(part("#wanted .table"), {
    caption: "Most wanted",
    order: "Notes",
    empty: "Nobody waits for a note here.",
    columns: [name, ...FROM],
  });
  const broken = new Table(field("broken"), {
    caption: "Broken links",
    order: "Notes",
    empty: "No link is broken here.",
    columns: [
      name,
      { label: "Why", value: (target) => MISSES[target.miss] },
      { label: "What may be meant", value: (target) => target.near[0] ?? "", cell: (target) => noteNames(target.near) },
      ...FROM,
    ],
  });
  return (found) => {
    const targets = targetsOf(found);
    const unwritten = targets.filter((target) => target.miss === "unwritten");
    wanted.show(unwritten);
    broken.show(targets.filter((target) => target.miss !== "unwritten"));
    const top = [...unwritten].sort((a, b) => b.sources.length - a.sources.length).slice(0, 15);
    bars.show(top.map((target) => target.name), [top.map((target) => target.sources.length)]);
  };
}

// ---- Links

function linksPart() {
  const { weak } = data;
  const note = (path) => NOTES.get(path);
  const name = { label: "Note", heading: true, class: "wide", value: (one) => one.path, cell: (one) => noteName(one.path) };
  const number = (label, value, title) => ({ label, title, number: true, first: "descending", value });
  const joints = new Table(field("joints"), {
    caption: "Notes that hold parts together",
    order: "Cut off",
    empty: "Every note here can be reached in two ways.",
    columns: [
      name,
      number("Cut off", (one) => one.apart, "Notes that would be apart from the largest piece"),
      number("Pieces", (one) => one.pieces, "Parts into which the notes around it would fall"),
      number("Linked by", (one) => note(one.path).incoming),
      number("Links to", (one) => note(one.path).outgoing),
    ],
    size: 10,
  });
  const list = (id, label, value, empty) =>
    new Table(field(id), { caption: label, order: label, empty, columns: [name, number(label, value)], size: 10 });
  const orphans = list("orphans", "Links to", (one) => one.outgoing, "Every note here is linked to.");
  const ends = list("dead-ends", "Linked by", (one) => one.incoming, "Every note here links on.");
  const islands = new Table(field("islands"), {
    caption: "Islands",
    order: "Notes",
    empty: "There are none here.",
    columns: [
      { label: "Which", class: "wide", value: (one) => one[0], cell: (one) => noteNames(one, 8) },
      number("Notes", (one) => one.length),
    ],
    size: 10,
  });
  return (found) => {
    const here = (paths) => paths.filter((path) => found.paths.has(path));
    const [apart, final] = [here(weak.orphans), here(weak.dead_ends)];
    const some = weak.islands.filter((paths) => here(paths).length);
    const held = weak.joints.filter((one) => found.paths.has(one.path));
    joints.show(held);
    orphans.show(apart.map(note));
    ends.show(final.map(note));
    islands.show(some);
    const tiles = [
      [weak.connected, "notes in the largest part of the vault"],
      [some.length, "islands"],
      [apart.length, "orphans"],
      [final.length, "dead ends"],
      [held.length, "notes that hold parts together"],
    ];
    field("web").replaceChildren(
      ...tiles.map(([value, words]) =>
        element("div", {}, element("dt", {}, words), element("dd", {}, NUMBER.format(value))),
      ),
    );
  };
}

// ---- Light and dark

const THEMES = ["auto", "light", "dark"];

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  field("theme").textContent = { auto: "Auto", light: "Light", dark: "Dark" }[name];
  for (const chart of charts) chart.paint();
}

function prepareTheme() {
  let before = "auto";
  const now = () => document.documentElement.dataset.theme;
  field("theme").addEventListener("click", () => setTheme(THEMES[(THEMES.indexOf(now()) + 1) % 3]));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(now()));
  addEventListener("beforeprint", () => {
    before = now();
    setTheme("light");
  });
  addEventListener("afterprint", () => setTheme(before));
  setTheme("auto");
}

// ---- All together

prepareFilter();
const parts = [
  healthPart(part("#by-folder"), "folder", "folder", (found) => byFolder(found.judged, found.folder)),
  rulesPart(),
  findingsPart(),
  figuresPart(),
  agePart(),
  missingPart(),
  linksPart(),
];
if (data.sorted_by) {
  field("by-kind").hidden = false;
  const groups = (found) => grouped(found.judged, (note) => note.kinds);
  parts.unshift(healthPart(field("by-kind"), data.sorted_by, "kind", groups));
}
prepareTheme();
draw();
