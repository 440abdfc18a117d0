"""Parts, wholes and products told in one sentence: whether they fit together."""

import re
from collections.abc import Iterator

from vaultlint.figures.measure import words_of
from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import EXACT, LEAST, MOST, Quantity
from vaultlint.figures.reckoning import SHARE, TOTAL, Reckoning, amount
from vaultlint.figures.sentences import Sentence
from vaultlint.text import Span

_TIE = re.compile(r"\s*(?:[^\s,;.()]+\s+){0,7}?(?:\(|, or |was |is |= |, (?:about|some|roughly|around) )\W*")
_PART_OF = re.compile(r"[^;.]*?(?<!total )\b[Oo]f\s+(?:the |its |their |some |about |all )?\W*")
_OF_WHOLE = re.compile(r"(?:^|[.;:—(])\s*[Oo]f\s+(?:the |its |their |some |about |all )?\W*$")
_OF_THAT = re.compile(r"\s*of (?:that|those|them|this|these|which|it)\b")
_OF_THEM = re.compile(r"\s*of (?:them|which|these|those)\b")
_TOTAL = re.compile(r"\btotal\b")
_REST = re.compile(r"\b(?:the|with|its) (?:remaining|rest|balance|other)\b|\bremain(?:ing|der)\b")
_EACH = re.compile(r"\s*(?:[^\W\d]+ ){0,3}(?:of|at|×|x|with)\s*(?:each\s*)?")
_MAKES = re.compile(
    r"\s*(?:each)?\s*(?:for|=|making|totalling|giving|, or|, in all|, together)\s*(?:a total of\s*)?"
)
_FAR_OVER = 115
"""Percent from which on listed shares are no parts of one whole."""

_IS = re.compile(r",? (?:or |(?:about|some|nearly|almost|roughly|around) )?(?:an? )?")
_OF_WHAT = re.compile(r"\s*of (?:(?:the|its|their|all)\s+|(?:[^\s,;.()]+ ){1,6}of )")

_NO_PARTS = ("%", "pp", "date", "month", "day")


def reckon_parts(layout: Layout, sentence: Sentence) -> Iterator[Reckoning]:
    """Yield shares that do not follow from the part and the whole told with them: `18 of 117, or 5%`."""
    text, told = layout.text, sentence.quantities
    for part, rate, whole in zip(told, told[1:], told[2:], strict=False):
        if _tells_share(text, part, rate, whole):
            yield from _part(layout, part, whole, rate)
    for one, other, rate in zip(told, told[1:], told[2:], strict=False):
        if rate.unit != "%" or rate.first != rate.last or one.unit != other.unit or one.unit in _NO_PARTS:
            continue
        exact = one.kind == other.kind == EXACT
        tied = exact and _TIE.fullmatch(text, other.span.end, rate.span.start)
        if tied and _tells_part(text, sentence.span.start, one, other, rate):
            part, whole = sorted((one, other), key=lambda each: each.first)
            yield from _part(layout, part, whole, rate)


def _tells_share(text: str, part: Quantity, rate: Quantity, whole: Quantity) -> bool:
    """Say whether a share stands between its part and its whole: `18 TWh, a quarter of the 48 TWh`."""
    if rate.unit != "%" or rate.first != rate.last or part.unit != whole.unit:
        return False
    if part.unit in ("", *_NO_PARTS) or not part.kind == whole.kind == EXACT or part.first >= whole.first:
        return False
    tied = _IS.fullmatch(text, part.span.end, rate.span.start)
    return tied is not None and _OF_WHAT.fullmatch(text, rate.span.end, whole.span.start) is not None


def _tells_part(text: str, start: int, one: Quantity, other: Quantity, rate: Quantity) -> bool:
    """Say whether two figures are told as part and whole: `18 of 117`, `of the 117, 18`."""
    if one.first < other.first and _PART_OF.fullmatch(text, one.span.end, other.span.start):
        return True
    if _TOTAL.search(text, one.span.end, other.span.start):
        return False  # So many in a year, so many in total: the share may be of a third figure.
    if _OF_WHOLE.search(text[start : one.span.start]) or _OF_THAT.match(text, rate.span.end):
        return True
    return _OF_THEM.match(text, other.span.end) is not None


