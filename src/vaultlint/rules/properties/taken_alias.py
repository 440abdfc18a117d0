"""An alias is the name of another note.

## Why

A link by that name opens the other note, never this one. Mostly the two are
twins: one thing, described twice, each with half of the links.

## What to do

Merge the two notes, or give the alias up.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.checked():
        for alias in note.aliases:
            folded = fold_name(alias.text)
            others = [path for path in vault.names.get(folded, ()) if path != note.path]
            if not others or folded == fold_name(note.name):
                continue
            other = vault.notes[others[0]]
            message = f"the alias `{alias.text}` is the name of another note"
            related = (Place(other.path, other.title_span, f"`[[{other.name}]]` opens this note"),)
            yield Finding(
                note.path, alias.span, message, "merge the two notes, or drop the alias", related=related
            )
