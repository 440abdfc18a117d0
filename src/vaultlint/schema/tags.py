"""The tags that say what a note is: its tag line's and its frontmatter's."""

from vaultlint.facts import Tag, TagPlace
from vaultlint.schema.names import fill, is_tag
from vaultlint.schema.subject import Subject
from vaultlint.schema.terms import Name

PLACES = {"line": TagPlace.LINE, "frontmatter": TagPlace.FRONTMATTER}


def own_tags(subject: Subject) -> tuple[Tag, ...]:
    """Return the tags that type the note, in order of place."""
    return tuple(tag for tag in subject.facts.tags if tag.place != TagPlace.INLINE)


def tagged(subject: Subject, name: Name) -> tuple[Tag, ...]:
    """Return the note's tags that have the name, or lie below one that has."""
    filled = fill(name, subject.word)
    return tuple(tag for tag in own_tags(subject) if is_tag(filled, tag.text))
