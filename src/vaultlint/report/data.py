"""Reports for programs: JSON as the design fixes it; changes only ever add."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from vaultlint.finding import Diagnostic, Finding, Severity
from vaultlint.report.escaped import as_json
from vaultlint.report.position import Position, Sources
from vaultlint.text import Span

VERSION = 1


def document(
    diagnostics: tuple[Diagnostic, ...], sources: Sources, head: Mapping[str, Any], counts: Mapping[str, int]
) -> str:
    """Return the whole report as one JSON object; `head` has root and today."""
    summary = {
        "notes": counts["notes"],
        "findings": len(diagnostics),
        "errors": sum(item.severity is Severity.ERROR for item in diagnostics),
        "warnings": sum(item.severity is Severity.WARNING for item in diagnostics),
        "infos": sum(item.severity is Severity.INFO for item in diagnostics),
        "suppressed": counts["suppressed"],
        "baselined": counts["baselined"],
    }
    findings = [_finding(item, sources) for item in diagnostics]
    whole = {"version": VERSION, **head, "findings": findings, "summary": summary}
    return as_json(whole) + "\n"


def lines(diagnostics: Iterable[Diagnostic], sources: Sources) -> Iterator[str]:
    """Yield one JSON object a line for each finding."""
    for item in diagnostics:
        yield as_json(_finding(item, sources), indent=None) + "\n"


def _finding(item: Diagnostic, sources: Sources) -> dict[str, Any]:
    finding = item.finding
    related = [_place(place.path, place.span, place.message, sources) for place in finding.second_places]
    return {
        "rule": item.rule,
        "family": item.family,
        "severity": item.severity.word,
        "path": finding.path,
        "range": _range(finding.path, finding.span, sources),
        "message": finding.message,
        "help": finding.help or None,
        "asked": _asked(finding.asked),
        "related": related,
        "fix": _fix(finding, sources) if finding.fix else None,
    }


def _fix(finding: Finding, sources: Sources) -> dict[str, Any]:
    fix = finding.fix
    assert fix is not None
    edits = [
        {"path": finding.path, "range": _range(finding.path, edit.span, sources), "text": edit.text}
        for edit in fix.edits
    ]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _asked(origin: str) -> dict[str, Any] | None:
    """The line of the schema that asks, its file as seen from the settings'."""
    path, _, line = origin.rpartition(":")
    return {"path": path, "line": int(line)} if origin else None


def _place(path: str, span: Span, message: str, sources: Sources) -> dict[str, Any]:
    return {"path": path, "range": _range(path, span, sources), "message": message}


def _range(path: str, span: Span, sources: Sources) -> dict[str, Any]:
    start, end = sources(path).range(span)
    return {"start": _position(start), "end": _position(end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
