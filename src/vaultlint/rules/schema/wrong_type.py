"""A property is not of the type that the schema gives it.

## Why

A date that is none sorts nowhere, a number in words adds up to nothing, and a
program that reads the notes stops at it.

## What to do

Write a value of that type. Values are read as people write them: `Jan 2026` is a date.
"""

from collections.abc import Iterator
from functools import partial

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Field
from vaultlint.schema.subject import Subject
from vaultlint.schema.values import WRONG_TYPE, may_be, problems_of


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Field,), when=partial(may_be, WRONG_TYPE))
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    for problem in problems_of(subject, asked, WRONG_TYPE):
        yield Finding(subject.note.path, problem.span, problem.message, problem.help)
