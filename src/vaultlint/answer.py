"""The answer to one `check` of one vault: settings, session, report."""

import argparse
import os
import sys
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import structs

from vaultlint import cache, session
from vaultlint.change import Change
from vaultlint.discover import Look, git_root
from vaultlint.finding import Severity
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.load.kept import kept_settings
from vaultlint.load.recorded import with_baseline
from vaultlint.notices import git_trouble, mistakes, notices
from vaultlint.outputs import TEXTS, documents, report, shown
from vaultlint.place import Output, Place, UserError, from_here, is_note
from vaultlint.project import Settings
from vaultlint.report import text
from vaultlint.request import Request
from vaultlint.session import Result
from vaultlint.text import count

if TYPE_CHECKING:
    from vaultlint.amend import Amended


def answer(
    options: argparse.Namespace, place: Place, paths: list[str], key: bytes | None, seen: Look | None
) -> Output:
    """Return what to print about the vault at `place`; remember it under `key` if there is one.

    What has been `seen` of its files just before is not looked for again. Raises UserError for
    a mistake in the settings or in the question.
    """
    root, base = load_settings(place) if options.no_cache else kept_settings(place)
    settings = choose_rules(base, selection(options))
    settings = with_baseline(settings, place, options.baseline, without=options.no_baseline)
    if options.show_settings:
        return Output(text.settings(settings, root), "", 0)
    request = structs.replace(request_for(options, root, settings, paths), seen=seen)
    if options.fix or options.diff:
        return _amended(options, place, request)
    result = session.run(request, progress(options))
    if options.show_files:
        return Output(_files(options, root, result), "", 0)
    output = Output(
        report(options, place, request, result),
        mistakes(settings, place) + notices(options, place, request, result),
        _code(result, settings),
        documents(options, place, request, result),
    )
    watched = _watched(result, root)
    if key is not None and not result.verdict.failed and not git_trouble(result) and watched is not None:
        digests = {path: cache.file_digest(path) for path in (*settings.files, *watched)}
        kept = cache.Answer(root, cache.state(result.files), result.unsettled, digests, output)
        cache.save_answer(place.root, key, kept)
    return output


def request_for(options: argparse.Namespace, root: str, settings: Settings, paths: list[str]) -> Request:
    """Return what is asked of the vault; raises UserError for what is not there."""
    wanted = tuple(dict.fromkeys(_inside(options, root, path) for path in paths))
    change = _change(options, root)
    instead = change.instead if change else _instead(options, root, paths)
    for path in wanted if change else ():
        if path and not os.path.exists(f"{root}/{path}") and not (change and change.knows(path)):
            raise UserError(f"there is no file or folder `{path}`, nor was there")
    named = tuple(path for path in wanted if path in instead or os.path.isfile(f"{root}/{path}"))
    return Request(
        root,
        settings,
        options.today,
        tuple(path for path in wanted if path),
        named if not options.force_exclude else (),
        instead,
        options.jobs or processors(),
        not options.no_cache,
        change,
        not (options.statistics or options.explain),
    )


def _amended(options: argparse.Namespace, place: Place, request: Request) -> Output:
    """The answer where notes are mended: what would change, or what was fixed and what is left."""
    from vaultlint.amend import amend  # With it comes a second parser.

    done = amend(options, request, progress(options), shown(request.root))
    errors = mistakes(request.settings, place) + notices(options, place, request, done.result) + done.errors
    if options.layout or options.diff:
        writes = not (options.check or options.diff)
        last = "" if options.quiet else _last_line(options, done, len(done.result.checked), writes=writes)
        code = 2 if done.failed else int(bool(done.contents) and not writes)
        if options.diff or options.stdin_filename is not None:
            return Output(done.text, errors + ("" if writes else last), code)
        return Output(done.text + last, errors, code)
    code = 2 if done.failed else _code(done.result, request.settings)
    mended = structs.replace(request, instead=request.instead | done.contents)
    told = report(options, place, mended, done.result)
    files = documents(options, place, mended, done.result)
    if options.stdin_filename is not None:
        return Output(done.text, errors + told, code, files)
    fixed = done.text if options.output_format in TEXTS else ""
    return Output(fixed + told, errors, code, files)


