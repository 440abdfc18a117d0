"""A label that the schema asks for is not there.

## Why

A label is the cell, or the start of a list item, that names a fact: `Signed`, `CEO`.
Without it the fact is not there, or nobody finds it.

## What to do

Add the row, column or item. It may stand in any row or column of a table, or begin a
list item in bold or with a colon.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.names import bare
from vaultlint.schema.near import nearest_to
from vaultlint.schema.part import Label
from vaultlint.schema.pieces import Region
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import has_table, labels_named
from vaultlint.text import Span, shown_text


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Label,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Label)
    regions = [region for region in subject.regions(asked.within) if has_table(subject, part, region)]
    if not regions:
        return
    numbers = [
        len({bare(one.label.text) for one in labels_named(subject, part, region)}) for region in regions
    ]
    if max(numbers) >= part.min:
        return
    region = regions[numbers.index(max(numbers))]
    where = subject.under(region)
    message = f"no label {part.name}{where}"
    if part.min > 1:
        message = f"{max(numbers)} of {part.min} different labels {part.name}{where}"
    labels = {shown_text(one.label.text): one.label.span for one in subject.labels(region)}
    near = nearest_to(part.name, labels)
    help_ = f'"{near}" at line {subject.note.line(labels[near])} comes near' if near else ""
    yield Finding(subject.note.path, _place(subject, part, region), message, help_)


def _place(subject: Subject, part: Label, region: Region) -> Span:
    """At the header of the only table in question, else where the section begins."""
    grids = list(subject.grids(region))
    if len(grids) == 1 and (part.columns or region.heading >= 0):
        header = grids[0].rows[0]
        return Span(header[0].span.start, header[-1].span.end)
    return subject.place(region)
