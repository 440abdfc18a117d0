"""Runs the targets for a time, each by Hypothesis and by Atheris: `python -m tests.fuzz --minutes 60`.

What fails is kept in a folder, three of each kind, and named at the end.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
_KEPT = 3
"""Inputs that are kept of those that fail in the same place."""


def main() -> int:
    """Run all targets, print a table, return 1 if something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help="what to run; everything without any")
    parser.add_argument("--minutes", type=float, default=60, help="processor time in all")
    parser.add_argument("--finds", type=Path, default=Path("fuzz-finds"), help="where to put what fails")
    parser.add_argument("--alone", nargs=2, metavar=("ENGINE", "SECONDS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        return _alone(options.targets[0], options.alone[0], float(options.alone[1]), options.finds)
    from tests.fuzz.targets import TARGETS

    engines = ["hypothesis", *(["atheris"] if find_spec("atheris") else [])]
    if len(engines) < 2:
        print("Atheris is not installed: Hypothesis alone", file=sys.stderr)
    jobs = [(target, engine) for target in options.targets or TARGETS for engine in engines]
    seconds = options.minutes * 60 / len(jobs)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(lambda job: _started(job[0], job[1], seconds, options.finds), jobs))
    print(f"{'target':10} {'engine':10} {'seconds':>8} {'runs':>10} {'notes':>10} {'finds':>6}")
    for one in done:
        print("{target:10} {engine:10} {seconds:8.0f} {runs:10,} {notes:10,} {finds:6}".format(**one))
    whole = {key: sum(one[key] for one in done) for key in ("seconds", "runs", "notes", "finds")}
    print("{0:21} {seconds:8.0f} {runs:10,} {notes:10,} {finds:6}".format("all", **whole))
    return int(bool(whole["finds"]))


def _started(target: str, engine: str, seconds: float, finds: Path) -> dict[str, Any]:
    """Run one target in a process of its own; libFuzzer ends it."""
    told = finds / f"{target}-{engine}.json"
    finds.mkdir(parents=True, exist_ok=True)
    command = (
        sys.executable,
        "-m",
        "tests.fuzz",
        target,
        "--finds",
        str(finds),
        "--alone",
        engine,
        str(seconds),
    )
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    if told.exists():
        found: dict[str, Any] = json.loads(told.read_text())
        return found
    return {"target": target, "engine": engine, "seconds": 0.0, "runs": 0, "notes": 0, "finds": 1}


class _Watched:
    """A target that counts its runs, and keeps what fails without ending."""

    def __init__(self, target: str, engine: str, seconds: float, finds: Path) -> None:
        self._target, self._engine, self._folder = target, engine, finds
        self._start, self._seconds = time.monotonic(), seconds
        self._failed: Counter[str] = Counter()
        self.runs = 0
        self._check: Callable[[bytes], None] | None = None

    def is_over(self) -> bool:
        """Say whether the time is up."""
        return time.monotonic() - self._start > self._seconds

    def __call__(self, data: bytes) -> None:
        """Run the target once."""
        from tests.fuzz.targets import NOTES, TARGETS

        self.runs += 1
        try:
            TARGETS[self._target](data)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            said = f"{type(error).__name__} {place.filename} {place.lineno} {str(error)[:80]}"
            self._failed[said] += 1
            if self._failed[said] <= _KEPT:
                name = f"{self._target}-{self._engine}-{len(self._failed)}-{self._failed[said]}"
                (self._folder / name).write_bytes(data)
                (self._folder / f"{name}.txt").write_text(traceback.format_exc(), "utf-8", "backslashreplace")
        if self.runs % 200 == 0 or self.is_over():
            told = {"target": self._target, "engine": self._engine, "seconds": time.monotonic() - self._start}
            counts = {"runs": self.runs, "notes": self.runs * NOTES[self._target], "finds": len(self._failed)}
            (self._folder / f"{self._target}-{self._engine}.json").write_text(json.dumps(told | counts))


def _alone(target: str, engine: str, seconds: float, finds: Path) -> int:
    watched = _Watched(target, engine, seconds, finds)
    if engine == "atheris":
        _by_coverage(watched, seconds, finds / f"{target}-corpus")
    else:
        _by_hypothesis(watched)
    return 0


def _by_hypothesis(watched: _Watched) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    def of_length(length: int) -> st.SearchStrategy[bytes]:
        return st.binary(min_size=length, max_size=length)

    any_bytes = st.integers(0, 120).flatmap(of_length)  # Left to itself it makes most of them short.

    @settings(
        max_examples=500,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(any_bytes)
    def run(data: bytes) -> None:
        if not watched.is_over():
            watched(data)

    while not watched.is_over():
        run()


def _by_coverage(watched: _Watched, seconds: float, corpus: Path) -> None:
    import atheris  # type: ignore[import-untyped]

    with atheris.instrument_imports(include=["vaultlint"]):
        from tests.fuzz import targets
    assert targets
    corpus.mkdir(parents=True, exist_ok=True)
    notes = sorted([*ROOT.glob("notes/**/*.md"), *ROOT.glob("tests/rules/*/*/notes/**/*.md")])
    for number, note in enumerate(random.Random(7).sample(notes, min(400, len(notes)))):
        (corpus / f"seed-{number}").write_bytes(b"\xff" + note.read_bytes()[:4000])
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={int(seconds)}",
            "-max_len=4000",
            "-timeout=60",
            f"-artifact_prefix={corpus.parent}/",
            "-rss_limit_mb=4000",
            str(corpus),
        ],
        watched,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
