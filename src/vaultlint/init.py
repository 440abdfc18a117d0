"""The command `init`: settings, schemas and a hook for a vault that has none; what exists stays as it is."""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultlint import session, write
from vaultlint.answer import processors, progress
from vaultlint.check import today
from vaultlint.discover import CONFIG, find_place, git_root
from vaultlint.disk import read_text
from vaultlint.infer import FOLDER, Lesson, learn_from, unlike
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.load.recorded import NAME
from vaultlint.missing import Miss
from vaultlint.place import Place, UserError, absolute, from_here
from vaultlint.project import Settings
from vaultlint.report.text import visible
from vaultlint.request import Request
from vaultlint.session import Result
from vaultlint.text import count

HOOKS = ".pre-commit-config.yaml"
_HOOK = """\
  - repo: local
    hooks:
      - id: vaultlint
        name: vaultlint
        entry: vaultlint check --staged
        language: system
        pass_filenames: false
        always_run: true
        require_serial: true
        verbose: true
"""
"""A hook that passes is silent otherwise, and warnings would not be seen."""

_MANY = 20
_WANTED = 0.1
"""From how many unwritten notes on, with what share wanted by several, they are a list of what to write."""


class File(NamedTuple):
    """A file to write, by absolute path, and what messages say of it."""

    path: str
    text: str
    about: str = ""


class Seen(NamedTuple):
    """What a look at a vault told: its place and root, the run over it, what was learned, if anything."""

    place: Place
    root: str
    result: Result
    lesson: Lesson | None


def init(options: argparse.Namespace) -> int:
    """Write what a vault needs to be checked, or say what would be; return 0. Raises UserError."""
    seen = _look(options)
    repository = _repository(seen.root)
    files = [*_files(seen), *_hook(repository)]
    there = [file for file in files if os.path.lexists(file.path)]
    new = [file for file in files if file not in there]
    if not options.dry_run:
        # The settings last: without the schemas that they name nothing could be begun anew after a kill.
        for file in sorted(new, key=lambda file: file.path.endswith(f"/{CONFIG}")):
            write.create(file.path, file.text)
    print("".join(f"{visible(line)}\n" for line in _told(options, seen, new, there, repository)), end="")
    return 0


def _look(options: argparse.Namespace) -> Seen:
    """Read the vault with its own settings, or none."""
    path = options.path or "."
    if not os.path.isdir(path):
        raise UserError(f"there is no folder `{path}`")
    place = find_place(absolute(path))
    root, base = load_settings(place)
    settings = choose_rules(base, Selection())
    request = Request(root, settings, today(options.today), jobs=processors())
    result = session.run(request, progress(options))
    if not result.checked:
        raise UserError(f"there are no notes in `{from_here(root)}`")
    return Seen(place, root, result, _learned(options, root, base))


def _learned(options: argparse.Namespace, root: str, settings: Settings) -> Lesson | None:
    try:
        return learn_from(root, settings, progress(options))
    except UserError:
        return None  # Notes that have nothing in common need no schemas.


def _repository(root: str) -> str:
    """The git root around the vault, an empty text without one."""
    top = git_root(root)
    return top if os.path.exists(f"{top}/.git") else ""


def _files(seen: Seen) -> Iterator[File]:
    home, learned = seen.place.home, seen.lesson.learned if seen.lesson else ()
    about = f"settings: {', '.join(_decided(seen))}"
    yield File(f"{home}/{CONFIG}", "".join(_settings(seen, has_schemas=bool(learned))), about)
    for one in learned:
        odd = f", {len(one.outliers):,} unlike the others" if one.outliers else ""
        yield File(f"{home}/{FOLDER}/{one.kind.name}.yaml", one.text, f"{count(one.notes, 'note')}{odd}")


def _hook(repository: str) -> Iterator[File]:
    if repository:
        yield File(f"{repository}/{HOOKS}", f"repos:\n{_HOOK}", "a hook that checks what is committed")


