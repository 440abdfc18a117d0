"""Schemas, compiled: every part asked for as one flat requirement, with the line that asks for it.

docs/schemas.md tells the language that owners write. Here every short form is
written out, every vocabulary filled in and every `extends` followed.
"""

from enum import IntEnum

from vaultlint.schema.part import Part, Section
from vaultlint.schema.terms import ALWAYS, Condition, Origin
from vaultlint.text import Value


class Need(IntEnum):
    """How much a part is needed: MAY checks its form only."""

    MAY = 0
    SHOULD = 1
    MUST = 2
    SHOULD_NOT = 3
    MUST_NOT = 4


class Within(Value, frozen=True, cache_hash=True):
    """Where a part must stand: in the note, before its first heading, or in nested sections."""

    lead: bool = False
    sections: tuple[Section, ...] = ()


class Requirement(Value, frozen=True):
    """One part, asked of the notes that `when` holds for, with the owner's own words in `help`."""

    part: Part
    origin: Origin
    within: Within = Within()
    need: Need = Need.MUST
    when: Condition = ALWAYS
    help: str = ""

    def required(self) -> bool:
        """Say whether the part must be there."""
        return self.need in {Need.MUST, Need.SHOULD}

    def forbidden(self) -> bool:
        """Say whether the part must not be there."""
        return self.need >= Need.SHOULD_NOT

    def welcome(self) -> bool:
        """Say whether the part may be there, and so must be right."""
        return self.need < Need.SHOULD_NOT


class Entity(Value, frozen=True):
    """A kind of note: which notes it is, and all that it asks of them.

    `parents` are the entities that it extends, all of them, nearest first; an
    `abstract` one is only there to extend. A rule pack's pattern is one, too: its
    findings are reported under its own name, with its `message`. Of a `broken` one,
    whose schema has mistakes, nobody can tell which notes it is.
    """

    name: str
    about: str
    origin: Origin
    match: Condition = ALWAYS
    abstract: bool = False
    parents: tuple[str, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    pattern: bool = False
    message: str = ""
    broken: bool = False


class Schemas(Value, frozen=True):
    """All that a vault's owner asks.

    `targets` are the conditions that links' other ends are held to; requirements and
    conditions name them by index.
    """

    entities: tuple[Entity, ...] = ()
    targets: tuple[Condition, ...] = ()


NO_SCHEMAS = Schemas()
