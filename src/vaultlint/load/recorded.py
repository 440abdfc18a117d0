"""The baseline's file: JSON with a line for each finding, in order, so that git merges and shows it well."""

import json
import os
from typing import Any

from msgspec import structs

from vaultlint.baseline import NO_BASELINE, Baseline, Recorded
from vaultlint.disk import read_text
from vaultlint.place import Place, UserError, absolute, from_here
from vaultlint.project import Settings

NAME = "vaultlint-baseline.json"
_LARGEST = 256 * 1024 * 1024
"""Bytes that a baseline may have: far more than that of a hundred thousand notes."""

_VERSION = 1
_ABOUT = "Findings put aside by `vaultlint baseline`; `vaultlint baseline --prune` takes out what is mended."
_CONTENT = "content"


def with_baseline(settings: Settings, place: Place, asked: str | None, *, without: bool = False) -> Settings:
    """Return settings with what the baseline records that the command line or they themselves name.

    `asked` is the command line's file, empty for the usual one and None for the settings'. That
    one need not be there yet. Raises UserError.
    """
    file = absolute(asked) if asked else baseline_file(settings, place)
    if without or (asked is None and not settings.baseline_file):
        return structs.replace(settings, baseline_file="")
    is_there = asked is not None or os.path.exists(file)
    recorded = read_baseline(file) if is_there else NO_BASELINE
    files = (*settings.files, file)
    return structs.replace(settings, baseline_file=file, baseline=recorded, files=files)


def baseline_file(settings: Settings, place: Place) -> str:
    """Return the baseline's path: what the settings say, or the usual name beside them."""
    return settings.baseline_file or f"{place.home}/{NAME}"


def read_baseline(path: str) -> Baseline:
    """Return what a file records; raises UserError for one that is missing or no baseline."""
    shown = from_here(path)
    try:
        text = read_text(path, _LARGEST)
        data = json.loads(text)
        if "\\ud" in text.lower():
            json.dumps(data, ensure_ascii=False).encode()  # Raises for half a character.
    except FileNotFoundError:
        raise UserError(f"there is no baseline `{shown}`: `vaultlint baseline` writes one") from None
    except json.JSONDecodeError as error:
        raise UserError(f"{shown}:{error.lineno}:{error.colno}: not valid JSON: {error.msg}") from None
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or "the file is no baseline"
        raise UserError(f"{shown}:1:1: {reason.lower()}") from None
    notes = data.get("notes") if isinstance(data, dict) and data.get("version") == _VERSION else None
    if not isinstance(notes, dict):
        raise UserError(f"{shown}:1:1: the file is no baseline of version {_VERSION}")
    return Baseline({path: _recorded(one, path, shown) for path, one in notes.items()})


def _recorded(data: Any, path: str, shown: str) -> Recorded:
    if not isinstance(data, dict) or not all(map(_is_texts, data.values())):
        raise UserError(f"{shown}:1:1: what is recorded of `{path}` is no list of findings")
    findings = {rule: tuple(said) for rule, said in data.items() if rule != _CONTENT}
    return Recorded("".join(data.get(_CONTENT, ())), findings)


def _is_texts(value: Any) -> bool:
    texts = value if isinstance(value, list) else [value]
    return all(isinstance(one, str) for one in texts)


def written_baseline(baseline: Baseline) -> str:
    """Return the file's text: the same for the same findings, whatever order they came in."""
    notes = {}
    for path, recorded in sorted(baseline.notes.items()):
        found: dict[str, object] = {_CONTENT: recorded.content} if recorded.content else {}
        found |= {rule: sorted(said) for rule, said in sorted(recorded.findings.items()) if said}
        if recorded.findings:
            notes[path] = found
    whole = {"version": _VERSION, "about": _ABOUT, "notes": notes}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
