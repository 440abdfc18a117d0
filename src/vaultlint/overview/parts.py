"""Values: what an overview shows of a vault. Paths are from the vault's root."""

import msgspec

from vaultlint.finding import Severity


class Shown(msgspec.Struct, frozen=True, gc=False):
    """A frozen value that goes into a page by the names of its fields."""


class NoteState(Shown, frozen=True):
    """A note, and how it stands in the vault.

    `kinds` are its entities, or its first tag. `date` is the newest that it states of
    itself, ISO, and `age` the days since; without a date, and for notes that belong to a
    day, they are empty and -1. `incoming` counts the notes that link to it, `outgoing` those
    that it links to.
    """

    path: str
    folder: str
    kinds: tuple[str, ...]
    date: str
    age: int
    incoming: int
    outgoing: int


class Rule(Shown, frozen=True):
    """A rule that found something."""

    name: str
    family: str
    summary: str


class Problem(Shown, frozen=True):
    """A finding; `fix` is `safe`, `unsafe` or empty. The path is empty for one of no note."""

    path: str
    line: int
    column: int
    rule: str
    severity: str
    message: str
    help: str
    fix: str


class Excerpt(Shown, frozen=True):
    """A figure and the words around it, as a reader sees them.

    In a table `before` and `after` are the rest of the figure's cell; `cells` has the row, the
    figure's at `column`, and `heads` what stands above it. In prose there are no cells.
    """

    path: str
    line: int
    before: str
    value: str
    after: str
    heads: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    column: int = -1


class Clash(Shown, frozen=True):
    """Figures that contradict each other: the finding, and every place with its words."""

    problem: Problem
    explanation: str
    sides: tuple[Excerpt, ...]


class Source(Shown, frozen=True):
    """A note, and how many of its links lead to one target."""

    path: str
    links: int


class Target(Shown, frozen=True):
    """Something that notes link to and that is not there.

    `miss` is `unwritten`, `near`, `alias` or `file`; `near` are the files that may be meant.
    """

    name: str
    miss: str
    near: tuple[str, ...]
    sources: tuple[Source, ...]


class Joint(Shown, frozen=True):
    """A note that holds parts of the vault together: without it `apart` notes are cut off, in `pieces`."""

    path: str
    pieces: int
    apart: int


class WeakSpots(Shown, frozen=True):
    """Where the web of links is thin.

    `connected` counts the notes of the largest part; `islands` are other parts of two notes and more.
    """

    connected: int
    islands: tuple[tuple[str, ...], ...]
    orphans: tuple[str, ...]
    dead_ends: tuple[str, ...]
    joints: tuple[Joint, ...]


class Overview(Shown, frozen=True):
    """A vault on one day.

    `sorted_by` says what the notes' kinds are: `entity`, `tag` or nothing. `in_obsidian` is
    whether links may open Obsidian. `links` counts those that lead to another note,
    `suppressed` the findings that comments silence.
    """

    vault: str
    day: str
    sorted_by: str
    in_obsidian: bool
    notes: tuple[NoteState, ...]
    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...]
    clashes: tuple[Clash, ...]
    targets: tuple[Target, ...]
    weak: WeakSpots
    links: int
    suppressed: int

    def numbers(self) -> dict[Severity, int]:
        """Count the findings of each severity."""
        words = [problem.severity for problem in self.problems]
        return {severity: words.count(severity.word) for severity in sorted(Severity, reverse=True)}
