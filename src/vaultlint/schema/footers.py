"""The line at a note's end that says when it was written."""

import re
from collections.abc import Iterator
from functools import cache

from vaultlint.schema import cells
from vaultlint.schema.names import PLACEHOLDER
from vaultlint.schema.subject import Subject
from vaultlint.text import Span, fold_name

_EMPHASIS = re.compile(r"([*_]+)(.*?)\1")
_END = 1000
"""Characters at a note's end where a line that only looks like a footer is searched for."""

_NEAR = re.compile(
    r"^[^\n|#]{0,20}\b(?:Created|Updated|Written|Added)\b[^\n]{0,60}$", re.IGNORECASE | re.MULTILINE
)


def find_footer(subject: Subject, form: str) -> Span | None:
    """Return the line that has the form, alone or among others: `*Created … · Updated …*`."""
    mark = _EMPHASIS.fullmatch(form.strip())
    pattern = _pattern(mark.group(2) if mark else form.strip())
    for line in _lines(subject, PLACEHOLDER.sub("", form), pattern):
        written = subject.note.source(line).strip()
        emphasised = _EMPHASIS.fullmatch(written)
        if mark and not (emphasised and len(emphasised.group(1)) == len(mark.group(1))):
            continue
        for found in pattern.finditer(written):
            if all(cells.read("date", one, whole=True) is not None for one in found.groupdict().values()):
                return line
    return None


def _lines(subject: Subject, form: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    """The lines to look at: first those that are known as footers, then any that may have the form."""
    yield from (one.span for one in subject.note.footers)
    literal = max(re.findall(r"[^\W\d_]+", form), key=len, default="")
    if fold_name(literal) not in subject.folded:
        return
    for found in pattern.finditer(subject.note.text, subject.note.body):
        yield _line_at(subject, found.start())


def near_footer(subject: Subject) -> Span | None:
    """Return the last line that looks like a footer and is none."""
    start = max(subject.note.body, len(subject.note.text) - _END)
    found = list(_NEAR.finditer(subject.note.text, start))
    return _line_at(subject, found[-1].start()) if found else None


def _line_at(subject: Subject, offset: int) -> Span:
    text = subject.note.text
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)]
    return Span(start, start + len(line.rstrip()))


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts, end = [], 0
    for number, found in enumerate(PLACEHOLDER.finditer(form)):
        literal = re.escape(form[end : found.start()])
        # A date is what stands up to the next mark: cells say whether it is one.
        place = rf"(?P<date_{number}>\w[\w ,./-]*\w)" if "date" in found.group(1) else r"[^\n]+?"
        parts += [literal, place]
        end = found.end()
    parts.append(re.escape(form[end:]))
    return re.compile("".join(parts).replace(r"\ ", r"\s+"), re.IGNORECASE)
