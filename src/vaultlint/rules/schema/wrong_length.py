"""Something is longer or shorter than the schema allows.

## Why

A section of five words is a promise, a definition of ninety is no definition, and
a table with one row compares nothing.

## What to do

Write more, or less. The schema counts words in texts, rows in tables, items in lists,
different values in a column, and characters in a property.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.cells import is_blank
from vaultlint.schema.language import Requirement
from vaultlint.schema.lists import items_in
from vaultlint.schema.names import bare
from vaultlint.schema.part import Column, Definition, Field, Items, Table, Words
from vaultlint.schema.sentences import first_sentence
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import fitting, header_of, with_column
from vaultlint.schema.terms import Bounds
from vaultlint.schema.values import WRONG_LENGTH, may_be, problems_of
from vaultlint.schema.words import missed
from vaultlint.text import Span, count


def _is_measured(asked: Requirement) -> bool:
    part = asked.part
    match part:
        case Definition():
            measured = part.words != Bounds()
        case Items():
            measured = part.number != Bounds()
        case Table():
            measured = part.rows != Bounds()
        case Column():
            measured = part.distinct > 0
        case Field():
            measured = may_be(WRONG_LENGTH, asked)
        case _:
            measured = True
    return measured and asked.welcome()


@schema_rule(
    Severity.ERROR, since="0.1.0", parts=(Words, Table, Column, Items, Definition, Field), when=_is_measured
)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    match asked.part:
        case Field():
            for problem in problems_of(subject, asked, WRONG_LENGTH):
                yield Finding(subject.note.path, problem.span, problem.message, problem.help)
            return
        case Definition():
            found = _definition(subject, asked.part)
        case Column():
            found = _different(subject, asked, asked.part)
        case _:
            found = _counted(subject, asked)
    for span, message in found:
        yield Finding(subject.note.path, span, message)


def _counted(subject: Subject, asked: Requirement) -> Iterator[tuple[Span, str]]:
    """Enough must be there once; too much is wrong everywhere."""
    part = asked.part
    bounds, counted = Bounds(), list[tuple[int, Span, str]]()
    for region in subject.regions(asked.within):
        if isinstance(part, Words):
            bounds = part.number
            where = subject.under(region) or " in the note"
            words = subject.count_words(region.span, bounds)
            counted.append((words, subject.place(region), f"{count(words, 'word')}{where}"))
        elif isinstance(part, Items) and (number := sum(1 for _ in items_in(subject, part, region))):
            bounds = part.number
            counted.append((number, subject.place(region), f"{count(number, 'item')}{subject.under(region)}"))
        elif isinstance(part, Table):
            bounds = part.rows
            for grid in fitting(subject, part.columns, region):
                rows = len(grid.rows) - 1
                counted.append((rows, header_of(grid), f"the table has {count(rows, 'row')}"))
    if counted and all(bounds.min is not None and number < bounds.min for number, _, _ in counted):
        _, span, message = max(counted, key=lambda one: one[0])
        yield span, f"{message}, {missed(bounds)}"
    for number, span, message in counted:
        if bounds.max is not None and number > bounds.max:
            yield span, f"{message}, {missed(bounds)}"


def _definition(subject: Subject, part: Definition) -> Iterator[tuple[Span, str]]:
    definition = subject.note.definition
    if definition is None:
        return
    end = definition.span.start + len(first_sentence(subject.note.source(definition.span)))
    words = subject.count_words(Span(definition.span.start, end))
    if part.words.min is not None and words < part.words.min:
        # Where a sentence ends cannot always be told: enough is enough in all of the paragraph.
        words = subject.count_words(definition.span)
        if words >= part.words.min:
            return
    if not part.words.hold(words, words):
        yield definition.span, f"the definition has {count(words, 'word')}, {missed(part.words)}"


def _different(subject: Subject, asked: Requirement, part: Column) -> Iterator[tuple[Span, str]]:
    """How many different values a column has, in the table where it has most."""
    tables = [(grid, place) for grid, place in with_column(subject, asked) if place >= 0]
    values = [
        {bare(cell.text) for cell in grid.column(place) if not is_blank(cell.text)} for grid, place in tables
    ]
    if tables and max(map(len, values)) < part.distinct:
        most = max(map(len, values))
        span = tables[0][0].rows[0][tables[0][1]].span
        yield span, f"the column {part.name} has {count(most, 'different value')} of {part.distinct}"
