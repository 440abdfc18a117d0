"""A property that the schema asks for is not there.

## Why

Searches, Bases and programs find notes by their properties: a note without one is
left out, and nobody notices.

## What to do

Add the property. An empty one, a dash, `n/a` or `TBD` counts as there, unless the
schema says `min: 1`.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Scalar
from vaultlint.rule import Fixes, schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.mending import field_fix
from vaultlint.schema.near import nearest_to
from vaultlint.schema.part import Field
from vaultlint.schema.properties import containers, entry_in, path_of
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Name


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Field,), when=Requirement.required, fixes=Fixes.UNSAFE)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    field = asked.part
    assert isinstance(field, Field)
    wants_some = (field.value.bounds.min or 0) > 0 and field.value.type in {"", "text", "any", "list"}
    for place, entries in containers(subject, field):
        entry = entry_in(entries, field)
        if entry is None:
            near = nearest_to(Name((field.key,)), [one.key for one in entries.values()])
            help_ = f"`{near}` comes near" if near else ""
            fix = None if near else field_fix(subject, field)
            yield Finding(subject.note.path, place, f"no property `{path_of(field)}`", help_, fix=fix)
        elif wants_some and isinstance(entry.value, Scalar) and _is_bare(entry.value):
            yield Finding(subject.note.path, entry.key_span, f"the property `{entry.key}` is empty")


def _is_bare(value: Scalar) -> bool:
    """Whether nothing at all is written: a dash and `TBD` say that somebody thought of it."""
    return not value.text.strip() or value.kind == "null"
