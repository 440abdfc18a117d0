"""What the tests share: a vault in a folder, checked the way the command does it."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.copies import Copies
from vaultlint import session
from vaultlint.cli import main
from vaultlint.finding import Diagnostic
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.place import Place
from vaultlint.repair import Repair, repair
from vaultlint.report import text
from vaultlint.report.position import sources
from vaultlint.request import Request
from vaultlint.session import Result

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-23"


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test's cache to itself."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("VAULTLINT_CACHE_DIR", str(folder))
    monkeypatch.delenv("VAULTLINT_OUTPUT_FORMAT", raising=False)
    return folder


@pytest.fixture(scope="session")
def copies() -> Iterator[Copies]:
    """Run command lines in processes of their own, in which nothing is imported anew."""
    process = Copies()
    yield process
    process.close()


class Said(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


Command = Callable[..., Said]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command line in the current directory."""

    def run(*arguments: str) -> Said:
        code = main(arguments)
        return Said(code, *capsys.readouterr())

    return run


def write_notes(folder: Path, notes: Mapping[str, str]) -> Path:
    """Write files into a folder that need not be there; return it."""
    for path, content in notes.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8", newline="")
    return folder


def place(folder: Path) -> Place:
    """Return the vault in `folder`: its settings, or its folder `notes`."""
    config = folder / "vaultlint.yaml"
    return Place(str(folder), str(config)) if config.is_file() else Place(str(folder / "notes"))


def run(folder: Path, *select: str, jobs: int = 1) -> Result:
    """Check the vault in `folder`, with some rules only if any are named."""
    root, settings = load_settings(place(folder))
    chosen = choose_rules(settings, Selection(select=select))
    return session.run(Request(root, chosen, TODAY, jobs=jobs, cache=False), lambda done, total: None)


def mended(folder: Path, *select: str) -> Repair:
    """Fix the vault in `folder`, unsafely too, with some rules only; writes nothing."""
    root, settings = load_settings(place(folder))
    chosen = choose_rules(settings, Selection(select=select))
    request = Request(root, chosen, TODAY, cache=False)
    return repair(request, lambda one: session.run(one, lambda done, total: None), unsafe=True)


def concise(folder: Path, diagnostics: tuple[Diagnostic, ...]) -> str:
    """Return the report of one line a finding, with paths from the vault's root."""

    def read(path: str) -> str:
        return (folder / "notes" / path).read_bytes().decode("utf-8-sig", "replace")

    return "".join(text.concise(diagnostics, sources(read), lambda path: path, text.plain))


class Repository:
    """A scratch repository with a vault in `notes/`."""

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if fresh:
            self.git("init", "-q", "-b", "main")
        self.git("config", "user.name", "Somebody")
        self.git("config", "user.email", "somebody@example.org")
        self.git("config", "commit.gpgsign", "false")

    def git(self, *arguments: str, day: str = TODAY) -> str:
        environment = os.environ | {
            "GIT_AUTHOR_DATE": f"{day}T12:00:00",
            "GIT_COMMITTER_DATE": f"{day}T12:00:00",
        }
        done = subprocess.run(
            ("git", *arguments), cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        assert not done.returncode, done.stderr
        return done.stdout

    def write(self, notes: Mapping[str, str]) -> None:
        for name, content in notes.items():
            path = self.folder / "notes" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")

    def commit(self, notes: Mapping[str, str], day: str = TODAY) -> None:
        self.write(notes)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a step", day=day)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    found = Repository(tmp_path / "repository")
    (found.folder / "vaultlint.yaml").write_text("notes: notes/\n")
    monkeypatch.chdir(found.folder)
    return found
