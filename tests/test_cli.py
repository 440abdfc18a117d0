"""The command line as people use it: what it prints, and how it ends."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from vaultlint import __version__
from vaultlint.cli import main


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with an error, a warning and an information, from its own folder."""
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "Actors").mkdir()
    (tmp_path / "Actors/JOGMEC.md").write_text("#actor\n\n**JOGMEC** — under [[METI]]. [[JOGMEC]] buys.\n")
    (tmp_path / "Japan.md").write_text("#country #2026\n\nA country.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    return tmp_path


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run `check` and return its code and what it printed."""
    try:
        code = main(["check", *arguments])
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


UNWRITTEN = "no note is called `METI` (write it, correct the name, or turn the link into text)"
FULL = """\
error[unwritten-note]: no note is called `METI`
 --> Actors/JOGMEC.md:3:22
  |
3 | **JOGMEC** — under [[METI]]. [[JOGMEC]] buys.
  |                      ^^^^
help: write it, correct the name, or turn the link into text

info[self-link]: the note links to itself
 --> Actors/JOGMEC.md:3:30
  |
3 | **JOGMEC** — under [[METI]]. [[JOGMEC]] buys.
  |                              ^^^^^^^^^^
help: take the brackets away

warning[inert-tag]: `2026` is no tag: it has only digits
 --> Japan.md:1:10
  |
1 | #country #2026
  |          ^^^^^
help: add a letter, such as `y2026`

Found 3 problems (1 error, 1 warning, 1 info) in 2 notes.
"""


def test_full(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = check(capsys)
    assert (code, out) == (1, FULL)
    assert err == "vaultlint: the vault is `.`: it has a folder .obsidian\n"


def test_concise(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = check(capsys, "--output-format", "concise", "--select", "links")
    assert code == 1
    assert out.splitlines() == [
        "Actors/JOGMEC.md:1:1: warning orphan-note: no other note links to this one (link to it somewhere)",
        f"Actors/JOGMEC.md:3:22: error unwritten-note: {UNWRITTEN}",
        "Actors/JOGMEC.md:3:30: info self-link: the note links to itself (take the brackets away)",
        "Japan.md:1:1: warning orphan-note: no other note links to this one (link to it somewhere)",
        "Found 4 problems (1 error, 2 warnings, 1 info) in 2 notes.",
    ]


def test_json(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = check(capsys, "--output-format", "json", "--today", "2026-02-10", "Actors")
    report = json.loads(out)
    assert code == 1
    assert (report["version"], report["root"], report["today"]) == (1, ".", "2026-02-10")
    assert report["findings"][0] == {
        "rule": "unwritten-note",
        "family": "links",
        "severity": "error",
        "path": "Actors/JOGMEC.md",
        "range": {"start": {"line": 3, "column": 22}, "end": {"line": 3, "column": 26}},
        "message": "no note is called `METI`",
        "help": "write it, correct the name, or turn the link into text",
        "asked": None,
        "related": [],
        "fix": None,
    }
    assert report["summary"] == {
        "notes": 1,
        "findings": 2,
        "errors": 1,
        "warnings": 0,
        "infos": 1,
        "suppressed": 0,
        "baselined": 0,
    }


def test_json_lines_are_the_findings_of_json(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, whole, _ = check(capsys, "--output-format", "json")
    _, lines, _ = check(capsys, "--output-format", "json-lines")
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(whole)["findings"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("Japan.md",), 0),
        (("Japan.md", "--fail-on", "warning"), 1),
        (("--select", "self-link"), 0),
        (("--select", "self-link", "--fail-on", "info"), 1),
        (("--ignore", "links"), 0),
        (("--ignore", "all"), 0),
        (("--select", "self-link", "--extend-select", "inert-tag", "--fail-on", "warning"), 1),
    ],
)
def test_exit_codes(
    vault: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int
) -> None:
    assert check(capsys, *arguments)[0] == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Nowhere.md",), "there is no file or folder `Nowhere.md`"),
        (("--select", "linkz"), "--select: no rule or family is called `linkz`; did you mean `links`?"),
        (("--ignore", "broken"), "--ignore: no rule or family is called `broken`"),
        (("--select", ","), "--select: name rules or families, or `all`"),
        (("--today", "20260101"), "--today: `20260101` is no date"),
        (("--config", ""), "--config: there is no file ``"),
        (("--today", "tomorrow"), "--today: `tomorrow` is no date; write YYYY-MM-DD"),
        (("--jobs", "0"), "--jobs: 0 is no number of processes"),
        (("--config", "x.yaml"), "--config: there is no file `x.yaml`"),
        (("--output-format", "xml"), "invalid choice: 'xml'"),
        (("--output-file", "no/such/folder"), "--output-file: No such file or directory"),
        (("--stdin-filename", "Note.txt"), "is no note of the vault"),
        (("--stdin-filename", "Note.md", "Japan.md"), "name no other path"),
        (("--frobnicate",), "unrecognized arguments"),
        (("--selct", "links"), "did you mean `--select`?"),
        (("--output-format", "jsn"), "did you mean `json`?"),
    ],
)
def test_a_wrong_question_ends_with_two_and_words(
    vault: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = check(capsys, *arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_a_misspelled_command_is_recognised(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["chekc"])
    assert end.value.code == 2
    assert "did you mean `check`?" in capsys.readouterr().err


def test_the_environment_may_choose_the_format(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAULTLINT_OUTPUT_FORMAT", "concise")
    assert check(capsys, "Japan.md")[1].startswith("Japan.md:1:10: warning")
    monkeypatch.setenv("VAULTLINT_OUTPUT_FORMAT", "pretty")
    assert check(capsys)[0] == 2


def test_paths_filter_the_report_and_not_the_vault(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "Actors/METI.md").write_text("A ministry.\n")
    code, out, _ = check(capsys, "Actors/JOGMEC.md", "--select", "unwritten-note")
    assert (code, out) == (0, "All clear: 1 note.\n")


def test_quiet_and_verbose(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "CLAUDE.md").write_text("[[Nowhere]]\n")
    assert check(capsys, "-q", "--ignore", "all")[1:] == ("", "")
    assert "left alone: CLAUDE.md" in check(capsys, "-v")[2]
    assert "CLAUDE.md" not in check(capsys, "--show-files")[1]
    assert "CLAUDE.md (left alone" in check(capsys, "--show-files", "-v")[1]


def test_a_note_left_alone_is_checked_when_it_is_named(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault / "CLAUDE.md").write_text("[[Nowhere]]\n")
    assert check(capsys, "CLAUDE.md")[0] == 1
    assert check(capsys, "CLAUDE.md", "--force-exclude")[0] == 0


def test_statistics(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(capsys, "--statistics")
    assert out == (
        "1  warning  inert-tag\n1  info     self-link\n1  error    unwritten-note\n"
        "\nWanted most, of 1 unwritten note:\n1  METI\n\n"
        "Found 3 problems (1 error, 1 warning, 1 info) in 2 notes.\n"
    )


def test_explain(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(capsys, "--explain")
    assert (
        "why: links/unwritten-note: A link leads to a note that nobody has written. Error by default." in out
    )


def test_settings_are_shown_with_their_origin(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "vaultlint.yaml").write_text(
        "extends: strict\nexclude: [Drafts/]\nrules:\n  unwritten-note: {severity: info, planned: x}\n"
        "overrides:\n  - {files: Daily/, rules: {links: off}}\n"
    )
    code, out, _ = check(capsys, "--show-settings", "--ignore", "self-link")
    assert code == 0
    assert "fail-on: warning\nexclude: ['Drafts/']" in out
    assert "  unwritten-note: info  # vaultlint.yaml\n    planned: ('x',)\n" in out
    assert "  wrong-case: warning  # the pack `strict`\n" in out
    assert "  self-link: off  # the command line\n" in out
    assert "override: Daily/: ambiguous-link: off" in out


def test_standard_input_stands_for_a_note(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = io.TextIOWrapper(io.BytesIO(b"[[Japan]] and [[Nowhere]]\n"))
    monkeypatch.setattr(sys, "stdin", text)
    code, out, _ = check(capsys, "--stdin-filename", "Actors/JOGMEC.md", "--output-format", "concise")
    assert code == 1
    assert out.splitlines()[0].startswith(
        "Actors/JOGMEC.md:1:17: error unwritten-note: no note is called `Nowhere`"
    )


def test_output_file(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = check(capsys, "--output-file", "report.txt")
    assert (code, out) == (1, "")
    assert (vault / "report.txt").read_text() == FULL


def test_colors(vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in check(capsys, "--color", "always")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31merror\x1b[0m" in check(capsys)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in check(capsys)[1]


def test_a_name_cannot_move_the_cursor(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "Evil.md").write_text("[[\x1b[31mred\x07]]\n")
    for arguments in ((), ("--output-format", "concise")):
        assert "\x1b" not in check(capsys, *arguments, "--select", "links")[1]


def test_a_folder_of_vaults_stands_for_all_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        (tmp_path / name / ".obsidian").mkdir(parents=True)
        (tmp_path / name / "Note.md").write_text("[[Nowhere]]\n")
    monkeypatch.chdir(tmp_path)
    code, out, _ = check(capsys, "--output-format", "concise")
    assert code == 1
    assert [line.split(":")[0] for line in out.splitlines() if "unwritten" in line] == [
        "one/Note.md",
        "two/Note.md",
    ]


@pytest.mark.parametrize(("sign", "name"), [("dendron.yml", "Dendron"), ("logseq/config.edn", "Logseq")])
def test_other_programs_vaults_get_one_notice(
    vault: Path, capsys: pytest.CaptureFixture[str], sign: str, name: str
) -> None:
    (vault / sign).parent.mkdir(exist_ok=True)
    (vault / sign).write_text("")
    code, out, err = check(capsys)
    assert (code, out) == (0, "All clear: 2 notes.\n")
    assert f"this is a {name} vault" in err
    assert check(capsys, "--select", "unwritten-note")[0] == 1


def test_a_path_outside_the_vault_is_a_wrong_question(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault / "vaultlint.yaml").write_text("notes: Actors\n")
    code, out, err = check(capsys, "Japan.md")
    assert (code, out) == (2, "")
    assert "`Japan.md` does not lie in the vault `Actors`" in err
    assert check(capsys, "Japan.md", "--force-exclude")[:2] == (0, "All clear: 0 notes.\n")


def test_an_inner_vault_is_asked_for_by_itself(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "inner/.obsidian").mkdir(parents=True)
    (vault / "inner/Note.md").write_text("[[Nowhere]]\n")
    assert "Nowhere" not in check(capsys)[1]
    assert "Nowhere" in check(capsys, "inner")[1]
    assert json.loads(check(capsys, "--output-format", "json")[1])["summary"]["notes"] == 2


def test_json_is_of_one_vault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "two"):
        (tmp_path / name / ".obsidian").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    code, out, err = check(capsys, "one", "two", "--output-format", "json")
    assert (code, out) == (2, "")
    assert "json is one report of one vault" in err


def test_names_keep_their_joiners_and_spaces(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("👩\u200d💻 Dev", "می\u200cخواهم", "日本\u3000語"):
        (vault / f"{name}.md").write_text("[[Nowhere]]\n")
        assert f"{name}.md:1:3" in check(capsys, "--output-format", "concise")[1]
    (vault / "a\u202eb.md").write_text("[[Nowhere]]\n")
    assert "\u202e" not in check(capsys, "--output-format", "concise")[1]


def test_a_folder_that_cannot_be_read_is_said(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "loop").symlink_to("loop")
    code, _, err = check(capsys, "--ignore", "all")
    assert code == 0
    assert "warning: `loop` cannot be read" in err


def test_a_fault_of_ours_is_a_sentence(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: str) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("vaultlint.check.find_place", fail)
    code, out, err = check(capsys)
    assert (code, out) == (2, "")
    assert err == "vaultlint: internal error: ZeroDivisionError: by nothing; please report it\n"
    monkeypatch.setenv("VAULTLINT_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        check(capsys)


def test_an_empty_folder_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = check(capsys)
    assert (code, out) == (0, "All clear: 0 notes.\n")
    assert "warning: no notes to check" in err


def test_rule_explains(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "unwritten-note"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("# unwritten-note\n\nA link leads to a note that nobody has written.\n")
    assert "- `planned` (default `[]`): Names that may stay without a note" in page
    assert main(["rule", "broken-lnk"]) == 2
    assert "did you mean `broken-link`?" in capsys.readouterr().err
    assert main(["rule"]) == 0
    assert "links       broken-link         error    A link leads to no note" in capsys.readouterr().out
    assert main(["rule", "self-link", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["severity"] == "info"


def test_clean_deletes_the_cache(vault: Path, capsys: pytest.CaptureFixture[str], cache_folder: Path) -> None:
    check(capsys)
    assert list(cache_folder.iterdir())
    assert main(["clean"]) == 0
    assert not list(cache_folder.iterdir())
    assert "Deleted" in capsys.readouterr().out
    cache_folder.rmdir()
    assert main(["clean"]) == 0
    assert "no cache" in capsys.readouterr().out


def test_a_reader_that_leaves_is_no_crash(vault: Path) -> None:
    (vault / "Long.md").write_text("\n".join(f"[[Nowhere {number}]]" for number in range(20_000)))
    command = [sys.executable, "-m", "vaultlint", "check", "--no-cache"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=vault)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    assert process.wait() in {0, 1}


def test_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vaultlint", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"vaultlint {__version__}\n"


def test_progress_shows_on_a_terminal(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from vaultlint import answer

    ticks = iter(range(0, 1000, 2))
    monkeypatch.setattr(answer, "monotonic", lambda: next(ticks))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert "Reading notes: 2 of 2" in check(capsys, "--no-cache")[2]


def test_a_rule_that_fails_is_told_and_ends_with_two(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from vaultlint.rules.links import self_link

    def fail(vault: object) -> list[object]:
        raise ValueError("no such thing")

    fail.spec = self_link.check.spec  # type: ignore[attr-defined]
    monkeypatch.setattr(self_link, "check", fail)
    from vaultlint import registry

    registry.load.cache_clear()
    (vault / "vaultlint.yaml").write_text("rules: {notes: off}\n")
    (vault / "Actors/JOGMEC.md").write_text("<!-- vaultlint-disable-file -->\n[[METI]]\n")
    (vault / "Japan.md").write_text("[[METI]]\n")
    code, out, _ = check(capsys, "--no-cache")
    registry.load.cache_clear()
    assert code == 2
    assert "the rule `self-link` failed here: ValueError: no such thing" in out
    assert "no note is called `METI`" in out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_note_that_may_not_be_read_is_a_finding(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "Secret.md").write_text("x")
    (vault / "Secret.md").chmod(0)
    assert "permission denied" in check(capsys)[1]
