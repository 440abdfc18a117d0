"""The line at a note's end that says when it was written."""

import re
from collections.abc import Iterator
from functools import cache

from vaultlint.schema import cells
from vaultlint.schema.names import PLACEHOLDER
from vaultlint.schema.subject import Subject
from vaultlint.text import Span, Value, fold_name

_EMPHASIS = re.compile(r"([*_]+)(.*?)\1")
_NEAR = ("created", "updated", "written", "added")
"""Words of a line that looks like a footer and is none."""

_END = 1000
"""Characters at a note's end where such a line is searched for, and how long it is at most."""
_LONG = 100


class Form(Value, frozen=True):
    """A footer's form: the marks of emphasis around it, the words to look for, the pattern of a line."""

    mark: str
    literal: str
    pattern: re.Pattern[str]


def find_footer(subject: Subject, written: str) -> Span | None:
    """Return the line that has the form, alone or among others: `*Created … · Updated …*`."""
    form = _form(written)
    return next((line for line in _lines(subject, form) if _has_form(subject, line, form)), None)


def _has_form(subject: Subject, line: Span, form: Form) -> bool:
    written = subject.note.source(line).strip()
    emphasised = _EMPHASIS.fullmatch(written) if form.mark else None
    if form.mark and (emphasised is None or len(emphasised.group(1)) != len(form.mark)):
        return False
    return any(
        all(cells.read("date", one, whole=True) is not None for one in found.groupdict().values())
        for found in form.pattern.finditer(written)
    )


def _lines(subject: Subject, form: Form) -> Iterator[Span]:
    """The lines to look at: those that are known as footers, then any that hold the form's words."""
    yield from (one.span for one in subject.note.facts.moments.footers)
    text, lowered = subject.note.text, subject.lowered
    if not form.literal or len(lowered) != len(text):
        yield from (_line_at(subject, one.start()) for one in form.pattern.finditer(text, subject.note.body))
        return
    at = lowered.rfind(form.literal)
    while at >= subject.note.body:
        line = _line_at(subject, at)
        yield line
        at = lowered.rfind(form.literal, 0, line.start)


def near_footer(subject: Subject) -> Span | None:
    """Return the last line that looks like a footer and is none."""
    start = max(subject.note.body, len(subject.note.text) - _END)
    tail = subject.note.text[start:].lower()
    found = max(tail.rfind(word) for word in _NEAR)
    if found < 0:
        return None
    line = _line_at(subject, start + found)
    is_other = subject.note.text.startswith(("|", "#"), line.start)
    return None if is_other or line.end - line.start > _LONG else line


def _line_at(subject: Subject, offset: int) -> Span:
    text = subject.note.text
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    line = text[start : end if end >= 0 else len(text)]
    return Span(start, start + len(line.rstrip()))


@cache
def _form(written: str) -> Form:
    mark = _EMPHASIS.fullmatch(written.strip())
    form = mark.group(2) if mark else written.strip()
    words = re.findall(r"[^\W\d_]+", PLACEHOLDER.sub("", form))
    return Form(mark.group(1) if mark else "", fold_name(max(words, key=len, default="")), _pattern(form))


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
