"""What stands in the sections of a kind of note: tables with their labels, lists and their items' form."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from vaultlint.learn.headings import Heading
from vaultlint.learn.proposal import AGREE, FEW, Part, enough
from vaultlint.schema import cells
from vaultlint.schema.names import bare, visible
from vaultlint.schema.part import Section
from vaultlint.schema.pieces import Cell, Grid, Region
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Name

_MOST_LABELS = 12
_MEMBER = 0.05
_LINK = re.compile(r"(?:!?\[\[[^\[\]\n]+\]\]|!?\[[^\[\]\n]*\]\([^()\n]*\))")
_JOINT = re.compile(r"\s*(?:—|–|--|-|:|→|=|\||,|;|\()\s*")
_BARE = re.compile(r"[\s\d.,~+-]+")
_TYPES = ("date", "percent", "money", "integer")
_FORMS = 3
_FORM = 0.01
_ITEMS = 10
_OF_ITEMS = 0.95
_OF_NOTES = 0.9
"""How many forms items may have, what share one must be of to be a form, of how many items at least; the
share of items, and of notes with all their items, that must have one. One slip in a list is soon made.
"""

Places = Sequence[tuple[Subject, Region]]
"""A section in the notes that have it."""


def propose_section(heading: Heading, subjects: Sequence[Subject]) -> Part:
    """Return a section with what stands in it."""
    section = Section(Name(heading.names))
    having = [subjects[index] for index in sorted(heading.notes)]
    places = [(one, region) for one in having for region in one.sections(section, one.body)[:1]]
    asks: dict[str, object] = {"heading": list(heading.names)}
    if sum(_is_last(one, region) for one, region in places) >= AGREE * len(places) > 0:
        asks["place"] = "last"
    inner = {"tables": tuple(_tables(places)), "lists": tuple(_lists(places))}
    return Part("", asks, {key: parts for key, parts in inner.items() if parts}, ("place",))


def _is_last(subject: Subject, region: Region) -> bool:
    outline = [index for index, _ in subject.outline(subject.body)]
    return bool(outline) and outline[-1] == region.heading


def _tables(places: Places) -> Iterator[Part]:
    """The table that most of these sections have, by its columns, with the labels of its rows."""
    grids = [(one, list(one.grids(region))) for one, region in places]
    headers = Counter(header for _, found in grids for header in {_header(grid) for grid in found})
    if not headers:
        return
    columns, _ = min(headers.items(), key=lambda item: (-item[1], item[0]))
    if "" in columns[1:] or len(set(columns)) < len(columns):
        return
    known = _other_names(columns, headers, len(places))
    fitting = [
        (one, grid)
        for one, found in grids
        for grid in [next((grid for grid in found if _fits(grid, known)), None)]
        if grid is not None
    ]
    if len(fitting) < enough(len(places)):
        return
    written = _commonest(Counter(visible(cell.text) for _, grid in fitting for cell in grid.rows[0]))
    shown = [
        [written.get(name, name) for name in (own, *sorted(names - {own}))]
        for own, names in zip(columns, known, strict=True)
        if own
    ]
    labels = tuple(_labels(fitting)) if len(columns) == 2 else ()
    asks = {"columns": [one[0] if len(one) == 1 else {"name": one} for one in shown]}
    yield Part("", asks, {"labels": labels} if labels else {}, ("columns",))


def _header(grid: Grid) -> tuple[str, ...]:
    return tuple(bare(cell.text) for cell in grid.rows[0])


def _other_names(columns: tuple[str, ...], headers: Counter[tuple[str, ...]], notes: int) -> list[set[str]]:
    """Each column with the names that it has in tables that differ in nothing else."""
    known = [{name} for name in columns]
    for header, number in headers.items():
        differing = [at for at, pair in enumerate(zip(header, columns, strict=False)) if pair[0] != pair[1]]
        if len(header) == len(columns) > 1 and len(differing) == 1 and number >= max(FEW, _MEMBER * notes):
            known[differing[0]].add(header[differing[0]])
    return [{name for name in names if name} or {""} for names in known]


def _fits(grid: Grid, known: Sequence[set[str]]) -> bool:
    header = _header(grid)
    return len(header) == len(known) and all(name in names for name, names in zip(header, known, strict=True))


def _commonest(spellings: Counter[str]) -> dict[str, str]:
    """How names are mostly written, by what they are compared as."""
    found: dict[str, str] = {}
    for text, _ in sorted(spellings.items(), key=lambda item: (-item[1], item[0])):
        found.setdefault(bare(text), text)
    return found


def _labels(fitting: Sequence[tuple[Subject, Grid]]) -> Iterator[Part]:
    """The labels that such tables have in common, with the type of their values."""
    values: dict[str, list[Cell]] = {}
    notes: Counter[str] = Counter()
    spellings: Counter[str] = Counter()
    for _, grid in fitting:
        own: dict[str, tuple[Cell, ...]] = {}
        for row in grid.rows[1:]:
            if len(row) > 1 and (key := bare(row[0].text)) and "{" not in key and "*" not in key:
                own.setdefault(key, row)
        for key, row in own.items():
            notes[key] += 1
            spellings[visible(row[0].text)] += 1
            values.setdefault(key, []).append(row[1])
    written = _commonest(spellings)
    least = enough(len(fitting))
    for key, number in sorted(notes.items(), key=lambda item: (-item[1], item[0]))[:_MOST_LABELS]:
        if number >= least:
            asks = {"label": written[key]} | ({"type": kind} if (kind := _type(values[key])) else {})
            # `Founded` is a year here and a firm there: a label alone says little of its value.
            yield Part("", asks, {}, ("type",), agree=1.0)


def _type(found: Sequence[Cell]) -> str:
    """The type that nearly all cells have, of enough to tell; an empty text otherwise."""
    said = [cell.text for cell in found if not cells.is_blank(cell.text)]
    fits = (kind for kind in _TYPES if sum(_is(kind, one) for one in said) >= AGREE * len(said))
    return next(fits, "") if len(said) >= _ITEMS else ""


def _is(kind: str, text: str) -> bool:
    """Whether a cell has a type; a bare number may be read as a percentage or a sum, and need not be one."""
    bare_number = _BARE.fullmatch(text) is not None and kind in {"percent", "money"}
    return not bare_number and cells.read(kind, text) is not None


def _lists(places: Places) -> Iterator[Part]:
    """The forms of the items, where they begin with a link: nearly all have one of a few."""
    entries = [entry for one, region in places for entry in one.entries(region, outer=True) if entry.text]
    forms = Counter(filter(None, (_form(entry.text) for entry in entries)))
    chosen = [form for form, number in forms.most_common(_FORMS) if number >= _FORM * len(entries)]
    # Where most are bare links, one with a word about it is no slip.
    has_words = bool(chosen) and "{text}" in chosen[0]
    fitting = sum(forms[form] for form in chosen)
    if has_words and len(entries) >= _ITEMS and fitting >= _OF_ITEMS * len(entries):
        yield Part("", {"item": chosen}, {}, ("item",), agree=_OF_NOTES)


def _form(text: str) -> str:
    """The template that an item follows: a link, and what parts it from the words about it."""
    bare_text = re.sub(r"\*+|(?<!\w)_+|_+(?!\w)", "", text)
    link = _LINK.match(bare_text)
    if link is None:
        return ""
    rest = bare_text[link.end() :]
    if not rest.strip():
        return "- {link}"
    joint = _JOINT.match(rest)
    return f"- {{link}}{joint.group()}{{text}}" if joint else "- {link} {text}" if rest[:1] == " " else ""
