"""Notes mended one by one, and what came of it judged: pure, in several processes where that pays."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Set

from msgspec import structs

from vaultlint import oracle, registry, work
from vaultlint.deadline import MOST_SECONDS, OutOfTime, time_limit
from vaultlint.engine import Examiner
from vaultlint.figures.lexicon import Lexicon
from vaultlint.finding import Changes, Fix, Severity
from vaultlint.fix import Mended, mend
from vaultlint.parse import parse
from vaultlint.project import Level
from vaultlint.rule import ActiveRule
from vaultlint.schema.language import Schemas
from vaultlint.text import Span, Value

WORTH_A_PROCESS = 30
"""Notes to mend from which on a second process saves more than its start costs."""

_CHUNK = 20


class Task(Value, frozen=True):
    """A note's bytes, and the fixes that are to be applied to it."""

    path: str
    source: bytes
    fixes: tuple[Fix, ...]


class Outcome(Value, frozen=True):
    """A note's bytes with fixes applied, by their indices, and for the refused ones why."""

    fixed: bytes
    applied: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    trouble: str = ""
    """Why nothing was mended, where that is no fix's fault."""


class Job(Value, frozen=True):
    """Notes to mend, and the rules by which they are judged then, with their levels."""

    tasks: tuple[Task, ...]
    rules: work.Rules
    levels: Mapping[str, Level]
    schemas: Schemas
    words: Mapping[str, str]


def outcomes(job: Job, jobs: int) -> Iterator[Outcome]:
    """Yield what each task comes to, in their order; `jobs` is the most processes to use."""
    jobs = min(jobs, len(job.tasks) // WORTH_A_PROCESS + 1)
    if jobs < 2:
        yield from _outcomes(job)
        return
    chunks = (job.tasks[start : start + _CHUNK] for start in range(0, len(job.tasks), _CHUNK))
    with work.helped(work.processes(jobs)) as pool:
        for found in pool.map(_outcomes, [structs.replace(job, tasks=chunk) for chunk in chunks]):
            yield from found


def _outcomes(job: Job) -> list[Outcome]:
    rules = tuple(ActiveRule(registry.load(name), options) for name, options in job.rules)
    bench = _Bench(Examiner(rules, job.schemas), work.lexicon_for(rules, job.words), job.levels)
    return [_in_time(bench, task) for task in job.tasks]


def _in_time(bench: "_Bench", task: Task) -> Outcome:
    try:
        with time_limit(MOST_SECONDS):
            return bench.mend(task)
    except OutOfTime:
        return Outcome(task.source, (), (), f"to mend it takes more than {MOST_SECONDS} seconds")


class _Bench:
    """What it takes to mend a note and to judge what came of it."""

    def __init__(self, examiner: Examiner, lexicon: Lexicon | None, levels: Mapping[str, Level]) -> None:
        self._examiner = examiner
        self._lexicon = lexicon
        self._levels = levels

    def mend(self, task: Task) -> Outcome:
        """Apply the fixes that do what they declare; where they bring errors, refuse those to blame."""
        mended = mend(task.source.decode("utf-8-sig"), task.fixes, _judge)
        edits = (edit for index in mended.applied for edit in task.fixes[index].edits)
        marked = task.source.startswith(BOM_UTF8) and all(edit.span.start >= 0 for edit in edits)
        fixed = BOM_UTF8 * marked + mended.text.encode()
        worse = self._worse(task, fixed, mended) if mended.applied else ""
        if not worse:
            return Outcome(fixed, mended.applied, mended.refused)
        # Each is tried alone: those that are not to blame have their turn in the next round.
        alone = mended.applied if len(mended.applied) > 1 else ()
        tried = {index: self.mend(structs.replace(task, fixes=(task.fixes[index],))) for index in alone}
        guilty = [index for index, outcome in tried.items() if outcome.refused] or mended.applied
        return Outcome(task.source, (), (*mended.refused, *((index, worse) for index in guilty)))

    def _worse(self, task: Task, after: bytes, mended: Mended) -> str:
        """The first error that a note rule finds on the edited spans and did not find before."""
        has = {
            (rule, message)
            for rule, message, span in self._errors(task.path, after)
            if any(span.start <= one.end and one.start <= span.end for one in mended.spans)
        }
        had = {(rule, message) for rule, message, _ in self._errors(task.path, task.source)} if has else set()
        return next((f"it brings `{rule}`: {message}" for rule, message in sorted(has - had)), "")

    def _errors(self, path: str, source: bytes) -> Iterable[tuple[str, str, Span]]:
        found = self._examiner.analyse(parse(path, source, self._lexicon)).findings
        for rule, findings in found:
            if self._levels.get(rule, Severity.ERROR) >= Severity.ERROR:
                yield from ((rule, one.message, one.span) for one in findings)


def _judge(before: str, after: str, touched: Set[int], changes: Changes) -> str:
    return oracle.difference(oracle.view(before), oracle.view(after), touched, changes)
