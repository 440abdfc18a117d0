"""What the world does to a run: full disks, missing homes, broken git, spoiled caches, wrong clocks.

The answer is right, or one sentence says what is wrong and the run ends with 2.
"""

import errno
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import vaultlint
from tests.conftest import Command, Repository, Said, write_notes
from vaultlint import cache, work, write
from vaultlint.cli import main
from vaultlint.disk import read_note
from vaultlint.place import UserError

OLD = "# N \n\n\n\ntext [[Nowhere]] and [[N 1]]"
NEW = "# N\n\ntext [[Nowhere]] and [[N 1]]\n"
SOURCE = str(Path(vaultlint.__file__).parent.parent)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault written a while ago, so that stamps vouch for its notes."""
    root = tmp_path / "v"
    (root / ".obsidian").mkdir(parents=True)
    write_notes(root, {f"N {number}.md": OLD for number in range(5)})
    for path in root.glob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    monkeypatch.chdir(root)
    monkeypatch.setattr(cache, "_GRAIN", 0)
    return root


def started(*arguments: str, **more: object) -> "subprocess.CompletedProcess[str]":
    """Run the command as a program of its own."""
    more["env"] = dict(more.get("env", os.environ)) | {"PYTHONPATH": SOURCE}  # type: ignore[call-overload]
    command = (sys.executable, "-m", "vaultlint", *arguments)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    return subprocess.run(command, text=True, check=False, **streams)  # type: ignore[call-overload,no-any-return]


def one_sentence(err: str, *words: str) -> bool:
    """Whether the last line says something, with these words, and nothing looks like a mistake of ours."""
    said = err.splitlines()[-1]
    clean = "Traceback" not in err and "internal error" not in err and "Exception" not in err
    return clean and said.startswith("vaultlint: ") and all(word in said for word in words)


def litter(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob(".*.vaultlint"))


# Full disks.


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [("check",), ("check", "--select", "self-link"), ("rule",), ("report", "--format", "md"), ("--version",)],
)
def test_output_that_cannot_be_written_is_told(vault: Path, arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as full:
        found = started(*arguments, stdout=full)
        assert (found.returncode, one_sentence(found.stderr, "standard output: no space left")) == (2, True)
        assert started("check", "nowhere", stderr=full).returncode == 2


def test_closed_streams_are_no_mistake(vault: Path) -> None:
    for closed in (1, 2):
        found = started("check", preexec_fn=lambda closed=closed: os.close(closed))
        assert (found.returncode, "internal error" in found.stderr) == (1, False)


def full_disk(at: int) -> Callable[[], None]:
    """What makes every file end at so many bytes: for whoever writes it, the disk is full."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))

    return limit


@pytest.mark.skipif(os.name == "nt", reason="there are no limits of files")
@pytest.mark.parametrize("at", [0, 200])
def test_on_a_full_disk_every_note_stays_as_it_is(vault: Path, at: int, cache_folder: Path) -> None:
    write_notes(vault, {f"Long {number}.md": OLD + "\n" + "word \n" * 200 for number in range(3)})
    before = {path.name: path.read_bytes() for path in vault.glob("*.md")}
    expected = started("check", "--no-cache")
    found = started("check", preexec_fn=full_disk(at))
    assert (found.returncode, found.stdout, found.stderr) == (1, expected.stdout, expected.stderr)
    found = started("format", preexec_fn=full_disk(at))
    assert (found.returncode, one_sentence(found.stderr, "left as it is: file too large")) == (2, True)
    now = {path.name: path.read_bytes() for path in vault.glob("*.md")}
    assert all(now[name] in (content, NEW.encode()) for name, content in before.items())
    assert now["Long 1.md"] == before["Long 1.md"]
    assert litter(vault) == []
    started("check", preexec_fn=full_disk(at))
    assert not [path for path in cache_folder.rglob("*") if path.name.startswith((".", "analyses-"))]


@pytest.mark.skipif(os.name == "nt", reason="there are no limits of files")
def test_what_is_written_on_a_full_disk_is_whole_or_absent(vault: Path) -> None:
    write_notes(vault, {f"K/A {number}.md": "---\nkind: a\n---\n#a\n\n## Uses\n\nx\n" for number in range(9)})
    before = sorted(path.name for path in vault.rglob("*"))
    for arguments in (["init"], ["baseline"], ["report"], ["schema", "infer"], ["check", "--output-file=r"]):
        found = started(*arguments, preexec_fn=full_disk(5))
        assert (found.returncode, one_sentence(found.stderr, "ile too large")) == (2, True), found.stderr
        assert sorted(path.name for path in vault.rglob("*") if path.name != "schemas") == before


