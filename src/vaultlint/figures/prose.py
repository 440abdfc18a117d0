"""What sentences and list items state."""

import re
from collections.abc import Iterator

from msgspec import structs

from vaultlint.figures.events import event_at
from vaultlint.figures.measure import roles, terms, words_of
from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import PAIR, Quantity
from vaultlint.figures.sentences import Sentence, pairs_in
from vaultlint.figures.statement import Place, Statement
from vaultlint.figures.subjects import initials, is_plain, opening, opening_self, subject_of
from vaultlint.figures.times import Time
from vaultlint.text import Span

_NEXT = re.compile(r"\b(?:at|with|by|from|plus|across|over|among)\b")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|makes?|holds?)\b")
_LAST_CUT = re.compile(r".*\b(?:with|by|to|from|plus)\b(?=\s+\S*[^\W\d])", re.DOTALL)
_OF = re.compile(r"\s*of\s+(?:the\s+|its\s+)?([^.]*)")
_BELONGS = re.compile(r"\b(?:at|with|by|from|plus|across|over|among|in|for|to|on)\b")
_KEY_END = re.compile(r"\s*(?::|—|–|\s-\s)\s*$")
_CLOSED = re.compile(r"\) ([a-z]+)")
_FOR = re.compile(r"\bfor\s+$")
_MANY_PEOPLE = 100_000
"""From so many on, people told of without a word for what they do are a population."""

_DURATIONS = ("month", "day")
_CHANGE_ROLES = {"change", "past", "limit", "average"}
"""What words say of a change and not of its ends."""


def statements_of(layout: Layout, sentence: Sentence) -> Iterator[Statement]:
    """Yield what a sentence states: its figures, its changes as pairs, its dated events."""
    pairs = list(pairs_in(layout, sentence))
    linked = layout.links(sentence.span.start - 2, sentence.span.end)
    listed = sentence.key is not None and bool(layout.links(sentence.key.start - 2, sentence.key.end))
    dated = sentence.times and layout.section(sentence.span.start).own
    if not (sentence.own or sentence.key or linked or dated):
        return  # Of whom this tells nobody knows.
    for before, after in pairs:
        yield _change(layout, sentence, before, after)
    told = {id(end) for pair in pairs for end in pair}
    done = sentence.span.start
    for index, quantity in enumerate(sentence.quantities):
        following = (*(one.span.start for one in sentence.quantities[index + 1 :]), sentence.span.end)[0]
        if id(quantity) not in told:
            one = _single(layout, sentence, quantity, done, following, index == 0)
            if not listed or one.place == Place.LABEL:
                yield one  # What a list says after a link may be of either.
        belonging = _BELONGS.search(layout.text, quantity.span.end, following)
        done = belonging.start() if belonging else quantity.span.end
        done = max(quantity.span.end, min(done, sentence.border_after(quantity.span.end)))
    for time in sentence.times:
        event = event_at(layout, sentence, time)
        if event:
            yield event


def _single(
    layout: Layout, sentence: Sentence, quantity: Quantity, start: int, following: int, first: bool
) -> Statement:
    """What one figure says, by the label before it or by the words around it."""
    text, key = layout.text, sentence.key
    if quantity.kind == PAIR:
        clause = Span(sentence.border_before(quantity.span.start), sentence.border_after(quantity.span.end))
        return _as_change(_worded(layout, sentence, clause, quantity), ())
    near = key is not None and key.end <= quantity.span.start
    if first and key and near and len(text[key.end : quantity.span.start].split()) <= 2:
        return _labelled(layout, sentence, key, quantity, following)
    left = max(start, sentence.border_before(quantity.span.start))
    right = min(following, sentence.border_after(quantity.span.end))
    counted = not quantity.unit
    cut = (_BELONGS if counted else _NEXT).search(text, quantity.span.end, right)
    if terms(text[left : quantity.span.start], layout.lexicon) or counted:
        cut = _VERB.search(text, quantity.span.end, cut.start() if cut else right) or cut
    return _worded(layout, sentence, Span(left, cut.start() if cut else right), quantity)


