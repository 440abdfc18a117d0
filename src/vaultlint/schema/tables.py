"""Tables, labels and their cells, as a requirement picks them out of a note."""

from collections.abc import Iterator, Sequence

from vaultlint.schema.language import Requirement, Within
from vaultlint.schema.names import quick
from vaultlint.schema.part import Column, Label, ValueSpec
from vaultlint.schema.pieces import Cell, Grid, Labelled, Region
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Name
from vaultlint.text import Span, shown_text

Described = tuple[ValueSpec, Cell, str]
"""What a cell must be, the cell, and how a message calls it."""


def place_of(subject: Subject, name: Name, grid: Grid) -> int:
    """Return the index of the column that has the name, -1 if the table has none."""
    matches = subject.matcher(name)
    return next((index for index, cell in enumerate(grid.rows[0]) if matches(cell.text)), -1)


def lacks(subject: Subject, columns: Sequence[Name], grid: Grid) -> tuple[Name, ...]:
    """Return the columns that a table does not have."""
    return tuple(name for name in columns if place_of(subject, name, grid) < 0)


def fitting(subject: Subject, columns: Sequence[Name], region: Region) -> Iterator[Grid]:
    """Yield the tables of a region that have all the columns."""
    return (grid for grid in subject.grids(region) if not lacks(subject, columns, grid))


def header_of(grid: Grid) -> Span:
    """Return the span of a table's header, from its first cell to its last."""
    return Span(grid.rows[0][0].span.start, grid.rows[0][-1].span.end)


def with_column(subject: Subject, requirement: Requirement) -> Iterator[tuple[Grid, int]]:
    """Yield the tables that a column's requirement is about, with the column's index or -1."""
    part = requirement.part
    assert isinstance(part, Column)
    for region in subject.regions(requirement.within):
        for grid in fitting(subject, part.columns, region):
            yield grid, place_of(subject, part.name, grid)


def cells_of_column(subject: Subject, requirement: Requirement) -> Iterator[Described]:
    """Yield the cells below the column that a requirement describes."""
    part = requirement.part
    assert isinstance(part, Column)
    for grid, place in with_column(subject, requirement):
        for cell in grid.column(place) if place >= 0 else ():
            yield part.value, cell, f'"{shown_text(grid.rows[0][place].text)}"'


def cells_of_labels(subject: Subject, requirement: Requirement) -> Iterator[Described]:
    """Yield the cells that a label's requirement describes."""
    part = requirement.part
    assert isinstance(part, Label)
    for region in subject.regions(requirement.within):
        for found in labels_named(subject, part, region):
            for cell in found.values:
                yield part.value, cell, f'"{shown_text(found.label.text).strip(" :")}"'


def labels_named(subject: Subject, part: Label, region: Region) -> Iterator[Labelled]:
    """Yield the labels of a region that have the name, in the table that has the columns if it names some."""
    matches = subject.matcher(part.name)
    if not subject.may_hold(region, matches):
        return
    tables = [grid.span for grid in fitting(subject, part.columns, region)] if part.in_table else []
    for found in subject.labels(region):
        if matches.may_stand_in(quick(found.label.text)) and matches(found.label.text):
            start = found.label.span.start
            if not part.in_table or any(span.covers(start) for span in tables):
                yield found


def closest(subject: Subject, columns: Sequence[Name], within: Within) -> Grid | None:
    """Return the table that has most of the columns, the first of equals; None if none is meant.

    In a section any table may be meant; in a whole note only one that shares a column.
    """
    best: tuple[int, Grid] | None = None
    for region in subject.regions(within):
        for grid in subject.grids(region):
            lacking = len(lacks(subject, columns, grid))
            shared = len(columns) - lacking
            is_meant = shared or region.heading >= 0 or not columns
            if is_meant and not lacking:
                return grid
            if is_meant and (best is None or shared > best[0]):
                best = (shared, grid)
    return best[1] if best else None


def has_table(subject: Subject, part: Label, region: Region) -> bool:
    """Say whether a region has the table that a label must stand in, if it must stand in one."""
    return not part.in_table or any(True for _ in fitting(subject, part.columns, region))
