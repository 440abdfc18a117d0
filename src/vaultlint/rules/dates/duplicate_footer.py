"""A note says twice, on lines of their own, when it was created or updated.

## Why

One of the two is forgotten at the next change, and then nobody knows which holds. Mostly
sections were added below the old footer.

## What to do

Keep one line, at the end of the note. From three lines on they are taken for the dates of
their sections; a line that says Created and one that says Updated are no pair.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.vault import Vault

_FORM = 3
"""Lines from which on each dates its own section."""


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.lasting:
        lines: dict[str, list[int]] = {}
        for index, footer in enumerate(note.moments.footers):
            for word in dict.fromkeys(date.word.lower().split()[-1] for date in footer.dates):
                lines.setdefault(word, []).append(index)
        for word, indexes in lines.items():
            if 1 < len(indexes) < _FORM:
                first, second = (note.moments.footers[index] for index in indexes)
                related = (Place(note.path, first.span, "the first"),)
                message = f"a second line says when the note was {word}"
                yield Finding(note.path, second.span, message, "keep one of the two", related=related)
                break
