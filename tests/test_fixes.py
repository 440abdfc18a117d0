"""Fixes reach the disk whole, do what they declare, and nothing else is written."""

import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Set
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, TODAY
from vaultlint import oracle, write
from vaultlint.cli import main
from vaultlint.finding import Changes, Edit, Fix
from vaultlint.fix import mend
from vaultlint.text import Span

TABLE = "# Trade\n\n| Metal | Use |\n|---|---|\n| [[Copper|Red metal]] | Wire |\n"


NOTHING = Changes()
LISTED = Changes(tags=(("", "x"),), properties=(("tag: x", "tags: [x]"),))
QUOTED = Changes(links=(("", "A"),), properties=(("[[A]]", '"[[A]]"'),))


def judge(before: str, after: str, touched: Set[int], changes: Changes) -> str:
    return oracle.difference(oracle.view(before), oracle.view(after), touched, changes)


def edit(text: str, old: str, new: str) -> Edit:
    at = text.index(old)
    return Edit(Span(at, at + len(old)), new)


def refusal(text: str, old: str, new: str, changes: Changes = NOTHING) -> str:
    """Why a fix that writes `new` for `old` is refused; an empty text if it is not."""
    found = mend(text, [Fix("", (edit(text, old, new),), changes)], judge)
    return found.refused[0][1] if found.refused else ""


@pytest.mark.parametrize(
    ("text", "old", "new", "changes"),
    [
        ("A [[B]] c.\n", "[[B]]", "[[D|B]]", Changes(links=(("B", "D"),))),
        ("A  b.\n", "  b", " b", Changes()),
        ("#a #b\n", " #b", "", Changes(((" #b", ""),), (("b", ""),))),
        (
            "---\ntag: x\n---\nA\n",
            "tag: x",
            "tags: [x]",
            Changes(tags=(("", "x"),), properties=(("tag: x", "tags: [x]"),)),
        ),
        (
            "---\nup: [[A]]\n---\n",
            "[[A]]",
            '"[[A]]"',
            Changes(links=(("", "A"),), properties=(("[[A]]", '"[[A]]"'),)),
        ),
        ("- a\n- b\n", "- b", "- b\n- c", Changes((("", "c"),), blocks=(("ul", "ul"),))),
        ("a\n\n\nb\n", "\n\n\n", "\n\n", Changes()),
    ],
)
def test_what_is_declared_is_let_through(text: str, old: str, new: str, changes: Changes) -> None:
    assert refusal(text, old, new, changes) == ""


@pytest.mark.parametrize(
    ("text", "old", "new", "changes"),
    [
        ("A [[B]] c.\n", "[[B]]", "[[D|B]]", Changes()),
        ("A [[B]] c.\n", "[[B]]", "[[D]]", Changes(links=(("B", "D"),))),
        ("A b.\n", "b", "c", Changes()),
        ("A b.\n", "b", "c", Changes((("b", "d"),))),
        ("A b.\n", "b", "*b*", Changes()),
        ("#a #b\n", " #b", "", Changes(((" #b", ""),))),
        ("---\na: 1\n---\nA\n", "a: 1", "a: '1'", Changes()),
        ("---\na: no\n---\nA\n", "no", "false", Changes()),
        ("a\nb\n", "a\nb", "a\n\nb", Changes()),
        ("a\n\nb\n", "b", "# b", Changes()),
        ("- a\n- b\n", "- b", "- b\n- c", Changes((("", "d"),), blocks=(("ul", "ul"),))),
        ("```\na\n```\n", "a", "b", Changes()),
        ("a  \nb\n", "a  ", "a", Changes()),
    ],
)
def test_what_is_not_declared_is_refused(text: str, old: str, new: str, changes: Changes) -> None:
    assert refusal(text, old, new, changes)


def test_fixes_that_overlap_wait_and_insertions_at_one_point_do_not() -> None:
    text = "A b c.\n"
    longer = Fix("", (edit(text, "b c", "d"),), Changes((("b c", "d"),)))
    inside = Fix("", (edit(text, "c", "e"),), Changes((("c", "e"),)))
    ones = [Fix("", (Edit(Span(2, 2), word),), Changes((("", word),))) for word in ("x ", "y ")]
    found = mend(text, [inside, longer], judge)
    assert (found.text, found.applied, found.refused) == ("A d.\n", (1,), ())
    assert mend(text, ones, judge).text == "A x y b c.\n"
    assert mend(text, [ones[0], ones[0]], judge).applied == (0,)


def test_of_several_fixes_only_the_wrong_one_is_refused() -> None:
    text = "A b c.\n"
    right = Fix("", (edit(text, "b", "d"),), Changes((("b", "d"),)))
    wrong = Fix("", (edit(text, "c", "e"),))
    found = mend(text, [right, wrong], judge)
    assert (found.text, found.applied, [index for index, _ in found.refused]) == ("A d c.\n", (0,), [1])


