"""A note has something that the schema forbids, or more of it than it allows.

## Why

The owner has decided against it: mostly it has been replaced by something better, and
says the same a second time.

## What to do

Take it out, or move what it says to where it belongs.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.network import Network, Question
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Definition, Embed, Field, Footer, Items, Label, Links, Section, Table, Text
from vaultlint.schema.parts import occurrences
from vaultlint.schema.subject import Subject
from vaultlint.text import Span, count


def _is_limited(asked: Requirement) -> bool:
    return asked.forbidden() or getattr(asked.part, "max", None) is not None


def _most(asked: Requirement) -> int:
    return 0 if asked.forbidden() else int(getattr(asked.part, "max", 0))


@schema_rule(
    Severity.ERROR,
    since="0.2.0",
    parts=(Definition, Embed, Field, Footer, Items, Label, Links, Section, Table, Text),
    when=_is_limited,
)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    if isinstance(asked.part, Links):
        return
    for places, what in occurrences(subject, asked):
        yield from _too_many(subject.note.path, places, _most(asked), what)


def judge(network: Network, question: Question) -> Iterator[Finding]:
    """Links are counted when all notes are known."""
    part = question.requirement.part
    if isinstance(part, Links) and not part.back:
        places = [links[0].span for links in network.linked(question).values()]
        most = _most(question.requirement)
        yield from _too_many(question.note.path, places, most, f"link to {part.wanted}")


def _too_many(path: str, places: list[Span], most: int, what: str) -> Iterator[Finding]:
    if len(places) > most:
        surplus = places[most:]
        message = f"{count(len(places), what)}, of at most {most}" if most else f"a {what} must not be here"
        yield Finding(path, surplus[0], message, also=tuple(surplus[1:]))
