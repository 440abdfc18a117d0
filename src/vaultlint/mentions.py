"""What the body of a note links to, beside its Related section, and what such lists hold in this vault."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from vaultlint.facts import Context, Heading, Link, LinkKind, NoteFacts
from vaultlint.place import stem
from vaultlint.related import Section
from vaultlint.text import Value
from vaultlint.vault import Vault

_NO_MENTION = Context.COMMENT | Context.SHOWN | Context.PART
_OFTEN = 4
_MANY, _HARDLY = 5, 40
"""Of so many notes that mention one, hardly any lists it: fewer than one in forty."""


class Mention(Value, frozen=True):
    """A note that the body links to.

    A `mutual` one is linked in several sections, and links back. `near` says that the
    section lists a note whose name has this one's in it: of the two one is enough. A
    `firm` one is more than a place or an example in passing: it is linked often, or a
    line begins with it or several sections have it, and listed notes know it, too.
    """

    path: str
    links: tuple[Link, ...]
    listed: bool
    mutual: bool
    near: bool
    firm: bool


def mentions(vault: Vault, note: NoteFacts, section: Section, least: int) -> Iterator[Mention]:
    """Yield the notes that a note links to `least` times outside of the section, and in no other list."""
    links: dict[str, list[Link]] = {}
    listed, elsewhere = set[str | None](), set[str | None]()
    for link, path in zip(note.links, vault.opened[note.path], strict=True):
        if link.context & Context.COMMENT:
            continue
        if link.kind == LinkKind.PROPERTY or section.has(link):
            listed.add(path)
        elif link.section >= 0 and note.headings[link.section].links_only:
            elsewhere.add(path)
        elif path and path in vault.notes and path != note.path and not link.context & _NO_MENTION:
            links.setdefault(path, []).append(link)
    names = "\n".join(stem(path) for path in listed if path)
    for path, found in links.items():
        if len(found) >= least and (path in listed or path not in elsewhere):
            several = len({_outermost(note.headings, link.section) for link in found}) > 1
            mutual = several and path in vault.incoming.get(note.path, ())
            name = stem(path)
            is_near = path not in listed and name in names and _is_word(name, names)
            firm = path in listed or _is_firm(vault, path, found, listed, several)
            yield Mention(path, tuple(found), path in listed, mutual, is_near, firm)


def _is_word(name: str, names: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", names) is not None


def _is_firm(
    vault: Vault, path: str, links: Sequence[Link], listed: Iterable[str | None], several: bool
) -> bool:
    known = sum(
        one in vault.incoming.get(path, ()) or path in vault.incoming.get(one, ()) for one in listed if one
    )
    begins = any(link.context & (Context.FIRST | Context.HEADING) for link in links)
    return len(links) >= _OFTEN or (begins and known > 0) or (several and known > 1)


def _outermost(headings: Sequence[Heading], section: int) -> int:
    """The section that a section is a part of; a title is no section."""
    while section >= 0 and headings[section].parent >= 0 and headings[headings[section].parent].level > 1:
        section = headings[section].parent
    return section


class Customs:
    """What is mentioned how often in notes with such a section, and how often listed."""

    def __init__(self, mentions: Iterable[tuple[str, bool]]) -> None:
        self._mentioned, self._listed = Counter[str](), Counter[str]()
        for what, is_listed in mentions:
            self._mentioned[what] += 1
            self._listed[what] += is_listed

    def passes_over(self, what: str, many: int) -> bool:
        """Say whether many notes mention it and hardly any lists it: a name that a program linked, say."""
        return self._mentioned[what] >= many and self._listed[what] * _HARDLY <= self._mentioned[what]

    def allow(self, one: Mention) -> bool:
        """Say whether one that is not mutual may be asked for: if it is common, by firm evidence only."""
        is_common = self._mentioned[one.path] >= _MANY
        return one.listed or not is_common or (one.firm and not self.passes_over(one.path, _MANY))
