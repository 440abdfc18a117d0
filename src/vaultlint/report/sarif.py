"""SARIF 2.1.0, within what GitHub's code scanning accepts.

Paths are relative references, for GitHub takes them from the repository's root. The
fingerprint has a name of our own: to the one that GitHub goes by, a hash of the line,
its upload adds itself, and warns of every other value that it finds there.
"""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from vaultlint import __version__, registry
from vaultlint.explain import markdown
from vaultlint.finding import Diagnostic, Finding, Fix, Place, Severity
from vaultlint.report.escaped import as_json
from vaultlint.report.position import Source
from vaultlint.report.run import Run, fingerprints
from vaultlint.report.text import visible
from vaultlint.text import Span, count

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MOST_RESULTS = 24_999
_MOST_PLACES = 999
_MOST_NAMED = 4
"""Second places that the message itself names."""

_MOST_LETTERS = 1024
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_IN_MESSAGE = str.maketrans({"\\": r"\\", "[": r"\[", "]": r"\]", "{": "{{", "}": "}}"})
"""In a message brackets make a link to a place, and braces stand for an argument."""


def document(run: Run) -> str:
    """Return the log of a run."""
    found = list(zip(run.diagnostics, fingerprints(run), strict=True))
    # Where there are too many the gravest stay, in their order.
    gravest = sorted(range(len(found)), key=lambda index: -found[index][0].severity)[:_MOST_RESULTS]
    kept = [found[index] for index in sorted(gravest)]
    rules = sorted({(item.rule, item.family) for item, _ in kept})
    indices = {rule: index for index, (rule, _) in enumerate(rules)}
    driver = {"name": "vaultlint", "version": __version__, "semanticVersion": __version__}
    told = {
        "tool": {"driver": {**driver, "rules": [_rule(*rule) for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(run, len(found) - len(kept))],
        "results": [_result(item, known, indices[item.rule], run) for item, known in kept],
        "properties": {"root": run.shown("")},
    }
    whole = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [told]}
    return as_json(whole) + "\n"


def _rule(name: str, family: str) -> dict[str, Any]:
    if family == registry.PATTERNS:  # Its owner wrote it, and no page about it.
        summary = why = page = "A rule of this vault."
        severity = Severity.WARNING
    else:
        rule = registry.load(name)
        summary, page, severity = rule.summary, markdown(rule), rule.spec.severity
        why = " ".join(rule.docs.partition("## Why")[2].partition("## ")[0].split()) or summary
    return {
        "id": name,
        "shortDescription": {"text": summary[:_MOST_LETTERS]},
        "fullDescription": {"text": why[:_MOST_LETTERS]},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [family], "problem.severity": _PROBLEMS[severity], "precision": "high"},
    }


def _invocation(run: Run, left_out: int) -> dict[str, Any]:
    """Whether the run went well, and what is not in its results."""
    failed = any(item.rule == registry.FAULT for item in run.diagnostics)
    told: dict[str, Any] = {"executionSuccessful": not (failed or run.mistakes)}
    if run.mistakes:
        told["toolConfigurationNotifications"] = [
            {"level": "error", "message": _message(one)} for one in run.mistakes
        ]
    if left_out:
        words = f"{count(left_out, 'finding')} left out, the least grave: GitHub takes no more results"
        told["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": words}}]
    return told


def _result(item: Diagnostic, fingerprint: str, index: int, run: Run) -> dict[str, Any]:
    finding = item.finding
    places = finding.second_places
    told: dict[str, Any] = {
        "ruleId": item.rule,
        "ruleIndex": index,
        "level": _LEVELS[item.severity],
        "message": {"text": ". ".join(_sentences(finding, places))},
        "locations": [_location(finding.path, finding.span, run)],
        "partialFingerprints": {"vaultlint/v1": fingerprint},
    }
    if places:
        told["relatedLocations"] = [
            {"id": number, "message": _message(place.message), **_location(place.path, place.span, run)}
            for number, place in enumerate(places[:_MOST_PLACES], 1)
        ]
    if finding.fix:
        told["fixes"] = [_fix(finding.path, finding.fix, run)]
    return told


def _sentences(finding: Finding, places: Sequence[Place]) -> Iterator[str]:
    """What is wrong comes first: where there is little room, only the first sentence is shown."""
    yield _plain(finding.message)
    if finding.help:
        yield f"Help: {_plain(finding.help)}"
    if finding.asked:
        yield f"Asked by {_plain(finding.asked)}"
    if places:
        named = [f"[{_plain(place.message)}]({number})" for number, place in enumerate(places, 1)]
        more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
        yield f"See {', '.join(named[:_MOST_NAMED])}{more}"


def _plain(text: str) -> str:
    return visible(text).translate(_IN_MESSAGE)


def _message(text: str) -> dict[str, str]:
    return {"text": _plain(text)}


def _location(path: str, span: Span, run: Run) -> dict[str, Any]:
    region = _region(span, run.sources(path))
    return {"physicalLocation": {"artifactLocation": _artifact(path, run), "region": region}}


def _artifact(path: str, run: Run) -> dict[str, str]:
    shown = run.shown(path)
    # A colon in the first part would make a scheme of it; so all are disguised.
    uri = quote(shown, errors="surrogateescape")
    is_absolute = shown.startswith("/") or shown[1:3] == ":/"
    return {"uri": f"file:///{uri.lstrip('/')}" if is_absolute else uri}


def _region(span: Span, source: Source) -> dict[str, int]:
    start, end = source.range(span)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(path: str, fix: Fix, run: Run) -> dict[str, Any]:
    source = run.sources(path)
    replacements = []
    for edit in fix.edits:
        # The byte order mark is no part of the text, and has bytes but no column.
        mark = {"byteOffset": 0, "byteLength": 3}
        told: dict[str, Any] = {"deletedRegion": mark if edit.span.start < 0 else _region(edit.span, source)}
        if edit.text:
            told["insertedContent"] = {"text": source.written(edit.text)}
        replacements.append(told)
    change = {"artifactLocation": _artifact(path, run), "replacements": replacements}
    return {"description": _message(fix.title), "artifactChanges": [change]}
