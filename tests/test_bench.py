"""Generated vaults are what bench/ says of them: the same everywhere, and like a real one."""

import os
from hashlib import sha256
from pathlib import Path
from statistics import mean

import pytest
from bench import generate, processes, stages, tools
from bench.processes import Command

from vaultlint.cli import main
from vaultlint.facts import NoteFacts
from vaultlint.parse import parse

NOTES = 400
REAL = {"characters": 3573, "links": 21.2, "headings": 10.3, "tables": 5.8, "tags": 4.2, "aliases": 1.2}
"""What notes of the research vault have on average, as counted there."""


def counts(text: str, facts: NoteFacts) -> dict[str, int]:
    return {
        "characters": len(text),
        "links": len(facts.links),
        "headings": len(facts.headings),
        "tables": text.count("\n|-"),
        "tags": len(facts.tags),
        "aliases": len(facts.aliases),
    }


def test_the_same_number_gives_the_same_bytes() -> None:
    def digest(notes: int) -> str:
        return sha256(repr([*generate.generate(notes)]).encode()).hexdigest()

    assert digest(50) == digest(50) != digest(51)


def test_notes_are_like_real_ones() -> None:
    notes = [*generate.generate(NOTES)]
    assert len({path for path, _ in notes}) == NOTES
    found = [counts(text, parse(path, text.encode()).facts) for path, text in notes]
    for what, real in REAL.items():
        assert mean(one[what] for one in found) == pytest.approx(real, rel=0.3), what


def test_a_generated_vault_is_nearly_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    generate.write(str(tmp_path), NOTES)
    assert main(["check", "--statistics", str(tmp_path)]) == 1
    rules = {line.split()[-1] for line in capsys.readouterr().out.split("\n\n")[0].splitlines()}
    assert rules <= {
        *("unwritten-note", "missing-related", "contradicted-figure", "conflicting-figure", "self-link")
    }


@pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="memory is told by Linux only")
def test_the_memory_of_a_run_is_told(tmp_path: Path) -> None:
    (tmp_path / "Note.md").write_text("[[Nowhere]]\n")
    ask = tools.vaultlint().cold
    assert 5 < processes.peak(ask(str(tmp_path), str(tmp_path / "cache"))) < 500


def test_a_command_that_fails_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="exit code 2"):
        processes.seconds(Command(["python3", "-c", "raise SystemExit(2)"], str(tmp_path), {}))


def test_stages_are_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["stages", "--notes", "20"])
    stages.main()
    cold, warm = capsys.readouterr().out.split("\n\n", 1)
    assert {"figures", "parse", "report"} <= {line.split("  ")[-1] for line in cold.splitlines()}
    assert "rule: missing-related" in warm or "everything else" in warm
