"""What `--since` and `--staged` report: the notes that changed, and what the change causes elsewhere."""

import subprocess
from pathlib import Path

import pytest

from tests.conftest import TODAY, Repository
from vaultlint.cli import main


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    """The exit code, and what each line says before its help; the report's last line left out."""
    capsys.readouterr()
    code = main(["check", "--output-format", "concise", "--today", TODAY, *arguments])
    *lines, _ = capsys.readouterr().out.splitlines()
    return code, [line.removeprefix("notes/").partition(" (")[0] for line in lines]


START = {
    "Copper.md": "---\naliases: [Red metal]\n---\n**Copper** — a metal.\n\n## Prices\n\nHigh. ^high\n",
    "Tin.md": "**Tin** — alloyed with [[Copper]], see [[Copper#Prices]] and [[Copper#^high]].\n",
    "Zinc.md": "**Zinc** — alloyed with [[Copper]], and with [[Nothing]].\n",
}
DELETED = [
    "Tin.md:1:26: error broken-link: no note is called `Copper`, because `Copper.md` was deleted",
    "Zinc.md:1:27: error broken-link: no note is called `Copper`, because `Copper.md` was deleted",
]


def test_a_deleted_note(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START)
    repository.git("rm", "-q", "notes/Copper.md")
    assert said(capsys, "--staged") == (1, DELETED)
    assert said(capsys, "--since", "HEAD") == (1, DELETED)
    assert said(capsys, "--staged", "notes/Zinc.md") == (1, DELETED[1:])
    repository.git("commit", "-q", "-m", "without copper")
    assert said(capsys, "--since", "HEAD~1") == (1, DELETED)
    assert said(capsys, "--since", "HEAD") == (0, [])


def test_a_renamed_note(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START)
    repository.git("mv", "notes/Copper.md", "notes/Cuprum.md")
    because = "no note is called `Copper`, because `Copper.md` was renamed to `Cuprum.md`"
    expected = [
        f"Tin.md:1:26: error broken-link: {because}",
        f"Zinc.md:1:27: error broken-link: {because}",
    ]
    assert said(capsys, "--staged") == (1, expected)
    assert main(["check", "--staged"]) == 1
    assert "help: did you mean `[[Cuprum]]`? if not, write it" in capsys.readouterr().out
    repository.git("reset", "-q")
    assert said(capsys, "--staged") == (0, [])
    assert said(capsys, "--since", "HEAD") == (1, expected)


def test_what_a_change_takes_away(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START | {"Lead.md": "**Lead** — beside the [[Red metal]].\n"})
    repository.write({"Copper.md": "**Copper** — a metal.\n\n## Price\n\nLow.\n"})
    code, lines = said(capsys, "--since", "HEAD")
    assert code == 1
    assert lines == [
        "Lead.md:1:25: error unwritten-note: no note is called `Red metal`, because `Copper.md` was changed",
        "Tin.md:1:40: error broken-anchor: `Copper` has no heading `Prices`, because `Copper.md` was changed",
        "Tin.md:1:62: error broken-anchor: `Copper` has no block `^high`, because `Copper.md` was changed",
    ]


