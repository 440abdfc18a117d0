"""What a note states: a quantity, of whom, of what, when, and in which role."""

from enum import IntEnum
from functools import lru_cache

import msgspec

from vaultlint.figures.quantity import Quantity
from vaultlint.text import Value


class Place(IntEnum):
    """What tells the measure of a figure."""

    LABEL = 1
    """A row's label and the column's header, or the words before a colon."""
    PROSE = 2
    """The words around it."""
    PROPERTY = 3
    """A property's key."""


class Statement(Value, frozen=True):
    """A figure with what the note says of it.

    `measure` are the concepts that name what is measured, `around` those that stand near.
    `subject` is the link that it is about, as written, empty for the note itself;
    `links` are all links of its clause or row. `times` are the periods that it holds
    for, `scope` the concepts of the headings and captions above it. `group` numbers
    the sentence, list or table that it stands in; `label` is what a message calls it. It is the note's `own`
    where nothing says that it tells of something else.
    """

    quantity: Quantity
    place: Place
    measure: tuple[str, ...]
    around: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    subject: str = ""
    links: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    group: int = 0
    label: str = ""
    own: bool = False
    section: int = -1
    of: tuple[str, ...] = ()
    total: bool = False
    lead: bool = False
    bullet: bool = False
    instance: bool = False
    opening: str = ""
    written: str = ""


class Pin(Value, frozen=True):
    """A figure that the vault has pinned for an entity; `where` is the line of the file that says so."""

    entity: str
    statement: Statement
    where: str


class Account(Value, frozen=True):
    """A note as others see it: the concepts of its names, and what it states that they may state, too."""

    names: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Account)


def pack(account: Account) -> bytes:
    """Return an account as bytes: most are never asked for, so that facts keep them packed."""
    return _ENCODER.encode(account)


@lru_cache(maxsize=1024)
def unpack(packed: bytes) -> Account:
    """Return the account in some bytes; none in no bytes."""
    return _DECODER.decode(packed) if packed else Account()
