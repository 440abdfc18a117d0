"""A link is not answered by the note that it leads to.

## Why

Two notes that belong together, such as a parent and its part, say so on both sides;
where one side is silent, one of the two is wrong or was forgotten.

## What to do

Add the link on the other side, or take this one out.
"""

from collections.abc import Iterator, Mapping

from vaultlint.finding import Finding, Severity
from vaultlint.network import Network, Question
from vaultlint.rule import network_rule
from vaultlint.schema.asked import specs_of
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Column, Field, Label, Links
from vaultlint.schema.terms import Name
from vaultlint.text import Span


def _wants_answers(asked: Requirement) -> bool:
    part = asked.part
    told = [part] if isinstance(part, Links) else specs_of(part)
    return asked.welcome() and any(one.linked_back is not False for one in told)


@network_rule(Severity.ERROR, since="0.1.0", parts=(Links, Field, Label, Column), when=_wants_answers)
def check(network: Network, question: Question) -> Iterator[Finding]:
    part = question.requirement.part
    if isinstance(part, Links):
        if part.back:
            yield from _answers(network, question, part)
        for region in question.evidence if not part.back else ():
            links = network.linked(question, region.span)
            places = {path: found[0].span for path, found in links.items()}
            yield from _answered(network, question, places, part.linked_back)
        return
    for index, spec in enumerate(specs_of(part)):
        if spec.linked_back is not False:
            yield from _answered(network, question, network.led_to(question, index), spec.linked_back)


def _answered(
    network: Network, question: Question, places: Mapping[str, Span], where: Name | bool
) -> Iterator[Finding]:
    for path, span in places.items():
        is_other = path != question.note.path and network.vault.is_read(path)
        if is_other and not network.answers(path, question.note.path, where):
            other = network.vault.link_text(path, question.note.path)
            place = f" in {where}" if isinstance(where, Name) else ""
            yield Finding(question.note.path, span, f"`{other}` does not link back{place}")


def _answers(network: Network, question: Question, part: Links) -> Iterator[Finding]:
    """Where a note's backlinks are asked for, it is the note that must link back."""
    for path in network.sources(question, part):
        if not network.answers(question.note.path, path, part.linked_back):
            other = network.vault.link_text(path, question.note.path)
            place = f" in {part.linked_back}" if isinstance(part.linked_back, Name) else ""
            message = f"`{other}` links here, and this note does not link back{place}"
            yield Finding(question.note.path, question.note.title_span, message)
