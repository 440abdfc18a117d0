"""The shape of the code: layers, rooms of heavy libraries, sizes."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import vaultlint

PACKAGE = Path(vaultlint.__file__).parent
LAYERS = (
    "place",
    "disk",
    "text",
    "searching",
    "dates",
    "finding",
    "identity",
    "baseline",
    "figures.quantity",
    "figures.statement",
    "figures.reckoning",
    "facts",
    "schema.terms",
    "schema.part",
    "schema.language",
    "project",
    "note",
    "edits",
    "lines",
    "figures.english",
    "figures.english_measures",
    "figures.lexicon",
    "figures.measure",
    "figures.times",
    "figures.units",
    "figures.scan",
    "figures.readable",
    "figures.passage",
    "figures.sentences",
    "figures.subjects",
    "figures.events",
    "figures.prose",
    "figures.grids",
    "figures.tables",
    "figures.sums",
    "figures.changes",
    "figures.parts",
    "figures.counts",
    "figures.durations",
    "figures.identities",
    "figures.read",
    "figures.likeness",
    "figures.compare",
    "figures",
    "parse.yaml_words",
    "parse.yaml_depth",
    "parse.yaml_mending",
    "parse.frontmatter",
    "parse.markdown",
    "parse.zones",
    "parse.links",
    "parse.tags",
    "parse.lead",
    "parse.moments",
    "parse.suppressions",
    "parse.templates",
    "parse",
    "schema.names",
    "schema.figures",
    "schema.formats",
    "schema.cells",
    "schema.near",
    "schema.sentences",
    "schema.order",
    "schema.pieces",
    "schema.subject",
    "schema.properties",
    "schema.links",
    "schema.values",
    "schema.tables",
    "schema.lists",
    "schema.tags",
    "schema.embeds",
    "schema.files",
    "schema.footers",
    "schema.scopes",
    "schema.parts",
    "schema.conditions",
    "schema.asked",
    "schema.words",
    "schema.drafting",
    "schema",
    "written",
    "history",
    "change",
    "lookup",
    "anchors",
    "missing",
    "vault",
    "related",
    "schema.mending",
    "mentions",
    "figures.contradict",
    "figures.telling",
    "network",
    "rule",
    "rules",
    "registry",
    "judge",
    "engine",
    "finalise",
    "identity",
    "explain",
    "report.position",
    "report.text",
    "report.escaped",
    "report.merge",
    "report.data",
    "report.statistics",
    "report.run",
    "report.github",
    "report.gitlab",
    "report.sarif",
    "report.junit",
    "report.rdjson",
    "report",
    "discover",
    "exclude",
    "consequences",
    "cache",
    "memory",
    "git",
    "changed",
    "carry",
    "chronicle",
    "load.nodes",
    "load.grammar",
    "load.export",
    "load.words",
    "load.models",
    "load.documents",
    "load.facts",
    "load.recorded",
    "load.written",
    "load.patterns",
    "load.contradictions",
    "load.vocabularies",
    "load.build",
    "load.values",
    "load.order",
    "load.parts",
    "load.entities",
    "load.asks",
    "load",
    "load.kept",
    "learn.proposal",
    "learn.kinds",
    "learn.fields",
    "learn.headings",
    "learn.sections",
    "learn.alone",
    "learn.trial",
    "learn.writing",
    "learn",
    "deadline",
    "work",
    "request",
    "analyses",
    "reading",
    "rewording",
    "standing",
    "scene",
    "session",
    "notices",
    "fix",
    "outputs",
    "oracle.properties",
    "oracle.rendering",
    "oracle",
    "mending",
    "repair",
    "write",
    "amend",
    "overview.parts",
    "overview.graph",
    "overview.kinds",
    "overview.excerpt",
    "overview.web",
    "overview.health",
    "overview",
    "report.overview_words",
    "report.overview_note",
    "report.page",
    "answer",
    "arguments",
    "check",
    "publish",
    "entities",
    "draft",
    "record",
    "infer",
    "init",
    "watch",
    "completion",
    "cli",
    "__main__",
)
"""Top to bottom: a module imports only what stands above it."""

UPWARDS = {("load.documents", "load"), ("check", "answer")}
"""Imports within a function that a package's own parts need."""

