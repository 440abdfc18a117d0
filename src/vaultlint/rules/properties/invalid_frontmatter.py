"""The frontmatter cannot be read.

## Why

One mistake in the YAML, and Obsidian shows no properties at all: the note drops
out of tags, aliases and queries without a word.

## What to do

Correct the place shown. Most often a value that holds `[[…]]`, a colon or a
quote wants quotes around the whole of it.
"""

from collections.abc import Iterator

from vaultlint.finding import Finding, Severity
from vaultlint.note import Note
from vaultlint.rule import Fixes, note_rule


@note_rule(Severity.ERROR, since="0.1.0", fixes=Fixes.UNSAFE)
def check(note: Note) -> Iterator[Finding]:
    problem = note.frontmatter.problem
    if problem is not None:
        yield Finding(note.path, problem.span, problem.message, problem.help, fix=problem.fix)
