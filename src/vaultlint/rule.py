"""The contract between a rule and the engine.

A rule is a module in a family's folder: its name is the module's, its docs the
docstring, its settings a dataclass named `Options`. Nothing is registered.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, TypeVar

from vaultlint.finding import Finding, Severity
from vaultlint.schema.language import Requirement
from vaultlint.text import Value

Check = TypeVar("Check", bound=Callable[..., Iterable[Finding]])


class Scope(Enum):
    """What a rule sees."""

    NOTE = "note"
    """One parsed note: pure, cacheable, in any process."""
    VAULT = "vault"
    """The facts of all notes."""
    SCHEMA = "schema"
    """One parsed note, and one requirement that a schema makes of it."""
    NETWORK = "network"
    """One requirement of one note, and the facts of all notes."""
    ENGINE = "engine"
    """Nothing: the engine itself reports it."""


class Fixes(Enum):
    """Whether a rule's findings come with a fix: all of them, or those where one is certain."""

    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"


class Spec(Value, frozen=True):
    """What a decorator says of a rule. `on` is whether it runs without being asked for.

    `parts` are the parts of schemas that a rule judges, `when` says of which requirements.
    """

    scope: Scope
    severity: Severity
    since: str
    on: bool
    parts: tuple[type, ...] = ()
    when: Callable[[Requirement], bool] = bool
    fixes: Fixes = Fixes.NONE


class Rule(Value, frozen=True):
    """A rule, loaded. `options` is the class of its settings, None if it has none.

    `judge` is what a schema's rule asks besides when all notes are known.
    """

    name: str
    family: str
    docs: str
    spec: Spec
    check: Callable[..., Iterable[Finding]]
    options: type[Any] | None
    judge: Callable[..., Iterable[Finding]] | None = None

    @property
    def summary(self) -> str:
        """The first line of its docs: what a note has that this rule reports."""
        return self.docs.partition("\n")[0]


class ActiveRule(Value, frozen=True):
    """A rule that is on, with its options filled in."""

    rule: Rule
    options: Any

    def run(self, subject: object) -> Iterable[Finding]:
        """Return the findings in a note or a vault."""
        if self.rule.options is None:
            return self.rule.check(subject)
        return self.rule.check(subject, self.options)


def note_rule(
    severity: Severity, *, since: str, on: bool = True, fixes: Fixes = Fixes.NONE
) -> Callable[[Check], Check]:
    """Mark `check(note)` or `check(note, options)`: it sees one note and nothing else."""
    return _mark(Spec(Scope.NOTE, severity, since, on, fixes=fixes))


def vault_rule(
    severity: Severity, *, since: str, on: bool = True, fixes: Fixes = Fixes.NONE
) -> Callable[[Check], Check]:
    """Mark `check(vault)` or `check(vault, options)`: it sees the facts of all notes."""
    return _mark(Spec(Scope.VAULT, severity, since, on, fixes=fixes))


def schema_rule(
    severity: Severity,
    *,
    since: str,
    parts: tuple[type, ...],
    when: Callable[[Requirement], bool],
    fixes: Fixes = Fixes.NONE,
) -> Callable[[Check], Check]:
    """Mark `check(subject, requirement)`: it says where a note does not meet a requirement.

    It is asked about the requirements of these parts that `when` says yes to.
    """
    return _mark(Spec(Scope.SCHEMA, severity, since, True, parts, when, fixes))


def network_rule(
    severity: Severity, *, since: str, parts: tuple[type, ...], when: Callable[[Requirement], bool]
) -> Callable[[Check], Check]:
    """Mark `check(network, question)`: as a schema rule, but it judges by all notes."""
    return _mark(Spec(Scope.NETWORK, severity, since, True, parts, when))


def engine_rule(severity: Severity, *, since: str) -> Callable[[Check], Check]:
    """Mark a rule whose `check` the engine calls with what it alone knows."""
    return _mark(Spec(Scope.ENGINE, severity, since, True))


def _mark(spec: Spec) -> Callable[[Check], Check]:
    def mark(check: Check) -> Check:
        check.spec = spec  # type: ignore[attr-defined]
        return check

    return mark
