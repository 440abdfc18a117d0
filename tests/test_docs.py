"""What is written about the program is what the program does."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from tools import generate
from tools.generate import CASES

from tests.conftest import ROOT
from vaultlint import registry
from vaultlint.cli import main


def test_generated_files_are_up_to_date() -> None:
    for path, text in generate.pages().items():
        assert path.read_text("utf-8") == text, f"{path.relative_to(ROOT)}: run `make docs`"


def test_our_own_notes_are_clean_under_strict(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", str(ROOT / "notes"), "--today", "2026-11-23", "--no-cache"])
    assert (code, capsys.readouterr().out) == (0, "All clear: 44 notes.\n")
    assert "extends: strict" in (ROOT / "vaultlint.yaml").read_text("utf-8")


def test_there_is_no_page_without_a_rule() -> None:
    pages = {path.stem for path in (ROOT / "docs/rules").glob("*.md")} - {"README"}
    assert pages == set(registry.families())


def test_every_rule_has_a_page_with_why_and_what_to_do() -> None:
    for rule in registry.load_all():
        assert re.findall(r"^## (.*)$", rule.docs, re.MULTILINE) == ["Why", "What to do"], rule.name
        assert rule.summary.endswith("."), rule.name


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    prose = re.sub(r"`[^`\n]*`|^```.*?^```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", prose):
        assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_schemas_are_json_schemas() -> None:
    for name in ("vaultlint", "pack"):
        schema = json.loads((ROOT / f"schemas/{name}.schema.json").read_text("utf-8"))
        assert set(registry.families()) < set(schema["properties"]["rules"]["properties"])


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "schemas").glob("*.yaml")), *sorted(CASES.glob("*/*/schemas/*.yaml"))]
)
def test_editors_accept_what_the_program_reads(path: Path) -> None:
    schema = json.loads((ROOT / "schemas/entity.schema.json").read_text("utf-8"))
    data = json.loads(json.dumps(YAML(typ="safe").load(path.read_text("utf-8")), default=str))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


def test_the_hooks_are_commands_of_ours() -> None:
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")):
        command = "format" if hook["id"] == "vaultlint-format" else "check"
        assert hook["entry"].split()[:2] == ["vaultlint", command]
