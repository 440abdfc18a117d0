"""Findings put aside: only what is new is reported, wherever notes and lines have gone since."""

import json
from pathlib import Path

import pytest

from tests.conftest import Command, Repository, write_notes
from vaultlint.baseline import Baseline, Recorded, put_aside
from vaultlint.finding import Diagnostic, Finding, Severity
from vaultlint.identity import identity
from vaultlint.load.recorded import NAME
from vaultlint.text import Span

TABLE = "\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n"
NOTES = {
    "A.md": "Text.\n\n[[Nowhere]] and [[Elsewhere]].\n",
    "Folder/B.md": f"[[Nowhere]]\n{TABLE}\nText.\n{TABLE}",
    "C.md": "[[A]]\n",
}


@pytest.fixture
def vault(tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with some findings put aside."""
    monkeypatch.chdir(write_notes(tmp_path / "vault", NOTES))
    assert command("baseline").code == 0
    return tmp_path / "vault"


def new(command: Command, *arguments: str) -> list[str]:
    """What is reported as new: note and rule."""
    said = command("check", "--baseline", "--output-format", "json-lines", *arguments)
    found = [json.loads(line) for line in said.out.splitlines()]
    return [f"{one['path']}: {one['rule']}: {one['message']}" for one in found]


def test_nothing_is_new_at_first(vault: Path, command: Command) -> None:
    done = command("check", "--baseline")
    assert (done.code, done.out) == (0, "Nothing new: 3 notes. 5 findings in the baseline.\n")
    assert command("check").code == 1


def test_a_file_for_each_finding_a_line(vault: Path) -> None:
    assert (vault / NAME).read_text().splitlines()[4:9] == [
        '  "A.md": {',
        '   "content": "38-cdd798537a507c44cdc7340d4342be26",',
        '   "unwritten-note": [',
        '    "no note is called `Elsewhere`",',
        '    "no note is called `Nowhere`"',
    ]


def test_lines_above_change_nothing(vault: Path, command: Command) -> None:
    write_notes(vault, {path: f"One more.\n\nAnd more.\n\n{text}" for path, text in NOTES.items()})
    assert new(command) == []


def test_what_is_new_is_reported_and_nothing_else(vault: Path, command: Command) -> None:
    write_notes(vault, {"A.md": NOTES["A.md"] + "\n[[Never]]\n", "C.md": "[[A]] [[Nowhere]]\n"})
    assert new(command) == [
        "A.md: unwritten-note: no note is called `Never`",
        "C.md: unwritten-note: no note is called `Nowhere`",
    ]


def test_of_equal_findings_the_ones_too_many_are_new(vault: Path, command: Command) -> None:
    write_notes(vault, {"Folder/B.md": NOTES["Folder/B.md"] + TABLE})
    assert len(new(command)) == 1


@pytest.mark.parametrize("text", [NOTES["Folder/B.md"], "Before.\n\n" + NOTES["Folder/B.md"]])
def test_a_moved_note_keeps_what_was_recorded(vault: Path, command: Command, text: str) -> None:
    (vault / "Folder/B.md").unlink()
    write_notes(vault, {"Other/B.md": text})
    assert new(command) == []


def test_a_renamed_note_is_known_by_its_content(vault: Path, command: Command) -> None:
    (vault / "Folder/B.md").rename(vault / "Renamed.md")
    assert new(command) == []


def test_a_renamed_and_changed_note_is_known_by_git(
    repository: Repository, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "".join(f"Line {number} of a long note.\n\n" for number in range(30))
    repository.commit({"A.md": f"{body}[[Nowhere]]\n", "C.md": "[[A]]\n"})
    monkeypatch.chdir(repository.folder)
    assert command("baseline").code == 0
    repository.git("add", "-A")
    repository.git("commit", "-qm", "baseline")
    Path("notes/A.md").unlink()
    Path("notes/Z.md").write_text(f"A word.\n\n{body}[[Nowhere]]\n")
    Path("notes/C.md").write_text("[[Z]]\n")
    assert new(command) == ["Z.md: unwritten-note: no note is called `Nowhere`"]  # Git does not know it yet.
    repository.git("add", "-A")
    assert new(command) == []
    assert new(command) == []  # From memory, too.


def test_a_deleted_note_gives_its_entries_to_no_other(vault: Path, command: Command) -> None:
    (vault / "A.md").unlink()
    write_notes(vault, {"D.md": "[[Nowhere]] stands here, too.\n", "C.md": "Text.\n"})
    assert new(command) == ["D.md: unwritten-note: no note is called `Nowhere`"]


def test_prune_takes_out_what_is_mended_and_adds_nothing(vault: Path, command: Command) -> None:
    write_notes(vault, {"A.md": "[[Nowhere]] [[Never]]\n", "C.md": "[[A]]\n"})
    before = (vault / NAME).read_bytes()
    would = command("baseline", "--prune", "--dry-run")
    assert '-    "no note is called `Elsewhere`",\n' in would.out
    assert (vault / NAME).read_bytes() == before
    assert command("baseline", "--prune").out == f"1 finding mended, 4 left in {NAME}.\n"
    assert "Never" not in (vault / NAME).read_text()
    assert new(command) == ["A.md: unwritten-note: no note is called `Never`"]


def test_prune_follows_moved_notes(vault: Path, command: Command) -> None:
    (vault / "Folder/B.md").rename(vault / "B.md")
    assert command("baseline", "--prune").out == f"0 findings mended, 5 left in {NAME}.\n"
    assert '"B.md"' in (vault / NAME).read_text()
    assert '"Folder/B.md"' not in (vault / NAME).read_text()


def test_the_file_is_the_same_whenever_it_is_written(vault: Path, command: Command) -> None:
    before = (vault / NAME).read_bytes()
    (vault / NAME).unlink()
    assert command("baseline").code == 0
    assert (vault / NAME).read_bytes() == before


def test_a_baseline_never_grows(vault: Path, command: Command) -> None:
    done = command("baseline")
    assert done.code == 2
    assert "there is a baseline already" in done.err


def test_settings_name_it(vault: Path, command: Command) -> None:
    write_notes(vault, {"vaultlint.yaml": f"baseline: {NAME}\n"})
    assert command("check").code == 0
    assert command("check", "--no-baseline").code == 1
    (vault / NAME).unlink()
    done = command("check")
    assert done.code == 1
    assert f"there is no `{NAME}` yet: `vaultlint baseline` puts aside what it finds today" in done.err


def test_what_is_mended_is_said(vault: Path, command: Command) -> None:
    write_notes(vault, {"A.md": "Text.\n"})
    done = command("check", "--baseline")
    assert f"2 findings of `{NAME}` mended: `vaultlint baseline --prune` takes them out" in done.err
    assert "mended" not in command("check", "--baseline", "Folder").err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{\n<<<<<<< ours\n", f"{NAME}:2:1: not valid JSON"),
        ("[]", f"{NAME}:1:1: the file is no baseline of version 1"),
        ('{"version": 2, "notes": {}}', f"{NAME}:1:1: the file is no baseline of version 1"),
        (
            '{"version": 1, "notes": {"A.md": {"x": [1]}}}',
            "what is recorded of `A.md` is no list of findings",
        ),
        ("\udcff", f"{NAME}:1:1: "),
    ],
)
def test_a_spoiled_file_is_said_with_its_place(vault: Path, command: Command, text: str, words: str) -> None:
    (vault / NAME).write_bytes(text.encode("utf-8", "surrogateescape"))
    done = command("check", "--baseline")
    assert done.code == 2
    assert words in done.err


def test_a_baseline_that_is_not_there_is_said(vault: Path, command: Command) -> None:
    done = command("check", "--baseline", "other.json")
    assert (done.code, done.err) == (
        2,
        "vaultlint: there is no baseline `other.json`: `vaultlint baseline` writes one\n",
    )


def test_a_path_after_the_option_is_a_path(vault: Path, command: Command) -> None:
    write_notes(vault, {"vaultlint.yaml": "notes: .\n"})
    done = command("check", "--baseline", "Folder")
    assert done.out == "Nothing new: 1 note. 3 findings in the baseline.\n"


def test_reworded_notes_and_a_cache_change_nothing(vault: Path, command: Command) -> None:
    for text in ("One.\n", "Two.\n", "Three.\n"):
        write_notes(vault, {"A.md": text + NOTES["A.md"], "C.md": f"[[A]] [[Never]]\n{text}"})
        cached, anew = (new(command, *arguments) for arguments in ((), ("--no-cache",)))
        assert cached == anew == ["C.md: unwritten-note: no note is called `Never`"]


def test_json_counts_what_is_put_aside(vault: Path, command: Command) -> None:
    told = json.loads(command("check", "--baseline", "--output-format", "json").out)
    assert told["summary"]["baselined"] == 5


def test_format_puts_nothing_aside(vault: Path, command: Command) -> None:
    write_notes(vault, {"vaultlint.yaml": f"baseline: {NAME}\n", "D.md": "Text. \n"})
    (vault / NAME).unlink()
    assert command("check", "--select", "format", "--fail-on", "info").code == 1
    assert command("format", "--check").code == 1


def said(*words: str, rule: str = "missing-related") -> list[Diagnostic]:
    return [Diagnostic(rule, "related", Severity.WARNING, Finding("A.md", Span(0, 1), one)) for one in words]


def recorded(*words: str, path: str = "A.md", rule: str = "missing-related") -> Baseline:
    return Baseline({path: Recorded("", {rule: words})})


@pytest.mark.parametrize(
    ("was", "now", "left"),
    [
        ("`R` does not list `A`, `B` and `C`", "`R` does not list `A` and `C`", 0),
        ("`R` does not list `A` and `B`", "`R` does not list `A` and `C`", 1),
        ("`R` does not list `A`", "`R` does not list `A` and `B`", 1),
        ("`x` is 3 here, 4 in line 17", "`x` is 3 here, 4 in line 19", 0),
        ("`x` is 3 here, 4 in line 17", "`x` is 3 here, 5 in line 17", 1),
        ("the same in lines 3, 4 and 19", "the same in lines 5, 6 and 21", 0),
    ],
)
def test_what_is_the_same_finding(was: str, now: str, left: int) -> None:
    # What is recorded are words without line numbers.
    _, before = put_aside(said(was), Baseline(), "A.md")
    assert before == []
    baseline = recorded(identity(said(was)[0]).words)
    fresh, known = put_aside(said(now), baseline, "A.md")
    assert (len(fresh), len(known)) == (left, 1 - left)


def test_what_is_recorded_counts() -> None:
    fresh, known = put_aside(said("one", "one", "two"), recorded("one", "two"), "A.md")
    assert [item.finding.message for item in fresh] == ["one"]
    assert len(known) == 2
