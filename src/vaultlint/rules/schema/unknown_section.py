"""A section is none of those that the schema allows.

## Why

Where a schema says `additional: report`, its list of sections is the whole form of
the note: another heading is a slip, or content in a place where nobody looks.

## What to do

Rename the section, move its text, or list it in the schema with `need: may`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.near import nearest_to
from vaultlint.schema.part import Sections
from vaultlint.schema.subject import Subject
from vaultlint.text import listing, shown_text


def _is_closed(asked: Requirement) -> bool:
    return isinstance(asked.part, Sections) and asked.part.closed


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Sections,), when=_is_closed)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Sections)
    names = (*part.headings, *part.others)
    known = [subject.matcher(name) for name in names]
    for region in subject.regions(asked.within):
        for _, heading in subject.outline(region):
            if not any(matches(heading.text) for matches in known):
                words = shown_text(heading.text)
                near = [name for name in names if nearest_to(name, [words])]
                allowed = [text for name in names for text in name.texts[:1]]
                help_ = f"it comes near {near[0]}" if near else f"the schema allows {listing(allowed[:12])}"
                message = f'the schema knows no section "{words}"{subject.under(region)}'
                yield Finding(subject.note.path, heading.span, message, help_)
