"""A note holds something newer than the date in its footer.

## Why

Who reads `Updated 2026-01-04` trusts nothing that happened since, though the note tells of
it. The date was forgotten when a passage was added.

## What to do

Write the day of the last change into the footer. Only what cannot be a plan counts: a line
`Source: …` with a date, and a heading that begins with a day that has passed, or ends with
one in brackets. Dates in sentences and tables are about the world, not about the note.
"""

import re
from collections.abc import Iterator

from vaultlint.dates import find_dates
from vaultlint.facts import NoteFacts
from vaultlint.finding import Finding, Place, Severity
from vaultlint.rule import vault_rule
from vaultlint.text import Span, Value
from vaultlint.vault import Vault
from vaultlint.written import Days, own_dates

_GRACE = 2
"""Days by which a note may be older than what it tells."""

_A_MONTH = 31
_LONGEST = 200
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")

_AHEAD = re.compile(
    r"\b(?:next|upcoming|expected|plan(?:s|ned)?|scheduled|proposed|forecasts?|outlook|deadline|due|preview"
    r"|timeline|calendar|catalysts?|targets?|effective|until|through|before|by|from|launch|starts?|begins?|opens?"
    r"|ends?|expir(?:y|es)|maturity|renewal|election|vote|milestones?|todo)\b"
)
"""Words of headings that may tell what is still to come."""


class Newer(Value, frozen=True):
    """A date by which the note must have been written later than its footer says."""

    days: Days
    span: Span
    what: str


@vault_rule(Severity.WARNING, since="0.1.0")
def check(vault: Vault) -> Iterator[Finding]:
    today = vault.today.toordinal()
    for note in vault.lasting:
        dates = [*own_dates(note)]
        footers = [one for one in dates if one.footer]
        if not footers:
            continue
        limit = max(one.days.last for one in dates) + _GRACE
        found = [one for one in _newer(note) if limit < one.days.first <= today]
        newest = max(found, key=lambda one: one.days.first, default=None)
        # A footer may say more: `Updated with the figures of Feb 2026`.
        if newest and newest.days.first > max(_days_in_footers(note), default=0) + _GRACE:
            footer = max(footers, key=lambda one: one.days.last)
            message = f"the footer says {footer.text}, and {newest.what} is of {newest.days}"
            related = (Place(note.path, newest.span, "newer than the footer"),)
            yield Finding(note.path, footer.span, message, "date the note anew", related=related)


def _days_in_footers(note: NoteFacts) -> Iterator[int]:
    """The last days of all dates in footers, whatever they are dates of."""
    for footer in note.moments.footers:
        yield from (days.last for days in _days(footer.text))


def _newer(note: NoteFacts) -> Iterator[Newer]:
    for line in note.moments.sources:
        for days in _days(line.text):
            if days.last - days.first <= _A_MONTH:
                yield Newer(days, line.span, "a source")
    for heading in note.headings:
        if _YEAR.search(heading.text) and not heading.quoted:
            text = heading.text.lower()[:_LONGEST]
            brackets = _IN_BRACKETS.search(text)
            dates = _days(brackets[1]) if brackets else _days(text, at_start=True)
            for days in dates if not _AHEAD.search(text) else ():
                if days.first == days.last:
                    yield Newer(days, heading.span, "a heading")


def _days(text: str, *, at_start: bool = False) -> Iterator[Days]:
    for found in find_dates(text.lower()):
        low, high = found.spans[-1]
        if found.is_firm and low >= 1 and not (at_start and found.start):
            yield Days(int(low), int(high))
