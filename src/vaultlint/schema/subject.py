"""One note as requirements see it: regions, tables, labels, lists, words, each read when first asked for."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from vaultlint.facts import Context, Heading, Link
from vaultlint.note import Item, Mapping, Note, Property, Scalar, YamlValue
from vaultlint.note import Sequence as YamlList
from vaultlint.note import Table as NoteTable
from vaultlint.schema.cells import is_blank
from vaultlint.schema.language import Within
from vaultlint.schema.names import Matcher, Words, fill, matcher, placeholders
from vaultlint.schema.part import Section
from vaultlint.schema.terms import Name
from vaultlint.text import Span, Spans, Value, fold_name, shown_text, split_cells

_BOLD_START = re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1[ \t]*:?")
_COLON_START = re.compile(r"[^:\n|]{1,80}?:(?=\s|$)")
_ITEM_MARK = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+(?:\[.\][ \t]+)?")
_COMMENT = re.compile(r"<!--.*?-->|%%.*?%%", re.DOTALL)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+(?:[.,'’&/_-][^\W_]+)*")
_NO_WORDS = re.compile(r"!\[\[[^\]\n]*\]\]|!?\[(?=[^\]\n]*\]\()|\]\([^()\n]*\)|<[^<>\n]*>|\[\[[^\[\]|\n]*\|")


class Region(Value, frozen=True, cache_hash=True):
    """A stretch of the body in which a part is looked for; `heading` is the index of its own, or -1."""

    span: Span
    heading: int


class Cell(Value, frozen=True):
    """A table's cell, or what stands in its place in a list."""

    text: str
    span: Span


class Grid(Value, frozen=True):
    """A table's cells; the first row is the header."""

    span: Span
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, index: int) -> tuple[Cell, ...]:
        """Return the cells below a header."""
        return tuple(row[index] for row in self.rows[1:] if index < len(row))


class Labelled(Value, frozen=True):
    """A label and what it labels: the cell after it, the cells below a header, the rest of an item."""

    label: Cell
    values: tuple[Cell, ...]


class Entry(Value, frozen=True):
    """A list item's own text, without its mark and the items below it."""

    text: str
    span: Span
    ordered: bool


