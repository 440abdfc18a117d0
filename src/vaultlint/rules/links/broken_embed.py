"""An embed or a link names a file that is not there.

## Why

The reader sees a grey box where a picture, a chart or a document should be.

## What to do

Add the file, correct its name, or take the embed out. Files that git ignores are
on their owner's disk only, and are not reported.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.missing import Miss, Unresolved
from vaultlint.rule import vault_rule
from vaultlint.text import listing
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for path, target in vault.missing(Miss.FILE):
        if not _is_ignored(vault, path, target):
            names = [near.rpartition("/")[2] for near in target.near[:3]]
            help_ = f"did you mean {listing(names, 'or')}?" if names else "add the file, or correct its name"
            first, *rest = (link.path_span for link in target.links)
            yield Finding(path, first, f"no file is called `{target.path}`", help_, also=tuple(rest))


def _is_ignored(vault: Vault, path: str, target: Unresolved) -> bool:
    folder = path.rpartition("/")[0]
    name = target.path.lstrip("./")
    return vault.ignored(name) or vault.ignored(f"{folder}/{name}" if folder else name)
