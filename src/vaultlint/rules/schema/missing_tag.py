"""A tag that the schema asks for is not there.

## Why

Tags say what kind of note it is; a search by tag does not find this one.

## What to do

Add the tag to the tag line or to the frontmatter, wherever the schema wants tags.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import Fixes, schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.mending import tag_fix
from vaultlint.schema.near import nearest_to
from vaultlint.schema.part import Tags
from vaultlint.schema.subject import Subject
from vaultlint.schema.tags import own_tags, tagged


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Tags,), when=Requirement.required, fixes=Fixes.UNSAFE)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Tags)
    tags = own_tags(subject)
    wanted = [*([part.first] if part.first else []), *(one for one in part.require if one != part.first)]
    for name in wanted:
        if not tagged(subject, name):
            near = nearest_to(name, [tag.text for tag in tags])
            help_ = f"`#{near}` comes near" if near else ""
            place = tags[0].span if tags else subject.facts.title_span
            fix = None if near else tag_fix(subject, part, name)
            yield Finding(subject.note.path, place, f"no tag {name}", help_, fix=fix)
