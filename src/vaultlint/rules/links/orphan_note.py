"""No other note links to this one.

## Why

A note that nothing links to is found only by search. The rule is off unless it is
selected: inboxes and logs are full of such notes.

## What to do

Link to it from where a reader would look for it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import vault_rule
from vaultlint.vault import Vault


@vault_rule(Severity.WARNING, since="0.1.0", on=False)
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.checked():
        if note.path not in vault.incoming and not vault.is_dated(note.path):
            yield Finding(
                note.path, note.title_span, "no other note links to this one", "link to it somewhere"
            )
