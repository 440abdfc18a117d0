"""A note has something that the schema forbids, or more of it than it allows.

## Why

The owner has decided against it: mostly it has been replaced by something better, and
says the same a second time.

## What to do

Take it out, or move what it says to where it belongs.
"""

from collections.abc import Iterator, Sequence

from vaultlint.finding import Finding, Severity
from vaultlint.network import Network, Question
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Need, Requirement
from vaultlint.schema.part import (
    Column,
    Definition,
    Embed,
    Field,
    File,
    Footer,
    Items,
    Label,
    Links,
    Section,
    Table,
    Text,
)
from vaultlint.schema.parts import Occurrence, forbidden_captions, occurrences
from vaultlint.schema.subject import Subject

_PARTS = (Column, Definition, Embed, Field, File, Footer, Items, Label, Links, Section, Table, Text)


def _is_limited(asked: Requirement) -> bool:
    part = asked.part
    return (
        asked.forbidden() or getattr(part, "max", None) is not None or getattr(part, "caption", "") == "none"
    )


@schema_rule(Severity.ERROR, since="0.1.0", parts=_PARTS, when=_is_limited)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    if isinstance(asked.part, Links):
        return
    for found in occurrences(subject, asked):
        yield from _too_many(subject.note.path, asked, found)
    if asked.welcome():
        for span, what in forbidden_captions(subject, asked):
            yield Finding(subject.note.path, span, f"{what} must not be here")


def judge(network: Network, question: Question) -> Iterator[Finding]:
    """Links are counted when all notes are known."""
    part = question.requirement.part
    assert isinstance(part, Links)
    if part.back:
        sources = network.sources(question, part)
        found = [(question.note.title_span, f"the link from `{path}`") for path in sources]
        yield from _too_many(question.note.path, question.requirement, found)
        return
    for region in question.evidence:
        links = network.linked(question, region.span)
        found = [(one[0].span, f"the link to `{one[0].path}`") for one in links.values()]
        yield from _too_many(question.note.path, question.requirement, found)


def _too_many(path: str, asked: Requirement, found: Sequence[Occurrence]) -> Iterator[Finding]:
    most = 0 if asked.forbidden() else getattr(asked.part, "max", None)
    if most is None or len(found) <= most:
        return
    (span, what), *others = found[most:]
    if most:
        message = f"{what} is one too many: {len(found)} of at most {most}"
    else:
        more = f" and {len(others)} more" if others else ""
        message = f"{what}{more} {'should' if asked.need is Need.SHOULD_NOT else 'must'} not be here"
    yield Finding(path, span, message, also=tuple(other for other, _ in others))
