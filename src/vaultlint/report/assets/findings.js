// What was found: by rule, one by one, and figures side by side.

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
      {
        label: "Severity",
        value: (rule) => -GRADES.indexOf(rule.severity),
        number: true,
        class: "",
        cell: (rule) => grade(rule.severity),
        first: "descending",
      },
      { label: "Findings", number: true, first: "descending", value: (rule) => rule.findings },
      { label: "Notes", number: true, first: "descending", value: (rule) => rule.notes.size },
      {
        label: "Fixable",
        title: "Findings that --fix mends",
        number: true,
        first: "descending",
        value: (rule) => rule.fixable,
      },
      {
        label: "What it finds",
        class: "wide",
        value: (rule) => rule.summary,
        cell: (rule) => prose(rule.summary),
      },
    ],
  });
  return (found) => {
    const rules = [...rulesOf(found.problems).values()];
    table.show(rules);
    top = rules.sort((a, b) => b.findings - a.findings || (a.name < b.name ? -1 : 1)).slice(0, 15);
    bars.show(
      top.map((rule) => rule.name),
      GRADES.map((grade) => top.map((rule) => rule[grade])),
    );
  };
}

function rulesOf(problems) {
  const rules = new Map();
  for (const problem of problems) {
    let rule = rules.get(problem.rule);
    if (!rule) {
      rule = {
        ...RULES.get(problem.rule),
        findings: 0,
        notes: new Set(),
        fixable: 0,
        error: 0,
        warning: 0,
        info: 0,
      };
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
      {
        label: "Severity",
        number: true,
        class: "",
        first: "descending",
        value: (one) => -GRADES.indexOf(one.severity),
        cell: (one) => grade(one.severity),
      },
      {
        label: "Where",
        class: "where",
        value: (one) => `${one.path}:${one.line}`,
        cell: (one) => (one.path ? noteName(one.path, { line: one.line }) : "the vault"),
      },
      {
        label: "Rule",
        value: (one) => one.rule,
        cell: (one) => pick(one.rule, () => choose("rule", one.rule)),
      },
      { label: "What is wrong, and what to do", class: "wide", value: (one) => one.message, cell: told },
    ],
  });
  return (found) => table.show(found.problems);
}

function told(problem) {
  const fix =
    problem.fix &&
    element("span", { class: "fix" }, problem.fix === "safe" ? "fixable" : "fixable with --unsafe-fixes");
  return [
    element("div", { class: "message" }, prose(problem.message), fix ? [" ", fix] : ""),
    problem.help ? element("div", { class: "help" }, prose(problem.help)) : "",
  ];
}

const CARDS = 12;

function figuresPart() {
  const host = part("#figures .cards");
  return (found) => {
    const problems = new Set(
      found.problems.map((one) => `${one.path}\n${one.line}\n${one.column}\n${one.rule}`),
    );
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
    if (!clashes.length)
      more.before(element("p", { class: "empty" }, "No figures contradict each other here."));
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
    element(
      "table",
      { class: "row" },
      heads.length ? element("tr", {}, heads) : "",
      element("tr", {}, cells),
    ),
  );
}
