"""Reviewdog's diagnostics: columns count the bytes of the file, fixes are suggestions."""

from typing import Any

from vaultlint.finding import Diagnostic
from vaultlint.report.escaped import as_json
from vaultlint.report.position import Position, Source
from vaultlint.report.run import Run
from vaultlint.report.text import remark, visible
from vaultlint.text import Span


def document(run: Run) -> str:
    """Return the report of a run."""
    found = [_diagnostic(item, run) for item in run.diagnostics]
    worst = max((item.severity for item in run.diagnostics), default=None)
    whole: dict[str, Any] = {"source": {"name": "vaultlint"}, "diagnostics": found}
    if worst is not None:
        whole["severity"] = worst.word.upper()
    return as_json(whole) + "\n"


def _diagnostic(item: Diagnostic, run: Run) -> dict[str, Any]:
    finding = item.finding
    source = run.sources(finding.path)
    told: dict[str, Any] = {
        "message": remark(finding, source),
        "location": _location(finding.path, finding.span, run),
        "severity": item.severity.word.upper(),
        "code": {"value": item.rule},
    }
    related = [
        {"message": visible(place.message), "location": _location(place.path, place.span, run)}
        for place in finding.second_places
    ]
    if related:
        told["related_locations"] = related
    if finding.fix:  # Each suggestion is taken or left by itself, a fix as a whole.
        edit = source.as_one(finding.fix.edits)
        told["suggestions"] = [{"range": _range(edit.span, source), "text": edit.text}]
    return told


def _location(path: str, span: Span, run: Run) -> dict[str, Any]:
    if not path:
        return {"path": run.shown(path)}
    return {"path": run.shown(path), "range": _range(span, run.sources(path))}


def _range(span: Span, source: Source) -> dict[str, Any]:
    start, end = source.byte_range(span)
    return {"start": _position(start), "end": _position(end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
