"""One note, read: its text and every part of it, each with its exact span."""

import re

from vaultlint.facts import NoteFacts
from vaultlint.figures.reckoning import NO_FIGURES, Figures
from vaultlint.finding import Fix
from vaultlint.text import START, Span, Spans, Value

_NUMBER = re.compile(
    r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)


class Problem(Value, frozen=True):
    """Something that kept a part of the note from being read."""

    span: Span
    message: str
    help: str = ""
    fix: Fix | None = None


class Scalar(Value, frozen=True):
    """A YAML scalar: `text` with its quotes undone, `plain` when it had none."""

    span: Span
    text: str
    plain: bool

    @property
    def kind(self) -> str:
        """Its type under YAML 1.2's core schema: null, boolean, number or text."""
        return "text" if not self.plain else core_kind(self.text)


class Sequence(Value, frozen=True):
    """A YAML list; `flow` when written in brackets."""

    span: Span
    items: tuple["YamlValue", ...]
    flow: bool


class Mapping(Value, frozen=True):
    """A YAML map."""

    span: Span
    entries: tuple["Property", ...]


YamlValue = Scalar | Sequence | Mapping


class Property(Value, frozen=True):
    """A key of the frontmatter, or of a map inside it, with its value."""

    key: str
    key_span: Span
    value: YamlValue


class Frontmatter(Value, frozen=True):
    """The YAML at the head of a note; `span` takes in both fences.

    With a `problem` there are no properties: Obsidian shows none either.
    """

    span: Span = START
    properties: tuple[Property, ...] = ()
    duplicates: tuple[tuple[Property, Property], ...] = ()
    problem: Problem | None = None

    def get(self, key: str) -> Property | None:
        """Return the property called `key`, compared as Obsidian does: without case."""
        for found in self.properties:
            if found.key.lower() == key:
                return found
        return None


class Row(Value, frozen=True):
    """A table's row; `text.split_cells` gives its cells.

    `surplus` are the cells beyond the header's last, trimmed; their text is not shown.
    `padded` is how many cells the row lacks.
    """

    span: Span
    surplus: tuple[Span, ...] = ()
    padded: int = 0


class Table(Value, frozen=True):
    """A table of `width` columns; `above` and `below` are lines glued to it without a blank line."""

    span: Span
    width: int
    header: Row
    rows: tuple[Row, ...]
    above: Span | None = None
    below: Span | None = None


class Item(Value, frozen=True):
    """A list item, its sub-items included; `depth` counts the lists around it from 1."""

    span: Span
    depth: int
    ordered: bool
    task: bool = False


class Code(Value, frozen=True):
    """A code block with the first word after its fence, empty without one."""

    span: Span
    language: str


class Callout(Value, frozen=True):
    """A quote that begins with `[!type]`; `fold` is `+`, `-` or empty."""

    span: Span
    type: str
    fold: str
    title: str


class Footnote(Value, frozen=True):
    """A footnote's definition."""

    id: str
    span: Span


class Definition(Value, frozen=True):
    """The first paragraph; `name` is the bold name that it begins with, or empty."""

    span: Span
    name: str


class Caption(Value, frozen=True):
    """A line in italics directly under an embed."""

    span: Span
    embed: Span


class Structure(Value, frozen=True):
    """What stands where in a note's body, in order of place.

    `code` includes code spans and blocks; `inert` all text that is no Markdown:
    code, math, HTML. Headings and links are facts.
    """

    paragraphs: tuple[Span, ...] = ()
    tables: tuple[Table, ...] = ()
    items: tuple[Item, ...] = ()
    code_blocks: tuple[Code, ...] = ()
    callouts: tuple[Callout, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    code: Spans = Spans(())
    math: Spans = Spans(())
    comments: Spans = Spans(())
    html: Spans = Spans(())
    inert: Spans = Spans(())
    open_pipes: tuple[Span, ...] = ()


class Note(Value, frozen=True):
    """A note as a note rule sees it; offsets are code points of `text`.

    `body` is where the text after the frontmatter begins. `unreadable` says why
    there is no text, and is empty otherwise. A byte order mark is not in `text`.
    """

    path: str
    text: str
    facts: NoteFacts
    body: int = 0
    frontmatter: Frontmatter = Frontmatter()
    structure: Structure = Structure()
    tag_line: Span | None = None
    definition: Definition | None = None
    captions: tuple[Caption, ...] = ()
    figures: Figures = NO_FIGURES
    unreadable: str = ""
    byte_order_mark: bool = False

    def source(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]

    def line(self, span: Span) -> int:
        """Return the number of the line, from 1, in which a span begins: for words, places are offsets."""
        return self.text.count("\n", 0, span.start) + 1


def core_kind(text: str) -> str:
    """Return the type that YAML 1.2's core schema gives a plain scalar.

    Source: YAML 1.2.2, section 10.3.2. `yes`, `no` and dates are text, `012` is 12.
    """
    if text in {"", "~", "null", "Null", "NULL"}:
        return "null"
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return "boolean"
    return "number" if _NUMBER.fullmatch(text) else "text"
