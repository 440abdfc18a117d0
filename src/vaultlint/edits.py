"""Edits in, new text out."""

import re
from collections.abc import Iterable

from vaultlint.finding import Edit, Swap
from vaultlint.note import Note, Property, Scalar, core_kind
from vaultlint.text import Span

_ANCHOR = re.compile(r"(?:[\s:\[,])[&*!][\w<!]")
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 /_-]*[A-Za-z0-9])?")
"""Words that no YAML takes for anything but text, if they are no word of its own."""


def apply(text: str, edits: Iterable[Edit]) -> tuple[str, tuple[Span, ...]]:
    """Return a text with edits that do not overlap, and their places in it."""
    parts: list[str] = []
    spans = []
    at = length = 0
    for edit in sorted(edits, key=place):
        kept = text[at : max(0, edit.span.start)]
        length += len(kept)
        spans.append(Span(length, length + len(edit.text)))
        parts += kept, edit.text
        length += len(edit.text)
        at = edit.span.end
    return "".join((*parts, text[at:])), tuple(spans)


def place(edit: Edit) -> tuple[int, int]:
    """Return where an edit stands: what edits are put in order by."""
    return edit.span.start, edit.span.end


def entry_swap(note: Note, entry: Property, edits: Iterable[Edit]) -> Swap:
    """Return a property as it is written, and as it is with edits to it."""
    start, end = entry.key_span.start, max(entry.value.span.end, entry.key_span.end + 1)
    edits = tuple(edits)
    end = max(end, *(edit.span.end for edit in edits))
    source = note.text[start:end]
    moved = (Edit(Span(one.span.start - start, one.span.end - start), one.text) for one in edits)
    return source, apply(source, moved)[0]


def is_plain(note: Note, entry: Property) -> bool:
    """Say whether a property is written so that an edit to it has no consequences elsewhere.

    None is where a key stands twice, where anchors let one value stand in two places, and where
    a value goes over several lines that are no list.
    """
    source = note.source(entry.value.span)
    text, start = note.text, entry.key_span.start
    begins_line = start == 0 or text[start - 1] == "\n"
    odd = note.frontmatter.duplicates or _ANCHOR.search(note.source(note.frontmatter.span))
    lines = isinstance(entry.value, Scalar) and "\n" in source
    return begins_line and text.startswith(":", entry.key_span.end) and not (odd or lines)


def in_yaml(value: str | list[str]) -> str:
    """Return a value as YAML writes it in a line, with quotes where they are needed."""
    if isinstance(value, list) and all(map(_is_word, value)):
        return f"[{', '.join(value)}]"
    if isinstance(value, str) and _is_word(value):
        return value
    from io import StringIO

    from ruamel.yaml import YAML  # Few values want it.

    yaml = YAML(typ="rt", pure=True)
    yaml.default_flow_style = True
    yaml.width = 1_000_000
    stream = StringIO()
    yaml.dump(value, stream)
    return stream.getvalue().removesuffix("...\n").rstrip("\n")


def _is_word(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and core_kind(text) == "text"
