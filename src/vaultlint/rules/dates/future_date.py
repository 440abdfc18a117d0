"""A note says that it was written on a day that is still to come.

## Why

A note of tomorrow sorts first, never grows stale and hides that nobody knows when it was
written. Mostly the year was mistyped, in January above all.

## What to do

Correct the date. A day ahead is no mistake: somewhere it is tomorrow already.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import vault_rule
from vaultlint.vault import Vault
from vaultlint.written import own_dates


@vault_rule(Severity.ERROR, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.lasting:
        for one in own_dates(note):
            if one.days.first > vault.today.toordinal() + 1:
                message = f"`{one.name}` is `{one.text}`, which is still to come"
                yield Finding(note.path, one.span, message, f"correct the date; today is {vault.today}")
