"""A link that the schema asks for is not there.

## Why

The graph is as good as its links: what a note is about, and what it names in its text,
should be found from its list of related notes, too.

## What to do

Add the link, in the section or property that the message names.
"""

from collections.abc import Iterator, Mapping

from vaultlint.facts import LinkKind
from vaultlint.finding import Finding, Place, Severity
from vaultlint.network import Network, Question
from vaultlint.rule import network_rule
from vaultlint.schema.asked import specs_of
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Column, Field, Label, Links
from vaultlint.schema.terms import Name
from vaultlint.text import Span, few


@network_rule(Severity.ERROR, since="0.1.0", parts=(Links, Field, Label, Column), when=Requirement.welcome)
def check(network: Network, question: Question) -> Iterator[Finding]:
    part = question.requirement.part
    if isinstance(part, Links):
        yield from _number(network, question, part)
        if part.also_in is not None and not part.back:
            places = {
                path: link.span
                for region in question.evidence
                for path, links in network.linked(question, region.span).items()
                for link in links[:1]
                if link.kind != LinkKind.PROPERTY
            }
            yield from _also_in(network, question, part.also_in, places)
        return
    for index, spec in enumerate(specs_of(part)):
        if spec.also_in is not None:
            yield from _also_in(network, question, spec.also_in, network.led_to(question, index))


def _number(network: Network, question: Question, part: Links) -> Iterator[Finding]:
    if not question.requirement.required() or not question.evidence or not part.min:
        return
    if part.back:
        numbers, unsure = [len(network.sources(question, part))], False
    else:
        numbers = [len(network.linked(question, one.span)) for one in question.evidence]
        unsure = any(network.links_to_unsure(question, one.span) for one in question.evidence)
    if max(numbers) < part.min and not unsure:
        what = f"{max(numbers)} of {part.min} links" if max(numbers) else "no link"
        region = question.evidence[numbers.index(max(numbers))].span
        heading = next((one for one in question.note.headings if one.span.end == region.start), None)
        span = heading.span if heading else question.note.title_span
        where = f' under "{heading.text}"' if heading else ""
        message = f"{what} {'from' if part.back else 'to'} {part.wanted}{where}"
        yield Finding(question.note.path, span, message)


def _also_in(
    network: Network, question: Question, where: Name, places: Mapping[str, Span]
) -> Iterator[Finding]:
    listed = network.listed(question.note, where, question)
    if listed is None:
        return
    found, place = listed
    lacking = [path for path in places if path not in found and path != question.note.path]
    if lacking:
        names = few([network.vault.link_text(path, question.note.path)[2:-2] for path in lacking])
        related = tuple(Place(question.note.path, places[path], "linked here") for path in lacking[:4])
        yield Finding(question.note.path, place, f"{where} does not list {names}", related=related)
