"""What git knows of the notes: when each was first committed, and last changed in substance."""

from datetime import date

from vaultlint.text import Value


class History(Value, frozen=True):
    """The days of the notes' first and last commits, by path from the vault's root, as ordinals.

    The last is the last that changed more than links and white space. `start` is the
    day on which the first of these notes came in. `problem` says in words why git knows
    nothing.
    """

    commits: dict[str, tuple[int, int]]
    start: int
    problem: str = ""

    @property
    def begun(self) -> date:
        """The day on which the first note came into git."""
        return date.fromordinal(self.start)

    def first(self, path: str) -> date | None:
        """Return the day on which a note came into git; None if git does not have it."""
        return date.fromordinal(self.commits[path][0]) if path in self.commits else None

    def last(self, path: str) -> date | None:
        """Return the day on which more of a note than links and white space was changed last."""
        return date.fromordinal(self.commits[path][1]) if path in self.commits else None


NO_HISTORY = History({}, 1)
