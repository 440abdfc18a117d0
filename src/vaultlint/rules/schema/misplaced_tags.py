"""The tags stand in another place or order than the schema says.

## Why

One place for tags keeps them in one piece; the first says what kind of note it is, and
readers and programs take it for that.

## What to do

Move the tags to the line under the frontmatter, or into the frontmatter, and the tag
that names the kind to the front.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.rule import schema_rule
from vaultlint.schema.language import Requirement
from vaultlint.schema.part import Tags
from vaultlint.schema.subject import Subject
from vaultlint.schema.tags import PLACES, own_tags, tagged
from vaultlint.text import listing


@schema_rule(Severity.ERROR, since="0.1.0", parts=(Tags,), when=Requirement.welcome)
def check(subject: Subject, asked: Requirement) -> Iterator[Finding]:
    part = asked.part
    assert isinstance(part, Tags)
    tags = own_tags(subject)
    wanted = PLACES.get(part.place)
    strays = [tag for tag in tags if wanted and tag.place != wanted]
    if strays:
        where = "tag line" if part.place == "line" else "frontmatter"
        verb = "is" if len(strays) == 1 else "are"
        message = f"{listing('#' + tag.text for tag in strays)} {verb} not in the {where}"
        also = tuple(tag.span for tag in strays[1:])
        help_ = f"move {'it' if len(strays) == 1 else 'them'} to the {where}"
        if part.place == "line" and subject.note.tag_line is None:
            help_ = f"write them in a line of their own: `{' '.join('#' + tag.text for tag in strays)}`"
        yield Finding(subject.note.path, strays[0].span, message, help_, also)
    placed = [tag for tag in tags if tag not in strays]
    # The tag line's come first: `tags` of the frontmatter are a list beside them.
    line = [tag for tag in placed if tag.place == PLACES["line"]] or placed
    if part.first and line:
        named = tagged(subject, part.first)
        own = [tag for tag in line if tag in named]
        if own and own[0] != line[0]:
            message = f"`#{own[0].text}` is not the first tag"
            yield Finding(subject.note.path, own[0].span, message, f"put it before `#{line[0].text}`")
