"""The words of the schema language: which keys may stand where, and what each takes.

Reading, the inheritance of parts, "did you mean" and the JSON Schema for editors all go
by these tables. docs/schemas.md tells what the words mean.
"""

from collections.abc import Mapping
from typing import Literal

from vaultlint.text import Value

Simple = Literal[
    "text",
    "regex",
    "number",
    "bound",
    "level",
    "age",
    "name",
    "choice",
    "allowed",
    "target",
    "back",
    "presence",
    "type",
    "date-format",
    "footer-form",
    "item-form",
    "scope",
    "entity",
]


class One(Value, frozen=True):
    """A value of a simple kind."""

    kind: Simple


class Word(Value, frozen=True):
    """One of some words."""

    words: tuple[str, ...]


class Shape(Value, frozen=True):
    """A map with known keys, by the name of its shape in SHAPES."""

    name: str


class Many(Value, frozen=True):
    """A list, or one thing in place of a list of one."""

    of: "Kind"


class Keyed(Value, frozen=True):
    """A map whose keys the owner chooses."""

    of: "Kind"


Kind = One | Word | Shape | Many | Keyed

NEEDS = ("must", "should", "may", "must-not", "should-not")
TYPES = "text number integer money percent date datetime boolean url link list map any".split()
SCOPES = "prose headings cells bold italic captions callouts code frontmatter definition".split()
BOUNDS: Mapping[str, Kind] = {"min": One("number"), "max": One("number")}

_REQUIREMENT: Mapping[str, Kind] = {
    "need": Word(NEEDS),
    "unless": Shape("condition"),
    "help": One("text"),
}
_VALUE: Mapping[str, Kind] = {
    "type": One("type"),
    "values": One("allowed"),
    "pattern": One("regex"),
    "min": One("bound"),
    "max": One("bound"),
    "unique": Word(("vault", "entity")),
    "items": Shape("value"),
    "fields": Keyed(Shape("field")),
    "format": One("date-format"),
    "max-age": One("age"),
    "aliases": Many(One("text")),
    "to": One("target"),
    "form": Word(("wikilink", "markdown", "name", "path", "url")),
    "also-in": One("name"),
    "linked-back": One("back"),
}
_PARTS: Mapping[str, Kind] = {
    "sections": Shape("sections"),
    "tables": Many(Shape("table")),
    "labels": Many(Shape("label")),
    "lists": Many(Shape("list")),
    "embeds": Many(Shape("embed")),
    "links": Many(Shape("link")),
    "text": Many(Shape("text")),
    "words": Shape("words"),
}
_NOTE: Mapping[str, Kind] = {
    "file": Many(Shape("file")),
    "frontmatter": Shape("frontmatter"),
    "tags": Shape("tags"),
    "definition": Shape("definition"),
    "footer": Shape("footer"),
    "lead": Shape("lead"),
    **_PARTS,
    "when": Many(Shape("when")),
}
SHAPES: Mapping[str, Mapping[str, Kind]] = {
    "schema": {
        "entity": One("text"),
        "about": One("text"),
        "extends": Many(One("entity")),
        "match": Shape("condition"),
        **_NOTE,
    },
    "pattern": {
        "name": One("text"),
        "match": Shape("condition"),
        "message": One("text"),
        **_NOTE,
    },
    "when": {"match": Shape("condition"), **_NOTE},
    "lead": _PARTS,
    "file": {"folder": One("name"), "name": One("name"), **_REQUIREMENT},
    "frontmatter": {
        "fields": Keyed(Shape("field")),
        "additional": Word(("allow", "report")),
        **_REQUIREMENT,
    },
    "tags": {
        "place": Word(("line", "frontmatter", "any")),
        "first": One("name"),
        "known": One("allowed"),
        "require": Many(One("name")),
        "forbid": Many(One("name")),
        **_REQUIREMENT,
    },
    "definition": {"form": Word(("bold-name", "any")), "words": Shape("bounds"), **_REQUIREMENT},
    "footer": {"form": One("footer-form"), "max-age": One("age"), **_REQUIREMENT},
    "sections": {
        "order": Word(("relative", "strict", "any")),
        "additional": Word(("allow", "report")),
        "items": Many(Shape("section")),
        **_REQUIREMENT,
    },
    "section": {
        "heading": One("name"),
        "level": Many(One("level")),
        "place": Word(("first", "last")),
        "min": One("number"),
        "max": One("number"),
        "order": Word(("newest-first",)),
        **_PARTS,
        **_REQUIREMENT,
    },
    "table": {
        "columns": Many(Shape("column")),
        "labels": Many(Shape("label")),
        **BOUNDS,
        **_REQUIREMENT,
    },
    "column": {"name": One("name"), **_VALUE, "distinct": One("number"), **_REQUIREMENT},
    "label": {"label": One("name"), **_VALUE, **BOUNDS, **_REQUIREMENT},
    "list": {"item": One("item-form"), **BOUNDS, "order": Word(("newest-first",)), **_REQUIREMENT},
    "embed": {
        "file": One("name"),
        "caption": Word(("italic", "any", "none")),
        **BOUNDS,
        **_REQUIREMENT,
    },
    "link": {
        "to": One("target"),
        "from": One("target"),
        **BOUNDS,
        "also-in": One("name"),
        "linked-back": One("back"),
        **_REQUIREMENT,
    },
    "text": {
        "pattern": One("regex"),
        "in": Many(Word(tuple(SCOPES))),
        "except": Many(Word(tuple(SCOPES))),
        **BOUNDS,
        **_REQUIREMENT,
    },
    "words": {**BOUNDS, **_REQUIREMENT},
    "bounds": BOUNDS,
    "value": _VALUE,
    "field": {**_VALUE, **_REQUIREMENT},
    "condition": {
        "entity": One("choice"),
        "tags": One("choice"),
        "folder": One("choice"),
        "name": One("choice"),
        "sections": One("choice"),
        "labels": One("choice"),
        "tables": One("choice"),
        "embeds": One("choice"),
        "fields": Keyed(One("presence")),
        "text": One("regex"),
        "lines": Shape("bounds"),
        "words": Shape("bounds"),
        "links": Many(Shape("linked")),
        "any": Many(Shape("condition")),
        "none": Many(Shape("condition")),
    },
    "linked": {"to": One("target"), "from": One("target")},
}
"""Every map of the language: its keys and what each takes."""

SHORT: Mapping[str, str] = {
    "section": "heading",
    "label": "label",
    "column": "name",
    "file": "name",
    "embed": "file",
    "list": "item",
    "text": "pattern",
    "link": "to",
    "field": "type",
    "value": "type",
    "condition": "text",
    "definition": "form",
    "footer": "form",
}
"""The key that a text alone stands for, by shape."""

NAMES = frozenset({"section", "label", "column", "embed", "link", "text", "list", "file"})
"""Shapes that a list of names stands for: any one of them."""

NAMED: Mapping[str, tuple[str, ...]] = {
    "section": ("heading",),
    "label": ("label",),
    "column": ("name",),
    "embed": ("file",),
    "list": ("item",),
    "text": ("pattern",),
    "link": ("to", "from"),
    "table": ("columns",),
}
"""The keys that a part is known by, when a schema names a part of its parent again."""

VOCABULARY: Mapping[str, Kind] = {"file": One("text"), "pattern": One("regex")}
