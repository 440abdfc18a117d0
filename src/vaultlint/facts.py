"""What a vault needs to know about a note: small, serialisable, without its text."""

import re
from enum import IntEnum

from vaultlint.place import stem
from vaultlint.text import Offset, Span, Value, is_dated

_WORD = re.compile(r"[^\W\d_]+")
_INDEXES = frozenset("index readme home dashboard moc toc overview contents tableofcontents glossary".split())
_PARTS_OF_INDEXES = frozenset({"index", "moc", "toc", "readme"})


class LinkKind(IntEnum):
    """How a link is written."""

    WIKILINK = 1
    MARKDOWN = 2
    PROPERTY = 3


class Context:
    """Where in the note something stands: bits, for there may be several."""

    HEADING = 1
    TABLE = 2
    LIST = 4
    QUOTE = 8
    COMMENT = 16
    FOOTNOTE = 32
    SHOWN = 64
    """The same target stands in code on the same line: the link is an example of a link."""
    FIRST = 128
    """It begins its list item, its table's row or its line."""
    PART = 256
    """It may be part of a longer name: `[[Iron]] Bank`, `New [[Mexico]]`."""


class Link(Value, frozen=True):
    """A link or embed to a note or file of the vault; external links are not kept.

    `path` is what names the file, with the escapes of tables and URLs undone;
    `subpath` what follows its first `#`, without it. `span` is the whole link,
    `path_span` the path as written. `section` is the index of the heading it
    stands under, -1 before the first; `context` are bits of Context.
    """

    span: Span
    path_span: Span
    kind: LinkKind
    embed: bool
    path: str
    subpath: str
    display: str | None
    section: int
    context: int

    @property
    def target(self) -> str:
        """What it names, the subpath included."""
        return f"{self.path}#{self.subpath}" if self.subpath else self.path


class PropertyLink(Value, frozen=True):
    """A `[[link]]` that is a whole property value, or a whole item of a list.

    Without quotes YAML reads two nested lists, and Obsidian sees no link.
    """

    key: str
    span: Span
    text: str
    quoted: bool


class PropertyText(Value, frozen=True):
    """A property's text, or one of a list's, with quotes undone; texts inside maps are not kept."""

    key: str
    text: str
    span: Span


class Heading(Value, frozen=True):
    """A heading: `text` as written without marks, `span` its line or lines.

    `end` is where its section ends: at the next heading that is not deeper.
    `parent` is the index of the heading above it, -1 for none; an `empty` one has
    nothing but white space before the next heading of any level. A `quoted` one
    stands in a quote or callout: it can be linked to and divides nothing. `links_only` is
    whether little but links stands below it, as in a list of places.
    """

    level: int
    text: str
    span: Span
    end: Offset
    parent: int
    empty: bool
    quoted: bool = False
    links_only: bool = False


class Alias(Value, frozen=True):
    """A name from the property `aliases`."""

    text: str
    span: Span


class TagPlace(IntEnum):
    """Where a tag stands; only the first two say what kind of note it is."""

    LINE = 1
    FRONTMATTER = 2
    INLINE = 3


class Tag(Value, frozen=True):
    """A tag without its `#`; the span includes it."""

    text: str
    span: Span
    place: TagPlace


class Block(Value, frozen=True):
    """A block id, without the caret."""

    id: str
    span: Span


class Reach(IntEnum):
    """How far a suppression reaches. UNKNOWN is no suppression, END closes a range."""

    UNKNOWN = 0
    LINE = 1
    NEXT_LINE = 2
    RANGE = 3
    FILE = 4
    END = 5


class Suppression(Value, frozen=True):
    """A comment that silences a rule or family; without a name, all rules.

    A comment with several names comes as several suppressions. `cover` is the text
    whose findings it silences: by where they begin.
    """

    span: Span
    reach: Reach
    cover: Span
    name: str
    name_span: Span


class FooterDate(Value, frozen=True):
    """A word such as Created or Updated, the date after it as written, the date's span."""

    word: str
    text: str
    span: Span


class Footer(Value, frozen=True):
    """A whole line in single emphasis that says when the note was written; `text` is the line's words."""

    span: Span
    text: str
    dates: tuple[FooterDate, ...]


class SourceLine(Value, frozen=True):
    """A line that names where something was read: `*Source: Harbor Times, Feb 6 2026*`.

    `text` is what a reader sees of it.
    """

    span: Span
    text: str


class Expectation(Value, frozen=True):
    """Something said to come, with the date that it names: `expected in Q2 2026`.

    `span` goes from the word that looks ahead to the end of the date.
    """

    span: Span
    date: str


class Moments(Value, frozen=True):
    """What a note says of time: when it was written, what it was written from, what it expects."""

    footers: tuple[Footer, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    expectations: tuple[Expectation, ...] = ()


class Bullet(Value, frozen=True):
    """The last item of a section's list that begins with a wikilink: the pattern for one more.

    `before` is what stands before the link in its line, `joint` what stands between it
    and the words about it, empty without words; `end` is where the item ends.
    """

    link: Offset
    end: Offset
    before: str
    joint: str


class NoteFacts(Value, frozen=True):
    """A note as the rest of the vault sees it.

    `path` is relative to the vault's root, with `/`. `anchors` are the ids that
    HTML or a `{#id}` in the note defines; `breaks` is where thematic breaks (`---`)
    begin. `template` notes are forms to fill in, a
    `drawing` is Excalidraw's. `summary` is what its definition says that it is, in a few
    words. `figures` is the packed account of what it states in figures.
    """

    path: str
    title_span: Span
    aliases: tuple[Alias, ...] = ()
    tags: tuple[Tag, ...] = ()
    headings: tuple[Heading, ...] = ()
    breaks: tuple[Offset, ...] = ()
    blocks: tuple[Block, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    property_links: tuple[PropertyLink, ...] = ()
    properties: tuple[PropertyText, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    moments: Moments = Moments()
    summary: str = ""
    bullets: tuple[Bullet, ...] = ()
    figures: bytes = b""
    template: bool = False
    drawing: bool = False

    @property
    def name(self) -> str:
        """The file name without folder and `.md`: what a wikilink writes."""
        return stem(self.path)

    @property
    def folder(self) -> str:
        """The folder's path, empty for the vault's root."""
        return self.path.rpartition("/")[0]

    @property
    def report(self) -> bool:
        """Whether it is an overview that `vaultlint report` wrote: what that links to is no better linked."""
        return any(one.key == "vaultlint" and one.text == "report" for one in self.properties)


def belongs_to_day(path: str, daily_folder: str) -> bool:
    """Say whether a note belongs to a day: by its name or by the daily notes' folder, if there is one."""
    return is_dated(stem(path)) or (bool(daily_folder) and path.startswith(daily_folder.strip("/") + "/"))


def is_index(path: str) -> bool:
    """Say whether a note's name says that it only leads to others: `index`, `Home`, `places-index`, `AI MOC`.

    `Home Depot` and `Consumer Price Index` do not.
    """
    name = stem(path)
    words = _WORD.findall(name.lower())
    if "".join(words) in _INDEXES or "MOC" in _WORD.findall(name):
        return True
    return " " not in name and not _PARTS_OF_INDEXES.isdisjoint(words)
