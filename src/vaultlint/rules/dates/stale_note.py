"""A note has not been looked at for longer than its schema allows.

## Why

A note that nobody has checked for a year still reads as if it were true today.

## What to do

Check the note and write the day after `Updated` in its footer, or in the property that
the schema names. `stale_after` in the frontmatter sets another day for this note.
"""

from collections.abc import Iterator
from datetime import date

from vaultlint.finding import Finding, Severity
from vaultlint.network import Network, Question
from vaultlint.rule import network_rule
from vaultlint.schema.asked import specs_of
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Column, Field, Footer, Label
from vaultlint.text import count
from vaultlint.written import FIELDS, days_of


def _has_age(asked: Requirement) -> bool:
    told = [asked.part] if isinstance(asked.part, Footer) else specs_of(asked.part)
    return asked.welcome() and any(one.max_age is not None for one in told)


@network_rule(Severity.WARNING, since="0.1.0", parts=(Footer, Field, Column, Label), when=_has_age)
def check(network: Network, question: Question) -> Iterator[Finding]:
    part = question.requirement.part
    dates = [(one.text, one.span) for one in question.evidence]
    limit = part.max_age if isinstance(part, Footer) else None
    if not isinstance(part, Footer):
        specs = specs_of(part)
        limits = [specs[one.spec].max_age for one in question.evidence]
        limit = next((one for one in limits if one is not None), None)
        dates = [date for date, one in zip(dates, limits, strict=True) if one is not None]
    else:
        dates += [(one.text, one.span) for one in question.note.properties if one.key.lower() in FIELDS]
    today = network.vault.today
    if limit is None or _is_excused(question, today):
        return
    known = [(days, span) for text, span in dates if (days := days_of(text)) is not None]
    if known:
        newest, span = max(known, key=lambda one: one[0].last)
        age = today.toordinal() - newest.last
        if age > limit:
            message = f"the newest date is {newest.end}, {count(age, 'day')} ago, of at most {limit}"
            yield Finding(question.note.path, span, message, "check the note, and date it anew")


def _is_excused(question: Question, today: date) -> bool:
    """Whether the note itself sets a later day."""
    days = [days_of(one.text) for one in question.note.properties if one.key.lower() == "stale_after"]
    return any(one is not None and one.last >= today.toordinal() for one in days)
