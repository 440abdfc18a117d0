"""Lines across the page do not stand as the note's owner wants them.

## Why

A line directly under text is no line: it makes the text a heading. And where all
notes part their sections by lines, one without them looks unfinished.

## What to do

Set `rules` to `between` for a line before every section, to `none` for no lines
between sections; `keep`, the default, leaves them as they are and only sees to the
blank lines around them. `vaultlint format` does the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vaultlint.facts import Heading
from vaultlint.finding import Changes, Edit, Finding, Fix, Severity
from vaultlint.lines import BLANK, after_line, begins_line, is_blank, is_free, line_at, line_before
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span


@dataclass(frozen=True)
class Options:
    """Where lines stand."""

    rules: Literal["keep", "between", "none"] = "keep"
    """Whether sections of the second level are parted by `---`."""


@note_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.SAFE)
def check(note: Note, options: Options) -> Iterator[Finding]:
    breaks = [_line(note, start) for start in note.facts.breaks if _is_plain(note, start)]
    for line in breaks:
        at = after_line(note, line.end)
        if not is_blank(note, line_at(note, at)):
            fix = Fix("put one there", (Edit(Span(at, at), "\n"),))
            yield Finding(note.path, line, "no blank line below this line across", fix=fix)
    if options.rules == "keep":
        return
    for heading in _sections(note):
        above = _last_written(note, heading.span.start)
        if options.rules == "between" and above is not None and above not in breaks:
            edit = Edit(Span(heading.span.start, heading.span.start), "---\n\n")
            # At the note's beginning a second line would make frontmatter of what lies between.
            opens = note.text.startswith("---") and not note.frontmatter.span.end
            spaced = is_blank(note, line_before(note, heading.span.start)) and not opens
            added = Fix("put `---` there", (edit,), Changes(blocks=(("", "hr"),)))
            message = "no line across parts this section from the last"
            yield Finding(note.path, heading.span, message, fix=added if spaced else None)
        elif options.rules == "none" and above in breaks and above is not None:
            first = above
            while (another := _last_written(note, first.start)) in breaks and another is not None:
                first = another
            edit = Edit(Span(first.start, heading.span.start), "")
            fix = Fix("take it away", (edit,), Changes(blocks=(("hr", ""), ("hr hr", ""))))
            yield Finding(note.path, above, "a line across parts two sections", fix=fix)


def _is_plain(note: Note, start: int) -> bool:
    # Whether dashes right below words are a line across or make them a heading, readers disagree.
    above = line_before(note, start)
    is_sure = note.text[start] != "-" or is_blank(note, above) or above.start in note.facts.breaks
    return begins_line(note, start) and is_free(note, start) and is_sure


def _line(note: Note, start: int) -> Span:
    return Span(start, start + len(note.source(line_at(note, start)).rstrip(BLANK)))


def _sections(note: Note) -> Iterator[Heading]:
    """The sections of the second level but the note's first."""
    for one in note.facts.headings:
        is_first = not note.text[note.body : one.span.start].strip(BLANK)
        if one.level == 2 and not one.quoted and not is_first and _hashes(note, one):
            yield one


def _hashes(note: Note, heading: Heading) -> bool:
    return note.text.startswith("##", heading.span.start) and _is_plain(note, heading.span.start)


def _last_written(note: Note, start: int) -> Span | None:
    """The last line above that is not blank, None if there is none or a heading is it."""
    end = note.body + len(note.text[note.body : start].rstrip(BLANK))
    begin = max(note.body, note.text.rfind("\n", 0, end) + 1)
    line = Span(begin, end)
    return None if end <= note.body or note.text.startswith("#", begin) else line
