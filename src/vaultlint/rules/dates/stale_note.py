"""A note has not been looked at for longer than its schema allows.

## Why

A note that nobody has checked for a year still reads as if it were true today.

## What to do

Check the note and write the day after `Updated` in its footer, or in the property that
the schema names. `stale_after` in the frontmatter sets another day for this note.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.network import Network, Question
from vaultlint.rule import network_rule
from vaultlint.schema.asked import specs_of
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Column, Field, Footer, Label
from vaultlint.text import count
from vaultlint.written import Days, days_of, field_word


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
        dates += [(one.text, one.span) for one in question.note.properties if field_word(one.key)]
    known = [(days, span) for text, span in dates if (days := days_of(text)) is not None]
    if limit is None or not known:
        return
    newest, span = max(known, key=lambda one: one[0].last)
    today, set_day = network.vault.today.toordinal(), _set_day(question)
    age = today - newest.last
    message = ""
    if set_day is not None and newest.last < set_day.last < today:
        message = f"`stale_after` says {set_day.end}, {count(today - set_day.last, 'day')} ago"
    elif age > limit and (set_day is None or set_day.last < today):
        message = f"the newest date is {newest.end}, {count(age, 'day')} ago, of at most {limit}"
    if message:
        yield Finding(question.note.path, span, message, "check the note, and date it anew")


def _set_day(question: Question) -> Days | None:
    """The day from which on the note itself wants to be checked."""
    texts = (one.text for one in question.note.properties if one.key.lower() == "stale_after")
    return next(filter(None, map(days_of, texts)), None)
