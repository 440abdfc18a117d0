"""Reading a note needs nothing but the note: it could be done anywhere."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from bench import generate

from vaultlint import engine, work
from vaultlint.load import load_settings
from vaultlint.place import Place


class Elsewhere(Executor):
    """Does each piece of work in a fresh interpreter in another folder, told only what it is sent."""

    def __init__(self, jobs: int) -> None:
        self.sent = jobs

    def submit(self, function: Callable[..., Any], /, *words: Any, **named: Any) -> "Future[Any]":
        code = (
            "import pickle, sys\n"
            "function, words, named = pickle.load(sys.stdin.buffer)\n"
            "sys.stdout.buffer.write(pickle.dumps(function(*words, **named)))\n"
        )
        task = pickle.dumps((function, words, named))
        done = subprocess.run(
            [sys.executable, "-c", code], input=task, capture_output=True, cwd="/", check=True
        )
        future: Future[Any] = Future()
        future.set_result(pickle.loads(done.stdout))
        return future


@pytest.mark.parametrize("executor", [Elsewhere, ThreadPoolExecutor])
def test_any_executor_does(executor: Callable[[int], Executor], tmp_path: Path) -> None:
    generate.write(str(tmp_path), work.WORTH_A_PROCESS + 1)
    _, settings = load_settings(Place(str(tmp_path)))
    paths = tuple(sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")))
    rules = work.names(engine.activate(settings))
    task = work.Work(str(tmp_path), paths, rules, settings.schemas, {}, settings.words)
    assert [*work.analyse(task, 2, executor)] == [*work.analyse(task, 1)]