def test_line_ends_are_the_notes_own() -> None:
    text = "a\r\nb\r\n"
    fix = Fix("", (Edit(Span(len(text), len(text)), "\n- c\n"),), Changes((("", "c"),), blocks=(("", "ul"),)))
    assert mend(text, [fix], judge).text == "a\r\nb\r\n\r\n- c\r\n"


def vault(folder: Path, **notes: str) -> Path:
    (folder / ".obsidian").mkdir(parents=True)
    for name, text in notes.items():
        (folder / f"{name}.md").write_bytes(text.encode())
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main([*arguments])
    output = capsys.readouterr()
    return code, output.out, output.err


def test_fix_writes_and_reports_the_rest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = vault(tmp_path / "v", Trade=TABLE + "\n[[Nowhere]]\n", Copper="# Copper\n")
    (root / "Trade.md").chmod(0o640)
    code, out, err = run(capsys, "check", str(root), "--fix", "--output-format", "concise", "--today", TODAY)
    assert code == 1
    assert "Fixed 1 problem in 1 note:" in out
    assert "Trade.md: unescaped-pipe\n" in out
    assert "unwritten-note" in out.splitlines()[-2]
    assert "unescaped-pipe:" not in out
    assert err.count("rejected") == 0
    assert "| [[Copper\\|Red metal]] | Wire |" in (root / "Trade.md").read_text("utf-8")
    assert stat.S_IMODE((root / "Trade.md").stat().st_mode) == 0o640
    assert sorted(path.name for path in root.iterdir()) == [".obsidian", "Copper.md", "Trade.md"]


def test_diff_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = vault(tmp_path / "v", Trade=TABLE, Copper="# Copper")
    before = (root / "Trade.md").stat().st_mtime_ns
    code, out, err = run(capsys, "check", str(root), "--diff")
    assert (code, err.splitlines()[-1]) == (1, "Would fix 1 problem.")
    assert "-| [[Copper|Red metal]] | Wire |\n+| [[Copper\\|Red metal]] | Wire |\n" in out
    assert (root / "Trade.md").stat().st_mtime_ns == before
    code, out, err = run(capsys, "check", str(root / "Copper.md"), "--diff")
    assert (code, out, err.splitlines()[-1]) == (0, "", "Nothing to fix.")


def test_json_has_the_fix_and_stays_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = vault(tmp_path / "v", Trade=TABLE, Copper="# Copper\n")
    _, out, _ = run(capsys, "check", str(root), "--output-format", "json", "--no-cache")
    fix = json.loads(out)["findings"][0]["fix"]
    assert (fix["safe"], fix["edits"][0]["text"]) == (True, "\\|")
    assert fix["edits"][0]["range"]["start"] == {"line": 5, "column": 11}
    _, out, _ = run(capsys, "check", str(root), "--output-format", "json", "--fix")
    assert json.loads(out)["findings"] == []


def test_a_note_from_standard_input_goes_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault(tmp_path / "v", Copper="# Copper\n")
    for command, source, expected in (
        (["check", "--fix"], TABLE, TABLE.replace("Copper|", "Copper\\|")),
        (["format"], "# A \r\n\r\n\r\nb\r\n", "# A\r\n\r\nb\r\n"),
    ):
        found = subprocess.run(
            [sys.executable, "-m", "vaultlint", *command, "--stdin-filename", str(root / "New.md")],
            input=source.encode(),
            capture_output=True,
            check=True,
        )
        assert found.stdout.decode() == expected
    assert not (root / "New.md").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--unsafe-fixes"], "ask for --fix or --diff with it"),
        (["--fix", "--staged"], "not with --since or --staged"),
    ],
)
def test_what_makes_no_sense_is_said(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "check", str(vault(tmp_path / "v")), *arguments)
    assert code == 2
    assert words in err


def test_the_owner_says_what_may_be_fixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = vault(tmp_path / "v", Trade=TABLE, Copper="# Copper\n")
    for said in ("unfixable: [unescaped-pipe]", "unfixable: links", "fixable: [tags]"):
        (root / "vaultlint.yaml").write_text(f"{said}\n")
        assert run(capsys, "check", str(root), "--diff")[0] == 0
    (root / "vaultlint.yaml").write_text("unfixable: [unescaped-pip]\n")
    code, _, err = run(capsys, "check", str(root), "--diff")
    assert code == 2
    assert "did you mean `unescaped-pipe`?" in err


