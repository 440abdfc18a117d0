// What links lead to nothing, and where the web of links is thin.

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
  {
    label: "Notes",
    title: "Notes that link to it",
    number: true,
    first: "descending",
    value: (target) => target.sources.length,
  },
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
  const name = {
    label: "Name",
    heading: true,
    value: (target) => target.name,
    cell: (target) => element("bdi", {}, target.name),
  };
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
      {
        label: "What may be meant",
        value: (target) => target.near[0] ?? "",
        cell: (target) => noteNames(target.near),
      },
      ...FROM,
    ],
  });
  return (found) => {
    const targets = targetsOf(found);
    const unwritten = targets.filter((target) => target.miss === "unwritten");
    wanted.show(unwritten);
    broken.show(targets.filter((target) => target.miss !== "unwritten"));
    const top = [...unwritten].sort((a, b) => b.sources.length - a.sources.length).slice(0, 15);
    bars.show(
      top.map((target) => target.name),
      [top.map((target) => target.sources.length)],
    );
  };
}

function linksPart() {
  const { weak } = data;
  const note = (path) => NOTES.get(path);
  const name = {
    label: "Note",
    heading: true,
    class: "wide",
    value: (one) => one.path,
    cell: (one) => noteName(one.path),
  };
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
    new Table(field(id), {
      caption: label,
      order: label,
      empty,
      columns: [name, number(label, value)],
      size: 10,
    });
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
