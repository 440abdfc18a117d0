"""Annotations on GitHub: workflow commands, the gravest first, and the last line as people get it.

A command is a line that begins with `::`, whoever wrote it. What notes say and what
they are called stands behind that, with its line ends, colons and commas disguised.
"""

from collections.abc import Iterator

from vaultlint.finding import Diagnostic, Severity
from vaultlint.report.run import Run
from vaultlint.report.text import remark, visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def document(run: Run) -> str:
    """Return the annotations of a run."""
    gravest_first = sorted(run.diagnostics, key=lambda item: -item.severity)
    mistakes = (f"::error title=vaultlint::{visible(one).translate(_IN_MESSAGE)}\n" for one in run.mistakes)
    return "".join((*mistakes, *(_command(item, run) for item in gravest_first), run.last))


def _command(item: Diagnostic, run: Run) -> str:
    finding = item.finding
    source = run.sources(finding.path)
    start = source.position(finding.span.start)
    # The log shows nothing but the message: it names the place, too.
    where = f"{visible(run.shown(finding.path))}:{start.line}:{start.column}: " if finding.path else ""
    message = f"{where}{remark(finding, source)}".translate(_IN_MESSAGE)
    properties = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in _properties(item, run))
    return f"::{_COMMANDS[item.severity]} {properties}::{message}\n"


def _properties(item: Diagnostic, run: Run) -> Iterator[tuple[str, str]]:
    finding = item.finding
    yield "title", f"vaultlint {item.rule}"
    if not finding.path:
        return
    start, end = run.sources(finding.path).range(finding.span)
    yield "file", visible(run.shown(finding.path))
    yield "line", str(start.line)
    yield "endLine", str(end.line)
    if start.line == end.line:
        yield "col", str(start.column)
        yield "endColumn", str(end.column)
