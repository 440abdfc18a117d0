"""GitLab's Code Quality report: a list of issues, each known by its fingerprint."""

from typing import Any

from vaultlint.finding import Diagnostic, Severity
from vaultlint.report.escaped import as_json
from vaultlint.report.run import Run, fingerprints
from vaultlint.report.text import remark

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def document(run: Run) -> str:
    """Return the report of a run."""
    issues = [
        _issue(item, known, run) for item, known in zip(run.diagnostics, fingerprints(run), strict=True)
    ]
    return as_json(issues) + "\n"


def _issue(item: Diagnostic, fingerprint: str, run: Run) -> dict[str, Any]:
    finding = item.finding
    source = run.sources(finding.path)
    begin, end = ({"line": place.line, "column": place.column} for place in source.range(finding.span))
    return {
        "description": remark(finding, source),
        "check_name": item.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[item.severity],
        "location": {"path": run.shown(finding.path), "positions": {"begin": begin, "end": end}},
    }
