"""The command `check`: finds the vaults, answers from memory or asks a session, prints."""

import argparse
import os
import sys
import time
from collections.abc import Iterator

from vaultlint import cache
from vaultlint.arguments import FORMATS
from vaultlint.discover import find_inner_vaults, find_place, git_root, look
from vaultlint.place import Output, Place, UserError, absolute, is_note
from vaultlint.report.merge import harmless, merged


def check(options: argparse.Namespace) -> int:
    """Check the vaults around the paths given; return the exit code. Raises UserError."""
    complete(options)
    places = list(places_of(options))
    if "json" in (options.output_format, *options.documents) and len(places) > 1:
        raise UserError("json is one report of one vault: name one of them, or ask for json-lines")
    outputs = [_check_vault(options, place, paths) for place, paths in places]
    for output in outputs:
        is_read = options.output_format == "github"
        sys.stderr.write(harmless(output.errors) if is_read else output.errors)
    sys.stderr.flush()
    return max(_print(options, outputs), *(output.code for output in outputs))


def format_notes(options: argparse.Namespace) -> int:
    """Put the layout of the notes at the paths given in order; return the exit code. Raises UserError."""
    asked: dict[str, object] = {"select": ["format"], "extend_select": [], "ignore": [], "fail_on": "never"}
    asked |= {"output_format": "full", "output_file": None, "color": "never", "statistics": False}
    asked |= dict.fromkeys(("explain", "show_files", "show_settings", "staged", "verbose"), False)
    asked |= {"since": None, "today": None, "unsafe_fixes": False, "fix": not options.diff, "layout": True}
    asked |= {"output": [], "baseline": None, "no_baseline": True}
    for name, value in asked.items():
        setattr(options, name, value)
    return check(options)


def _print(options: argparse.Namespace, outputs: list[Output]) -> int:
    """Print the report and write those for files; return 2 if one of them cannot be written."""
    text = merged(options.output_format, [output.text for output in outputs])
    code = 0
    if options.output_file is None:
        sys.stdout.write(text)
    else:
        code = _write("--output-file", options.output_file, text)
    for number, (kind, path) in enumerate(options.output):
        document = merged(kind, [output.documents[number] for output in outputs])
        code = max(code, _write("--output", path, document))
    return code


def _write(option: str, path: str, text: str) -> int:
    from vaultlint.write import put

    try:
        put(path, text)
    except OSError as error:
        print(f"vaultlint: {option}: {error.strerror}: `{path}`", file=sys.stderr)
        return 2
    return 0


def complete(options: argparse.Namespace) -> None:
    """Fill in what depends on the clock and the environment; raises UserError."""
    options.output_format = options.output_format or os.environ.get("VAULTLINT_OUTPUT_FORMAT") or "full"
    if options.output_format not in FORMATS:
        raise UserError(f"VAULTLINT_OUTPUT_FORMAT: `{options.output_format}` is none of {', '.join(FORMATS)}")
    options.output = list(_outputs(options))
    options.documents = tuple(kind for kind, _ in options.output)
    options.today = today(options.today)
    if options.jobs is not None and options.jobs < 1:
        raise UserError(f"--jobs: {options.jobs} is no number of processes")
    options.asks_of_change = options.since is not None or options.staged
    if options.stdin_filename is not None:
        if options.paths not in ([], ["-"]):
            raise UserError("--stdin-filename: the note comes from standard input; name no other path")
        if options.asks_of_change:
            raise UserError("--stdin-filename: a note that is being written is part of no change")
        options.paths = [options.stdin_filename]
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise UserError("--unsafe-fixes: ask for --fix or --diff with it")
    if options.diff and options.output_format != "full":
        raise UserError("--diff is a format of its own: leave --output-format away")
    if options.asks_of_change and (options.fix or options.diff):
        raise UserError("--fix and --diff mend notes as they are on the disk: not with --since or --staged")
    if options.baseline and (os.path.isdir(options.baseline) or is_note(options.baseline)):
        # `check --baseline notes/`: what follows is no baseline.
        options.paths, options.baseline = [options.baseline, *options.paths], ""
    options.paths = options.paths or ["."]
    for path in options.paths:
        # What is gone from the disk may be a part of a change.
        may_be_gone = options.stdin_filename is not None or options.asks_of_change
        if not may_be_gone and not os.path.exists(path):
            raise UserError(f"there is no file or folder `{path}`")
    if options.config is not None and not os.path.isfile(options.config):
        raise UserError(f"--config: there is no file `{options.config}`")
    options.color = _wants_color(options)


