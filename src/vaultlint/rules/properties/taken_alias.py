"""An alias is the name of another note.

## Why

A link by that name opens the other note, never this one. Mostly the two are
twins: one thing, described twice, each with half of the links.

## What to do

Merge the two notes, or give the alias up. Short capitals that stand for another
thing (`GOLD`, the share, beside the note Gold) are not reported.
"""

from collections.abc import Iterator

from vaultlint.facts import Alias, NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name, is_capitals
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    taken = [
        (note, alias, vault.notes[path])
        for note in vault.notes.values()
        for alias in note.aliases
        if (path := _owner(vault, note, alias))
    ]
    # Where a tenth of the notes do so it is a scheme: translations bear the original's name.
    if len(taken) * 10 > len(vault.notes) and len(taken) >= 10:
        return
    checked = {note.path for note in vault.checked()}
    for note, alias, other in taken:
        if note.path in checked:
            message = f"the alias `{alias.text}` is the name of another note"
            related = (Place(other.path, other.title_span, f"`[[{other.name}]]` opens this note"),)
            help_ = "merge the two notes, or drop the alias"
            yield Finding(note.path, alias.span, message, help_, related=related)


def _owner(vault: Vault, note: NoteFacts, alias: Alias) -> str:
    folded = fold_name(alias.text)
    others = [path for path in vault.names.get(folded, ()) if path != note.path]
    if not others or folded == fold_name(note.name) or _is_symbol(alias.text, vault.notes[others[0]].name):
        return ""
    return others[0]


def _is_symbol(alias: str, name: str) -> bool:
    """Two short spellings, one in capitals, are two things: the ticker GOLD and the metal Gold."""
    return alias != name and (is_capitals(alias) or is_capitals(name))
