"""Two notes have the same alias.

## Why

Whoever types the alias is offered both notes; each link goes to whichever was
picked. Often the two notes describe one thing.

## What to do

Leave the alias to one of them, or merge the notes. Short capitals (`AI`, `PE`) and
single words stand for many things: they are not reported, single words only where
the two notes link to each other.
"""

from collections.abc import Iterator

from vaultlint.facts import NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name, is_capitals
from vaultlint.vault import Vault


@vault_rule(Severity.INFO, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.checked():
        seen = set()
        for alias in note.aliases:
            folded = fold_name(alias.text)
            owners = vault.aliases.get(folded, ())
            others = [path for path in owners if path < note.path]
            if not others or folded in seen or folded in vault.names:
                continue
            seen.add(folded)
            other = vault.notes[others[0]]
            same = next(one for one in other.aliases if fold_name(one.text) == folded)
            if _is_no_question(vault, note, other, alias.text, same.text):
                continue
            message = f"`{alias.text}` is also an alias of `{other.name}`"
            related = (Place(other.path, same.span, "the same alias"),)
            yield Finding(note.path, alias.span, message, "leave it to one of the two notes", related=related)


def _is_no_question(vault: Vault, note: NoteFacts, other: NoteFacts, alias: str, same: str) -> bool:
    """Short capitals and single words name many things; a shared file name is ambiguous-link's matter."""
    if other.name == note.name or is_capitals(alias) or is_capitals(same):
        return True
    if vault.is_dated(note.path) and vault.is_dated(other.path):
        return True
    if " " in alias or "-" in alias:
        return False
    pairs = ((note, other), (other, note))
    return not any(vault.resolve(link, one) == two.path for one, two in pairs for link in one.links)
