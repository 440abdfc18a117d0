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


class Edit(Value, frozen=True):
    """Text to stand instead of a span of the note that a finding is about.

    A line end in it is written as the note writes its own. The byte order mark stands
    before the text, from -1 to 0.
    """

    span: Span
    text: str


Swap = tuple[str, str]
"""What is there before a fix, and what after it; empty for nothing."""


class Changes(Value, frozen=True):
    """All that a fix changes of what Obsidian, a reader or a program sees of a note.

    `text` is Markdown of which the words are shown, in order of place; `tags` are without
    `#`; `links` are targets as written, subpath included. `properties` are values in
    YAML, or whole entries with their keys. `blocks` are kinds of blocks that are read
    anew: a paragraph as a table.
    """

    text: tuple[Swap, ...] = ()
    tags: tuple[Swap, ...] = ()
    links: tuple[Swap, ...] = ()
    properties: tuple[Swap, ...] = ()
    blocks: tuple[Swap, ...] = ()


class Fix(Value, frozen=True):
    """Edits that mend a finding, applied whole or not at all.

    A `safe` one changes nothing that the owner may have meant; of the others he decides.
    """

    title: str
    edits: tuple[Edit, ...]
    changes: Changes = Changes()
    safe: bool = True


class Finding(Value, frozen=True):
    """One problem in one note, before anybody has graded it.

    `message` says what is wrong, `help` what to do about it. `also` are the
    other places in the same note where the very same problem stands: a
    suppression of one place leaves the others. `at_most` caps the severity where
    one rule sees graver and lighter cases. Of the findings with the same text in
    `once`, which tell one problem of the vault, the first one left is reported.
    `asked` is the line of the schema that asks, as `file:line` from the settings' folder.
    `explanation` says how a finding was come to, where that is not plain.
    `fix` mends it in all its places.
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
    fix: Fix | None = None

    @property
    def second_places(self) -> tuple[Place, ...]:
        """The places besides its own: those that help to understand it, then where it stands, too."""
        return (*self.related, *(Place(self.path, span, "here too") for span in self.also))


class Diagnostic(Value, frozen=True):
    """A finding with the rule that made it and the severity it was given."""

    rule: str
    family: str
    severity: Severity
    finding: Finding
