"""The command line: arguments in, an exit code out."""

import argparse
import gc
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

from vaultlint import __version__
from vaultlint.check import FORMATS, check
from vaultlint.project import UserError

_MISSPELLED = re.compile(
    r"unrecognized arguments:.*?(?P<option>--[\w-]+)|invalid choice: '(?P<choice>[^']*)'"
)


def entry() -> None:
    """Run as the command `vaultlint`."""
    gc.disable()  # One short run: collecting costs more than it frees.
    sys.exit(main())


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
    checking.set_defaults(command=check)
    _add_check_options(checking)
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


def _add_check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="notes and folders to report on (default: .)"
    )
    changes = parser.add_argument_group("changes").add_mutually_exclusive_group()
    changes.add_argument(
        "--since", metavar="REF", help="report the notes changed since REF, and what that causes elsewhere"
    )
    changes.add_argument(
        "--staged",
        action="store_true",
        help="the same of what is about to be committed, as it is staged",
    )
    rules = parser.add_argument_group("rules")
    for option, words in (
        ("--select", "only these rules or families, or `all`"),
        ("--extend-select", "these as well"),
        ("--ignore", "all but these"),
    ):
        rules.add_argument(option, action="append", metavar="NAMES", default=[], help=words)
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="fix what can be fixed safely, and report the rest")
    fixes.add_argument("--diff", action="store_true", help="show what --fix would change, and write nothing")
    fixes.add_argument(
        "--unsafe-fixes", action="store_true", help="with them, also fixes that may not be what was meant"
    )
    output = parser.add_argument_group("output")
    output.add_argument("--output-format", choices=FORMATS, default=None)
    output.add_argument("--output-file", metavar="FILE")
    output.add_argument("--statistics", action="store_true", help="count by rule, and the notes most wanted")
    output.add_argument(
        "--explain", action="store_true", help="say of each finding which rule and setting made it"
    )
    output.add_argument("--show-files", action="store_true", help="list the notes that would be checked")
    output.add_argument("--show-settings", action="store_true", help="show what holds, and who set it")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    output.add_argument("-q", "--quiet", action="store_true", help="print findings and nothing else")
    output.add_argument("-v", "--verbose", action="store_true", help="say what was left alone, and why")
    _add_run_options(parser)


def _add_run_options(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument_group("run")
    run.add_argument("--fail-on", choices=("error", "warning", "info", "never"), default="")
    run.add_argument("--today", metavar="DATE", help="the day to judge by, YYYY-MM-DD (default: the clock's)")
    run.add_argument("--config", metavar="FILE", help="settings to use instead of the nearest vaultlint.yaml")
    run.add_argument("--no-cache", action="store_true", help="neither read nor write the cache")
    run.add_argument("--jobs", type=int, metavar="N", help="processes to use (default: one per processor)")
    run.add_argument("--stdin-filename", metavar="PATH", help="read this note's text from standard input")
    run.add_argument(
        "--force-exclude", action="store_true", help="leave excluded notes alone even when named"
    )
