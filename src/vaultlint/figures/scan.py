"""Finds the quantities in a text: digits first, then what stands to their left and right."""

import re
from collections.abc import Iterator

from msgspec import structs

from vaultlint.figures.lexicon import ROUGH, Lexicon
from vaultlint.figures.quantity import EXACT, LEAST, MOST, PAIR, RANGE, Quantity
from vaultlint.figures.units import WORD, Measure, measure_after
from vaultlint.text import Span

_NUMBER = re.compile(r"\d(?<![\w.,]\d)[\d,]*+(?:\.\d+)?")
"""What stands before is asked after the first digit, so that the search can skip ahead."""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+|\d{1,2}(?:,\d{2})+,\d{3}")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_PLAIN_YEAR = re.compile(
    r"(?:1[5-9]|20|21)\d\d(?=[|,.;:)(/\n–—-]| [^A-Za-z%]| (?:and|in|to|was|is|with|by)\b)(?!,\d)"
)
_BEFORE_YEAR = " (|\n"
_TIMES = re.compile(r" ?[×x] ?(\d[\d,.]*)")
_SEPARATOR = re.compile(r"(?:[–—-]| [–-] (?=\d)| (to|and) )(?=[~$€£¥₹₩A-Z]{0,4}\d)")
_SECOND = re.compile(r"~?(?:[A-Z]{0,2}[$€£¥₹₩₸])?(\d[\d,]*+(?:\.\d+)?)")
_CURRENCY = re.compile(r"(?:[A-Za-z]{0,3}[$€£¥₹₩₽₺₪₱₫฿₸₴₦₵￥]|(?<![A-Za-z])[A-Z][A-Za-z]{1,2} ?)$")
_NAME_BEFORE = re.compile(r"[^.:;|()!?\s] [A-Z][^\W\d_]+ $")
_SIGNS = frozenset("$€£¥₹₩₽₺₪₱₫฿₸₴₦₵￥s")
_CODE_BEFORE = re.compile(r"[A-Z][A-Za-z]{1,2} $")
_LONGEST_NUMBER = 24
_LEFT = 28
"""Characters to the left that are looked at: a bound, a currency, the word of an identifier."""


def scan(text: str, lexicon: Lexicon, start: int = 0, end: int | None = None) -> Iterator[Quantity]:
    """Yield the quantities between two offsets of a text, in order of place.

    What is no quantity is passed over: years, identifiers, versions, times of day, ordinals.
    """
    end = len(text) if end is None else end
    matches = [*_NUMBER.finditer(text, start, end)]
    words = [*_in_words(text, lexicon, start, end)]
    if words:
        matches = sorted([*matches, *words], key=re.Match.start)
    done = start
    for match in matches:
        if match.start() < done:
            continue
        spelled = not match.group()[0].isdigit()
        found = _spelled(text, match, lexicon, end) if spelled else _written(text, match, lexicon, end)
        if found is not None:
            done = found.span.end
            yield found


def _in_words(text: str, lexicon: Lexicon, start: int, end: int) -> Iterator[re.Match[str]]:
    """The words that are numbers."""
    before = (one.end() for one in lexicon.before_number_word.finditer(text, start, end))
    for at in (start, *before):
        found = lexicon.number_word.match(text, at, end)
        if found:
            yield found


