"""What comes near a name that a note lacks."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from vaultlint.schema.names import bare
from vaultlint.schema.terms import Name

_WORD = re.compile(r"[^\W_]+")
_NEAR = 0.7
_STEM = 3
"""Letters that two words must begin with alike before it is worth comparing all of them."""


def nearest_to(name: Name, texts: Iterable[str]) -> str:
    """Return the text that is spelled most like one of the name's, or an empty one."""
    wanted, wanted_stems = _wanted(name)
    best, nearness = "", _NEAR
    for text in texts:
        shown, stems = _shown(text)
        if wanted_stems.isdisjoint(stems):
            continue
        for one in wanted:
            found = _likeness(one, shown)
            if found > nearness:
                best, nearness = text, found
    return best


@lru_cache(maxsize=4096)
def _wanted(name: Name) -> tuple[tuple[str, ...], frozenset[str]]:
    wanted = tuple(bare(text.replace("*", "")) for text in name.texts)
    return wanted, frozenset(stem for text in wanted for stem in _stems(text))


@lru_cache(maxsize=65536)
def _shown(text: str) -> tuple[str, frozenset[str]]:
    shown = bare(text)
    return shown, _stems(shown)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text))


@lru_cache(maxsize=65536)
def _likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1."""
    if _stems(one).isdisjoint(_stems(other)) or abs(len(one) - len(other)) > max(len(one), len(other)) // 2:
        return 0.0
    return SequenceMatcher(None, one, other).ratio()
