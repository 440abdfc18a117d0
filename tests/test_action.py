"""The action for GitHub: its steps run as the runner runs them, with whatever inputs may hold."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

import vaultlint
from tests.conftest import ROOT
from tests.readers import commands, read_sarif
from vaultlint.arguments import FORMATS
from vaultlint.cli import _parser

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["name"]: step for step in ACTION["runs"]["steps"]}

pytestmark = pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="needs bash")

HOSTILE = (
    "; touch pwned",
    "$(touch pwned)",
    "`touch pwned`",
    "x\ntouch pwned",
    "'; touch pwned; '",
    '"; touch pwned; "',
    "${IFS}&& touch pwned",
    "| touch pwned #",
    "x\n::set-output name=a::b",
)


class Job:
    """A job: its folder with a vault in it, its environment, and vaultlint as it is installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.output = folder / "output"
        self.programs = folder / "programs"
        for one in (self.folder / ".git", self.programs):
            one.mkdir(parents=True)
        (self.folder / "two words").mkdir()
        (self.folder / "vaultlint.yaml").write_text("notes: .\n")
        (self.folder / "two words/A.md").write_text("[[Nowhere]]\n")
        (self.folder / "B.md").write_text("[[Nowhere]]\n")
        # What lies about in the repository is not imported.
        for name in ("shlex", "secrets", "venv", "pip"):
            (self.folder / f"{name}.py").write_text("open('pwned', 'w')\n")
        (self.programs / "python").symlink_to(sys.executable)
        script = f'#!/bin/sh\nexec "{sys.executable}" -P -m vaultlint "$@"\n'
        (self.programs / "vaultlint").write_text(script)
        (self.programs / "vaultlint").chmod(0o755)

    def run(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        """Run a step; the script is in a file, as the runner has it."""
        step = STEPS[name]
        given = {key: one.get("default", "") for key, one in ACTION["inputs"].items()} | {
            key.replace("_", "-"): value for key, value in inputs.items()
        }
        known = {f"inputs.{key}": value for key, value in given.items()}
        known["steps.install.outputs.programs"] = str(self.programs)
        environment = {
            key: re.sub(r"\$\{\{ (.*?) \}\}", lambda match: known[match[1]], value)
            for key, value in step.get("env", {}).items()
        }
        environment |= {
            "GITHUB_OUTPUT": str(self.output),
            "RUNNER_TEMP": str(self.folder.parent),
            "GITHUB_ACTION_PATH": str(ROOT),
            "PYTHONPATH": str(Path(vaultlint.__file__).parent.parent),
        }
        script = self.folder.parent / "script.sh"
        script.write_text(step["run"])
        self.output.write_text("")
        return subprocess.run(
            ("bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)),
            cwd=self.folder,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def check(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        done = self.run("Check", **inputs)
        assert not (self.folder / "pwned").exists()
        return done


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


def test_no_script_holds_an_expression() -> None:
    scripts = [step["run"] for step in STEPS.values() if "run" in step]
    assert len(scripts) == 2
    assert not any("${{" in script for script in scripts)
    assert all(step["shell"] == "bash" for step in STEPS.values() if "run" in step)


def test_nobody_is_told_to_install_another_project() -> None:
    for path in (ROOT / "action.yml", ROOT / "docs/ci.md", ROOT / "README.md"):
        assert not re.search(r"pip install\s+(-\S+\s+)*vaultlint(?!-md)", path.read_text("utf-8"))


def test_findings_are_annotations_and_fail_the_step(job: Job) -> None:
    done = job.check()
    assert done.returncode == 1, done.stderr
    assert [one.properties["file"] for one in commands(done.stdout)] == ["B.md", "two words/A.md"]
    assert job.output.read_text() == ""


def test_paths_are_one_a_line(job: Job) -> None:
    for paths in ("two words/A.md", "two words\n", "\r\ntwo words\r\n\r\n"):
        done = job.check(paths=paths)
        assert done.returncode == 1, done.stderr
        assert [one.properties["file"] for one in commands(done.stdout)] == ["two words/A.md"]
    (job.folder / "-x.md").write_text("Fine.\n")
    assert job.check(paths="-x.md").returncode == 0


def test_arguments_may_have_quotes(job: Job) -> None:
    done = job.check(args="--select links --ignore\n unwritten-note --output 'concise:a b.txt'")
    assert (done.returncode, done.stdout.splitlines()[-1][:6]) == (0, "Found "), done.stdout
    assert (job.folder / "a b.txt").is_file()
    done = job.check(args="--select 'links")
    assert (done.returncode, "a quote that is not closed" in done.stdout) == (2, True)


def test_what_fails_is_the_users_choice(job: Job) -> None:
    assert job.check(fail_on="never").returncode == 0
    assert job.check(args="--select orphan-note").returncode == 0
    assert job.check(args="--select orphan-note", fail_on="warning").returncode == 1
    assert job.check(fail_on="sometimes").returncode == 2
    assert job.check(paths="nowhere").returncode == 2


def test_a_sarif_file_is_an_output(job: Job) -> None:
    done = job.check(sarif_file="out of it.sarif")
    assert done.returncode == 1
    name, _, path = job.output.read_text().strip().partition("=")
    assert (name, path) == ("sarif-file", os.path.realpath(job.folder / "out of it.sarif"))
    assert len(read_sarif(Path(path).read_text("utf-8"), job.folder)) == 2
    job.check(sarif_file="other.sarif", fail_on="sometimes")
    assert job.output.read_text() == ""


def test_other_formats_hold_no_commands(job: Job) -> None:
    (job.folder / "::error::x.md").write_text("[[##[error\\]]]\n[[Nowhere]]\n")
    done = job.check(output_format="concise", args="--select all")
    first, *lines, last = done.stdout.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert last == f"::{token}::"
    assert any(line.startswith("::error::x.md:") for line in lines)


@pytest.mark.parametrize("name", ["paths", "args", "output_format", "fail_on", "sarif_file"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_input_is_never_a_script(job: Job, name: str, hostile: str) -> None:
    done = job.check(**{name: hostile})
    assert done.returncode == (1 if name == "sarif_file" and "\n" not in hostile else 2), done.stdout
    assert job.output.read_text().count("\n") <= 1
    assert "set-output" not in job.output.read_text()


def test_installing_isolates_python(job: Job, tmp_path: Path) -> None:
    fake = tmp_path / "fake"
    fake.mkdir()
    calls = tmp_path / "calls"
    # It makes an environment with itself in it, and writes down what it is called with.
    (fake / "python3").write_text(
        f'#!/bin/bash\nprintf "%s\\n" "$*" >> "{calls}"\n'
        '[ "$3" = venv ] && mkdir -p "$4/bin" && cp "$0" "$4/bin/python"\nexit 0\n'
    )
    (fake / "python3").chmod(0o755)
    job.folder.parent.joinpath("vaultlint").mkdir()
    path = os.environ["PATH"]
    os.environ["PATH"] = f"{fake}:{path}"
    try:
        done = job.run("Install vaultlint")
    finally:
        os.environ["PATH"] = path
    assert done.returncode == 0, done.stderr
    told = calls.read_text().splitlines()
    assert all(one.startswith("-I ") for one in told)
    assert told[1] == f"-I -m venv {tmp_path}/vaultlint"
    assert told[2].endswith(str(ROOT))
    assert job.output.read_text() == f"programs={tmp_path}/vaultlint/bin\n"


def test_an_old_python_is_told(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "fake"
    fake.mkdir()
    (fake / "python3").write_text("#!/bin/sh\nexit 1\n")
    (fake / "python3").chmod(0o755)
    monkeypatch.setenv("PATH", f"{fake}:{os.environ['PATH']}")
    done = job.run("Install vaultlint")
    assert (done.returncode, "needs Python 3.11 or later" in done.stdout) == (2, True)


def schema(name: str) -> dict[str, Any]:
    """A schema that check-jsonschema ships."""
    found = find_spec("check_jsonschema")
    assert found is not None
    assert found.origin is not None
    folder = Path(found.origin).parent / "builtin_schemas/vendor"
    read: dict[str, Any] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return read


def test_the_action_is_one() -> None:
    assert [error.message for error in Draft7Validator(schema("github-actions")).iter_errors(ACTION)] == []


PAGE = (ROOT / "docs/ci.md").read_text("utf-8")
SNIPPETS = re.findall(r"^```yaml\n# (\S+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
KINDS = {".github/workflows/vault.yml": "github-workflows", ".gitlab-ci.yml": "gitlab-ci"}


@pytest.mark.parametrize(("name", "text"), SNIPPETS)
def test_what_the_page_shows_is_what_ci_reads(name: str, text: str) -> None:
    data = yaml.safe_load(text)
    data = {"on" if key is True else key: value for key, value in data.items()}
    if name in KINDS:
        validator = Draft7Validator(schema(KINDS[name]))
        assert [error.message for error in validator.iter_errors(data)] == []
    ours = [
        step["with"]
        for job in data.get("jobs", {}).values()
        for step in job["steps"]
        if step["uses"].startswith("…")
    ]
    assert all(given.keys() <= ACTION["inputs"].keys() for given in ours)


def test_the_page_names_all_inputs_and_commands_that_there_are() -> None:
    assert len(SNIPPETS) == 5
    assert all(f"| `{name}` |" in PAGE for name in ACTION["inputs"])
    lines = re.findall(r"vaultlint check (--[^#|\n`]*)", PAGE)
    assert len(lines) >= 5
    for line in lines:
        options = _parser().parse_args(["check", *shlex.split(line)])
        assert {said.partition(":")[0] for said in options.output} <= set(FORMATS)
    assert all(f"`{name}`" in PAGE for name in FORMATS)