def _last_line(options: argparse.Namespace, done: "Amended", notes: int, *, writes: bool) -> str:
    """How many notes have changed or would."""
    if not options.layout:
        return f"Would fix {count(done.fixed, 'problem')}.\n" if done.fixed else "Nothing to fix.\n"
    number = len(done.contents)
    what = "Formatted" if writes else "Would format"
    return f"{what} {count(number, 'note')}, {notes - number:,} in order.\n"


def selection(options: argparse.Namespace) -> Selection:
    """Return what the command line says of rules; raises UserError."""

    def names(option: str, lists: list[str]) -> tuple[str, ...]:
        found = tuple(name.strip() for one in lists for name in one.split(",") if name.strip())
        if lists and not found:
            raise UserError(f"{option}: name rules or families, or `all`")
        return found

    return Selection(
        names("--select", options.select),
        names("--extend-select", options.extend_select),
        names("--ignore", options.ignore),
        options.fail_on,
    )


def _inside(options: argparse.Namespace, root: str, path: str) -> str:
    """A path from the vault's root, `.` for all of it; raises UserError for one that lies elsewhere.

    Hooks pass whatever has changed: with --force-exclude such a path comes as an empty text.
    """
    real, top = (os.path.realpath(one).replace(os.sep, "/").rstrip("/") for one in (path, root))
    if real == top or top.startswith(real + "/"):
        return "."
    if real.startswith(top + "/"):
        return real[len(top) + 1 :]
    if options.force_exclude:
        return ""
    raise UserError(f"`{from_here(path)}` does not lie in the vault `{from_here(root)}`")


def _instead(options: argparse.Namespace, root: str, paths: list[str]) -> dict[str, bytes]:
    """The note that standard input stands for, if it does."""
    if options.stdin_filename is None:
        return {}
    inside = _inside(options, root, paths[0])
    if not is_note(inside):
        raise UserError(f"--stdin-filename: `{options.stdin_filename}` is no note of the vault `{root}`")
    if sys.stdin is None:
        raise UserError("--stdin-filename: there is no standard input")
    return {inside: sys.stdin.buffer.read()}


def _watched(result: Result, root: str) -> tuple[str, ...] | None:
    """Git's files that the answer depends on, if it was asked; None if it could not answer but may later."""
    asked = result.asked_git or (result.scene is not None and result.scene.vault.asked_git)
    if not asked:
        return ()
    from vaultlint.chronicle import state_files

    return state_files(root) or (None if os.path.lexists(f"{git_root(root)}/.git") else ())


def _change(options: argparse.Namespace, root: str) -> Change | None:
    """What has changed, where that is asked for; raises UserError."""
    if not options.asks_of_change:
        return None
    from vaultlint import changed

    return changed.staged(root) if options.staged else changed.since(root, options.since)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def progress(options: argparse.Namespace) -> Callable[[int, int], None]:
    """Return what shows a line on the terminal for work that takes over a second."""
    started = monotonic()
    if options.quiet or not sys.stderr.isatty():
        return lambda done, total: None

    def show(done: int, total: int) -> None:
        if monotonic() - started > 1:
            end = "\r\x1b[K" if done == total else "\r"
            print(f"Reading notes: {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)

    return show


def _files(options: argparse.Namespace, root: str, result: Result) -> str:
    seen = shown(root)
    lines = [f"{text.visible(seen(path))}\n" for path in result.checked]
    if options.verbose:
        lines += [
            f"{text.visible(seen(path))} (left alone: {why})\n" for path, why in result.left_alone.items()
        ]
    return "".join(lines)


def _code(result: Result, settings: Settings) -> int:
    if result.verdict.failed or settings.mistakes:
        return 2
    worst = max((item.severity for item in result.verdict.diagnostics), default=Severity.INFO.value - 1)
    return int(bool(settings.fail_on) and worst >= settings.fail_on)
