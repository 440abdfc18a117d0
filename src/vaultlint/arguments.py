"""The options of the commands that read notes."""

import argparse

FORMATS = ("full", "concise", "json", "json-lines", "github", "gitlab", "sarif", "junit", "rdjson")


SHELLS = ("bash", "zsh", "fish", "powershell", "tcsh")


def add_check_options(parser: argparse.ArgumentParser) -> None:
    """Add what `check` understands."""
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
    _add_choice_of_rules(parser)
    _add_aside_options(parser)
    parser.set_defaults(check=False, layout=False)
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="fix what can be fixed safely, and report the rest")
    fixes.add_argument("--diff", action="store_true", help="show what --fix would change, and write nothing")
    fixes.add_argument(
        "--unsafe-fixes", action="store_true", help="with them, also fixes that may not be what was meant"
    )
    _add_output_options(parser)
    run = parser.add_argument_group("judging")
    run.add_argument("--watch", action="store_true", help="check again after each change, until Ctrl-C")
    run.add_argument("--fail-on", choices=("error", "warning", "info", "never"), default="")
    run.add_argument("--today", metavar="DATE", help="the day to judge by, YYYY-MM-DD (default: the clock's)")
    _add_run_options(parser)


def _add_aside_options(parser: argparse.ArgumentParser) -> None:
    recorded = parser.add_argument_group("what was there before").add_mutually_exclusive_group()
    recorded.add_argument(
        "--baseline",
        nargs="?",
        const="",
        metavar="FILE",
        help="report only what is not in it (default: vaultlint-baseline.json beside the settings)",
    )
    recorded.add_argument(
        "--no-baseline", action="store_true", help="report all, whatever baseline the settings name"
    )


def _add_choice_of_rules(parser: argparse.ArgumentParser) -> None:
    rules = parser.add_argument_group("rules")
    for option, words in (
        ("--select", "only these rules or families, or `all`"),
        ("--extend-select", "these as well"),
        ("--ignore", "all but these"),
    ):
        rules.add_argument(option, action="append", metavar="NAMES", default=[], help=words)


def _add_output_options(parser: argparse.ArgumentParser) -> None:
    output = parser.add_argument_group("output")
    output.add_argument("--output-format", choices=FORMATS, default=None)
    output.add_argument("--output-file", metavar="FILE")
    output.add_argument(
        "--output",
        action="append",
        metavar="FORMAT:FILE",
        default=[],
        help="also write a report to a file; may be given again for others",
    )
    output.add_argument("--statistics", action="store_true", help="count by rule, and the notes most wanted")
    output.add_argument(
        "--explain", action="store_true", help="say of each finding which rule and setting made it"
    )
    output.add_argument("--show-files", action="store_true", help="list the notes that would be checked")
    output.add_argument("--show-settings", action="store_true", help="show what holds, and who set it")
    output.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    output.add_argument("-q", "--quiet", action="store_true", help="print findings and nothing else")
    output.add_argument("-v", "--verbose", action="store_true", help="say what was left alone, and why")


