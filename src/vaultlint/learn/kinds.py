"""Which property, tags or folders split notes into kinds: those that tell most of how notes look."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log2
from typing import Any, NamedTuple

from vaultlint.facts import TagPlace
from vaultlint.note import Scalar
from vaultlint.schema.names import bare
from vaultlint.schema.subject import Subject
from vaultlint.text import fold_name

_RESERVED = frozenset(f"con prn aux nul {' '.join(f'com{n} lpt{n}' for n in range(1, 10))}".split())
"""Names that Windows keeps for devices."""

FEWEST = 5
"""Notes from which on something can be learned of a kind."""

_MOST_KINDS = 40
_MOST_SIGNS = 200
_FIRST = 0.6
"""The share of a tag's notes that must begin with it: `#actor #company` is an actor."""
_NEARLY = 0.85
"""What a split must tell, beside the best one, to be preferred as the plainer."""


class Kind(NamedTuple):
    """Notes of one kind. `match` is the schema's condition; `spelling` is what the notes call it."""

    name: str
    match: dict[str, Any]
    spelling: str


class Split(NamedTuple):
    """A way to tell kinds apart: `by` says it in words; each note's label, empty for none."""

    by: str
    labels: tuple[str, ...]
    kinds: tuple[Kind, ...]


def split(subjects: Sequence[Subject]) -> Split | None:
    """Return how the notes fall into kinds, None where nothing tells them apart.

    Of several ways the one is taken that tells most of which properties and sections notes
    have; nearly as good a property goes before tags, and tags before folders.
    """
    candidates = [*_by_field(subjects), *_by_tag(subjects), *_by_folder(subjects)]
    signs = _signs(subjects)
    told = [_told(one.labels, signs) for one in candidates]
    best = max(told, default=0.0)
    good = (one for one, tells in zip(candidates, told, strict=True) if tells >= best * _NEARLY)
    return next(good, None)


def _by_field(subjects: Sequence[Subject]) -> Iterator[Split]:
    """Splits by a property that most notes have, with one of a few words in it."""
    keys = Counter(key for subject in subjects for key in subject.fields)
    for key, number in sorted(keys.items(), key=lambda item: (-item[1], not _is_type(item[0]), item[0])):
        if number * 2 < len(subjects):
            return
        values = [_value(subject, key) for subject in subjects]
        # Schemas compare without case.
        spelled = _commonest_of(values)
        labels = [spelled[fold_name(value)] for value in values]
        # A type is what a property is called; others are told by what they do.
        if len(set(labels) - {""}) > _MOST_KINDS * (2 if _is_type(key) else 1):
            continue
        spelling = _commonest(entry.key for one in subjects if (entry := one.fields.get(key)) is not None)

        def kind(value: str, spelling: str = spelling) -> Kind:
            return Kind(_slug(value), {"fields": {spelling: value}}, value)

        found = _split(f"the property `{spelling}`", labels, kind)
        if found and (_is_type(key) or len(found.kinds) > 1):
            yield found


_TYPES = frozenset("type kind class category entity typ tipo art kategorie".split())
"""Words in the names of properties that say what a note is."""


def _is_type(key: str) -> bool:
    return not _TYPES.isdisjoint(re.split(r"[\W_]", key))


def _value(subject: Subject, key: str) -> str:
    entry = subject.fields.get(key)
    value = entry.value if entry is not None else None
    return value.text.strip() if isinstance(value, Scalar) and len(value.text) < 40 else ""


def _by_tag(subjects: Sequence[Subject]) -> Iterator[Split]:
    """The split by the tag that a note begins with; tags that mostly stand further back are none."""
    own = [_tags(subject) for subject in subjects]
    first = Counter(tags[0] for tags in own if tags)
    having = Counter(tag for tags in own for tag in set(tags))
    good = {tag for tag, number in first.items() if number >= FEWEST and number >= having[tag] * _FIRST}
    labels = [next((tag for tag in tags[:1] if tag in good), "") for tags in own]

    def kind(tag: str) -> Kind:
        ahead = Counter(
            label for label, tags in zip(labels, own, strict=True) if label != tag and tag in tags
        )
        others = sorted(other for other in ahead if other and _comes_first(other, tag, labels, own))
        tags: Any = {"all": [tag], "none": others} if others else tag
        return Kind(_slug(tag), {"tags": tags}, tag)

    found = _split("the first tag", labels, kind)
    if found:
        yield found


