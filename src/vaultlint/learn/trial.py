"""A proposed schema tried on the notes that it was learned from: by the rules that will judge them."""

import os
from collections.abc import Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import NamedTuple

from vaultlint import registry
from vaultlint.judge import Checks, judge
from vaultlint.load.entities import Source, compile_schemas
from vaultlint.load.written import Mistakes
from vaultlint.rule import ActiveRule, Scope
from vaultlint.schema.asked import kinds_of
from vaultlint.schema.language import Requirement, Schemas
from vaultlint.schema.part import Label
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import has_table

_FORM = frozenset(
    "wrong-type unknown-value wrong-form wrong-length wrong-item wrong-cell misordered-section".split()
)
"""Rules that say of a part that it is there and not as it should be."""


class Outcome(NamedTuple):
    """What came of asking for a part: the notes asked, by path, those without it, those with another form."""

    asked: frozenset[str]
    lacking: frozenset[str]
    wrong: frozenset[str]


def try_out(text: str, subjects: Sequence[Subject]) -> tuple[frozenset[str], Mapping[int, Outcome]]:
    """Return the notes that a schema is about, and by line of its text what comes of what it asks."""
    schemas = compiled(text)
    checks = Checks(schemas, _rules(), Scope.SCHEMA)
    entity = schemas.entities[0]
    asked: dict[int, set[str]] = {one.origin.line: set() for one in entity.requirements}
    lacking: dict[int, set[str]] = {line: set() for line in asked}
    wrong: dict[int, set[str]] = {line: set() for line in asked}
    matched = set()
    for subject in subjects:
        path = subject.facts.path
        if not kinds_of(subject, schemas).entities:
            continue
        matched.add(path)
        for requirement in entity.requirements:
            if _is_asked(subject, requirement):
                asked[requirement.origin.line].add(path)
        for one in judge(subject, schemas, checks).findings:
            line = int(one.finding.asked.rpartition(":")[2])
            (wrong if one.rule in _FORM else lacking).setdefault(line, set()).add(path)
    found = (asked, lacking, wrong)
    by_line = {line: Outcome(*(frozenset(notes[line]) for notes in found)) for line in asked}
    return frozenset(matched), by_line


def compiled(text: str) -> Schemas:
    """Return a schema's text compiled; there must be no mistake in it."""
    mistakes = Mistakes()
    with TemporaryDirectory() as folder:
        path = os.path.join(folder, "schema.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        schemas, _ = compile_schemas([Source(path, "schema")], (), {}, mistakes)
    assert not mistakes.found, mistakes.found
    return schemas


def _rules() -> list[ActiveRule]:
    rules = (rule for rule in registry.load_all() if rule.spec.parts)
    return [ActiveRule(rule, rule.options() if rule.options else None) for rule in rules]


def _is_asked(subject: Subject, requirement: Requirement) -> bool:
    """Whether a note has the place where a part is looked for."""
    regions = subject.regions(requirement.within)
    part = requirement.part
    if isinstance(part, Label):
        return any(has_table(subject, part, region) for region in regions)
    return bool(regions)
