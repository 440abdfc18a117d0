"""The formats for CI: what their readers read is what was found, whatever notes are called."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests import readers
from tests.readers import READERS, Read, Told, commands
from tests.test_cli import check
from vaultlint.finding import Diagnostic, Finding, Place, Severity
from vaultlint.report import sarif
from vaultlint.report.position import Source
from vaultlint.report.run import Run
from vaultlint.text import START, Span

NAMES = (
    "plain",
    "two words",
    "50% #1?",
    "-rf",
    "a:b,c=d",
    "::error::injected",
    "%0A::warning::x",
    "##[error]old",
    "line\n::error::break",
    "\"quotes\" & 'more'",
    "<script>alert(1)",
    "👩\u200d🚀 Zoë 金属",
    "e\u0301 as two",
    "turned\u202e",
    "brackets ](1) [x](2)",
    "{0} {braces}",
    "control\x01\x7f",
)
HARMLESS = str.maketrans("\n\x01\x7f\u202e", " \ufffd\ufffd\ufffd")
CONTENTS = {
    "Crlf.md": b"# Crlf\r\n\r\nText.\r\n\r\n[[Nowhere]] \xf0\x9f\x9a\x80 [[Red]] and [[https://example.org]].\r\n",
    "Mark.md": b"\xef\xbb\xbf[[Nowhere]] \xc3\xa9 [[Red metal]]\n",
    "Astral.md": "𝔄𝔅 🚀🚀 [[Nowhere]] é [[Red metal]]".encode(),
    "Copper.md": b"---\naliases: [Red metal]\n---\n# Copper\n",
    "Long.md": b"[[::set-output name=a::b]]\n\n[[##[group\\]x]]\n\n::error::written by hand [[Nowhere]]\n",
    "Deep/Table.md": b"| a | b |\n|---|---|\n| [[Copper|c]] | x |\n\n[[Nowhere]]\n\n[[Nowhere]]",
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a vault in a folder of an odd name, and odd notes in it."""
    folder = tmp_path / "repository"
    vault = folder / "my notes #1"
    (vault / "Deep").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "vaultlint.yaml").write_text('notes: "my notes #1"\n')
    for name in NAMES:
        (vault / f"{name}.md").write_text("[[Nowhere]] and [[Nowhere ]else\\]]\n", "utf-8")
    for name, content in CONTENTS.items():
        (vault / name).write_bytes(content)
    monkeypatch.chdir(folder)
    return folder


def expected(capsys: pytest.CaptureFixture[str], *arguments: str) -> Read:
    """The same findings as JSON tells them, with paths from the repository's root."""
    report = json.loads(check(capsys, "--output-format", "json", *arguments)[1])
    found = []
    for item in report["findings"]:
        start, end = item["range"]["start"], item["range"]["end"]
        path = f"{report['root']}/{item['path']}"
        ends = (start["line"], start["column"], end["line"], end["column"])
        found.append(Told(path, *ends, item["rule"], item["severity"]))
    return sorted(found)


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("select", ["links", "all"])
def test_its_reader_reads_what_was_found(
    repository: Path, capsys: pytest.CaptureFixture[str], kind: str, select: str
) -> None:
    wanted = expected(capsys, "--select", select)
    assert len(wanted) > 2 * len(NAMES)
    code, out, _ = check(capsys, "--select", select, "--output-format", kind)
    assert code == 1
    if kind == "junit":  # XML knows no control characters, and the format no ends.
        wanted = sorted(
            one._replace(path=one.path.replace("\x01", "\ufffd"), end_line=0, end_column=0) for one in wanted
        )
    if kind == "github":  # What is read by terminals, too.
        wanted = sorted(
            one._replace(path=one.path.translate(HARMLESS))
            if one.line == one.end_line
            else one._replace(path=one.path.translate(HARMLESS), column=0, end_column=0)
            for one in wanted
        )
    assert sorted(READERS[kind](out, repository)) == wanted


