"""What tables state: a row's label, the column's header and the heading above say of what."""

import re
from collections.abc import Iterable, Iterator

from msgspec import structs

from vaultlint.figures.grids import Cell, Grid, lent_unit
from vaultlint.figures.measure import roles, terms, words_of
from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import EXACT, PAIR, Quantity
from vaultlint.figures.statement import Place, Statement
from vaultlint.figures.times import date_of, tags_in
from vaultlint.text import START, Span

_BRACKETS = re.compile(r"\([^()]*\)")
_ADJUNCT = re.compile(
    r"\b(?:with|by|under|according|per|after|above|below|before|at|in|on|from|during|since)\b"
)
_OF = re.compile(r"\s+of\s+([^.]*)")
_UNTIL = re.compile(r"\b(?:to|until|till)\W*$")
_FIGURE_AFTER = re.compile(r"\s*\((~?\d[\d.]*%)\)")
_BEFORE_DATE = re.compile(r"[\s~]*(?:(?:c|in|by|to|until|from|since|mid|early|late|end|of|est)\b[\s.~-]*)*")
_SHORT_CELL = 40
_LONGEST_CAPTION = 6


def line_above(layout: Layout, start: int) -> str:
    """Return the last line before an offset that is not blank, as far as it lies near."""
    return layout.text[max(0, start - 160) : start].rstrip().rpartition("\n")[2].strip()


def _caption_above(layout: Layout, start: int) -> str:
    """The line right above a table if it introduces the table: `Debt, end of 2024:`."""
    line = line_above(layout, start)
    if line.startswith("#") or len(line.split()) > _LONGEST_CAPTION:
        return ""
    return line if line.endswith(":") or not line.endswith((".", "-", "|")) else ""


def read_table(layout: Layout, grid: Grid, group: int) -> Iterator[Statement]:
    """Yield what a table states, the first and the last period of a row as a pair, too."""
    caption = _caption_above(layout, grid.table.span.start)
    section = layout.section(grid.table.span.start)
    keyed = not grid.headers[0] or layout.lexicon.generic_headers.issuperset(words_of(grid.headers[0]))
    named = (term for term in terms(caption, layout.lexicon) if term not in layout.name)
    pattern = Statement(
        Quantity(START, 0.0, 0.0, "", 1.0),
        Place.LABEL,
        (),
        times=tags_in(caption, layout.lexicon) or section.times,
        scope=tuple(dict.fromkeys((*section.scope, *named))),
        group=group,
        own=section.own and not layout.names_another(f". {caption}", START),
        section=layout.section_index(grid.table.span.start),
        instance=not keyed,
    )
    totals = grid.rows[-1] if sums_up(layout, grid) else ()
    for row in grid.rows:
        if len(row) > 1 and layout.tells(Span(row[0].span.start, row[-1].span.end)):
            yield from _of_row(layout, grid, row, structs.replace(pattern, total=row is totals))


def _of_row(layout: Layout, grid: Grid, row: tuple[Cell, ...], pattern: Statement) -> Iterator[Statement]:
    """What a row states of the link or the name that it begins with."""
    links = layout.links(row[0].span.start, row[-1].span.end)
    first = links[0] if links and links[0].span.start < row[0].span.end else None
    shown = layout.text[first.span.start : first.span.end].strip() if first else ""
    owner = first.path if first and row[0].text == shown else ""
    is_name = row[0].text[:1].isupper() and len(row[0].text) < _SHORT_CELL
    if not (links or pattern.own or is_name):
        return  # Of whom this tells nobody knows.
    pattern = structs.replace(
        pattern,
        subject=owner,
        links=tuple(link.path for link in links),
        label=" ".join(row[0].text.split()),
        measure=terms(_kernel(layout, row[0].text), layout.lexicon),
    )
    aside = " ".join(cell.text for cell in row[1:] if cell.quantity is None and len(cell.text) < _SHORT_CELL)
    made = [
        one
        for column, cell in enumerate(row)
        if column and (cell.quantity or layout.times(cell.span.start, cell.span.end) or "%" in cell.text)
        for one in _of_cell(layout, grid, row, column, aside, pattern)
    ]
    yield from made
    yield from _first_to_last(grid, row, made)


def _kernel(layout: Layout, label: str) -> str:
    """A row's label without what it adds: `Output (gross) in 2024` is of output."""
    plain = _BRACKETS.sub(" ", label) if "(" in label else label
    said = words_of(plain)
    whole = layout.lexicon.concept(said)[1] == len(said)  # `Applied from` is one, with its `from`.
    return plain if whole else _ADJUNCT.split(plain, maxsplit=1)[0]


