"""Whoever stops a run, and whatever runs at the same time: a note is its old or its new bytes, whole."""

import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import vaultlint
from tests.conftest import Command, write_notes
from tests.copies import Copies
from vaultlint import work, write

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no signals to send")

OLD = "# N \n\n\n\n" + "word \n" * 50 + "\n| A | B |\n|---|---|\n| [[N 1|x]] | y |\n\n[[Nowhere]]"
MODE = 0o640
KILLS = 120
COMMANDS = (["check"], ["check", "--fix"], ["format"], ["baseline"], ["report"], ["init"])
SOURCE = str(Path(vaultlint.__file__).parent.parent)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "v"
    (root / ".obsidian").mkdir(parents=True)
    monkeypatch.chdir(root)
    begin_anew(root)
    return root


def begin_anew(root: Path) -> None:
    for number in range(15):
        path = root / f"N {number}.md"
        write_notes(root, {path.name: OLD})
        path.chmod(MODE)
    for path in (*root.glob("vaultlint*"), *root.glob(".*.vaultlint")):
        path.unlink()


def begun(copies: Copies, root: Path, arguments: Sequence[str], errors: Path) -> int:
    """Run a command in a process of its own; return its number."""
    errors.write_text("")
    return copies.begin(root, arguments, Path(os.devnull), errors)


def whole(root: Path, command: Command) -> dict[str, bytes]:
    """All that each command writes, when nobody stops it."""
    found = {}
    for arguments in COMMANDS:
        assert command(*arguments).code < 2
        found[arguments[-1]] = {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}
        begin_anew(root)
    return {f"{name} {path}": content for name, files in found.items() for path, content in files.items()}


def left(root: Path) -> list[Path]:
    return list(root.rglob(".*.vaultlint"))


def test_stopped_at_any_moment(vault: Path, command: Command, copies: Copies, tmp_path: Path) -> None:
    """Some moments; many more are tried by hand before a release."""
    new, chance, errors = whole(vault, command), random.Random(7), tmp_path / "errors"
    expected = command("check", "--no-cache")
    for number in range(KILLS):
        arguments = COMMANDS[number % len(COMMANDS)]
        end = chance.choice((signal.SIGINT, signal.SIGTERM, signal.SIGKILL))
        child = begun(copies, vault, arguments, errors)
        time.sleep(chance.uniform(0, 0.15))
        os.kill(child, end)
        copies.wait(child)
        about = (number, arguments, end)
        assert "Traceback" not in errors.read_text(), about
        for path in (path for path in vault.iterdir() if path.is_file() and path not in left(vault)):
            possible = {OLD.encode()} if path.suffix == ".md" else set()
            assert path.read_bytes() in {*possible, new[f"{arguments[-1]} {path.name}"]}, (about, path)
            assert path.suffix != ".md" or stat.S_IMODE(path.stat().st_mode) == MODE
        assert len(left(vault)) <= (end == signal.SIGKILL), about
        begin_anew(vault)
        if number % 10 == 0:
            assert command("check") == expected, about


def test_what_a_killed_run_left_is_taken_away(vault: Path) -> None:
    age = {".abcdefgh.vaultlint": 3600, ".future_9.vaultlint": -3600, ".ijklmnop.vaultlint": 0}
    for name, seconds in age.items():
        (vault / name).write_text("half")
        os.utime(vault / name, (time.time() - seconds,) * 2)
    others = (".vaultlint", ".abc.vaultlint", ".abcdefgh.vaultlint.md", "abcdefgh.vaultlint")
    for name in others:
        (vault / name).write_text("an owner's")
        os.utime(vault / name, (1, 1))
    write._sweep.cache_clear()
    assert write.replace(str(vault / "N 1.md"), OLD.encode(), b"new") == ""
    assert sorted(path.name for path in vault.glob("*.vaultlint*")) == sorted(
        (*others, ".ijklmnop.vaultlint")
    )


def test_a_process_that_helps_ends_with_its_parent(vault: Path, tmp_path: Path) -> None:
    """It holds the streams of the run: whoever reads them would wait for ever."""
    script = (
        "import sys, time\nfrom vaultlint.work import processes\n"
        "pool = processes(2)\nlist(pool.map(abs, range(4)))\nprint('ready', flush=True)\n"
        "time.sleep(60)\n"
    )
    for end in (signal.SIGTERM, signal.SIGKILL):
        running = subprocess.Popen(
            (sys.executable, "-c", script), env=os.environ | {"PYTHONPATH": SOURCE}, stdout=subprocess.PIPE
        )
        assert running.stdout is not None
        assert running.stdout.readline() == b"ready\n"
        running.send_signal(end)
        assert running.communicate(timeout=20)[0] == b""


