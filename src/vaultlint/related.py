"""The section in which a note lists what it is related to, and the entries in it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from vaultlint.facts import Context, Heading, Link, LinkKind, NoteFacts
from vaultlint.note import Note
from vaultlint.text import Span, Value, fold_name
from vaultlint.vault import Vault

_LINK = re.compile(r"!?\[\[[^\[\]\n]*\]\]|!?\[[^\[\]\n]*\]\([^()\n]*\)")
_LABEL = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)(?!\[\[)[^\n]*?(?:\*\*|__)", re.MULTILINE)
_MOSTLY = 0.6
_NOT_MEANT = Context.COMMENT | Context.SHOWN
_ENTRY = _NOT_MEANT | Context.HEADING | Context.FIRST


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
        "Voir aussi",
        "Véase también",
        "Relacionado",
        "Ver também",
        "Vedi anche",
        "Zie ook",
        "関連",
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


class Section(Value, frozen=True):
    """A note's section, in all the places where it has it; `inside` are the indexes of all headings there."""

    headings: tuple[Heading, ...]
    inside: frozenset[int]

    def has(self, link: Link) -> bool:
        """Say whether a link stands in it."""
        return link.section in self.inside


def find_section(note: NoteFacts, options: Options) -> Section | None:
    """Return the section that lists what a note is related to, None if it has none."""
    names = _folded(options.sections)
    found = [index for index, one in enumerate(note.headings) if _plain(one.text) in names and not one.quoted]
    if not found:
        return None
    headings = tuple(note.headings[index] for index in found)
    inside = set(found)
    for index, one in enumerate(note.headings):
        if one.parent in inside:
            inside.add(index)
    return Section(headings, frozenset(inside))


def _plain(heading: str) -> str:
    """A heading without marks around it; mostly there are none, and this is asked of every heading."""
    return fold_name(heading if heading[-1:].isalpha() else heading.strip(" :*_"))


@cache
def _folded(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold_name, names))


def link_lists(note: NoteFacts) -> Iterator[int]:
    """Yield the indexes of headings that have little but links below them, as a list of places has."""
    lengths: Counter[int] = Counter()
    for link in note.links:
        lengths[link.section] += link.span.end - link.span.start
    starts = [one.span.start for one in note.headings]
    for index, heading in enumerate(note.headings):
        end = starts[index + 1] if index + 1 < len(starts) else heading.end
        if lengths[index] > _MOSTLY * (end - heading.span.end):
            yield index


def last_place(note: NoteFacts, section: Section) -> Span:
    """Return the place of the last link in the section, where one more would stand."""
    links = [link.span for link in note.links if section.has(link)]
    return links[-1] if links else section.headings[-1].span


def entry_links(note: Note, section: Section) -> tuple[Link, ...]:
    """Return the links that are entries of a note's section, in order of place."""
    first = min(section.inside)
    found = []
    for link in reversed(note.facts.links):  # The section is mostly the last one.
        if link.section < first:
            break
        if link.section in section.inside and link.context & _ENTRY == Context.FIRST:
            found.append(link)
    return tuple(reversed(found))


def entries(note: Note, section: Section) -> Iterator[Entry]:
    """Yield the entries of a note's section, in order of place."""
    links = entry_links(note, section)
    for heading in section.headings:
        labels = sorted((heading.span.end, *_labels(note, heading)))
        for link in links:
            if heading.span.end <= link.span.start < heading.end:
                rest = note.text[link.span.end : _end_of_entry(note.text, link, heading.end)]
                group = labels[bisect_right(labels, link.span.start) - 1]
                yield Entry(link, has_words(rest), _LINK.search(rest) is None, group)


def has_words(rest: str) -> bool:
    """Say whether what stands beside a link has words in it, other links left out."""
    return any(map(str.isalnum, _LINK.sub("", rest) if "[" in rest else rest))


def _labels(note: Note, heading: Heading) -> Iterator[int]:
    """Where a group begins: at a heading below the section's, or at a line in bold that is no entry."""
    yield from (one.span.end for one in note.facts.headings if heading.span.end < one.span.end <= heading.end)
    yield from (found.start() for found in _LABEL.finditer(note.text, heading.span.end, heading.end))


def _end_of_entry(text: str, link: Link, limit: int) -> int:
    """Where the next item begins that is not below the link's own, or a blank line."""
    line = text.rfind("\n", 0, link.span.start) + 1
    before = text[line : link.span.start]
    found = _after(len(before) - len(before.lstrip(" \t"))).search(text, link.span.end, limit)
    return found.start() if found else limit


@cache
def _after(indent: int) -> re.Pattern[str]:
    return re.compile(rf"\r?\n(?:[ \t]*\r?\n|[ \t]{{0,{indent}}}(?:[-*+|#>]|\d+[.)]|\[\[))")


class Mention(Value, frozen=True):
    """A note that the body links to. A `mutual` one is linked in several sections, and links back."""

    path: str
    links: tuple[Link, ...]
    listed: bool
    mutual: bool


def mentions(vault: Vault, note: NoteFacts, section: Section) -> Iterator[Mention]:
    """Yield the notes that a note links to outside of the section, but for what stands in other lists."""
    lists = set(link_lists(note))
    links: dict[str, list[Link]] = {}
    listed, elsewhere = set[str | None](), set[str | None]()
    for link, path in zip(note.links, vault.opened[note.path], strict=True):
        if link.kind == LinkKind.PROPERTY or section.has(link):
            listed.add(path)
        elif link.section in lists:
            elsewhere.add(path)
        elif path and path in vault.notes and path != note.path and not link.context & _NOT_MEANT:
            links.setdefault(path, []).append(link)
    sources = vault.incoming.get(note.path, frozenset())
    for path, found in links.items():
        if path in listed or path not in elsewhere:
            parts = {_outermost(note.headings, link.section) for link in found}
            yield Mention(path, tuple(found), path in listed, len(parts) > 1 and path in sources)


def _outermost(headings: Sequence[Heading], section: int) -> int:
    """The section that a section is a part of; a title is no section."""
    while section >= 0 and headings[section].parent >= 0 and headings[headings[section].parent].level > 1:
        section = headings[section].parent
    return section
