"""What the properties of a kind of note are: their types, and the words that they choose from."""

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from vaultlint.learn.proposal import AGREE, Part, enough
from vaultlint.note import Mapping, Scalar, YamlValue, core_kind
from vaultlint.note import Sequence as YamlList
from vaultlint.schema import cells
from vaultlint.schema.pieces import items_of
from vaultlint.schema.properties import is_empty
from vaultlint.schema.subject import Subject
from vaultlint.text import fold_name

_MOST_VALUES = 24
_UNSEEN = 0.015
_COMMON = 4
_NEAR = 0.85
"""From how often on a word is common, and how like one a slip is spelled."""

_TIMES = 4
"""How often each of the values of a vocabulary must stand, on average."""


def propose_fields(subjects: Sequence[Subject]) -> tuple[Part, ...]:
    """Return the properties that notes have, in the order in which most write them."""
    entries: dict[str, list[tuple[int, str, YamlValue]]] = {}
    for subject in subjects:
        for place, (key, entry) in enumerate(reversed(subject.fields.items())):
            entries.setdefault(key, []).append((place, entry.key, entry.value))
    common = [found for found in entries.values() if len(found) >= enough(len(subjects))]
    common.sort(key=lambda found: sum(place for place, _, _ in found) / len(found))
    return tuple(_field(found) for found in common)


def _field(found: Sequence[tuple[int, str, YamlValue]]) -> Part:
    key = Counter(spelling for _, spelling, _ in found).most_common(1)[0][0]
    asks = _value(fold_name(key), [value for _, _, value in found])
    return Part(key, asks, loose=tuple(asks))


def _value(key: str, values: Sequence[YamlValue]) -> dict[str, Any]:
    """What a property's values have in common, as a schema says it."""
    said = [one for one in values if not (isinstance(one, Scalar) and is_empty(one))]
    if not said:
        return {}
    if all(isinstance(one, Mapping) for one in said):
        return {"type": "map"}
    lists = sum(isinstance(one, YamlList) for one in said)
    if lists * 2 < len(said):
        return _scalars([one for one in said if isinstance(one, Scalar)], len(said))
    items = [item for one in said for item in items_of(one)]
    spec = _scalars([one for one in items if isinstance(one, Scalar) and not is_empty(one)], len(items))
    if key in {"tags", "aliases"}:
        spec.pop("values", None)
    return {
        "type": "list",
        **({"items": spec if "values" in spec else spec["type"]} if "type" in spec else {}),
    }


def _scalars(scalars: Sequence[Scalar], total: int) -> dict[str, Any]:
    """The type that nearly all have, or the few words that they choose from; nothing if they are mixed."""
    if not scalars or len(scalars) < total * AGREE:
        return {}
    words = Counter(one.text.strip() for one in scalars)
    kind = next((kind for kind, fits in _TYPES if sum(map(fits, scalars)) >= len(scalars) * AGREE), "text")
    vocabulary = _vocabulary(words) if kind == "text" else None
    return {"values": vocabulary} if vocabulary else {"type": kind}


def _vocabulary(words: Counter[str]) -> list[str] | None:
    """The words, if they are so few and so often used that an unknown one is likely a slip.

    What share of the words to come nobody has seen yet is told by those seen once. Source: Good
    (1953), The population frequencies of species. A word seen once that is spelled nearly like
    a common one is taken for the slip.
    """
    total, once = words.total(), [word for word, number in words.items() if number == 1]
    slips = {word for word in once if _is_slip(word, words)}
    known = sorted(word for word in words if word not in slips)
    if len(known) > _MOST_VALUES or total < len(known) * _TIMES or total < 8:
        return None
    return known if len(once) - len(slips) <= total * _UNSEEN else None


def _is_slip(word: str, words: Counter[str]) -> bool:
    common = [other for other, number in words.items() if number >= _COMMON]
    return len(word) >= _COMMON and bool(get_close_matches(word, common, 1, _NEAR))


def _is_link(one: Scalar) -> bool:
    return one.text.strip().startswith("[[") and one.text.strip().endswith("]]")


def _is_date(one: Scalar) -> bool:
    text = one.text.strip()
    return len(text) >= 7 and not text.isdigit() and cells.read("date", text, whole=True) is not None


def _is_integer(one: Scalar) -> bool:
    return one.plain and one.text.strip().lstrip("-").isdigit()


_TYPES: tuple[tuple[str, Callable[[Scalar], bool]], ...] = (
    ("boolean", lambda one: one.plain and core_kind(one.text) == "boolean"),
    ("integer", _is_integer),
    ("number", lambda one: one.plain and core_kind(one.text) == "number"),
    ("date", _is_date),
    ("url", lambda one: cells.is_url(one.text)),
    ("link", _is_link),
)
