"""Asks the schemas' rules: of each note what it can tell itself, then of all notes together."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from msgspec import structs

from vaultlint import registry
from vaultlint.finding import Finding, Severity
from vaultlint.network import Network, Question
from vaultlint.note import Note
from vaultlint.rule import ActiveRule, Rule, Scope
from vaultlint.schema.asked import Asked, Kinds, ask, evidence_of, kinds_of, needs_others
from vaultlint.schema.language import Entity, Need, Requirement, Schemas
from vaultlint.schema.part import ClosedFields, Field, Tags
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import ALWAYS, Condition
from vaultlint.searching import SlowPatternError
from vaultlint.text import Value

Check = tuple[str, Callable[..., Iterable[Finding]]]
"""A rule's name and what it asks."""


class Judged(Value, frozen=True):
    """A finding, the rule that reports it, and what the other notes must decide before it stands."""

    rule: str
    finding: Finding
    open: Condition = ALWAYS


class NoteJudgement(Value, frozen=True):
    """What the schemas make of one note on its own."""

    kinds: Kinds = Kinds()
    asked: tuple[Asked, ...] = ()
    findings: tuple[Judged, ...] = ()


class Checks:
    """Which rules judge which requirement, told once for all notes.

    A pattern is a rule of its own: all rules work for it, whichever are on.
    """

    def __init__(self, schemas: Schemas, rules: Iterable[ActiveRule], scope: Scope) -> None:
        active = frozenset(one.rule.name for one in rules)
        self._of = tuple(
            tuple(
                tuple(
                    (name, check)
                    for name, check in _checks(scope, requirement)
                    if entity.pattern or name in active
                )
                for requirement in entity.requirements
            )
            for entity in schemas.entities
        )

        self._needs_others = tuple(
            tuple(needs_others(requirement.part) for requirement in entity.requirements)
            for entity in schemas.entities
        )

    def needs_others(self, asked: Asked) -> bool:
        """Say whether the other notes, or the day, have a say in a requirement."""
        return self._needs_others[asked.entity][asked.requirement]

    def of(self, asked: Asked) -> tuple[Check, ...]:
        """Return what is asked of a requirement."""
        return self._of[asked.entity][asked.requirement]


def _checks(scope: Scope, requirement: Requirement) -> Iterator[Check]:
    for rule in _schema_rules():
        if type(requirement.part) in rule.spec.parts and rule.spec.when(requirement):
            if rule.spec.scope is scope:
                yield rule.name, rule.check
            elif scope is Scope.NETWORK and rule.judge is not None:
                yield rule.name, rule.judge


@cache
def _schema_rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in registry.load_all() if rule.spec.parts)


def judge_note(note: Note, schemas: Schemas, checks: Checks) -> NoteJudgement:
    """Return what a note is, and where it does not meet what is asked of it."""
    try:
        return judge(Subject(note), schemas, checks)
    except SlowPatternError as slow:
        raise _placed(slow, schemas) from None
    except Exception as error:  # What a note is could not be told: the other notes go on.
        report = registry.load(registry.FAULT).check
        return NoteJudgement(
            findings=tuple(Judged(registry.FAULT, one) for one in report(note.path, "schema", error))
        )


def _placed(slow: SlowPatternError, schemas: Schemas) -> SlowPatternError:
    """The same with the line of the schema that the pattern stands in, as far as it can be told."""
    written = repr(slow.pattern)
    for entity in schemas.entities:
        for requirement in entity.requirements:
            if written in repr(requirement):
                return SlowPatternError(slow.pattern, str(requirement.origin))
        if written in repr(entity.match):
            return SlowPatternError(slow.pattern, str(entity.origin))
    return slow


def judge(subject: Subject, schemas: Schemas, checks: Checks) -> NoteJudgement:
    """Return the same of a note that is looked at as schemas see it."""
    kinds = kinds_of(subject, schemas)
    asked: list[Asked] = []
    judged: list[Judged] = []
    for entity, requirement, one in ask(subject, schemas, kinds):
        if kinds.unsure and isinstance(requirement.part, Field | ClosedFields | Tags):
            continue  # What cannot be read lacks nothing: invalid-frontmatter speaks.
        if requirement.within.sections and not subject.regions(requirement.within):
            continue  # Of a section that is not there, only its absence is to be told.
        if checks.needs_others(one):
            asked.append(structs.replace(one, evidence=evidence_of(subject, requirement)))
        for check in checks.of(one):
            for rule, finding in _run(check, subject, requirement, subject.note.path):
                judged.append(_judged(rule, finding, entity, requirement, one.open))
    return NoteJudgement(kinds, tuple(asked), unique(judged))


def judge_vault(network: Network, checks: Checks) -> tuple[Judged, ...]:
    """Return the findings that all notes together make."""
    judged: list[Judged] = []
    for question in network.questions():
        for check in checks.of(question.asked):
            try:
                found = _run(check, network, question, question.note.path)
            except SlowPatternError as slow:
                raise SlowPatternError(slow.pattern, str(question.requirement.origin)) from None
            judged += (
                _judged(rule, finding, question.entity, question.requirement, ALWAYS)
                for rule, finding in found
            )
    return unique(judged)


def _run(
    check: Check, subject: Subject | Network, asked: Requirement | Question, path: str
) -> Iterable[tuple[str, Finding]]:
    rule, look = check
    try:
        return [(rule, finding) for finding in look(subject, asked)]
    except SlowPatternError:
        raise  # A mistake of the schema's.
    except Exception as error:  # A rule may fail: the others go on.
        report = registry.load(registry.FAULT).check
        return [(registry.FAULT, finding) for finding in report(path, rule, error)]


def _judged(
    rule: str, finding: Finding, entity: Entity, requirement: Requirement, open_: Condition
) -> Judged:
    """Say who asks, in the owner's words, and grade by how much the part is needed."""
    if rule == registry.FAULT:
        return Judged(rule, finding)
    help_ = "; ".join(filter(None, (finding.help, requirement.help.rstrip("."))))
    at_most = Severity.WARNING if requirement.need in {Need.SHOULD, Need.SHOULD_NOT} else finding.at_most
    finding = structs.replace(finding, help=help_, at_most=at_most, asked=str(requirement.origin))
    if entity.pattern:
        help_ = "; ".join(filter(None, (finding.message, help_))) if entity.message else help_
        message = entity.message or finding.message
        return Judged(entity.name, structs.replace(finding, message=message, help=help_), open_)
    return Judged(rule, finding, open_)


def unique(judged: Iterable[Judged]) -> tuple[Judged, ...]:
    """Return equal findings once, in the graver grade."""
    judged = tuple(judged)
    if len(judged) < 2:
        return judged
    kept: dict[tuple[object, ...], Judged] = {}
    families = registry.families()
    for one in judged:
        found = one.finding
        # A pattern says all that it finds in one sentence: what differs is the help.
        said = found.message if one.rule in families else f"{found.message}\n{found.help}"
        key = (one.rule, found.path, found.span.start, found.span.end, said, one.open.tests)
        other = kept.get(key)
        if other is None or (other.finding.at_most is not None and one.finding.at_most is None):
            kept[key] = one
    return tuple(kept.values())


def settled(judgements: Mapping[str, NoteJudgement], network: Network) -> Iterator[Judged]:
    """Yield the notes' own findings that stand now that all notes are known."""
    for path, judgement in judgements.items():
        if not any(one.open.tests for one in judgement.findings):
            yield from judgement.findings
            continue
        stand = (one for one in judgement.findings if network.holds(one.open, path))
        yield from unique(structs.replace(one, open=ALWAYS) for one in stand)
