"""A table lacks columns that the schema asks for.

## Why

A table without its column says less than the others of its kind, and programs that
read the column pass it by.

## What to do

Add the column, or give the one that has the content the name that the schema knows.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.near import nearest_to
from vaultlint.schema.part import Table
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import closest, lacks
from vaultlint.text import Span, shown_text


@schema_rule(Severity.ERROR, since="0.2.0", parts=(Table,), when=Requirement.required)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Table)
    grid = closest(subject, part, asked.within)
    lacking = lacks(subject, part.columns, grid) if grid else ()
    if grid and lacking:
        header = grid.rows[0]
        names = ", ".join(str(column.name) for column in lacking)
        near = [nearest_to(column.name, [shown_text(cell.text) for cell in header]) for column in lacking]
        help_ = ", ".join(f'"{one}" comes near' for one in filter(None, near))
        span = Span(header[0].span.start, header[-1].span.end)
        yield Finding(subject.note.path, span, f"the table has no column {names}", help_)
