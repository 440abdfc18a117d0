"""`check --watch`: the same check again, whenever a file of the vault or its settings changes."""

import argparse
import copy
import gc
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial

from watchfiles import Change, DefaultFilter, watch

from vaultlint.discover import find_place
from vaultlint.place import UserError, absolute
from vaultlint.report.text import visible

_PAUSE = 200
"""Milliseconds in which changes are gathered: editors write a note in several steps."""

Check = Callable[[argparse.Namespace], int]


def watch_notes(options: argparse.Namespace, check: Check) -> int:
    """Check, and again after each change, until it is interrupted; return the last exit code.

    A mistake in the settings is told, and waits to be mended. Raises UserError for a path
    that is not there.
    """
    if options.stdin_filename is not None:
        raise UserError("--watch waits for changes of files: not with --stdin-filename")
    gc.enable()  # Not one short run any more.
    folders = _folders(options.paths or ["."])
    written = frozenset(os.path.realpath(path) for path in _written(options))
    code = _run(options, check)
    changes = watch(
        *folders,
        watch_filter=partial(_concerns, DefaultFilter(), written),
        debounce=_PAUSE,
        step=_PAUSE // 4,
    )
    try:
        for _ in changes:
            code = _run(options, check)
    except KeyboardInterrupt:
        pass  # It is how one leaves.
    return code


def _folders(paths: Iterable[str]) -> list[str]:
    """The vaults around some paths, with the folders of their settings."""
    found = set()
    for path in paths:
        if not os.path.exists(path):
            raise UserError(f"there is no file or folder `{path}`")
        place = find_place(absolute(path))
        found |= {place.root, place.home}
    return sorted(found)


def _written(options: argparse.Namespace) -> list[str]:
    """The reports that each run writes: they are no change of the vault."""
    outputs = (output.partition(":")[2] for output in options.output)
    return [path for path in (options.output_file, *outputs) if path]


def _concerns(usual: DefaultFilter, written: frozenset[str], change: Change, path: str) -> bool:
    """Whether a run may say something else: not for what git, Obsidian's windows and reports write."""
    if os.path.realpath(path) in written or path.endswith(".vaultlint"):
        return False
    return usual(change, path) and "/.obsidian/workspace" not in path.replace(os.sep, "/")


def _run(options: argparse.Namespace, check: Check) -> int:
    if sys.stdout.isatty():
        print("\x1b[2J\x1b[3J\x1b[H", end="")
    try:
        code = check(copy.deepcopy(options))
    except UserError as error:
        code = 2
        for line in error.args:
            print(f"vaultlint: {visible(line)}", file=sys.stderr)
    if not options.quiet:
        print("Watching for changes; Ctrl-C ends it.", file=sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return code
