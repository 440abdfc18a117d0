"""A note does not list one that lists it as related.

## Why

Where lists are meant to answer each other, a reader of this note does not learn of the
other.

## What to do

Add the entry here, or take it away there. The rule is off unless it is selected: many
lists are one-way on purpose. Hubs, which everything is related to, are left alone.
"""

from collections.abc import Iterator

from vaultlint.facts import Context, Link, NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.related import Options as Options
from vaultlint.related import find_section, is_entry, last_place, one_more
from vaultlint.rule import Fixes, vault_rule
from vaultlint.text import few
from vaultlint.vault import Vault

_BESIDE = 5
"""Characters between two links of which the second is an entry like the first: ` · `, ` and `."""


@vault_rule(Severity.INFO, since="0.1.0", on=False, fixes=Fixes.UNSAFE)
def check(vault: Vault, options: Options) -> Iterator[Finding]:
    listed = {note.path: [*_listed(vault, note, options)] for note in vault.lasting}
    known = {path: {target for target, _, _ in found} for path, found in listed.items()}
    asked: dict[str, dict[str, Place]] = {}
    for path, found in listed.items():
        for target, link, asks in found:
            answered = target == path or path in known.get(target, ())
            if asks and not answered and target not in vault.hubs:
                asked.setdefault(target, {}).setdefault(path, Place(path, link.span, "listed here"))
    for note in vault.lasting:
        section = find_section(note, options)
        places = tuple(asked.get(note.path, {}).values())
        if section and places:
            names = few([vault.link_text(one.path, note.path) for one in places])
            message = f"`{section.headings[0].text}` does not list {names}, where this note is listed"
            help_ = "add the entry here, or take it away there"
            fix = one_more(vault, note, section, [one.path for one in places])
            yield Finding(note.path, last_place(note, section), message, help_, related=places, fix=fix)


def _listed(vault: Vault, note: NoteFacts, options: Options) -> Iterator[tuple[str, Link, bool]]:
    """The notes that the section links to, and whether as an entry: several may stand side by side."""
    section = find_section(note, options)
    end, was_entry = 0, False
    for link, path in zip(note.links, vault.opened[note.path], strict=True) if section else ():
        if section and section.has(link) and not link.context & Context.COMMENT:
            beside = was_entry and link.span.start - end <= _BESIDE
            was_entry, end = is_entry(link) or beside, link.span.end
            if path and path in vault.notes:
                yield path, link, was_entry
