"""What comes near a name that a note lacks."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from vaultlint.schema.names import bare
from vaultlint.schema.terms import Name

_NEAR = 0.7


def nearest_to(name: Name, texts: Iterable[str]) -> str:
    """Return the text that is spelled most like one of the name's, or an empty one.

    Words that the name has and a text has, too, count as well as spelling: `Cap table`
    comes near `Capital table`.
    """
    wanted = [bare(text.replace("*", "")) for text in name.texts]
    best, nearness = "", _NEAR
    for text in dict.fromkeys(texts):
        shown = bare(text)
        for one in filter(None, wanted):
            if abs(len(one) - len(shown)) > max(len(one), len(shown)) // 2:
                continue
            ratio = SequenceMatcher(None, one, shown).ratio()
            if ratio > nearness:
                best, nearness = text, ratio
    return best
