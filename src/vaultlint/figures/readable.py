"""The text of a note as far as it can tell figures; everything else is blank, so that offsets stay."""

import re
from collections.abc import Iterator

from vaultlint.facts import Link
from vaultlint.note import Note

_NOISE = re.compile(r"https?://\S+|\]\([^()\s]*\)|\[\^[^\]\s]+\]:?|\^[\w-]+$", re.MULTILINE)
_HISTORY = re.compile(r"^[^\n]*(?:<!--|%%)\s*vaultlint-history\b[^\n]*", re.MULTILINE)
"""A line that is marked as told of the past: its figures are compared with none."""

_LONGEST_LINE = 20_000
"""Characters from which on a line is data, and no text that somebody reads."""

_LONG_LINE = re.compile(rf"[^\n]{{{_LONGEST_LINE},}}+")
_ALL = re.compile(r"[^\n]")
_DIGIT = re.compile(r"\d")
_MARKS = (("*", " "), ("`", " "), ("\\", " "), ("_", " "), ("\xa0", " "), ("\u202f", " "), ("−", "-"))


def readable(note: Note) -> str:
    """Return the note's text without code, comments, link targets, URLs and footers, at the same offsets.

    The name that a link shows stays, its digits as letters: a name tells no figure.
    """
    text = note.text
    parts, at = [], 0
    for start, end, name in sorted(_covered(note)):
        if end <= at:
            continue
        start = max(start, at)
        parts.append(text[at:start])
        part = text[start:end]
        if name:
            parts.append(_DIGIT.sub("x", part))
        else:
            parts.append(_ALL.sub(" ", part) if "\n" in part else " " * len(part))
        at = end
    parts.append(text[at:])
    shown = "".join(parts)
    for mark, instead in _MARKS:
        shown = shown.replace(mark, instead)
    return shown


def _covered(note: Note) -> Iterator[tuple[int, int, bool]]:
    structure, moments = note.structure, note.facts.moments
    yield 0, note.body, False
    for span in (*structure.inert, *structure.comments):
        yield span.start, span.end, False
    for span in (
        part.span for parts in (structure.footnotes, moments.footers, moments.sources) for part in parts
    ):
        yield span.start, span.end, False
    if note.tag_line:
        yield note.tag_line.start, note.tag_line.end, False
    for match in _HISTORY.finditer(note.text, note.body) if "vaultlint-history" in note.text else ():
        yield *match.span(), False
    if len(note.text) > _LONGEST_LINE:
        for match in _LONG_LINE.finditer(note.text, note.body):
            yield *match.span(), False
    for match in _NOISE.finditer(note.text, note.body):
        yield *match.span(), False
    for link in note.facts.links:
        yield from _link(note.text, link)


def _link(text: str, link: Link) -> Iterator[tuple[int, int, bool]]:
    start, end = link.span.start, link.span.end
    if link.embed:
        yield start, end, False
    elif text.startswith("[[", start):
        shown = end - 2 - len(link.display) if link.display is not None else start + 2
        yield start, shown, False
        if _DIGIT.search(text, shown, end - 2):
            yield shown, end - 2, True
        yield end - 2, end, False
