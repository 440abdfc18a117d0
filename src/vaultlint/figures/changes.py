"""Changes told with both ends: whether the stated rate follows from them."""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from vaultlint.figures.grids import Grid
from vaultlint.figures.measure import words_of
from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import EXACT, LEAST, MOST, PAIR, Quantity
from vaultlint.figures.quantity import RANGE as BETWEEN
from vaultlint.figures.reckoning import CHANGE, RANGE, Reckoning
from vaultlint.figures.sentences import Sentence, pairs_in
from vaultlint.figures.statement import Place, Statement

_YEARLY = re.compile(
    r"\s*(?:a|per|each) (?:year|quarter|month|annum)"
    r"|\s*(?:annually|CAGR|cagr|compound|yearly|YoY|QoQ|of |annual|average)"
)
_NEARLY = r"(?:about |around |nearly |over |more than |some |almost |just )?"
_BY = re.compile(rf"\bby\s+{_NEARLY}$")
_TO = re.compile(rf"\W*to\W*{_NEARLY}")
_APART = re.compile(r"[,(–—:]")
_CUT = re.compile(r"[.;]|\bto\s*$")
_NUMBER = r"[\d.,]+\s?"
_COMPACT = re.compile(
    rf"[^\d]{{0,4}}{_NUMBER}(?:[-–—]|to)\s?{_NUMBER}[^\W\d]+.*"
    rf"|[^\d\s]{{1,3}}{_NUMBER}[-–—]\s?{_NUMBER}[^\W\d]*|{_NUMBER}[-–—]\s?{_NUMBER}%"
)
_LONGEST_TIE = 60
_LONGEST_LEAD = 70


def reckon_changes(layout: Layout, sentence: Sentence) -> Iterator[Reckoning]:
    """Yield rates of change that do not follow from the two ends told with them."""
    pairs = list(pairs_in(layout, sentence))
    pairs += [_ends(one) for one in sentence.quantities if one.kind == PAIR]
    if len(pairs) == 1:
        before, after = pairs[0]
        for rate in sentence.quantities:
            if _is_rate_of(layout, rate, before, after):
                yield from _check(layout, before, after, rate)
    yield from _rate_between(layout, sentence)


def _ends(pair: Quantity) -> tuple[Quantity, Quantity]:
    """The two ends of a change that is written as one: `from 74% to 31%`."""
    return (
        structs.replace(pair, last=pair.first, kind=EXACT),
        structs.replace(pair, first=pair.last, kind=EXACT),
    )


def _is_rate_of(layout: Layout, rate: Quantity, before: Quantity, after: Quantity) -> bool:
    """Say whether a figure is told as the rate of a change, right after it or right before it."""
    text = layout.text
    start, end = (
        min(before.span.start, after.span.start),
        max(before.span.end, after.span.end),
    )
    written = text[rate.span.start : rate.span.end].strip("+-~ ")
    if rate.unit not in ("%", "pp") or not written[:1].isdigit() or _YEARLY.match(text, rate.span.end):
        return False
    if rate.span.end <= start:
        lead = text[max(0, rate.span.start - 30) : rate.span.start]
        return start - rate.span.end < 40 and _BY.search(lead) is not None
    between = text[end : rate.span.start] if rate.span.start >= end else ""
    if len(between) > _LONGEST_TIE or not _APART.search(between) or _CUT.search(between):
        return False
    known = layout.lexicon.changes | layout.lexicon.fillers
    return known.issuperset(words_of(between))


def _rate_between(layout: Layout, sentence: Sentence) -> Iterator[Reckoning]:
    """A rate between its ends: `$70 in May, fell by 85% to $18`."""
    text, lexicon = layout.text, layout.lexicon
    told = sentence.quantities
    for one, rate, other in zip(told, told[1:], told[2:], strict=False):
        if rate.unit != "%" or one.unit != other.unit or one.unit in ("", "%"):
            continue
        lead = text[one.span.end : rate.span.start]
        if (
            len(lead) > _LONGEST_LEAD
            or ";" in lead
            or not _TO.fullmatch(text[rate.span.end : other.span.start])
        ):
            continue
        words = set(words_of(lead))
        plain = words <= lexicon.changes | lexicon.fillers | lexicon.months.keys()
        if plain and not words.isdisjoint(lexicon.rises | lexicon.falls):
            yield from _check(layout, one, other, rate)


def reckon_rows(layout: Layout, grid: Grid) -> Iterator[Reckoning]:
    """Yield the cells of a column Change that do not follow from the two periods before it."""
    headers = [words_of(header) for header in grid.headers]
    if len(headers) < 4 or len(headers[3]) > 3 or layout.lexicon.rates.isdisjoint(headers[3]):
        return
    ends = (("before",), ("after",))
    if not all(layout.is_timed(grid.headers[index]) or headers[index] in ends for index in (1, 2)):
        return
    for row in grid.rows:
        one, other, rate = (cell.quantity for cell in row[1:4]) if len(row) > 3 else (None, None, None)
        if one is None or other is None or rate is None or rate.unit != "%":
            continue
        if one.unit == other.unit and one.unit not in ("%", "pp") and one.kind == other.kind == EXACT:
            found = list(_check(layout, one, other, rate))
            if found and list(_check(layout, other, one, rate)):  # The newer column may stand first.
                yield from found


