"""Durations told with their beginning and end."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import EXACT, Quantity
from vaultlint.figures.reckoning import DURATION, Reckoning
from vaultlint.figures.sentences import Sentence
from vaultlint.figures.statement import Statement
from vaultlint.figures.times import Time
from vaultlint.text import Span

_BEGINS = re.compile(
    r"\b(?:from|since|in|starting|beginning|began|signed|valid)\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:until|till|to|through|expires?|expiring|ending|ends|end)\W+(?:in\W+|on\W+)?$", re.IGNORECASE
)
_BETWEEN = re.compile(r",? (?:between|from) ")
_AND = re.compile(r" (?:and|to|until|through) ")
_OPENED = re.compile(r"\s*\(\s*(?:~|about |over |nearly )?")
_FOR = re.compile(r"\b[Ff]or (?:more than |over |some |about |nearly )?$")
_EVER_SINCE = re.compile(r"\bhas (?:been|had|held|run|led|operated)\b|\bhave been\b")
_STARTS = (("force",), ("signing",), ("start",))
_TERMS = (("term",), ("length",))
_ROUNDED = 45
"""Days by which a term in months may miss its end, where both ends are told to the month or the day."""

_YEAR = 365.2425
_MONTH = 31
_LONG_MONTHS = 60


def reckon_durations(
    layout: Layout, span: Span, quantities: Sequence[Quantity], times: Sequence[Time]
) -> Iterator[Reckoning]:
    """Yield durations in one sentence or cell that do not lead from its beginning to its end."""
    months = [one for one in quantities if one.unit == "month" and one.kind == EXACT and not one.rough]
    if len(months) != 1 or months[0].first < 12:
        return
    told, text = months[0], layout.text
    for time in times:
        if "–" in time.tag and _OPENED.fullmatch(text[time.span.end : told.span.start]):
            yield from _off_years(layout, told, time)
            return
    if len(times) == 2 and all(time.last for time in times):
        one, other = times
        begins = _BEGINS.search(text[max(span.start, one.span.start - 30) : one.span.start])
        ends = _ENDS.search(text[max(span.start, other.span.start - 16) : other.span.start])
        within = begins and ends and one.span.end <= told.span.start < other.span.start
        after = _BETWEEN.fullmatch(text[told.span.end : one.span.start]) and _AND.fullmatch(
            text[one.span.end : other.span.start]
        )
        if within or after:
            yield from _off(layout, told, one, other)


def _off_years(layout: Layout, told: Quantity, time: Time) -> Iterator[Reckoning]:
    """A duration that differs by more than a year from the years before it: `2010–2035 (20 years)`."""
    first, last = (date.fromordinal(day).year for day in (time.first, time.last))
    if abs(told.first / 12 - (last - first)) > 1:
        source = layout.note.source
        where = source(time.span)
        message = f"{source(told.span)} are told for {where}, which are {last - first}"
        yield Reckoning(DURATION, told.span, message, 0.9, ((time.span, "these years"),), where)


def _off(layout: Layout, told: Quantity, begin: Time, end: Time) -> Iterator[Reckoning]:
    """A duration that its beginning and end do not come to, as exactly as they are told."""
    months = (end.first - begin.first) / _YEAR * 12
    exact = max(begin.last - begin.first, end.last - end.first) <= _MONTH
    slack = max(1.5, 0.75 * told.step) if exact else 18
    if abs(told.first - months) > slack:
        source = layout.note.source
        where = f"{source(begin.span)} to {source(end.span)}"
        come_to = f"{months:.0f} months" if exact and told.step < 12 else f"{months / 12:.0f} years"
        message = f"{source(told.span)} are told for {where}, which are {come_to}"
        places = ((begin.span, "the beginning"), (end.span, "the end"))
        yield Reckoning(DURATION, told.span, message, 0.9, places, where)


def reckon_term(layout: Layout, statements: Sequence[Statement]) -> Iterator[Reckoning]:
    """Yield the end of an agreement that its beginning and its term do not lead to."""
    own = [one for one in statements if one.own]
    dates = [one for one in own if one.quantity.unit == "date"]
    terms = [one for one in own if one.quantity.unit == "month" and one.measure in _TERMS]
    starts = [one for one in dates if one.measure in _STARTS]
    ends = [one for one in dates if one.measure == ("expiry",)]
    if not starts or len(ends) != 1 or len({one.quantity.first for one in terms}) != 1:
        return
    end, term = ends[0].quantity, terms[0].quantity
    longest = max((end.last - one.quantity.first) / _YEAR for one in starts)
    shortest = min((end.first - one.quantity.last) / _YEAR for one in starts)
    rounded = any(one.last - one.first > _MONTH for one in (end, *(one.quantity for one in starts)))
    off = 1 if rounded else _ROUNDED / _YEAR
    if term.kind != EXACT or shortest - off <= term.first / 12 <= longest + off:
        return
    begin = next((one for one in starts if one.measure == ("force",)), starts[0]).quantity
    source = layout.note.source
    message = f"the end {source(end.span)} is not {source(term.span)} after {source(begin.span)}"
    related = ((term.span, "the term"), (begin.span, "the beginning"))
    yield Reckoning(DURATION, end.span, message, 0.85, related, f"{shortest:.1f} to {longest:.1f} years")


def reckon_age(
    layout: Layout, sentences: Sequence[Sentence], statements: Sequence[Statement]
) -> Iterator[Reckoning]:
    """Yield `for N years` of a thing that was founded later, by the day the note was written."""
    starts = (("founding",), ("start",))
    founded = [one for one in statements if one.own and one.quantity.unit == "date" and one.measure in starts]
    footers = (found.text[:4] for footer in layout.note.facts.moments.footers for found in footer.dates)
    written = max((int(year) for year in footers if year.isdigit()), default=0)
    if not founded or not written:
        return
    first = min(date.fromordinal(int(one.quantity.first)).year for one in founded)
    for sentence in sentences:
        rest = layout.text[sentence.span.start : sentence.span.end]
        itself = any(name in rest.lower() for name in (*layout.names, " it "))
        for told in sentence.quantities:
            lead = layout.text[max(sentence.span.start, told.span.start - 20) : told.span.start]
            long = told.unit == "month" and told.first >= _LONG_MONTHS and _FOR.search(lead)
            if long and itself and _EVER_SINCE.search(rest) and told.first / 12 > written - first + 1:
                message = (
                    f"{layout.note.source(told.span).strip()} are told, but it has existed since {first}"
                )
                place = (founded[0].quantity.span, "when it began")
                derivation = f"{written} - {first} = {written - first}"
                yield Reckoning(DURATION, told.span, message, 0.85, (place,), derivation)
