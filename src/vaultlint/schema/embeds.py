"""Embedded files and their captions."""

import re

from vaultlint.facts import Link
from vaultlint.schema.names import fill, is_file
from vaultlint.schema.part import Embed
from vaultlint.schema.subject import Region, Subject

_PICTURE_SIZE = re.compile(r"\d+(x\d+)?")
_CAPTION = re.compile(r"[^\n]*\n[ \t>]*(?![-#|!>]|\d+[.)] |\r?\n)(?=\S)")


def embedded(subject: Subject, part: Embed, region: Region) -> tuple[Link, ...]:
    """Return the embeds of a region whose file has the name."""
    name = fill(part.file, subject.words)
    return tuple(link for link in subject.embeds(region) if is_file(name, link.path))


def has_italic_caption(subject: Subject, link: Link) -> bool:
    """Say whether a line in italics stands directly under an embed."""
    return any(caption.embed == link.span for caption in subject.note.captions)


def has_caption(subject: Subject, link: Link) -> bool:
    """Say whether a line of text stands under an embed, or its link has words of its own."""
    words = link.display or ""
    if words and not _PICTURE_SIZE.fullmatch(words.rpartition("|")[2].strip()):
        return True
    return has_italic_caption(subject, link) or bool(_CAPTION.match(subject.note.text, link.span.end))
