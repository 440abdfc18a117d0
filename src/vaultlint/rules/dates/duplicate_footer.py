"""A note says twice, on lines of their own, when it was created or updated.

## Why

One of the two is forgotten at the next change, and then nobody knows which holds. Mostly
sections were added below the old footer.

## What to do

Keep one line, at the end of the note. Lines of which none stands below a line across or at
the note's end are the dates of their sections, and so are three and more; a line that says
Created and one that says Updated are no pair.
"""

from collections.abc import Iterator

from vaultlint.facts import Footer, NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.vault import Vault

_BELOW = 12
"""Characters from a line across to what stands directly below it."""


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    for note in vault.lasting:
        lines: dict[str, list[Footer]] = {}
        for footer in note.moments.footers:
            for word in dict.fromkeys(date.word.lower().split()[-1] for date in footer.dates):
                lines.setdefault(word, []).append(footer)
        for word, footers in lines.items():
            # Three and more are the dates of their sections.
            if len(footers) == 2 and any(_is_last(note, one) for one in footers):
                first, second = footers
                related = (Place(note.path, first.span, "the first"),)
                message = f"a second line says when the note was {word}"
                yield Finding(note.path, second.span, message, "keep one of the two", related=related)
                break


def _is_last(note: NoteFacts, footer: Footer) -> bool:
    """Whether a footer stands where a note's last word does: below a line across, or below all headings."""
    start = footer.span.start
    return any(0 < start - one <= _BELOW for one in note.breaks) or all(
        one.span.start < start for one in note.headings
    )
