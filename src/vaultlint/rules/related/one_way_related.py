"""A note does not list one that lists it as related.

## Why

Where lists are meant to answer each other, a reader of this note does not learn of the
other.

## What to do

Add the entry here, or take it away there. The rule is off unless it is selected: many
lists are one-way on purpose. Hubs, which everything is related to, are left alone.
"""

from collections.abc import Iterator

from vaultlint.facts import Context, NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.related import Options as Options
from vaultlint.related import find_section, last_place
from vaultlint.rule import vault_rule
from vaultlint.text import Span, listing
from vaultlint.vault import Vault

_NAMED = 5


@vault_rule(Severity.INFO, since="0.1.0", on=False)
def check(vault: Vault, options: Options) -> Iterator[Finding]:
    listed = {note.path: _listed(vault, note, options) for note in vault.lasting}
    asked: dict[str, list[Place]] = {}
    for path, targets in listed.items():
        for target, span in targets.items():
            if target not in vault.hubs and target != path and path not in listed.get(target, {}):
                asked.setdefault(target, []).append(Place(path, span, "listed here"))
    for note in vault.lasting:
        section = find_section(note, options)
        places = asked.get(note.path, ())
        if section and places:
            names = listing(vault.link_text(one.path, note.path) for one in places[:_NAMED])
            more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
            message = f"`{section.headings[0].text}` does not list {names}{more}, where this note is listed"
            help_ = "add the entry here, or take it away there"
            yield Finding(note.path, last_place(note, section), message, help_, related=tuple(places))


def _listed(vault: Vault, note: NoteFacts, options: Options) -> dict[str, Span]:
    section = find_section(note, options)
    if section is None:
        return {}
    return {
        path: link.span
        for link, path in zip(note.links, vault.opened[note.path], strict=True)
        if path and link.context & Context.FIRST and path in vault.notes and section.has(link)
    }
