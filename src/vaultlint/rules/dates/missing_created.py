"""A note does not say when it was written.

## Why

The file's own date changes with every copy and every pull. Only what stands in the note
tells how old its facts are.

## What to do

End the note with the line that the schema asks for, such as `*Created 2026-02-09*`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.footers import find_footer, near_footer
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Footer
from vaultlint.schema.subject import Subject
from vaultlint.text import Span


def _has_form(asked: Requirement) -> bool:
    return asked.required() and isinstance(asked.part, Footer) and bool(asked.part.form)


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Footer,), when=_has_form)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Footer)
    if find_footer(subject, part.form) is None:
        near = near_footer(subject)
        help_ = "this line comes near" if near else ""
        yield Finding(subject.note.path, near or _last_line(subject), f"no line `{part.form}`", help_)


def _last_line(subject: Subject) -> Span:
    """The last line of the note that is no comment."""
    text = subject.note.text.rstrip()
    while text.endswith(("-->", "%%")):
        begins = max(text.rfind("<!--"), text.rfind("%%", 0, -2))
        if begins < 0:
            break
        text = text[:begins].rstrip()
    return Span(text.rfind("\n") + 1, len(text))