def _change(layout: Layout, sentence: Sentence, before: Quantity, after: Quantity) -> Statement:
    """The statement of a change, with the times of its ends if both are told."""
    first, last = sorted((before, after), key=lambda one: one.span.start)
    ends = {id(first): last.span.start, id(last): sentence.span.end}
    times = tuple(
        time.tag
        for end in (before, after)
        for time in sentence.times
        if end.span.end <= time.span.start < min(ends[id(end)], end.span.end + 24)
    )
    pair = structs.replace(
        before,
        span=Span(first.span.start, last.span.end),
        last=after.low,
        step=max(before.step, after.step),
        kind=PAIR,
        rough=before.rough or after.rough,
    )
    clause = Span(sentence.border_before(first.span.start), sentence.border_after(last.span.end))
    statement = _as_change(_worded(layout, sentence, clause, pair), times if len(times) == 2 else ())
    if before is last:
        text = layout.text[clause.start : first.span.start] + layout.text[first.span.end : last.span.start]
        statement = structs.replace(statement, measure=terms(text, layout.lexicon))
    return statement


def _as_change(statement: Statement, times: tuple[str, ...]) -> Statement:
    kept = tuple(role for role in statement.roles if role not in _CHANGE_ROLES)
    return structs.replace(statement, times=times, roles=kept)


def _labelled(layout: Layout, sentence: Sentence, key: Span, quantity: Quantity, following: int) -> Statement:
    text, lexicon = layout.text, layout.lexicon
    label = _KEY_END.split(text[key.start : key.end])[0].strip(" :—–-")
    section = layout.section(sentence.span.start)
    lead = text[key.end : quantity.span.start]
    tail = re.split(r"[,;(.]", text[quantity.span.end : following], maxsplit=1)[0]
    told = min(
        filter(None, (text.find(mark, quantity.span.end, following) + 1 for mark in ",;")), default=following
    )
    of = _OF.match(tail)
    owners = layout.links(key.start - 2, key.end)
    return Statement(
        quantity,
        Place.LABEL,
        terms(label, lexicon),
        terms(f"{lead} {tail}", lexicon),
        roles(f"{label} . {lead} . {tail}", lexicon),
        tuple(time.tag for time in sentence.times if time.span.start < told) or section.times,
        owners[0].path if owners else "",
        tuple(link.path for link in layout.links(sentence.span.start - 2, sentence.span.end)),
        section.scope,
        sentence.group,
        label,
        own=section.own and not layout.names_another(label, key),
        section=layout.section_index(sentence.span.start),
        of=terms(of.group(1), lexicon) if of else (),
        bullet=True,
    )