def _check(layout: Layout, before: Quantity, after: Quantity, rate: Quantity) -> Iterator[Reckoning]:
    """Yield a rate that the two ends do not come to, as percent or as points."""
    a, b, told = before.first, after.first, abs(rate.first)
    is_return = layout.text[before.span.start - 1 : before.span.start] == "+"
    if a <= 0 or b < 0 or rate.kind == BETWEEN or not told or is_return:
        return
    slack = rate.slack + 0.51 * rate.step
    low, high = _least_and_most(before, after)
    points = abs(b - a) if before.unit == "%" else None
    if points is not None and abs(points - told) <= before.step + rate.step / 2:
        return
    if rate.unit == "pp" and points is None:
        return
    fits = low - slack <= told <= high + slack
    fits = fits or (rate.kind == LEAST and told <= high + slack)
    fits = fits or (rate.kind == MOST and told >= low - slack)
    # What the one is of the other, and the fall told from its end, are no mistakes.
    others = (abs(a - b) / max(a, b) * 100, b / a * 100)
    if fits or any(abs(told - other) <= slack for other in others):
        return
    exact = abs(b / a - 1) * 100
    shown = f"{points:.10g} points" if rate.unit == "pp" else f"{exact:.{0 if exact >= 2 else 1}f}%"
    written = [layout.note.source(one.span).strip() for one in (before, after, rate)]
    apart = before.span != after.span
    ends = f"from {written[0]} to {written[1]}" if apart else f"from {a:.10g} to {b:.10g}"
    yield Reckoning(
        CHANGE,
        rate.span,
        f"{written[2]} is told for a change {ends}, which is {shown}",
        0.85 if before.rough or after.rough else 0.93,
        ((before.span, "from here"), (after.span, "to here"))[: 2 if apart else 1],
        f"{b:.10g} / {a:.10g} - 1 = {(b / a - 1) * 100:.3g}%",
    )


def _least_and_most(before: Quantity, after: Quantity) -> tuple[float, float]:
    """The least and the greatest change in percent that two rounded ends allow."""
    changes = [
        (after.first + up * after.step / 2) / (before.first + down * before.step / 2) - 1
        for up in (-0.999, 0.999)
        for down in (-0.999, 0.999)
        if before.first + down * before.step / 2 > 0
    ]
    least, most = min(changes) * 100, max(changes) * 100
    if least < 0 < most:
        return 0.0, max(-least, most)
    return min(abs(least), abs(most)), max(abs(least), abs(most))


def reckon_ranges(layout: Layout, quantities: tuple[Quantity, ...], words: str) -> Iterator[Reckoning]:
    """Yield ranges that run from the greater to the lesser, unless the words tell of a change."""
    reversed_ = [one for one in quantities if one.kind == BETWEEN and one.first > one.last]
    if not reversed_ or not layout.lexicon.changes.isdisjoint(words_of(words)):
        return
    for one in reversed_:
        written = layout.note.source(one.span).strip()
        if _COMPACT.fullmatch(written):
            message = f"the range {written} runs from the greater to the lesser"
            yield Reckoning(RANGE, one.span, message, 0.9, help="swap the ends, or correct one")


def reckon_growth(layout: Layout, statements: Sequence[Statement]) -> Iterator[Reckoning]:
    """Yield rates told for a year that the figures of a table for it and the year before do not come to."""
    series: dict[tuple[str, ...], dict[str, Quantity]] = {}
    for one in statements:
        told = one.quantity
        is_dated = one.place == Place.LABEL and one.own and len(one.times) == 1 and one.measure
        if is_dated and told.kind == EXACT and told.unit not in ("%", "pp", "date"):
            series.setdefault(one.measure, {})[one.times[0]] = told
    for rate in statements:
        told = rate.quantity
        plain = (
            rate.place == Place.PROSE and told.unit == "%" and len(rate.times) == 1 and told.kind != BETWEEN
        )
        if not plain or not rate.times[0].isdigit() or not _tells_change(layout, told):
            continue
        years = series.get(rate.measure, {})
        before, after = years.get(str(int(rate.times[0]) - 1)), years.get(rate.times[0])
        if before and after and before.unit == after.unit:
            yield from _check(layout, before, after, told)


def _tells_change(layout: Layout, rate: Quantity) -> bool:
    """Say whether the words before a rate tell of a rise or fall: `were up by 14%`."""
    words = words_of(layout.text[max(0, rate.span.start - 40) : rate.span.start])[-4:]
    return not layout.lexicon.changes.isdisjoint(words)
