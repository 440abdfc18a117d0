"""Spans of text, and the ways in which two names are compared."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import msgspec

# Obsidian's `stripHeading`: what it drops from both sides before it compares a
# link's subpath with a heading. Hyphen, underscore and apostrophe survive.
_HEADING_NOISE = re.compile(r"[!\"#$%&()*+,.:;<=>?@^`{|}~/\[\]\\\s]+")
_SEPARATOR_IN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
CELL_BORDER = re.compile(r"(?<!\\)\|")
"""A pipe that parts two cells of a table's row."""

_NOT_IN_NEAR_NAME = re.compile(r"[^\w+·]|_")

_DAY = re.compile(r"(19|20)\d\d-?(0[1-9]|1[0-2])-?([0-2]\d|3[01])(?!\d)")
_PERIOD = re.compile(
    r"(19|20)\d\d(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?|-?W[0-5]\d|-?Q[1-4])?|[0-3]?\d\.[01]?\d\.(19|20)\d\d"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* [0-3]?\d(st|nd|rd|th)?, (19|20)\d\d",
    re.IGNORECASE,
)


class Value(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A frozen value that compares by content and survives the cache unchanged."""


class Span(Value, frozen=True):
    """A stretch of a note's text: code point offsets from 0, the end exclusive."""

    start: int
    end: int

    def covers(self, offset: int) -> bool:
        """Say whether `offset` lies inside."""
        return self.start <= offset < self.end


START = Span(0, 0)

Offset = Annotated[int, "offset"]
"""A place in a note's text, in code points; written so that a change of the text can be followed."""


class Spans:
    """Many spans, asked whether one of them covers an offset.

    Sorted and merged once; a question costs a binary search.
    """

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((span.start, span.end) for span in spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self._starts, self._ends)

    def covers(self, offset: int) -> bool:
        """Say whether `offset` lies inside one of the spans."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]

    def end_at(self, offset: int) -> int:
        """Return where the span ends that covers `offset`; there must be one."""
        return self._ends[bisect_right(self._starts, offset) - 1]


def line_end(text: str) -> str:
    """Return the line end that most lines of a text have."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def offsets_in(offsets: Sequence[int], span: Span) -> Sequence[int]:
    """Return those of the sorted offsets that a span covers."""
    return offsets[bisect_left(offsets, span.start) : bisect_left(offsets, span.end)]


def first_line(text: str, body: int) -> Span:
    """Return the first line from `body` on that is not blank, without the white space around it."""
    start = body
    while start < len(text) and text[start] in " \t\r\n":
        start += 1
    end = text.find("\n", start)
    return Span(start, start + len(text[start : end if end >= 0 else len(text)].rstrip()))


def split_cells(text: str, row: Span) -> tuple[Span, ...]:
    """Return the trimmed cells of a table's row, wherever an unescaped pipe parts them.

    Pipes part cells inside code, too. Source: GFM, section 4.10.
    """
    line = text[row.start : row.end].rstrip()
    parts = CELL_BORDER.split(line) if "\\" in line else line.split("|")
    cells, at = [], row.start
    for part in parts:
        words = part.strip()
        start = at + (part.find(words) if words else len(part))
        cells.append(Span(start, start + len(words)))
        at += len(part) + 1
    outer = int(line.startswith("|"))
    return tuple(cells[outer : None if parts[-1] else -1])


def fold_name(name: str) -> str:
    """Return `name` as Obsidian compares file names, aliases, tags and block ids.

    NFC, then lower case, with both small sigmas alike. Sources: release notes
    0.0.3 and 1.8.0, and the audits listed in docs/obsidian.md.
    """
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", name).lower().replace("ς", "σ")


def fold_heading(text: str) -> str:
    """Return a heading, or a link's subpath, as Obsidian compares the two.

    Source: `stripHeading` in Obsidian's API, "normalizes headings for link
    matching by stripping out special characters and shrinking spaces".
    """
    return fold_name(_HEADING_NOISE.sub(" ", text).strip())


def heading_slugs(headings: Iterable[str]) -> frozenset[str]:
    """Return the anchors that GitHub gives a note's headings, in order of place.

    Lower case, punctuation gone, spaces to hyphens, `-1` and so on for repeats.
    """
    slugs: set[str] = set()
    repeats: dict[str, int] = {}
    for heading in headings:
        words = shown_text(heading).strip().lower().replace(" ", "-")
        slug = base = "".join(char for char in words if char.isalnum() or char in "-_")
        while slug in slugs:
            repeats[base] = repeats.get(base, 0) + 1
            slug = f"{base}-{repeats[base]}"
        slugs.add(slug)
    return frozenset(slugs)


def shown_text(source: str) -> str:
    """Return inline Markdown as a reader sees it: link texts without marks and brackets."""
    source = re.sub(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]", r"\1", source)
    source = re.sub(r"!?\[([^\[\]]*)\]\([^()]*\)", r"\1", source)
    return re.sub(r"<[^<>]*>|[*`]|~~|==", "", source)


def near_name(name: str) -> str:
    """Return what is left of a name when spelling does not count.

    Two names with the same result differ only in case, accents, punctuation,
    spaces or a plural ending: a slip, not another thing. `+` counts (Disney is
    not Disney+), and so does the point inside a number (1.5 is not 15).
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    key = _NOT_IN_NEAR_NAME.sub("", _SEPARATOR_IN_NUMBER.sub("·", letters))
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "y"
    if len(key) > 3 and key.endswith("s") and not key.endswith("ss"):
        return key[:-1]
    return key


def is_capitals(name: str) -> bool:
    """Say whether a name is a short group of capitals, which stands for many things: `AI`, `KIA`."""
    return len(name) <= 5 and name.upper() == name and name.lower() != name


def is_dated(stem: str) -> bool:
    """Say whether a file name is a day's (`2026-02-09`, `2026-02-09 Meeting`) or a longer period's."""
    return _DAY.match(stem) is not None or is_period(stem)


def is_period(name: str) -> bool:
    """Say whether a name is that of a day, week, month, quarter or year and nothing else."""
    return _PERIOD.fullmatch(name.strip()) is not None


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is spelled most like `word`, or an empty text."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), 1, 0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean ...?` with the nearest known word, or an empty text."""
    near = nearest(word, known)
    return f"; did you mean `{near}`?" if near else ""


def count(number: int, noun: str) -> str:
    """Return `number` with its noun in the right form: `1 note`, `2,801 notes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shortened(text: str) -> str:
    """Return a text on one line, with no more than its first words if it is long."""
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:57] + "..."


def listing(items: Iterable[str], last: str = "and") -> str:
    """Return the items in backticks as a sentence lists them: `a`, `b` and `c`."""
    quoted = [f"`{item}`" for item in items]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def few(items: Sequence[str], most: int = 5) -> str:
    """Return the first items as `listing` does, and how many more there are."""
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return listing(items[:most]) + more


def width(text: str) -> int:
    """Return how many columns a terminal gives `text`."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    columns: int = wcswidth(text)
    return columns if columns >= 0 else len(text)