class Subject:
    """A note, and what a schema may ask about it."""

    def __init__(self, note: Note) -> None:
        self.note = note
        self.facts = note.facts
        self._regions: dict[Within, tuple[Region, ...]] = {}
        self._sections: dict[tuple[Name, tuple[int, ...], Region], tuple[Region, ...]] = {}
        self._grids: dict[int, Grid] = {}
        self._labels: dict[Region, tuple[Labelled, ...]] = {}

    @cached_property
    def headings(self) -> tuple[tuple[int, Heading], ...]:
        """The headings that divide the note, with their indexes."""
        return tuple((index, one) for index, one in enumerate(self.facts.headings) if not one.quoted)

    @cached_property
    def title(self) -> int:
        """The index of the note's title, -1 without one: its first heading, if only that is of level 1."""
        first = [index for index, heading in self.headings if heading.level == 1]
        return first[0] if len(first) == 1 and first[0] == self.headings[0][0] else -1

    @cached_property
    def words(self) -> Words:
        """What the note fills placeholders with."""
        headings = [shown_text(one.text) for _, one in self.headings if one.level == 1][:1]
        words = {entry.key.lower(): texts_of(entry.value) for entry in self.note.frontmatter.properties}
        title = words.get("title") or tuple(headings) or (self.facts.name,)
        aliases = tuple(alias.text for alias in self.facts.aliases)
        return words | {
            "name": (self.facts.name,),
            "h1": tuple(headings),
            "title": title,
            "alias": aliases,
        }

    def matcher(self, name: Name) -> Matcher:
        """Return the comparison with a name, its placeholders filled in from the note."""
        return matcher(fill(name, self.words) if placeholders(name) else name)

    def field(self, key: str, aliases: tuple[str, ...] = ()) -> Property | None:
        """Return the property of one of these keys; Obsidian compares them without case."""
        found = (self.note.frontmatter.get(one.lower()) for one in (key, *aliases))
        return next((entry for entry in found if entry is not None), None)

    def says_nothing(self, entry: Property) -> bool:
        """Say whether a property is there without a value."""
        return not isinstance(entry.value, Mapping) and not texts_of(entry.value)

    @cached_property
    def body(self) -> Region:
        """All of the note below the frontmatter."""
        return Region(Span(self.note.body, len(self.note.text)), -1)

    @cached_property
    def lead(self) -> Region:
        """What stands before the first heading that is not the note's title."""
        first = next((one for index, one in self.headings if index != self.title), None)
        return Region(Span(self.note.body, first.span.start if first else len(self.note.text)), -1)

    def regions(self, within: Within) -> tuple[Region, ...]:
        """Return where parts of `within` may stand; none if the note has no such section."""
        if not within.sections:
            return (self.lead if within.lead else self.body,)
        found = self._regions.get(within)
        if found is None:
            regions: tuple[Region, ...] = (self.body,)
            for section in within.sections:
                regions = tuple(one for region in regions for one in self.sections(section, region))
            # Of an empty section nothing more is to be said than that.
            kept = (one for one in dict.fromkeys(regions) if not self.is_empty(one))
            found = self._regions[within] = tuple(kept)
        return found

    def is_empty(self, region: Region) -> bool:
        """Say whether a section has neither text nor headings; comments, rules and footers are none."""
        text = _COMMENT.sub("", self.note.text[region.span.start : region.span.end])
        for footer in self.note.footers if region.heading >= 0 else ():
            text = text.replace(self.note.source(footer.span), "")
        return region.heading >= 0 and not text.strip(" \t\r\n-*_")

    def sections(self, section: Section, region: Region) -> tuple[Region, ...]:
        """Return the sections in a region whose heading has the name and level."""
        key = (section.heading, section.levels, region)
        found = self._sections.get(key)
        if found is None:
            matches = self.matcher(section.heading)
            found = self._sections[key] = tuple(
                Region(Span(heading.span.end, heading.end), index)
                for index, heading in self.headings_in(region)
                if matches(heading.text) and (not section.levels or heading.level in section.levels)
            )
        return found

    def headings_in(self, region: Region) -> Iterator[tuple[int, Heading]]:
        """Yield the headings in a region, its own left out."""
        for index, heading in self.headings:
            if region.span.covers(heading.span.start):
                yield index, heading

    def outline(self, region: Region) -> Iterator[tuple[int, Heading]]:
        """Yield the headings that divide a region, without those below them and without the title."""
        end = -1
        for index, heading in self.headings_in(region):
            if index != self.title and heading.span.start >= end:
                end = heading.end
                yield index, heading

    def grids(self, region: Region) -> Iterator[Grid]:
        """Yield the tables in a region."""
        for index, table in enumerate(self.note.structure.tables):
            if region.span.covers(table.span.start):
                if index not in self._grids:
                    self._grids[index] = self._grid(table)
                yield self._grids[index]

    def _grid(self, table: NoteTable) -> Grid:
        text = self.note.text
        rows = (split_cells(text, row.span) for row in (table.header, *table.rows))
        return Grid(
            table.span, tuple(tuple(Cell(text[one.start : one.end], one) for one in row) for row in rows)
        )

    def labels(self, region: Region) -> tuple[Labelled, ...]:
        """Return every cell and every start of a list item in a region that may be a label."""
        found = self._labels.get(region)
        if found is None:
            labels = [one for grid in self.grids(region) for one in _labels_of(grid)]
            labels += [one for entry in self.entries(region) if (one := _label_of(entry)) is not None]
            found = self._labels[region] = tuple(labels)
        return found

    def entries(self, region: Region, *, outer: bool = False) -> Iterator[Entry]:
        """Yield the items of the lists in a region; `outer` ones stand in no other item and no callout."""
        items = self.note.structure.items
        quoted = Spans(one.span for one in self.note.structure.callouts) if outer else Spans(())
        for index, item in enumerate(items):
            if region.span.covers(item.span.start) and (
                not outer or (item.depth == 1 and not quoted.covers(item.span.start))
            ):
                yield self._entry(item, items[index + 1 : index + 2])

    def _entry(self, item: Item, following: Sequence[Item]) -> Entry:
        end = following[0].span.start if following and item.span.covers(following[0].span.start) else None
        source = self.note.text[item.span.start : item.span.end if end is None else end]
        mark = _ITEM_MARK.match(source)
        start = mark.end() if mark else 0
        text = source[start:].rstrip()
        return Entry(text, Span(item.span.start + start, item.span.start + start + len(text)), item.ordered)

    def embeds(self, region: Region) -> Iterator[Link]:
        """Yield the embeds in a region."""
        for link in self.facts.links:
            if link.embed and region.span.covers(link.span.start) and not link.context & Context.COMMENT:
                yield link

    @cached_property
    def word_starts(self) -> tuple[int, ...]:
        """Where each word of the body begins that a reader sees: no code, comment, target of a link."""
        structure = self.note.structure
        hidden = [*structure.code, *structure.comments, *structure.html]
        hidden += [self.note.tag_line] if self.note.tag_line else []
        hidden += [Span(*found.span()) for found in _NO_WORDS.finditer(self.note.text, self.note.body)]
        covered = Spans(hidden)
        found = (one.start() for one in _WORD.finditer(self.note.text, self.note.body))
        return tuple(start for start in found if not covered.covers(start))

    def count_words(self, span: Span) -> int:
        """Return how many words stand in a stretch of the body."""
        return sum(span.covers(start) for start in self.word_starts)

    def line(self, span: Span) -> int:
        """Return the number of the line, from 1, in which a span begins: for words, places are offsets."""
        return self.note.text.count("\n", 0, span.start) + 1

    def under(self, region: Region) -> str:
        """Return ` under "Heading"` for a section, nothing for the whole note."""
        if region.heading < 0:
            return " before the first heading" if region == self.lead != self.body else ""
        return f' under "{shown_text(self.facts.headings[region.heading].text)}"'

    def place(self, region: Region) -> Span:
        """Return where to say that something is missing in a region: at its heading or the note's title."""
        return self.facts.title_span if region.heading < 0 else self.facts.headings[region.heading].span


