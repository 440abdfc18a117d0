"""Two places disagree about when a note was written.

## Why

A footer that says January and a property that says March cannot both be right, and what
sorts notes by age goes by one of them.

## What to do

Find out which is right and correct the other. Dates are compared as far as both go (`Jan
2026` and `2026-01-09` agree), a day apart is no difference, and the property `date` is
never asked: it is about what the note tells. With the options git is a witness, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vaultlint.facts import NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import count
from vaultlint.vault import Vault
from vaultlint.written import OwnDate, own_dates

_HELP = "find out which is right"


@dataclass(frozen=True)
class Options:
    """How far git's history may lie from what the note says."""

    first_commit: int = 0
    """Days that Created may lie from the note's first commit; 0 does not ask git."""
    last_commit: int = 0
    """Days that a note may be changed after the date that it states; 0 does not ask git."""


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault, options: Options) -> Iterator[Finding]:
    for note in vault.lasting:
        dates = list(own_dates(note))
        yield from _within(note, dates)
        created = [one for one in dates if one.word == "created"]
        if options.first_commit > 0 and created:
            yield from _first_commit(vault, note, created[-1], options.first_commit)
        if options.last_commit > 0 and dates:
            yield from _last_commit(vault, note, dates, options.last_commit)


def _within(note: NoteFacts, dates: list[OwnDate]) -> Iterator[Finding]:
    created = [one for one in dates if one.word == "created"]
    fields, footers = [one for one in created if not one.footer], [one for one in created if one.footer]
    later = [one for one in dates if one.word != "created"]
    if fields and footers and not any(one.days.agrees(fields[0].days, 1) for one in footers):
        related = (Place(note.path, fields[0].span, "the property"),)
        message = f"created `{footers[0].text}`, and `{fields[0].text}` by the property"
        yield Finding(note.path, footers[0].span, message, _HELP, related=related)
    elif created and later:
        last = max(later, key=lambda one: one.days.last)
        first = min(created, key=lambda one: one.days.first)
        if last.days.last + 1 < first.days.first:
            related = (Place(note.path, first.span, "created"),)
            message = f"{last.word} `{last.text}`, before it was created on `{first.text}`"
            yield Finding(note.path, last.span, message, _HELP, related=related)


def _first_commit(vault: Vault, note: NoteFacts, created: OwnDate, limit: int) -> Iterator[Finding]:
    first = vault.history.first(note.path)
    if first is None:
        return
    # What the first commit of all brought in may be older than git knows.
    before = first.toordinal() - created.days.last if first > vault.history.begun else 0
    days = max(before, created.days.first - first.toordinal())
    if days > limit:
        message = f"created `{created.text}`, {count(days, 'day')} from its first commit on {first}"
        yield Finding(note.path, created.span, message, _HELP)


def _last_commit(vault: Vault, note: NoteFacts, dates: list[OwnDate], limit: int) -> Iterator[Finding]:
    first, last = vault.history.first(note.path), vault.history.last(note.path)
    said = max(dates, key=lambda one: one.days.last)
    # What has not been changed since it came into git may be as old as it says.
    if first and last and last > first:
        days = last.toordinal() - said.days.last
        if days > limit:
            message = f"{said.word} `{said.text}`, {count(days, 'day')} before its last change on {last}"
            yield Finding(note.path, said.span, message, "date the note anew")
