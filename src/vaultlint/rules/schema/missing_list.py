"""A list that the schema asks for is not there.

## Why

A list is read at a glance and counted by programs; a paragraph is neither.

## What to do

Add the list where the schema wants it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.lists import items_in
from vaultlint.schema.part import Items
from vaultlint.schema.subject import Subject
from vaultlint.text import listing


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Items,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Items)
    regions = subject.regions(asked.within)
    if not regions or part.number.min == 0:
        return
    if not any(True for region in regions for _ in items_in(subject, part, region)):
        form = f" of items {listing(part.forms, 'or')}" if part.forms else ""
        message = f"no list{form}{subject.under(regions[0])}"
        yield Finding(subject.note.path, subject.place(regions[0]), message)
