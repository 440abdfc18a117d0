"""Vocabularies: the words that schemas allow, listed, read from a file or told by a pattern."""

import os

from vaultlint.disk import read_text
from vaultlint.load.grammar import VOCABULARY
from vaultlint.load.nodes import Node
from vaultlint.load.patterns import works
from vaultlint.load.written import Mistakes
from vaultlint.place import LARGEST_NOTE, may_read
from vaultlint.schema.terms import Name
from vaultlint.searching import Pattern, SlowPatternError
from vaultlint.text import did_you_mean


def read_vocabulary(name: str, node: Node, folder: str, top: str, mistakes: Mistakes) -> tuple[Name, str]:
    """Return a vocabulary's words, and the file that they come from or an empty text.

    Files lie relative to `folder`, where the settings are, and inside `top`. Of each
    line that the pattern is found in, its first group is a word, or what it found.
    """
    if node.items is not None:
        for item in node:
            if not item.is_text:
                mistakes.add(item, f"a word of the vocabulary `{name}` is a text")
        if not node.items:
            mistakes.add(node, f"the vocabulary `{name}` has no words")
        return Name(tuple(item.text for item in node if item.is_text)), ""
    if node.entries is None:
        mistakes.add(node, f"the vocabulary `{name}` is a list, or `{{file: …, pattern: …}}`")
        return Name(), ""
    for key, _ in node.entries:
        if key.text not in VOCABULARY:
            hint = did_you_mean(key.text, VOCABULARY)
            mistakes.add(key, f"`{key.text}` is no key of a vocabulary{hint}")
    file, pattern = node.get("file"), node.get("pattern")
    if pattern is not None and not _works(pattern, mistakes):
        return Name(), ""
    if file is None:
        if pattern is None:
            mistakes.add(node, f"the vocabulary `{name}` wants `file` or `pattern`")
            return Name(), ""
        return Name((), (pattern.text,)), ""
    return _from_file(file, pattern, os.path.join(folder, file.text), top, mistakes)


def _works(pattern: Node, mistakes: Mistakes) -> bool:
    if not pattern.is_text:
        mistakes.add(pattern, "`pattern` wants a regular expression")
    return pattern.is_text and works(pattern.text, pattern, mistakes)


def _from_file(node: Node, pattern: Node | None, path: str, top: str, mistakes: Mistakes) -> tuple[Name, str]:
    if not node.is_text or "\0" in node.text:
        mistakes.add(node, "`file` wants the name of a file")
        return Name(), ""
    if not may_read(path, top):
        mistakes.add(node, f"`{node.text}` leads out of the folder of the settings")
        return Name(), ""
    try:
        lines = read_text(path, LARGEST_NOTE).splitlines()
    except (OSError, ValueError) as error:
        why = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else "cannot be read"
        mistakes.add(node, f"the file `{node.text}` {why}")
        return Name(), os.path.normpath(path)
    if pattern is None:
        words = [line.strip() for line in lines]
    else:
        expression = Pattern(pattern.text)
        try:
            words = [word for line in lines for word in expression.words(line)]
        except SlowPatternError as slow:
            raise SlowPatternError(slow.pattern, pattern.at) from None
    kept = tuple(dict.fromkeys(word for word in words if word))
    if not kept:
        mistakes.add(
            node, f"no line of `{node.text}` gives a word" + (" that fits `pattern`" if pattern else "")
        )
    return Name(kept), os.path.normpath(path)
