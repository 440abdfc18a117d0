"""Comments that silence rules: `<!-- vaultlint-disable-line name -- reason -->`."""

import re

from vaultlint.facts import Cover, Suppression
from vaultlint.text import Span, Spans

_COMMENT = re.compile(r"<!--[ \t]*vaultlint-(?P<html>[^\n]*?)-->|%%[ \t]*vaultlint-(?P<obsidian>[^\n]*?)%%")
_YAML_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*vaultlint-(?P<yaml>[^\n\r]*)", re.MULTILINE)
_NAME = re.compile(r"[^\s,]+")
_REACH = {"disable-line": Cover.LINE, "disable-next-line": Cover.NEXT_LINE, "disable-file": Cover.FILE}


def read_suppressions(text: str, body: int, opaque: Spans) -> tuple[Suppression, ...]:
    """Return the note's suppressions in order of place.

    A directive that does not exist comes as one that covers nothing: it is reported as unused.
    """
    if text.find("vaultlint-") < 0:
        return ()
    found = list(_YAML_COMMENT.finditer(text, 0, body))
    found += [match for match in _COMMENT.finditer(text, body) if not opaque.covers(match.start())]
    suppressions: list[Suppression] = []
    for match in found:
        group = match.lastgroup
        assert group is not None
        directive = match.group(group).partition(" -- ")[0]
        words = [
            Span(*word.span())
            for word in _NAME.finditer(text, match.start(group), match.start(group) + len(directive))
        ]
        names = tuple(words[1:])
        verb = text[words[0].start : words[0].end] if words else ""
        span = Span(*match.span())
        if verb == "enable":
            _close(suppressions, span.start, frozenset(text[name.start : name.end] for name in names))
        else:
            reach = _REACH.get(verb, Cover.RANGE)
            cover = (
                Span(span.start, span.start)
                if verb not in {*_REACH, "disable"}
                else _cover(text, span, reach)
            )
            labels = tuple(text[name.start : name.end] for name in names)
            suppressions.append(Suppression(span, reach, cover, labels, names))
    return tuple(suppressions)


def _cover(text: str, span: Span, reach: Cover) -> Span:
    if reach == Cover.FILE:
        return Span(0, len(text) + 1)
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.end) + 1 or len(text) + 1
    if reach == Cover.LINE:
        return Span(line_start, line_end)
    if reach == Cover.NEXT_LINE:
        return Span(line_end, text.find("\n", line_end) + 1 or len(text) + 1)
    return Span(span.end, len(text) + 1)


def _close(suppressions: list[Suppression], offset: int, names: frozenset[str]) -> None:
    """`enable` ends the open ranges with the same names, without names all of them."""
    for index, open_one in enumerate(suppressions):
        begins = open_one.cover.start
        is_open = open_one.reach == Cover.RANGE and open_one.cover.end > offset > begins
        if is_open and (not names or not open_one.names or names & set(open_one.names)):
            suppressions[index] = Suppression(
                open_one.span, open_one.reach, Span(begins, offset), open_one.names, open_one.name_spans
            )
