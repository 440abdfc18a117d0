"""Where a note has a part, whatever part it is: for what must not be there, or not so often."""

from collections.abc import Iterator

from vaultlint.schema.embeds import embedded
from vaultlint.schema.language import Requirement
from vaultlint.schema.lists import has_form, items_in
from vaultlint.schema.part import Definition, Embed, Field, Footer, Items, Label, Part, Section, Table, Text
from vaultlint.schema.scopes import found_in
from vaultlint.schema.subject import Region, Subject
from vaultlint.schema.tables import fitting, labels_named
from vaultlint.text import Span


def occurrences(subject: Subject, asked: Requirement) -> Iterator[tuple[list[Span], str]]:
    """Yield, for each region that a requirement is about, where the part stands and what to call it."""
    part = asked.part
    if isinstance(part, Field):
        entry = subject.field(part.key, part.aliases)
        yield ([entry.key_span] if entry else []), f"property `{part.key}`"
    elif isinstance(part, Definition):
        definition = subject.note.definition
        yield ([definition.span] if definition else []), "definition"
    elif isinstance(part, Footer):
        yield [footer.span for footer in subject.note.footers], "footer"
    else:
        for region in subject.regions(asked.within):
            places, what = _in_region(subject, part, region)
            yield places, what


def _in_region(subject: Subject, part: Part, region: Region) -> tuple[list[Span], str]:
    if isinstance(part, Section):
        sections = subject.sections(part, region)
        return [subject.place(one) for one in sections], f"section {part.heading}"
    if isinstance(part, Table):
        return [grid.rows[0][0].span for grid in fitting(subject, part, region)], "table of this kind"
    if isinstance(part, Label):
        return [one.label.span for one in labels_named(subject, part, region)], f"label {part.name}"
    if isinstance(part, Items):
        items = (one for one in items_in(subject, part, region) if has_form(subject, part, one))
        return [one.span for one in items], "list item of this form"
    if isinstance(part, Embed):
        return [link.span for link in embedded(subject, part, region)], f"embedded file {part.file}"
    assert isinstance(part, Text)
    return list(found_in(subject, part, region)), f"text that fits `{part.pattern}`"
