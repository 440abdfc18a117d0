"""A link names an alias, and Obsidian does not follow aliases.

## Why

`[[Alias]]` opens a new, empty note. Obsidian itself writes `[[Note|Alias]]` when
an alias is picked from the list.

## What to do

Write `[[Note|Alias]]`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Place, Severity
from vaultlint.missing import Miss, Unresolved
from vaultlint.rule import vault_rule
from vaultlint.text import fold_name, listing
from vaultlint.vault import Vault


@vault_rule(Severity.ERROR, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for path, target in vault.missing(Miss.ALIAS):
        yield _finding(vault, path, target)


def _finding(vault: Vault, path: str, target: Unresolved) -> Finding:
    name, link = target.path, target.links[0]
    owners = [vault.notes[owner] for owner in target.near[:3]]
    offers = [vault.offer(owner.path, link, path, name) for owner in owners]
    help_ = f"write {listing(offers, 'or')}"
    if target.near == (path,):
        message = f"`{name}` is an alias of this very note"
        if not link.subpath:
            help_ = "take the brackets away, or write the note"
    else:
        message = f"`{name}` is an alias of {listing(owner.name for owner in owners)}, not a note's name"
    related = tuple(
        Place(owner.path, alias.span, "the alias")
        for owner in owners
        for alias in owner.aliases
        if fold_name(alias.text) == fold_name(name)
    )
    first, *rest = (one.path_span for one in target.links)
    return Finding(path, first, message, help_, tuple(rest), related)
