// How old notes are.

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
      {
        label: "Note",
        heading: true,
        class: "wide",
        value: (note) => note.path,
        cell: (note) => noteName(note.path),
      },
      { label: "Newest date", value: (note) => note.date },
      { label: "Days", number: true, first: "descending", value: (note) => note.age },
      {
        label: "Linked by",
        title: "Notes that link to it",
        number: true,
        first: "descending",
        value: (note) => note.incoming,
      },
      {
        label: "Weight",
        title: "Years × log₂(2 + links)",
        number: true,
        first: "descending",
        value: weight,
        cell: (note) => weight(note).toFixed(1),
      },
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
    return step === 1
      ? `${year}-${String(month + 1).padStart(2, "0")}`
      : step === 3
        ? `${year} Q${first + 1}`
        : `${year}`;
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