def test_a_real_disk_that_is_full(tmp_path: Path) -> None:
    mount = tmp_path / "small"
    mount.mkdir()
    command = ("mount", "-t", "tmpfs", "-o", "size=64k", "none", str(mount))
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted")
    try:
        write_notes(mount, {f"N {number}.md": OLD for number in range(4)})
        with suppress(OSError), open(mount / "filler", "wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 512)
        found = started("format", "-q", str(mount))
        assert (found.returncode, one_sentence(found.stderr, "left as it is: no space left")) == (2, True)
        assert {path.read_text() for path in mount.glob("*.md")} == {OLD}
        assert litter(mount) == []
    finally:
        subprocess.run(("umount", str(mount)), check=True)


def refuse(code: int) -> Callable[..., object]:
    def refused(*arguments: object, **more: object) -> object:
        raise OSError(code, os.strerror(code))

    return refused


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.EIO])
def test_a_vault_that_cannot_be_written(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    monkeypatch.setattr("tempfile.mkstemp", refuse(code))
    reason = os.strerror(code).lower()
    found = command("format", "-q")
    assert (found.code, one_sentence(found.err, "N 4.md was left as it is", reason)) == (2, True)
    for arguments in (["baseline"], ["init"], ["report"], ["check", "--output-file", "r.txt"]):
        found = command(*arguments)
        assert (found.code, one_sentence(found.err.lower(), reason, "`")) == (2, True)


def test_a_disk_that_fails_while_writing(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", refuse(errno.EIO))
    assert write.replace("N 1.md", OLD.encode(), b"new") == "input/output error"
    with pytest.raises(UserError, match=r"`New.md`: input/output error"):
        write.create(str(vault / "New.md"), "text")
    assert (Path("N 1.md").read_text(), litter(vault), Path("New.md").exists()) == (OLD, [], False)


def test_a_new_note_is_whole_or_absent(vault: Path, command: Command) -> None:
    write_notes(vault, {"vaultlint.yaml": "schemas: [actor]\n"})
    found = started("new", "actor", "Somebody", preexec_fn=full_disk(20))
    assert (found.returncode, one_sentence(found.stderr, "`Somebody.md`: file too large")) == (2, True)
    assert not Path("Somebody.md").exists()
    assert command("new", "actor", "Somebody").code == 0
    assert Path("Somebody.md").read_text().startswith("---")


def test_what_came_meanwhile_is_not_overwritten(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for link in (os.link, refuse(errno.EPERM)):
        monkeypatch.setattr(os, "link", link)
        with pytest.raises(FileExistsError):
            write.create(str(vault / "N 1.md"), "text")
        write.create(str(vault / "New.md"), "text")
        assert Path("New.md").read_text() == "text"
        Path("New.md").unlink()
    assert (Path("N 1.md").read_text(), litter(vault)) == (OLD, [])


# No home, no place for a cache.


@pytest.mark.parametrize("home", [None, "/etc/passwd", "/nowhere/at/all", "~"])
def test_without_a_home_there_is_an_answer(vault: Path, home: str | None) -> None:
    expected = started("check", "--no-cache")
    unwanted = {"VAULTLINT_CACHE_DIR", "XDG_CACHE_HOME", "HOME"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    # The cache of whoever runs the tests is not ours.
    environment |= {"XDG_CACHE_HOME": str(vault.parent / "file")} if home in {None, ""} else {}
    (vault.parent / "file").write_text("")
    found = started("check", env=environment | ({} if home is None else {"HOME": home}))
    assert (found.returncode, found.stdout, found.stderr) == (1, expected.stdout, expected.stderr)
    assert sorted(path.name for path in vault.iterdir() if path.suffix != ".md") == [".obsidian"]


def test_whoever_has_no_home_keeps_nothing(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VAULTLINT_CACHE_DIR")
    expected = command("check", "--no-cache")

    def unknown(*arguments: object, **more: object) -> str:
        raise RuntimeError("could not determine the home directory")

    for found in (unknown, lambda *arguments, **more: "~/.cache/vaultlint"):
        monkeypatch.setattr("platformdirs.user_cache_dir", found)
        assert command("check") == command("check") == expected
        assert command("clean") == Said(0, "There is no cache.\n", "")
    assert not (vault / "~").exists()


def test_a_folder_that_is_gone(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()

    def leave() -> None:
        os.chdir(tmp_path / "gone")
        os.rmdir(tmp_path / "gone")

    found = started("check", preexec_fn=leave)
    assert (found.returncode, one_sentence(found.stderr, "the current folder: no such file")) == (2, True)


# The cache.


def odd_places(folder: Path) -> Iterator[str]:
    folder.rmdir()
    folder.write_text("a file")
    yield "a file"
    folder.unlink()
    folder.symlink_to(folder.parent / "nothing")
    yield "a link to nothing"
    folder.unlink()
    (folder.parent / "elsewhere").mkdir(exist_ok=True)
    folder.symlink_to(folder.parent / "elsewhere")
    yield "a link to a folder"


def test_a_cache_in_an_odd_place(vault: Path, command: Command, cache_folder: Path) -> None:
    expected = command("check", "--no-cache")
    for place in odd_places(cache_folder):
        assert command("check") == command("check") == expected, place
        assert command("clean").code == 0


def test_cache_files_that_are_folders(vault: Path, command: Command, cache_folder: Path) -> None:
    expected = command("check")
    for path in [path for path in cache_folder.rglob("*") if path.is_file()]:
        path.unlink()
        path.mkdir()
    assert command("check") == command("check") == expected
    assert not list(cache_folder.rglob(".*"))


def warm(command: Command, *more: str) -> Said:
    """An answer for which the whole cache is used, but for the one that is kept as it is."""
    for path in Path(cache.folder()).glob("*/answers/*"):
        path.unlink()
    return command("check", *more)


@pytest.mark.parametrize("cut", [True, False], ids=["cut", "flipped"])
def test_a_spoiled_file_spoils_no_answer(
    vault: Path, command: Command, cache_folder: Path, cut: bool
) -> None:
    expected = command("check")
    whole = vault.parent / "whole"
    cache_folder.rename(whole)
    for path in [path for path in whole.rglob("*") if path.is_file()]:
        content, chance = path.read_bytes(), random.Random(path.parent.name)
        for step in range(50 if cut else 8):
            at = len(content) * step // 50 if cut else chance.randrange(len(content))
            end = b"" if cut else bytes([content[at] ^ 1 << at % 8]) + content[at + 1 :]
            shutil.copytree(whole, cache_folder)
            (cache_folder / path.relative_to(whole)).write_bytes(content[:at] + end)
            found = command("check") if path.parent.name == "answers" else warm(command)
            assert found == expected, (path.name, at)
            shutil.rmtree(cache_folder)


def test_a_cache_entry_is_known_by_its_place(vault: Path, command: Command, cache_folder: Path) -> None:
    command("check")
    (answer,) = cache_folder.glob("*/answers/*")
    assert cache.read_sealed(str(answer)) is not None
    other = answer.with_name("0" * 32)
    shutil.copy(answer, other)
    assert cache.read_sealed(str(other)) is None


def test_the_cache_of_another_vault_is_none_of_ours(
    vault: Path, command: Command, cache_folder: Path
) -> None:
    other = write_notes(vault.parent / "other", {"N 1.md": "[[Gone]]\n", ".obsidian/app.json": "{}"})
    expected = command("check", "--no-cache")
    command("check", str(other))
    mine, its = (Path(cache.vault_folder(str(root))) for root in (vault, other))
    assert its.is_dir()
    shutil.copytree(its, mine)
    assert command("check") == expected
    command("check", str(other))
    shutil.rmtree(its)
    shutil.copytree(mine, its)
    assert command("check", str(other)) == command("check", str(other), "--no-cache")


@pytest.mark.parametrize(
    "content", [b"[]", b"{}", b"1", b'["", "", 1, 2]', b'["a", "zz", {}, {}, ["", "", 0, []]]']
)
def test_an_answer_of_another_version_is_none(
    vault: Path, command: Command, cache_folder: Path, content: bytes
) -> None:
    expected = command("check")
    for path in cache_folder.rglob("*"):
        if path.is_file():
            cache.write_sealed(str(path), content)
    assert command("check") == expected


def test_analyses_that_are_gone_are_kept_again(
    vault: Path, command: Command, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("check")
    (analyses,) = cache_folder.glob("*/analyses-*")
    analyses.unlink()
    write_notes(vault, {"N 1.md": "new\n", "N 2.md": "## new\n"})
    expected = command("check")
    read: list[str] = []
    whole = work.analyse

    def spy(asked: work.Work, jobs: int) -> Iterator[work.Done]:
        read.extend(asked.paths)
        return whole(asked, jobs)

    monkeypatch.setattr(work, "analyse", spy)
    assert command("check", "--statistics").code == expected.code
    assert read == []


def test_what_could_not_be_read_is_tried_again(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = command("check")
    command("clean")

    def fail(path: str) -> bytes:
        if path.endswith("N 3.md"):
            raise OSError(errno.EIO, "Input/output error")
        return read_note(path)

    with monkeypatch.context() as failing:
        failing.setattr(work, "read_note", fail)
        assert "input/output error" in command("check").out
    assert command("check") == expected
    assert warm(command) == expected


def test_unfinished_files_are_dropped_in_the_end(vault: Path, command: Command, cache_folder: Path) -> None:
    command("check")
    (folder,) = cache_folder.iterdir()
    for name, age in ((".notes-1", 10**5), (".notes-2", -(10**5)), (".notes-3", 0)):
        (folder / name).write_text("half")
        os.utime(folder / name, (time.time() - age,) * 2)
    warm(command)
    assert [path.name for path in folder.glob(".*")] == [".notes-3"]


# The clock.


def test_a_clock_that_was_set_back(vault: Path, command: Command, cache_folder: Path) -> None:
    future = time.time() + 10**8
    os.utime(vault / "N 1.md", (future, future))
    expected = command("check")
    for day in range(1, 20):
        command("check", "--today", f"2020-01-{day:02}")
    for path in cache_folder.rglob("*"):
        os.utime(path, (future, future))
    assert command("check") == expected
    warm(command)
    for day in range(1, 20):  # What is from the future gives way to what is new.
        command("check", "--today", f"2021-01-{day:02}")
        path = max(cache_folder.glob("*/answers/*"), key=lambda path: path.stat().st_ctime_ns)
        assert path.stat().st_mtime < future
    (vault / "N 1.md").write_text("[[Nowhere else]]\n")
    os.utime(vault / "N 1.md", (future, future))
    assert command("check") == command("check", "--no-cache") != expected


def test_a_changed_file_with_its_old_time_is_read(vault: Path, command: Command) -> None:
    before = command("check")
    status = (vault / "N 1.md").stat()
    (vault / "N 1.md").write_text(OLD.replace("Nowhere", "Whereno"))
    os.utime(vault / "N 1.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert command("check") == command("check", "--no-cache") != before


# Git.


def spoil(folder: Path, how: str) -> None:
    own = folder / ".git"
    if how == "garbage HEAD":
        (own / "HEAD").write_bytes(b"garbage")
    elif how == "garbage index":
        (own / "index").write_bytes(random.Random(1).randbytes(300))
    elif how == "no objects":
        shutil.rmtree(own / "objects")
        (own / "objects").mkdir()
    elif how == "broken settings":
        (own / "config").write_text("[core")
    else:
        shutil.rmtree(own)
        own.write_text("gitdir: /nowhere/at/all\n")


BROKEN = {
    "garbage HEAD": "git finds no repository in `.git`",
    "garbage index": "bad signature",
    "no objects": "git ",
    "broken settings": "bad config line",
    "a file that leads nowhere": "git finds no repository in `.git`",
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_repository(repository: Repository, command: Command, how: str) -> None:
    settings = "notes: notes/\nrules:\n  disagreeing-dates: {first-commit: 1}\n"
    (repository.folder / "vaultlint.yaml").write_text(settings)
    repository.commit({"Tin.md": "---\ncreated: 2020-01-01\n---\n# Tin \n\n\n\n[[Nowhere]]"})
    expected = command("check", "--select", "links")
    spoil(repository.folder, how)
    assert command("check", "--select", "links") == expected
    for option in (["--since", "HEAD"], ["--staged"]):
        found = command("check", "-q", *option)
        assert (found.code, one_sentence(found.err)) == (2, True), found
        assert BROKEN[how] in found.err
    found = command("check")
    assert found == command("check", "--no-cache")
    assert "internal error" not in found.err
    assert command("format").code == 0


def test_without_git(repository: Repository, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit({"Tin.md": "[[Nowhere]]\n"})
    expected = command("check")
    monkeypatch.setenv("PATH", str(repository.folder))
    assert command("check") == command("check", "--no-cache") == expected
    found = command("check", "--staged")
    assert (found.code, one_sentence(found.err, "--staged: there is no program `git`")) == (2, True)


def test_an_answer_without_git_is_not_kept(
    repository: Repository, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository.folder / "vaultlint.yaml").write_text("notes: notes/\nbaseline: base.json\n")
    text = "# Tin\n\n[[Nowhere]]\n\n" + "Text by which git knows it again.\n" * 9
    repository.commit({"Tin.md": text})
    assert command("baseline", "--output", "base.json").code == 0
    repository.commit({})
    repository.git("mv", "notes/Tin.md", "notes/Stannum.md")
    repository.commit({"Stannum.md": text + "A line more.\n"})
    with monkeypatch.context() as without:
        without.setenv("PATH", str(repository.folder))
        assert "unwritten-note" in command("check").out
    assert command("check") == command("check", "--no-cache")
    assert json.loads(command("check", "--output-format", "json").out)["findings"] == []


def test_main_says_what_the_system_refused(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(options: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", "some/file")

    monkeypatch.setattr("vaultlint.check.check", refused)
    assert command("check") == Said(2, "", "vaultlint: `some/file`: permission denied\n")
    assert main(["--version"]) == 0
