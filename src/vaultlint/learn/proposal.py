"""What may be asked of the notes of a kind, before anybody has counted how many of them have it."""

from dataclasses import dataclass, field
from typing import Any

MUST, SHOULD, MAY = 0.95, 0.8, 0.3
"""The shares of notes from which on a part must, should or may be there."""

AGREE = 0.98
"""The share of the notes with a part that must have it in one form, or the form is none."""

FEW = 3
"""Notes that a part must stand in at least."""


def enough(total: int) -> float:
    """Return how many of some notes must have a part for it to be worth a line."""
    return max(FEW, MAY * total)


@dataclass(frozen=True, eq=False)
class Part:
    """One part of a schema: `asks` are its keys and values, in the words of the schema language.

    `key` is the property that it describes, or the key under which it stands alone. `inner`
    are the parts that stand in it, by key: `tables`, `labels`, `lists`. `loose` are keys to leave
    out where the notes that have the part do not agree on them; without any the part goes.
    """

    key: str
    asks: dict[str, Any] = field(default_factory=dict)
    inner: dict[str, tuple["Part", ...]] = field(default_factory=dict)
    loose: tuple[str, ...] = ()
    least: float = MAY
    """The share of notes below which it is nothing worth to be said."""
    agree: float = AGREE
    """The share of the notes that have it which must have it in this form, or the form is none."""


@dataclass(frozen=True)
class Proposal:
    """A schema to try: `fields` and `sections` in their order, `alone` for what a note has once."""

    name: str
    match: dict[str, Any]
    fields: tuple[Part, ...] = ()
    alone: tuple[Part, ...] = ()
    sections: tuple[Part, ...] = ()
    ordered: bool = True
    texts: tuple[Part, ...] = ()
