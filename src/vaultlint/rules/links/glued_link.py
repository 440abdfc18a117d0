"""A link is glued to a number or word that it cuts in two.

## Why

`$6.[[3M]]` was an amount until a program that sets links found the company 3M in
it. The text is wrong, and so is the graph. A word that goes on before or after a
link, as in `bio[[chemistry]]` or `[[tariff]]s`, is no mistake.

## What to do

Take the brackets away, or part the two; where the whole word was meant, write
`[[Note|whole word]]`.
"""

import re
from collections.abc import Iterator

from vaultlint.facts import Link, LinkKind
from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import note_rule

_DIGITS = frozenset("0123456789")
_LEFT = re.compile(r"[^\s\[\]\u0100-\U0010ffff]*\Z")
_RIGHT = re.compile(r"[\w.,%]*\w|", re.ASCII)


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note) -> Iterator[Finding]:
    for link in note.facts.links:
        if link.kind == LinkKind.WIKILINK and not link.embed and _is_glued(note.text, link):
            start, end = link.span.start, link.span.end
            left = _LEFT.search(note.text[max(0, start - 20) : start])
            right = _RIGHT.match(note.text[end : end + 20])
            assert left is not None
            assert right is not None
            message = f"`{left.group()}{note.source(link.span)}{right.group()}` is cut in two by a link"
            yield Finding(note.path, link.span, message, "take the brackets away, or part the two")


def _is_glued(text: str, link: Link) -> bool:
    """Judge by what is shown: a word may go on in a link, and some scripts set no spaces."""
    start, end = link.span.start, link.span.end
    shown = link.display or link.path
    before, after, first, last = text[max(0, start - 2) : start], text[end : end + 1], shown[:1], shown[-1:]
    if not (first.isascii() and first.isalnum()):
        return False
    if before[-1:] in _DIGITS:
        return True
    if before[-1:].isascii() and before[-1:].isalpha():
        return not first.islower() and not shown.isdigit()  # `x[[1]]` is code.
    if before[-1:] in {".", ","} and before[0] in _DIGITS and first in _DIGITS:
        return True
    return after in _DIGITS and last.isascii() and last.isalnum()