def test_unsafe_fixes_are_asked_for(tmp_path: Path) -> None:
    root = vault(tmp_path / "v", Trade="See [[coppers]].\n", Copper="# Copper\n")
    assert main(["check", str(root), "--diff", "-q"]) == 0
    assert main(["check", str(root), "--fix", "--unsafe-fixes", "-q"]) == 0
    assert (root / "Trade.md").read_text("utf-8") == "See [[Copper|coppers]].\n"


def test_format_says_what_it_would_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = vault(tmp_path / "v", Odd="# Odd\n\n\n\ntext", Even="# Even\n")
    code, out, _ = run(capsys, "format", str(root), "--check")
    assert (code, out.splitlines()[-1]) == (1, "Would format 1 note, 1 in order.")
    assert run(capsys, "format", str(root), "--diff")[0] == 1
    code, out, _ = run(capsys, "format", str(root))
    assert (code, out) == (0, "Formatted 1 note, 1 in order.\n")
    assert (root / "Odd.md").read_text("utf-8") == "# Odd\n\ntext\n"
    assert run(capsys, "format", str(root), "--check")[0] == 0


def test_a_file_is_written_only_if_it_is_as_it_was_read(tmp_path: Path) -> None:
    path, link = tmp_path / "a.md", tmp_path / "b.md"
    path.write_bytes(b"now")
    assert write.replace(str(path), b"then", b"new") == "it has changed meanwhile"
    link.symlink_to(path)
    assert write.replace(str(link), b"now", b"new") == "it is a link to another file"
    path.chmod(0o444)
    assert write.replace(str(path), b"now", b"new") == "it is read-only"
    assert write.replace(str(tmp_path / "c.md"), b"", b"new") == "no such file or directory"
    assert path.read_bytes() == b"now"


def test_killed_at_any_moment_every_note_is_old_or_new(tmp_path: Path) -> None:
    """A few moments here; many more are tried by hand before a release."""
    old = "# N \n\n\n\n" + "word " * 2000
    new = "# N\n\n" + "word " * 1999 + "word\n"
    root = vault(tmp_path / "v", **{f"Note {number}": old for number in range(60)})
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    for seed in range(6):
        for path in root.glob("*.md"):
            path.write_text(old, "utf-8")
        running = subprocess.Popen(
            [sys.executable, "-m", "vaultlint", "format", str(root), "-q", "--no-cache"], env=environment
        )
        time.sleep(random.Random(seed).uniform(0.3, 1.2))
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert {path.read_text("utf-8") for path in root.glob("*.md")} <= {old, new}


LAID_OUT = (
    ("a\r\nb\r\n\n\nc\r\n", "a\r\nb\r\n\r\nc\r\n"),
    ("a\r\nb\r\n\n", "a\r\nb\r\n"),
    ("a  \n\u00a0\n", "a  \n\u00a0\n"),
    ("a\\ \nb\n", "a\\ \nb\n"),
    ("***\n--- \ntext\n", "***\n\n---\n\ntext\n"),
    ("- x\n* --\n", "- x\n* --\n"),
    ("* a\n- b\n - c\n", "* a\n- b\n - c\n"),
    ("\ufeff\ufeffa\n", "\ufeff\ufeffa\n"),
    ("a\r\r\nb\n", "a\r\r\nb\n"),
    ("- \n  \n  foo\n", "- \n  \n  foo\n"),
    ("%% \na\n", "%%\na\n"),
)


@pytest.mark.parametrize(("before", "after"), LAID_OUT)
def test_odd_notes_are_laid_out_once(before: str, after: str, tmp_path: Path) -> None:
    root = vault(tmp_path / "v", Odd=before)
    for _ in range(2):
        assert main(["format", str(root), "-q"]) == 0
        assert (root / "Odd.md").read_bytes().decode() == after


