"""A link names an alias, and Obsidian does not follow aliases.

## Why

`[[Alias]]` opens a new, empty note. Obsidian itself writes `[[Note|Alias]]` when
an alias is picked from the list.

## What to do

Write `[[Note|Alias]]`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name, listing
from vaultlint.vault import Miss, Vault


@vault_rule(Severity.ERROR, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for path, missing in vault.unresolved.items():
        for target in missing:
            if target.miss is not Miss.ALIAS:
                continue
            name = target.path
            owners = [vault.notes[owner] for owner in target.near]
            message = (
                f"`{name}` is an alias of {listing(owner.name for owner in owners[:3])}, not a note's name"
            )
            offers = listing((vault.link_text(owner.path, path, name) for owner in owners[:3]), "or")
            related = tuple(
                Place(owner.path, alias.span, "the alias")
                for owner in owners[:3]
                for alias in owner.aliases
                if fold_name(alias.text) == fold_name(name)
            )
            first, *rest = (link.path_span for link in target.links)
            yield Finding(path, first, message, f"write {offers}", also=tuple(rest), related=related)