def _of_cell(
    layout: Layout, grid: Grid, row: tuple[Cell, ...], column: int, words: str, pattern: Statement
) -> Iterator[Statement]:
    """What one cell states: its figure, figures after links, a date, an event."""
    text, lexicon, cell = layout.text, layout.lexicon, row[column]
    label, header = pattern.label, grid.headers[column]
    head = _named_above(layout, grid, column, pattern)
    measure = tuple(dict.fromkeys((*pattern.measure, *terms(head, lexicon))))
    instance = bool(head) and len(grid.headers) > 2 and not _is_known(layout, header)
    base = structs.replace(
        pattern,
        measure=measure,
        instance=pattern.instance or instance,
        total=False,
        label=f"{label}, {header}" if label and head and not pattern.subject else head or label or header,
    )
    if cell.quantity is not None and not _is_split(layout, cell):
        figure = _figure(layout, cell, words, label, header, base)
        yield _as_total(layout, grid, head, figure) if pattern.total else figure
    yield from _after_links(layout, cell, base)
    yield from _linked_event(layout, cell, base)
    time = next(iter(layout.times(cell.span.start, cell.span.end)), None)
    lead = text[cell.span.start : time.span.start] if time else ""
    ends = ("expiry",) if _UNTIL.search(lead) and "expiry" not in measure else ()
    dated = not lexicon.events.isdisjoint((*measure, *ends))
    if time and time.last and dated and _BEFORE_DATE.fullmatch(lead.lower()):
        labelled = tags_in(label, layout.lexicon)
        yield structs.replace(
            base,
            quantity=date_of(time),
            measure=(*measure, *ends),
            around=terms(f"{words} {label}", lexicon),
            times=labelled,
        )


def _named_above(layout: Layout, grid: Grid, column: int, pattern: Statement) -> str:
    """What a column's header adds to the row's label: nothing where it is `Value` or only a unit."""
    header, lexicon = grid.headers[column], layout.lexicon
    keyed = len(grid.headers) == 2 and not pattern.instance
    if keyed or lexicon.generic_headers.issuperset(words_of(header)) or _is_unit(layout, header):
        return ""
    return _BRACKETS.sub(" ", header) if lent_unit(header, lexicon) else header


def _is_split(layout: Layout, cell: Cell) -> bool:
    """Say whether a cell tells several shares: `50% VC, 30% PE, 20% liquid` is no allocation of 50%."""
    return sum(one.unit == "%" for one in layout.quantities(cell.span.start, cell.span.end)) > 2


def _figure(
    layout: Layout,
    cell: Cell,
    words: str,
    label: str,
    header: str,
    base: Statement,
) -> Statement:
    """The statement of a cell's figure, which has one."""
    text, lexicon, quantity = layout.text, layout.lexicon, cell.quantity
    assert quantity is not None
    tail = text[quantity.span.end : cell.span.end]
    lead = text[cell.span.start : quantity.span.start]
    short = re.split(r"[(,;]", tail, maxsplit=1)[0]
    of = _OF.match(short)
    told = (one for one in terms(short, lexicon) if one in lexicon.relations)
    own_times = (*tags_in(label, lexicon), *tags_in(header, lexicon))
    return structs.replace(
        base,
        quantity=quantity,
        measure=tuple(dict.fromkeys((*base.measure, *told))),
        around=(
            *terms(short, lexicon),
            *terms(words, lexicon),
            *terms(label, lexicon),
            *terms(header, lexicon),
        ),
        roles=_union(roles(each, lexicon) for each in (label, header, f"{lead} . {short}")),
        times=own_times or tags_in(tail[:60], lexicon) or base.times,
        of=terms(of.group(1), lexicon) if of else (),
    )


def _as_total(layout: Layout, grid: Grid, head: str, of_row: Statement) -> Statement:
    """The statement of a last row's figure as the total of its column."""
    lexicon, counted = layout.lexicon, not of_row.quantity.unit and bool(head)
    named, rows = terms(head, lexicon), terms(grid.headers[0], lexicon)
    # What is counted stands above the column; `Region` names the rows, of which there are others.
    within = (one for one in (*rows, *of_row.scope) if not (counted and one in rows))
    # Sixteen ships under `Order book` are not the fleet.
    counts = lexicon.names.intersection(named) if counted else set()
    of_others = counts and lexicon.names.intersection(of_row.scope) - layout.name.union(counts)
    return structs.replace(
        of_row,
        measure=tuple(dict.fromkeys((*of_row.measure, *named, *within))),
        around=(*of_row.around, *rows),
        own=layout.section(of_row.quantity.span.start).own and not of_others,
        total=True,
    )


