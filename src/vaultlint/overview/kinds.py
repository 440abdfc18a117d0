"""What kind each note is: its entities where there are schemas, or else its first tag."""

from collections import Counter
from collections.abc import Iterable, Mapping

from vaultlint.facts import NoteFacts, TagPlace
from vaultlint.network import Network
from vaultlint.schema.language import Entity

_FEW, _MOST = 3, 0.5
"""A tag is a kind from so many notes on; tags sort a vault if they are the kinds of most of its notes."""


def by_entity(
    paths: Iterable[str], network: Network, entities: Iterable[Entity]
) -> dict[str, tuple[str, ...]]:
    """Return the entities of each note, without those that another of them extends."""
    known = {one.name: one for one in entities}
    found = {}
    for path in paths:
        names = [name for name in network.matched(path) if not known[name].pattern]
        extended = {parent for name in names for parent in known[name].parents}
        found[path] = tuple(name for name in names if name not in extended)
    return found


def by_tag(notes: Iterable[NoteFacts]) -> Mapping[str, tuple[str, ...]]:
    """Return the first tag of each note if it is one of a kind; nothing where tags do not sort the vault."""
    first = {note.path: _first_tag(note) for note in notes}
    counts = Counter(filter(None, first.values()))
    kinds = {tag for tag, number in counts.items() if number >= _FEW}
    covered = sum(counts[tag] for tag in kinds)
    if len(kinds) < 2 or covered < len(first) * _MOST:
        return {}
    return {path: (tag,) if tag in kinds else () for path, tag in first.items()}


def _first_tag(note: NoteFacts) -> str:
    """The tag that says first what a note is, in lower case, without what it nests."""
    own = (tag.text for tag in note.tags if tag.place is not TagPlace.INLINE)
    return next((text.partition("/")[0].lower() for text in own if not text.isdigit()), "")