def _settings(seen: Seen, *, has_schemas: bool) -> Iterator[str]:
    """The lines of `vaultlint.yaml`: what differs from what holds without it, and why."""
    yield "# `vaultlint rule NAME` explains a rule, `vaultlint check --show-settings` shows what holds.\n"
    excluded = _excluded(seen.root)
    if excluded:
        yield "exclude:  # Obsidian's own list of excluded files\n"
        yield from (f"  - {json.dumps(one, ensure_ascii=False)}\n" for one in excluded)
    if has_schemas:
        yield f"schemas: [{FOLDER}/]\n"
    yield f"baseline: {NAME}  # written by `vaultlint baseline`: findings put aside\n"
    links, wanted = _unwritten(seen.result)
    if _is_to_do_list(wanted):
        yield "rules:\n"
        several = sum(number > 1 for number in wanted.values())
        yield f"  # {count(links, 'link')} lead to {count(len(wanted), 'note')} that nobody has written,\n"
        yield f"  # {several:,} of them wanted by several notes: a list of what to write.\n"
        yield "  unwritten-note: warning\n"


def _decided(seen: Seen) -> Iterator[str]:
    """What the settings settle, in words."""
    yield "a baseline"
    if seen.lesson:
        yield "schemas"
    if _excluded(seen.root):
        yield "what Obsidian excludes"
    links, wanted = _unwritten(seen.result)
    if _is_to_do_list(wanted):
        yield f"unwritten notes are warnings, for {count(links, 'link')} lead to {len(wanted):,} of them"


def _excluded(root: str) -> Sequence[str]:
    """The files that Obsidian is told to exclude; its regular expressions have no place here."""
    try:
        found = json.loads(read_text(f"{root}/.obsidian/app.json")).get("userIgnoreFilters", [])
    except (OSError, ValueError, AttributeError, RecursionError):
        return ()
    texts = [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
    return [one for one in texts if one.strip("/ ") and not one.startswith("/")]


def _unwritten(result: Result) -> tuple[int, Counter[str]]:
    """The links to notes that nobody has written, and each of these with the notes that want it."""
    assert result.scene is not None
    wanted = Counter(target.path for _, target in result.scene.vault.missing(Miss.NONE))
    links = sum(item.rule == "unwritten-note" for item in result.verdict.diagnostics)
    return links, wanted if links else Counter()


def _is_to_do_list(wanted: Counter[str]) -> bool:
    several = sum(number > 1 for number in wanted.values())
    return len(wanted) >= _MANY and several >= _WANTED * len(wanted)


def _told(
    options: argparse.Namespace, seen: Seen, new: Sequence[File], there: Sequence[File], repository: str
) -> Iterator[str]:
    notes, root = count(len(seen.result.checked), "note"), from_here(seen.root)
    opened = ", opened in Obsidian" if os.path.isdir(f"{seen.root}/.obsidian") else ""
    yield f"The vault is `{root}`: {notes}, {'kept' if repository else 'not'} in git{opened}."
    if seen.result.dialect:
        yield f"It is a {seen.result.dialect.name} vault: rules for Obsidian's links and properties are off."
    if seen.lesson:
        yield f"Its notes are told apart by {seen.lesson.by}."
        yield from unlike(seen.lesson)
    else:
        yield "Nothing tells kinds of notes apart: no schemas were learned."
    yield ""
    width = max((len(from_here(file.path)) for file in new), default=0)
    verb = "Would write" if options.dry_run else "Wrote"
    yield from (f"{verb} {from_here(file.path):<{width}}  {file.about}" for file in new)
    if there:
        yield f"Left as they are: {', '.join(from_here(file.path) for file in there)}."
    yield from _to_add(there, seen)
    yield from _next(seen, repository)


def _to_add(there: Sequence[File], seen: Seen) -> Iterator[str]:
    """What to write by hand into files that were there."""
    for file in there:
        try:
            text = read_text(file.path)
        except (OSError, UnicodeDecodeError):
            continue
        if file.path.endswith(HOOKS) and "vaultlint" not in text:
            yield f"To check commits, add to `repos:` in {HOOKS}:"
            yield from _HOOK.splitlines()
        elif file.path.endswith(CONFIG) and seen.lesson and "schemas:" not in text:
            yield f"For the schemas to hold, add to {CONFIG}:"
            yield f"schemas: [{FOLDER}/]"


def _next(seen: Seen, repository: str) -> Iterator[str]:
    where = from_here(seen.root)
    path = "" if where == "." else f" {where}"
    yield ""
    yield "Next:"
    steps = [
        (f"vaultlint check{path} --statistics", "what there is, and where to start"),
        ("vaultlint baseline", "put that aside: from then on only what is new is reported"),
        ("pre-commit install", "check each commit; `pip install pre-commit` brings the program"),
    ]
    width = max(len(command) for command, _ in steps)
    yield from (f"  {command:<{width}}  {what}" for command, what in steps[: 3 if repository else 2])
