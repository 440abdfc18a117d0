"""Where a note has a part, whatever part it is: for what must not be there, or not so often."""

from collections.abc import Iterator

from vaultlint.schema.embeds import captions_of, embedded
from vaultlint.schema.files import in_folder, is_called
from vaultlint.schema.footers import find_footer
from vaultlint.schema.language import Requirement
from vaultlint.schema.lists import has_form, items_in
from vaultlint.schema.part import (
    Column,
    Definition,
    Embed,
    Field,
    File,
    Footer,
    Items,
    Label,
    Part,
    Section,
    Table,
    Text,
)
from vaultlint.schema.pieces import Region
from vaultlint.schema.properties import entries_of, path_of
from vaultlint.schema.scopes import found_in
from vaultlint.schema.sentences import is_named
from vaultlint.schema.subject import Subject
from vaultlint.schema.tables import fitting, header_of, labels_named, with_column
from vaultlint.text import Span, shown_text

Occurrence = tuple[Span, str]
"""Where a part stands, and what a message calls it there."""


def occurrences(subject: Subject, asked: Requirement) -> Iterator[list[Occurrence]]:
    """Yield where a part stands, for each region that the requirement is about."""
    part = asked.part
    if isinstance(part, Field):
        yield [
            (entry.key_span, f"the property `{path_of(part, entry.key)}`")
            for entry in entries_of(subject, part)
        ]
    elif isinstance(part, Column):
        found = with_column(subject, asked)
        cells = [grid.rows[0][place] for grid, place in found if place >= 0]
        yield [(cell.span, f'the column "{shown_text(cell.text)}"') for cell in cells]
    elif isinstance(part, Definition | Footer | File):
        span = _in_note(subject, part)
        what = {Definition: "such a first sentence", Footer: "this line", File: "a note of this kind"}
        yield [(span, what[type(part)])] if span is not None else []
    else:
        for region in subject.regions(asked.within):
            yield list(_in_region(subject, part, region))


def _in_note(subject: Subject, part: Definition | Footer | File) -> Span | None:
    if isinstance(part, Footer):
        return find_footer(subject, part.form) if part.form else None
    if isinstance(part, File):
        lies = any(in_folder(subject, folder) and is_called(subject, name) for folder, name in part.places)
        return subject.facts.title_span if lies else None
    definition = subject.note.definition
    return definition.span if definition and (is_named(subject.note) or not part.bold_name) else None


def _in_region(subject: Subject, part: Part, region: Region) -> Iterator[Occurrence]:
    match part:
        case Section():
            for section in subject.sections(part, region):
                heading = subject.facts.headings[section.heading]
                yield heading.span, f'the section "{shown_text(heading.text)}"'
        case Table():
            for grid in fitting(subject, part.columns, region):
                yield header_of(grid), "such a table"
        case Label():
            for one in labels_named(subject, part, region):
                yield one.label.span, f'the label "{shown_text(one.label.text).strip(" :")}"'
        case Items():
            for entry in items_in(subject, part, region):
                if has_form(subject, part, entry):
                    yield entry.span, "such a list item"
        case Embed():
            for link in embedded(subject, part, region):
                yield link.span, f"the embedded file `{link.path.rpartition('/')[2]}`"
        case Text():
            for span in found_in(subject, part, region):
                yield span, f'the text "{" ".join(subject.note.source(span).split())[:60]}"'


def forbidden_captions(subject: Subject, asked: Requirement) -> Iterator[Occurrence]:
    """Yield the captions under embedded files that must have none."""
    part = asked.part
    if isinstance(part, Embed) and part.caption == "none":
        for region in subject.regions(asked.within):
            for link in embedded(subject, part, region):
                yield from ((span, "a caption") for span in captions_of(subject, link))
