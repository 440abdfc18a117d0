"""Vaults that mean harm: each gets the right finding or a clear message, in time, and nothing gets out.

What is said of each lies in `tests/hostile/expected/`; `make bless` rewrites it.
"""

import fnmatch
import json
import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT
from tests.copies import Copies
from tests.hostile import Builder

CLASSES = ("encodings", "names", "frontmatter", "markdown", "links", "vaults", "settings", "patterns")
EXPECTED = Path(__file__).parent / "hostile" / "expected"
BLESS = bool(os.environ.get("VAULTLINT_BLESS"))

SECONDS = 90
"""Processor time that a run may take: the machines that run tests are of every kind."""

MEGABYTES = 1500
"""Memory that a run may take."""

FORMATS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "sarif": json.loads,
    "gitlab": json.loads,
    "rdjson": json.loads,
    "junit": ElementTree.fromstring,
    "github": str,
    "full": str,
}


def cases(*classes: str) -> list[object]:
    """Return the builders of some classes, all without any, named for the reports."""
    return [
        pytest.param(name, case, build, id=f"{name}-{case}")
        for name in classes or CLASSES
        for case, build in built(name).items()
    ]


def built(name: str) -> dict[str, Builder]:
    """Return a class's builders by case."""
    found: dict[str, Builder] = import_module(f"tests.hostile.{name}").CASES
    return found


@dataclass(frozen=True)
class Told:
    """What a run said, and what it took."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float

    def is_sane(self) -> "Told":
        """Fail for a fault of ours, for time or memory, and for what moves a terminal."""
        said = self.out + self.err
        assert self.code in {0, 1, 2}, said
        assert not any(sign in said for sign in ("Traceback", "internal error", "internal-error")), said
        assert self.seconds < SECONDS
        assert self.megabytes < MEGABYTES
        assert not any(is_command(char) for char in said), ascii(next(filter(is_command, said)))
        return self


def is_command(char: str) -> bool:
    """Say whether a character moves a terminal's cursor, colours its text or turns its direction."""
    return (
        char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} and char not in "\u200c\u200d"
    )


Ask = Callable[..., Told]
"""Runs a command line in a folder."""


@pytest.fixture
def ask(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, copies: Copies) -> Ask:
    """Run a command line that may write into its folder, the reports beside it and its cache alone."""
    folder = tmp_path_factory.mktemp("asked")
    monkeypatch.setenv("VAULTLINT_CACHE_DIR", str(folder / "cache"))

    def run(place: Path, *said: str) -> Told:
        streams = (folder / "out", folder / "err")
        ended = copies.wait(copies.begin(place, said, *streams, guarded=str(folder)))
        out, err = (path.read_text("utf-8") for path in streams)
        return Told(ended.code, out, err, ended.seconds, ended.megabytes).is_sane()

    return run


def shown(told: Told) -> str:
    """Return what a run said, long lines and many of them cut."""
    lines = [line if len(line) <= 200 else f"{line[:200]}…" for line in (told.err + told.out).splitlines()]
    more = [f"… {len(lines) - 9} more lines …", lines[-1]] if len(lines) > 10 else lines[8:]
    return "\n".join([*lines[:8], *more, ""])


def expected(name: str) -> dict[str, str]:
    """Return what is expected of a class's cases: the exit code and what is said."""
    file = EXPECTED / f"{name}.txt"
    parts = file.read_text("utf-8").split("\n== ") if file.exists() else []
    found = (part.removeprefix("== ").partition("\n") for part in parts)
    return {head: body.rstrip("\n") + "\n" for head, _, body in found}


@pytest.mark.skipif(not BLESS, reason="only where what is said is written anew")
def test_write_what_is_said(tmp_path: Path, ask: Ask) -> None:
    EXPECTED.mkdir(exist_ok=True)
    for name in CLASSES:
        parts = []
        for case, build in built(name).items():
            folder = tmp_path / name / case
            folder.mkdir(parents=True)
            build(folder)
            told = ask(folder, "check", "--output-format", "concise", "--today", "2026-11-23")
            parts.append(f"== {case}: {told.code}\n{shown(told)}")
        (EXPECTED / f"{name}.txt").write_text("\n".join(parts), "utf-8")


@pytest.mark.skipif(BLESS, reason="what is said is being written anew")
@pytest.mark.parametrize(("name", "case", "build"), cases())
def test_says_the_right_thing(
    name: str, case: str, build: Builder, tmp_path: Path, ask: Callable[..., Told]
) -> None:
    build(tmp_path)
    question = ("check", "--output-format", "concise", "--today", "2026-11-23")
    told = ask(tmp_path, *question)
    assert shown(told) == expected(name)[f"{case}: {told.code}"]
    for again in (ask(tmp_path, *question), ask(tmp_path, *question, "--no-cache")):
        assert (again.code, again.out, again.err) == (told.code, told.out, told.err)


def test_every_promise_points_at_cases_that_are_there() -> None:
    promises = (ROOT / "SECURITY.md").read_text("utf-8")
    names = [f"{name}-{case}" for name in CLASSES for case in built(name)]
    told = re.findall(rf"`((?:{'|'.join(CLASSES)})-[\w*-]+)`", promises)
    assert len(told) > 10
    assert [one for one in told if not fnmatch.filter(names, one)] == []
    files = re.findall(r"`(tests/[\w/.-]+)`", promises)
    assert [one for one in files if not (ROOT / one).exists()] == []


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files in a folder and beside it that hold something."""
    found = {}
    for top, _, names in os.walk(os.fsencode(folder.parent)):
        for name in names:
            path = os.path.join(top, name)
            if os.path.isfile(path) and not os.path.islink(path):
                with open(path, "rb") as file:
                    found[os.fsdecode(path)] = file.read()
    return found


WITH_NOTES = ("encodings", "names", "frontmatter", "markdown", "links", "vaults")
"""Classes in which the notes mean harm, and not only the settings."""


@pytest.mark.parametrize(("name", "case", "build"), cases(*WITH_NOTES))
def test_mends_once_and_reports_in_every_format(
    name: str, case: str, build: Builder, tmp_path: Path, ask: Callable[..., Told]
) -> None:
    folder, reports = tmp_path / "vault", tmp_path / "reports"
    folder.mkdir()
    reports.mkdir()
    build(folder)
    before = contents(folder)
    outputs = [word for kind in FORMATS for word in ("--output", f"{kind}:{reports / kind}")]
    ask(folder, "check", "--select", "all", "--statistics", "-v", *outputs)
    for kind, parse in FORMATS.items():
        if (reports / kind).exists():
            text = (reports / kind).read_text("utf-8")
            assert not any(map(is_command, text)), kind
            parse(text)
            (reports / kind).unlink()
    assert contents(folder) == before
    ask(folder, "check", "--select", "all", "--fix", "--unsafe-fixes")
    mended = contents(folder)
    assert mended.keys() == before.keys()
    outside = [path for path in before if not path.startswith(f"{folder}{os.sep}")]
    assert [mended[path] for path in outside] == [before[path] for path in outside]
    ask(folder, "check", "--select", "all", "--fix", "--unsafe-fixes")
    assert contents(folder) == mended
