"""The answer to one `check` of one vault: settings, session, report."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from time import monotonic
from typing import TYPE_CHECKING

from msgspec import structs

from vaultlint import cache, registry, session
from vaultlint.change import Change
from vaultlint.discover import Look
from vaultlint.finding import Diagnostic, Severity
from vaultlint.fix import may_fix
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.load.kept import kept_settings
from vaultlint.notices import from_here, git_trouble, mistakes, notices
from vaultlint.place import Output, Place, UserError, is_note
from vaultlint.project import Settings
from vaultlint.report import data, text
from vaultlint.report.position import Sources, sources
from vaultlint.report.statistics import statistics
from vaultlint.request import Request
from vaultlint.schema.language import Entity
from vaultlint.schema.words import of_condition
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
    if options.show_settings:
        return Output(text.settings(settings, root), "", 0)
    request = structs.replace(request_for(options, root, settings, paths), seen=seen)
    if options.fix or options.diff:
        return _amended(options, place, request)
    result = session.run(request, progress(options))
    if options.show_files:
        return Output(_files(options, root, result), "", 0)
    output = Output(
        _report(options, request, result),
        mistakes(settings, place) + notices(options, place, request, result),
        _code(result, settings),
    )
    if key is not None and not result.verdict.failed and not git_trouble(result):
        digests = {path: cache.file_digest(path) for path in (*settings.files, *_watched(result, root))}
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
        options.jobs or _processors(),
        not options.no_cache,
        change,
        not (options.statistics or options.explain),
    )


def _amended(options: argparse.Namespace, place: Place, request: Request) -> Output:
    """The answer where notes are mended: what would change, or what was fixed and what is left."""
    from vaultlint.amend import amend  # With it comes a second parser.

    done = amend(options, request, progress(options), _shown(request.root))
    errors = mistakes(request.settings, place) + notices(options, place, request, done.result) + done.errors
    if options.layout or options.diff:
        writes = not (options.check or options.diff)
        last = "" if options.quiet else _last_line(options, done, len(done.result.checked), writes=writes)
        code = 2 if done.failed else int(bool(done.contents) and not writes)
        if options.diff or options.stdin_filename is not None:
            return Output(done.text, errors + ("" if writes else last), code)
        return Output(done.text + last, errors, code)
    code = 2 if done.failed else _code(done.result, request.settings)
    report = _report(options, structs.replace(request, instead=request.instead | done.contents), done.result)
    if options.stdin_filename is not None:
        return Output(done.text, errors + report, code)
    return Output(report if options.output_format.startswith("json") else done.text + report, errors, code)


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
    raise UserError(f"`{os.path.relpath(path)}` does not lie in the vault `{os.path.relpath(root)}`")


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


def _watched(result: Result, root: str) -> tuple[str, ...]:
    """Git's files that the answer depends on, if git was asked."""
    if result.scene is None or not result.scene.vault.asked_git:
        return ()
    from vaultlint.chronicle import state_files

    return state_files(root)


def _change(options: argparse.Namespace, root: str) -> Change | None:
    """What has changed, where that is asked for; raises UserError."""
    if not options.asks_of_change:
        return None
    from vaultlint import changed

    return changed.staged(root) if options.staged else changed.since(root, options.since)


def _processors() -> int:
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
    shown = _shown(root)
    lines = [f"{text.visible(shown(path))}\n" for path in result.checked]
    if options.verbose:
        lines += [
            f"{text.visible(shown(path))} (left alone: {why})\n" for path, why in result.left_alone.items()
        ]
    return "".join(lines)


def _shown(root: str) -> Callable[[str], str]:
    """Paths of the vault as seen from the current directory."""
    start = from_here(root)
    return lambda path: path if start == "." else f"{start}/{path}" if path else start


def _report(options: argparse.Namespace, request: Request, result: Result) -> str:
    found = result.verdict.diagnostics
    root, settings = request.root, request.settings
    read = _reader(root, request.instead)
    if options.output_format == "json":
        head = {"root": from_here(root), "today": options.today, "mistakes": list(settings.mistakes)}
        counts = {"notes": len(result.checked), "suppressed": result.verdict.suppressed}
        return data.document(found, read, head, counts)
    if options.output_format == "json-lines":
        return "".join(data.lines(found, read))
    fixable = sum(may_fix(item, settings, unsafe=False) for item in found)
    numbers = (len(result.checked), result.verdict.suppressed, len(settings.mistakes), fixable)
    last = "" if options.quiet else text.summary(found, *numbers) + "\n"
    if options.statistics:
        assert result.scene is not None
        return "".join(statistics(found, result.scene.vault)) + last
    paint = text.colored if options.color else text.plain
    if options.output_format == "concise":
        return "".join(text.concise(found, read, _shown(root), paint)) + last
    why = _reasons(settings) if options.explain else None
    kinds = "".join(_kinds(settings, result, _shown(root))) if options.explain else ""
    return "".join(text.full(found, read, _shown(root), paint, why)) + kinds + last


def _kinds(settings: Settings, result: Result, shown: Callable[[str], str]) -> Iterator[str]:
    """Which entities each note matched, and why."""
    network = result.scene.network if result.scene else None
    if network is None:
        return
    entities = {one.name: one for one in settings.schemas.entities}
    for path in result.checked:
        matched = [entities[name] for name in network.matched(path) if not entities[name].pattern]
        yield text.visible(f"{shown(path)}: {', '.join(map(_why, matched)) or 'no entity'}") + "\n"
    yield "\n"


def _why(entity: Entity) -> str:
    extends = f" (extends {', '.join(entity.parents)})" if entity.parents else ""
    return f"{entity.name}{extends}: {of_condition(entity.match)} ({entity.origin})"


def _reader(root: str, instead: Mapping[str, bytes]) -> Sources:
    def read(path: str) -> str:
        source = instead.get(path)
        if source is None:
            try:
                with open(f"{root}/{path}", "rb") as file:
                    source = file.read()
            except OSError:
                source = b""
        return source.decode("utf-8-sig", "replace")

    return sources(read)


def _reasons(settings: Settings) -> Callable[[Diagnostic], str]:
    patterns = frozenset(settings.patterns)

    def why(item: Diagnostic) -> str:
        summary = "A rule of this vault." if item.rule in patterns else registry.load(item.rule).summary
        origin = settings.origins[item.rule]
        told = f" Compared: {item.finding.explanation}." if item.finding.explanation else ""
        return f"{item.family}/{item.rule}: {summary} {item.severity.word.capitalize()} by {origin}.{told}"

    return why


def _code(result: Result, settings: Settings) -> int:
    if result.verdict.failed or settings.mistakes:
        return 2
    worst = max((item.severity for item in result.verdict.diagnostics), default=Severity.INFO.value - 1)
    return int(bool(settings.fail_on) and worst >= settings.fail_on)