def _written(text: str, match: re.Match[str], lexicon: Lexicon, end: int) -> Quantity | None:
    """The quantity of a number in digits, None if it is none."""
    start = match.start()
    if _PLAIN_YEAR.match(text, start) and text[start - 1 : start] in _BEFORE_YEAR:
        return None
    number = _digits(match.group())
    stop = start + len(number)
    if not number or _is_part(text, start, stop):
        return None
    found = _currency_before(text, start, lexicon)
    if found is None:
        return None
    head, currency = start - found[0], found[1]
    left = text[max(0, head - _LEFT) : head]
    if left[-1:] == "-" and left[-2:-1].isalnum():
        return None
    product = None if currency else _product(text, start, number, stop, end, lexicon)
    if product is not None:
        return product
    told = measure_after(text, stop, end, currency, lexicon)
    if told is None or (not told.unit and told.scale == 1.0 and _is_name(text, number, left, stop, lexicon)):
        return None
    value, step = float(number.replace(",", "")) * told.scale, _step(number) * told.scale
    one = Quantity(Span(head, told.end), value, value, told.unit, step)
    ranged = _range(text, one, told, currency, left, lexicon, end)
    if ranged is not None:
        return ranged
    kind, rough = _bounds(left, lexicon)
    negative = left[-1:] == "-" and left[-2:-1] != ")"
    plus = text[told.end : told.end + 1] == "+"
    return Quantity(
        Span(head, told.end + plus),
        -value if negative else value,
        -value if negative else value,
        told.unit,
        step,
        LEAST if plus else kind,
        rough,
    )


