"""The command `completion`: what a shell needs to complete commands, options, rules and files."""

import argparse

import shtab

from vaultlint import registry

_FILES = {"PATH": shtab.FILE, "FILE": shtab.FILE, "FOLDER": shtab.DIRECTORY}
"""What arguments name, by the word that stands for them in the help."""


def print_completion(parser: argparse.ArgumentParser, shell: str) -> int:
    """Print the completion of a parser's command line for a shell; return 0."""
    _complete(parser)
    print(shtab.complete(parser, shell))
    return 0


def _complete(parser: argparse.ArgumentParser) -> None:
    """Say of each argument what it can be."""
    for action in parser._actions:
        files = _FILES.get(str(action.metavar))
        if files is not None:
            action.complete = files  # type: ignore[attr-defined]  # Where shtab looks for it.
        elif isinstance(action.choices, dict):
            for command in action.choices.values():
                _complete(command)
        elif action.metavar in {"NAMES", "RULE"}:
            action.choices = [*registry.names(), "all"]
