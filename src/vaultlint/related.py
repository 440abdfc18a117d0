"""The section in which a note lists what it is related to, and the entries in it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaultlint.facts import Context, Heading, Link, LinkKind, NoteFacts
from vaultlint.note import Note
from vaultlint.text import Span, Value, fold_name, shown_text
from vaultlint.vault import Vault

_LINK = re.compile(r"!?\[\[[^\[\]\n]*\]\]|!?\[[^\[\]\n]*\]\([^()\n]*\)")
_WORD = re.compile(r"\w")
_LABEL = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)(?!\[\[)[^\n]*?(?:\*\*|__)", re.MULTILINE)
_MOSTLY = 0.6
_NOT_MEANT = Context.COMMENT | Context.SHOWN
_NO_ENTRY = _NOT_MEANT | Context.HEADING


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

    `words` are what stands beside the link, other links left out; `alone` is whether
    no other link stands there. `group` is where the label above it begins.
    """

    link: Link
    words: str
    alone: bool
    group: int


def sections(note: NoteFacts, options: Options) -> tuple[Heading, ...]:
    """Return the headings of the sections that list what a note is related to."""
    names = {fold_name(name) for name in options.sections}
    return tuple(
        one for one in note.headings if not one.quoted and fold_name(one.text.strip(" :*_")) in names
    )


def is_under(link: Link, headings: tuple[Heading, ...]) -> bool:
    """Say whether a link stands in one of the sections."""
    return any(one.span.end <= link.span.start < one.end for one in headings)


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


def last_place(note: NoteFacts, headings: tuple[Heading, ...]) -> Span:
    """Return the place of the last link in the sections, where one more would stand."""
    links = [link.span for link in note.links if is_under(link, headings)]
    return links[-1] if links else headings[-1].span


def entries(note: Note, options: Options) -> Iterator[Entry]:
    """Yield the entries of a note's sections, in order of place."""
    headings = sections(note.facts, options)
    for heading in headings:
        links = [
            link
            for link in note.facts.links
            if link.context & Context.FIRST and not link.context & _NO_ENTRY and is_under(link, (heading,))
        ]
        labels = [heading.span.end, *_labels(note, heading)]
        for link in links:
            rest = note.text[link.span.end : _end_of_entry(note.text, link, heading.end)]
            group = max(label for label in labels if label <= link.span.start)
            words = _LINK.sub("", rest)
            yield Entry(link, words if _WORD.search(shown_text(words)) else "", words == rest, group)


def _labels(note: Note, heading: Heading) -> Iterator[int]:
    """Where a group begins: at a heading below the section's, or at a line in bold that is no entry."""
    yield from (one.span.end for one in note.facts.headings if heading.span.end < one.span.end <= heading.end)
    yield from (found.start() for found in _LABEL.finditer(note.text, heading.span.end, heading.end))


def _end_of_entry(text: str, link: Link, limit: int) -> int:
    """Where the next item begins that is not below the link's own, or a blank line."""
    line = text.rfind("\n", 0, link.span.start) + 1
    indent = len(text[line : link.span.start]) - len(text[line : link.span.start].lstrip(" \t"))
    after = re.compile(rf"\r?\n(?:[ \t]*\r?\n|[ \t]{{0,{indent}}}(?:[-*+|#>]|\d+[.)]|\[\[))")
    found = after.search(text, link.span.end, limit)
    return found.start() if found else limit


class Mention(Value, frozen=True):
    """A note that the body links to. A `mutual` one is linked in several sections, and links back."""

    path: str
    links: tuple[Link, ...]
    listed: bool
    mutual: bool


def mentions(vault: Vault, note: NoteFacts, headings: tuple[Heading, ...]) -> Iterator[Mention]:
    """Yield the notes that a note links to outside of the section, but for what stands in other lists."""
    lists = set(link_lists(note))
    links: dict[str, list[Link]] = {}
    listed, elsewhere = set[str | None](), set[str | None]()
    for link, path in zip(note.links, vault.opened[note.path], strict=True):
        if link.kind == LinkKind.PROPERTY or is_under(link, headings):
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
