"""A list's item is not written as the schema says.

## Why

Entries that are written alike can be read as a table: who, and why.

## What to do

Write the item in the form that the message shows, or move it to where the order wants
it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.lists import has_form, items_in
from vaultlint.schema.order import first_newer, leading_date
from vaultlint.schema.part import Items
from vaultlint.schema.pieces import Entry
from vaultlint.schema.subject import Subject
from vaultlint.text import listing, shortened


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Items,), when=Requirement.welcome)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Items)
    seen: set[Entry] = set()
    for region in subject.regions(asked.within):
        entries = [entry for entry in items_in(subject, part, region) if entry not in seen]
        seen.update(entries)
        wrong = [entry for entry in entries if entry.text and not has_form(subject, part, entry)]
        if wrong:
            message = f"the item `{shortened(wrong[0].text)}` is not written {listing(part.forms, 'or')}"
            also = tuple(entry.span for entry in wrong[1:])
            yield Finding(subject.note.path, wrong[0].span, message, _help(subject, part, wrong[0]), also)
        dated = [(entry.span, leading_date(entry.text)) for entry in entries if part.newest_first]
        late = first_newer(dated)
        if late is not None:
            message = "an older item stands above this one"
            yield Finding(subject.note.path, late, message, "the newest comes first")


def _help(subject: Subject, part: Items, entry: Entry) -> str:
    """What to write where nothing but the dash is another one."""
    for written in (" -- ", " - ", " – ", ": "):
        changed = Entry(entry.text.replace(written, " — ", 1), entry.span, entry.ordered)
        if written in entry.text and has_form(subject, part, changed):
            return f"write ` — ` for `{written}`"
    return ""
