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
from vaultlint.schema.part import Column, Table
from vaultlint.schema.pieces import Grid
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import closest, header_of, lacks, with_column
from vaultlint.schema.terms import Name
from vaultlint.text import shown_text


def _concerns(asked: Requirement) -> bool:
    """Of a table the columns that make it what it is; another one for itself."""
    part = asked.part
    return asked.required() and not (isinstance(part, Column) and part.name in part.columns)


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Table, Column), when=_concerns)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    if isinstance(part, Table):
        grid = closest(subject, part.columns, asked.within)
        lacking = lacks(subject, part.columns, grid) if grid else ()
        if grid and lacking:
            yield _finding(subject, grid, lacking)
    elif isinstance(part, Column):
        tables = list(with_column(subject, asked))
        if tables and all(place < 0 for _, place in tables):
            yield _finding(subject, tables[0][0], (part.name,))


def _finding(subject: Subject, grid: Grid, lacking: tuple[Name, ...]) -> Finding:
    near = [nearest_to(name, [shown_text(cell.text) for cell in grid.rows[0]]) for name in lacking]
    help_ = ", ".join(f'"{one}" comes near' for one in filter(None, near))
    names = "; ".join(map(str, lacking))
    return Finding(subject.note.path, header_of(grid), f"the table has no column {names}", help_)
