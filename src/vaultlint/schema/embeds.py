"""Embedded files and their captions."""

from vaultlint.facts import Link
from vaultlint.schema.names import fill, is_file
from vaultlint.schema.part import Embed
from vaultlint.schema.pieces import Region
from vaultlint.schema.subject import Subject
from vaultlint.text import Span


def embedded(subject: Subject, part: Embed, region: Region) -> tuple[Link, ...]:
    """Return the embeds of a region whose file has the name."""
    name = fill(part.file, subject.word)
    return tuple(link for link in subject.embeds(region) if is_file(name, link.path))


def captions_of(subject: Subject, link: Link) -> tuple[Span, ...]:
    """Return the lines in italics that stand directly under an embed."""
    return tuple(caption.span for caption in subject.note.captions if caption.embed == link.span)
