"""A link leads to no note, but one with nearly that name exists, or did until now.

## Why

The note was renamed, moved or deleted, or its name was mistyped. Readers hit a blank page,
and the graph loses an edge.

## What to do

Write the name of the note that was meant. If none of those offered is it, write
the note.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.missing import Miss
from vaultlint.rule import vault_rule
from vaultlint.text import listing
from vaultlint.vault import Vault


@vault_rule(Severity.ERROR, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for path, target in (*vault.missing(Miss.NEAR), *vault.missing(Miss.GONE)):
        first, *rest = (link.path_span for link in target.links)
        offers = listing((vault.offer(near, target.links[0], path) for near in target.near[:3]), "or")
        help_ = f"did you mean {offers}? if not, write it" if offers else "name another note, or take it away"
        yield Finding(path, first, target.message, help_, also=tuple(rest))
