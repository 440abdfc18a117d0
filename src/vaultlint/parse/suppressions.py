"""Comments that silence rules: `<!-- vaultlint-disable-line name -- reason -->`."""

import re

from msgspec import structs

from vaultlint.facts import Reach, Suppression
from vaultlint.text import Span, Spans

_COMMENT = re.compile(r"<!--\s*vaultlint-(?P<html>[^<>]*?)-->|%%\s*vaultlint-(?P<obsidian>[^%]*?)%%")
_YAML_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*vaultlint-(?P<yaml>[^\n\r]*)", re.MULTILINE)
_NAME = re.compile(r"[^\s,]+")
_REACH = {
    "disable-line": Reach.LINE,
    "disable-next-line": Reach.NEXT_LINE,
    "disable": Reach.RANGE,
    "disable-file": Reach.FILE,
    "enable": Reach.END,
}


def read_suppressions(text: str, body: int, opaque: Spans) -> tuple[Suppression, ...]:
    """Return the note's suppressions in order of place, none out of `opaque` text."""
    if text.find("vaultlint-") < 0:
        return ()
    comments = list(_YAML_COMMENT.finditer(text, 0, body))
    comments += [match for match in _COMMENT.finditer(text, body) if not opaque.covers(match.start())]
    suppressions: list[Suppression] = []
    for comment in comments:
        group = comment.lastgroup
        assert group is not None
        start = comment.start(group)
        directive = comment.group(group).partition(" -- ")[0]
        words = [Span(*word.span()) for word in _NAME.finditer(text, start, start + len(directive))]
        span = Span(*comment.span())
        reach = _REACH.get(text[words[0].start : words[0].end], Reach.UNKNOWN) if words else Reach.UNKNOWN
        cover = _cover(text, span, reach)
        for name in words[1:] or [Span(span.start, span.start)]:
            label = text[name.start : name.end]
            if reach == Reach.END:
                _close(suppressions, span.start, label)
            suppressions.append(Suppression(span, reach, cover, label, name if label else span))
    return tuple(suppressions)


def _cover(text: str, span: Span, reach: Reach) -> Span:
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end) + 1 or len(text) + 1
    if reach == Reach.FILE:
        return Span(0, len(text) + 1)
    if reach == Reach.LINE:
        return Span(line_start, line_end)
    if reach == Reach.NEXT_LINE:
        return Span(line_end, text.find("\n", line_end) + 1 or len(text) + 1)
    if reach == Reach.RANGE:
        return Span(span.end, len(text) + 1)
    return Span(span.start, span.start)


def _close(suppressions: list[Suppression], offset: int, name: str) -> None:
    """`enable` ends the open ranges of its name, without a name all of them."""
    for index, one in enumerate(suppressions):
        if one.reach == Reach.RANGE and one.cover.covers(offset) and name in {"", one.name}:
            suppressions[index] = structs.replace(one, cover=Span(one.cover.start, offset))
