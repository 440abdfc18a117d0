"""Write what is made from the code: rule pages, JSON Schemas, the README's real output.

`python tools/generate.py` writes it, `--check` says whether it is up to date.
"""

import contextlib
import io
import json
import os
import re
import sys
from pathlib import Path

from vaultlint import registry
from vaultlint.cli import main as vaultlint
from vaultlint.explain import markdown
from vaultlint.load.export import schema_file
from vaultlint.load.models import Pack, VaultFile, json_schema
from vaultlint.rule import Rule

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "rules"
_OUTPUT = re.compile(
    r"(<!-- output of: (?P<command>vaultlint [^\n]*?) -->\n```(?:text|yaml)?\n).*?(\n```)", re.DOTALL
)


def pages() -> dict[Path, str]:
    """Return every generated file with its text."""
    rules = registry.load_all()
    texts = {ROOT / f"docs/rules/{rule.name}.md": _page(rule) for rule in rules}
    texts[ROOT / "docs/rules/README.md"] = _index(rules)
    files = {"vaultlint": json_schema(VaultFile), "pack": json_schema(Pack), "entity": schema_file()}
    for name, schema in files.items():
        texts[ROOT / f"schemas/{name}.schema.json"] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    for page in (ROOT / "README.md", ROOT / "docs/adopting.md"):
        texts[page] = _OUTPUT.sub(
            lambda found: found[1] + run(found["command"]) + found[3], page.read_text("utf-8")
        )
    return texts


def run(command: str) -> str:
    """Return what a command prints when it is run from the repository's root."""
    output = io.StringIO()
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(io.StringIO()):
            vaultlint([*command.split()[1:], "--no-cache"] if " check " in command else command.split()[1:])
    finally:
        os.chdir(before)
    return output.getvalue().rstrip("\n")


def _page(rule: Rule) -> str:
    """A rule's page: its docs, then the example case with what the rule says of it."""
    example = CASES / rule.name / "example"
    if not example.is_dir():
        return markdown(rule)
    said = (example / "expected.txt").read_text("utf-8").rstrip("\n")
    noted = {line.split(":")[0] for line in said.splitlines()}
    parts = [markdown(rule), "\n## Example\n"]
    for path in sorted((example / "schemas").rglob("*.yaml")):
        text = path.read_text("utf-8").rstrip("\n")
        parts.append(f"`schemas/{path.name}`:\n\n```yaml\n{text}\n```\n")
    for path in sorted((example / "notes").rglob("*.md")):
        name = path.relative_to(example / "notes").as_posix()
        if name in noted:
            text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").rstrip("\n")
            parts.append(f"`{name}`:\n\n````markdown\n{text}\n````\n")
    parts.append(f"vaultlint says:\n\n```text\n{said}\n```\n")
    return "\n".join(parts)


def _index(rules: tuple[Rule, ...]) -> str:
    lines = ["# Rules\n", "`vaultlint rule NAME` shows the same pages.\n"]
    for family in sorted({rule.family for rule in rules}):
        lines += [f"## {family}\n", "| Rule | Severity | |", "|---|---|---|"]
        for rule in rules:
            if rule.family == family:
                grade = (
                    rule.spec.severity.word if rule.spec.on else f"{rule.spec.severity.word}, off by default"
                )
                lines.append(f"| [{rule.name}]({rule.name}.md) | {grade} | {rule.summary} |")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> int:
    """Write or check all generated files."""
    texts = pages()
    if "--check" in sys.argv:
        stale = [
            path for path, text in texts.items() if not path.is_file() or path.read_text("utf-8") != text
        ]
        for path in stale:
            print(f"{path.relative_to(ROOT)} is out of date: run `make docs`")
        return int(bool(stale))
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