def _union(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({one for part in parts for one in part}))


def is_total(layout: Layout, label: str) -> bool:
    """Say whether a row's label says that it sums up the others: `Total`, `Total lent`, `All funds`."""
    words = words_of(label)
    totals = layout.lexicon.totals
    return (
        " ".join(words) in totals
        or (bool(words) and len(words) < 4 and words[0] in totals)
        or (words[:1] == ("total",))
    )


def sums_up(layout: Layout, grid: Grid) -> bool:
    """Say whether a table's last row sums up the others: by its label, or because a column shows it."""
    if len(grid.rows) < 3 or not grid.rows[-1]:
        return False
    label = grid.rows[-1][0].text
    if is_total(layout, label):
        return True
    return (
        len(grid.rows) > 3
        and not layout.is_timed(label)
        and any(_is_summed(grid, column) for column in range(1, len(grid.rows[-1])))
    )


def _is_summed(grid: Grid, column: int) -> bool:
    """Say whether a column's last figure is the sum of those above, and not by chance of small numbers."""
    figures = [row[column].quantity if column < len(row) else None for row in grid.rows]
    known = [one for one in figures if one is not None and one.kind == EXACT and "/" not in one.unit]
    if len(known) != len(figures) or len({one.unit for one in known}) > 1:
        return False
    whole = sum(one.first for one in known[:-1])
    return known[-1].first > 9 and abs(whole - known[-1].first) <= 1e-9 * abs(whole)


def _first_to_last(grid: Grid, row: tuple[Cell, ...], made: list[Statement]) -> Iterator[Statement]:
    """What a row says from its first period to its last: `2022 | 2024`, `Before | After`."""
    told = [one for one in made if one.quantity.kind == EXACT and one.quantity.unit != "date"]
    if len(told) < 2 or len(told) != len(row) - 1 or len({one.quantity.unit for one in told}) > 1:
        return
    first, last = told[0], told[-1]
    timed = bool(first.times and last.times) and first.times != last.times
    if timed or (grid.headers[1].lower(), grid.headers[-1].lower()) == ("before", "after"):
        a, b = first.quantity, last.quantity
        pair = Quantity(Span(a.span.start, b.span.end), a.low, b.low, a.unit, max(a.step, b.step), PAIR)
        kept = tuple(role for role in last.roles if role not in ("past", "average"))
        yield structs.replace(
            last, quantity=pair, times=(*first.times, *last.times) if timed else (), roles=kept
        )


def _after_links(layout: Layout, cell: Cell, base: Statement) -> Iterator[Statement]:
    """Several things in one cell, each with its figure: `[[A]] (58%), [[B]] (38%)`."""
    for link in layout.links(cell.span.start, cell.span.end):
        match = _FIGURE_AFTER.match(layout.text, link.span.end, cell.span.end)
        found = next(iter(layout.quantities(*match.span(1))), None) if match else None
        if found is not None and found.unit == "%":
            yield structs.replace(base, quantity=found, subject=link.path, links=(link.path,), own=False)


def _linked_event(layout: Layout, cell: Cell, base: Statement) -> Iterator[Statement]:
    """An event told of something that a cell links to: `[[A]], est. 2007`."""
    links = layout.links(cell.span.start, cell.span.end)
    time = next(iter(layout.times(links[0].span.end, cell.span.end)), None) if len(links) == 1 else None
    words = layout.text[links[0].span.end : time.span.start] if time else ""
    events = [one for one in terms(words, layout.lexicon) if one in layout.lexicon.events]
    if time and time.last and len(events) == 1 and len(words.split()) <= 4:
        path = links[0].path
        yield structs.replace(
            base, quantity=date_of(time), measure=(events[0],), subject=path, links=(path,), own=False
        )


def _is_unit(layout: Layout, header: str) -> bool:
    """Say whether a header is nothing but a unit: `MW`, `USD million`."""
    return "(" not in header and lent_unit(header, layout.lexicon) is not None


def _is_known(layout: Layout, header: str) -> bool:
    """Say whether a column is no other thing's: a period, a measure, the note itself."""
    if header.lower() in ("before", "after") or tags_in(header, layout.lexicon):
        return True
    if layout.name.issuperset(terms(header, layout.lexicon)):
        return True
    return bool(layout.lexicon.concept(words_of(header))[0])
