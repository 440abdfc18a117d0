"""What a run tells, in the formats that were asked for: on standard output, and in files."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from vaultlint import registry
from vaultlint.discover import git_root
from vaultlint.disk import read_note
from vaultlint.finding import Diagnostic
from vaultlint.fix import may_fix
from vaultlint.place import Place, from_here
from vaultlint.project import Settings
from vaultlint.report import data, text
from vaultlint.report.position import Sources, sources
from vaultlint.report.run import Run, Shown, shown_from
from vaultlint.report.statistics import statistics
from vaultlint.request import Request
from vaultlint.schema.language import Entity
from vaultlint.schema.words import of_condition
from vaultlint.session import Result

TEXTS = ("full", "concise")
"""Formats for people; what was fixed is told before them."""

_FOR_CI = ("github", "gitlab", "sarif", "junit", "rdjson")
"""Formats that are modules of `report`."""


def report(options: argparse.Namespace, place: Place, request: Request, result: Result) -> str:
    """Return the report in the format of `options`."""
    found, settings = result.verdict.diagnostics, request.settings
    read = _reader(request.root, request.instead)
    last = _last_line(options, request, result)
    if options.output_format in _FOR_CI:
        where = shown_from(git_root(place.root), request.root)
        written: str = import_module(f"vaultlint.report.{options.output_format}").document(
            Run(found, result.checked, read, where, last, settings.mistakes)
        )
        return written
    if options.output_format == "json":
        head = {
            "root": from_here(request.root),
            "today": options.today,
            "mistakes": list(settings.mistakes),
        }
        hidden = {"suppressed": result.verdict.suppressed, "baselined": len(result.verdict.aside)}
        counts = {"notes": len(result.checked), **hidden}
        return data.document(found, read, head, counts)
    if options.output_format == "json-lines":
        return "".join(data.lines(found, read))
    if options.statistics:
        assert result.scene is not None

        def mended(item: Diagnostic) -> bool:
            return may_fix(item, settings, unsafe=False)

        return "".join(statistics(found, result.scene.vault, mended)) + last
    return _for_people(options, request, result, read) + last


def documents(options: argparse.Namespace, place: Place, request: Request, result: Result) -> tuple[str, ...]:
    """Return the reports for files, which neither colours nor `--statistics` change."""

    def plain(kind: str) -> argparse.Namespace:
        changes = {"output_format": kind, "color": False, "statistics": False}
        return argparse.Namespace(**vars(options) | changes)

    return tuple(report(plain(kind), place, request, result) for kind in options.documents)


def shown(root: str) -> Shown:
    """Return how paths of the vault are seen from the current directory."""
    start = from_here(root)
    return lambda path: path if start == "." else f"{start}/{path}" if path else start


def _last_line(options: argparse.Namespace, request: Request, result: Result) -> str:
    if options.quiet:
        return ""
    found, settings = result.verdict.diagnostics, request.settings
    fixable = sum(may_fix(item, settings, unsafe=False) for item in found)
    hidden = (result.verdict.suppressed, len(result.verdict.aside))
    return text.summary(found, len(result.checked), *hidden, len(settings.mistakes), fixable) + "\n"


def _for_people(options: argparse.Namespace, request: Request, result: Result, read: Sources) -> str:
    found, where = result.verdict.diagnostics, shown(request.root)
    paint = text.colored if options.color else text.plain
    if options.output_format == "concise":
        return "".join(text.concise(found, read, where, paint))
    why = _reasons(request.settings) if options.explain else None
    kinds = "".join(_kinds(request.settings, result, where)) if options.explain else ""
    return "".join(text.full(found, read, where, paint, why)) + kinds


def _kinds(settings: Settings, result: Result, where: Shown) -> Iterator[str]:
    """Which entities each note matched, and why."""
    network = result.scene.network if result.scene else None
    if network is None:
        return
    entities = {one.name: one for one in settings.schemas.entities}
    for path in result.checked:
        matched = [entities[name] for name in network.matched(path) if not entities[name].pattern]
        yield text.visible(f"{where(path)}: {', '.join(map(_why, matched)) or 'no entity'}") + "\n"
    yield "\n"


def _why(entity: Entity) -> str:
    extends = f" (extends {', '.join(entity.parents)})" if entity.parents else ""
    return f"{entity.name}{extends}: {of_condition(entity.match)} ({entity.origin})"


def _reader(root: str, instead: Mapping[str, bytes]) -> Sources:
    def read(path: str) -> str:
        source = instead.get(path)
        if source is None:
            try:
                source = read_note(f"{root}/{path}")
            except OSError:
                source = b""
        return source.decode("utf-8", "replace")

    return sources(read)


def _reasons(settings: Settings) -> Callable[[Diagnostic], str]:
    patterns = frozenset(settings.patterns)

    def why(item: Diagnostic) -> str:
        summary = "A rule of this vault." if item.rule in patterns else registry.load(item.rule).summary
        origin = settings.origins[item.rule]
        told = f" Compared: {item.finding.explanation}." if item.finding.explanation else ""
        return f"{item.family}/{item.rule}: {summary} {item.severity.word.capitalize()} by {origin}.{told}"

    return why
