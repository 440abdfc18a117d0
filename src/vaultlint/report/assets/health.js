// How notes are, by kind and by folder.

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
    pick: (index) => states[index].name && choose(id, states[index].name),
  });
  const table = new Table(host.querySelector(".table"), {
    caption: `Health by ${noun}`,
    order: "Notes",
    columns: [
      {
        label: noun[0].toUpperCase() + noun.slice(1),
        heading: true,
        value: name,
        cell: (state) => (state.name ? pick(state.name, () => choose(id, state.name)) : name(state)),
      },
      { label: "Notes", number: true, first: "descending", value: (state) => state.notes },
      {
        label: "Errors",
        title: "Notes with errors",
        number: true,
        first: "descending",
        value: (state) => state.error,
      },
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
