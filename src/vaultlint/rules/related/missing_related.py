"""The Related section leaves out a note that the text is about.

## Why

A reader looks into the list first, and so do programs that walk the graph. What the text
comes back to, and what comes back to the note itself, belongs there.

## What to do

Add the entry. A note that is linked in two sections or more and that links back is a
warning; one that is only linked often enough is an information, and what many notes mention
only if listed notes know it, too. Left out are hubs, notes that belong to a day, indexes,
lists that leave out more than they hold, what hardly any list of this vault holds, and a
note whose name is a part of a listed one's: those are a choice. Where a schema asks for
complete lists (`also-in`), it speaks instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.facts import Link, NoteFacts, is_index
from vaultlint.finding import Finding, Place, Severity
from vaultlint.mentions import Customs, Mention, mentions
from vaultlint.related import Options as Sections
from vaultlint.related import Section, find_section, last_place, one_more
from vaultlint.rule import Fixes, vault_rule
from vaultlint.text import few
from vaultlint.vault import Vault

_NAMED = 5
_FEW = 2
"""So many missing ones no list leaves out on purpose."""

_MANY = 20
"""Mentions between two folders that show what its lists hold."""


@dataclass(frozen=True)
class Options(Sections):
    """What belongs into the section."""

    min_mentions: int = 2
    """Links to a note from which on it is asked for."""


@vault_rule(Severity.WARNING, since="0.1.0", fixes=Fixes.UNSAFE)
def check(vault: Vault, options: Options) -> Iterator[Finding]:
    lists: dict[str, Section] = {}
    found: dict[str, list[Mention]] = {}
    for note in vault.lasting:
        section = find_section(note, options)
        if section and not is_index(note.path):
            lists[note.path] = section
            found[note.path] = [*mentions(vault, note, section, options.min_mentions)]
    everywhere = [(path, one) for path, targets in found.items() for one in targets]
    names = Customs((one.path, one.listed) for _, one in everywhere)
    kinds = Customs((_folders(path, one), one.listed) for path, one in everywhere)
    for path, targets in found.items():
        usual = [one for one in targets if one.listed or not kinds.passes_over(_folders(path, one), _MANY)]
        mutual = _missing(vault, [one for one in usual if one.mutual and not one.near])
        # A mutual one that is nearly listed counts like one that is not mutual; what is less is none.
        others = [one for one in usual if one.mutual == one.near and names.allow(one)]
        others = [] if _is_choice(targets) else _missing(vault, others)
        if mutual or others:
            yield _finding(vault, vault.notes[path], lists[path], mutual, others)


def _folders(path: str, target: Mention) -> str:
    """What kind of note mentions what kind, by their folders."""
    return f"{path.rpartition('/')[0]} -> {target.path.rpartition('/')[0]}"


def _missing(vault: Vault, targets: list[Mention]) -> list[Mention]:
    """Those that are not listed, but for hubs and the like; none where the list is a choice."""
    missing = [
        one
        for one in targets
        if not (one.listed or one.path in vault.hubs or vault.is_dated(one.path) or is_index(one.path))
    ]
    listed = sum(one.listed for one in targets)
    return missing if len(missing) <= max(_FEW, listed) else []


def _is_choice(targets: list[Mention]) -> bool:
    """Whether the section leaves out so much, hubs too, that it must be meant so."""
    listed = sum(one.listed for one in targets)
    return len(targets) - listed > max(2 * _FEW, listed)


def _finding(
    vault: Vault, note: NoteFacts, section: Section, mutual: list[Mention], others: list[Mention]
) -> Finding:
    asked = mutual or others
    links = [vault.link_text(one.path, note.path) for one in asked]
    related = [Place(note.path, link.span, "linked here") for one in asked for link in _shown(one)]
    related += [
        Place(note.path, one.links[0].span, "linked here, perhaps to be listed") for one in others if mutual
    ]
    lines = ", ".join(f"`- {link} — …`" for link in links[:_NAMED])
    return Finding(
        note.path,
        last_place(note, section),
        f"`{section.headings[0].text}` does not list {few([link[2:-2] for link in links], _NAMED)}",
        f"add {lines}",
        related=tuple(related),
        at_most=None if mutual else Severity.INFO,
        # What is only perhaps to be listed its owner lists himself.
        fix=one_more(vault, note, section, [one.path for one in mutual]) if mutual else None,
    )


def _shown(target: Mention) -> tuple[Link, ...]:
    """The first links in the first two sections."""
    first = {link.section: link for link in reversed(target.links)}
    return tuple(first[section] for section in sorted(first)[:2])