def _end_itself(number: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_is_killed_is_told(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr(work, "_analyse_all", _end_itself)
    found = command("check", "--jobs", "2")
    assert (found.code, "ended from outside" in found.err, "internal error" in found.err) == (2, True, False)


def test_many_runs_at_once(vault: Path, command: Command, copies: Copies, tmp_path: Path) -> None:
    commands = [["check", "--fix"]] * 2 + [["check"]] * 5
    for _ in range(5):
        errors = [tmp_path / f"errors-{number}" for number in range(len(commands))]
        children = [
            begun(copies, vault, arguments, one) for arguments, one in zip(commands, errors, strict=True)
        ]
        codes = [copies.wait(child).code for child in children]
        # One may have come first where both had read a note.
        told = "".join(one.read_text() for one in errors)
        assert "internal error" not in told
        assert set(codes) == {1}, told
        assert {path.read_text() for path in vault.glob("*.md")} == {OLD.replace("N 1|x", "N 1\\|x")}
        assert left(vault) == []
        assert command("check") == command("check", "--no-cache")
        begin_anew(vault)


def when_it_is_written(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something when the new content waits for the disk: the latest moment that can be chosen."""
    fsync = os.fsync

    def wait(handle: int) -> None:
        fsync(handle)
        act()

    monkeypatch.setattr(os, "fsync", wait)


def test_what_others_write_in_the_last_moment_stays(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, newer = vault / "N 1.md", vault / "newer"
    newer.write_text("by an editor that renames")
    changes: dict[str, Callable[[], object]] = {
        "by hand": lambda: path.write_text("by hand"),
        "by an editor that renames": lambda: newer.rename(path),
    }
    for text, change in changes.items():
        path.write_text(OLD)
        with monkeypatch.context() as patched:
            when_it_is_written(patched, change)
            assert write.replace(str(path), OLD.encode(), b"fixed") == "it has changed meanwhile"
        assert path.read_text() == text
    path.write_text(OLD)
    when_it_is_written(monkeypatch, path.unlink)
    assert write.replace(str(path), OLD.encode(), b"fixed") == "no such file or directory"
    assert (path.exists(), left(vault)) == (False, [])


def test_what_another_run_has_fixed_is_fixed(vault: Path) -> None:
    assert write.replace(str(vault / "N 1.md"), b"before", OLD.encode()) == ""


def test_ctrl_c_waits_for_the_note_that_is_written(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    when_it_is_written(monkeypatch, lambda: os.kill(os.getpid(), signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        write.replace(str(vault / "N 1.md"), OLD.encode(), b"fixed")
    assert ((vault / "N 1.md").read_bytes(), left(vault)) == (b"fixed", [])


def test_a_note_with_two_names_is_left_alone(vault: Path, command: Command) -> None:
    os.link(vault / "N 1.md", vault.parent / "elsewhere.md")
    found = command("format", "-q")
    assert (found.code, (vault / "N 1.md").read_text()) == (2, OLD)
    assert (
        found.err == "vaultlint: N 1.md was left as it is: it is one file under several names (hard links)\n"
    )


def test_a_pipe_in_place_of_a_note_is_not_waited_for(vault: Path) -> None:
    (vault / "N 1.md").unlink()
    os.mkfifo(vault / "N 1.md")
    assert write.replace(str(vault / "N 1.md"), b"", b"fixed") == "it is no plain file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_a_note_stays_its_owners(vault: Path) -> None:
    os.chown(vault / "N 1.md", 12345, 23456)
    assert write.replace(str(vault / "N 1.md"), OLD.encode(), b"fixed") == ""
    status = (vault / "N 1.md").stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 23456, MODE)


def test_init_can_be_begun_anew(vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    write_notes(vault, {f"K/A {number}.md": "---\nkind: a\n---\n#a\n\n## Uses\n\nx\n" for number in range(9)})
    create, written = write.create, list[str]()

    def stopped(path: str, text: str) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        create(path, text)

    with monkeypatch.context() as once:
        once.setattr(write, "create", stopped)
        assert command("init").code == 130
    assert not (vault / "vaultlint.yaml").exists()
    assert command("init").code == 0
    assert (vault / "vaultlint.yaml").exists()
    assert command("check").code == 1


def test_a_learned_schema_is_old_or_new(
    vault: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_notes(vault, {f"K/A {number}.md": "---\nkind: a\n---\n#a\n\n## Uses\n\nx\n" for number in range(9)})
    assert command("schema", "infer").code == 0
    (schema,) = (vault / "schemas").iterdir()
    schema.write_text("# by hand\n")
    with monkeypatch.context() as patched:
        when_it_is_written(patched, lambda: os.kill(os.getpid(), signal.SIGINT))
        patched.setattr(os, "replace", lambda old, new: (_ for _ in ()).throw(KeyboardInterrupt))
        assert command("schema", "infer", "--force").code == 130
    assert schema.read_text() == "# by hand\n"
    assert command("schema", "infer", "--force").code == 0
    assert schema.read_text() != "# by hand\n"