ROOMS = {
    "pyromark": {"parse.markdown"},
    "frontmatter": {"parse.frontmatter"},
    "yaml": {"parse.frontmatter", "parse.yaml_depth", "parse.yaml_words", "load.nodes"},
    "ruamel": {"load.documents", "load.nodes", "edits", "oracle.properties"},
    "markdown_it": {"oracle.rendering"},
    "mdit_py_plugins": {"oracle.rendering"},
    "pydantic": {"load.documents", "load.models"},
    "pathspec": {"exclude"},
    "regex": {"searching"},
    "platformdirs": {"cache"},
    "wcwidth": {"text"},
    "watchfiles": {"watch"},
    "shtab": {"completion"},
    "msgspec": {
        "text",
        "parse.links",
        "parse.frontmatter",
        "parse.suppressions",
        "parse.templates",
        "finalise",
        "load",
        "cache",
        "work",
        "request",
        "session",
        "vault",
        "consequences",
        "judge",
        "load.order",
        "parse",
        "project",
        "figures.statement",
        "figures.scan",
        "figures.prose",
        "figures.changes",
        "figures.grids",
        "figures.tables",
        "figures.read",
        "figures.contradict",
        "fix",
        "repair",
        "mending",
        "answer",
        "analyses",
        "reading",
        "rewording",
        "standing",
        "memory",
        "baseline",
        "load.recorded",
        "record",
        "load.kept",
        "overview.parts",
        "report.page",
        "publish",
    },
}
RULE_IMPORTS = {"anchors", "place", "finding", "rule", "text", "facts", "note", "missing", "vault", "network"}
RULE_IMPORTS |= {"dates", "written", "related", "mentions", "edits", "lines"}
RULE_IMPORTS |= {f"figures.{name}" for name in ("reckoning", "statement", "compare", "contradict", "telling")}
"""What a rule sees; one that judges by schemas sees the modules of `schema`, too."""

STANDARD = set(sys.stdlib_module_names)


def modules() -> dict[str, Path]:
    """Every module by its name inside the package."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = list(path.relative_to(PACKAGE).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        found[".".join(parts)] = path
    return {name: path for name, path in found.items() if name}


def imports(path: Path) -> Iterator[str]:
    """The full names of what a module imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inner(name: str) -> str | None:
    """The module of ours that an imported name means."""
    if not name.startswith("vaultlint."):
        return None
    inside = name.removeprefix("vaultlint.")
    known = modules()
    return inside if inside in known else None


def layer(module: str) -> int:
    return LAYERS.index("rules" if module.startswith("rules") else module)


@pytest.mark.parametrize("module", sorted(modules()))
def test_imports_point_upwards(module: str) -> None:
    for name in imports(modules()[module]):
        other = inner(name)
        if (
            other
            and other != module
            and not module.startswith(other + ".")
            and (module, other) not in UPWARDS
        ):
            assert layer(other) < layer(module), f"{module} imports {other}"


@pytest.mark.parametrize("module", sorted(modules()))
def test_libraries_keep_to_their_rooms(module: str) -> None:
    for name in imports(modules()[module]):
        top = name.partition(".")[0]
        if top not in STANDARD and top != "vaultlint":
            assert module in ROOMS.get(top, set()), f"{module} imports {top}"


@pytest.mark.parametrize(
    "module", [name for name in sorted(modules()) if name.startswith("rules.") and name.count(".") == 2]
)
def test_rules_see_little(module: str) -> None:
    for name in imports(modules()[module]):
        other = inner(name) or ""
        assert not other or other in RULE_IMPORTS or other.startswith("schema."), f"{module} imports {name}"


@pytest.mark.parametrize("module", sorted(modules()))
def test_modules_and_functions_are_small(module: str) -> None:
    source = modules()[module].read_text("utf-8")
    assert source.count("\n") <= (120 if module.count(".") == 2 else 300)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 40, f"{module}.{node.name}"


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh Python has imported after running `code`."""
    script = (
        f"import sys\n{code}\nprint(*{{name.partition('.')[0] for name in sys.modules}}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_the_version_imports_no_library() -> None:
    code = "from vaultlint.cli import main\ntry: main(['--version'])\nexcept SystemExit: pass"
    assert not loaded(code) & (ROOMS.keys() | {"hashlib", "json"})


@pytest.mark.parametrize("more", [[], ["--output-format", "github", "--output", f"sarif:{os.devnull}"]])
def test_an_answer_from_memory_imports_no_parser_and_no_settings(tmp_path: Path, more: list[str]) -> None:
    (tmp_path / "Note.md").write_text("[[Nowhere]]\n")
    code = f"from vaultlint.cli import main\nmain({['check', str(tmp_path), *more]!r})\n"
    first = loaded(code)
    assert {"pyromark", "pydantic"} <= first
    assert not loaded(code) & (ROOMS.keys() - {"platformdirs"})


def test_settings_in_the_cache_need_no_library_to_be_read(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("#actor\n")
    (tmp_path / "vaultlint.yaml").write_text("schemas: [actor]\nrules: {missing-label: warning}\n")
    code = f"from vaultlint.cli import main\nmain(['check', {str(tmp_path)!r}])\n"
    assert {"pydantic", "ruamel"} <= loaded(code)
    (tmp_path / "note.md").write_text("#actor #another\n")
    again = loaded(code)
    assert "pyromark" in again
    assert not again & {"pydantic", "ruamel"}
