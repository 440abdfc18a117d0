"""Writes vaults of any size whose notes are built as those of a real one.

    python -m bench.generate FOLDER --notes 10000

The same number gives the same bytes on every machine. A figure is the same wherever a note
states it, but for one in a thousand; links go to few notes often and to many seldom, and one
in twenty-five goes nowhere.
"""

import argparse
import os
from bisect import bisect_right
from collections.abc import Iterator
from random import Random

from bench import words

_POPULARITY = 2.2
"""How unequal notes are as targets: with 1 all are linked to alike."""

_UNWRITTEN, _SLIP = 0.09, 0.001


def main() -> None:
    """Write a vault as the command line asks."""
    parser = argparse.ArgumentParser(description="Write a vault of generated notes.")
    parser.add_argument("folder")
    parser.add_argument("--notes", type=int, default=10_000)
    options = parser.parse_args()
    write(options.folder, options.notes)


def write(folder: str, notes: int) -> None:
    """Write a vault of so many notes into a new or empty folder."""
    os.makedirs(f"{folder}/.obsidian", exist_ok=True)
    for name in words.FOLDERS:
        os.makedirs(f"{folder}/{name}", exist_ok=True)
    for path, text in generate(notes):
        with open(f"{folder}/{path}", "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


def generate(notes: int) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every note."""
    names = [_name(number) for number in range(notes)]
    for number, name in enumerate(names):
        random = Random(f"note {number}")
        folder = random.choices([*words.FOLDERS], [*words.FOLDERS.values()])[0]
        yield f"{folder}/{name}.md", _Writer(random, names, number, folder).text()


def _name(number: int) -> str:
    """A name that no other number has: its last syllables spell the number."""
    random = Random(f"name {number}")
    rest, digits = divmod(number, len(words.SYLLABLES))
    syllables = [words.SYLLABLES[digits]]
    while rest:
        rest, digits = divmod(rest, len(words.SYLLABLES))
        syllables.append(words.SYLLABLES[digits])
    return f"{random.choice(words.FIRST)} {''.join(syllables).title()} {random.choice(words.LAST)}"


def _drawn(random: Random, size: float, quantiles: tuple[int, ...]) -> int:
    """How much a note of this `size`, 0 to 1 among all notes, has of something."""
    share = abs(size + random.gauss(0, 0.15))
    share = 2 - share if share > 1 else share
    at = bisect_right(words.SHARES, share)
    low, high = quantiles[at - 1], quantiles[at] if at < len(quantiles) else quantiles[-1] * 2
    start, end = words.SHARES[at - 1], words.SHARES[at] if at < len(quantiles) else 1.0
    return round(low + (high - low) * (share - start) / (end - start))


class _Writer:
    """Writes one note: big ones have more of everything."""

    def __init__(self, random: Random, names: list[str], number: int, folder: str) -> None:
        self._random = random
        self._names = names
        self._number = number
        self._folder = folder
        self._size = random.random()
        # A note keeps to a circle of others, and names each several times.
        self._circle = [self._target() for _ in range(3 + round(12 * self._size))]

    def text(self) -> str:
        """Return the whole note."""
        random, name = self._random, self._names[self._number]
        aliases = [
            f"{name.partition(' ')[2]} {chr(65 + index)}"
            for index in range(_drawn(random, self._size, words.ALIASES))
        ]
        parts = [f"---\naliases: [{', '.join(aliases)}]\n---\n" if aliases else ""]
        kind = self._folder.removesuffix("s").lower()
        parts.append(f"#{kind} {' '.join(f'#{tag}' for tag in random.sample(words.TAGS, 3))}\n\n")
        parts.append(f"**{name}** — {self._sentence()} {self._figure(self._number)}\n\n---\n\n")
        parts += (f"{section}---\n\n" for section in self._sections())
        parts.append(self._related())
        parts.append(f"\n*Created 2025-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}*\n")
        return "".join(parts)

    def _sections(self) -> Iterator[str]:
        random = self._random
        blocks = [self._table() for _ in range(_drawn(random, self._size, words.TABLES))]
        blocks += [self._paragraph() for _ in range(_drawn(random, self._size, words.PARAGRAPHS))]
        bullets = _drawn(random, self._size, words.BULLETS)
        blocks += [self._list(min(4, bullets - start)) for start in range(0, bullets, 4)]
        random.shuffle(blocks)
        titles = random.choices(*zip(*words.SECTIONS, strict=True), k=max(1, len(blocks) * 2 // 3))
        titles = list(dict.fromkeys(titles))
        for index, title in enumerate(titles):
            yield f"## {title}\n\n" + "".join(f"{block}\n" for block in blocks[index :: len(titles)])

    def _target(self) -> int:
        return int(len(self._names) * self._random.random() ** _POPULARITY)

    def _link(self) -> str:
        if self._random.random() < _UNWRITTEN:
            return f"[[{self._random.choice(words.FIRST)} {self._random.choice(words.TAGS).title()} Council]]"
        return f"[[{self._names[self._random.choice(self._circle)]}]]"

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(self._random.randint(1, 3))) + "\n"

    def _sentence(self) -> str:
        random = self._random
        share = random.random()
        if share < 0.3:
            return self._figure(self._number)
        if share < 0.55:
            return f"{self._link()} {random.choice(words.CLAUSES)}."
        bold = "**" if share > 0.85 else ""
        return f"{bold}{random.choice(words.SUBJECTS)}{bold} {random.choice(words.CLAUSES)}."

    def _figure(self, subject: int) -> str:
        measure, unit = self._random.choice(words.MEASURES)
        year = self._random.randint(2021, 2025)
        return f"{measure} was {self._value(subject, measure, unit, year)} in {year}."

    def _value(self, subject: int, measure: str, unit: str, year: int) -> str:
        slip = "slip" if self._random.random() < _SLIP else ""
        number = Random(f"{subject} {measure} {year} {slip}").randint(11, 990)
        if unit == "$B":
            return f"${number / 10}B"
        return f"{number / 10}%" if unit == "%" else f"{number * 10:,} {unit}".strip()

    def _list(self, items: int) -> str:
        start = self._random.choice(("**Scale**: ", "", "", "2024: "))
        return "".join(f"- {start}{self._sentence()}\n" for _ in range(items))

    def _table(self) -> str:
        random = self._random
        rows = random.randint(3, 6)
        if random.random() < 0.5:
            head = "| Metric | Value |\n|--------|-------|\n"
            return head + "".join(f"| {label} | {value} |\n" for label, value in self._facts(rows))
        head = "| Company | Role | Revenue |\n|---------|------|---------|\n"
        found = ((random.choice(words.VALUES), random.choice(self._circle)) for _ in range(rows))
        return head + "".join(
            f"| [[{self._names[other]}]] | {role} | {self._value(other, 'Revenue', '$B', 2024)} (2024) |\n"
            if random.random() < 0.3
            else f"| {self._names[other]} | {role} | — |\n"
            for role, other in found
        )

    def _facts(self, rows: int) -> Iterator[tuple[str, str]]:
        for label in self._random.sample(words.LABELS, rows // 2):
            yield label, self._random.choice(words.VALUES)
        for measure, unit in self._random.sample(words.MEASURES, rows - rows // 2 - 1):
            yield f"{measure} (2024)", self._value(self._number, measure, unit, 2024)

    def _related(self) -> str:
        wanted = _drawn(self._random, self._size, words.RELATED)
        listed = [self._names[other] for other in dict.fromkeys(self._circle) if other != self._number]
        lines = (f"- [[{name}]] — {self._random.choice(words.VALUES)}\n" for name in listed[:wanted])
        return f"## Related\n\n{''.join(lines)}"


if __name__ == "__main__":
    main()
