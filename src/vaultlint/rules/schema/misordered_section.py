"""A section stands in another place than the schema says.

## Why

Notes of a kind are read side by side: the eye goes to the same place in each. Where
the newest entry comes first, an older one above it is easily taken for the latest.

## What to do

Move the section, with its text, to where the message says. `order: any` in the schema
lets the sections stand as they like.
"""

from collections.abc import Iterator, Sequence

from vaultlint.facts import Heading
from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.order import date_of_heading, first_newer, leading_date, longest_rise, positions
from vaultlint.schema.part import Section, Sections
from vaultlint.schema.pieces import Region
from vaultlint.schema.subject import Subject
from vaultlint.text import shown_text


def _is_ordered(asked: Requirement) -> bool:
    part = asked.part
    if isinstance(part, Sections):
        return part.order != "any"
    return asked.welcome() and isinstance(part, Section) and bool(part.place or part.newest_first)


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Sections, Section), when=_is_ordered)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    for region in subject.regions(asked.within):
        if isinstance(asked.part, Sections):
            yield from _check_order(subject, asked.part, region)
        elif isinstance(asked.part, Section):
            yield from _check_place(subject, asked.part, region)
            if asked.part.newest_first:
                for section in subject.sections(asked.part, region):
                    yield from _check_dates(subject, section)


def _check_order(subject: Subject, part: Sections, region: Region) -> Iterator[Finding]:
    headings = list(subject.headings_in(region))
    matchers = [subject.matcher(name) for name in part.headings]
    choices = [[index for index, one in headings if matches(one.text)] for matches in matchers]
    chosen = [(index, mild) for index, mild in zip(positions(choices), part.mild, strict=True) if index >= 0]
    present = [index for index, _ in chosen]
    kept = longest_rise(present)
    for number, index in enumerate(present):
        if number not in kept:
            heading = subject.facts.headings[index]
            before = [present[one] for one in kept if one < number]
            after = [present[one] for one in kept if one > number]
            misses = before and index < before[-1]
            other = subject.facts.headings[before[-1] if misses else after[0]]
            where = f'{"before" if misses else "after"} "{shown_text(other.text)}"'
            message = f'"{shown_text(heading.text)}" stands {where}'
            help_ = f'it belongs {"after" if misses else "before"} "{shown_text(other.text)}"'
            # Where a section only should be there, so should its place.
            at_most = Severity.WARNING if chosen[number][1] else None
            yield Finding(subject.note.path, heading.span, message, help_, at_most=at_most)
    if part.order == "strict" and len(kept) == len(present) > 1:
        yield from _check_gaps(subject, region, present)


def _check_gaps(subject: Subject, region: Region, present: Sequence[int]) -> Iterator[Finding]:
    """In a strict order nothing else stands between the sections listed."""
    listed = frozenset(present)
    for index, heading in subject.outline(region):
        if present[0] < index < present[-1] and index not in listed:
            last = max(one for one in present if one < index)
            message = f'"{shown_text(heading.text)}" stands between sections that follow each other'
            after = shown_text(subject.facts.headings[last].text)
            yield Finding(
                subject.note.path, heading.span, message, f'nothing but a listed section follows "{after}"'
            )


def _check_place(subject: Subject, part: Section, region: Region) -> Iterator[Finding]:
    sections = subject.sections(part, region)
    if not part.place or not sections:
        return
    outline = [heading for _, heading in subject.outline(region)]
    own = subject.facts.headings[sections[0 if part.place == "first" else -1].heading]
    if part.place == "last":
        others = [one for one in outline if one.span.start >= own.end]
    else:
        others = [one for one in outline if one.end <= own.span.start]
    if others:
        other: Heading = others[0]
        message = f'"{shown_text(own.text)}" is not the {part.place} section{subject.under(region)}'
        verb = "follows it" if part.place == "last" else "comes before it"
        help_ = f'"{shown_text(other.text)}" at line {subject.note.line(other.span)} {verb}'
        yield Finding(subject.note.path, own.span, message, help_)


def _check_dates(subject: Subject, section: Region) -> Iterator[Finding]:
    """Its headings, or without dated ones its list, and the rows of its tables, run from new to old."""
    dated = [(one.span, date_of_heading(one.text)) for _, one in subject.outline(section)]
    if sum(when is not None for _, when in dated) < 2:
        dated = [(one.span, leading_date(one.text)) for one in subject.entries(section, outer=True)]
    late = first_newer(dated)
    for grid in subject.grids(section):
        rows = [(row[0].span, leading_date(row[0].text)) for row in grid.rows[1:]]
        late = late or first_newer(rows)
    if late is not None:
        name = shown_text(subject.facts.headings[section.heading].text)
        message = f'"{name}" does not run from new to old: an older entry stands above this one'
        yield Finding(subject.note.path, late, message, "move it up")
