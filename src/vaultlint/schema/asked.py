"""What a vault's schemas ask of one note: decided from the note alone, as far as that goes."""

from collections.abc import Iterator

from vaultlint.facts import FooterDate
from vaultlint.schema.cells import is_blank
from vaultlint.schema.conditions import both, but_not, reduce
from vaultlint.schema.language import Entity, Requirement, Schemas
from vaultlint.schema.links import leads_somewhere, links_in, stated, targets_of
from vaultlint.schema.part import Column, Field, Footer, Form, Label, Links, Part, ValueSpec
from vaultlint.schema.properties import entries_of
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import cells_of_column, cells_of_labels
from vaultlint.schema.terms import ALWAYS, NEVER, Condition
from vaultlint.text import Span, Value


class Kinds(Value, frozen=True):
    """What kind of note a note is. A condition says what of it only the other notes can tell.

    `entities` are those that it may be, by name; `targets` are the entries of
    `Schemas.targets` that the note itself has a say in, by index. An `unsure` note has
    frontmatter that cannot be read: it may be more than it seems.
    """

    entities: tuple[tuple[str, Condition], ...] = ()
    targets: tuple[tuple[int, Condition], ...] = ()
    unsure: bool = False


class Evidence(Value, frozen=True):
    """What the note holds where a requirement looks: a value or link as written, or only a stretch.

    `spec` is an index of `specs_of` the requirement's part.
    """

    span: Span
    text: str = ""
    form: Form = Form.ANY
    spec: int = 0


class Asked(Value, frozen=True):
    """A requirement of a note, by its entity and its place there.

    `open` is what the other notes decide of its condition.
    """

    entity: int
    requirement: int
    open: Condition = ALWAYS
    evidence: tuple[Evidence, ...] = ()


def kinds_of(subject: Subject, schemas: Schemas) -> Kinds:
    """Return what a note may be."""
    entities = tuple(
        (entity.name, left)
        for entity in schemas.entities
        if not entity.abstract and (left := reduce(entity.match, subject)) != NEVER
    )
    reduced = ((index, reduce(target, subject)) for index, target in enumerate(schemas.targets))
    targets = tuple((index, left) for index, left in reduced if left != schemas.targets[index])
    return Kinds(entities, targets, subject.note.frontmatter.problem is not None)


def ask(subject: Subject, schemas: Schemas, kinds: Kinds) -> Iterator[tuple[Entity, Requirement, Asked]]:
    """Yield every requirement that the note may have to meet.

    A note that is of an entity and of one that extends it has to meet the latter's only.
    """
    matched = dict(kinds.entities)
    reduced: dict[Condition, Condition] = {}
    for number, entity in enumerate(schemas.entities):
        if entity.name not in matched or entity.abstract:
            continue
        children = (
            matched[one.name]
            for one in schemas.entities
            if entity.name in one.parents and one.name in matched and one.pattern == entity.pattern
        )
        guard = but_not(matched[entity.name], children)
        for index, requirement in enumerate(entity.requirements if guard != NEVER else ()):
            left = guard
            if requirement.when.tests:
                when = requirement.when
                if when not in reduced:
                    reduced[when] = reduce(when, subject)
                left = both(guard, reduced[when])
            if not left.tests or left != NEVER:
                yield entity, requirement, Asked(number, index, left)


def needs_others(part: Part) -> bool:
    """Say whether the other notes, or the day, have a say in whether a part is right."""
    if isinstance(part, Links):
        return True
    if isinstance(part, Footer):
        return part.max_age is not None
    return any(leads_somewhere(one) or one.unique or one.max_age is not None for one in specs_of(part))


def specs_of(part: Part) -> tuple[ValueSpec, ...]:
    """Return every value that a part describes, those inside lists after the list."""
    return tuple(_specs(part.value)) if isinstance(part, Field | Label | Column) else ()


def _specs(spec: ValueSpec) -> Iterator[ValueSpec]:
    yield spec
    if spec.items is not None:
        yield from _specs(spec.items)


def evidence_of(subject: Subject, requirement: Requirement) -> tuple[Evidence, ...]:
    """Return what the vault must know of a note to judge a requirement."""
    part = requirement.part
    if isinstance(part, Links):
        return tuple(Evidence(region.span) for region in subject.regions(requirement.within))
    if isinstance(part, Footer):
        return tuple(Evidence(date.span, date.text) for date in _dates(subject))
    return tuple(_values(subject, requirement, part))


def _dates(subject: Subject) -> Iterator[FooterDate]:
    for footer in subject.note.facts.moments.footers:
        yield from footer.dates


def _values(subject: Subject, requirement: Requirement, part: Part) -> Iterator[Evidence]:
    specs = specs_of(part)
    if isinstance(part, Field):
        for entry in entries_of(subject, part):
            for spec, target in targets_of(entry.value, part.value):
                yield Evidence(target.span, target.text, target.form, specs.index(spec))
            for spec, scalar in stated(entry.value, part.value):
                yield Evidence(scalar.span, scalar.text, spec=specs.index(spec))
        return
    found = cells_of_column if isinstance(part, Column) else cells_of_labels
    for spec, cell, _ in found(subject, requirement):
        if leads_somewhere(spec):
            for target in links_in(cell.text, cell.span, spec.form):
                yield Evidence(target.span, target.text, target.form, specs.index(spec))
        if (spec.unique or spec.max_age is not None) and not is_blank(cell.text):
            yield Evidence(cell.span, cell.text, spec=specs.index(spec))
