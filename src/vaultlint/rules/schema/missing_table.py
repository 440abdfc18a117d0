"""A table that the schema asks for is not there.

## Why

What stands in a table can be compared from note to note; in prose it has to be read.

## What to do

Add the table where the schema wants it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Table
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import closest


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Table,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Table)
    regions = subject.regions(asked.within)
    if regions and closest(subject, part.columns, asked.within) is None:
        columns = "; ".join(map(str, part.columns))
        what = f"no table with the columns {columns}" if columns else "no table"
        message = f"{what}{subject.under(regions[0])}"
        yield Finding(subject.note.path, subject.place(regions[0]), message)
