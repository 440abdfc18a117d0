"""Tags: in the line under the frontmatter, in the frontmatter, in prose."""

import re

from vaultlint.facts import Tag, TagPlace
from vaultlint.note import Frontmatter, Scalar, Sequence
from vaultlint.text import Span, Spans, first_line

# Every character but white space, general and supplemental punctuation, and
# ASCII punctuation other than `-`, `_` and `/`. Source: Obsidian's help, Tags.
_TAG = re.compile(r"#(?<!\S#)([^\s\u2000-\u206f\u2e00-\u2e7f!-,.:-@\[-^`{-~]+)")


def read_tag_line(text: str, body: int) -> Span | None:
    """Return the line of nothing but tags that a note's body begins with, if it does.

    A title of level 1 may stand above it.
    """
    line = first_line(text, body)
    if text.startswith("# ", line.start):
        line = first_line(text, line.end)
    words = text[line.start : line.end].split()
    return line if words and all(_TAG.fullmatch(word) for word in words) else None


def read_tags(
    text: str, body: int, frontmatter: Frontmatter, line: Span | None, opaque: Spans
) -> tuple[Tag, ...]:
    """Return all tags in order of place, those of digits only included."""
    tags = list(_property_tags(frontmatter))
    for match in _TAG.finditer(text, body):
        start = match.start()
        if line is not None and line.covers(start):
            place = TagPlace.LINE
        elif opaque.covers(start):
            continue
        else:
            place = TagPlace.INLINE
        name = match.group(1).rstrip("/")
        if name and (place == TagPlace.LINE or not name.isdigit()):
            tags.append(Tag(name, Span(start, start + 1 + len(name)), place))
    return tuple(tags)


def _property_tags(frontmatter: Frontmatter) -> list[Tag]:
    entry = frontmatter.get("tags") or frontmatter.get("tag")
    if entry is None:
        return []
    values = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
    return [
        Tag(value.text.lstrip("#").rstrip("/"), value.span, TagPlace.FRONTMATTER)
        for value in values
        if isinstance(value, Scalar) and _may_be_tag(value)
    ]


def _may_be_tag(value: Scalar) -> bool:
    """Obsidian drops what is no text or has spaces; digits stay, for they were meant as a tag."""
    return (value.kind == "text" or value.text.isdigit()) and not re.search(r"\s", value.text)
