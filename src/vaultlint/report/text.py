"""Reports for people: full with the line in question, or one line a finding."""

from collections.abc import Callable, Iterable, Iterator
from unicodedata import category

from vaultlint.finding import Diagnostic, Finding, Severity
from vaultlint.project import OFF, Settings
from vaultlint.report.position import Source, Sources
from vaultlint.text import Span, count, width

_WIDTH = 100
"""Columns of a line that are shown: notes have lines of thousands."""

Paint = Callable[[str, str], str]
"""Colours a text: `paint(text, style)`."""

_JOINERS = "\u200c\u200d"
_STYLES = {"error": "1;31", "warning": "1;33", "info": "1;36", "bold": "1", "dim": "2", "help": "1;36"}


def plain(text: str, style: str) -> str:
    """Colour nothing."""
    return text


def colored(text: str, style: str) -> str:
    """Colour for a terminal."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if text else ""


def concise(
    diagnostics: Iterable[Diagnostic], sources: Sources, shown: Callable[[str], str], paint: Paint
) -> Iterator[str]:
    """Yield `path:line:column: severity rule: message (help)` for each finding."""
    for item in diagnostics:
        finding = item.finding
        start = sources(finding.path).position(finding.span.start)
        grade = paint(item.severity.word, item.severity.word)
        where = f"{visible(shown(finding.path))}:{start.line}:{start.column}"
        yield f"{where}: {grade} {item.rule}: {remark(finding, sources(finding.path))}\n"


def remark(finding: Finding, source: Source) -> str:
    """Return all that is said of a finding on one line: `message (help); also in lines 3, 4`."""
    places = f"; also in {_lines(source, finding.also)}" if finding.also else ""
    asked = f"asked by {finding.asked}" if finding.asked else ""
    help_ = f" ({'; '.join(filter(None, (finding.help, asked)))})" if finding.help or asked else ""
    return visible(finding.message + help_ + places)


def full(
    diagnostics: Iterable[Diagnostic],
    sources: Sources,
    shown: Callable[[str], str],
    paint: Paint,
    explain: Callable[[Diagnostic], str] | None = None,
) -> Iterator[str]:
    """Yield each finding with the line it stands in, its second places and its help."""
    for item in diagnostics:
        finding = item.finding
        grade = item.severity.word
        source = sources(finding.path)
        yield f"{paint(grade, grade)}[{paint(item.rule, 'bold')}]: {visible(finding.message)}\n"
        yield from _excerpt(source, finding.span, shown(finding.path), paint, grade)
        for place in finding.related[:4]:
            yield f"{paint('note', 'dim')}: {visible(place.message)}\n"
            yield from _excerpt(sources(place.path), place.span, shown(place.path), paint, "dim")
        if finding.help:
            yield f"{paint('help', 'help')}: {visible(finding.help)}\n"
        if finding.asked:
            yield f"{paint('asked by', 'dim')} {visible(finding.asked)}\n"
        if finding.also:
            yield f"{paint('also', 'dim')}: in {_lines(source, finding.also)}\n"
        if explain is not None:
            yield f"{paint('why', 'dim')}: {visible(explain(item))}\n"
        yield "\n"


def _lines(source: Source, spans: tuple[Span, ...]) -> str:
    lines = list(dict.fromkeys(source.position(span.start).line for span in spans))
    more = f" and {len(lines) - 5} more" if len(lines) > 5 else ""
    word = "line" if len(lines) == 1 else "lines"
    return f"{word} {', '.join(map(str, lines[:5]))}{more}"


def _excerpt(source: Source, span: Span, path: str, paint: Paint, style: str) -> Iterator[str]:
    start, end = source.range(span)
    gutter = " " * len(str(start.line))
    yield f"{gutter}{paint('-->', 'dim')} {visible(path)}:{start.line}:{start.column}\n"
    line = source.line(span.start)
    if not line or line.isspace():
        return
    last = end.column if end.line == start.line else len(line) + 1
    text, lead, marked = clip(line, start.column - 1, max(last - 1, start.column))
    bar = paint("|", "dim")
    yield f"{gutter} {bar}\n"
    yield f"{start.line} {bar} {text}\n"
    yield f"{gutter} {bar} {' ' * lead}{paint('^' * marked, style)}\n"


def clip(line: str, start: int, end: int) -> tuple[str, int, int]:
    """Return what is shown of a line, the columns before the mark, and the mark's columns.

    `start` and `end` are offsets in the line. About 100 columns around them are kept.
    """
    end = max(start + 1, min(end, start + _WIDTH - 10))
    first = max(0, min(start - 30, end - _WIDTH + 10)) if len(line) > _WIDTH else 0
    shown = visible(line[first : first + _WIDTH])
    cut_left, cut_right = first > 0, first + _WIDTH < len(line)
    text = f"{'…' if cut_left else ''}{shown}{'…' if cut_right else ''}"
    lead = int(cut_left) + width(visible(line[first:start]))
    return text, lead, max(1, width(visible(line[start:end])))


def visible(text: str) -> str:
    """Return a text that cannot move the terminal's cursor, colour it or turn its direction.

    Spaces of every kind and the joiners in emoji and scripts stay: they are part of names.
    """
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char.isprintable() or char in _JOINERS or category(char) == "Zs":
        return char
    return " " if char in "\t\n\r" else "\ufffd"


def summary(
    diagnostics: Iterable[Diagnostic],
    notes: int,
    suppressed: int,
    baselined: int,
    mistakes: int,
    fixable: int = 0,
) -> str:
    """Return the last line of every report for people.

    `mistakes` in schemas keep them from asking all; `fixable` are what `--fix` would mend.
    """
    counts = [0, 0, 0, 0]
    for item in diagnostics:
        counts[item.severity] += 1
    total = sum(counts)
    in_notes = count(notes, "note")
    hidden = f" {count(suppressed, 'finding')} suppressed." if suppressed else ""
    hidden += f" {count(baselined, 'finding')} in the baseline." if baselined else ""
    if not total and mistakes:
        return f"Found nothing in {in_notes}, but {count(mistakes, 'mistake')} in the schemas.{hidden}"
    if not total and baselined:
        return f"Nothing new: {in_notes}.{hidden}"
    if not total:
        return f"All clear: {in_notes}.{hidden}"
    grades = [count(counts[grade], grade.word) for grade in sorted(Severity, reverse=True) if counts[grade]]
    mended = f" `--fix` mends {fixable:,}." if fixable else ""
    return f"Found {count(total, 'problem')} ({', '.join(grades)}) in {in_notes}.{hidden}{mended}"


def settings(settings: Settings, root: str) -> str:
    """Return what holds in a vault, and who said so."""
    words = {OFF: "off", **{int(grade): grade.word for grade in Severity}}
    lines = [f"root: {visible(root)}", f"fail-on: {words[settings.fail_on] if settings.fail_on else 'never'}"]
    lines += [f"{name}: [{', '.join(map(repr, value))}]" for name, value in _lists(settings) if value]
    lines.append("rules:")
    for rule, level in sorted(settings.levels.items()):
        lines.append(f"  {rule}: {words[level]}  # {settings.origins[rule]}")
        lines += [f"    {name}: {value!r}" for name, value in sorted(settings.options.get(rule, {}).items())]
    for override in settings.overrides:
        levels = ", ".join(f"{rule}: {words[level]}" for rule, level in sorted(override.levels.items()))
        lines.append(f"override: {', '.join(override.files)}: {levels}")
    return "\n".join(lines) + "\n"


def _lists(settings: Settings) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("exclude", settings.exclude), ("include", settings.include), ("files", settings.files))
