"""Mends the notes of a vault, or shows what would change: what `--fix` and `--diff` answer."""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import unified_diff

from vaultlint import session, write
from vaultlint.finding import Diagnostic
from vaultlint.place import UserError
from vaultlint.reading import Progress
from vaultlint.repair import Content, repair
from vaultlint.report.text import visible
from vaultlint.request import Request
from vaultlint.session import Result
from vaultlint.text import Value, count

_NAMED = 20
"""Notes that the list of what was fixed names."""


class Amended(Value, frozen=True):
    """What came of it: the vault as it is or would be, what to say of it, and the number of fixes.

    `text` is for standard output, `errors` for standard error. It has `failed` where a fix of
    ours was rejected or a note could not be written. `contents` are the notes as they are to be.
    """

    result: Result
    text: str
    errors: str
    fixed: int
    failed: bool
    contents: dict[str, bytes]


def amend(
    options: argparse.Namespace, request: Request, progress: Progress, shown: Callable[[str], str]
) -> Amended:
    """Mend what is reported of the vault; with `--diff`, or for a note on standard input, write no file."""
    done = repair(request, lambda one: session.run(one, progress), unsafe=options.unsafe_fixes)
    written = dict(done.contents)
    troubles = [
        f"a fix was rejected, please report it: {shown(item.finding.path)}: {item.rule}: "
        f"{item.finding.message}: {why}"
        for item, why in done.rejected
    ]
    troubles += [f"{shown(path)} was left as it is: {why}" for path, why in done.troubles.items()]
    text = ""
    if options.check:
        text = "".join(f"Would format {visible(shown(path))}\n" for path in done.contents)
    elif options.diff:
        text = "".join(_diffs(done.contents, shown))
    elif options.stdin_filename is not None:
        text = "".join(_whole(request, done.contents))
    else:
        for path, content in done.contents.items():
            why = write.replace(f"{request.root}/{path}", content.read, content.fixed)
            if why:
                troubles.append(f"{shown(path)} was left as it is: {why}")
                del written[path]
        fixed = [one for one in done.fixed if one.finding.path in written]
        text = "" if options.layout else "".join(_listed(fixed, shown))
    if not (options.diff or options.layout or options.stdin_filename is not None):
        hidden = ((shown(one.finding.path), one.rule, one.finding.message) for one in done.uncovered)
        text += "".join(f"Uncovered in {visible(': '.join(parts))}\n" for parts in hidden)
    errors = "".join(f"vaultlint: {visible(trouble)}\n" for trouble in troubles)
    contents = {path: content.fixed for path, content in written.items()}
    return Amended(done.result, text, errors, len(done.fixed), bool(troubles), contents)


def _whole(request: Request, contents: Mapping[str, Content]) -> Iterator[str]:
    """The note on standard input, fixed or as it came."""
    for path, source in request.instead.items():
        try:
            yield (contents[path].fixed if path in contents else source).decode("utf-8")
        except UnicodeDecodeError:
            raise UserError("--stdin-filename: what comes from standard input is not UTF-8") from None


def _diffs(contents: Mapping[str, Content], shown: Callable[[str], str]) -> Iterator[str]:
    """Unified diffs, as `git apply` and people read them."""
    for path, content in contents.items():
        before, after = (_lines(one.decode("utf-8")) for one in (content.read, content.fixed))
        name = visible(shown(path))
        for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines with their ends as git sees them: other signs that end lines elsewhere are letters to it."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _listed(fixed: Iterable[Diagnostic], shown: Callable[[str], str]) -> Iterator[str]:
    """What was fixed, note by note."""
    by_note: dict[str, Counter[str]] = {}
    for item in fixed:
        by_note.setdefault(item.finding.path, Counter())[item.rule] += 1
    if not by_note:
        return
    total = sum(rules.total() for rules in by_note.values())
    yield f"Fixed {count(total, 'problem')} in {count(len(by_note), 'note')}:\n"
    for path, rules in list(by_note.items())[:_NAMED]:
        what = ", ".join(f"{number} × {rule}" if number > 1 else rule for rule, number in rules.items())
        yield f"  {visible(shown(path))}: {what}\n"
    if len(by_note) > _NAMED:
        yield f"  and {count(len(by_note) - _NAMED, 'note')} more\n"
    yield "\n"
