"""What a note of a kind has once: where it lies, its tags, its first sentence, its last line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from vaultlint.facts import Footer, TagPlace
from vaultlint.learn.proposal import MUST, SHOULD, Part, enough
from vaultlint.schema.subject import Subject
from vaultlint.text import fold_name

_MANY = 20
"""Notes that must lie in a folder of a folder before that is a habit."""

_BOLD = re.compile(r"^(?:\*\*|__)([^*_\n:]{2,40}):?(?:\*\*|__):?(?=\s)", re.MULTILINE)
_SPECIAL = re.compile(r"[.^$*+?{}\[\]\\|()]")


def propose_alone(subjects: Sequence[Subject]) -> tuple[Part, ...]:
    """Return the parts that have one place in a note."""
    return (*_file(subjects), *_tags(subjects), *_definition(subjects), *_footer(subjects))


def _file(subjects: Sequence[Subject]) -> Iterator[Part]:
    """The folder that nearly all lie in: the lowest, for a few notes the one at the top."""
    found = ""
    for depth in (1, 2, 3) if len(subjects) >= _MANY else (1,):
        folders = Counter("/".join(one.facts.folder.split("/")[:depth]) for one in subjects)
        folder, number = min(folders.items(), key=lambda item: (-item[1], item[0]))
        found = folder if number >= MUST * len(subjects) else found
    if found:
        yield Part("file", {"folder": found}, least=MUST)


def _tags(subjects: Sequence[Subject]) -> Iterator[Part]:
    """In which place the tags stand, and with which of them a note begins."""
    own = [[tag for tag in one.facts.tags if tag.place != TagPlace.INLINE] for one in subjects]
    tagged = [tags for tags in own if tags]
    if len(tagged) < SHOULD * len(subjects):
        return
    asks: dict[str, object] = {}
    places = Counter(tag.place for tags in tagged for tag in tags[:1])
    place, number = places.most_common(1)[0]
    if number >= MUST * len(tagged):
        asks["place"] = "line" if place == TagPlace.LINE else "frontmatter"
    firsts = Counter(fold_name(tags[0].text).partition("/")[0] for tags in tagged)
    first, number = min(firsts.items(), key=lambda item: (-item[1], item[0]))
    if number >= MUST * len(tagged) and first:
        asks["first"] = first
    if asks:
        yield Part("tags", asks, loose=("place", "first"), least=MUST)


def _definition(subjects: Sequence[Subject]) -> Iterator[Part]:
    """A first sentence that begins with the note's name in bold."""
    if sum(map(_names_itself, subjects)) * 3 >= len(subjects):
        yield Part("definition", {"form": "bold-name"})


def _names_itself(subject: Subject) -> bool:
    """Whether the first sentence begins with what the note is called, and not with a label."""
    definition = subject.note.definition
    bold = fold_name(definition.name) if definition else ""
    own = map(fold_name, (subject.facts.name, *(alias.text for alias in subject.facts.aliases)))
    return bool(bold) and any(one in bold or bold in one for one in own if one)


def _footer(subjects: Sequence[Subject]) -> Iterator[Part]:
    """The line in emphasis that says when the note was written."""
    forms: Counter[str] = Counter()
    for one in subjects:
        found = {form for footer in one.facts.moments.footers for form in _forms(one, footer)}
        forms.update(found)
    if forms:
        form, number = min(forms.items(), key=lambda item: (-item[1], item[0]))
        if number >= enough(len(subjects)):
            yield Part("footer", {"form": form})


def _forms(subject: Subject, footer: Footer) -> Iterator[str]:
    """The forms of the dates in a footer: `*Created {date}*`, whatever stands beside it."""
    mark = re.match(r"[*_]+", subject.note.source(footer.span).strip())
    for found in footer.dates:
        before = subject.note.text[footer.span.start : found.span.start]
        at = before.lower().rfind(found.word.lower())
        word = before[at:] if at >= 0 else ""
        if mark and word.strip() and len(word) < 30:
            yield f"{mark.group()}{word}{{date}}{mark.group()}"


def _escaped(sign: re.Match[str]) -> str:
    return "\\" + sign.group()


def propose_texts(subjects: Sequence[Subject]) -> tuple[Part, ...]:
    """Return the bold labels with which paragraphs of most notes begin: `**Key products:** …`."""
    labels: Counter[str] = Counter()
    for one in subjects:
        labels.update({found.strip() for found in _BOLD.findall(one.note.text, one.note.body)})
    common = sorted((label for label, number in labels.items() if number >= SHOULD * len(subjects)))
    return tuple(
        Part("", {"pattern": rf"^\*\*{_SPECIAL.sub(_escaped, label)}:?\*\*"}, least=SHOULD)
        for label in common
    )
