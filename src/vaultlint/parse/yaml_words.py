"""A YAML parser's complaint, said in words that help the owner of a note."""

import re

import yaml

from vaultlint.note import Problem
from vaultlint.text import Span

# What the line itself shows → what is wrong, what to do. It tells more than the parser.
_SIGNS = (
    (re.compile(r"^[ ]*(\t)"), ("a tab where YAML wants spaces", "indent with spaces")),
    (
        re.compile(r"(?<![\"'])(!?\[\[[^\[\]\n]+\]\])(?!\s*[\"'])"),
        ("`{0}` without quotes", "put the whole value that holds it in quotes"),
    ),
    (
        re.compile(r"(?::\s+|-\s+)(\"[^\"]*\"|'[^']*')\s*[^\s#,\]}]"),
        ("text after the closing quote of `{0}`", "put the whole value in quotes"),
    ),
)

_ALIASES = re.compile(r"(?i)alias(es)?:.*\[\[")

# What the parser says → what is wrong, what to do.
_WORDS = (
    (r"mapping values are not allowed", "a second colon in one value", "put the value in quotes"),
    (
        r"could not find expected ':'",
        "a line that is no `key: value`",
        "write `key: value`, or put the text in quotes",
    ),
    (r"flow node", "a list or map that is not closed", "close it"),
    (r"did not find expected key", "text that is no key", "check the quotes and the indentation"),
    (r"tab|'\\t'", "a tab where YAML wants spaces", "indent with spaces"),
    (r"quoted scalar|end of stream", "a quote or bracket that is not closed", "close it"),
    (
        r"cannot start any token|alphabetic or numeric|while scanning an? (alias|anchor)|tag",
        "a value that begins with a sign YAML reserves",
        "put the value in quotes",
    ),
    (r"flow (sequence|mapping)|expected ',' or", "a list that YAML cannot read", "check commas and brackets"),
    (r"undefined alias", "a value that begins with `*`", "put the value in quotes"),
    (r"indent|block (collection|mapping|sequence)", "lines that are not indented alike", "align them"),
)


def explain(error: yaml.YAMLError, source: str, offset: int) -> Problem:
    """Return what is wrong with the frontmatter, at its place in the note.

    `source` is the YAML text, `offset` where it begins in the note.
    """
    said = _said(error)
    index = min(_index(error, said, source), len(source))
    line_start = source.rfind("\n", 0, index) + 1
    line_end = source.find("\n", index)
    line = source[line_start : line_end if line_end >= 0 else len(source)].rstrip("\r")
    span = Span(offset + index, offset + max(index, line_start + len(line)))
    if "mapping values" in said and ":" not in line:
        said = "could not find expected ':'"
    what, remedy = next(
        ((what, remedy) for pattern, what, remedy in _WORDS if re.search(pattern, said)),
        (said.splitlines()[0] if said else str(error).splitlines()[0], ""),
    )
    for sign, better in _SIGNS:
        seen = sign.search(line)
        if seen:
            what, remedy = better[0].format(*seen.groups()), better[1]
            if _ALIASES.match(line):
                remedy = "an alias is a plain name: take the brackets away"
            span = Span(offset + line_start + seen.start(1), offset + line_start + seen.end(1))
            break
    message = f"the frontmatter is not valid YAML: {what}"
    return Problem(span, message, f"{remedy}; until then Obsidian shows no properties" if remedy else "")


def _said(error: yaml.YAMLError) -> str:
    parts = (getattr(error, name, None) for name in ("context", "problem", "reason"))
    return " ".join(str(part) for part in parts if part)


def _index(error: yaml.YAMLError, said: str, source: str) -> int:
    """Where the fault lies: often the parser notices it only a line later, or at the end."""
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    if problem is None:
        # A byte that YAML forbids; its position counts bytes.
        position = getattr(error, "position", 0)
        return len(source.encode()[:position].decode("utf-8", "ignore")) if isinstance(position, int) else 0
    end = len(source.rstrip())
    if problem.index >= end or "simple key" in said or "quoted scalar" in said:
        start = int(context.index) if context is not None else end
        return start if start < end else max(end - 1, 0)
    line_start = source.rfind("\n", 0, problem.index) + 1
    before = source[:line_start].rstrip()
    if "mapping values" in said and before and ":" not in source[line_start : problem.index]:
        # The first colon of its line: the text above it was read as part of the key.
        return before.rfind("\n") + 1
    return int(problem.index)