def add_format_options(parser: argparse.ArgumentParser) -> None:
    """Add what `format` understands."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="notes and folders to format (default: .)")
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument(
        "--check", action="store_true", help="write nothing; end with 1 if a note would change"
    )
    modes.add_argument("--diff", action="store_true", help="the same, and show what would change")
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing of what was done")
    _add_run_options(parser)


def add_baseline_options(parser: argparse.ArgumentParser) -> None:
    """Add what `baseline` understands."""
    parser.set_defaults(quiet=False)
    parser.add_argument("--prune", action="store_true", help="take out what is mended; nothing is added")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    parser.add_argument("--output", metavar="FILE", help="the baseline's file, instead of the usual one")
    parser.add_argument("--config", metavar="FILE", help="settings to use instead of the nearest")
    parser.add_argument("--today", metavar="DATE", help="the day to judge by (default: the clock's)")


def add_rule_options(parser: argparse.ArgumentParser) -> None:
    """Add what `rule` understands."""
    parser.add_argument("name", nargs="?", metavar="RULE")
    parser.add_argument("--output-format", choices=("text", "json"), default="text")


def add_schema_commands(parser: argparse.ArgumentParser) -> None:
    """Add the commands of `schema`, each with what it understands."""
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, about in (
        ("show", "what is asked of an entity's notes, with the line that asks"),
        ("check", "find mistakes in schemas"),
        ("infer", "learn schemas from notes"),
        ("export", "a JSON Schema: of an entity's frontmatter, or `schema-file`, `rule-pack`, `settings`"),
    ):
        one = commands.add_parser(name, help=about, allow_abbrev=False)
        one.set_defaults(schema_command=name)
        one.add_argument("--config", metavar="FILE", help="settings to use instead of the nearest")
        if name == "infer":
            _add_infer_options(one)
        elif name != "check":
            one.add_argument("name", nargs="?" if name == "show" else None, metavar="ENTITY")


def _add_infer_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(quiet=False)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="what to learn from (default: all notes)")
    parser.add_argument(
        "--entity", action="append", metavar="NAME", help="only this kind of note; may be given again"
    )
    parser.add_argument("--output", metavar="FOLDER", help="where to write them (default: schemas/)")
    parser.add_argument("--stdout", action="store_true", help="print them, and write nothing")
    parser.add_argument("--force", action="store_true", help="replace schemas that are there")


def add_new_options(parser: argparse.ArgumentParser) -> None:
    """Add what `new` understands."""
    parser.add_argument("entity", metavar="ENTITY")
    parser.add_argument("name", metavar="NAME", help="the note's name, with a folder before it if you like")
    parser.add_argument("--config", metavar="FILE", help="settings to use instead of the nearest")
    parser.add_argument("--today", metavar="DATE", help="the day to write down (default: the clock's)")


def add_completion_options(parser: argparse.ArgumentParser) -> None:
    """Add what `completion` understands."""
    parser.add_argument("shell", choices=SHELLS, help="print what this shell needs")


def add_init_options(parser: argparse.ArgumentParser) -> None:
    """Add what `init` understands."""
    parser.set_defaults(quiet=False)
    parser.add_argument("path", nargs="?", metavar="FOLDER", help="the vault (default: .)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be written, and write nothing")
    parser.add_argument("--today", metavar="DATE", help="the day to judge by (default: the clock's)")


def add_report_options(parser: argparse.ArgumentParser) -> None:
    """Add what `report` understands; of what `check` understands besides, it wants nothing."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="notes and folders to report on (default: .)"
    )
    parser.add_argument("--format", choices=("html", "md"), default="html", help="a page, or a note")
    parser.add_argument(
        "--output",
        dest="target",
        metavar="FILE",
        help="where to write it, `-` for standard output "
        "(default: vaultlint-report.html; a note goes to standard output)",
    )
    _add_choice_of_rules(parser)
    parser.add_argument(
        "--today", metavar="DATE", help="the day to judge by, YYYY-MM-DD (default: the clock's)"
    )
    parser.add_argument("--config", metavar="FILE", help="settings to use instead of the nearest")
    parser.add_argument("--no-cache", action="store_true", help="neither read nor write the cache")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes to use (default: one per processor)")
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but what is wrong")
    unasked = ("statistics", "explain", "staged", "fix", "diff", "unsafe_fixes", "force_exclude", "verbose")
    parser.set_defaults(**dict.fromkeys((*unasked, "show_files", "show_settings"), False))
    parser.set_defaults(output_format="full", output_file=None, output=(), color="never", since=None)
    parser.set_defaults(stdin_filename=None, fail_on="", baseline=None)


def _add_run_options(parser: argparse.ArgumentParser) -> None:
    run = parser.add_argument_group("run")
    run.add_argument("--config", metavar="FILE", help="settings to use instead of the nearest vaultlint.yaml")
    run.add_argument("--no-cache", action="store_true", help="neither read nor write the cache")
    run.add_argument("--jobs", type=int, metavar="N", help="processes to use (default: one per processor)")
    run.add_argument("--stdin-filename", metavar="PATH", help="read this note's text from standard input")
    run.add_argument(
        "--force-exclude", action="store_true", help="leave excluded notes alone even when named"
    )
