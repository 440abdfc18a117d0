"""The section in which a note lists what it is related to, and the entries in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vaultlint.facts import Context, Heading, Link, NoteFacts
from vaultlint.finding import Changes, Edit, Fix
from vaultlint.note import Note
from vaultlint.text import Span, Spans, Value, few, fold_name, shown_text
from vaultlint.vault import Vault

_LINK = re.compile(r"!?\[\[[^\[\]\n]*\]\]|!?\[[^\[\]\n]*\]\([^()\n]*\)")
# A line without a link that says what the entries below it are: all in bold or italics,
# or with a colon at its end, or an item that has items below it. Or bold words before links.
_LABEL = re.compile(
    r"^[ \t>]*(?:[-*+][ \t]+)?(?:(?P<mark>\*\*|__|\*|_)[^\[\]\n]{1,80}?(?P=mark)|[^\[\]\n|]{1,60}:[ \t]*\r?$"
    r"|(?<=[-*+] )[^\[\]\n]{1,60}\n(?=[ \t]+[-*+] ))",
    re.MULTILINE,
)
_ORNAMENT = re.compile(r"^[\W\d_]+(?=\w)|\s*%%.*?%%|\s+(?:\^[\w-]+|#\w\S*)$|[\s:*_]+$")
_ORNATE = re.compile(r"^[\W\d_]|[:*_\s]$|[%\[^#]")
_ORNAMENTS = 20
"""Characters by which a heading may be longer than the name that it has."""

_MORE = 8
"""Letters by which a link's words are longer than the name when they explain it."""

_ENTRY = Context.COMMENT | Context.SHOWN | Context.HEADING | Context.FIRST


@dataclass(frozen=True)
class Options:
    """Where notes list what they are related to."""

    sections: tuple[str, ...] = (
        "Related",
        "Related notes",
        "Related pages",
        "See also",
        "Siehe auch",
        "Verwandt",
        "Verwandte Notizen",
        "Voir aussi",
        "Véase también",
        "Relacionado",
        "Ver também",
        "Vedi anche",
        "Zie ook",
        "関連",
        "関連項目",
        "相关",
    )
    """Headings of the section, whatever their case; of the family's rules all that have the option."""


class Entry(Value, frozen=True):
    """A link that begins an item, a row or a line, and what is said of it.

    `explained` is whether words stand beside it that are no link, `alone` whether no
    other link stands there. `group` is where the label above it begins.
    """

    link: Link
    explained: bool
    alone: bool
    group: int


@dataclass(frozen=True)
class Section:
    """A note's section, in all the places where it has it: its headings, and the stretches below them."""

    headings: tuple[Heading, ...]
    stretches: Spans

    def has(self, link: Link) -> bool:
        """Say whether a link stands in it."""
        return self.stretches.covers(link.span.start)


def find_section(note: NoteFacts, options: Options) -> Section | None:
    """Return the section that lists what a note is related to, None if it has none."""
    names = _folded(options.sections)
    longest = max(map(len, names), default=0) + _ORNAMENTS
    headings = tuple(
        one
        for one in note.headings
        if len(one.text) <= longest and _is_called(one.text, names) and not one.quoted
    )
    if not headings:
        return None
    # One may stand in another: each goes no further than to the next.
    starts = (*(one.span.start for one in headings[1:]), headings[-1].end)
    ends = (min(_end_of_list(note, one), start) for one, start in zip(headings, starts, strict=True))
    return Section(headings, Spans(map(Span, (one.span.end for one in headings), ends)))


def _is_called(heading: str, names: frozenset[str]) -> bool:
    """Whether a heading is one of the names, a number or sign before it and marks behind it left out."""
    if fold_name(heading) in names:
        return True
    return _ORNATE.search(heading) is not None and fold_name(_ORNAMENT.sub("", shown_text(heading))) in names


def _end_of_list(note: NoteFacts, heading: Heading) -> int:
    """Where a section's list ends: at a line across or a footer, if no heading comes after it.

    What stands there, sources above all, is related to the note in another way.
    """
    start, end = heading.span.end, heading.end
    last = bisect_left(note.headings, end, key=lambda one: one.span.start) - 1
    link = bisect_left(note.links, start, key=lambda one: one.span.start)
    first = note.links[link].span.end if link < len(note.links) else end
    after = max(start, note.headings[last].span.end, first)
    footers = [one.span.start for one in note.moments.footers]
    for marks in (note.breaks, footers):
        index = bisect_left(marks, after)
        end = min(end, marks[index]) if index < len(marks) else end
    return end


