"""The hooks, as pre-commit runs them on real commits; left out where pre-commit cannot be installed."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, Repository

pytestmark = [
    pytest.mark.skipif(find_spec("pre_commit") is None, reason="pre-commit is not installed"),
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="this is no checkout"),
    # One environment is built for all of them.
    pytest.mark.xdist_group("hooks"),
]
PRE_COMMIT = (sys.executable, "-m", "pre_commit")
PACKAGED = ("src/", "rules/", "schemas/", ".pre-commit-hooks", "pyproject", "README", "LICENSE")
START = {
    "Copper.md": "**Copper** — a metal.\n",
    "Tin.md": "**Tin** — alloyed with [[Copper]].\n",
    "Zinc.md": "**Zinc** — alloyed with [[Copper]].\n",
}


class Hooks(NamedTuple):
    """A copy of this project as a repository of hooks, its commit, and where pre-commit keeps its own."""

    folder: Path
    commit: str
    home: Path


@pytest.fixture(scope="session")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Hooks:
    copy = Repository(tmp_path_factory.mktemp("hooks") / "vaultlint")
    listed = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        if name.startswith(
            ("src/", "rules/", "schemas/", ".pre-commit-hooks", "pyproject", "README", "LICENSE")
        ):
            path = copy.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((ROOT / name).read_bytes())
    copy.git("add", "-A")
    copy.git("commit", "-q", "-m", "the hooks")
    home = tmp_path_factory.mktemp("pre-commit")
    trial = Repository(tmp_path_factory.mktemp("trial"))
    found = Hooks(copy.folder, copy.git("rev-parse", "HEAD").strip(), home)
    configure(trial, found, "vaultlint")
    done = pre_commit(trial, found, "install-hooks")
    if done.returncode and ("No matching distribution" in done.stdout or "onnection" in done.stdout):
        pytest.skip("the environment of the hooks cannot be built here")
    assert not done.returncode, done.stdout
    return found


def configure(repository: Repository, hooks: Hooks, *names: str, arguments: str = "[]") -> None:
    """Have the repository run hooks before each commit."""
    lines = [f"    - {{id: {name}, args: {arguments}, verbose: true}}\n" for name in names]
    config = f"repos:\n- repo: {hooks.folder}\n  rev: {hooks.commit}\n  hooks:\n{''.join(lines)}"
    (repository.folder / ".pre-commit-config.yaml").write_text(config)


def pre_commit(repository: Repository, hooks: Hooks, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(repository, hooks, *PRE_COMMIT, *arguments)


def commit(repository: Repository, hooks: Hooks, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(repository, hooks, "git", "commit", "-m", "a step", *arguments)


def run(repository: Repository, hooks: Hooks, *command: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PRE_COMMIT_HOME": str(hooks.home), "VAULTLINT_OUTPUT_FORMAT": "concise"}
    return subprocess.run(
        command,
        cwd=repository.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


@pytest.fixture
def guarded(repository: Repository, hooks: Hooks) -> Repository:
    """A repository with notes that are clean, and both hooks before each commit."""
    repository.commit(START)
    configure(repository, hooks, "vaultlint", "vaultlint-vault")
    assert not pre_commit(repository, hooks, "install").returncode
    repository.git("add", "-A")
    assert not commit(repository, hooks).returncode
    return repository


@pytest.mark.parametrize("hook", ["vaultlint", "vaultlint-vault"])
def test_a_trial(repository: Repository, hooks: Hooks, hook: str) -> None:
    repository.write(START)
    repository.git("add", "-A")
    arguments = ("try-repo", str(hooks.folder), hook, "--verbose", "--all-files")
    done = pre_commit(repository, hooks, *arguments)
    assert (done.returncode, "All clear: 3 notes." in done.stdout) == (0, True), done.stdout
    repository.write({"Tin.md": "**Tin** — alloyed with [[Coper]].\n"})
    repository.git("add", "-A")
    done = pre_commit(repository, hooks, *arguments)
    assert (done.returncode, "notes/Tin.md:1:26: error" in done.stdout) == (1, True), done.stdout


def test_a_broken_note_fails(guarded: Repository, hooks: Hooks) -> None:
    guarded.write({"Tin.md": "**Tin** — alloyed with [[Coper]].\n"})
    guarded.git("add", "-A")
    done = commit(guarded, hooks)
    assert done.returncode
    assert done.stdout.count("notes/Tin.md:1:26: error unwritten-note: no note is called `Coper`") == 2


def test_a_clean_change_passes(guarded: Repository, hooks: Hooks) -> None:
    guarded.write({"Tin.md": "**Tin** — alloyed with [[Copper]] since long.\n", "Lead.md": "A metal.\n"})
    guarded.git("add", "-A")
    done = commit(guarded, hooks)
    assert not done.returncode, done.stdout


def test_a_deleted_note_fails_and_names_what_links_to_it(guarded: Repository, hooks: Hooks) -> None:
    guarded.git("rm", "-q", "notes/Copper.md")
    done = commit(guarded, hooks)
    assert done.returncode
    assert "(no files to check)" in done.stdout
    assert all(place in done.stdout for place in ("notes/Tin.md:1:26", "notes/Zinc.md:1:27")), done.stdout


def test_a_renamed_note_fails(guarded: Repository, hooks: Hooks) -> None:
    guarded.git("mv", "notes/Copper.md", "notes/Cuprum.md")
    done = commit(guarded, hooks)
    assert done.returncode
    assert all(place in done.stdout for place in ("notes/Tin.md:1:26", "notes/Zinc.md:1:27")), done.stdout


def test_only_what_the_commit_causes(guarded: Repository, hooks: Hooks) -> None:
    configure(guarded, hooks, "vaultlint-vault", arguments="[--staged]")
    guarded.write({"Old.md": "**Old** — beside [[Nothing]].\n"})
    guarded.git("add", "-A")
    guarded.git("commit", "-q", "--no-verify", "-m", "an old problem")
    guarded.write({"Lead.md": "**Lead** — a metal.\n"})
    guarded.git("add", "-A")
    assert not commit(guarded, hooks).returncode
    guarded.git("mv", "notes/Copper.md", "notes/Cuprum.md")
    done = commit(guarded, hooks)
    assert done.returncode
    assert done.stdout.count("because Copper.md was renamed to Cuprum.md") == 2
    assert "Nothing" not in done.stdout


@pytest.mark.parametrize("arguments", ["[]", "[--staged]"])
def test_what_is_staged_counts(guarded: Repository, hooks: Hooks, arguments: str) -> None:
    configure(guarded, hooks, "vaultlint", "vaultlint-vault")
    if arguments != "[]":
        configure(guarded, hooks, "vaultlint-vault", arguments=arguments)
    guarded.write({"Tin.md": "**Tin** — alloyed with [[Coper]].\n"})
    guarded.git("add", "-A")
    guarded.write({"Tin.md": START["Tin.md"]})
    assert commit(guarded, hooks).returncode
    guarded.git("add", "notes/Tin.md")
    guarded.write({"Tin.md": "**Tin** — alloyed with [[Coper]].\n", "Lead.md": "A metal.\n"})
    guarded.git("add", "notes/Lead.md")
    done = commit(guarded, hooks)
    assert not done.returncode, done.stdout
    assert "[[Coper]]" in (guarded.folder / "notes/Tin.md").read_text("utf-8")


@pytest.mark.parametrize("option", ["--all", "--only"])
def test_commits_past_the_index(guarded: Repository, hooks: Hooks, option: str) -> None:
    configure(guarded, hooks, "vaultlint-vault", arguments="[--staged]")
    guarded.git("commit", "-q", "--no-verify", "-a", "-m", "the hook")
    guarded.write({"Tin.md": "**Tin** — alloyed with [[Coper]].\n"})
    paths = ("notes/Tin.md",) if option == "--only" else ()
    done = commit(guarded, hooks, option, *paths)
    assert done.returncode
    assert "notes/Tin.md:1:26: error" in done.stdout


@pytest.mark.parametrize("name", ["Two words", "Ünïcøde – 金属", "It's", 'The "best"', "-q"])
def test_names(guarded: Repository, hooks: Hooks, name: str) -> None:
    guarded.write({f"{name}.md": "**It** — beside [[Nothing]].\n"})
    guarded.git("add", "-A")
    done = commit(guarded, hooks)
    assert done.returncode
    assert done.stdout.count(f"notes/{name}.md:1:19: error unwritten-note") == 2, done.stdout


def test_a_worktree_and_a_submodule(guarded: Repository, hooks: Hooks, tmp_path: Path) -> None:
    guarded.git("worktree", "add", "-q", str(tmp_path / "tree"))
    outer = Repository(tmp_path / "outer")
    url = str(guarded.folder)
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", url, "vault")
    outer.git("commit", "-q", "-m", "with a vault")
    for folder in (tmp_path / "tree", tmp_path / "outer/vault"):
        inner = Repository(folder, fresh=False)
        configure(inner, hooks, "vaultlint", "vaultlint-vault", arguments="[]")
        assert not pre_commit(inner, hooks, "install").returncode
        inner.git("rm", "-q", "notes/Copper.md")
        done = commit(inner, hooks)
        assert done.returncode
        assert "notes/Zinc.md:1:27: error" in done.stdout
        configure(inner, hooks, "vaultlint-vault", arguments="[--staged]")
        inner.git("add", "-A")
        done = commit(inner, hooks)
        assert done.returncode
        assert "because Copper.md was deleted" in done.stdout


def test_format_changes_the_note_and_lets_it_pass_then(repository: Repository, hooks: Hooks) -> None:
    configure(repository, hooks, "vaultlint-format")
    assert not pre_commit(repository, hooks, "install").returncode
    repository.write({"Tin.md": "# Tin\n\n\n\nA metal.", "Odd name.md": "# Odd name \n"})
    repository.git("add", "-A")
    done = commit(repository, hooks)
    assert (done.returncode, "Formatted 2 notes, 0 in order." in done.stdout) == (1, True), done.stdout
    assert (repository.folder / "notes" / "Tin.md").read_text("utf-8") == "# Tin\n\nA metal.\n"
    repository.git("add", "-A")
    assert not commit(repository, hooks).returncode


def test_what_the_hooks_promise() -> None:
    described = {hook["id"]: hook for hook in YAML(typ="safe").load(ROOT / ".pre-commit-hooks.yaml")}
    assert set(described) == {"vaultlint", "vaultlint-vault", "vaultlint-format"}
    assert all(hook["require_serial"] and hook["minimum_pre_commit_version"] for hook in described.values())
    assert described["vaultlint"]["types"] == ["markdown"]
    assert described["vaultlint-vault"]["always_run"]
    assert not described["vaultlint-vault"]["pass_filenames"]