def _currency_before(text: str, start: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """The length and the code of the currency right before a number; None after an unknown sign."""
    before = text[start - 1] if start else " "
    after_letter = before == " " and text[start - 2 : start - 1].isalpha()
    if not (before in _SIGNS or before.isupper() or after_letter):
        return 0, ""
    left = text[max(0, start - 5) : start]
    sign = _CURRENCY.search(left) if not after_letter or _CODE_BEFORE.search(left) else None
    if not sign:
        return 0, ""
    currency = lexicon.currencies.get(sign.group().strip(), "")
    if not currency and not sign.group().strip().isalpha():
        return None
    return (len(sign.group()), currency) if currency else (0, "")


def _product(text: str, start: int, number: str, stop: int, end: int, lexicon: Lexicon) -> Quantity | None:
    """So many of one size: `6 × 80 MW` is 480 MW; of lengths it would be the sides of something."""
    times = _TIMES.match(text, stop, end)
    each = _digits(times.group(1)) if times else ""
    if not times or not each:
        return None
    told = measure_after(text, times.start(1) + len(each), end, "", lexicon)
    if told is None or told.unit not in ("power", "energy", "mass"):
        return None
    count, scale = float(number.replace(",", "")), told.scale
    value = count * float(each.replace(",", "")) * scale
    return Quantity(Span(start, told.end), value, value, told.unit, count * _step(each) * scale)


def _digits(written: str) -> str:
    """A number without a comma that ends its clause; empty if its commas group nothing."""
    if len(written) > _LONGEST_NUMBER:
        return ""
    number = written.rstrip(",")
    return number if "," not in number or _GROUPED.fullmatch(number.partition(".")[0]) else ""


def _is_part(text: str, start: int, stop: int) -> bool:
    """Say whether digits are a part of a version, a date, a time, an identifier."""
    before = text[start - 1] if start else " "
    if before == ":" and text[start - 2 : start - 1].isdigit():
        return True
    if before in "#/\\^_=" or (before in "-–—" and start > 1 and text[start - 2].isalnum()):
        return True
    return text[stop : stop + 1] in (":", "/", ".") and text[stop + 1 : stop + 2].isdigit()


def _is_name(text: str, number: str, left: str, stop: int, lexicon: Lexicon) -> bool:
    """Say whether a bare number names something: a year, a day, `Article 9`, `007`."""
    word = left.rstrip(" .").rpartition(" ")[2].lower().strip("(")
    if word in lexicon.numbered or word in lexicon.months or left[-1:] == "+":
        return True
    named = left[-1:] == " " and _NAME_BEFORE.search(left) is not None
    following = WORD.match(text, stop)
    if named and not (following and following.group(1).islower()):
        return True  # The fourth of its name: `Harbor 4`.
    if following and following.group(1).lower() in lexicon.months:
        return True
    return bool(_YEAR.fullmatch(number)) or (len(number) > 1 and number[0] == "0" and number[1] != ".")


def _range(
    text: str, one: Quantity, told: Measure, currency: str, left: str, lexicon: Lexicon, end: int
) -> Quantity | None:
    """The range or the pair that a number begins; in `$5-8M` both are dollars and both are millions."""
    separator = _SEPARATOR.match(text, told.end)
    second = _SECOND.match(text, separator.end(), end) if separator else None
    number = _digits(second.group(1)) if second else ""
    if not separator or not second or not number:
        return None
    other = measure_after(text, second.start(1) + len(number), end, currency, lexicon)
    word = separator.group(1)
    if other is None or (word == "and" and not re.search(r"\bbetween\W*$", left)):
        return None
    if not one.unit and not other.unit and _YEAR.fullmatch(number):
        return None
    rated = bool(one.unit) and other.unit.startswith(f"{one.unit}/")
    if (
        one.unit
        and not rated
        and (other.unit != one.unit if other.unit else bool(word) or "—" in separator.group())
    ):
        return None
    value, own_sign = float(number.replace(",", "")), text[separator.end()] not in "~0123456789"
    shared = told.scale == 1.0 and (one.first < 1000 or one.first <= value)
    shared = shared and not (own_sign and one.first > value)
    scale = other.scale if shared else 1.0
    pair = word == "to" and re.search(r"\bfrom\W*$", left) is not None
    return structs.replace(
        one,
        span=Span(one.span.start, other.end),
        first=one.first * scale,
        last=value * other.scale,
        unit=other.unit if rated else one.unit or other.unit,
        step=min(one.step * scale, _step(number) * other.scale),
        kind=PAIR if pair else RANGE,
        rough=_bounds(left, lexicon)[1],
    )


def _spelled(text: str, match: re.Match[str], lexicon: Lexicon, end: int) -> Quantity | None:
    """The quantity of a number or fraction in words: `ten years`, `an eighth of`."""
    word, stop = match.group().lower(), match.end()
    kind, rough = _bounds(text[max(0, match.start() - _LEFT) : match.start()], lexicon)
    if word in lexicon.fractions:
        if not re.match(r" (?:of|the|its|their|all)\b|[ ]*[,.;]", text[stop : stop + 8]):
            return None
        share = lexicon.fractions[word]
        return Quantity(Span(*match.span()), share, share, "%", share / 10, kind, True)
    following = text[stop : stop + 1]
    alone = Measure(1.0, "", stop) if following == ":" else None  # `Seven: three of the north, four others`
    told = measure_after(text, stop, end, "", lexicon) if following == " " else alone
    if told is None:
        return None
    value = lexicon.numbers[word] * told.scale
    return Quantity(Span(match.start(), told.end), value, value, told.unit, told.scale, kind, rough)


def _step(number: str) -> float:
    """What the last digit is worth; zeros that end a whole number are taken for rounding from two on."""
    whole, _, fraction = number.partition(".")
    if fraction:
        return 10.0 ** -len(fraction)
    digits = whole.replace(",", "")
    zeros = min(len(digits) - len(digits.rstrip("0")), 3)
    return 10.0**zeros if zeros >= 2 else 1.0


def _bounds(left: str, lexicon: Lexicon) -> tuple[int, bool]:
    """Return how a figure is meant and whether roughly, by the words to its left."""
    bare = left.rstrip(" (")
    mark = bare[-1:]
    if not mark.isalpha():
        if mark and mark in "~≈":
            return EXACT, True
        if mark and mark in "<≤>≥":
            return (MOST if mark in "<≤" else LEAST), False
        return EXACT, False
    if bare.rpartition(" ")[2].lower() not in lexicon.bound_ends:
        return EXACT, False
    words = bare.lower().split()[-3:]
    for count in range(len(words), 0, -1):
        kind = lexicon.bounds.get(" ".join(words[-count:]))
        if kind is not None:
            return (EXACT, True) if kind == ROUGH else (kind, False)
    return EXACT, False
