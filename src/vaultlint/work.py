"""Notes read and analysed, in several processes where that pays."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

import msgspec
from msgspec import structs

from vaultlint import cache, engine, registry
from vaultlint.deadline import MOST_SECONDS, OutOfTime, time_limit
from vaultlint.disk import read_note
from vaultlint.figures.lexicon import Lexicon, lexicon_of
from vaultlint.parse import parse, unreadable
from vaultlint.place import UserError
from vaultlint.rule import ActiveRule
from vaultlint.schema.language import Schemas
from vaultlint.text import Value

WORTH_A_PROCESS = 300
"""Notes from which on a second process saves more than its start costs."""

_CHUNKS = 4
"""Chunks a process gets: few cost little to send, several even out slow ones."""

Rules = tuple[tuple[str, object], ...]
"""The names of the rules that are on, with their options: what another process can load."""


class Work(Value, frozen=True):
    """Notes of the vault at `root` to analyse. `instead` has contents that stand for files.

    `words` are those that packs add to the words by which figures are read.
    """

    root: str
    paths: tuple[str, ...]
    rules: Rules
    schemas: Schemas
    instead: Mapping[str, bytes]
    words: Mapping[str, str]


class Done(Value, frozen=True):
    """A note's encoded analysis, and the digest of the content that it was made from."""

    path: str
    digest: bytes
    analysis: bytes


def names(rules: Iterable[ActiveRule]) -> Rules:
    """Return the rules as something that another process can load."""
    return tuple((active.rule.name, active.options) for active in rules)


def processes(jobs: int) -> Executor:
    """Return so many processes, which end when this one does, however it ends."""
    return ProcessPoolExecutor(jobs, initializer=_stay_with_parent)


@contextmanager
def helped(executor: Executor) -> Iterator[Executor]:
    """Use an executor; raises UserError if one of its processes is ended by somebody else."""
    try:
        with executor:
            yield executor
    except BrokenExecutor:
        raise UserError(
            "a process that worked on the notes was ended from outside: if memory is short, try --jobs 1"
        ) from None


def _stay_with_parent() -> None:
    """End when the parent is killed; a process that waits for work holds the terminal's streams for ever.

    Ctrl-C reaches all processes, and is for the parent to answer.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def analyse(work: Work, jobs: int, executor: Callable[[int], Executor] = processes) -> Iterator[Done]:
    """Yield what each note comes to, in the order of the paths; `jobs` is the most processes to use.

    Whatever the `executor` makes of a number of jobs can do the work, on other machines too: all
    that a note needs goes with it, but for the files at `work.root`.
    """
    jobs = min(jobs, len(work.paths) // WORTH_A_PROCESS + 1)
    if jobs < 2:
        yield from _analyse(work)
        return
    size = max(1, min(200, len(work.paths) // (jobs * _CHUNKS)))
    chunks = [work.paths[start : start + size] for start in range(0, len(work.paths), size)]
    with helped(executor(jobs)) as pool:
        parts = (structs.replace(work, paths=chunk) for chunk in chunks)
        for done in pool.map(_analyse_all, parts):
            yield from done


def lexicon_for(rules: Iterable[ActiveRule], words: Mapping[str, str]) -> Lexicon | None:
    """Return the words by which figures are read, None where no rule asks for figures."""
    return lexicon_of(words) if any(each.rule.family == "figures" for each in rules) else None


def _analyse_all(work: Work) -> list[Done]:
    return list(_analyse(work))


def _analyse(work: Work) -> Iterator[Done]:
    active = tuple(ActiveRule(registry.load(name), options) for name, options in work.rules)
    examiner = engine.Examiner(active, work.schemas)
    lexicon = lexicon_for(active, work.words)
    encoder = msgspec.msgpack.Encoder()
    for path in work.paths:
        source = work.instead.get(path)
        try:
            if source is None:
                source = read_note(f"{work.root}/{path}")
        except OSError as error:
            note = unreadable(path, (error.strerror or str(error)).lower())
            yield Done(path, b"", encoder.encode(examiner.analyse(note)))
            continue
        try:
            with time_limit(MOST_SECONDS):
                analysis = examiner.analyse(parse(path, source, lexicon))
        except OutOfTime:
            analysis = examiner.analyse(unreadable(path, f"it takes more than {MOST_SECONDS} seconds"))
        yield Done(path, cache.digest(source), encoder.encode(analysis))
