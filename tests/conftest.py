"""What the tests share: a vault in a folder, checked the way the command does it."""

from pathlib import Path

import pytest

from vaultlint import session
from vaultlint.finding import Diagnostic
from vaultlint.load import Selection, choose_rules, load_settings
from vaultlint.project import Place
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


def place(folder: Path) -> Place:
    """Return the vault in `folder`: its settings, or its folder `notes`."""
    config = folder / "vaultlint.yaml"
    return Place(str(folder), str(config)) if config.is_file() else Place(str(folder / "notes"))


def run(folder: Path, *select: str, jobs: int = 1) -> Result:
    """Check the vault in `folder`, with some rules only if any are named."""
    root, settings = load_settings(place(folder))
    chosen = choose_rules(settings, Selection(select=select))
    return session.run(Request(root, chosen, TODAY, jobs=jobs, cache=False), lambda done, total: None)


def concise(folder: Path, diagnostics: tuple[Diagnostic, ...]) -> str:
    """Return the report of one line a finding, with paths from the vault's root."""

    def read(path: str) -> str:
        return (folder / "notes" / path).read_bytes().decode("utf-8-sig", "replace")

    return "".join(text.concise(diagnostics, sources(read), lambda path: path, text.plain))
