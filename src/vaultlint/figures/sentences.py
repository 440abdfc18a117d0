"""Sentences and list items that hold figures: their quantities, times, clauses, and what begins them."""

import re
from collections.abc import Iterator, Sequence

from vaultlint.figures.measure import terms
from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import PAIR, RANGE, Quantity
from vaultlint.figures.times import Time
from vaultlint.text import Span, Value

_CLAUSE = re.compile(
    r"[,;:()—|“”\"]| [–-] |\b(?:and|but|while|although|which|whereas|though|versus|vs|against"
    r"|(?<!more )(?<!less )(?<!fewer )than|who|that|because|after|before|when)\b"
)
_KEY = re.compile(r"\s*(?:[-+>]\s+|\d+[.)]\s+)*(?P<key>[^:.|—–;()]{2,48}?)\s*(?P<mark>:|—|–|\s-\s)\s+(?=\S)")
_ITEM = re.compile(r"\s*(?:[-+]|\d+[.)])\s+")
_MOST = 60
"""Figures beyond which a line is data and no sentence."""

_FROM = re.compile(r"\bfrom\W*$")
_NEARLY = r"(?:around |about |just |only |over |under |nearly |some |almost )?"
_TO = re.compile(
    r"\W*(?:(?:in|at|by|as of|during)?\s*(?:the\s+)?"
    r"(?:(?:early|mid|late|end|start|beginning)\s*-?\s*(?:of\s+)?)?"
    rf"[^,;.]{{0,24}}?\W*)?\bto\W*{_NEARLY}"
)
_DOWN_FROM = re.compile(rf"[^.;]{{0,80}}?\b(?:up|down|rising|falling)\s+from\W*{_NEARLY}")


class Sentence(Value, frozen=True):
    """A sentence or list item with its figures and times.

    `borders` are where its clauses begin and where it ends; `key` the words before a
    colon or dash that name what it tells. It is `own` when it begins by telling of the note's
    subject, and part of the `lead` in the first paragraph. `group` is its number.
    """

    span: Span
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    borders: tuple[int, ...]
    key: Span | None
    own: bool
    lead: bool
    group: int

    def border_before(self, offset: int) -> int:
        """Return where the clause begins that an offset lies in."""
        return max((border for border in self.borders if border <= offset), default=self.span.start)

    def border_after(self, offset: int) -> int:
        """Return where the clause ends that an offset lies in."""
        return min((border for border in self.borders if border >= offset), default=self.span.end)


def read_sentence(layout: Layout, span: Span, group: int, lead: bool) -> Sentence | None:
    """Return a sentence with its figures; None if there are none."""
    text = layout.text
    item = _ITEM.match(text, span.start, span.end)
    times = layout.times(span.start, span.end)
    quantities = tuple(
        one
        for one in layout.quantities(item.end() if item else span.start, span.end)
        if not any(time.span.covers(one.span.start) for time in times)
    )
    if not (quantities or times) or len(quantities) + len(times) > _MOST:
        return None
    if not (lead or _is_of_use(layout, span, quantities)):
        return None
    key = _KEY.match(text, span.start, span.end)
    if key and not _is_key(layout, key, quantities, span.end):
        named = terms(key.group("key"), layout.lexicon)
        if key.group("mark") == ":" and not layout.name.issuperset(named):
            span = Span(key.end(), span.end)
        key = None
    clauses = (match.start() for match in _CLAUSE.finditer(text, span.start, span.end))
    return Sentence(
        span,
        quantities,
        times,
        (span.start, *clauses, span.end),
        Span(key.start("key"), key.end()) if key else None,
        layout.is_own(span) or (lead and not layout.begins_with_other(span)),
        lead,
        group,
    )


def _is_of_use(layout: Layout, span: Span, quantities: Sequence[Quantity]) -> bool:
    """Say whether figures can be compared, or reckoned from each other."""
    if layout.section(span.start).own or len(quantities) > 2 or layout.links(span.start - 2, span.end):
        return True
    alone = any(one.kind in (RANGE, PAIR) or one.unit == "month" for one in quantities)
    return alone or layout.text.startswith(":", span.end - 1) or len(quantities) == 2


def _is_key(layout: Layout, key: re.Match[str], quantities: Sequence[Quantity], end: int) -> bool:
    """Say whether words before a colon or dash name what the figure after them measures."""
    named = terms(key.group("key"), layout.lexicon)
    if layout.name.issuperset(named):
        return False
    after = next((one.span.start for one in quantities if one.span.start >= key.end()), end)
    return not layout.text[key.end() : after].strip(" ~≈<>+") or any(
        one in layout.lexicon.names for one in named
    )


def pairs_in(layout: Layout, sentence: Sentence) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the figures before and after a change: `from 3 Mt in 2020 to 5 Mt`, `5 Mt, up from 3 Mt`."""
    text = layout.text
    for one, other in zip(sentence.quantities, sentence.quantities[1:], strict=False):
        between = text[one.span.end : other.span.start]
        if one.unit != other.unit or len(between) > 90:
            continue
        led = _FROM.search(text, max(sentence.span.start, one.span.start - 8), one.span.start)
        if led and _TO.fullmatch(between):
            yield one, other
        elif _DOWN_FROM.fullmatch(between):
            yield other, one
