"""The command `baseline`: puts today's findings aside, and takes out those that are mended."""

import argparse
import os
from collections.abc import Iterable
from difflib import unified_diff

from msgspec import structs

from vaultlint import session, write
from vaultlint.answer import processors, progress
from vaultlint.baseline import Baseline, Recorded
from vaultlint.carry import content_of
from vaultlint.check import today as day_to_judge_by
from vaultlint.disk import read_note
from vaultlint.entities import place_here
from vaultlint.finding import Diagnostic
from vaultlint.identity import identity
from vaultlint.load import Selection, choose_rules
from vaultlint.load.kept import kept_settings
from vaultlint.load.recorded import NAME, baseline_file, read_baseline, written_baseline
from vaultlint.place import Place, UserError, absolute, from_here
from vaultlint.project import Settings
from vaultlint.report.text import visible
from vaultlint.request import Request
from vaultlint.text import count


def baseline(options: argparse.Namespace) -> int:
    """Write the baseline of the vault around the current directory, or prune it; return 0.

    Raises UserError.
    """
    place = place_here(options.config)
    root, base = kept_settings(place)
    settings = choose_rules(base, Selection())
    file = absolute(options.output) if options.output else baseline_file(settings, place)
    if options.prune:
        return _prune(options, root, settings, file)
    if os.path.lexists(file):
        raise UserError(
            f"there is a baseline already, `{_shown(file)}`: `--prune` takes out what is mended; "
            "to begin anew, delete it first"
        )
    result = _run(options, root, settings)
    recorded = _recorded(root, result.verdict.diagnostics)
    if options.dry_run:
        print(f"Would put {_findings(recorded)} aside in {_shown(file)}.")
        return 0
    write.create(file, written_baseline(recorded))
    print(f"Put {_findings(recorded)} aside in {_shown(file)}.")
    print(_how_to_use(settings, place, file))
    return 0


def _prune(options: argparse.Namespace, root: str, settings: Settings, file: str) -> int:
    """Leave what is still found of what was recorded, under the notes' paths of today."""
    was = read_baseline(file)
    result = _run(options, root, structs.replace(settings, baseline_file=file, baseline=was))
    now = _recorded(root, result.verdict.aside)
    mended = len(was) - len(now)
    with open(file, "rb") as before:
        old = before.read()
    new = written_baseline(now)
    done = f"{count(mended, 'finding')} mended, {len(now):,} left in {_shown(file)}."
    if options.dry_run:
        changes = unified_diff(old.decode("utf-8").splitlines(True), new.splitlines(True), file, file, n=0)
        print("".join(visible(line.rstrip("\n")) + "\n" for line in changes) + done)
        return 0
    trouble = write.replace(file, old, new.encode()) if old != new.encode() else ""
    if trouble:
        raise UserError(f"`{_shown(file)}`: {trouble}")
    print(done)
    return 0


def _run(options: argparse.Namespace, root: str, settings: Settings) -> session.Result:
    day = day_to_judge_by(options.today)
    result = session.run(Request(root, settings, day, jobs=processors()), progress(options))
    if result.verdict.failed or settings.mistakes:
        raise UserError("the vault was not checked whole: `vaultlint check` says why; nothing was recorded")
    return result


def _recorded(root: str, diagnostics: Iterable[Diagnostic]) -> Baseline:
    """What is recorded of findings: their words by note and rule, and what each note holds."""
    found: dict[str, dict[str, list[str]]] = {}
    for item in diagnostics:
        own = identity(item)
        found.setdefault(own.path, {}).setdefault(own.rule, []).append(own.words)
    return Baseline(
        {
            path: Recorded(_content(root, path), {rule: tuple(sorted(said)) for rule, said in rules.items()})
            for path, rules in found.items()
        }
    )


def _content(root: str, path: str) -> str:
    try:
        return content_of(read_note(f"{root}/{path}"))
    except OSError:
        return ""  # What is told of the whole vault is told of no note.


def _findings(recorded: Baseline) -> str:
    notes = sum(bool(path) for path in recorded.notes)
    return f"{count(len(recorded), 'finding')} in {count(notes, 'note')}"


def _how_to_use(settings: Settings, place: Place, file: str) -> str:
    """What to do so that runs go by the file."""
    if settings.baseline_file == file:
        return "`vaultlint check` now reports what is new. Commit the file."
    named = "" if file == baseline_file(settings, place) else f"={_shown(file)}"
    settings_line = f"`baseline: {NAME}` in vaultlint.yaml"
    return (
        f"`vaultlint check --baseline{named}` reports what is new; {settings_line} makes every run do so. "
        "Commit the file."
    )


def _shown(file: str) -> str:
    return visible(from_here(file))
