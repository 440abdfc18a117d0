"""docs/schemas.md is true: its examples are vaults, and what is printed under them is said of them.

An example begins with `<!-- example: NAME -->` and ends with the next heading or example; `NAME like OTHER`
starts from another's files. A `yaml` block is the file that its first line names. A note is a block below a
line such as `notes/Ulm.md`, or stands beside it: `notes/Wend.md`: `#river`. A `text` block is what `check`
says; a `console` block runs the commands in it. `VAULTLINT_BLESS=1` rewrites both.
"""

import contextlib
import io
import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from tests.conftest import ROOT, concise, place, run
from vaultlint import registry
from vaultlint.cli import main
from vaultlint.load import load_settings
from vaultlint.load.grammar import SHAPES, TYPES, VOCABULARY, Keyed, Kind, Many, Shape, Word
from vaultlint.rule import Scope

PAGE = ROOT / "docs" / "schemas.md"
README = ROOT / "README.md"
BLESS = bool(os.environ.get("VAULTLINT_BLESS"))
SELECT = ("schema", "dates", "patterns", "empty-section")
_TOKEN = re.compile(
    r"^<!-- example: (?P<name>[\w-]+)(?: like (?P<base>[\w-]+))? -->$"
    r"|^(?P<heading>##+ [^\n]*)$"
    r"|`(?P<path>notes/[^`\n]+\.md)`:(?: `(?P<line>[^`\n]+)`)?"
    r"|^(?P<fence>`{3,})(?P<lang>\w+)\n(?P<text>.*?)^(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)
_COMMAND = re.compile(r"^\$ vaultlint (.*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE)


@dataclass
class Example:
    """A little vault, and the blocks that say what is said of it: language, text and where it stands."""

    name: str
    files: dict[str, str] = field(default_factory=dict)
    said: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        """Whether its schemas have mistakes on purpose."""
        return self.name.startswith("mistake")

    def write(self, folder: Path) -> None:
        """Write the vault."""
        settings = "notes: notes/\n" + "schemas: [schemas/]\n" * any(
            path.startswith("schemas/") for path in self.files
        )
        for name, text in {"vaultlint.yaml": settings, **self.files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def _read(page: str) -> dict[str, Example]:
    examples: dict[str, Example] = {}
    example, note = None, ""
    for found in _TOKEN.finditer(page):
        if found["name"]:
            base = examples[found["base"]].files if found["base"] else {}
            assert found["name"] not in examples, f"two examples are called {found['name']}"
            example = examples[found["name"]] = Example(found["name"], dict(base))
        elif found["heading"]:
            example = None
        elif example is None:
            continue
        elif found["line"]:
            example.files[found["path"]] = found["line"] + "\n"
        elif found["path"]:
            note = found["path"]
        elif found["lang"] == "yaml":
            example.files[found["text"].partition("\n")[0].removeprefix("# ")] = found["text"]
        elif found["lang"] == "markdown":
            assert note, f"a note without a name in {example.name}"
            example.files[note], note = found["text"], ""
        else:
            example.said.append((found["lang"], found["text"], found.start("text")))
    return examples


TEXT = PAGE.read_text("utf-8")
EXAMPLES = _read(TEXT)


def _says(folder: Path, lang: str, text: str) -> str:
    """What is said of the vault, in the form of the block."""
    if lang == "text":
        return concise(folder, run(folder, *SELECT).verdict.diagnostics)
    assert lang == "console"
    return "".join(f"$ vaultlint {found[1]}\n{_output(found[1])}" for found in _COMMAND.finditer(text))


def _output(command: str) -> str:
    """What a command prints, its errors included."""
    output = io.StringIO()
    arguments = [one.strip('"') for one in re.findall(r'"[^"]*"|\S+', command)]
    day = ["--today", "2026-11-23"] if arguments[0] in {"check", "new"} else []
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        code = main([*arguments, *day])
    assert code in (0, 1) or output.getvalue().startswith("vaultlint: ")
    return output.getvalue()


@pytest.mark.parametrize("name", EXAMPLES)
def test_vaultlint_says_what_is_printed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = EXAMPLES[name]
    example.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    said = [_says(tmp_path, lang, text) for lang, text, _ in example.said]
    if BLESS:
        _bless(name, said)
    else:
        assert said == [text for _, text, _ in example.said]


def _bless(name: str, said: list[str]) -> None:
    page = PAGE.read_text("utf-8")
    blocks = _read(page)[name].said
    for (_, old, start), new in reversed(list(zip(blocks, said, strict=True))):
        page = page[:start] + new + page[start + len(old) :]
        if name == "first":
            README.write_text(README.read_text("utf-8").replace(old, new), encoding="utf-8")
    PAGE.write_text(page, encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_schemas_in_examples_have_no_mistakes(name: str, tmp_path: Path) -> None:
    EXAMPLES[name].write(tmp_path)
    assert bool(load_settings(place(tmp_path))[1].mistakes) == EXAMPLES[name].is_wrong


@pytest.mark.parametrize("name", [name for name, one in EXAMPLES.items() if not one.is_wrong])
def test_editors_accept_the_examples(name: str) -> None:
    for path, text in EXAMPLES[name].files.items():
        if path.endswith(".yaml"):
            kind = {"schemas": "entity", "vaultlint.yaml": "vaultlint"}.get(path.partition("/")[0], "pack")
            schema = json.loads((ROOT / f"schemas/{kind}.schema.json").read_text("utf-8"))
            data = json.loads(json.dumps(YAML(typ="safe").load(text), default=str))
            assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == [], path


def test_mistakes_end_the_run_with_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    EXAMPLES["mistakes"].write(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert [main(["check"]), main(["schema", "check"])] == [2, 2]


# The table of types


def _forms() -> list[tuple[str, str, bool, bool]]:
    """Each form in the table of types: whether a property and whether a cell may be written so."""
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", TEXT, re.MULTILINE)
    kinds = [(True, True), (False, True), (False, False)]
    return [
        (kind, form, *allowed)
        for kind, *columns in rows
        if kind in TYPES
        for column, allowed in zip(columns, kinds, strict=True)
        for form in re.findall(r"`([^`]+)`", column)
    ]


def test_types_read_what_the_table_says(tmp_path: Path) -> None:
    forms = _forms()
    files = {
        f"schemas/{kind}.yaml": f"entity: {kind}\nmatch: {{tags: {kind}}}\n"
        f"frontmatter: {{fields: {{v: {{type: {kind}}}}}}}\nlabels: {{label: V, type: {kind}}}\n"
        for kind in {form[0] for form in forms}
    }
    for number, (kind, text, _, _) in enumerate(forms):
        quoted = text if text in {"true", "false"} else json.dumps(text)
        files[f"notes/{number}.md"] = f"---\nv: {quoted}\n---\n#{kind}\n\n- **V** — {text}\n"
    Example("types", files).write(tmp_path)
    found = {
        (item.finding.path, item.rule)
        for item in run(tmp_path, "wrong-type", "wrong-cell").verdict.diagnostics
    }
    for number, (kind, text, in_property, in_cell) in enumerate(forms):
        right = tuple((f"{number}.md", rule) not in found for rule in ("wrong-type", "wrong-cell"))
        assert right == (in_property, in_cell), f"{kind}: {text}"
    assert {form[0] for form in forms} >= set(TYPES) - {"text", "list", "map", "any"}


# Everything is on the page


def _words(kind: Kind) -> set[str]:
    """The words that a key may take, inside lists and maps, too."""
    if isinstance(kind, Many | Keyed):
        return _words(kind.of)
    return set(kind.words) if isinstance(kind, Word) else set()


def test_every_word_of_the_language_is_on_the_page() -> None:
    code = " ".join(
        re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", TEXT, flags=re.DOTALL | re.MULTILINE))
    )
    known = {*VOCABULARY, *TYPES, *(key for keys in SHAPES.values() for key in keys)}
    known |= {word for keys in SHAPES.values() for kind in keys.values() for word in _words(kind)}
    assert not [word for word in sorted(known) if not re.search(rf"(?<![\w-]){word}(?![\w-])", code)]


def test_every_shape_is_in_an_example() -> None:
    """Each map of the language has keys in one of the examples."""
    used: set[str] = set()
    for example in EXAMPLES.values():
        for path, text in example.files.items():
            if path.endswith(".yaml") and not example.is_wrong:
                data = YAML(typ="safe").load(text)
                for one in data.get("patterns", []) if "entity" not in data else [data]:
                    _use(one, "schema" if "entity" in data else "pattern", used)
    assert set(SHAPES) <= used


def _use(value: object, shape: str, used: set[str]) -> None:
    used.add(shape)
    for key, inner in value.items() if isinstance(value, dict) else ():
        kind = SHAPES[shape].get(str(key))
        if kind is not None:
            _use_kind(inner, kind, used)


def _use_kind(value: object, kind: Kind, used: set[str]) -> None:
    if isinstance(kind, Many):
        for one in value if isinstance(value, list) else [value]:
            _use_kind(one, kind.of, used)
    elif isinstance(kind, Keyed) and isinstance(value, dict):
        for one in value.values():
            _use_kind(one, kind.of, used)
    elif isinstance(kind, Shape):
        if kind.name == "sections" and not (isinstance(value, dict) and "items" in value):
            _use_kind(value, Many(Shape("section")), used)
        else:
            _use(value, kind.name, used)


def test_the_settings_in_the_page_of_settings_are_right(tmp_path: Path) -> None:
    page = (ROOT / "docs/configuration.md").read_text("utf-8")
    settings = re.findall(r"^```yaml\n(schemas:.*?)^```$", page, re.DOTALL | re.MULTILINE)
    words = {"words/rivers.txt": "Ulm\n", "notes/Ores.md": "- **Galena** — for lead\n"}
    schema = {"schemas/mine.yaml": "entity: mine\nmatch: {tags: mine}\n"}
    Example("settings", {"vaultlint.yaml": settings[0], **words, **schema}).write(tmp_path)
    assert load_settings(place(tmp_path))[1].mistakes == ()


def test_the_readme_shows_the_first_example() -> None:
    readme = README.read_text("utf-8")
    first = EXAMPLES["first"]
    assert f"```yaml\n{first.files['schemas/museum.yaml']}```" in readme
    assert f"```text\n{first.said[0][1]}```" in readme


def test_every_rule_has_its_link() -> None:
    asking = {Scope.SCHEMA, Scope.NETWORK}
    rules = [rule.name for rule in registry.load_all() if rule.spec.scope in asking]
    links = re.findall(r"\[([\w-]+)\]\(rules/([\w-]+)\.md\)", TEXT)
    assert all(name == target for name, target in links)
    assert {name for name, _ in links} == set(rules)
