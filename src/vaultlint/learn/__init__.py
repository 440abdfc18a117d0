"""Schemas learned from notes: what a vault's owner never wrote down, with the numbers that speak for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from vaultlint.learn.alone import propose_alone, propose_texts
from vaultlint.learn.fields import propose_fields
from vaultlint.learn.headings import common_headings
from vaultlint.learn.kinds import FEWEST, Kind, Split
from vaultlint.learn.proposal import AGREE, FEW, MAY, MUST, SHOULD, Part, Proposal
from vaultlint.learn.sections import propose_section
from vaultlint.learn.trial import Outcome, try_out
from vaultlint.learn.writing import Said, written
from vaultlint.place import stem
from vaultlint.report.text import visible
from vaultlint.schema.order import longest_rise, positions
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Name
from vaultlint.text import count

_OF_KIND = 0.1
_OF_VAULT = 0.06
"""The most notes that learned schemas may report: an exception that many make is none."""

_MANY = 20
_SHOWN = 3
"""Notes without a part that its line names."""


class Tried(NamedTuple):
    """A proposal, and what came of asking the notes of the kind for all of it."""

    kind: Kind
    proposal: Proposal
    notes: frozenset[str]
    outcomes: Mapping[Part, Outcome]


class Stand(NamedTuple):
    """How much a part is needed, and whether the notes that have it agree on its form."""

    need: str
    formed: bool


class Outlier(NamedTuple):
    """A note that is not like the others of its kind, and what it lacks or has otherwise."""

    path: str
    why: tuple[str, ...]


class Learned(NamedTuple):
    """A schema's text, the notes that it is about, and those that it reports."""

    kind: Kind
    text: str
    notes: int
    outliers: tuple[Outlier, ...]


def learn(split: Split, subjects: Sequence[Subject], names: Sequence[str] = ()) -> tuple[Learned, ...]:
    """Return a schema for each kind of note, or for those named."""
    kinds = [kind for kind in split.kinds if not names or kind.name in names]
    tried = [one for kind in kinds if (one := _try(kind, subjects)) is not None]
    stands = [_stands(one) for one in tried]
    _relent(tried, stands, len(subjects))
    return tuple(_learned(one, own, split.by) for one, own in zip(tried, stands, strict=True))


def _try(kind: Kind, subjects: Sequence[Subject]) -> Tried | None:
    """Propose what the notes of a kind have in common, and ask all of them for all of it.

    None where there are too few that can be read.
    """
    empty = written(Proposal(kind.name, kind.match), lambda part: None)
    notes, _ = try_out(empty.text, subjects)
    # What cannot be read tells nothing of its kind.
    own = [one for one in subjects if one.facts.path in notes and not one.note.frontmatter.problem]
    if len(own) < FEWEST:
        return None
    proposal = _propose(kind, own)
    # Their order is a matter of its own: `_are_ordered` has asked.
    text = written(replace(proposal, ordered=False), lambda part: Said("must", part.asks))
    _, outcomes = try_out(text.text, own)
    return Tried(kind, proposal, notes, {part: outcomes[line] for line, part in text.parts.items()})


def _propose(kind: Kind, own: Sequence[Subject]) -> Proposal:
    sections = tuple(propose_section(one, own) for one in common_headings(own, kind.name))
    ordered = _are_ordered([Name(tuple(part.asks["heading"])) for part in sections], own)
    # Notes that are of a kind for their folder lie there.
    alone = [part for part in propose_alone(own) if part.key != "file" or "folder" not in kind.match]
    fields, texts = propose_fields(own), propose_texts(own)
    return Proposal(kind.name, kind.match, fields, tuple(alone), sections, ordered, texts)


def _are_ordered(names: Sequence[Name], own: Sequence[Subject]) -> bool:
    """Whether nearly all notes have these sections in this order."""
    several = ordered = 0
    for subject in own:
        outline = [one.text for _, one in subject.headings]
        choices = [[at for at, text in enumerate(outline) if subject.matcher(name)(text)] for name in names]
        present = [at for at in positions(choices) if at >= 0]
        several += len(present) > 1
        ordered += len(present) > 1 and len(longest_rise(present)) == len(present)
    return ordered >= AGREE * several


def _stands(tried: Tried) -> dict[Part, Stand]:
    """How it stands with each part, by the share of the notes asked that have it; rare ones are left out."""
    stands = {}
    for part, outcome in tried.outcomes.items():
        have = len(outcome.asked) - len(outcome.lacking)
        share = have / len(outcome.asked) if outcome.asked else 0.0
        if have >= FEW and share >= max(MAY, part.least):
            need = "must" if share >= MUST else "should" if share >= SHOULD else "may"
            one = 1.0 if have >= _MANY and part.agree < 1 else 0.0
            slips = max(one, (1 - part.agree) * have)
            stands[part] = Stand(need, len(outcome.wrong) <= slips)
    return stands


