"""A tag stands twice in the tag line or in the property.

## Why

Obsidian counts tags without case, so the second one adds nothing; most often
another tag was meant.

## What to do

Delete one of them.
"""

from collections.abc import Iterator
from itertools import pairwise

from vaultlint.edits import entry_swap, is_plain
from vaultlint.facts import Tag, TagPlace
from vaultlint.finding import Changes, Edit, Finding, Fix, Place, Severity
from vaultlint.note import Note, Sequence
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import Span, fold_name


@note_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.SAFE)
def check(note: Note) -> Iterator[Finding]:
    first: dict[tuple[TagPlace, str], Span] = {}
    for tag in note.facts.tags:
        if tag.place == TagPlace.INLINE:
            continue
        earlier = first.setdefault((tag.place, fold_name(tag.text)), tag.span)
        if earlier != tag.span:
            related = (Place(note.path, earlier, "first here"),)
            message = f"the tag `{tag.text}` stands twice"
            yield Finding(note.path, tag.span, message, "delete one", related=related, fix=_fix(note, tag))


def _fix(note: Note, tag: Tag) -> Fix | None:
    """Takes the later one away, with what parts it from the one before."""
    title, tags = "delete it", ((tag.text, ""),)
    if tag.place == TagPlace.LINE:
        start = len(note.text[: tag.span.start].rstrip(" \t"))
        gap = note.text[start : tag.span.start]
        if not gap:
            return None
        edit = Edit(Span(start, tag.span.end), "")
        return Fix(title, (edit,), Changes(((f"{gap}#{tag.text}", ""),), tags))
    for entry in filter(lambda entry: is_plain(note, entry), note.frontmatter.properties):
        items = entry.value.items if isinstance(entry.value, Sequence) else ()
        for before, item in pairwise(items):
            if item.span.start <= tag.span.start < item.span.end:
                if "#" in note.text[before.span.end : item.span.start]:
                    return None  # A comment stands between.
                edit = Edit(Span(before.span.end, item.span.end), "")
                swap = entry_swap(note, entry, (edit,))
                return Fix(title, (edit,), Changes(tags=tags, properties=(swap,)))
    return None