@cache
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_name, names))


def last_place(note: NoteFacts, section: Section) -> Span:
    """Return the place of the last link in the section, where one more would stand."""
    links = [link.span for link in note.links if section.has(link)]
    return links[-1] if links else section.headings[-1].span


def one_more(vault: Vault, note: NoteFacts, section: Section, paths: Sequence[str]) -> Fix | None:
    """Return a fix that lists other notes, too, in the list's own style; None where it has none.

    What is said of a note are words of its own definition.
    """
    pattern = next((one for one in reversed(note.bullets) if section.stretches.covers(one.link)), None)
    if pattern is None:
        return None
    bullet = pattern.before.rstrip("*_")
    mark = pattern.before.removeprefix(bullet)
    links = [vault.link_text(path, note.path) for path in paths]
    entries = []
    for path, link in zip(paths, links, strict=True):
        words = vault.notes[path].summary if pattern.joint else ""
        entries.append(f"{mark}{link}{pattern.joint if words else mark}{words}")
    edit = Edit(Span(pattern.end, pattern.end), "".join(f"\n{bullet}{entry}" for entry in entries))
    changes = Changes(
        (("", "\n".join(entries)),),
        links=tuple(("", link[2:-2]) for link in links),
        blocks=(("ul", "ul"),),
    )
    return Fix(f"list {few([link[2:-2] for link in links])}", (edit,), changes, safe=False)


def entry_links(note: Note, section: Section) -> tuple[Link, ...]:
    """Return the links that are entries of a note's section, in order of place."""
    first = next(iter(section.stretches)).start
    found = []
    for link in reversed(note.facts.links):  # The section is mostly the last one.
        if link.span.start < first:
            break
        if is_entry(link) and section.has(link):
            found.append(link)
    return tuple(reversed(found))


def is_entry(link: Link) -> bool:
    """Say whether a link begins its line, and the reader sees it there as a link."""
    return link.context & _ENTRY == Context.FIRST and not link.embed


def entries(note: Note, section: Section) -> Iterator[Entry]:
    """Yield the entries of a note's section, in order of place."""
    labels = sorted(_labels(note, section))
    for link in entry_links(note, section):
        end = section.stretches.end_at(link.span.start)
        rest = note.text[link.span.end : _end_of_entry(note.text, link, end)]
        group = labels[bisect_right(labels, link.span.start) - 1]
        yield Entry(link, _explains(link) or has_words(rest), _LINK.search(rest) is None, group)


def _explains(link: Link) -> bool:
    """Whether a link's own words say more than the name."""
    return link.display is not None and len(link.display) > len(link.path) + _MORE


def has_words(rest: str) -> bool:
    """Say whether what stands beside a link has words in it, other links left out."""
    return any(map(str.isalnum, _LINK.sub("", rest) if "[" in rest else rest))


def _labels(note: Note, section: Section) -> Iterator[int]:
    """Where a group begins: at a heading, a label, a table or a callout."""
    for stretch in section.stretches:
        yield stretch.start
        yield from (found.start() for found in _LABEL.finditer(note.text, stretch.start, stretch.end))
    yield from (one.span.end for one in note.facts.headings)
    yield from (table.span.start for table in note.structure.tables)
    yield from (callout.span.start for callout in note.structure.callouts)


def _end_of_entry(text: str, link: Link, limit: int) -> int:
    """Where the next item begins that is not below the link's own, or a blank line with nothing below it."""
    line = text.rfind("\n", 0, link.span.start) + 1
    before = text[line : link.span.start]
    found = _after(len(before) - len(before.lstrip(" \t"))).search(text, link.span.end, limit)
    return found.start() if found else limit


@cache
def _after(indent: int) -> re.Pattern[str]:
    return re.compile(
        rf"\r?\n(?:[ \t]*\r?\n(?![ \t]{{{indent + 1},}}\S)|[ \t]{{0,{indent}}}(?:[-*+|#>]|\d+[.)]|!?\[))"
    )