def _comes_first(other: str, tag: str, labels: Sequence[str], own: Sequence[Sequence[str]]) -> bool:
    """Whether most notes that have both tags begin with the other one."""
    both = [label for label, tags in zip(labels, own, strict=True) if tag in tags and other in tags]
    return both.count(other) > both.count(tag)


def _tags(subject: Subject) -> list[str]:
    tags = (tag for tag in subject.facts.tags if tag.place != TagPlace.INLINE)
    return [fold_name(tag.text).partition("/")[0] for tag in tags]


def _by_folder(subjects: Sequence[Subject]) -> Iterator[Split]:
    """Splits by folders at the top, and by those below them."""
    for depth in (1, 2, 3):
        folders = ["/".join(one.facts.folder.split("/")[:depth]) for one in subjects]

        def kind(path: str, every: frozenset[str] = frozenset(folders)) -> Kind:
            # A folder takes those in it, but for kinds of their own.
            inner = sorted(other for other in every if other.startswith(path + "/"))
            return Kind(
                _slug(path.rpartition("/")[2]),
                {"folder": {"any": path, "none": inner} if inner else path},
                path,
            )

        found = _split("folders", folders, kind)
        if found:
            yield found


def _split(by: str, labels: Sequence[str], kind: Callable[[str], Kind]) -> Split | None:
    """The split of notes by labels, without those that too few notes have."""
    counts = Counter(labels)
    good = sorted(label for label, number in counts.items() if label and number >= FEWEST)
    if not good or len(good) > _MOST_KINDS:
        return None
    labelled = tuple(label if label in good else "" for label in labels)
    return Split(by, labelled, tuple(_named(kind(label) for label in good)))


def _named(kinds: Iterable[Kind]) -> Iterator[Kind]:
    """Kinds with names of their own: they are names of files, on systems that do not know case, too."""
    taken: set[str] = set()
    for one in kinds:
        name, number = one.name, 2
        while name in taken or name in _RESERVED:
            name, number = f"{one.name}-{number}", number + 1
        taken.add(name)
        yield one._replace(name=name)


def _signs(subjects: Sequence[Subject]) -> list[set[int]]:
    """What notes have or have not, each as the notes that have it: the commonest properties and sections."""
    having: dict[str, set[int]] = {}
    for index, subject in enumerate(subjects):
        signs = {f"{key}:" for key in subject.fields} | {bare(one.text) for _, one in subject.headings}
        for sign in signs:
            having.setdefault(sign, set()).add(index)
    common = sorted(having.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_SIGNS]
    return [notes for _, notes in common if FEWEST <= len(notes) < len(subjects)]


def _told(labels: Sequence[str], signs: Sequence[set[int]]) -> float:
    """How much labels tell of the signs, in bits for all signs: mutual information.

    Corrected for what chance tells of many small kinds. Source: Miller (1955), Note on the bias of
    information estimates.
    """
    sizes = Counter(labels)
    total = len(labels)
    bias = (len(sizes) - 1) / (2 * total * 0.6931) if total else 0.0
    told = 0.0
    for notes in signs:
        inside = Counter(labels[index] for index in notes)
        without = _entropy(len(notes) / total)
        within = sum(size / total * _entropy(inside[label] / size) for label, size in sizes.items())
        told += max(0.0, without - within - bias)
    return told


def _entropy(share: float) -> float:
    return -sum(part * log2(part) for part in (share, 1 - share) if part > 0)


def _commonest_of(values: Sequence[str]) -> dict[str, str]:
    """How each value is mostly written, by what it is without case."""
    counts = sorted(Counter(values).items(), key=lambda item: (item[1], item[0]))
    return {fold_name(value): value for value, _ in counts}


def _commonest(texts: Iterator[str]) -> str:
    return min(Counter(texts).items(), key=lambda item: (-item[1], item[0]))[0]


def _slug(text: str) -> str:
    """A name for a schema and its file, of a tag, a value or a folder."""
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-") or "note"
