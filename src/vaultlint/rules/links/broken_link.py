"""A link leads to no note, but one with nearly that name exists, or did until now.

## Why

The note was renamed, moved or deleted, or its name was mistyped. Readers hit a blank page,
and the graph loses an edge.

## What to do

Write the name of the note that was meant. If none of those offered is it, write
the note.
"""

from collections.abc import Iterator

from vaultlint.facts import LinkKind
from vaultlint.finding import Changes, Finding, Fix, Severity
from vaultlint.missing import Miss, Unresolved
from vaultlint.rule import Fixes, vault_rule
from vaultlint.text import listing
from vaultlint.vault import Vault


@vault_rule(Severity.ERROR, since="0.1.0", fixes=Fixes.UNSAFE)
def check(vault: Vault) -> Iterator[Finding]:
    for path, target in (*vault.missing(Miss.NEAR), *vault.missing(Miss.GONE)):
        first, *rest = (link.path_span for link in target.links)
        offers = listing((vault.offer(near, target.links[0], path) for near in target.near[:3]), "or")
        help_ = f"did you mean {offers}? if not, write it" if offers else "name another note, or take it away"
        yield Finding(path, first, target.message, help_, also=tuple(rest), fix=_fix(vault, path, target))


def _fix(vault: Vault, path: str, target: Unresolved) -> Fix | None:
    """The only name that is spelled alike, with the words that the reader sees now."""
    if target.miss is not Miss.NEAR or len(target.near) != 1 or target.near[0] not in vault.notes:
        return None
    name = target.path.rpartition("/")[2]
    if not {"[", "]"}.isdisjoint(name) or not name.isprintable():
        return None  # Whether it is a link still, once the words behind the pipe say so, readers disagree.
    edits, links = vault.relinked(target, target.near[0], path, name)
    # A folder is no part of what was meant to be read.
    text = tuple(
        (link.path, name)
        for link in target.links
        if link.path != name and not link.display and not link.embed and link.kind == LinkKind.WIKILINK
    )
    changes = Changes(text, links=links)
    return Fix(f"write `{edits[0].text}`", edits, changes, safe=False) if edits else None
