"""What stands of the last verdict on a vault when some of its notes have been reworded.

Nothing here guesses: where a note has changed in a way that others can see, or a place
cannot be followed, the rules are asked about the whole vault.
"""

from collections.abc import Callable, Iterable, Mapping

from msgspec import structs

from vaultlint import cache, memory
from vaultlint.discover import Files
from vaultlint.engine import Analysis, Found
from vaultlint.facts import NoteFacts
from vaultlint.finalise import NoteVerdict
from vaultlint.finding import Diagnostic, Finding
from vaultlint.rewording import Move, relocated, reworded
from vaultlint.text import Value

_MOST = 40
"""Notes up to which changes are followed one by one."""

_NAME = "standing"


class Standing(Value, frozen=True):
    """A verdict on the notes of a vault, under the key of all that it depends on but their contents.

    `about` sums up those: what they were when it was made. `found` is what the rules for all
    notes found in each, `told` what is said of it.
    `unread` and `left_alone` are as the settings have it, and so is the `daily_folder`.
    """

    key: bytes
    about: bytes
    unread: frozenset[str]
    left_alone: dict[str, str]
    daily_folder: str
    found: dict[str, tuple[Found, ...]]
    told: dict[str, NoteVerdict]


Finalise = Callable[[Iterable[Found], Mapping[str, NoteFacts], str], Mapping[str, NoteVerdict]]
"""Makes verdicts of findings and facts, where the daily notes lie in a folder."""


def key_of(parts: Iterable[bytes | str], files: Files) -> bytes:
    """Return what a verdict depends on besides the notes' contents: `parts`, names, the files of settings."""
    controls = [f"{path}\0{cache.file_digest(path).hex()}" for path in files.controls]
    return cache.digest(*parts, "\n".join(files.notes), "\n".join(files.others), "\n".join(controls))


def load(root: str, key: bytes) -> Standing | None:
    """Return the verdict kept for the vault at `root` under `key`."""
    kept = memory.recall(root, _NAME, Standing)
    return kept if kept is not None and kept.key == key else None


def save(root: str, standing: Standing) -> None:
    """Keep a verdict, in place of the one that was there."""
    memory.remember(root, _NAME, standing)


def sum_of(digests: Iterable[bytes]) -> bytes:
    """Return what stands for the contents of all notes, given their digests by path in order."""
    return cache.digest(b"".join(digests))


def by_note(found: Iterable[Found]) -> dict[str, tuple[Found, ...]]:
    """Return findings note by note, in their order."""
    notes: dict[str, dict[str, list[Finding]]] = {}
    for rule, findings in found:
        for one in findings:
            notes.setdefault(one.path, {}).setdefault(rule, []).append(one)
    return {path: tuple((rule, tuple(own)) for rule, own in rules.items()) for path, rules in notes.items()}


def revised(
    standing: Standing, before: Mapping[str, Analysis], now: Mapping[str, Analysis], finalise: Finalise
) -> Standing | None:
    """Return the verdict when notes have changed from `before` to what they are `now`.

    None where that is for the rules to say.
    """
    if len(now) > _MOST or now.keys() != before.keys():
        return None
    moves: dict[str, Move] = {}
    for path, analysis in now.items():
        move = reworded(before[path], analysis)
        if move is None:
            return None
        moves[path] = move
    try:
        return _followed(standing, moves, now, finalise)
    except LookupError:
        return None


def _followed(
    standing: Standing, moves: Mapping[str, Move], now: Mapping[str, Analysis], finalise: Finalise
) -> Standing:
    """The verdict with all its places moved, and made anew for the notes that changed."""

    def leads(findings: Iterable[Finding]) -> bool:
        return any(place.path in moves for finding in findings for place in finding.related)

    found, told = dict(standing.found), dict(standing.told)
    for path, own in standing.found.items():
        if path in moves or any(leads(findings) for _, findings in own):
            found[path] = tuple((rule, tuple(relocated(one, moves) for one in all_)) for rule, all_ in own)
    for path, verdict in standing.told.items():
        if path not in moves and leads(item.finding for item in verdict.diagnostics):
            told[path] = structs.replace(
                verdict, diagnostics=tuple(_relocated(item, moves) for item in verdict.diagnostics)
            )
    for path, analysis in now.items():
        told.pop(path, None)
        if path not in standing.left_alone:
            own = (*found.get(path, ()), *analysis.findings)
            told.update(finalise(own, {path: analysis.facts}, standing.daily_folder))
    return structs.replace(standing, found=found, told=told)


def _relocated(item: Diagnostic, moves: Mapping[str, Move]) -> Diagnostic:
    return structs.replace(item, finding=relocated(item.finding, moves))
