"""Command lines in copies of a process that has imported everything and does nothing else.

A copy of the tests' own process would inherit the locks that its other threads hold, for which some
wait for ever, and whatever measures what the tests cover.
"""

import gc
import json
import os
import pkgutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import vaultlint

MOST_SECONDS = 180
"""Time after which a copy is ended."""


@dataclass(frozen=True)
class Ended:
    """How a copy ended: its exit code or its signal below 0, its processor time and its most memory."""

    code: int
    seconds: float
    megabytes: float


class Copies:
    """The process to copy. Its copies run in the environment of whoever begins them."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            (sys.executable, "-m", "tests.copies"),
            cwd=Path(__file__).parent.parent,
            env=os.environ | {"PYTHONPATH": str(Path(vaultlint.__file__).parent.parent)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self, folder: Path, said: Sequence[str], out: Path, err: Path, *, guarded: str = "") -> int:
        """Run a command line in a folder, its streams in files; return the number of its process.

        With `guarded`, a folder for what it keeps, nothing else outside its own may be touched.
        """
        return int(
            self._ask(
                folder=str(folder),
                said=list(said),
                streams=[str(out), str(err)],
                guarded=guarded,
                environment=dict(os.environ),
            )
        )

    def wait(self, number: int) -> Ended:
        """Wait for a process that was begun; one that takes too long is killed."""
        return Ended(*self._ask(number=number))

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _ask(self, **question: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(question)}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


class _Guard:
    """Ends the process when it opens a connection, starts a program or touches what is not its business.

    Python tells of all of these before they happen, whichever module asks: its own audit events.
    """

    def __init__(self, folder: str, kept: str) -> None:
        self._outside = f"{os.path.realpath(folder)}-outside"
        folders = (folder, os.path.join(os.path.dirname(folder), "reports"), kept)
        self._writable = tuple(map(os.path.realpath, folders))

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, str | bytes):
                self._judge(os.path.realpath(os.fsdecode(path)), flags if isinstance(flags, int) else 0)
        elif event == "subprocess.Popen":
            if arguments[0] != "git":
                self._refuse(f"starts {arguments[0]}")
        elif event.startswith("socket.") or event in _PROGRAMS:
            self._refuse(f"{event} {arguments!r}")

    def _judge(self, path: str, flags: int) -> None:
        if path.startswith(self._outside) or path in {"/etc/passwd", "/dev/zero", "/dev/stdin"}:
            self._refuse(f"reads {path}")
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        if writes and path != os.devnull and not path.startswith(self._writable):
            self._refuse(f"writes {path}")

    def _refuse(self, what: str) -> None:
        os.write(2, f"Traceback: {what}\n".encode())
        os._exit(98)


_PROGRAMS = {"os.system", "os.exec", "os.posix_spawn", "os.spawn", "pty.spawn"}


def _answer(question: dict[str, Any]) -> None:
    """Be the command: with streams of its own, in the folder, and then gone."""
    from vaultlint import cli

    code = 99
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, path in enumerate(question["streams"], 1):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8") for number in (1, 2))
        os.environ.clear()
        os.environ.update(question["environment"])
        os.chdir(question["folder"])
        if question["guarded"]:
            sys.addaudithook(_Guard(question["folder"], question["guarded"]))
        code = cli.main(question["said"])
    except SystemExit as error:
        code = int(error.code or 0)
    except KeyboardInterrupt:  # Before the command had begun.
        code = 130
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _begin(question: dict[str, Any]) -> int:
    number = os.fork()
    if number == 0:
        _answer(question)
    return number


def _wait(number: int) -> tuple[int, float, float]:
    end = time.monotonic() + MOST_SECONDS
    while not (done := os.wait4(number, os.WNOHANG))[0]:
        if time.monotonic() > end:
            os.kill(number, signal.SIGKILL)
        time.sleep(0.005)
    _, status, used = done
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / unit


def main() -> None:
    """Answer the questions on standard input, a line of JSON each."""
    for module in pkgutil.walk_packages(vaultlint.__path__, "vaultlint."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        question = json.loads(line)
        print(json.dumps(_wait(question["number"]) if "number" in question else _begin(question)), flush=True)


if __name__ == "__main__":
    main()
