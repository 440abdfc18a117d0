"""The command line: arguments in, an exit code out. Each command is imported when it is asked for."""

import argparse
import gc
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

from vaultlint import __version__
from vaultlint.arguments import add_check_options, add_format_options, add_report_options
from vaultlint.place import UserError

_MISSPELLED = re.compile(
    r"unrecognized arguments:.*?(?P<option>--[\w-]+)|invalid choice: '(?P<choice>[^']*)'"
)


def entry() -> None:
    """Run as the command `vaultlint`."""
    gc.disable()  # One short run: collecting costs more than it frees.
    if sys.argv[1:] == ["--version"]:
        print(f"vaultlint {__version__}")  # Editors ask at every start: no parser is built for it.
        sys.exit()
    code = main()
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError:  # Nobody reads any more, or the disk is full.
        code = code or 2
    os._exit(code)  # The system frees a vault at once, object by object it takes a tenth of a run.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 clean, 1 findings, 2 cannot tell."""
    options = _parser().parse_args(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return int(options.command(options))
    except UserError as error:
        from vaultlint.report.text import visible

        for line in str(error).splitlines():
            print(f"vaultlint: {visible(line)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader, `head` say, has seen enough: no more output, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # Whatever it is, people get a sentence, and 2 says that we cannot tell.
        if os.environ.get("VAULTLINT_TRACEBACK"):
            raise
        detail = " ".join(str(error).split())
        print(
            f"vaultlint: internal error: {type(error).__name__}: {detail}; please report it", file=sys.stderr
        )
        return 2


def _check(options: argparse.Namespace) -> int:
    from vaultlint.check import check

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

    if options.schema_command == "check":
        return entities.check(options.config)
    if options.schema_command == "show":
        return entities.show(options.name, options.config)
    return entities.export_schema(options.name, options.config)


def _new(options: argparse.Namespace) -> int:
    from vaultlint.draft import write_note

    return write_note(options.entity, options.name, options.config, options.today)


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
    checking = commands.add_parser("check", help="find problems", allow_abbrev=False)
    checking.set_defaults(command=_check)
    add_check_options(checking)
    formatting = commands.add_parser("format", help="put the layout of notes in order", allow_abbrev=False)
    formatting.set_defaults(command=_format)
    add_format_options(formatting)
    reporting = commands.add_parser(
        "report", help="show the state of a vault as a page or a note", allow_abbrev=False
    )
    reporting.set_defaults(command=_report)
    add_report_options(reporting)
    rule = commands.add_parser("rule", help="explain a rule, or list them all", allow_abbrev=False)
    rule.set_defaults(command=_rule)
    rule.add_argument("name", nargs="?", metavar="NAME")
    rule.add_argument("--output-format", choices=("text", "json"), default="text")
    schemas = commands.add_parser("schema", help="show, check or export schemas", allow_abbrev=False)
    _add_schema_commands(schemas)
    new = commands.add_parser("new", help="write a note as its schema asks", allow_abbrev=False)
    new.set_defaults(command=_new)
    new.add_argument("entity", metavar="ENTITY")
    new.add_argument("name", metavar="NAME", help="the note's name, with a folder before it if you like")
    new.add_argument("--config", metavar="FILE", help="settings to use instead of the nearest")
    new.add_argument("--today", metavar="DATE", help="the day to write down (default: the clock's)")
    clean = commands.add_parser("clean", help="delete the cache", allow_abbrev=False)
    clean.set_defaults(command=_clean)
    return parser


def _add_schema_commands(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, help_ in (
        ("show", "what is asked of an entity's notes, with the line that asks"),
        ("check", "find mistakes in schemas"),
        ("export", "a JSON Schema: of an entity's frontmatter, or `schema-file`, `rule-pack`, `settings`"),
    ):
        one = commands.add_parser(name, help=help_, allow_abbrev=False)
        one.set_defaults(command=_schema, schema_command=name)
        one.add_argument("--config", metavar="FILE", help="settings to use instead of the nearest")
        if name != "check":
            one.add_argument("name", nargs="?" if name == "show" else None, metavar="ENTITY")
