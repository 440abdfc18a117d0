"""What `--since` and `--staged` report: the notes that changed, and what the change causes elsewhere."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import TODAY, Repository
from vaultlint import work
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
    "Tin.md:1:26: error broken-link: no note is called `Copper`, because Copper.md was deleted",
    "Zinc.md:1:27: error broken-link: no note is called `Copper`, because Copper.md was deleted",
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
    because = "no note is called `Copper`, because Copper.md was renamed to Cuprum.md"
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
        "Lead.md:1:25: error unwritten-note: no note is called `Red metal`, because Copper.md was changed",
        "Tin.md:1:40: error broken-anchor: `Copper` has no heading `Prices`, because Copper.md was changed",
        "Tin.md:1:62: error broken-anchor: `Copper` has no block `^high`, because Copper.md was changed",
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
            " because Zinc.md was added"
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
            "Tin.md:1:18: error unwritten-note: no note is called `Pewter`, because Pewter.md is not staged"
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
    ore = "`Ore` is the name of `a/Ore` and `b/Ore`, because b/Ore.md was added"
    assert said(capsys, "--staged")[1] == [
        "Tin.md:1:14: warning broken-embed: no file is called `map.png`, because map.png was deleted",
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


RELATED = "**{}** — a metal.\n\n## Related\n\n- [[{}]] — a metal\n"


def test_an_old_finding_that_grows_and_one_that_shrinks(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    select = ("--since", "HEAD", "--select", "one-way-related")
    pairs = {"Tin": "Lead", "Lead": "Tin", "Copper": "Tin", "Gold": "Tin"}
    repository.commit({f"{name}.md": RELATED.format(name, other) for name, other in pairs.items()})
    repository.write({"Zinc.md": RELATED.format("Zinc", "Tin")})
    (line,) = said(capsys, *select)[1]
    assert "does not list `[[Copper]]`, `[[Gold]]` and `[[Zinc]]`" in line
    assert line.endswith("because Zinc.md was added")
    (repository.folder / "notes/Zinc.md").unlink()
    repository.write({"Gold.md": "**Gold** — a metal.\n"})
    assert said(capsys, *select) == (0, [])


def test_what_a_schema_asks_of_others(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    (repository.folder / "vaultlint.yaml").write_text("notes: notes/\nschemas: [schemas/]\n")
    (repository.folder / "schemas").mkdir()
    (repository.folder / "schemas/metal.yaml").write_text(
        "entity: metal\nmatch: {tags: metal}\n"
        "links:\n  - {from: {tags: a}, min: 1}\n  - {from: {tags: b}, min: 1}\n"
    )
    mine = {"Mine.md": "#b\n\n**Mine** — of [[Tin]].\n"}
    repository.commit({"Tin.md": "#metal\n\n**Tin** — with [[Copper]].\n", "Copper.md": "A metal.\n", **mine})
    repository.git("rm", "-q", "notes/Mine.md")
    repository.write({"Copper.md": "A red metal.\n"})
    because = 'no link from a note with the tag "b", because Mine.md was deleted'
    assert said(capsys, "--since", "HEAD") == (1, [f"Tin.md:1:1: error missing-link: {because}"])


def test_names_that_move(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START | {"Steel.md": "**Steel** — of [[Nowhere]].\n"})
    (repository.folder / "notes/a").mkdir()
    repository.git("mv", "notes/Steel.md", "notes/a/Eisen.md")
    (repository.folder / "notes/Zinc.md").rename(repository.folder / "notes/Steel.md")
    assert [line.partition(": ")[0] for line in said(capsys, "--since", "HEAD")[1]] == [
        "Steel.md:1:48",
        "a/Eisen.md:1:18",
    ]


def test_notes_that_are_alike_keep_their_names(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("Xa", "Yb", "Zc")
    links = " ".join(f"[[a/{name}]]" for name in names)
    repository.commit({**{f"a/{name}.md": "A stub.\n" for name in names}, "List.md": f"All: {links}\n"})
    (repository.folder / "notes/a").rename(repository.folder / "notes/b")
    assert [line.partition("because ")[2] for line in said(capsys, "--since", "HEAD")[1]] == [
        f"a/{name}.md was renamed to b/{name}.md" for name in names
    ]


def test_an_unstaged_rename_is_no_part_of_the_commit(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(START)
    (repository.folder / "notes/Copper.md").rename(repository.folder / "notes/Cuprum.md")
    repository.git("add", "--intent-to-add", "notes/Cuprum.md")
    repository.write({"Tin.md": "**Tin** — with [[Cuprum]].\n"})
    repository.git("add", "notes/Tin.md")
    because = "no note is called `Cuprum`, because Cuprum.md is not staged"
    assert said(capsys, "--staged") == (1, [f"Tin.md:1:18: error unwritten-note: {because}"])


def test_what_is_no_part_of_the_vault(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    broken = "See [[Nothing]].\n"
    repository.commit(START | {".github/Form.md": broken, "inner/vaultlint.yaml": "", "inner/In.md": broken})
    repository.write({".github/Form.md": broken * 2, "inner/In.md": broken * 2})
    repository.git("add", "-A")
    repository.write({".github/Form.md": broken, "inner/In.md": broken, ".hidden/Lead.md": "A metal.\n"})
    repository.write({"nested/Gold.md": "A metal.\n"})
    Repository(repository.folder / "notes/nested")
    repository.write({"Tin.md": "**Tin** — like [[Lead]] and [[Gold]].\n"})
    repository.git("add", "notes/Tin.md")
    gold = "no note is called `Gold`, because nested/Gold.md is not staged"
    assert said(capsys, "--staged")[1] == [
        "Tin.md:1:18: error unwritten-note: no note is called `Lead`",
        f"Tin.md:1:31: error unwritten-note: {gold}",
    ]
    repository.git("reset", "-q", "--hard")
    (repository.folder / "notes/.trash").mkdir()
    repository.git("mv", "notes/Copper.md", "notes/.trash/Copper.md")
    assert said(capsys, "--staged") == (1, DELETED)


def test_a_link_to_a_file(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit({"Tin.md": "**Tin** — ![[map.png]].\n", ".files/map.png": "x"})
    (repository.folder / "notes/map.png").symlink_to(".files/map.png")
    repository.commit({})
    (repository.folder / "notes/map.png").unlink()
    because = "no file is called `map.png`, because map.png was deleted"
    assert said(capsys, "--since", "HEAD")[1] == [f"Tin.md:1:14: warning broken-embed: {because}"]
    assert said(capsys, "--staged") == (0, [])


def test_nothing_is_written_and_what_is_touched_has_not_changed(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(START | {"Old.md": "See [[Nothing]].\n"})
    hook = repository.folder / ".git/hooks/post-index-change"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ntouch ran\n")
    hook.chmod(0o755)
    os.utime(repository.folder / "notes/Old.md", (1, 1))
    (repository.folder / "notes/Zinc.md").chmod(0o755)
    index = repository.folder / ".git/index"
    before = (index.stat().st_mtime_ns, index.stat().st_ino, index.read_bytes())
    assert said(capsys, "--since", "HEAD") == (0, [])
    assert said(capsys, "--staged") == (0, [])
    assert (index.stat().st_mtime_ns, index.stat().st_ino, index.read_bytes()) == before
    assert not (repository.folder / "ran").exists()


def test_a_name_that_is_not_utf_8(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode(os.fsencode(repository.folder) + b"/notes/caf\xe9.md")
    repository.write(START)
    try:
        Path(name).write_text("See [[Nothing]].\n")
    except OSError:
        pytest.skip("this file system has no such names")
    repository.commit({"Zinc.md": "**Zinc** — alloyed with [[Copper]].\n"})
    Path(name).unlink()
    assert said(capsys, "--since", "HEAD") == (0, [])
    repository.git("add", "-A")
    assert said(capsys, "--staged") == (0, [])


def test_odd_files_that_are_touched(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START | {'"Q" note.md': "A note.\n", "Lead.md": "A metal.\n"})
    os.utime(repository.folder / 'notes/"Q" note.md', (1, 1))
    (repository.folder / "notes/Lead.md").unlink()
    (repository.folder / "notes/Lead.md").symlink_to("nowhere")
    assert said(capsys, "--since", "HEAD") == (0, [])
    assert said(capsys, "--staged") == (0, [])


def test_paths_that_are_gone(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START)
    repository.write({"Tin.md": "**Tin** — like [[Nowhere]].\n"})
    repository.git("add", "-A")
    (repository.folder / "notes/Tin.md").unlink()
    code, lines = said(capsys, "--staged", "notes/Tin.md")
    assert (code, [line.partition(": ")[0] for line in lines]) == (1, ["Tin.md:1:18"])
    assert said(capsys, "--since", "HEAD", "notes/Copper.md") == (0, [])
    assert main(["check", "--since", "HEAD", "notes/Never.md"]) == 2
    assert "there is no file or folder `Never.md`" in capsys.readouterr().err


def test_what_is_hidden_is_read_once(
    repository: Repository, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(START)
    repository.write({"Lead.md": "A metal.\n"})
    time.sleep(0.2)
    said(capsys)
    repository.write({"Zinc.md": "**Zinc** — alloyed with [[Copper]].\n"})
    repository.git("add", "notes/Zinc.md")
    said(capsys, "--staged")
    read: list[str] = []
    analyse = work.analyse

    def noted(task: work.Work, jobs: int) -> Iterator[work.Done]:
        read.extend(task.paths)
        return analyse(task, jobs)

    monkeypatch.setattr(work, "analyse", noted)
    said(capsys)
    assert "Lead.md" not in read


def test_a_merge_that_is_not_finished(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit(START)
    repository.git("checkout", "-q", "-b", "work")
    repository.commit({"Tin.md": "One.\n"})
    repository.git("checkout", "-q", "main")
    repository.commit({"Tin.md": "Another.\n"})
    subprocess.run(("git", "merge", "-q", "work"), cwd=repository.folder, capture_output=True, check=False)
    assert main(["check", "--staged"]) == 2
    assert capsys.readouterr().err == "vaultlint: --staged: `Tin.md` is not merged yet\n"


def test_an_old_problem_with_a_note_that_moves(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(START | {"Lead.md": "**Lead** — beside the [[Red metal]].\n"})
    (repository.folder / "notes/a").mkdir()
    repository.git("mv", "notes/Copper.md", "notes/a/Copper.md")
    assert said(capsys, "--staged") == (0, [])


def test_one_question_is_asked_once(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.commit({"a/Ore.md": "Ore.\n", "A.md": "Here.\n", "B.md": "See [[Ore]].\n"})
    repository.write({"b/Ore.md": "Ore.\n", "A.md": "See [[Ore]].\n"})
    _, lines = said(capsys, "--since", "HEAD", "--select", "ambiguous-link")
    assert [line.partition(": ")[0] for line in lines] == ["A.md:1:7"]


def test_a_note_that_git_was_told_to_forget(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.commit(START)
    repository.git("rm", "-q", "--cached", "notes/Copper.md")
    repository.write({"Copper.md": "**Copper** — a metal.\n"})
    assert said(capsys, "--since", "HEAD")[1] == [
        "Tin.md:1:40: error broken-anchor: `Copper` has no heading `Prices`, because Copper.md was changed",
        "Tin.md:1:62: error broken-anchor: `Copper` has no block `^high`, because Copper.md was changed",
    ]


def test_gits_environment(
    repository: Repository,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    repository.commit(START)
    repository.git("rm", "-q", "--cached", "notes/Copper.md")
    (repository.folder / ".git/index").rename(tmp_path / "index")
    repository.git("read-tree", "HEAD")
    assert said(capsys, "--staged") == (0, [])
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_GLOB_PATHSPECS", "1")
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path))
    assert said(capsys, "--staged") == (1, DELETED)
    monkeypatch.delenv("GIT_OBJECT_DIRECTORY")
    (repository.folder / ".git").rename(tmp_path / "apart.git")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "apart.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository.folder))
    assert said(capsys, "--staged") == (1, DELETED)


def test_what_cannot_be_asked(
    repository: Repository,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repository.commit(START)
    repository.commit({"Lead.md": "A metal.\n"})
    for wrong in ("^HEAD", "HEAD..main", "--all", "", ":/nothing like this"):
        assert main(["check", f"--since={wrong}"]) == 2
        assert f"git knows no commit `{wrong}`" in capsys.readouterr().err
    assert main(["check", "--since", ":/a step"]) == 0
    capsys.readouterr()
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
