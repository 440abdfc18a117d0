"""The Related section lists the same note twice.

## Why

Two entries for one note say two things, or the same one twice; the next correction reaches
only one of them.

## What to do

Make one entry of the two. Lists under different headings or labels may share entries.
"""

from collections.abc import Iterator

from vaultlint.facts import Link, stem
from vaultlint.finding import Finding, Place, Severity
from vaultlint.note import Note
from vaultlint.related import Entry, entries, entry_links, find_section
from vaultlint.related import Options as Options
from vaultlint.rule import note_rule
from vaultlint.text import fold_name


@note_rule(Severity.WARNING, since="0.1.0")
def check(note: Note, options: Options) -> Iterator[Finding]:
    section = find_section(note.facts, options)
    if section is None or not _has_two(entry_links(note, section)):
        return
    seen: dict[tuple[int, str, str], Entry] = {}
    for entry in entries(note, section):
        link = entry.link
        first = seen.setdefault((entry.group, *_name(link)), entry)
        if first is not entry:
            related = (Place(note.path, first.link.span, "the first"),)
            message = f"`{stem(link.path)}` is listed twice"
            yield Finding(note.path, link.span, message, "make one entry of the two", related=related)


def _has_two(links: tuple[Link, ...]) -> bool:
    """Whether two have one name at all: asked first, for mostly there are none."""
    return len(set(map(_name, links))) < len(links)


def _name(link: Link) -> tuple[str, str]:
    return fold_name(link.path.removeprefix("./").removesuffix(".md")), link.subpath
