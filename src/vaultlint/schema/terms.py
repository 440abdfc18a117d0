"""The terms of the schema language: names, bounds and conditions, with every short form written out."""

from vaultlint.text import Value


class Origin(Value, frozen=True):
    """The line of a schema that asks: `file` from the settings' folder with `/`, `line` from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


_SHOWN = 8
"""Texts of a name that a message tells."""


class Name(Value, frozen=True, cache_hash=True):
    """Any one of some texts, in which `*` stands for anything, or of some regular expressions."""

    texts: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()

    def __str__(self) -> str:
        shown = [f'"{text}"' for text in self.texts] + [f"/{pattern}/" for pattern in self.patterns]
        shown = [*shown[:_SHOWN], "others"] if len(shown) > _SHOWN else shown
        return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else "".join(shown)


class Bounds(Value, frozen=True):
    """The least and the most that is allowed, None where there is no bound."""

    min: float | None = None
    max: float | None = None

    def hold(self, low: float, high: float) -> bool:
        """Say whether anything between `low` and `high` is allowed."""
        return (self.min is None or high >= self.min) and (self.max is None or low <= self.max)


NO_BOUNDS = Bounds()


class Has(Value, frozen=True, tag=True, cache_hash=True):
    """The note has things of these names: of `what` it has one of `any`, each of `all`, none of `none`.

    `what` is `tags`, `folder`, `name`, `sections`, `labels`, `tables` (a column), `embeds` or `entity`.
    """

    what: str
    any: Name | None = None
    all: tuple[Name, ...] = ()
    none: Name | None = None


class HasField(Value, frozen=True, tag=True, cache_hash=True):
    """The note has the property or has it not, or a value of it has the name."""

    key: str
    value: Name | bool


class HasText(Value, frozen=True, tag=True, cache_hash=True):
    """The pattern is found in the note."""

    pattern: str


class HasSize(Value, frozen=True, tag=True, cache_hash=True):
    """The note has so many `lines` or `words`."""

    what: str
    bounds: Bounds


class HasLink(Value, frozen=True, tag=True, cache_hash=True):
    """The note links to a note that `target` holds for; `back`: such a note links to it.

    `target` is an index of `Schemas.targets`.
    """

    target: int
    back: bool


class AnyOf(Value, frozen=True, tag=True, cache_hash=True):
    """One of the conditions holds; of none at all, never."""

    conditions: tuple["Condition", ...]


class NoneOf(Value, frozen=True, tag=True, cache_hash=True):
    """None of the conditions holds."""

    conditions: tuple["Condition", ...]


Test = Has | HasField | HasText | HasSize | HasLink | AnyOf | NoneOf


class Condition(Value, frozen=True, cache_hash=True):
    """All of its tests hold; without any it is true."""

    tests: tuple[Test, ...] = ()


ALWAYS = Condition()
NEVER = Condition((AnyOf(()),))
