"""What a run says on standard error: of the settings, of the vault, of git."""

import argparse
import os
from collections.abc import Iterator

from vaultlint.place import Place, from_here
from vaultlint.project import Settings
from vaultlint.report import text
from vaultlint.request import Request
from vaultlint.session import Result
from vaultlint.text import count
from vaultlint.written import own_dates


def mistakes(settings: Settings, place: Place) -> str:
    """Return what is wrong in schemas: said on every run, however quiet, for what they ask is not checked."""
    folder = os.path.dirname(place.config)
    return "".join(f"vaultlint: {text.visible(_seen_from_here(folder, one))}\n" for one in settings.mistakes)


def _seen_from_here(folder: str, mistake: str) -> str:
    """A mistake's place as seen from the current directory; shipped schemas have none."""
    here = from_here(folder)
    return mistake if here == "." or mistake.startswith("vaultlint:") else f"{here}/{mistake}"


def notices(options: argparse.Namespace, place: Place, request: Request, result: Result) -> str:
    """Return what the owner should know of the run besides its findings."""
    if options.quiet:
        return ""
    return "".join(f"vaultlint: {notice}\n" for notice in _notice(options, place, request, result))


def _notice(options: argparse.Namespace, place: Place, request: Request, result: Result) -> Iterator[str]:
    shown = text.visible(from_here(request.root))
    if place.guessed:
        yield f"the vault is `{shown}`: {place.guessed}"
    if result.dialect:
        name, sign = result.dialect.name, result.dialect.sign
        yield (
            f"`{sign}` says that this is a {name} vault. Its links and properties are not Obsidian's: "
            "the families links, properties and tags are off"
        )
    for trouble in result.files.troubles:
        yield f"warning: {text.visible(trouble)}"
    if request.change and not request.change.files:
        yield f"nothing has changed since `{text.visible(request.change.base)}`"
    elif not result.checked and not request.change:
        yield f"warning: no notes to check in `{shown}`"
    yield from _about_baseline(request, result)
    yield from _about_git(result)
    if options.verbose:
        for path, why in result.left_alone.items():
            yield f"left alone: {text.visible(path)}: {why}"


def _about_baseline(request: Request, result: Result) -> Iterator[str]:
    """What to do with the file of findings that are put aside."""
    settings = request.settings
    if not settings.baseline_file:
        return
    shown = text.visible(from_here(settings.baseline_file))
    if not os.path.exists(settings.baseline_file):
        yield f"there is no `{shown}` yet: `vaultlint baseline` puts aside what it finds today"
        return
    mended = len(settings.baseline) - len(result.verdict.aside)
    if mended > 0 and request.paths == (".",) and not request.change and not settings.narrowed:
        yield f"{count(mended, 'finding')} of `{shown}` mended: `vaultlint baseline --prune` takes them out"


def git_trouble(result: Result) -> str:
    """Return why git could not be asked; nobody can tell when that will change."""
    vault = result.scene.vault if result.scene else None
    return vault.history.problem if vault and vault.asked_git else ""


def _about_git(result: Result) -> Iterator[str]:
    """What git could not tell to rules that asked."""
    if result.scene and result.scene.vault.asked_git:
        history, trouble = result.scene.vault.history, git_trouble(result)
        dated = (note.path for note in result.scene.vault.lasting if any(own_dates(note)))
        unknown = sum(path not in history.commits for path in dated)
        if trouble:
            yield f"warning: no dates are compared with git: {trouble}"
        elif unknown:
            whose = "its" if unknown == 1 else "their"
            yield f"{count(unknown, 'note')} not in git yet: {whose} dates are not compared with it"
