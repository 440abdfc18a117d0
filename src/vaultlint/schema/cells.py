"""What people write into cells and properties: numbers, money, percentages, dates, yes and no."""

import re
from functools import lru_cache
from math import inf

from vaultlint.dates import DATE, find_dates
from vaultlint.schema.figures import FIGURE, NEGATIVE, Span, find_figures
from vaultlint.schema.formats import format_problem as format_problem
from vaultlint.schema.formats import has_format as has_format
from vaultlint.text import Value

_LONGEST = 2000
"""Characters of a cell that are looked at."""

_TIDY = str.maketrans("−‑‐‒’％\t\n\r\xa0\u2007\u2009\u202f|", "---–'%        ", "*_`\\[]=\ufe0f")
_FILLER = re.compile(
    r"[\s~≈≃<>≤≥±+?(),;:./&–—→-]|\b(?:about|around|approx|approximately|roughly|nearly|almost|near|circa|ca?|over"
    r"|under|up|at|least|most|more|less|than|to|until|till|through|thru|from|since|by|before|after|pre|post|between"
    r"|and|or|the|of|in|on|early|mid|late|end|start|beginning|est|estimated|expected|planned|week|[eafp])\b",
    re.IGNORECASE,
)
"""What may stand around a value without making it another thing."""
_NOTE = re.compile(r"\([^()]*\)")

_RATE = re.compile(r"/ ?[a-z]+|\b(?:per|a|each) [a-z]+|p\.a\.", re.IGNORECASE)
_NOTHING = frozenset("zero nil free flat unchanged breakeven".split())
_ROUGH_PERCENT = re.compile(r"\b(?:single|double|triple)[- ]digits?\b|\bteens\b", re.IGNORECASE)

_URL = re.compile(r"(?:[a-z][a-z\d+.-]{0,30}://|mailto:[^\s@]+@|www\.)[^\s<>]+", re.IGNORECASE)
_LINK = re.compile(r"!?\[[^\[\]]*+\]\(\s*+<?([^\s()<>]*+(?:\([^\s()]*+\)[^\s()<>]*+)*+)>?(?:\s[^()]*+)?\)")
_YES_OR_NO = re.compile(
    r"(?:(?:[✓✔✅☑✗✘✖❌☒☐x] ?)?(?:true|false|yes|no|y|n|on|off)|[✓✔✅☑✗✘✖❌☒☐x])(?: ?\(.*\)| [-–—] .*)?",
    re.IGNORECASE | re.DOTALL,
)
_BLANKS = frozenset("na nd nm nil none null tbd tba tbc unknown notapplicable notavailable".split())
_ASIDE = re.compile(r" \(|[,;] | [-–—] ")
_BLANK_MARKS = frozenset("-–—―.…,;:/?~()\"'·•%$€£¥₹₩ ")


class Interval(Value, frozen=True):
    """What one written figure may mean: the least and the greatest; equal when exact."""

    low: float
    high: float


@lru_cache(maxsize=65536)
def is_blank(text: str) -> bool:
    """Say whether a cell holds no value: nothing, a dash, `n/a`, `TBD`, a template's `{{…}}`."""
    if "}}" in text.partition("{{")[2] or "%>" in text.partition("<%")[2]:
        return True
    bare = _ASIDE.split(" ".join(text[:_LONGEST].translate(_TIDY).split()).strip("() "), 1)[0]
    letters = "".join(filter(str.isalnum, bare)).lower()
    return letters in _BLANKS if letters else _BLANK_MARKS.issuperset(bare)


def read(kind: str, text: str, *, whole: bool = False) -> tuple[Interval, ...] | None:
    """Return the values of a `kind` that `text` has, both ends of a range; None when it has none.

    Of a cell a part is enough; with `whole` there is nothing besides the value. Dates
    are proleptic ordinals, from the first to the last day that they may mean.
    """
    return _read(kind, text[:_LONGEST].translate(_TIDY).strip(), whole)


