"""Runs the rules that are on: note rules on a note, vault rules on the facts of all notes."""

from collections.abc import Iterable, Mapping

from vaultlint import registry
from vaultlint.facts import NoteFacts
from vaultlint.finding import Finding
from vaultlint.judge import Checks, NoteJudgement, judge_note, judge_vault, settled
from vaultlint.network import Network
from vaultlint.note import Note
from vaultlint.project import Settings
from vaultlint.rule import ActiveRule, Scope
from vaultlint.schema.language import NO_SCHEMAS, Schemas
from vaultlint.text import Value
from vaultlint.vault import Vault

_OF_SCHEMAS = "schema"
"""The family of rules that ask what schemas ask. Importing them takes as long as reading twenty notes."""

Found = tuple[str, tuple[Finding, ...]]
"""A rule's name and its findings."""


class Analysis(Value, frozen=True):
    """What one note comes to on its own: pure, cacheable."""

    facts: NoteFacts
    findings: tuple[Found, ...]
    unread: bool = False
    judgement: NoteJudgement = NoteJudgement()


def activate(settings: Settings) -> tuple[ActiveRule, ...]:
    """Return the rules that are on, with their options; without schemas none that judge by them."""
    active = []
    patterns = frozenset(settings.patterns)
    for name in settings.active():
        idle = not settings.schemas.entities and registry.family_of(name) == _OF_SCHEMAS
        if idle or name in patterns:
            continue
        rule = registry.load(name)
        options = rule.options(**settings.options.get(name, {})) if rule.options else None
        active.append(ActiveRule(rule, options))
    return tuple(active)


class Examiner:
    """The rules that are on, ready to be run on one note after the other."""

    def __init__(self, rules: tuple[ActiveRule, ...], schemas: Schemas = NO_SCHEMAS) -> None:
        self._rules = tuple(one for one in rules if one.rule.spec.scope is Scope.NOTE)
        self._schemas = schemas
        self._checks = Checks(schemas, rules, Scope.SCHEMA)

    def analyse(self, note: Note) -> Analysis:
        """Run the note rules on a note, and those that judge it by its schemas."""
        found = _run(self._rules, Scope.NOTE, note, note.path)
        if note.unreadable or not self._schemas.entities:
            return Analysis(note.facts, found, bool(note.unreadable))
        return Analysis(note.facts, found, judgement=judge_note(note, self._schemas, self._checks))


def check_vault(vault: Vault, rules: tuple[ActiveRule, ...]) -> tuple[Found, ...]:
    """Run the vault rules among `rules`."""
    return _run(rules, Scope.VAULT, vault, "")


def check_network(
    network: Network, judgements: Mapping[str, NoteJudgement], checks: Checks
) -> tuple[Found, ...]:
    """Return what the schemas say of all notes: what each one told alone, and what they tell together."""
    own = settled(judgements, network)
    together = judge_vault(network, checks)
    return tuple((one.rule, (one.finding,)) for one in (*own, *together))


def _run(rules: Iterable[ActiveRule], scope: Scope, subject: object, path: str) -> tuple[Found, ...]:
    found: list[Found] = []
    for active in rules:
        if active.rule.spec.scope is scope:
            try:
                findings = tuple(active.run(subject))
            except Exception as error:  # A rule of anybody's may fail: the others go on.
                report = registry.load(registry.FAULT).check
                found.append((registry.FAULT, tuple(report(path, active.rule.name, error))))
            else:
                if findings:
                    found.append((active.rule.name, findings))
    return tuple(found)
