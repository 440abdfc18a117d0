"""The Related section lists the same note twice.

## Why

Two entries for one note say two things, or the same one twice; the next correction reaches
only one of them.

## What to do

Make one entry of the two. Lists under different headings or labels may share entries.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from vaultlint.facts import Link, LinkKind
from vaultlint.finding import Changes, Edit, Finding, Fix, Place, Severity
from vaultlint.note import Note
from vaultlint.place import stem
from vaultlint.related import Entry, entries, entry_links, find_section
from vaultlint.related import Options as Options
from vaultlint.rule import Fixes, note_rule
from vaultlint.text import START, Span, fold_name

_ITEM = re.compile(r"\s*[-*+][ \t]+(?:\[.\][ \t]+)?(\S[^\n]*)")
_ODD = re.compile(r"[#`<]|\]\(")


@note_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.SAFE)
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
            fix = _fix(note, first.link, link)
            yield Finding(
                note.path, link.span, message, "make one entry of the two", related=related, fix=fix
            )


def _fix(note: Note, first: Link, second: Link) -> Fix | None:
    """Takes the second line away if it says nothing else than the first."""
    one, other = (_line(note.text, link) for link in (first, second))
    source = note.source(other)
    item = _ITEM.fullmatch(source.rstrip("\r\n"))
    index = bisect_right(note.structure.items, second.span.start, key=lambda each: each.span.start) - 1
    holder = note.structure.items[index].span if index >= 0 else START
    more = not holder.covers(second.span.start) or "\n" in note.source(holder).strip()  # In further lines.
    if item is None or more or source.split() != note.source(one).split() or _ODD.search(source):
        return None
    links = tuple(
        (link.target, "")
        for link in note.facts.links[_before(note, other.start) : _before(note, other.end)]
        if link.kind == LinkKind.WIKILINK
    )
    blocks = (("ul", "ul"), ("ul", ""))
    changes = Changes(((item.group(1), ""),), links=links, blocks=blocks)
    return Fix("delete the second", (Edit(other, ""),), changes)


def _before(note: Note, offset: int) -> int:
    """How many links begin before an offset."""
    return bisect_left(note.facts.links, offset, key=lambda each: each.span.start)


def _line(text: str, link: Link) -> Span:
    """The line of a link with its line end, or with the one before it if it is the last."""
    start = text.rfind("\n", 0, link.span.start) + 1
    end = text.find("\n", link.span.end) + 1
    return Span(start, end) if end else Span(max(0, start - 1), len(text))


def _has_two(links: tuple[Link, ...]) -> bool:
    """Whether two have one name at all: asked first, for mostly there are none."""
    return len(set(map(_name, links))) < len(links)


def _name(link: Link) -> tuple[str, str]:
    return fold_name(link.path.removeprefix("./").removesuffix(".md")), link.subpath
