"""What a rule reports: a place in a note and a sentence about it."""

from enum import IntEnum

from vaultlint.text import Span, Value


class Severity(IntEnum):
    """How much a finding matters; comparable, the gravest is the largest."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word that settings and reports use: `error`, `warning`, `info`."""
        return self.name.lower()


class Place(Value, frozen=True):
    """A second place that helps to understand a finding."""

    path: str
    span: Span
    message: str


class Finding(Value, frozen=True):
    """One problem in one note, before anybody has graded it.

    `message` says what is wrong, `help` what to do about it. `also` are the
    other places in the same note where the very same problem stands: a
    suppression of one place leaves the others. `at_most` caps the severity where
    one rule sees graver and lighter cases. Of the findings with the same text in
    `once`, which tell one problem of the vault, the first one left is reported.
    `asked` is the line of the schema that asks, as `file:line` from the settings' folder.
    `explanation` says how a finding was come to, where that is not plain.
    """

    path: str
    span: Span
    message: str
    help: str = ""
    also: tuple[Span, ...] = ()
    related: tuple[Place, ...] = ()
    at_most: Severity | None = None
    once: str = ""
    asked: str = ""
    explanation: str = ""


class Diagnostic(Value, frozen=True):
    """A finding with the rule that made it and the severity it was given."""

    rule: str
    family: str
    severity: Severity
    finding: Finding
