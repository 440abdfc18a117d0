"""Tables, labels and their cells, as a requirement picks them out of a note."""

from collections.abc import Iterator, Sequence

from vaultlint.schema.language import Requirement, Within
from vaultlint.schema.part import Column, Label, Table, ValueSpec
from vaultlint.schema.subject import Cell, Grid, Labelled, Region, Subject
from vaultlint.text import shown_text


def places_of(subject: Subject, columns: Sequence[Column], grid: Grid) -> tuple[int, ...]:
    """Return the index that each column has in a table, -1 for those that it lacks."""
    matchers = [subject.matcher(column.name) for column in columns]
    header = grid.rows[0]
    return tuple(
        next((index for index, cell in enumerate(header) if matches(cell.text)), -1) for matches in matchers
    )


def lacks(subject: Subject, columns: Sequence[Column], grid: Grid) -> tuple[Column, ...]:
    """Return the required columns that a table does not have."""
    places = places_of(subject, columns, grid)
    return tuple(
        column for column, place in zip(columns, places, strict=True) if place < 0 and column.required
    )


def fitting(subject: Subject, part: Table, region: Region) -> Iterator[Grid]:
    """Yield the tables of a region that have all the columns required."""
    return (grid for grid in subject.grids(region) if not lacks(subject, part.columns, grid))


Described = tuple[ValueSpec, Cell, str]
"""What a cell must be, the cell, and how a message calls it."""


def cells_of_columns(subject: Subject, requirement: Requirement) -> Iterator[Described]:
    """Yield the cells below every column that a table's requirement describes."""
    part = requirement.part
    assert isinstance(part, Table)
    for region in subject.regions(requirement.within):
        for grid in fitting(subject, part, region):
            places = places_of(subject, part.columns, grid)
            for column, place in zip(part.columns, places, strict=True):
                for cell in grid.column(place) if place >= 0 else ():
                    yield column.value, cell, f'"{shown_text(grid.rows[0][place].text)}"'


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
    for found in subject.labels(region):
        if matches(found.label.text) and (not part.columns or _is_in_table(subject, part, region, found)):
            yield found


def _is_in_table(subject: Subject, part: Label, region: Region, found: Labelled) -> bool:
    matchers = [subject.matcher(name) for name in part.columns]
    return any(
        grid.span.covers(found.label.span.start)
        and all(any(matches(cell.text) for cell in grid.rows[0]) for matches in matchers)
        for grid in subject.grids(region)
    )


def closest(subject: Subject, part: Table, within: Within) -> Grid | None:
    """Return the table that has most of the columns, the first of equals; None if none is meant.

    In a section any table may be meant; in a whole note only one that shares a column.
    """
    best: tuple[int, Grid] | None = None
    for region in subject.regions(within):
        for grid in subject.grids(region):
            shared = sum(place >= 0 for place in places_of(subject, part.columns, grid))
            is_meant = shared or region.heading >= 0 or not part.columns
            if is_meant and not lacks(subject, part.columns, grid):
                return grid
            if is_meant and (best is None or shared > best[0]):
                best = (shared, grid)
    return best[1] if best else None


def has_table(subject: Subject, part: Label, region: Region) -> bool:
    """Say whether a region has the table that a label must stand in, if it must stand in one."""
    columns = [Column(name, ValueSpec()) for name in part.columns]
    return not columns or any(not lacks(subject, columns, grid) for grid in subject.grids(region))
