"""Skeletons of what a note lacks: `TBD` where only its writer knows. No date is ever made up."""

import re

from vaultlint.edits import entry_swap, in_yaml
from vaultlint.facts import Tag, TagPlace
from vaultlint.finding import Changes, Edit, Fix
from vaultlint.lines import is_free
from vaultlint.note import Sequence
from vaultlint.related import Options, find_section
from vaultlint.schema.drafting import OPEN, first_text
from vaultlint.schema.names import PLACEHOLDER, fill
from vaultlint.schema.part import Field, Section, Tags
from vaultlint.schema.pieces import Region
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Name
from vaultlint.text import Span

_LAST_LINE = re.compile(r"(?:^|\n)([ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*)\Z")
_TEXTS = frozenset({"", "text", "any"})

_BLANK_BELOW = re.compile(r"[ \t]*(?:\r?\n[ \t]*(?:\r?\n|\Z)|\Z)")


def section_fix(subject: Subject, section: Section, region: Region) -> Fix | None:
    """Return the section with nothing in it, after those that are there, before Related and the footer."""
    heading = _plain(fill(section.heading, subject.word))
    if not heading or section.min > 1 or section.place == "first":
        return None
    above = subject.facts.headings[region.heading].level if region.heading >= 0 else 1
    level = section.levels[0] if section.levels else above + 1
    at = _end(subject, region)
    if at is None or level > 6:
        return None
    edit = Edit(Span(at, at), f"\n\n{'#' * level} {heading}\n\n{OPEN}")
    words = f"{heading}\n\n{OPEN}"
    changes = Changes((("", words),), blocks=(("", f"h{level} p"),))
    return Fix(f"add `{'#' * level} {heading}`", (edit,), changes, safe=False)


def _end(subject: Subject, region: Region) -> int | None:
    """Where a region's own words end: before the line across or the footer that closes it."""
    text, end = subject.note.text, region.span.end
    related = find_section(subject.facts, Options()) if region.heading < 0 else None
    if related is not None and related.headings[0].span.start > region.span.start:
        end = min(end, related.headings[0].span.start)
    for footer in reversed(subject.facts.moments.footers):
        if region.span.start <= footer.span.start < end and not text[footer.span.end : end].strip():
            end = footer.span.start
    end = len(text[:end].rstrip())
    across = _LAST_LINE.search(text, region.span.start, end)
    end = len(text[: across.start(1)].rstrip()) if across else end
    # Right before another line it would become one paragraph with it.
    stands_alone = _BLANK_BELOW.match(text, end) is not None
    return end if end > subject.note.body and stands_alone and is_free(subject.note, end - 1) else None


def field_fix(subject: Subject, field: Field) -> Fix | None:
    """Return the property at the frontmatter's end: the one value allowed, or open where any text is."""
    spec, front = field.value, subject.note.frontmatter
    only = _plain(fill(spec.one_of, subject.word)) if spec.one_of else ""
    if spec.one_of and (len(spec.one_of.texts) > 1 or not only):
        return None
    if field.path or front.problem or spec.vocabulary or spec.pattern:
        return None
    if spec.type == "list":
        value = "[]" if not spec.bounds.min else f"[{OPEN}]"
    elif only or spec.type in _TEXTS:
        value = in_yaml(only or OPEN)
    else:
        return None
    line = f"{in_yaml(field.key)}: {value}"
    if front.span.end:
        fence = len(subject.note.source(front.span).rstrip())
        at = subject.note.text.rfind("\n", 0, fence) + 1
        edit = Edit(Span(at, at), f"{line}\n")
    else:
        # With the first letter in it two such fixes overlap: one frontmatter is enough.
        edit = Edit(Span(0, 1), f"---\n{line}\n---\n{subject.note.text[:1]}")
    return Fix(f"add `{line}`", (edit,), Changes(properties=(("", line),)), safe=False)


def tag_fix(subject: Subject, part: Tags, name: Name) -> Fix | None:
    """Return the tag where the note's others stand: first if it is to be the first, or else last."""
    tag = _plain(fill(name, subject.word))
    others = [one for one in subject.facts.tags if one.place != TagPlace.INLINE]
    if not tag or len(name.texts) > 1 or not others or len({one.place for one in others}) > 1:
        return None
    first = part.first == name
    near = others[0] if first else others[-1]
    if near.place == TagPlace.LINE and part.place != "frontmatter":
        at = near.span.start if first else near.span.end
        words = f"#{tag} " if first else f" #{tag}"
        changes = Changes((("", words),), tags=(("", tag),))
        return Fix(f"add `#{tag}`", (Edit(Span(at, at), words),), changes, safe=False)
    return _tag_in_list(subject, near, tag, first) if part.place != "line" else None


def _tag_in_list(subject: Subject, near: Tag, tag: str, first: bool) -> Fix | None:
    """One more item of the property `tags`, before or after another."""
    entry = subject.note.frontmatter.get("tags")
    items = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
    item = next((one for one in items if one.span.start <= near.span.start < one.span.end), None)
    if entry is None or item is None or not isinstance(entry.value, Sequence):
        return None
    text = subject.note.text
    gap = ", "
    if not entry.value.flow:
        dash = text.rfind("\n", 0, item.span.start) + 1
        gap = "\n" + text[dash : item.span.start]
    at = item.span.start if first else item.span.end
    inserted = f"{in_yaml(tag)}{gap}" if first else f"{gap}{in_yaml(tag)}"
    edit = Edit(Span(at, at), inserted)
    changes = Changes(tags=(("", tag),), properties=(entry_swap(subject.note, entry, (edit,)),))
    return Fix(f"add `{tag}`", (edit,), changes, safe=False)


def _plain(name: Name) -> str:
    """A text that has the name; empty where only a pattern or what nobody knows tells it."""
    text = "" if name.patterns and not name.texts else first_text(name)
    return "" if PLACEHOLDER.search(text) or "/" in text[:1] else text
