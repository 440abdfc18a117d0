"""Whole processes, timed and weighed."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter, sleep


@dataclass(frozen=True)
class Command:
    """A program with its arguments, where it runs and what is set in its environment."""

    words: Sequence[str]
    folder: str
    environment: Mapping[str, str]

    def start(self) -> "subprocess.Popen[bytes]":
        """Start it; what it prints is thrown away."""
        nowhere = subprocess.DEVNULL
        settings = {**os.environ, **self.environment}
        return subprocess.Popen(
            self.words, cwd=self.folder, env=settings, stdin=nowhere, stdout=nowhere, stderr=nowhere
        )


def seconds(command: Command) -> float:
    """Return how long a run takes, from start to end. Raises RuntimeError if it fails: findings are none."""
    begun = perf_counter()
    code = command.start().wait()
    taken = perf_counter() - begun
    if code not in {0, 1}:
        raise RuntimeError(f"exit code {code}: {' '.join(command.words)}")
    return taken


def peak(command: Command) -> float:
    """Return the most memory in MB that a run and its children hold together, shared pages counted once.

    Looks every hundredth of a second; nan where the system does not tell.
    """
    process = command.start()
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_held, _family(process.pid))))
        sleep(0.01)
    return most / 1024 if most else float("nan")


def _family(number: int) -> Iterator[int]:
    yield number
    try:
        with open(f"/proc/{number}/task/{number}/children", encoding="ascii") as file:
            children = [int(child) for child in file.read().split()]
    except OSError:
        children = []
    for child in children:
        yield from _family(child)


def _held(number: int) -> int:
    """The kB of a process, of shared pages its share. Source: proc_pid_smaps(5), `Pss`."""
    try:
        with open(f"/proc/{number}/smaps_rollup", encoding="ascii") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("Pss:")), 0)
    except OSError:
        return 0
