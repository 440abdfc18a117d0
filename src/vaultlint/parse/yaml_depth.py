"""How deep lists and maps are nested in YAML, asked before a parser's stack overruns."""

import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The base loader resolves no plain scalar, so YAML 1.1's ideas of `no` and
`12:30:00` never apply; vaultlint.note.core_kind types scalars under YAML 1.2."""

_OPENINGS = ("[", "{", "- ", "? ")


def line_too_deep(source: str, deepest: int) -> int | None:
    """Return the line, from 0, on which `source` nests deeper than `deepest`; None where it does not.

    Composing nests a call in each level, in C without a limit; the parser's events
    nest in nothing. They are asked for only where there are signs enough. From
    libyaml 0.2.6 its scanner, which runs ahead of the events, has a limit of its own.
    """
    if sum(map(source.count, _OPENINGS)) <= deepest and " " * deepest not in source:
        return None
    depth = 0
    try:
        for event in yaml.parse(source, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > deepest:
                return event.start_mark.line if event.start_mark else 0
    except yaml.MarkedYAMLError as error:
        if error.problem_mark and "nesting depth" in str(error.problem):
            return error.problem_mark.line
    except (yaml.YAMLError, ValueError):
        pass
    return None
