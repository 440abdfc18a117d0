"""What words say is measured: concepts, without the words that say nothing."""

import re
from functools import lru_cache

from vaultlint.figures.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['’.][^\W\d_]+)*(?:-(?:up|off|in|out)\b)?")
_ROLE_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
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


@lru_cache(maxsize=16384)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, without the `'s` of a genitive."""
    return tuple(word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'")))


@lru_cache(maxsize=16384)
def terms(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the concepts of a text in order, each once: known measures by name, other words by stem."""
    words = words_of(text)
    found: dict[str, None] = {}
    done = 0
    for index, word in enumerate(words):
        if index < done:
            continue
        concept, length = lexicon.concept(words, index) if word in lexicon.first_words else ("", 0)
        if concept:
            found[concept] = None
            done = index + length
        elif len(word) > 1 and word not in lexicon.silent:
            found[stem(word)] = None
    return tuple(found)


@lru_cache(maxsize=16384)
def roles(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the roles that the words of a text give to a figure, such as `target` and `average`."""
    words = _ROLE_WORD.findall(text.lower())
    if lexicon.first_words_of_roles.keys().isdisjoint(words):
        return ()
    found = set()
    index = 0
    while index < len(words):
        skipped = lexicon.concept(words, index)[1]
        if skipped > 1:
            index += skipped
            continue
        if words[index : index + 2] in (["up", "to"], ["down", "to"]):
            index += 2
            continue
        if words[index - 2 : index] in (["is", "the"], ["was", "the"], ["as", "the"]):
            index += 1
            continue
        for length in range(1, lexicon.first_words_of_roles.get(words[index], 0) + 1):
            role = lexicon.roles.get(" ".join(words[index : index + length]))
            if role:
                found.add(role)
        index += 1
    return tuple(sorted(found))
