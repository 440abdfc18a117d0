"""The command `schema infer`: schemas learned from a vault's notes, with what speaks for them."""

import argparse
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vaultlint import exclude, write
from vaultlint.answer import progress
from vaultlint.discover import look
from vaultlint.disk import read_note
from vaultlint.entities import place_here
from vaultlint.learn import Learned, learn
from vaultlint.learn.kinds import split
from vaultlint.load import load_settings
from vaultlint.note import Note
from vaultlint.parse import read
from vaultlint.place import LARGEST_NOTE, UserError, from_here, lies_in, stem
from vaultlint.project import Settings
from vaultlint.reading import Progress
from vaultlint.report.text import visible
from vaultlint.request import asked_for
from vaultlint.scene import why_no_prose
from vaultlint.schema.subject import Subject
from vaultlint.text import count, did_you_mean

FOLDER = "schemas"
"""Where schemas are written, from the settings' folder."""

_SHOWN = 3


class Lesson(NamedTuple):
    """What was learned from some notes, and which of them are of no kind."""

    notes: int
    by: str
    learned: tuple[Learned, ...]
    others: tuple[str, ...]


def infer(options: argparse.Namespace) -> int:
    """Learn schemas from the notes at the paths given and write them; return 0. Raises UserError."""
    place = place_here(options.config)
    root, settings = load_settings(place)
    lesson = learn_from(root, settings, progress(options), options.paths, options.entity or ())
    if options.stdout:
        print("\n---\n".join(one.text for one in lesson.learned), end="")
        return 0
    folder = options.output or os.path.join(place.home, FOLDER)
    written, kept = write_schemas(lesson.learned, folder, replace=options.force)
    print("".join(f"{visible(line)}\n" for line in _told(lesson, folder, written, kept)), end="")
    if written:
        named = os.path.relpath(folder, place.home).replace(os.sep, "/")
        print(
            "Read them and correct what you know better. They hold once vaultlint.yaml says "
            f"`schemas: [{named}/]`."
        )
    return 0


def learn_from(
    root: str, settings: Settings, progress: Progress, paths: Sequence[str] = (), names: Sequence[str] = ()
) -> Lesson:
    """Return what the notes of a vault have in common, or those of them at `paths`.

    With `names` only of these kinds. Raises UserError where there is nothing to learn.
    """
    subjects = list(_subjects(root, settings, paths, progress))
    way = split(subjects)
    if way is None:
        raise UserError(
            f"there is nothing to learn from {count(len(subjects), 'note')}: no property, first tag or "
            "folder tells kinds of at least five notes apart"
        )
    known = [kind.name for kind in way.kinds]
    for name in names:
        if name not in known:
            raise UserError(f"--entity: no kind of note is called `{name}`{did_you_mean(name, known)}")
    learned = learn(way, subjects, names)
    labels = zip(subjects, way.labels, strict=True)
    others = tuple(subject.facts.path for subject, label in labels if not label)
    return Lesson(len(subjects), way.by, learned, () if names else others)


def write_schemas(
    learned: Sequence[Learned], folder: str, *, replace: bool = False
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write a file for each schema; return the names of those written, and of those that were there."""
    written, kept = [], []
    for one in learned:
        path = os.path.join(folder, f"{one.kind.name}.yaml")
        if os.path.lexists(path) and not replace:
            kept.append(one.kind.name)
            continue
        write.create(path, one.text, instead=replace)
        written.append(one.kind.name)
    return tuple(written), tuple(kept)


def _subjects(root: str, settings: Settings, paths: Sequence[str], progress: Progress) -> Iterator[Subject]:
    """The notes that `check` would check, read; raises UserError for a path outside of the vault."""
    files = look(root).files
    left_alone = exclude.choose(root, files, settings).left_alone
    wanted = asked_for(tuple(_inside(root, path) for path in paths) or (".",))
    for number, path in enumerate(files.notes, 1):
        progress(number, len(files.notes))
        if path not in left_alone and wanted(path):
            note = _read(root, path)
            if note is not None and not why_no_prose(note.facts):
                yield Subject(note)


def _inside(root: str, path: str) -> str:
    """A path as seen from the root, `.` for all of it."""
    if not os.path.exists(path):
        raise UserError(f"there is no file or folder `{path}`")
    if lies_in(root, path):
        return "."
    if not lies_in(path, root):
        raise UserError(f"`{path}` does not lie in the vault `{from_here(root)}`")
    return os.path.relpath(os.path.realpath(path), os.path.realpath(root)).replace(os.sep, "/")


def _read(root: str, path: str) -> Note | None:
    """A note's parts; None of one that cannot be read, which `check` reports."""
    try:
        source = read_note(f"{root}/{path}")
        return read(path, source.decode("utf-8-sig")) if len(source) <= LARGEST_NOTE else None
    except (OSError, UnicodeDecodeError):
        return None


def _told(lesson: Lesson, folder: str, written: Sequence[str], kept: Sequence[str]) -> Iterator[str]:
    shown = from_here(folder)
    yield f"Learned {count(len(lesson.learned), 'kind')} from {count(lesson.notes, 'note')}, by {lesson.by}:"
    width = max((len(one.kind.name) for one in lesson.learned), default=0)
    for one in lesson.learned:
        name = f"{shown}/{one.kind.name}.yaml" + " " * (width - len(one.kind.name))
        yield f"  {name}  {one.notes:>6,} notes{_outliers(one)}"
    if kept:
        names = ", ".join(f"{one}.yaml" for one in kept)
        yield f"Left as they were, for they exist: {names} (`--force` replaces them)."
    if not written:
        yield "Nothing was written."
    yield from unlike(lesson)


def _outliers(one: Learned) -> str:
    """The notes that a schema reports, the first of them by name."""
    if not one.outliers:
        return ", none stands out"
    first = (f"{stem(note.path)} ({', '.join(note.why)})" for note in one.outliers[:_SHOWN])
    verb = "stands" if len(one.outliers) == 1 else "stand"
    more = ", …" if len(one.outliers) > _SHOWN else ""
    return f", {len(one.outliers):,} {verb} out: {', '.join(first)}{more}"


def unlike(lesson: Lesson) -> Iterator[str]:
    """Yield a line about the notes of no kind, and about those among them that lie with a kind's notes."""
    if not lesson.others:
        return
    yield f"{count(len(lesson.others), 'note')} of no kind."
    folders = Counter(path.rpartition("/")[0] for path in lesson.others)
    for folder, number in sorted(folders.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN]:
        first = [stem(path) for path in lesson.others if path.rpartition("/")[0] == folder][:_SHOWN]
        more = ", …" if number > _SHOWN else ""
        yield f"  {number:>4,} in {folder or '.'}/: {', '.join(first)}{more}"
