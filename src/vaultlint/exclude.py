"""Which notes are left alone, and why."""

import errno
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, cast

from vaultlint.discover import Files
from vaultlint.disk import read_text
from vaultlint.place import UserError, from_here
from vaultlint.project import Settings
from vaultlint.searching import Pattern

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_ALWAYS = ("*.excalidraw.md", "CLAUDE.md", "AGENTS.md")


_NO_PATTERN = (ValueError, re.error, OverflowError, RecursionError)
"""What pathspec raises for a line that is no pattern, such as one with `[z-a]`."""

_HARMLESS = 2
"""Stars of a pattern that together cannot take long."""


class Choice(NamedTuple):
    """What is done with a vault's notes.

    `left_alone` gives the reason for each note that is not checked; of `unread`
    ones, which git ignores, not even the text is read. `ignored` says whether git
    ignores a path.
    """

    left_alone: dict[str, str]
    unread: frozenset[str]
    daily_folder: str
    ignored: Callable[[str], bool]


def choose(root: str, files: Files, settings: Settings) -> Choice:
    """Sort the notes of the vault at `root` by what the settings say of their paths."""
    ignored = git_ignores(root, files)
    left_alone: dict[str, str] = {}
    templates = [folder for folder in _template_folders(root, files) if folder]
    included = matcher(settings.include)
    reasons: list[tuple[Callable[[str], bool], str]] = [
        (matcher(settings.exclude), "excluded by the settings"),
        (matcher(tuple(f"/{folder}/" for folder in templates)), "in the templates' folder"),
        (matcher(_ALWAYS), "not a note: Excalidraw, or instructions for agents"),
    ]
    unread = frozenset(path for path in files.notes if ignored(path) and not included(path))
    for path in files.notes:
        if path in unread:
            left_alone[path] = "ignored by git"
        elif not included(path):
            reason = next((words for matches, words in reasons if matches(path)), "")
            if reason:
                left_alone[path] = reason
    return Choice(left_alone, unread, str(_setting(root, files, "daily-notes.json", "folder")), ignored)


def matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """Return a test for paths that match one of `patterns`, in gitignore syntax."""
    if not patterns:
        return lambda path: False
    return _spec(patterns).match_file


def git_ignores(root: str, files: Files) -> Callable[[str], bool]:
    """Return a test for paths from `root` that a .gitignore or git's exclude file names.

    As git does: the deepest file decides, git's own exclude file comes last, and
    nothing inside an ignored folder can be taken back.
    """
    sources = [path for path in files.controls if path.endswith(("/.gitignore", "/info/exclude"))]
    if not sources:
        return lambda path: False
    specs = []
    for source in sorted(sources, key=lambda path: (path.endswith("/.gitignore"), len(path)), reverse=True):
        folder = source.removesuffix("/.git/info/exclude").removesuffix("/.gitignore")
        specs.append((folder + "/", _spec(_lines(source))))
    folders: dict[str, bool] = {"": False}

    def decided(path: str) -> bool:
        absolute = f"{root}/{path}"
        for folder, spec in specs:
            if absolute.startswith(folder):
                found = spec.check_file(absolute[len(folder) :]).include
                if found is not None:
                    return found
        return False

    def ignored(path: str) -> bool:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            folders[folder] = ignored(folder) or decided(folder + "/")
        return folders[folder] or decided(path)

    return ignored


def _spec(patterns: Iterable[str]) -> "GitIgnoreSpec":
    """Compile patterns; what is none is passed over, as git does."""
    from pathspec import GitIgnoreSpec

    lines = list(patterns)
    try:
        spec = GitIgnoreSpec.from_lines(lines, backend="simple")
    except _NO_PATTERN:
        spec = GitIgnoreSpec.from_lines([line for line in lines if is_pattern(line)], backend="simple")
    for pattern in spec.patterns:
        if pattern.regex is not None and str(pattern).count("*") > _HARMLESS:
            # Each star may be tried at every letter: the product of all has no end.
            pattern.regex = cast(re.Pattern[str], Pattern(pattern.regex.pattern, shown=str(pattern)))
    return spec


def is_pattern(line: str) -> bool:
    """Say whether a line is a pattern in gitignore syntax, or a comment."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except _NO_PATTERN:
        return False
    return True


def _lines(path: str) -> Iterable[str]:
    if os.path.islink(path):
        return ()  # Git does not follow it, either.
    try:
        return read_text(path, errors="replace").splitlines()
    except OSError as error:
        if error.errno == errno.EFBIG:  # To pass it over would check what nobody wants checked.
            raise UserError(f"{from_here(path)}: {error.strerror}") from None
        return ()


def _template_folders(root: str, files: Files) -> tuple[str, str]:
    core = _setting(root, files, "templates.json", "folder")
    templater = _setting(root, files, "plugins/templater-obsidian/data.json", "templates_folder")
    return core.strip("/"), templater.strip("/")


def _setting(root: str, files: Files, name: str, key: str) -> str:
    """A text out of Obsidian's settings; empty where there is none that can be read."""
    path = f"{root}/.obsidian/{name}"
    if path not in files.controls:
        return ""
    try:
        settings = json.loads(read_text(path))
    except (OSError, ValueError, RecursionError):
        return ""
    value = settings.get(key) if isinstance(settings, Mapping) else None
    return value if isinstance(value, str) else ""
