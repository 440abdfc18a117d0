"""Where vaultlint's time goes: one run in one process, stage by stage.

    python -m bench.stages [VAULT] [--notes 2801]

What a stage takes is told without the stages inside it. The run is cold, then warm with one
note linked anew, so that every rule is asked again.
"""

import argparse
import contextlib
import gc
import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from bench import generate

_BEGUN = perf_counter()

# Begun before they are imported: what importing takes is a stage, too.
from vaultlint import (  # noqa: E402
    analyses,
    answer,
    check,
    cli,
    discover,
    engine,
    exclude,
    parse,
    session,
    standing,
    work,
)
from vaultlint.rule import ActiveRule, Scope  # noqa: E402

STAGES = (
    (check, "look", "discover"),
    (session, "look", "discover"),
    (exclude, "choose", "settings on paths"),
    (engine, "activate", "load rules"),
    (work, "read_note", "read"),
    (work, "parse", "parse"),
    (parse, "read_figures", "figures"),
    (parse, "account_of", "facts of figures"),
    (engine.Examiner, "analyse", "note rules and schemas"),
    (analyses, "load", "cache: load"),
    (analyses, "read", "cache: load"),
    (analyses, "save", "cache: save"),
    (standing, "save", "cache: save"),
    (session, "show", "index"),
    (session, "finalise", "finalise"),
    (answer, "report", "report"),
)
"""What is timed: where a function is looked up, its name, and the stage that it is."""


class Clock:
    """Seconds by stage; one that runs inside another is taken from it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside = [0.0]

    def timed(self, label: Callable[..., str], function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and is timed."""

        def run(*words: Any, **named: Any) -> Any:
            self._inside.append(0.0)
            begun = perf_counter()
            try:
                return function(*words, **named)
            finally:
                taken = perf_counter() - begun
                name = label(*words)
                self.seconds[name] = self.seconds.get(name, 0.0) + taken - self._inside.pop()
                self._inside[-1] += taken

        return run


def main() -> None:
    """Print the stages of a cold run, and of one after a change."""
    imported = perf_counter() - _BEGUN
    parser = argparse.ArgumentParser(description="Tell where the time of a run goes.")
    parser.add_argument("vault", nargs="?")
    parser.add_argument("--notes", type=int, default=2_801)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VAULTLINT_CACHE_DIR"] = f"{folder}/cache"
        root = f"{folder}/vault"
        if options.vault:
            shutil.copytree(options.vault, root)
        else:
            generate.write(root, options.notes)
        for title in ("cold", "warm, one note linked anew"):
            clock = _run(root)
            clock.seconds["start: imports"] = imported
            print(f"{title}\n" + "".join(_lines(clock.seconds)))
            _link_anew(root)


def _run(root: str) -> Clock:
    """Check a vault in this process, with every stage timed."""
    clock = Clock()
    with contextlib.ExitStack() as stack:
        for place, name, label in STAGES:
            stack.enter_context(_replaced(place, name, clock, lambda *words, label=label: label))
        stack.enter_context(_replaced(ActiveRule, "run", clock, _rule))
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        clock.timed(lambda *words: "everything else", cli.main)(["check", "--quiet", "--jobs", "1", root])
    return clock


def _rule(active: ActiveRule, subject: object) -> str:
    is_vault = active.rule.spec.scope is Scope.VAULT
    return f"rule: {active.rule.name}" if is_vault else "note rules and schemas"


@contextlib.contextmanager
def _replaced(place: Any, name: str, clock: Clock, label: Callable[..., str]) -> Iterator[None]:
    function = getattr(place, name)
    whole = (lambda *words: list(function(*words))) if name == "run" else function
    setattr(place, name, clock.timed(label, whole))
    yield
    setattr(place, name, function)


def _lines(seconds: dict[str, float]) -> Iterator[str]:
    total = sum(seconds.values())
    for name, taken in sorted(seconds.items(), key=lambda item: -item[1]):
        if taken > 0.0005:
            yield f"{taken:8.3f} s  {taken / total:5.1%}  {name}\n"
    yield f"{total:8.3f} s  together\n"


def _link_anew(root: str) -> None:
    note = min(path for path in discover.find_files(root).notes)
    with open(f"{root}/{note}", "a", encoding="utf-8") as file:
        file.write("\nSee [[A note that nobody wrote]].\n")


if __name__ == "__main__":
    gc.disable()  # As the command does.
    main()
