"""Comments that silence rules: `<!-- vaultlint-disable-line name -- reason -->`."""

import re
from collections.abc import Iterator

from msgspec import structs

from vaultlint.facts import Reach, Suppression
from vaultlint.text import Span, Spans

_OPENING = re.compile(r"(<!--|%%)\s*vaultlint-")
_CLOSING = {"<!--": "-->", "%%": "%%"}
_YAML_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*vaultlint-([^\n\r]*)", re.MULTILINE)
_REASON = re.compile(r"(?:^|\s)--(?:\s|$)")
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
    comments = [(Span(*one.span()), Span(*one.span(1))) for one in _YAML_COMMENT.finditer(text, 0, body)]
    comments += [one for one in _comments(text, body) if not opaque.covers(one[0].start)]
    suppressions: list[Suppression] = []
    open_ranges: dict[str, list[int]] = {}
    for span, inside in comments:
        directive = _REASON.split(text[inside.start : inside.end], 1)[0]
        end = inside.start + len(directive)
        words = [Span(*word.span()) for word in _NAME.finditer(text, inside.start, end)]
        if words and text[words[0].start : words[0].end] == "history":
            continue  # A mark for figures, which silences nothing.
        reach = _REACH.get(text[words[0].start : words[0].end], Reach.UNKNOWN) if words else Reach.UNKNOWN
        cover = _cover(text, span, reach)
        nameless = [Span(span.start, span.start)]
        for name in nameless if reach == Reach.UNKNOWN else words[1:] or nameless:
            label = text[name.start : name.end]
            if reach == Reach.END:
                _close(suppressions, open_ranges, span.start, label)
            elif reach == Reach.RANGE:
                open_ranges.setdefault(label, []).append(len(suppressions))
            suppressions.append(Suppression(span, reach, cover, label, name if label else span))
    return tuple(suppressions)


def _comments(text: str, body: int) -> Iterator[tuple[Span, Span]]:
    """Yield each comment that speaks to vaultlint, and what stands in it from its first word on."""
    opening, unclosed = _OPENING.search(text, body), set[str]()
    while opening:
        sign, start = opening.group(1), opening.end()
        end = -1 if sign in unclosed else text.find(_CLOSING[sign], start)
        if end < 0:
            unclosed.add(sign)  # Nor is any that begins later.
        else:
            yield Span(opening.start(), end + len(_CLOSING[sign])), Span(start, end)
        opening = _OPENING.search(text, start if end < 0 else end + len(_CLOSING[sign]))


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


def _close(
    suppressions: list[Suppression], open_ranges: dict[str, list[int]], offset: int, name: str
) -> None:
    """`enable` ends the open ranges of its name, without a name all of them."""
    for label in [name] if name else list(open_ranges):
        for index in open_ranges.pop(label, ()):
            one = suppressions[index]
            suppressions[index] = structs.replace(one, cover=Span(one.cover.start, offset))