def _worded(layout: Layout, sentence: Sentence, clause: Span, quantity: Quantity) -> Statement:
    text, lexicon = layout.text, layout.lexicon
    section = layout.section(sentence.span.start)
    before, after = text[clause.start : quantity.span.start], text[quantity.span.end : clause.end]
    cut = _LAST_CUT.match(before) if quantity.kind != PAIR else None
    near = before[cut.end() :] if cut and terms(before[cut.end() :], lexicon) else before
    closed = _CLOSED.match(text, quantity.span.end)
    closed = closed if text.rfind("(", sentence.span.start, quantity.span.start) >= 0 else None
    after = f"{after} {closed.group(1)}" if closed else after  # `at RM16B (~$3.6B) valuation`
    left, right = " ".join(near.split()[-8:]), " ".join(after.split()[:6])
    role, of = roles(f"{left} . {right}", lexicon), _OF.match(after)
    plain = sentence.lead or layout.opens_with_self(sentence.span)
    if not quantity.unit and plain and terms(right, lexicon):
        left = _verb_of(layout, left)  # What is counted stands behind the number.
    elif not terms(f"{left} . {right}", lexicon) and quantity is sentence.quantities[0]:
        left = " ".join(text[sentence.span.start : quantity.span.start].split()[-12:])
    if quantity.unit in _DURATIONS and _FOR.search(before) and "signing" in terms(before, lexicon):
        left = f"term . {left.replace('signed', '')}"
    if text[quantity.span.start - 1 : quantity.span.start] == "+":
        role = tuple(sorted({*role, "change"}))
    told = f"{left} . {'' if of else right}"
    subject = subject_of(layout, sentence, clause, quantity)
    return Statement(
        quantity,
        Place.PROSE,
        _measured(layout, sentence, told, quantity),
        (*terms(text[sentence.span.start : sentence.span.end], lexicon), *initials(layout, sentence)),
        role,
        _times(layout, sentence, clause, quantity) or (() if quantity.unit in _DURATIONS else section.times),
        subject,
        tuple(link.path for link in layout.links(clause.start, sentence.border_after(clause.end))),
        section.scope,
        sentence.group,
        _label(layout, left, "" if of else right),
        own=sentence.own and is_plain(layout, sentence, quantity.span.start),
        section=layout.section_index(sentence.span.start),
        of=terms(of.group(1), lexicon) if of else (),
        lead=sentence.lead,
        opening="" if sentence.own or subject else opening(layout, sentence),
    )


def _measured(layout: Layout, sentence: Sentence, words: str, quantity: Quantity) -> tuple[str, ...]:
    """The concepts of the words around a figure, without those that name the note's subject."""
    itself = opening_self(layout, sentence)
    measure = [one for one in terms(words, layout.lexicon) if one not in itself]
    if not quantity.unit and "peopl" in measure:
        measure.remove("peopl")
        measure += [] if measure or quantity.first < _MANY_PEOPLE else ["population"]
    if not quantity.unit and len(measure) > 1 and "stake" in measure:
        measure.remove("stake")  # `holds 11 licences` tells of licences.
    return tuple(measure)


def _verb_of(layout: Layout, words: str) -> str:
    """The last word if it names a measure: `employs 340 people`."""
    for word in words.split()[:-4:-1]:
        if any(one in layout.lexicon.names for one in terms(word, layout.lexicon)):
            return word
    return ""


def _label(layout: Layout, left: str, right: str) -> str:
    """What a message calls a figure: the words before it, or else those after, without what links them."""
    for words in (left.split(), right.split()):
        while words and not terms(words[-1], layout.lexicon):
            words.pop()
        while words and not terms(words[0], layout.lexicon):
            words.pop(0)
        if words:
            return " ".join(words[-6:]).strip(" ,.;:—–-")
    return ""


def _times(layout: Layout, sentence: Sentence, clause: Span, quantity: Quantity) -> tuple[str, ...]:
    """The times of a figure's clause, or the one that the sentence begins with; durations have none."""
    if quantity.unit in _DURATIONS:
        return ()
    later = (one.span.start for one in sentence.quantities if one.span.start >= quantity.span.end)
    end = min([sentence.border_after(quantity.span.end), *later])
    within = tuple(
        time.tag
        for time in sentence.times
        if clause.start <= time.span.start < end and not _is_of_event(layout, sentence, time, quantity)
    )
    first = sentence.times[0] if sentence.times else None
    opening = first is not None and first.span.start < sentence.quantities[0].span.start
    if within or not opening or first is None or _is_of_event(layout, sentence, first, quantity):
        return within
    return (first.tag,)


def _is_of_event(layout: Layout, sentence: Sentence, time: Time, quantity: Quantity) -> bool:
    """Say whether a time before a figure is that of something else: `opened in 1998 with 86,000 objects`."""
    if time.span.start > quantity.span.start:
        return False
    words = words_of(layout.text[sentence.border_before(time.span.start) : time.span.start])[-5:]
    if words[-1:] in (("since",), ("from",), ("until",)):
        return True
    return not layout.lexicon.events.isdisjoint(terms(" ".join(words), layout.lexicon))
