"""The command line: arguments in, an exit code out. Each command is imported when it is asked for."""

import argparse
import errno
import gc
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn, TextIO

from vaultlint import __version__, arguments
from vaultlint.place import UserError

_MISSPELLED = re.compile(
    r"unrecognized arguments:.*?(?P<option>--[\w-]+)|invalid choice: '(?P<choice>[^']*)'"
)


def entry() -> None:
    """Run as the command `vaultlint`."""
    gc.disable()  # One short run: collecting costs more than it frees.
    try:
        code = main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    os._exit(code)  # The system frees a vault at once, object by object it takes a tenth of a run.


def main(said: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 clean, 1 findings, 2 cannot tell."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # Closed, `>&-`: nobody listens, and the code still counts.
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    try:
        try:
            return _obeyed(sys.argv[1:] if said is None else said)
        finally:
            sys.stdout.flush()  # What cannot be written is to be told here, not when Python ends.
    except UserError as error:
        from vaultlint.report.text import visible

        _tell("".join(f"vaultlint: {visible(line)}\n" for line in error.args))
        return 2
    except BrokenPipeError:
        _give_up(sys.stdout)  # The reader, `head` say, has seen enough: no more output, not even at exit.
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # Whatever it is, people get a sentence, and 2 says that we cannot tell.
        if os.environ.get("VAULTLINT_TRACEBACK"):
            raise
        _tell(f"vaultlint: {_in_words(error)}\n")
        return 2


def _obeyed(said: Sequence[str]) -> int:
    if said == ["--version"]:
        print(f"vaultlint {__version__}")  # Editors ask at every start: no parser is built for it.
        return 0
    options = _parser().parse_args(said)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return int(options.command(options))


_FULL = {errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}
"""Why something cannot be written; whoever writes a file says which, so that the rest is our output."""


def _in_words(error: Exception) -> str:
    """What went wrong: the system's word for what it refuses, anything else is our mistake."""
    detail = " ".join(str(error).split())
    if isinstance(error, OSError) and error.strerror:
        reason = error.strerror.lower()
        if error.filename is not None:
            return f"`{os.fsdecode(error.filename)}`: {reason}"
        if error.errno in _FULL:
            _give_up(sys.stdout)
            return f"standard output: {reason}"
        if not _is_somewhere():
            return f"the current folder: {reason}"
    return f"internal error: {type(error).__name__}: {detail}; please report it"


def _is_somewhere() -> bool:
    try:
        return bool(os.getcwd())
    except OSError:
        return False


def _tell(words: str) -> None:
    """Say something on standard error, if that can be written."""
    try:
        sys.stderr.write(words)
        sys.stderr.flush()
    except OSError:
        _give_up(sys.stderr)


def _give_up(stream: TextIO) -> None:
    """Let go of what a stream still holds: it would be told again, as a trace, when Python ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):  # It is none of the system's.
        return


def _check(options: argparse.Namespace) -> int:
    from vaultlint.check import check

    if options.watch:
        from vaultlint.watch import watch_notes

        return watch_notes(options, check)
    return check(options)


def _format(options: argparse.Namespace) -> int:
    from vaultlint.check import format_notes

    return format_notes(options)


def _report(options: argparse.Namespace) -> int:
    from vaultlint.publish import report

    return report(options)


def _rule(options: argparse.Namespace) -> int:
    from vaultlint.explain import print_rules

    return print_rules(options.name, options.output_format)


def _schema(options: argparse.Namespace) -> int:
    from vaultlint import entities

    if options.schema_command == "infer":
        from vaultlint.infer import infer

        return infer(options)
    if options.schema_command == "check":
        return entities.check(options.config)
    if options.schema_command == "show":
        return entities.show(options.name, options.config)
    return entities.export_schema(options.name, options.config)


def _baseline(options: argparse.Namespace) -> int:
    from vaultlint.record import baseline

    return baseline(options)


def _init(options: argparse.Namespace) -> int:
    from vaultlint.init import init

    return init(options)


def _new(options: argparse.Namespace) -> int:
    from vaultlint.draft import write_note

    return write_note(options.entity, options.name, options.config, options.today)


def _completion(options: argparse.Namespace) -> int:
    from vaultlint.completion import print_completion

    return print_completion(_parser(), options.shell)


def _clean(options: argparse.Namespace) -> int:
    from vaultlint import cache

    found = cache.clean()
    print(f"Deleted the cache in {cache.folder()}." if found else "There is no cache.")
    return 0


class _Parser(argparse.ArgumentParser):
    """Says what was meant where a command, an option or a choice is misspelled."""

    def error(self, message: str) -> NoReturn:
        from vaultlint.text import did_you_mean

        wrong = _MISSPELLED.search(message)
        if wrong:
            message += did_you_mean(wrong["option"] or wrong["choice"], _words(self))
        self.exit(2, f"{self.prog}: {message}\n{self.format_usage()}")


def _words(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Every option and choice of a parser and of its commands."""
    for action in parser._actions:
        yield from action.option_strings
        yield from map(str, action.choices or ())
        for inner in action.choices.values() if isinstance(action.choices, dict) else ():
            yield from _words(inner)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="vaultlint", description="The linter and validator for Markdown vaults.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"vaultlint {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, about, command, add_options in _COMMANDS:
        one = commands.add_parser(name, help=about, allow_abbrev=False)
        one.set_defaults(command=command)
        add_options(one)
    return parser


_COMMANDS = (
    ("check", "find problems", _check, arguments.add_check_options),
    ("format", "put the layout of notes in order", _format, arguments.add_format_options),
    ("report", "show the state of a vault as a page or a note", _report, arguments.add_report_options),
    ("rule", "explain a rule, or list them all", _rule, arguments.add_rule_options),
    ("schema", "show, check, learn or export schemas", _schema, arguments.add_schema_commands),
    ("init", "set up a vault to be checked", _init, arguments.add_init_options),
    ("new", "write a note as its schema asks", _new, arguments.add_new_options),
    ("baseline", "put today's findings aside", _baseline, arguments.add_baseline_options),
    ("completion", "complete commands in your shell", _completion, arguments.add_completion_options),
    ("clean", "delete the cache", _clean, lambda parser: None),
)