def test_a_mate_is_lost(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(
        {
            "Tin.md": "**Tin** — a metal.\n\n## Related\n\n- [[Copper]] — bronze\n",
            "Copper.md": "**Copper** — a metal.\n\n## Related\n\n- [[Tin]] — bronze\n",
        }
    )
    repository.write({"Zinc.md": "**Zinc** — a metal.\n\n## Related\n\n- [[Tin]] — a metal\n"})
    assert said(capsys, "--since", "HEAD", "--extend-select", "one-way-related") == (
        0,
        [
            "Tin.md:5:3: info one-way-related: `Related` does not list `[[Zinc]]`, where this note is listed,"
            " because `Zinc.md` was added"
        ],
    )
    (repository.folder / "notes/Zinc.md").unlink()
    repository.write(
        {
            "Copper.md": "**Copper** — a metal.\n\n## Related\n\n- [[Lead]] — a metal\n",
            "Lead.md": "A metal.\n",
        }
    )
    assert said(capsys, "--since", "HEAD", "--extend-select", "one-way-related")[1] == [
        "Copper.md:5:3: info one-way-related: `Related` does not list `[[Tin]]`, where this note is listed"
    ]


def test_old_problems_elsewhere_are_silent(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(START)
    repository.write({"Lead.md": "**Lead** — a metal, beside [[Copper]].\n"})
    repository.git("add", "-A")
    assert said(capsys, "--staged") == (0, [])
    repository.write({"Lead.md": "**Lead** — a metal, beside [[Nothing]].\n"})
    repository.git("add", "-A")
    code, lines = said(capsys, "--staged")
    assert (code, len(lines)) == (1, 1)
    assert lines == ["Lead.md:1:30: error unwritten-note: no note is called `Nothing`"]


def test_the_index_counts_and_not_the_disk(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(START)
    repository.write({"Tin.md": "**Tin** — a metal, like [[Nowhere]].\n"})
    repository.git("add", "-A")
    repository.write({"Tin.md": "**Tin** — a metal.\n", "Zinc.md": "**Zinc** — like [[Nobody]].\n"})
    (repository.folder / "notes/Copper.md").unlink()
    code, lines = said(capsys, "--staged")
    assert code == 1
    assert lines == ["Tin.md:1:27: error unwritten-note: no note is called `Nowhere`"]


def test_a_note_that_is_not_staged(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START)
    repository.write({"Tin.md": "**Tin** — like [[Pewter]].\n"})
    repository.git("add", "-A")
    repository.write({"Pewter.md": "**Pewter** — a metal.\n"})
    for _ in range(2):
        code, lines = said(capsys, "--staged")
        assert code == 1
        assert lines == [
            "Tin.md:1:18: error unwritten-note: no note is called `Pewter`, because `Pewter.md` is not staged"
        ]
        repository.git("add", "--intent-to-add", "notes/Pewter.md")
    assert said(capsys, "--since", "HEAD")[0] == 0


@pytest.mark.parametrize(
    "name", ["Two words", "Ünïcøde – 金属", "It's", 'The "best"', "a\tb", ":(top)x", "-q", "R&D [1]"]
)
def test_names(repository: Repository, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = f"{name}.md"
    link = f"[x](<{path}>)" if "[" in name else f"[[{name}]]"
    repository.commit({path: "**It** — a thing.\n", "Other.md": f"**Other** — beside {link}.\n"})
    (repository.folder / "notes" / path).unlink()
    repository.git("add", "-A")
    code, lines = said(capsys, "--staged")
    assert code == 1
    (line,) = lines
    assert line.startswith("Other.md:1:")
    assert "was deleted" in line


def test_before_the_first_commit(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.write(START)
    repository.git("add", "-A")
    code, lines = said(capsys, "--staged")
    assert (code, len(lines)) == (1, 1)
    assert main(["check", "--since", "HEAD"]) == 2
    assert "git knows no commit `HEAD`" in capsys.readouterr().err


def test_the_index_of_a_hook(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(START)
    repository.git("rm", "-q", "--cached", "notes/Copper.md")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert said(capsys, "--staged") == (1, DELETED)
    other = repository.folder / ".git/next-index-1.lock"
    repository.git("read-tree", "HEAD", f"--index-output={other}")
    monkeypatch.setenv("GIT_INDEX_FILE", str(other))
    assert said(capsys, "--staged") == (0, [])
    monkeypatch.setenv("GIT_INDEX_FILE", "/elsewhere/index")
    monkeypatch.setenv("GIT_DIR", "/elsewhere")


def test_a_worktree_and_a_submodule(
    repository: Repository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    repository.commit(START)
    repository.git("worktree", "add", "-q", str(tmp_path / "tree"))
    monkeypatch.chdir(tmp_path / "tree")
    (tmp_path / "tree/notes/Copper.md").unlink()
    assert said(capsys, "--since", "HEAD") == (1, DELETED)
    outer = Repository(tmp_path / "outer")
    url = str(repository.folder)
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url, "vault")
    outer.git("commit", "-q", "-m", "with a vault")
    monkeypatch.chdir(outer.folder / "vault")
    (outer.folder / "vault/notes/Copper.md").unlink()
    assert said(capsys, "--since", "HEAD") == (1, DELETED)


def test_a_branch_that_has_gone_on(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START)
    repository.git("checkout", "-q", "-b", "work")
    repository.commit({"Lead.md": "**Lead** — a metal.\n"})
    repository.git("checkout", "-q", "main")
    repository.commit({"Gold.md": "**Gold** — like [[Nowhere]].\n"})
    repository.git("checkout", "-q", "work")
    assert said(capsys, "--since", "main") == (0, [])


def test_moved_in_and_out(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START)
    repository.git("mv", "notes/Copper.md", "Copper.md")
    assert said(capsys, "--staged") == (1, DELETED)
    repository.git("commit", "-q", "-m", "moved out")
    repository.git("mv", "Copper.md", "notes/Copper.md")
    code, lines = said(capsys, "--staged")
    assert (code, lines) == (0, [])


def test_attachments_and_ambiguous_names(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(
        {"Tin.md": "**Tin** — ![[map.png]] of [[Ore]].\n", "a/Ore.md": "Ore.\n", "map.png": "x"}
    )
    repository.git("rm", "-q", "notes/map.png")
    repository.write({"b/Ore.md": "Ore.\n"})
    repository.git("add", "-A")
    ore = "`Ore` is the name of `a/Ore` and `b/Ore`, because `b/Ore.md` was added"
    assert said(capsys, "--staged")[1] == [
        "Tin.md:1:14: warning broken-embed: no file is called `map.png`, because `map.png` was deleted",
        f"Tin.md:1:29: warning ambiguous-link: {ore}",
    ]


def test_an_attachment_that_is_only_staged(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit({"Tin.md": "**Tin** — a metal.\n"})
    repository.write({"Tin.md": "**Tin** — ![[map.png]].\n", "map.png": "x"})
    repository.git("add", "-A")
    (repository.folder / "notes/map.png").unlink()
    assert said(capsys, "--staged") == (0, [])
    repository.git("reset", "-q", "--hard")
    assert main(["check", "--staged"]) == 0
    assert "nothing has changed since `HEAD`" in capsys.readouterr().err


def test_what_cannot_be_asked(
    repository: Repository,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repository.commit(START)
    repository.commit({"Lead.md": "A metal.\n"})
    assert main(["check", "--since", "nonsense"]) == 2
    assert capsys.readouterr().err.endswith("vaultlint: --since: git knows no commit `nonsense`\n")
    with pytest.raises(SystemExit):
        main(["check", "--since", "HEAD", "--staged"])
    assert main(["check", "--staged", "--stdin-filename", "notes/Tin.md"]) == 2
    subprocess.run(
        ("git", "clone", "-q", "--depth", "1", f"file://{repository.folder}", str(tmp_path / "shallow")),
        check=True,
    )
    monkeypatch.chdir(tmp_path / "shallow")
    capsys.readouterr()
    assert main(["check", "--since", "HEAD~1"]) == 2
    assert "this clone is shallow" in capsys.readouterr().err
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/A.md").write_text("A.\n")
    monkeypatch.chdir(tmp_path / "plain")
    assert main(["check", "--staged", "."]) == 2
    assert "lies in no git repository" in capsys.readouterr().err
