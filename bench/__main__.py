"""Compares vaultlint with other linters on one vault: one table, medians of runs taken in turn.

    python -m bench [VAULT] [--notes 2801] [--rounds 5] [--scratch FOLDER]

Without a vault one is generated. A vault is copied first: nothing in it changes.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from statistics import median

from bench import generate, tools
from bench.processes import Command, peak, seconds
from bench.tools import Ask, Tool

_SAMPLE = 100
"""Notes that a linter is given which would take minutes for all."""


def main() -> None:
    """Run the comparison and print its table."""
    parser = argparse.ArgumentParser(description="Compare vaultlint with other Markdown linters.")
    parser.add_argument("vault", nargs="?", help="a folder of notes (default: generated ones)")
    parser.add_argument("--notes", type=int, default=2_801, help="how many notes to generate")
    parser.add_argument("--rounds", type=int, default=5)
    # Not in this checkout: a vault in it would be under its settings.
    scratch_folder = f"{tempfile.gettempdir()}/vaultlint-bench"
    parser.add_argument("--scratch", default=scratch_folder, help="where to install and to copy")
    parser.add_argument("--quick", action="store_true", help="rumdl only")
    options = parser.parse_args()
    scratch = os.path.abspath(options.scratch)
    vault = f"{scratch}/vault"
    shutil.rmtree(vault, ignore_errors=True)
    shutil.rmtree(f"{scratch}/cache", ignore_errors=True)
    if options.vault:
        shutil.copytree(options.vault, vault)
    else:
        generate.write(vault, options.notes)
    notes = _notes(vault)
    ours, other = tools.vaultlint(), tools.rumdl(scratch)
    print(f"{len(notes):,} notes, {os.cpu_count()} processors, medians of {options.rounds} runs in turn\n")
    print("| | vaultlint | rumdl | ratio |\n|---|---|---|---|", flush=True)
    for row in _compare(ours, other, vault, f"{scratch}/cache", notes, options.rounds):
        print(row, flush=True)
    if not options.quick:
        for row in _others(scratch, vault, notes):
            print(row, flush=True)


def _notes(vault: str) -> list[str]:
    """The notes of a vault, as paths from it, in order."""
    found = []
    for folder, folders, names in os.walk(vault):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.relpath(f"{folder}/{name}", vault) for name in names if name.endswith(".md")]
    return sorted(found)


def _compare(ours: Tool, other: Tool, vault: str, cache: str, notes: list[str], rounds: int) -> Iterator[str]:
    """Yield a row for each question that both are asked."""

    def row(title: str, ask: Callable[[Tool], Ask | None], prepare: Callable[[], None] = lambda: None) -> str:
        taken: dict[str, list[float]] = {ours.name: [], other.name: []}
        for _ in range(rounds):
            for tool in (ours, other):
                prepare()
                taken[tool.name].append(seconds(_command(ask(tool), vault, cache)))
        mine, theirs = median(taken[ours.name]), median(taken[other.name])
        return f"| {title} | {mine:.2f} s | {theirs:.2f} s | {mine / theirs:.2f} |"

    note = notes[len(notes) // 2]
    for tool in (ours, other):
        seconds(_command(tool.warm, vault, cache))
    yield row("cold", lambda tool: tool.cold)
    yield row("warm, nothing changed", lambda tool: tool.warm)
    yield row("warm, one note reworded", lambda tool: tool.warm, _Rewording(f"{vault}/{note}"))
    yield row("warm, one note linked anew", lambda tool: tool.warm, _Linking(f"{vault}/{note}", notes))
    yield row("one file against a warm vault", lambda tool: tool.one_file and tool.one_file(note))
    yield row(
        "one file, just reworded",
        lambda tool: tool.one_file and tool.one_file(note),
        _Rewording(f"{vault}/{note}"),
    )
    yield row("format --check, cold", lambda tool: tool.format, lambda: shutil.rmtree(cache, True))
    yield _weigh("peak memory, cold", ours.cold(vault, cache), other.cold(vault, cache))


def _command(ask: Ask | None, vault: str, cache: str) -> Command:
    assert ask is not None
    return ask(vault, cache)


def _weigh(title: str, ours: Command, other: Command) -> str:
    mine, theirs = peak(ours), peak(other)
    return f"| {title} | {mine:.0f} MB | {theirs:.0f} MB | {mine / theirs:.2f} |"


class _Rewording:
    """Each time it is called a note says something else, in a sentence without links or figures."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._times = 0
        with open(path, encoding="utf-8", newline="") as file:
            self._text = file.read()

    def sentence(self) -> str:
        """Return what to add."""
        return "The harbour is " + "very " * self._times + "quiet today."

    def __call__(self) -> None:
        self._times += 1
        with open(self._path, "w", encoding="utf-8", newline="") as file:
            file.write(f"{self._text.rstrip()}\n\n{self.sentence()}\n")


class _Linking(_Rewording):
    """Each time the note links to another one."""

    def __init__(self, path: str, notes: list[str]) -> None:
        super().__init__(path)
        self._notes = notes

    def sentence(self) -> str:
        """Return what to add."""
        target = os.path.basename(self._notes[self._times * 7 % len(self._notes)])[:-3]
        return f"The harbour is close to [[{target}]]."


def _others(scratch: str, vault: str, notes: list[str]) -> Iterator[str]:
    """Yield how long other linters take, cold: some only for a sample."""
    yield "\n| cold, other linters | time | a note |\n|---|---|---|"
    slow = f"{scratch}/sample"
    shutil.rmtree(slow, ignore_errors=True)
    os.makedirs(slow)
    for number, note in enumerate(notes[:: max(1, len(notes) // _SAMPLE)]):
        shutil.copyfile(f"{vault}/{note}", f"{slow}/{number}.md")
    for tool, folder in ((tools.markdownlint(scratch), vault), (tools.pymarkdown(scratch), slow)):
        if tool is None:
            print("markdownlint-cli2 needs Node, which is not here", file=sys.stderr)
            continue
        taken = median(seconds(tool.cold(folder, "")) for _ in range(3))
        number = len(_notes(folder))
        yield f"| {tool.name}, {number:,} notes | {taken:.2f} s | {taken / number * 1000:.2f} ms |"


if __name__ == "__main__":
    main()
