"""A table's cell is not what the schema says of its column or label.

## Why

A column of dates with a word in it cannot be sorted; an amount without a figure cannot
be added up.

## What to do

Correct the cell. Cells are read as people write them: `~$20B` is money, `Jan 2026` a
date, and an empty cell, a dash, `n/a` or `TBD` is never wrong.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.asked import specs_of
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Column, Label, ValueSpec
from vaultlint.schema.pieces import Cell
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import cells_of_column, cells_of_labels
from vaultlint.schema.values import check_cell


def _has_values(asked: Requirement) -> bool:
    return asked.welcome() and any(spec != ValueSpec() for spec in specs_of(asked.part))


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Column, Label), when=_has_values)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    found = cells_of_column if isinstance(asked.part, Column) else cells_of_labels
    seen: set[Cell] = set()
    for spec, cell, name in found(subject, asked):
        if cell not in seen:
            seen.add(cell)
            for problem in check_cell(subject, name, cell, spec):
                yield Finding(subject.note.path, problem.span, problem.message, problem.help)
