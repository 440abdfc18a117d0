"""Real vaults, where they are at hand: no crash, no flood, and what is known to be wrong in them."""

import json
import os
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from vaultlint.cli import main

SHARED = Path(os.environ.get("VAULTLINT_SHARED", ROOT.parent / "shared"))
VAULTS = SHARED / "vaults"
NAMES = ("research", "digital-policy", "obsidian-help", "stock-connections", "okf-catalog", "foam-docs")
OTHERS = ("dendron-site", "logseq-docs", "loz-homebrew")

pytestmark = pytest.mark.skipif(not VAULTS.is_dir(), reason="the real vaults are not here")


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All real vaults, unpacked."""
    folder = tmp_path_factory.mktemp("vaults")
    for archive in VAULTS.glob("*.tar.xz"):
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data") if sys.version_info >= (3, 12) else tar.extractall(folder)
    return folder


def report(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Check a vault; it ends with 0 or 1, and no rule fails."""
    assert main(["check", str(path), "--output-format", "json", "-q", "--no-cache"]) in {0, 1}
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert not [item for item in found["findings"] if item["rule"] == "internal-error"]
    return found


def per_hundred(found: dict[str, Any]) -> float:
    """Findings per 100 notes, unwritten notes and informations left out."""
    counted = [
        item for item in found["findings"] if item["rule"] != "unwritten-note" and item["severity"] != "info"
    ]
    notes: int = found["summary"]["notes"]
    return 100 * len(counted) / max(notes, 1)


@pytest.mark.parametrize("name", [*NAMES, *OTHERS])
def test_no_crash(unpacked: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    report(unpacked / name, capsys)


@pytest.mark.parametrize(
    ("path", "most"),
    [("research", 45), ("stock-connections", 1), ("obsidian-help/en", 10), ("digital-policy", 10)],
)
def test_no_flood(unpacked: Path, path: str, most: float, capsys: pytest.CaptureFixture[str]) -> None:
    assert per_hundred(report(unpacked / path, capsys)) <= most


def test_the_research_vault_has_what_is_known_to_be_wrong(
    unpacked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = report(unpacked / "research", capsys)["findings"]
    places = {(item["rule"], item["path"], item["range"]["start"]["line"]) for item in findings}
    assert ("invalid-frontmatter", "Concepts/Rare earth leverage.md", 2) in places
    assert ("bracketed-alias", "Actors/SpaceX.md", 2) in places
    assert ("taken-alias", "Actors/Carlyle.md", 2) in places
    assert ("taken-alias", "Actors/Carlyle Group.md", 2) in places
    assert ("ragged-table", "Sectors/WFE.md", 35) in places
    assert ("unescaped-pipe", "Concepts/UBS European AI Disruption Basket.md", 45) in places
    assert ("glued-link", "Actors/Northwood Space.md", 26) in places
    rules = [item["rule"] for item in findings]
    assert rules.count("invalid-frontmatter") >= 51
    assert rules.count("bracketed-alias") >= 21
    seed = [item for item in findings if item["path"] == "Actors/JOGMEC.md" and item["severity"] != "info"]
    assert {(item["rule"], item["message"]) for item in seed} == {
        ("unwritten-note", "no note is called `METI`"),
        ("unwritten-note", "no note is called `Lynas Rare Earths`"),
        (
            "contradicted-figure",
            "`dependence on China for rare earths` of Japan is 90% to 58% here,"
            " 90% to 60% in Actors/Japan.md",
        ),
    }


def test_the_seed_alone_has_only_links_that_lead_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "JOGMEC.md").write_bytes((SHARED / "seed/JOGMEC.md").read_bytes())
    assert {item["rule"] for item in report(tmp_path, capsys)["findings"]} == {"unwritten-note"}


SAID = {
    "Actors/OpenAI.md": {("duplicate-footer", 264)},
    "Actors/First Solar.md": {("outdated-footer", 163)},
    "Actors/Xiaomi.md": {("outdated-footer", 172)},
    "Actors/Take-Two.md": set(),
    "Actors/Jerome Powell.md": set(),
    "Actors/India.md": set(),
}


@pytest.mark.parametrize("today", ["2026-02-10", "2026-11-23"])
def test_dates_in_the_research_vault(unpacked: Path, today: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--select", "dates", "--ignore", "overdue-claim", "--today", today, "--no-cache", "-q")
    assert main(["check", str(unpacked / "research"), "--output-format", "json", *arguments]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    for path, said in SAID.items():
        own = {(item["rule"], item["range"]["start"]["line"]) for item in found if item["path"] == path}
        assert own == said


def test_related_in_the_research_vault(unpacked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = report(unpacked / "research", capsys)
    families = [item for item in found["findings"] if item["family"] in {"related", "dates"}]
    warnings = [item for item in families if item["severity"] != "info"]
    assert len(warnings) <= 0.25 * found["summary"]["notes"]
    (seed,) = (item for item in families if item["path"] == "Actors/JOGMEC.md")
    assert (seed["rule"], seed["severity"]) == ("missing-related", "info")
    assert seed["message"] == "`Related` does not list `Australia`"
    assert [place["range"]["start"]["line"] for place in seed["related"]] == [38, 58]
