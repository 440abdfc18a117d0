"""Draw findings to read: `python tools/sample.py VAULT [RULE ...]`, the same ones every time.

For each rule thirty findings (all, if fewer), drawn by a fixed seed, each with the
text around it. Reading them is how a rule's guards are calibrated: a finding is
true when the owner would change the note because of it. See docs/calibration.md.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

SEED = 20261123
COUNT = 30
TODAY = "2026-11-23"


def findings(vault: Path, rules: Iterable[str]) -> list[dict[str, Any]]:
    """Return the findings in `vault`, as `check` reports them without settings."""
    command = [sys.executable, "-m", "vaultlint", "check", str(vault), "--output-format", "json", "-q"]
    command += ["--today", TODAY, "--no-cache", *(f"--select={rule}" for rule in rules)]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found: list[dict[str, Any]] = json.loads(output)["findings"]
    return found


def excerpt(vault: Path, finding: dict[str, Any]) -> str:
    """Return the text around a finding's first column."""
    path, start = finding["path"], finding["range"]["start"]
    text = (vault / path).read_bytes().decode("utf-8", "replace").split("\n")
    line = text[start["line"] - 1] if start["line"] <= len(text) else ""
    return line[max(0, start["column"] - 60) : start["column"] + 90].strip()


def main() -> None:
    """Print the sample."""
    vault = Path(sys.argv[1])
    by_rule: dict[str, list[dict[str, Any]]] = {}
    for finding in findings(vault, sys.argv[2:]):
        by_rule.setdefault(f"{finding['rule']} ({finding['severity']})", []).append(finding)
    for rule, found in sorted(by_rule.items()):
        print(f"\n## {rule}: {len(found)}\n")
        for item in random.Random(SEED).sample(found, min(COUNT, len(found))):
            start = item["range"]["start"]
            print(f"{item['path']}:{start['line']}:{start['column']} {item['message']} ({item['help']})")
            print(f"    {excerpt(vault, item)}")


if __name__ == "__main__":
    main()
