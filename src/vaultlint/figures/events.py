"""What a sentence says happened at a time."""

from collections.abc import Sequence

from vaultlint.figures.lexicon import Lexicon
from vaultlint.figures.measure import terms, words_of
from vaultlint.figures.passage import Layout
from vaultlint.figures.sentences import Sentence
from vaultlint.figures.statement import Place, Statement
from vaultlint.figures.subjects import is_plain, opening
from vaultlint.figures.times import Time, date_of

_NOT_DONE = frozenset("being be not yet".split())
_AFTER_EVENT = frozenset("by at as of out off under with".split())
_BEFORE_TIME = frozenset(
    "in on of since from for to until mid early late between through the end around about"
    " was is are were".split()
)


def event_at(layout: Layout, sentence: Sentence, time: Time) -> Statement | None:
    """The statement that something happened at a time, None without a word for what."""
    text, lexicon, start = layout.text, layout.lexicon, sentence.span.start
    told = text[start : time.span.start]
    if not time.last or (sentence.key and sentence.key.end <= time.span.start):
        return None
    if told.count("(") > told.count(")"):
        return None
    earlier = (one.span.end for one in sentence.times if one.span.end <= time.span.start)
    left = max([sentence.border_before(time.span.start), *earlier])
    before = text[left : time.span.start].split()[-10:]
    around = terms(" ".join(before), lexicon)
    events = [one for one in around if one in lexicon.events]
    section, subject = layout.section(start), _event_subject(layout, sentence, left, time.span.start)
    signed = bool(events) and events[-1] == "signing"
    if not _NOT_DONE.isdisjoint(words_of(" ".join(before))):
        return None
    if not events or not (_ends_event(before, events[-1], lexicon) or (signed and subject)):
        return None
    measure = around[: around.index(events[-1]) + 1]
    measure = tuple(one for one in measure if one not in layout.name and one not in lexicon.selves)
    return Statement(
        date_of(time),
        Place.PROSE,
        ("signing",) if signed else measure,
        terms(text[start : sentence.span.end], lexicon),
        subject=subject,
        links=tuple(link.path for link in layout.links(left, time.span.end)),
        scope=section.scope,
        group=sentence.group,
        label=" ".join(before),
        own=section.own and (sentence.lead or layout.is_agreement)
        if signed
        else sentence.own and is_plain(layout, sentence, time.span.start),
        section=layout.section_index(start),
        lead=sentence.lead,
        opening="" if subject else opening(layout, sentence),
    )


def _event_subject(layout: Layout, sentence: Sentence, left: int, end: int) -> str:
    """The link that an event is told of: right before its verb, or right after it."""
    text = layout.text
    links = layout.links(left, end) or [
        link
        for link in layout.links(sentence.span.start - 2, end)
        if not text[link.span.end : left].strip(" ,")
    ]
    for link in links:
        after = text[link.span.end : end].split()
        if not text.startswith(("'s", ","), link.span.end) and len(after) <= 6:
            return link.path
    return ""


def _ends_event(before: Sequence[str], event: str, lexicon: Lexicon) -> bool:
    """Say whether no object follows an event's word: `founded in`, not `founded Harbor Lines in`."""
    for index in range(len(before) - 1, -1, -1):
        words = words_of(" ".join(before[index : index + 3]))
        concept, length = lexicon.concept(words)
        if concept == event:
            rest = words_of(" ".join(before[index:]))[length:]
            if not rest or rest[0] in _AFTER_EVENT:
                return True
            return rest[0] in _BEFORE_TIME and not terms(" ".join(rest), lexicon)
    return False
