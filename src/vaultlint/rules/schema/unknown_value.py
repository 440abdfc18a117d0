"""A property has a value that the schema does not know.

## Why

A list of values keeps notes together: with one of them misspelled, a note drops
out of every search for it.

## What to do

Write one of the values allowed, or add the new one to the schema or vocabulary.
"""

from collections.abc import Iterator
from functools import partial

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Field
from vaultlint.schema.subject import Subject
from vaultlint.schema.values import UNKNOWN_VALUE, may_be, problems_of


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Field,), when=partial(may_be, UNKNOWN_VALUE))
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    for problem in problems_of(subject, asked, UNKNOWN_VALUE):
        yield Finding(subject.note.path, problem.span, problem.message, problem.help)
