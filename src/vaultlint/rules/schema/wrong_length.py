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
from vaultlint.schema.language import Requirement
from vaultlint.schema.lists import items_in
from vaultlint.schema.names import bare
from vaultlint.schema.part import Definition, Field, Items, Table, Words
from vaultlint.schema.sentences import first_sentence
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import fitting, places_of
from vaultlint.schema.terms import Bounds
from vaultlint.schema.values import WRONG_LENGTH, problems_of
from vaultlint.text import Span, count

_Measured = Iterator[tuple[Span, str]]


def _is_measured(asked: Requirement) -> bool:
    part = asked.part
    if isinstance(part, Definition):
        return asked.welcome() and part.words != Bounds()
    if isinstance(part, Items):
        return asked.welcome() and part.number != Bounds()
    if isinstance(part, Table):
        columns = any(column.distinct for column in part.columns)
        return asked.welcome() and (columns or part.rows != Bounds())
    return asked.welcome()


@schema_rule(Severity.ERROR, since="0.2.0", parts=(Words, Table, Items, Definition, Field), when=_is_measured)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    if isinstance(asked.part, Field):
        for problem in problems_of(subject, asked, WRONG_LENGTH):
            yield Finding(subject.note.path, problem.span, problem.message, problem.help)
        return
    for span, message in _measure(subject, asked):
        yield Finding(subject.note.path, span, message)


def _measure(subject: Subject, asked: Requirement) -> _Measured:
    if isinstance(asked.part, Words):
        yield from _words(subject, asked, asked.part)
    elif isinstance(asked.part, Definition):
        yield from _definition(subject, asked.part)
    elif isinstance(asked.part, Items):
        yield from _items(subject, asked, asked.part)
    elif isinstance(asked.part, Table):
        yield from _rows(subject, asked, asked.part)


def _words(subject: Subject, asked: Requirement, part: Words) -> _Measured:
    regions = subject.regions(asked.within)
    numbers = [subject.count_words(region.span) for region in regions]
    if regions and not any(part.number.hold(number, number) for number in numbers):
        where = subject.under(regions[0]) or " in the note"
        yield subject.place(regions[0]), f"{count(numbers[0], 'word')}{where}, {_bounds(part.number)}"


def _definition(subject: Subject, part: Definition) -> _Measured:
    definition = subject.note.definition
    if definition is None:
        return
    sentence = first_sentence(subject.note.source(definition.span))
    short = subject.count_words(definition.span)
    long = subject.count_words(Span(definition.span.start, definition.span.start + len(sentence)))
    if not part.words.hold(long, short):
        words = short if part.words.min is not None and short < part.words.min else long
        yield definition.span, f"the definition has {count(words, 'word')}, {_bounds(part.words)}"


def _items(subject: Subject, asked: Requirement, part: Items) -> _Measured:
    regions = [one for one in subject.regions(asked.within) if any(subject.entries(one))]
    numbers = [sum(1 for _ in items_in(subject, part, region)) for region in regions]
    if regions and not any(part.number.hold(number, number) for number in numbers):
        where = subject.under(regions[0])
        yield subject.place(regions[0]), f"{count(numbers[0], 'item')}{where}, {_bounds(part.number)}"


def _rows(subject: Subject, asked: Requirement, part: Table) -> _Measured:
    tables = [grid for region in subject.regions(asked.within) for grid in fitting(subject, part, region)]
    numbers = [len(grid.rows) - 1 for grid in tables]
    if tables and not any(part.rows.hold(number, number) for number in numbers):
        header = tables[0].rows[0]
        span = Span(header[0].span.start, header[-1].span.end)
        yield span, f"the table has {count(numbers[0], 'row')}, {_bounds(part.rows)}"
    for index, column in enumerate(part.columns):
        if column.distinct and tables:
            places = [places_of(subject, part.columns, grid)[index] for grid in tables]
            values = [
                {bare(cell.text) for cell in grid.column(place) if cell.text} if place >= 0 else set()
                for grid, place in zip(tables, places, strict=True)
            ]
            most = max(map(len, values))
            if most < column.distinct and any(place >= 0 for place in places):
                span = tables[0].rows[0][max(places[0], 0)].span
                words = f"the column {column.name} has {count(most, 'different value')} of {column.distinct}"
                yield span, words


def _bounds(bounds: Bounds) -> str:
    if bounds.min is not None and bounds.max is not None:
        return f"not between {bounds.min:g} and {bounds.max:g}"
    return f"less than {bounds.min:g}" if bounds.min is not None else f"more than {bounds.max or 0:g}"