def _relent(tried: Sequence[Tried], stands: Sequence[dict[Part, Stand]], total: int) -> None:
    """Ask less where too many notes would be told: an exception that many make is none."""
    for one, own in zip(tried, stands, strict=True):
        _relent_in([one], [own], max(1.0, _OF_KIND * len(one.notes)))
    _relent_in(tried, stands, _OF_VAULT * total)


def _relent_in(tried: Sequence[Tried], stands: Sequence[dict[Part, Stand]], most: float) -> None:
    """Ask less of the part that most notes are told of, until no more than `most` notes are told."""
    while True:
        costs = {
            part: (len(_told_of(part, own[part], one.outcomes[part])), number)
            for number, (one, own) in enumerate(zip(tried, stands, strict=True))
            for part in _asked(one.proposal, own)
        }
        told = {path for one, own in zip(tried, stands, strict=True) for path in _told(one, own)}
        if len(told) <= most:
            return
        worst = max(costs, key=lambda part: costs[part][0])
        own = stands[costs[worst][1]]
        if own[worst].need == "may":
            own[worst] = Stand("may", False)
        elif worst.least > MAY:
            del own[worst]
        else:
            own[worst] = own[worst]._replace(need="may")


def _asked(proposal: Proposal, stands: Mapping[Part, Stand]) -> Iterator[Part]:
    """The parts that are in a schema: of one that is left out nothing inside is."""
    waiting = [*proposal.fields, *proposal.alone, *proposal.sections, *proposal.texts]
    while waiting:
        part = waiting.pop()
        if part in stands:
            yield part
            waiting += [one for inner in part.inner.values() for one in inner]


def _told_of(part: Part, stand: Stand, outcome: Outcome) -> dict[str, str]:
    """The notes that a part reports, and what of it."""
    told = dict.fromkeys(outcome.wrong if stand.formed else (), f"another {_called(part)}")
    return told | dict.fromkeys(outcome.lacking if stand.need != "may" else (), f"no {_called(part)}")


def _told(one: Tried, stands: Mapping[Part, Stand]) -> dict[str, list[str]]:
    """The notes that a schema reports, and what for."""
    told: dict[str, list[str]] = {}
    for part in _asked(one.proposal, stands):
        for path, why in _told_of(part, stands[part], one.outcomes[part]).items():
            told.setdefault(path, []).append(why)
    return told


_ALONE = {
    "file": "file in the usual folder",
    "tags": "tags as usual",
    "definition": "name in bold at the beginning",
    "footer": "footer",
}


def _called(part: Part) -> str:
    """What a message calls a part."""
    if part.key in _ALONE:
        return _ALONE[part.key]
    if part.key:
        return f"`{part.key}`"
    for key in ("heading", "label", "item", "columns", "pattern"):
        if key in part.asks:
            value = part.asks[key]
            first = value[0] if isinstance(value, list) and value else value
            return f'"{first["name"][0] if isinstance(first, dict) else first}"'
    return "part"


def _learned(one: Tried, stands: Mapping[Part, Stand], by: str) -> Learned:
    own = set(_asked(one.proposal, stands))

    def say(part: Part) -> Said | None:
        if part not in own:
            return None
        need, formed = stands[part]
        evidence = _evidence(one.outcomes[part], stands[part])
        asks = {key: value for key, value in part.asks.items() if formed or key not in part.loose}
        if not asks and not part.key:
            return Said("must", part.asks, evidence, offered=True)
        return Said(need, asks, evidence)

    about = (
        f"Learned from {count(len(one.notes), 'note')}, told apart by {by}. What at least 95 % of them have",
        "must be there, from 80 % on it should, from 30 % on its form is checked where it is.",
    )
    text = written(one.proposal, say, about).text
    told = sorted(_told(one, stands).items())
    return Learned(one.kind, text, len(one.notes), tuple(Outlier(path, tuple(why)) for path, why in told))


def _evidence(outcome: Outcome, stand: Stand) -> str:
    """How many notes have a part; where few have not, or have it otherwise, which."""
    lacking = sorted(visible(stem(path)) for path in outcome.lacking)
    wrong = sorted(visible(stem(path)) for path in outcome.wrong)
    said = f"{len(outcome.asked) - len(lacking):,} of {count(len(outcome.asked), 'note')}"
    if stand.need == "may" and 0 < len(lacking) <= (1 - SHOULD) * len(outcome.asked):
        said += f"; {len(lacking):,} without it: too many to report"
    elif 0 < len(lacking) <= _SHOWN:
        said += f"; not in {', '.join(lacking)}"
    if wrong and not stand.formed:
        said += f", {len(wrong):,} of them otherwise: too many to report"
    elif wrong:
        said += f"; otherwise in {', '.join(wrong) if len(wrong) <= _SHOWN else f'{len(wrong):,}'}"
    return said
