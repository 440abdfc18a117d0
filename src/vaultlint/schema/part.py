"""The parts that a note can have, as a schema describes them."""

from enum import StrEnum

from vaultlint.schema.terms import Bounds, Name
from vaultlint.text import Value


class Form(StrEnum):
    """How a link is written in a property or cell."""

    ANY = ""
    WIKILINK = "wikilink"
    MARKDOWN = "markdown"
    NAME = "name"
    PATH = "path"
    URL = "url"


class ValueSpec(Value, frozen=True):
    """What a property, a cell or a list's item must be.

    Without a type it is a text, or a list of texts. `target` is an index of
    `Schemas.targets`, -1 without one. `one_of` are the values allowed, in a vocabulary or
    filled in from the note. `format` and `max_age` (days) are a date's.
    """

    type: str = ""
    one_of: Name | None = None
    vocabulary: str = ""
    pattern: str = ""
    bounds: Bounds = Bounds()
    unique: str = ""
    items: "ValueSpec | None" = None
    format: str = ""
    max_age: int | None = None
    target: int = -1
    wanted: str = ""
    form: Form = Form.ANY
    also_in: Name | None = None
    linked_back: Name | bool = False


class Field(Value, frozen=True, tag=True):
    """A property of the frontmatter, under its key or an older spelling of it.

    One inside maps has the `path` of the properties around it, each with its spellings.
    """

    key: str
    value: ValueSpec
    aliases: tuple[str, ...] = ()
    path: tuple[tuple[str, ...], ...] = ()


class ClosedFields(Value, frozen=True, tag=True):
    """No other properties than `keys`, all that the schema names; Obsidian's own are always allowed."""

    keys: tuple[str, ...]


class Tags(Value, frozen=True, tag=True):
    """The tags that say what the note is: `place` is `line`, `frontmatter` or `any`."""

    place: str = "any"
    first: Name | None = None
    known: Name | None = None
    require: tuple[Name, ...] = ()
    forbid: Name | None = None
    vocabulary: str = ""


class Definition(Value, frozen=True, tag=True):
    """The first sentence; with `bold_name` it begins with a name in bold."""

    bold_name: bool = False
    words: Bounds = Bounds()


class Footer(Value, frozen=True, tag=True):
    """A last line such as `*Created {date}*`, and how many days old its newest date may be."""

    form: str = ""
    max_age: int | None = None


class File(Value, frozen=True, tag=True):
    """Where the note lies and what it is called: one of the pairs of folder and name."""

    places: tuple[tuple[Name | None, Name | None], ...]


class Section(Value, frozen=True, tag=True, cache_hash=True):
    """A heading. `place` is `first`, `last` or empty."""

    heading: Name
    levels: tuple[int, ...] = ()
    place: str = ""
    min: int = 1
    max: int | None = None
    newest_first: bool = False


class Sections(Value, frozen=True, tag=True):
    """How the headings listed stand to each other: `order` is `relative`, `strict` or `any`.

    `mild` says of each whether it only should be there. A `closed` list allows no others
    but those of `others`, whose place does not matter.
    """

    headings: tuple[Name, ...]
    mild: tuple[bool, ...]
    order: str = "relative"
    closed: bool = False
    others: tuple[Name, ...] = ()


class Table(Value, frozen=True, tag=True):
    """A table with all these columns, and so many rows."""

    columns: tuple[Name, ...] = ()
    rows: Bounds = Bounds()


class Column(Value, frozen=True, tag=True):
    """A column of the table that has `columns`; `distinct` is how many different values it must hold."""

    name: Name
    value: ValueSpec
    distinct: int = 0
    columns: tuple[Name, ...] = ()


class Label(Value, frozen=True, tag=True):
    """A label with a value of some form; one `in_table` stands in the table that has the `columns`."""

    name: Name
    value: ValueSpec
    min: int = 1
    max: int | None = None
    columns: tuple[Name, ...] = ()
    in_table: bool = False


class Items(Value, frozen=True, tag=True):
    """A list whose items have one of the forms given, such as `- {link} — {text}`."""

    forms: tuple[str, ...] = ()
    number: Bounds = Bounds()
    newest_first: bool = False


class Embed(Value, frozen=True, tag=True):
    """An embedded file; `caption` is `italic`, `any` (or none) or `none`."""

    file: Name
    caption: str = ""
    min: int = 1
    max: int | None = None


class Links(Value, frozen=True, tag=True):
    """Links to notes of a kind, or with `back` from them; `target` is an index of `Schemas.targets`."""

    target: int
    wanted: str
    back: bool = False
    min: int = 1
    max: int | None = None
    also_in: Name | None = None
    linked_back: Name | bool = False


class Text(Value, frozen=True, tag=True):
    """A pattern in the text, or in some `scopes` of it, without others."""

    pattern: str
    scopes: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    min: int = 1
    max: int | None = None


class Words(Value, frozen=True, tag=True):
    """How many words there are."""

    number: Bounds


Part = (
    Field
    | ClosedFields
    | Tags
    | Definition
    | Footer
    | File
    | Section
    | Sections
    | Table
    | Column
    | Label
    | Items
    | Embed
    | Links
    | Text
    | Words
)
