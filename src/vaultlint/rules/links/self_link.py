"""A note links to itself.

## Why

A click does nothing. Mostly a program that sets links met the note's own name, or
another note was meant. Links to the note's own headings and blocks are fine.

## What to do

Take the brackets away, or name the note that was meant.
"""

from collections.abc import Iterator

from vaultlint.facts import Context
from vaultlint.finding import Finding, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name
from vaultlint.vault import Vault


@vault_rule(Severity.INFO, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.checked():
        links = [
            link
            for link in note.links
            if link.path
            and not link.subpath
            and not link.context & Context.HEADING
            and vault.resolve(link, note) == note.path
        ]
        folded = fold_name(note.name)
        # Where another note has the name, that one was meant, or the two are twins.
        twin = len(vault.names.get(folded, ())) > 1 or set(vault.aliases.get(folded, ())) - {note.path}
        if links and not twin:
            first, *rest = links
            meant = [
                path for path in vault.names.get(fold_name(first.display or ""), ()) if path != note.path
            ]
            help_ = (
                f"did you mean `{vault.link_text(meant[0], note.path)}`?"
                if meant
                else "take the brackets away"
            )
            also = tuple(link.span for link in rest)
            yield Finding(note.path, first.span, "the note links to itself", help_, also)
