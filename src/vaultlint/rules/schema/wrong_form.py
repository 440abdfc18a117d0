"""A property is not written in the form that the schema asks for.

## Why

Dates that are written alike sort by themselves; identifiers and links in one form
can be found by a program.

## What to do

Write the value in that form, or within those bounds.
"""

from collections.abc import Iterator
from functools import partial

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Field
from vaultlint.schema.subject import Subject
from vaultlint.schema.values import WRONG_FORM, may_be, problems_of


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Field,), when=partial(may_be, WRONG_FORM))
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    for problem in problems_of(subject, asked, WRONG_FORM):
        yield Finding(subject.note.path, problem.span, problem.message, problem.help)