def _part(layout: Layout, part: Quantity, whole: Quantity, rate: Quantity) -> Iterator[Reckoning]:
    if part.first <= 0:
        return
    share, told = part.first / whole.first * 100, rate.first
    doubt = share * (part.step / 2 / part.first + whole.step / 2 / whole.first)
    slack = 0.51 * rate.step + rate.slack + doubt
    # The rest of the whole, and how much more the whole is, are told that way, too.
    if any(abs(told - each) <= slack for each in (share, 100 - share, 1e4 / share, 1e4 / share - 100)):
        return
    if (rate.kind == LEAST and share >= told) or (rate.kind == MOST and share <= told):
        return
    written = [layout.note.source(each.span).strip() for each in (rate, part, whole)]
    yield Reckoning(
        SHARE,
        rate.span,
        f"{written[0]} is told for {written[1]} of {written[2]}, which is {share:.0f}%",
        0.9,
        ((part.span, "the part"), (whole.span, "the whole")),
        f"{part.first:.10g} / {whole.first:.10g} = {share:.3g}%",
    )


def reckon_split(layout: Layout, sentence: Sentence) -> Iterator[Reckoning]:
    """Yield shares told in one sentence with a remainder that do not come to the whole."""
    rates = [one for one in sentence.quantities if one.unit == "%" and one.kind == EXACT and not one.rough]
    if len(rates) < 3 or len(rates) != len(sentence.quantities) or any(one.first >= 100 for one in rates):
        return
    last = rates[-1].span.start
    whole = sum(one.first for one in rates)
    doubt = sum(one.step / 2 for one in rates) + 0.01
    rest = _REST.search(layout.text[max(sentence.span.start, last - 24) : last])
    title = {*words_of(layout.section(last).title), *words_of(layout.text[sentence.span.start : last])}
    of_holders = len(rates) > 3 and not title.isdisjoint(layout.lexicon.holders)
    listed = of_holders and layout.text[rates[-2].span.end : last].count(" and ") == 1 and whole <= _FAR_OVER
    if (whole - 100 > doubt and (rest or listed)) or (rest and 100 - whole > doubt):
        than = "more" if whole > 100 else "less"
        yield Reckoning(
            SHARE,
            rates[-1].span,
            f"the shares add up to {whole:.10g}%, {than} than the whole",
            0.92,
            ((rates[0].span, "the first share"),),
            " + ".join(f"{one.first:.10g}" for one in rates) + f" = {whole:.10g}",
        )


def reckon_products(layout: Layout, sentence: Sentence) -> Iterator[Reckoning]:
    """Yield totals that are not the number times the size: `72 turbines of 14 MW for 1,080 MW`."""
    text, told = layout.text, sentence.quantities
    for number, each, whole in zip(told, told[1:], told[2:], strict=False):
        exact = all(one.kind == EXACT and not one.rough for one in (number, each, whole))
        if number.unit or number.first < 2 or not exact:
            continue
        if not each.unit or each.unit != whole.unit or each.unit in _NO_PARTS:
            continue
        between = text[number.span.end : each.span.start], text[each.span.end : whole.span.start]
        expected = number.first * each.first
        off = abs(expected - whole.first) - (number.first * each.step + whole.step) / 2
        if off > 0 and _EACH.fullmatch(between[0]) and _MAKES.fullmatch(between[1]):
            note, source = layout.note, layout.note.source(whole.span)
            factors = note.source(Span(number.span.start, each.span.end)).strip()
            reckoned = amount(expected, whole, source).strip()
            yield Reckoning(
                TOTAL,
                whole.span,
                f"{source.strip()} is told for {factors}, which is {reckoned}",
                0.9,
                ((number.span, "this many"), (each.span, "of this size")),
                f"{number.first:.10g} × {each.first:.10g} = {expected:.10g}",
            )
