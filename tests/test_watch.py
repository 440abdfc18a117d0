"""`check --watch` and `completion`: what a terminal is given."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Command, write_notes
from vaultlint.arguments import SHELLS

PATIENCE = 30
"""Seconds in which a run must have been made."""


class Watching:
    """A vault that is being watched; what was printed is read from a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log = folder.parent / "log"
        with self._log.open("w") as log:
            command = (sys.executable, "-m", "vaultlint", "check", "--watch", "--output-format", "concise")
            self.process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)

    def wait_for(self, words: str, times: int = 1) -> str:
        """Wait until `words` were printed so many times; return all that was printed."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.printed().count(words) < times:
            time.sleep(0.05)
        assert self.printed().count(words) >= times, self.printed()
        return self.printed()

    def printed(self) -> str:
        return self._log.read_text("utf-8")


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    found = Watching(write_notes(tmp_path / "vault", {"A.md": "[[B]]\n", "B.md": "Text.\n"}))
    yield found
    found.process.kill()
    found.process.wait()


def test_a_change_is_checked_at_once(watching: Watching) -> None:
    watching.wait_for("Watching for changes; Ctrl-C ends it.")
    time.sleep(0.5)  # The watch begins after the words.
    (watching.folder / "B.md").unlink()
    watching.wait_for("no note is called `B`")
    (watching.folder / "vaultlint.yaml").write_text("nots: x\n")
    watching.wait_for("`nots` is no setting")
    (watching.folder / "vaultlint.yaml").unlink()
    (watching.folder / "B.md").write_text("Text.\n")
    watching.wait_for("All clear: 2 notes.", 2)
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(PATIENCE) == 0
    assert "Traceback" not in watching.printed()


def test_what_comes_from_no_file_is_not_watched(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_notes(tmp_path, {"A.md": "Text.\n"}))
    done = command("check", "--watch", "--stdin-filename", "A.md")
    assert (done.code, "--watch waits for changes" in done.err) == (2, True)
    assert command("check", "--watch", "nowhere").code == 2


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_told_of_commands_and_options(shell: str, command: Command) -> None:
    done = command("completion", shell)
    assert done.code == 0
    for word in ("baseline", "schema", "output-format", "broken-link"):
        assert word in done.out


def test_bash_completes(tmp_path: Path, command: Command) -> None:
    (tmp_path / "vaultlint.bash").write_text(command("completion", "bash").out)
    script = """
    source vaultlint.bash
    COMP_WORDS=(vaultlint rule broken-); COMP_CWORD=2; _shtab_vaultlint; echo "${COMPREPLY[@]}"
    COMP_WORDS=(vaultlint check --output-for); COMP_CWORD=2; _shtab_vaultlint; echo "${COMPREPLY[@]}"
    """
    done = subprocess.run(
        ("bash", "-c", script), cwd=tmp_path, capture_output=True, text=True, env=os.environ, check=True
    )
    assert done.stdout.splitlines() == ["broken-anchor broken-embed broken-link", "--output-format"]
