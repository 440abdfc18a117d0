"""What words say is measured: concepts, without the words that say nothing."""

import re
from functools import lru_cache

from vaultlint.figures.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*(?:-(?:up|off|in|out)\b)?")
_SUFFIXES = tuple("ization isation ations ation ments ment ings ing ions ion ers ed er es s e al ly".split())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what a word in lower case has in common with its other forms."""
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    for suffix in _SUFFIXES:
        if suffix == "s" and word.endswith(("ss", "us")):
            continue  # `class` and `campus` are no plurals.
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without the `'s` of a genitive."""
    return tuple(word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'")))


@lru_cache(maxsize=65536)
def _terms(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    found: dict[str, None] = {}
    index = 0
    while index < len(words):
        concept, length = lexicon.concept(words[index:])
        if concept:
            found[concept] = None
        elif (
            len(words[index]) > 1
            and words[index] not in lexicon.fillers
            and words[index] not in lexicon.hollow
        ):
            found[stem(words[index])] = None
        index += length or 1
    return tuple(found)


@lru_cache(maxsize=16384)
def terms(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the concepts of a text in order, each once: known measures by name, other words by stem."""
    return _terms(words_of(text), lexicon)


@lru_cache(maxsize=16384)
def roles(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the roles that the words of a text give to a figure, such as `target` and `average`."""
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.lower())
    found = set()
    index = 0
    while index < len(words):
        skipped = lexicon.concept(tuple(words[index : index + 4]))[1]
        if skipped > 1:
            index += skipped
            continue
        if words[index : index + 2] in (["up", "to"], ["down", "to"]):
            index += 2
            continue
        if words[index - 2 : index] in (["is", "the"], ["was", "the"], ["as", "the"]):
            index += 1
            continue
        for length in (1, 2, 3):
            role = lexicon.roles.get(" ".join(words[index : index + length]))
            if role:
                found.add(role)
        index += 1
    return tuple(sorted(found))
