"""A vault at one moment: its notes as they are, or as they were, and what the rules find in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from vaultlint import engine, exclude
from vaultlint.discover import Files
from vaultlint.engine import Analysis, Found
from vaultlint.facts import NoteFacts
from vaultlint.history import History
from vaultlint.judge import Checks
from vaultlint.network import Network
from vaultlint.project import Settings
from vaultlint.request import Request
from vaultlint.rule import ActiveRule, Scope
from vaultlint.text import START
from vaultlint.vault import Past, Vault


@dataclass(frozen=True)
class Scene:
    """The vault, its notes as the schemas see them, and why some are left alone.

    The `network` is None without schemas.
    """

    vault: Vault
    network: Network | None
    left_alone: Mapping[str, str]
    analyses: Mapping[str, Analysis]


def show(
    request: Request,
    files: Files,
    choice: exclude.Choice,
    analyses: Mapping[str, Analysis],
    past: Past | None = None,
) -> Scene:
    """Return the vault that these files, and what was read of the notes among them, make up."""
    left_alone = _no_prose(request, analyses) | {
        path: why for path, why in choice.left_alone.items() if path not in request.named
    }
    notes = {path: analysis.facts for path, analysis in analyses.items()}
    notes |= {path: NoteFacts(path, START) for path in files.notes if path not in notes}
    vault = Vault(
        notes,
        files.others,
        (path for path in files.notes if path not in left_alone),
        unread=(path for path in notes if path not in analyses or _is_closed(analyses[path])),
        daily_folder=choice.daily_folder,
        ignored=choice.ignored,
        today=date.fromisoformat(request.today),
        ask_git=lambda: _history(request),
        past=past,
        pins=request.settings.pins,
    )
    return Scene(vault, _network(request.settings, vault, analyses), left_alone, analyses)


def _history(request: Request) -> History:
    from vaultlint.chronicle import read_history  # Few runs ask, and starting programs costs an import.

    return read_history(request.root, keep=request.cache)


def _no_prose(request: Request, analyses: Mapping[str, Analysis]) -> dict[str, str]:
    """The notes that are none, as their text tells."""
    included = exclude.matcher(request.settings.include)
    found = {}
    for path, analysis in analyses.items():
        facts = analysis.facts
        why = why_no_prose(facts)
        if why and path not in request.named and not included(path):
            found[path] = why
    return found


def why_no_prose(facts: NoteFacts) -> str:
    """Return why a note is none that somebody wrote, as its text tells; empty for one that is."""
    if facts.report:
        return "a report of vaultlint"
    return "a template" if facts.template else "an Excalidraw drawing" if facts.drawing else ""


def _is_closed(analysis: Analysis) -> bool:
    """Whether a note's headings and blocks cannot be told: a drawing keeps its parts in a code of its own."""
    return analysis.unread or analysis.facts.drawing or analysis.facts.path.endswith(".excalidraw.md")


def _network(settings: Settings, vault: Vault, analyses: Mapping[str, Analysis]) -> Network | None:
    """The notes as the schemas see them, None where there are no schemas."""
    if not settings.schemas.entities:
        return None
    judged = {path: one.judgement for path, one in analyses.items() if not one.unread}
    return Network(
        vault,
        settings.schemas,
        {path: one.kinds for path, one in judged.items()},
        {path: one.asked for path, one in judged.items()},
    )


def findings_together(scene: Scene, rules: tuple[ActiveRule, ...], settings: Settings) -> Iterator[Found]:
    """Yield what the rules find that look at all notes: by schemas, and in the vault as a whole."""
    if scene.network is not None:
        judged = {
            note.path: scene.analyses[note.path].judgement
            for note in scene.vault.checked()
            if note.path in scene.analyses
        }
        checks = Checks(settings.schemas, rules, Scope.NETWORK)
        yield from engine.check_network(scene.network, judged, checks)
    yield from engine.check_vault(scene.vault, rules)


def findings_alone(scene: Scene) -> Iterator[Found]:
    """Yield what was found in each note on its own."""
    paths = (path for path in scene.analyses if path not in scene.left_alone)
    yield from chain.from_iterable(scene.analyses[path].findings for path in paths)
