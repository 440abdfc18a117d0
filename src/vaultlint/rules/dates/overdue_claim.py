"""A note expects something by a date that has passed since.

## Why

"Expected in Q2 2026" was right when it was written. Now the reader wants to know what came
of it, and the note does not say.

## What to do

Write what happened. The rule is off unless it is selected: it is a list of things to look
up, not of mistakes. Only what lay ahead when the note was last dated is told, so that
history (`expected in 1999`) is left alone, and so are notes without a date.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import vault_rule
from vaultlint.vault import Vault
from vaultlint.written import days_of, newest


@vault_rule(Severity.INFO, since="0.1.0", on=False)
def check(vault: Vault) -> Iterator[Finding]:
    today = vault.today.toordinal()
    for note in vault.lasting:
        written = newest(note)
        for one in note.moments.expectations if written else ():
            days = days_of(one.date)
            if days and written and written.days.last < days.last < today:
                message = f"expected by {one.date}, which has passed; the note is of {written.text}"
                yield Finding(note.path, one.span, message, "write what came of it, and date the note anew")
