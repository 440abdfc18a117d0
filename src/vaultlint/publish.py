"""The command `report`: the state of one vault, as a page to look at or as a note."""

import argparse
import os
import re
import sys

from msgspec import structs

from vaultlint import session, write
from vaultlint.answer import progress, request_for, selection
from vaultlint.check import complete, places_of
from vaultlint.disk import read_note
from vaultlint.load import choose_rules, load_settings
from vaultlint.load.kept import kept_settings
from vaultlint.notices import mistakes, notices
from vaultlint.overview import Subject, overview
from vaultlint.overview.parts import Overview
from vaultlint.place import UserError, from_here
from vaultlint.project import Settings
from vaultlint.report import overview_note, page
from vaultlint.report.text import visible
from vaultlint.request import Request
from vaultlint.session import Result

_PAGE = "vaultlint-report.html"
_SIGNS = re.compile(rf"---\n(?:.*\n)*?vaultlint: report\n|<!doctype html>\n(?:.*\n)*?{re.escape(page.SIGN)}")
"""Begins a report: nothing else is overwritten."""

_HEAD = 1000
"""Characters in which the sign stands."""


def report(options: argparse.Namespace) -> int:
    """Write the report and say where; return the exit code. Raises UserError."""
    complete(options)
    places = list(places_of(options))
    if len(places) > 1:
        raise UserError("a report is of one vault: name one of them")
    place, paths = places[0]
    root, base = load_settings(place) if options.no_cache else kept_settings(place)
    settings = choose_rules(base, selection(options))
    target = _target(options)
    request = structs.replace(request_for(options, root, settings, paths), verdict_only=False)
    result = session.run(request, progress(options))
    sys.stderr.write(mistakes(settings, place) + notices(options, place, request, result))
    _write(target, _rendered(options, request, result))
    if target != "-" and not options.quiet:
        print(f"Wrote {visible(from_here(target))}.")
    return 0


def _rendered(options: argparse.Namespace, request: Request, result: Result) -> str:
    assert result.scene is not None, "the session was asked for more than a verdict"
    seen = _overview(request, result)
    return page.page(seen) if options.format == "html" else overview_note.note(seen, result.scene.vault)


def _overview(request: Request, result: Result) -> Overview:
    def read(path: str) -> str:
        try:
            return read_note(f"{request.root}/{path}").decode("utf-8-sig", "replace")
        except OSError:
            return ""

    settings: Settings = request.settings
    name = os.path.basename(os.path.realpath(request.root))
    in_obsidian = os.path.isdir(f"{request.root}/.obsidian")
    return overview(Subject(name, in_obsidian, settings, read), result)


def _target(options: argparse.Namespace) -> str:
    """The file to write, `-` for standard output; raises UserError for a file that is no report."""
    path = str(options.target or ("-" if options.format == "md" else _PAGE))
    if path != "-" and os.path.exists(path) and not _is_report(path):
        raise UserError(
            f"`{from_here(path)}` is there already and is no report: name another file with --output"
        )
    return path


def _is_report(path: str) -> bool:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise UserError(f"--output: {error.strerror}: `{path}`") from None
    return _SIGNS.match(head) is not None


def _write(path: str, text: str) -> None:
    if path == "-":
        sys.stdout.write(text)
        return
    try:
        write.put(path, text)
    except OSError as error:
        raise UserError(f"--output: {error.strerror}: `{path}`") from None
