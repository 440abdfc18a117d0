"""Two notes have the same value where each must have its own.

## Why

An identifier that two notes share identifies neither.

## What to do

Give one of them another value, or merge the two notes.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Place, Severity
from vaultlint.network import Network, Question
from vaultlint.rule import network_rule
from vaultlint.schema.asked import specs_of
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Column, Field, Label


def _wants_its_own(asked: Requirement) -> bool:
    return asked.welcome() and any(one.unique for one in specs_of(asked.part))


@network_rule(Severity.ERROR, since="0.1.0", parts=(Field, Label, Column), when=_wants_its_own)
def check(network: Network, question: Question) -> Iterator[Finding]:
    specs = specs_of(question.requirement.part)
    for one in question.evidence:
        if specs[one.spec].unique and not one.form:
            owners = network.owners(question, one)
            others = [place for place in owners if (place.path, place.span) != (question.note.path, one.span)]
            if others:
                also = f" and {len(others) - 1} more" if len(others) > 1 else ""
                message = f"{_what(question)} `{one.text}` stands in `{others[0].path}`{also}, too"
                related = tuple(Place(place.path, place.span, "here") for place in others[:4])
                yield Finding(question.note.path, one.span, message, related=related)


def _what(question: Question) -> str:
    part = question.requirement.part
    return f"the {part.key}" if isinstance(part, Field) else "the value"
