"""The reports of several vaults as one, and what is known only of all of them.

An answer from memory passes through here: this imports nothing heavy.
"""

import json
from collections.abc import Sequence
from typing import Any

_SHOWN = 10
"""Annotations of each kind that GitHub keeps of a step."""


def merged(kind: str, texts: Sequence[str]) -> str:
    """Return the reports of all vaults in one format as one report."""
    if kind == "github":
        return _with_limit("".join(texts))
    if len(texts) == 1 or kind not in _MERGED:
        return "".join(texts)
    return str(_MERGED[kind](texts))


def harmless(text: str) -> str:
    """Return a text in which GitHub sees no command, wherever in a line it would begin."""
    return text.replace("##[", "## [")


def _with_limit(text: str) -> str:
    """Annotations behind a word on how many of them there are, where GitHub shows fewer."""
    counts = {kind: f"\n{text}".count(f"\n::{kind} ") for kind in ("error", "warning", "notice")}
    if max(counts.values()) <= _SHOWN:
        return text
    words = [f"{number:,} {kind}{'' if number == 1 else 's'}" for kind, number in counts.items() if number]
    return (
        f"::notice title=vaultlint::GitHub shows {_SHOWN} annotations of a kind, and there are "
        f"{', '.join(words)}. The log of this step has all of them; so has the file that "
        f"`--output sarif:FILE` writes.\n{text}"
    )


def _sarif(texts: Sequence[str]) -> str:
    """One file with a run for each vault; GitHub wants a category of its own for each."""
    first, *others = (json.loads(text) for text in texts)
    first["runs"] += [run for other in others for run in other["runs"]]
    for run in first["runs"]:
        run["automationDetails"] = {"id": f"vaultlint/{run['properties']['root']}/"}
    return _dumped(first)


def _gitlab(texts: Sequence[str]) -> str:
    return _dumped([issue for text in texts for issue in json.loads(text)])


def _rdjson(texts: Sequence[str]) -> str:
    first, *others = (json.loads(text) for text in texts)
    first["diagnostics"] += [item for other in others for item in other["diagnostics"]]
    return _dumped(first)


def _junit(texts: Sequence[str]) -> str:
    from xml.etree import ElementTree

    from vaultlint.report.escaped import as_xml

    first, *others = (ElementTree.fromstring(text) for text in texts)
    for other in others:
        first.extend(other)
        for name in ("tests", "failures"):
            first.set(name, str(int(first.get(name, "0")) + int(other.get(name, "0"))))
    head = texts[0].partition("\n")[0]
    return f"{head}\n{as_xml(ElementTree.tostring(first, 'unicode'))}\n"


def _dumped(document: Any) -> str:
    from vaultlint.report.escaped import as_json

    return as_json(document) + "\n"


_MERGED = {"sarif": _sarif, "gitlab": _gitlab, "rdjson": _rdjson, "junit": _junit}