MENDED = (
    ("---\r\ntags: #x\r\n---\r\n", "---\r\ntags: [x]\r\n---\r\n"),
    ("## Related\n- [[B]]\n- [[C]]\n- [[B]]\n\n  of B\n", ""),
    ("## Related\n- [[B]]\n- [[C]]\n- [[B]]\nof B\n", ""),
    ("## Related\n- [ ] [[B]]\n- [ ] [[B]]\n", "## Related\n- [ ] [[B]]\n"),
    ('---\naliases: [["foo"]]\n---\n', ""),
    ('---\naliases: "[[a]], [[b]]"\n---\n', ""),
    ("---\ntags: ['a', a, A]\n---\n", "---\ntags: ['a']\n---\n"),
    ("---\ntag:\n  - x\n  - x\n---\n", "---\ntags:\n  - x\n---\n"),
    ("---\ntags: &x [a, a]\ny: *x\n---\n", ""),
    ("---\ncreated: 2026-3-1\ntags: a\ntags: b\n---\n", ""),
    ('---\nup: "[[Alias of B]]"\n---\n', '---\nup: "[[B|Alias of B]]"\n---\n'),
    ("[^1]: see [[Alias of B]]\n", "[^1]: see [[B|Alias of B]]\n"),
    ("# [[Alias of B]]\n\n[[#Alias of B]]\n", ""),
    ("[[ Alias of B ]] and [[Alias of B|]]\n", ""),
    ("#a  #a\n\ntext\n", "#a\n\ntext\n"),
    ("*Created [[2026-3-1]]*\n", ""),
    ("|a|b|\n|:—:|—:|\n|1|2|\n", "|a|b|\n|:---:|---:|\n|1|2|\n"),
    ("|a|b|\n|-|-|\n|`[[C|x]]`|y|\n", ""),
    ("|[[C|x]]|b|\n|-|-|-|\n|1|2|3|\n", ""),
)


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_odd_notes_are_mended_or_left_alone(before: str, after: str, tmp_path: Path) -> None:
    owner = "---\naliases: [Alias of B]\n---\n# B\n"
    root = vault(tmp_path / "v", Odd=before, B=owner, C="# C\n")
    for _ in range(2):
        assert main(["check", str(root), "--fix", "-q"]) < 2
        assert (root / "Odd.md").read_bytes().decode() == (after or before)


def test_what_is_no_text_is_not_given_back(tmp_path: Path) -> None:
    root = vault(tmp_path / "v", B="# B\n")
    found = subprocess.run(
        [sys.executable, "-m", "vaultlint", "format", "--stdin-filename", str(root / "N.md")],
        input=b"a\xff \n",
        capture_output=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (2, b"")
    assert b"not UTF-8" in found.stderr


PIECES = (
    *(
        "# Heading",
        "## Section",
        "Setext\n---",
        "text",
        "text  ",
        "two\nlines",
        "hard  \nbreak",
        "---",
        "***",
    ),
    *("#tag #other", "#tag  #other", "- a\n- b", "* a\n- b", "- a\n\n\n- b", "1. a\n   - b\n", "- [ ] ", "-"),
    *("| a | b |\n|---|---|\n| 1 | 2 |", "> | a |\n> |---|\n> | [[x|y]] |", "> [!note] t\n> text "),
    *(
        "```\ncode  \n\n\n```",
        "    code  ",
        "$$\na  \n\n\nb\n$$",
        "%%\nc  \n\n\n%%",
        "<div>\n\n\n</div>",
        "<!-- x  \n\n\n-->",
    ),
    *(
        "[[Copper]] — why",
        "## Related\n\n- [[A]] — b\n- [[C]] - d",
        "*Created 2026-02-09*",
        "[^1]: note  ",
        "a[^1]",
    ),
    *("\t- tab", "😀 ‏עברית‏", "a\\", "~~~\nfence", "\u3000", "\u00a0", "|", "a | b", "\ttext\t"),
)
GAPS = ("\n", "\n\n", "\n\n\n", " \n\t\n")
HEADS = ("", "---\na: 1 # c  \n\n\nb: [x,   y]\n---\n", "---\n---\n", "---\nopen: x\n", "\n\n")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.sampled_from(HEADS),
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=9),
    st.sampled_from(("\n", "\r\n")),
)
def test_format_is_done_at_once_and_shows_the_same(
    head: str, parts: list[tuple[str, str]], line_end: str
) -> None:
    from vaultlint import session
    from vaultlint.load import Selection, choose_rules, load_settings
    from vaultlint.place import Place
    from vaultlint.repair import repair
    from vaultlint.request import Request

    text = (head + "".join(piece + gap for piece, gap in parts)).replace("\n", line_end)
    root = str(ROOT / "tests" / "rules" / "trailing-space" / "example" / "notes")
    rules = choose_rules(load_settings(Place(root))[1], Selection(select=("format",)))

    def formatted(source: bytes) -> bytes:
        asked = Request(root, rules, TODAY, ("New.md",), ("New.md",), {"New.md": source}, cache=False)
        found = repair(asked, lambda one: session.run(one, lambda done, total: None), unsafe=False)
        assert found.rejected == ()
        return found.contents["New.md"].fixed if found.contents else source

    once = formatted(text.encode())
    assert formatted(once) == once
    before, after = oracle.view(text), oracle.view(once.decode())
    assert (before.links, before.tags, before.properties) == (after.links, after.tags, after.properties)


def test_a_refusal_does_not_take_long() -> None:
    before, after = "a " * 20_000, "a " * 20_000 + "b"
    view = oracle.view(before)
    changes = Changes((("", "a"), ("", "a a"), ("a", ""), ("", "a")))
    started = time.monotonic()
    assert oracle.difference(view, oracle.view(after), {0}, changes)
    assert time.monotonic() - started < 5
