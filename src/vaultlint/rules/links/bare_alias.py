"""A link names an alias, and Obsidian does not follow aliases.

## Why

`[[Alias]]` opens a new, empty note. Obsidian itself writes `[[Note|Alias]]` when
an alias is picked from the list.

## What to do

Write `[[Note|Alias]]`.
"""

from collections.abc import Iterator, Sequence

from vaultlint.facts import NoteFacts
from vaultlint.finding import Changes, Finding, Fix, Place, Severity
from vaultlint.missing import Miss, Unresolved
from vaultlint.rule import Fixes, vault_rule
from vaultlint.text import fold_name, listing
from vaultlint.vault import Vault

_LONG = 5
"""Letters from which on an alias is no word of its own."""


@vault_rule(Severity.ERROR, since="0.1.0", fixes=Fixes.SAFE)
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
    fix = _fix(vault, path, target, owners)
    return Finding(path, first, message, help_, tuple(rest), related, fix=fix)


def _fix(vault: Vault, path: str, target: Unresolved, owners: Sequence[NoteFacts]) -> Fix | None:
    """The note's name before the alias, where nobody else can be meant and nothing else is shown."""
    name = target.path
    exact = len(owners) == 1 and any(alias.text == name for alias in owners[0].aliases)
    if not exact or len(name) < _LONG or owners[0].path == path:
        return None
    edits, links = vault.relinked(target, owners[0].path, path, name)
    return Fix(f"write `{edits[0].text}`", edits, Changes(links=links)) if edits else None