def _outputs(options: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Yield format and file of each further report; raises UserError."""
    if options.output and (options.diff or options.show_files or options.show_settings):
        raise UserError("--output reports what was found: not with --diff, --show-files or --show-settings")
    taken = {os.path.realpath(options.output_file)} if options.output_file else set()
    for said in options.output:
        kind, _, path = said.partition(":")
        if kind not in FORMATS:
            from vaultlint.text import did_you_mean

            hint = did_you_mean(kind, FORMATS) or f"; there are {', '.join(FORMATS)}"
            raise UserError(f"--output: no format is called `{kind}`{hint}")
        if path in {"", "-"}:
            raise UserError(f"--output: say where to write, as in `{kind}:FILE`; --output-format prints it")
        if os.path.realpath(path) in taken:
            raise UserError(f"--output: two reports for one file, `{path}`")
        taken.add(os.path.realpath(path))
        yield kind, path


def today(said: str | None) -> str:
    """Return the day to judge by, YYYY-MM-DD: the clock's unless one is given; raises UserError."""
    if not said:
        return time.strftime("%Y-%m-%d")
    from datetime import date  # The clock alone needs no calendar.

    try:
        if date.fromisoformat(said).isoformat() == said:
            return said
    except ValueError:
        pass
    raise UserError(f"--today: `{said}` is no date; write YYYY-MM-DD")


def _wants_color(options: argparse.Namespace) -> bool:
    if options.color != "auto" or options.output_file:
        return bool(options.color == "always")
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def places_of(options: argparse.Namespace) -> Iterator[tuple[Place, list[str]]]:
    """Yield each vault with the absolute paths in it; a folder of vaults stands for all of them."""
    if options.config is not None:
        config = absolute(options.config)
        yield Place(os.path.dirname(config), config), [absolute(path) for path in options.paths]
        return
    paths_of: dict[Place, list[str]] = {}
    for path in options.paths:
        whole = absolute(path)
        place = find_place(whole)
        paths_of.setdefault(place, []).append(whole)
        # A vault is asked for alone; a folder that is none may hold some.
        is_vault = place.config or os.path.exists(f"{place.root}/.obsidian")
        if not is_vault and os.path.isdir(whole):
            for inner in find_inner_vaults(whole):
                paths_of.setdefault(find_place(inner), []).append(inner)
    yield from paths_of.items()


def _check_vault(options: argparse.Namespace, place: Place, paths: list[str]) -> Output:
    """Answer from memory when nothing has changed, otherwise check and remember."""
    special = options.no_cache or options.stdin_filename or options.show_files or options.show_settings
    special = special or options.asks_of_change or options.fix or options.diff
    key = None if special else _question(options, place, paths)
    kept = cache.load_answer(place.root, key) if key else None
    seen = look(kept.root) if kept else None
    if kept and seen and cache.still_holds(kept, seen.files):
        return kept.output
    # Only now what is heavy: an answer from memory needs none of it.
    from vaultlint.answer import answer

    return answer(options, place, paths, key, seen)


def _question(options: argparse.Namespace, place: Place, paths: list[str]) -> bytes:
    """Return what identifies a question: all but the vault itself that the answer depends on."""
    irrelevant = {"command", "output", "output_file", "jobs"}
    asked = sorted((name, value) for name, value in vars(options).items() if name not in irrelevant)
    around = git_root(place.root)
    return cache.digest(cache.program(), repr((asked, place, paths)), os.getcwd(), around)
