"""JUnit's XML: a note is a suite, a finding a failed test, a note without one a test that passed."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from vaultlint.finding import Diagnostic
from vaultlint.report.escaped import as_xml
from vaultlint.report.run import Run
from vaultlint.report.text import remark, visible

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(run: Run) -> str:
    """Return the report of a run."""
    found: dict[str, list[Diagnostic]] = {}
    for item in run.diagnostics:
        found.setdefault(item.finding.path, []).append(item)
    # A finding about the vault has no note; an empty file would be taken for a run that broke down.
    paths = sorted({*run.notes, *found}) or [""]
    tests = str(sum(max(1, len(found.get(path, ()))) for path in paths))
    counts = {"tests": tests, "failures": str(len(run.diagnostics)), "errors": "0", "time": "0"}
    suites = Element("testsuites", {"name": "vaultlint", **counts})
    for path in paths:
        _add_suite(suites, path, found.get(path, ()), run)
    ElementTree.indent(suites, " ")
    return f"{_HEAD}{as_xml(ElementTree.tostring(suites, 'unicode'))}\n"


def _add_suite(suites: Element, path: str, found: Sequence[Diagnostic], run: Run) -> None:
    name = _clean(run.shown(path))
    counts = {"tests": str(max(1, len(found))), "failures": str(len(found)), "errors": "0", "skipped": "0"}
    suite = SubElement(suites, "testsuite", {"name": name, **counts, "time": "0"})
    if not found:
        SubElement(suite, "testcase", {"name": "All clear", "classname": name, "time": "0"})
    for item in found:
        finding = item.finding
        source = run.sources(finding.path)
        start = source.position(finding.span.start)
        title = f"{item.rule} at {start.line}:{start.column}"
        case = SubElement(suite, "testcase", {"name": title, "classname": name, "time": "0"})
        message = _clean(remark(finding, source))
        failure = SubElement(case, "failure", {"message": message, "type": item.severity.word})
        where = f"{visible(run.shown(finding.path))}:{start.line}:{start.column}"
        failure.text = f"{where}: {item.severity.word} {item.rule}: {message}"


def _clean(text: str) -> str:
    """A text without the characters that XML cannot say."""
    return _NOT_XML.sub("\ufffd", text)
