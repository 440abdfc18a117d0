"""The linters that are compared, and how each is asked for the same thing."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from shutil import which

from bench.processes import Command

Ask = Callable[[str, str], Command]
"""A vault's folder and a cache's to the command that answers a question about them."""


@dataclass(frozen=True)
class Tool:
    """A linter; a question that it does not know is None. `changed` is asked after one note has changed."""

    name: str
    cold: Ask
    warm: Ask | None = None
    one_file: Callable[[str], Ask] | None = None
    format: Ask | None = None


def vaultlint() -> Tool:
    """Return ourselves, as the running Python has us, with the settings of the vault."""
    program = [sys.executable, "-m", "vaultlint"]

    def ask(*words: str) -> Ask:
        return lambda vault, cache: Command(
            [*program, *words], vault, {"VAULTLINT_CACHE_DIR": f"{cache}/vaultlint"}
        )

    check = ("check", "--quiet", "--output-format", "concise")
    return Tool(
        "vaultlint",
        ask(*check, "--no-cache", "."),
        ask(*check, "."),
        lambda note: ask(*check, note),
        ask("format", "--check", "--quiet", "."),
    )


def rumdl(scratch: str) -> Tool:
    """Return rumdl with its default rules, installed from PyPI."""
    program = f"{_environment(scratch, 'rumdl')}/rumdl"

    def ask(*words: str, cached: bool = True) -> Ask:
        return lambda vault, cache: Command(
            [program, *words, *(("--cache-dir", f"{cache}/rumdl") if cached else ("--no-cache",))], vault, {}
        )

    return Tool(
        "rumdl",
        ask("check", ".", cached=False),
        ask("check", "."),
        lambda note: ask("check", note),
        ask("fmt", "--check", ".", cached=False),
    )


def markdownlint(scratch: str) -> Tool | None:
    """Return markdownlint-cli2 with its default rules, None without Node."""
    if which("npm") is None:
        return None
    program = f"{scratch}/node_modules/.bin/markdownlint-cli2"
    if not os.path.exists(program):
        subprocess.run(
            ["npm", "install", "--silent", "--prefix", scratch, "markdownlint-cli2"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return Tool("markdownlint-cli2", lambda vault, cache: Command([program, "**/*.md"], vault, {}))


def pymarkdown(scratch: str) -> Tool:
    """Return PyMarkdown with its default rules, installed from PyPI."""
    program = f"{_environment(scratch, 'pymarkdownlnt')}/pymarkdown"
    return Tool("pymarkdown", lambda vault, cache: Command([program, "scan", "-r", "."], vault, {}))


def _environment(scratch: str, package: str) -> str:
    """The folder of programs of an environment that has a package."""
    folder = f"{scratch}/{package}"
    programs = f"{folder}/{'Scripts' if os.name == 'nt' else 'bin'}"
    if not os.path.exists(f"{folder}/ready"):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([f"{programs}/python", "-m", "pip", "install", "-qq", package], check=True)
        with open(f"{folder}/ready", "w", encoding="ascii"):
            pass
    return programs
