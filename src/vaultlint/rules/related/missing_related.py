"""The Related section leaves out a note that the text is about.

## Why

A reader looks into the list first, and so do programs that walk the graph. What the text
comes back to, and what comes back to the note itself, belongs there.

## What to do

Add the entry. A note that is linked in two sections or more and that links back is a
warning; one that is only linked often enough is an information. Left out are hubs, notes
that belong to a day, indexes, and lists that leave out more than they hold: those are a
choice. Where a schema asks for complete lists (`also-in`), it speaks instead.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from vaultlint.facts import NoteFacts, is_index
from vaultlint.finding import Finding, Place, Severity
from vaultlint.related import Mention, find_section, last_place, mentions
from vaultlint.related import Options as Sections
from vaultlint.rule import vault_rule
from vaultlint.text import listing
from vaultlint.vault import Vault

_NAMED = 5
_FEW = 2
"""So many missing ones no list leaves out on purpose."""

_MANY, _HARDLY = 5, 40
"""Of so many notes that mention one, hardly any lists it: fewer than one in forty."""


@dataclass(frozen=True)
class Options(Sections):
    """What belongs into the section."""

    min_mentions: int = 2
    """Links to a note from which on it is asked for."""


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault, options: Options) -> Iterator[Finding]:
    found: dict[str, list[Mention]] = {}
    for note in vault.lasting:
        section = find_section(note, options)
        if section and not is_index(note.path):
            least = options.min_mentions
            found[note.path] = [one for one in mentions(vault, note, section) if len(one.links) >= least]
    passed_over = _passed_over(found.values())
    for path, targets in found.items():
        mutual = _missing(vault, [one for one in targets if one.mutual])
        others = [one for one in targets if not one.mutual and (one.listed or one.path not in passed_over)]
        others = _missing(vault, others)
        if mutual or others:
            yield _finding(vault, vault.notes[path], options, mutual, others)


def _passed_over(found: Iterable[list[Mention]]) -> frozenset[str]:
    """The notes that many mention as often, and hardly anybody lists: names that a program linked, say."""
    mentioned: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    for target in chain.from_iterable(found):
        mentioned[target.path] += 1
        listed[target.path] += target.listed
    return frozenset(
        path for path, times in mentioned.items() if times >= _MANY and listed[path] * _HARDLY <= times
    )


def _missing(vault: Vault, targets: list[Mention]) -> list[Mention]:
    """Those that are not listed, but for hubs and the like; none where the list is a choice."""
    missing = [
        one
        for one in targets
        if not (one.listed or one.path in vault.hubs or vault.is_dated(one.path) or is_index(one.path))
    ]
    listed = sum(one.listed for one in targets)
    return missing if len(missing) <= max(_FEW, listed) else []


def _finding(
    vault: Vault, note: NoteFacts, options: Options, mutual: list[Mention], others: list[Mention]
) -> Finding:
    section = find_section(note, options)
    assert section is not None
    asked = mutual or others
    links = [vault.link_text(one.path, note.path) for one in asked]
    more = f" and {len(links) - _NAMED} more" if len(links) > _NAMED else ""
    related = [Place(note.path, link.span, "linked here") for one in asked for link in one.links]
    related += [
        Place(note.path, one.links[0].span, "linked here, perhaps to be listed") for one in others if mutual
    ]
    lines = ", ".join(f"`- {link} — …`" for link in links[:_NAMED])
    return Finding(
        note.path,
        last_place(note, section),
        f"`{section.headings[0].text}` does not list {listing(link[2:-2] for link in links[:_NAMED])}{more}",
        f"add {lines}",
        related=tuple(related),
        at_most=None if mutual else Severity.INFO,
    )