def _labels_of(grid: Grid) -> Iterator[Labelled]:
    for row_index, row in enumerate(grid.rows):
        for index, cell in enumerate(row):
            if cell.text:
                values = grid.column(index) if row_index == 0 else row[index + 1 : index + 2]
                yield Labelled(cell, values)


def _label_of(entry: Entry) -> Labelled | None:
    found = _BOLD_START.match(entry.text) or _COLON_START.match(entry.text)
    if found is None:
        return None
    rest = entry.text[found.end() :]
    value = rest.lstrip(" \t—–:-")
    start = entry.span.start + found.end() + len(rest) - len(value)
    label = Cell(found.group(), Span(entry.span.start, entry.span.start + found.end()))
    return Labelled(label, (Cell(value, Span(start, start + len(value))),))


def items_of(value: YamlValue) -> tuple[YamlValue, ...]:
    """Return a property's values: the items of a list, a lone value as a list of one.

    A list of one inside a list is that one: YAML reads the unquoted `[[Note]]` so.
    """
    return tuple(map(unwrapped, value.items)) if isinstance(value, YamlList) else (value,)


def unwrapped(value: YamlValue) -> YamlValue:
    """Return what a list of one list of one holds, any other value as it is."""
    while isinstance(value, YamlList) and len(value.items) == 1:
        value = value.items[0]
    return value


def texts_of(value: YamlValue) -> tuple[str, ...]:
    """Return the texts of a property that holds one or a list of them, the brackets of links undone."""
    scalars = (one for one in items_of(value) if isinstance(one, Scalar))
    return tuple(shown_text(one.text) for one in scalars if one.kind != "null" and not is_blank(one.text))


def same_key(one: str, other: str) -> bool:
    """Say whether two keys name one property."""
    return fold_name(one) == fold_name(other)
