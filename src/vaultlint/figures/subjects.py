"""Of whom a sentence tells: the note itself, a link, a name."""

import re
from collections.abc import Iterator

from vaultlint.figures.measure import terms, words_of
from vaultlint.figures.passage import Layout
from vaultlint.figures.quantity import Quantity
from vaultlint.figures.sentences import Sentence
from vaultlint.text import Span

_RELATIVE = re.compile(r",? (?:for |of |in )?(?:which|whose)\b")


def subject_of(layout: Layout, sentence: Sentence, clause: Span, quantity: Quantity) -> str:
    """The link that begins the sentence or the clause, as what it tells of."""
    text, subject = layout.text, ""
    for start in (sentence.span.start, clause.start):
        links = layout.links(start - 2, quantity.span.start)
        if links and not text.startswith("'s", links[0].span.end):
            led = words_of(text[start : max(start, links[0].span.start)])
            if layout.lexicon.selves.issuperset(led):
                subject = links[0].path
    before = layout.links(sentence.span.start - 2, quantity.span.start)
    if before and _RELATIVE.match(text, before[-1].span.end):
        return before[-1].path
    if len(before) > 1:
        gap = text[before[-1].span.end : quantity.span.start]
        opening = text[sentence.span.start : before[-1].span.start].rstrip()
        if opening.endswith(",") and gap.startswith(",") and len(gap.split()) < 5:
            return before[-1].path  # In apposition: `the railway, [[Harbor Rail]], carried 5 million`.
    return subject


def opening(layout: Layout, sentence: Sentence) -> str:
    """The first words of a sentence, which may be the name of another note."""
    return " ".join(layout.text[sentence.span.start : sentence.span.start + 60].split()[:4])


def opening_self(layout: Layout, sentence: Sentence) -> tuple[str, ...]:
    """The concepts of a word like `The country` at the beginning, which means the note's subject."""
    words = words_of(layout.text[sentence.span.start : sentence.span.start + 40])[:2]
    if words[:1] not in (("the",), ("this",), ("its",), ("their",)):
        return ()
    return terms(" ".join(word for word in words if word in layout.lexicon.selves), layout.lexicon)


def initials(layout: Layout, sentence: Sentence) -> Iterator[str]:
    """The initials of the names that a sentence links to: a label may call the European Union the EU."""
    for link in layout.links(sentence.span.start, sentence.span.end):
        letters = re.findall(r"\b[A-Z]", link.path.rpartition("/")[2])
        if len(letters) > 1:
            yield "".join(letters).lower()


def is_plain(layout: Layout, sentence: Sentence, offset: int) -> bool:
    """Say whether nothing between a sentence's beginning and a figure names something else."""
    text, start = layout.text, sentence.span.start
    before = text[start:offset]
    opened = before.rfind("(")
    if opened > before.rfind(")"):
        closed = text.find(")", offset)
        if not sentence.lead:
            return False  # Of what stands before the bracket.
        inside = text[start + opened + 1 : closed]
        last = before[max(0, opened - 30) : opened].split()[-1:]
        if layout.names_another(f". {inside}", Span(start + opened, closed)):
            return False
        return not layout.names_another(f". {' '.join(last)}", Span(start, start))
    if sentence.lead or layout.links(start - 2, offset):
        return True
    return not layout.names_another(f". {before.partition(' ')[2]}", Span(start, offset))
