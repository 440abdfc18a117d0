"""Which notes are left alone, and why."""

import json
from collections.abc import Callable, Iterable, Mapping

from vaultlint.discover import Files
from vaultlint.project import Settings
from vaultlint.text import Value

_ALWAYS = ("*.excalidraw.md", "CLAUDE.md", "AGENTS.md")


class Choice(Value, frozen=True):
    """What is done with a vault's notes.

    `left_alone` gives the reason for each note that is not checked; of `unread`
    ones, which git ignores, not even the text is read.
    """

    left_alone: dict[str, str]
    unread: frozenset[str]
    daily_folder: str


def choose(root: str, files: Files, settings: Settings, ignored: Callable[[str], bool]) -> Choice:
    """Sort the notes of the vault at `root` by what the settings say of their paths."""
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
    return Choice(left_alone, unread, str(_setting(root, files, "daily-notes.json", "folder")))


def matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """Return a test for paths that match one of `patterns`, in gitignore syntax."""
    if not patterns:
        return lambda path: False
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns).match_file


def git_ignores(root: str, files: Files) -> Callable[[str], bool]:
    """Return a test for paths from `root` that a .gitignore or git's exclude file names."""
    sources = [path for path in files.controls if path.endswith((".gitignore", "/info/exclude"))]
    if not sources:
        return lambda path: False
    from pathspec import GitIgnoreSpec

    specs = []
    for source in sorted(sources, key=len, reverse=True):  # The deepest file decides.
        folder = source.removesuffix("/.git/info/exclude").removesuffix("/.gitignore")
        specs.append((folder + "/", GitIgnoreSpec.from_lines(_lines(source))))

    def ignored(path: str) -> bool:
        absolute = f"{root}/{path}"
        for folder, spec in specs:
            if absolute.startswith(folder):
                decided = spec.check_file(absolute[len(folder) :]).include
                if decided is not None:
                    return decided
        return False

    return ignored


def _lines(path: str) -> Iterable[str]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().splitlines()
    except OSError:
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
        with open(path, encoding="utf-8") as file:
            settings = json.load(file)
    except (OSError, ValueError):
        return ""
    value = settings.get(key) if isinstance(settings, Mapping) else None
    return value if isinstance(value, str) else ""
