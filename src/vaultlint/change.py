"""A change of the vault: what is different from what it was at a commit."""

from vaultlint.text import Value


class Changed(Value, frozen=True):
    """A file that has changed: its path before, empty if it was added, and after, empty if it was deleted.

    `before` is what a note held before the change, None for one that was added and for
    other files. What is not `staged` lies on the disk and is no part of the change.
    """

    old: str
    new: str
    before: bytes | None = None
    staged: bool = True

    @property
    def remains(self) -> bool:
        """Whether it is where it was, or came in: nothing is gone."""
        return self.staged and (not self.old or self.old == self.new)

    @property
    def told(self) -> str:
        """What happened to it, as a clause."""
        if not self.staged:
            return f"{self.new} is not staged"
        if not self.new:
            return f"{self.old} was deleted"
        if not self.old:
            return f"{self.new} was added"
        return f"{self.old} was {'changed' if self.old == self.new else f'renamed to {self.new}'}"


class Change(Value, frozen=True):
    """What has changed in a vault since `base`, which is named as people name it.

    `files` are those that have changed, by path from the vault's root. Where the change is
    not what lies on the disk, `instead` has the notes that hold something else, and
    `hidden` are files on the disk that are no part of it.
    """

    base: str
    files: tuple[Changed, ...]
    instead: dict[str, bytes]
    hidden: frozenset[str]

    @property
    def moved(self) -> dict[str, str]:
        """What is gone from its path: the path to which it went, or an empty one."""
        return {one.old: one.new for one in self.files if one.old and one.old != one.new}

    @property
    def present(self) -> frozenset[str]:
        """The files that were added or changed, by the path that they have now."""
        return frozenset(one.new for one in self.files if one.new)

    def knows(self, path: str) -> bool:
        """Say whether a file has been there, or is in the index only."""
        return path in self.instead or any(path in (one.old, one.new) for one in self.files)

    @property
    def by_path(self) -> dict[str, Changed]:
        """Each file by the paths that it has and had."""
        found = {path: Changed("", path, staged=False) for path in self.hidden}
        found |= {one.old: one for one in self.files if one.old}
        return found | {one.new: one for one in self.files if one.new}