def is_boolean(text: str) -> bool:
    """Say whether `text` is a yes or a no, in words or signs, with or without a note on it."""
    return _YES_OR_NO.fullmatch(text[:_LONGEST].translate(_TIDY).strip()) is not None


def is_url(text: str) -> bool:
    """Say whether `text` is one or more URLs and nothing else, bare or as Markdown's links."""
    parts = re.split(r"[,;]?\s+", _LINK.sub(r" \1 ", text[:_LONGEST]).strip(" \t\r\n,;"))
    return all(_URL.fullmatch(part.removeprefix("<").removesuffix(">")) for part in parts)


@lru_cache(maxsize=65536)
def _read(kind: str, text: str, whole: bool) -> tuple[Interval, ...] | None:
    """Return the values of tidy `text`, as `read` does."""
    is_date = kind in ("date", "datetime")
    spans = _chosen_dates(text.lower(), kind, whole) if is_date else _chosen_figures(text, kind, whole)
    if kind == "integer":
        spans = [(low if low.is_integer() else high, high) for low, high in spans]
        spans = spans if all(high.is_integer() for _, high in spans) else []
    return tuple(Interval(float(low), float(high)) for low, high in spans) or None


def _nothing_else(rest: str, whole: bool) -> bool:
    """Say whether no other word is left of a text whose values are taken out; a cell may have a note."""
    return not _FILLER.sub("", rest if whole else _NOTE.sub("", rest))


def _in_note(text: str, start: int) -> bool:
    """Say whether a place is in brackets, where a cell tells more of its value: `$6B (incl. $1B of debt)`."""
    return text.count("(", 0, start) > text.count(")", 0, start)


def _chosen_figures(text: str, kind: str, whole: bool) -> list[Span]:
    """Return what the figures of the `kind` in `text` may mean."""
    text = f"-{text[1:-1]}" if NEGATIVE.fullmatch(text) else text
    figures = list(find_figures(text))
    if not figures and kind == "percent" and _ROUGH_PERCENT.search(text):
        return [(-inf, inf)]
    if not figures:
        return [(0.0, 0.0)] if _FILLER.sub("", text).lower() in _NOTHING else []
    wanted = kind if kind in ("money", "percent") else ""
    kinds = {one.kind for one in figures}
    if whole:
        chosen = figures if kinds <= {wanted, ""} and _is_alone(text, wanted, whole) else []
    elif not wanted:
        chosen = figures[:1]
    elif kinds != {""}:
        chosen = [one for one in figures if one.kind == wanted]
        chosen = [one for one in chosen if not _in_note(text, one.start)] or chosen
    else:
        is_amount = (
            kind == "money" and figures[0].is_scaled and _nothing_else(text[: figures[0].start], whole)
        )
        chosen = figures[:1] if is_amount or _is_alone(text, wanted, whole) else []
    return [span for one in chosen for span in one.spans]


def _is_alone(text: str, kind: str, whole: bool) -> bool:
    """Say whether a text has figures and no other word; money and shares may be per month."""
    return _nothing_else(FIGURE.sub(" ", _RATE.sub("", text) if kind else text), whole)


def _chosen_dates(text: str, kind: str, whole: bool) -> list[Span]:
    """Return the days that the dates in lower-case `text` may mean, or the moments of those with a time."""
    dates = list(find_dates(text))
    firm = [one for one in dates if one.is_firm]
    if not dates or ((whole or not firm) and not _nothing_else(DATE.sub(" ", text), whole)):
        return []
    if firm:
        firm = [one for one in firm if not _in_note(text, one.start)] or firm
        later = [one for one in dates if one.strength == "now" and one.start > firm[0].start]
        dates = sorted([*firm, *later], key=lambda one: one.start)
    if kind == "datetime":
        timed = [one for one in dates if one.strength == "time"]
        return [span for one in timed for span in one.spans] if not whole or timed == dates else []
    return [
        (low // 1, high // 1) if one.strength == "time" else (low, high)
        for one in dates
        for low, high in one.spans
    ]