def test_paths_are_those_of_the_repository(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_root = check(capsys, "--output-format", "sarif")[1]
    monkeypatch.chdir(repository / "my notes #1/Deep")
    assert check(capsys, "..", "--output-format", "sarif")[1] == at_root
    assert '"uri": "my%20notes%20%231/50%25%20%231%3F.md"' in at_root
    assert '"uri": "my%20notes%20%231/-rf.md"' in at_root
    assert '"uri": "my%20notes%20%231/e%CC%81%20as%20two.md"' in at_root


def test_a_note_in_the_root_is_no_scheme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("mailto:x.md", "-x.md"):
        (tmp_path / name).write_text("[[Nowhere]]\n")
    monkeypatch.chdir(tmp_path)
    told = readers.read_sarif(check(capsys, "--output-format", "sarif")[1], tmp_path)
    assert [one.path for one in told] == ["-x.md", "mailto:x.md"]


def test_without_a_repository_paths_are_from_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes/.obsidian").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "notes/A b.md").write_text("[[Nowhere]]\n")
    monkeypatch.chdir(tmp_path)
    assert readers.read_gitlab(check(capsys, "notes", "--output-format", "gitlab")[1], tmp_path)[0][0] == (
        "notes/A b.md"
    )
    monkeypatch.chdir(tmp_path / "elsewhere")
    real = os.path.realpath(tmp_path / "notes/A b.md")
    for kind in ("gitlab", "github", "sarif", "junit", "rdjson"):
        out = check(capsys, "../notes", "--output-format", kind)[1]
        assert READERS[kind](out, tmp_path)[0].path == real


@pytest.mark.parametrize(
    ("note", "content", "select"),
    [
        ("Crlf.md", b"# Crlf\r\n\r\n\xf0\x9f\x9a\x80 and [[https://example.org]].\r\n", "url-in-link"),
        ("Crlf.md", b"One.\r\n\r\n\r\n\r\nTwo.\r\n", "blank-lines"),
        ("Table.md", b"Text \xc3\xa9\r\n| a | b |\r\n|---|---|\r\n| 1 | 2 |\r\n", "glued-table"),
        ("Mark.md", b"\xef\xbb\xbf\xc3\xa9 [[Red metal]]\n", "bare-alias"),
        ("Mark.md", b"\xef\xbb\xbf# Mark\n", "byte-order-mark"),
        ("Astral.md", "𝔄𝔅 🚀 [[Red metal]] 🚀".encode(), "bare-alias"),
        ("End.md", b"text", "final-newline"),
        ("Odd.md", b"---\naliases: ['[[Lead]]', Tin]\n---\n", "bracketed-alias"),
        ("Twice.md", b"\xc3\xa9 [[Red metal]]\r\n\r\n\xc3\xa9 [[Red metal]]\r\n", "bare-alias"),
        ("Spaces.md", b"\xef\xbb\xbf# A  \n\nOne. \n\nTwo. \n", "trailing-space"),
    ],
)
def test_their_fixes_are_ours(
    repository: Path, capsys: pytest.CaptureFixture[str], note: str, content: bytes, select: str
) -> None:
    path = repository / "my notes #1" / note
    path.write_bytes(content)
    arguments = (str(path), "--select", select)
    log = json.loads(check(capsys, *arguments, "--output-format", "sarif")[1])
    review = json.loads(check(capsys, *arguments, "--output-format", "rdjson")[1])
    (result,), (item,) = log["runs"][0]["results"], review["diagnostics"]
    check(capsys, *arguments, "--fix")
    fixed = path.read_bytes()
    assert fixed != content
    assert readers.sarif_mended(result, content) == fixed
    assert readers.rdjson_mended(item, content) == fixed


def test_bytes_are_counted_with_the_byte_order_mark() -> None:
    source = Source("\ufeffé🚀x\r\n[[é]]\r\n")
    assert [(one.line, one.column) for one in source.byte_range(Span(1, 3))] == [(1, 6), (1, 11)]
    assert [(one.line, one.column) for one in source.byte_range(Span(7, 8))] == [(2, 3), (2, 5)]
    assert [(one.line, one.column) for one in source.byte_range(Span(-1, 0))] == [(1, 1), (1, 4)]
    assert [(one.line, one.column) for one in source.byte_range(Span(98, 99))] == [(3, 1), (3, 1)]
    assert source.written("a\nb\r\n") == "a\r\nb\r\n"
    assert Source("a\nb\r\n").written("a\nb") == "a\nb"


def test_sarif_messages_are_plain_but_for_their_links(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = json.loads(check(capsys, "--output-format", "sarif")[1])
    results = log["runs"][0]["results"]
    told = [readers.sarif_words(result["message"]["text"]) for result in results]
    findings = json.loads(check(capsys, "--output-format", "json")[1])["findings"]
    for item, words in zip(findings, told, strict=True):
        assert words.startswith(re.sub("[\u202e\x01\x7f]", "\ufffd", item["message"]).replace("\n", " "))
    linked = next(one for one in results if one["ruleId"] == "bare-alias")
    assert linked["message"]["text"].endswith(". See [the alias](1)")
    place = linked["relatedLocations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "my%20notes%20%231/Copper.md"
    twice = next(one for one in results if "here too" in one["message"]["text"])
    assert twice["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 7


def run(*diagnostics: Diagnostic) -> Run:
    return Run(diagnostics, ("A.md",), lambda path: Source("text\n"), lambda path: path or ".", "last\n")


def diagnostic(severity: Severity = Severity.ERROR, path: str = "A.md", words: str = "wrong") -> Diagnostic:
    return Diagnostic("broken-link", "links", severity, Finding(path, Span(0, 4), words))


def test_the_gravest_are_kept_where_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sarif, "_MOST_RESULTS", 3)
    grades = [Severity.INFO, Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.ERROR]
    text = sarif.document(run(*map(diagnostic, grades)))
    assert [one.severity for one in readers.read_sarif(text, tmp_path)] == ["error", "warning", "error"]
    (notice,) = json.loads(text)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("2 findings left out")
    whole = json.loads(sarif.document(run(diagnostic())))
    assert whole["runs"][0]["invocations"] == [{"executionSuccessful": True}]


def test_a_result_has_no_more_places_than_are_allowed(tmp_path: Path) -> None:
    finding = Finding("A.md", START, "wrong", related=(Place("A.md", START, "here"),) * 2000)
    text = sarif.document(run(Diagnostic("broken-link", "links", Severity.ERROR, finding)))
    readers.read_sarif(text, tmp_path)
    (result,) = json.loads(text)["runs"][0]["results"]
    assert len(result["relatedLocations"]) == 999
    assert result["message"]["text"] == (
        "wrong. See [here](1), [here](2), [here](3), [here](4) and 1996 more"
    )


def test_a_rule_of_the_vaults_own_is_described(tmp_path: Path) -> None:
    item = Diagnostic("house-style", "patterns", Severity.INFO, Finding("A.md", START, "wrong"))
    assert readers.read_sarif(sarif.document(run(item)), tmp_path)[0].rule == "house-style"


@pytest.mark.parametrize("kind", READERS)
def test_what_is_wrong_with_the_vault_itself(kind: str, tmp_path: Path) -> None:
    from importlib import import_module

    fault = Diagnostic("internal-error", "notes", Severity.ERROR, Finding("", START, "it failed"))
    text = import_module(f"vaultlint.report.{kind}").document(run(fault))
    if kind == "github":
        assert commands(text) == [("error", {"title": "vaultlint internal-error"}, "it failed")]
    elif kind == "rdjson":
        (item,) = json.loads(text)["diagnostics"]
        assert item["location"] == {"path": "."}
    else:
        assert READERS[kind](text, tmp_path)[0].path == "."
    if kind == "sarif":
        assert json.loads(text)["runs"][0]["invocations"] == [{"executionSuccessful": False}]


def test_mistakes_in_schemas_are_no_clean_run(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "vaultlint.yaml").write_text('notes: "my notes #1"\nschemas: [house.yaml]\n')
    (repository / "house.yaml").write_text("entity: house\nmatch: {tags: house}\nfrontmater: {}\n")
    code, out, _ = check(capsys, "--output-format", "github", "--ignore", "all", "--output", "sarif:out")
    assert code == 2
    assert [(one.name, one.message[:13]) for one in commands(out)] == [("error", "house.yaml:3:")]
    readers.read_sarif(Path("out").read_text("utf-8"), repository)
    (told,) = json.loads(Path("out").read_text("utf-8"))["runs"][0]["invocations"]
    assert not told["executionSuccessful"]
    assert told["toolConfigurationNotifications"][0]["message"]["text"].startswith("house.yaml:3:")


@pytest.mark.parametrize("kind", READERS)
def test_a_clean_vault(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".git").mkdir()
    for notes in (0, 1):
        if notes:
            (tmp_path / "A & B.md").write_text("Fine.\n")
        code, out, _ = check(capsys, str(tmp_path), "--output-format", kind)
        assert (code, READERS[kind](out, tmp_path)) == (0, [])
        if kind == "junit":
            assert 'tests="1" failures="0"' in out
            assert ('name="A &amp; B.md"' in out) == bool(notes)
        if kind == "github":
            assert out == f"All clear: {notes} note{'' if notes else 's'}.\n"


def test_a_finding_is_known_again_when_lines_move(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def known() -> tuple[list[str], list[str]]:
        issues = json.loads(check(capsys, "--output-format", "gitlab")[1])
        (log,) = json.loads(check(capsys, "--output-format", "sarif")[1])["runs"]
        prints = [one["partialFingerprints"]["vaultlint/v1"] for one in log["results"]]
        return sorted(one["fingerprint"] for one in issues), sorted(prints)

    before = known()
    assert len(set(before[0])) == len(before[0])
    note = repository / "my notes #1/Deep/Table.md"
    note.write_text("New.\n\nLines.\n\n" + note.read_text())
    assert known() == before


def test_github_annotations_come_gravest_first_and_say_what_github_hides(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = check(capsys, "--output-format", "github")
    first, *others = commands(out)
    counts = {name: sum(one.name == name for one in others) for name in ("error", "warning", "notice")}
    assert first.name == "notice"
    assert f"there are {counts['error']} errors, {counts['warning']} warnings" in first.message
    assert [one.name for one in others] == sorted(one.name for one in others if one.name != "notice") + (
        ["notice"] * counts["notice"]
    )
    assert out.splitlines()[-1].startswith("Found ")
    _, few, _ = check(capsys, "--output-format", "github", "my notes #1/plain.md", "-q")
    assert [one.name for one in commands(few)] == ["error"] * len(few.splitlines())


def test_names_and_texts_are_no_commands(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--output-format", "github", "--select", "all", "-v")
    (repository / "my notes #1/##[error]x.excalidraw.md").write_text("drawn\n")
    for more in ((), ("--fix",)):
        _, out, err = check(capsys, *arguments, *more)
        findings = [one for one in commands(out) if one.properties["title"] != "vaultlint"]
        assert all(one.properties["file"].startswith("my notes #1/") for one in findings)
        assert f"Found {len(findings)} problems" in out
        assert "## [error]x" in err
        assert commands(err) == []


def test_several_reports_of_one_run(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = ("full", "concise", "json", "json-lines", *READERS)
    outputs = [argument for kind in kinds for argument in ("--output", f"{kind}:out:{kind}.txt")]
    alone = {kind: check(capsys, "--output-format", kind, "--no-cache") for kind in kinds}
    for again in range(3):
        code, out, _ = check(capsys, "--output-format", "concise", *outputs)
        assert (code, out) == alone["concise"][:2]
        for kind in kinds:
            path = repository / f"out:{kind}.txt"
            assert path.read_bytes().decode() == alone[kind][1], (kind, again)
            path.unlink()


def test_an_answer_from_memory_writes_them_again(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultlint.cache._GRAIN", 0)
    check(capsys, "--output", "sarif:../one.sarif")
    monkeypatch.setattr("vaultlint.answer.answer", None)
    check(capsys, "--output", "sarif:../another place.sarif")
    one, other = (repository.parent / name for name in ("one.sarif", "another place.sarif"))
    assert one.read_bytes() == other.read_bytes()


def test_a_repository_that_is_made_later_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vaultlint.cache._GRAIN", 0)
    (tmp_path / "outer/notes/.obsidian").mkdir(parents=True)
    (tmp_path / "outer/notes/A.md").write_text("[[Nowhere]]\n")
    monkeypatch.chdir(tmp_path / "outer/notes")
    for path in ("A.md", "notes/A.md"):
        told = readers.read_gitlab(check(capsys, "--output-format", "gitlab")[1], tmp_path)
        assert [one.path for one in told] == [path]
        (tmp_path / "outer/.git").mkdir(exist_ok=True)


def test_what_a_fix_leaves_is_reported(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("my notes #1/Mark.md", "copy.md")
    before = expected(capsys)
    _, out, _ = check(capsys, "--fix", "--output", "rdjson:out.json", "--output-format", "gitlab")
    after = expected(capsys)
    assert len(after) < len(before)
    assert sorted(readers.read_gitlab(out, repository)) == after
    assert sorted(readers.read_rdjson(Path("out.json").read_text("utf-8"), repository)) == after


def test_statistics_are_for_the_screen(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(capsys, "--statistics", "--color", "always", "--output", "concise:out.txt")
    assert out.startswith("2")
    text = Path("out.txt").read_text("utf-8")
    assert "unwritten-note: no note is called" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--output", "sarfi:x"), "--output: no format is called `sarfi`; did you mean `sarif`?"),
        (("--output", "C:\\x"), "--output: no format is called `C`; there are full, concise, json"),
        (("--output", "x.sarif"), "--output: no format is called `x.sarif`"),
        (("--output", "sarif"), "--output: say where to write, as in `sarif:FILE`"),
        (("--output", "sarif:"), "--output: say where to write, as in `sarif:FILE`"),
        (("--output", "sarif:-"), "as in `sarif:FILE`; --output-format prints it"),
        (("--output", "sarif:x", "--output", "junit:./x"), "--output: two reports for one file, `./x`"),
        (("--output", "sarif:x", "--output-file", "x"), "--output: two reports for one file, `x`"),
        (("--output", "sarif:no/folder/x"), "--output: No such file or directory: `no/folder/x`"),
        (("--output", "sarif:."), "--output: Is a directory: `.`"),
        (("--output", "sarif:x", "--diff"), "--output reports what was found: not with --diff"),
        (("--output", "sarif:x", "--show-files"), "--output reports what was found"),
        (("--output-format", "sarfi"), "invalid choice: 'sarfi'"),
        (("--output-format", "sarfi"), "did you mean `sarif`?"),
    ],
)
def test_wrong_questions_end_with_two(
    repository: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    code, _, err = check(capsys, *arguments)
    assert code == 2
    assert words in err


def test_a_colon_is_a_letter_of_a_files_name(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, "--output", "sarif:C:\\x.sarif")[0] == 1
    assert (repository / "C:\\x.sarif").is_file()


def test_a_report_replaces_the_last_one_and_keeps_its_mode(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    check(capsys, "--output", "sarif:new.sarif")
    plain = repository / "plain.txt"
    plain.touch()
    assert (repository / "new.sarif").stat().st_mode == plain.stat().st_mode
    plain.write_text("x" * 10_000_000)
    plain.chmod(0o640)
    (repository / "link").symlink_to("plain.txt")
    check(capsys, "--output", "gitlab:link")
    readers.read_gitlab(plain.read_text("utf-8"), repository)
    assert plain.stat().st_mode & 0o777 == 0o640
    assert (repository / "link").is_symlink()
    assert check(capsys, "--output", "gitlab:/dev/null")[0] == 1


@pytest.mark.parametrize("kind", READERS)
def test_several_vaults_are_one_report(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    for name in ("one", "two"):
        (tmp_path / name / ".obsidian").mkdir(parents=True)
        links = "\n\n".join(f"[[Nowhere {number}]]" for number in range(7))
        (tmp_path / name / "Note.md").write_text(links)
    monkeypatch.chdir(tmp_path)
    outputs = ("--output", f"{kind}:out.txt", "--select", "unwritten-note")
    _, out, _ = check(capsys, "one", "two", "--output-format", kind, *outputs)
    assert Path("out.txt").read_text("utf-8") == out
    told = READERS[kind](out, tmp_path)
    assert [one.path for one in told] == ["one/Note.md"] * 7 + ["two/Note.md"] * 7
    if kind == "github":
        assert "there are 14 errors." in commands(out)[0].message
    if kind == "sarif":
        runs = json.loads(out)["runs"]
        assert [one["automationDetails"]["id"] for one in runs] == ["vaultlint/one/", "vaultlint/two/"]


def test_one_json_is_of_one_vault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        (tmp_path / name / ".obsidian").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    code, _, err = check(capsys, "one", "two", "--output", "json:out.json")
    assert (code, "json is one report of one vault" in err) == (2, True)
