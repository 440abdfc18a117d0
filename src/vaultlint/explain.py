"""The command `rule`: what a rule reports, why, and what to do."""

import dataclasses
import json
import sys
from itertools import pairwise
from typing import Any

from vaultlint import registry
from vaultlint.rule import Fixes, Rule
from vaultlint.text import did_you_mean


def print_rules(name: str | None, output_format: str) -> int:
    """Print one rule's docs, or a list of all rules; return the exit code."""
    if name is None:
        rules = registry.load_all()
    else:
        name = registry.RENAMED.get(name, name)
        if name not in registry.families():
            hint = did_you_mean(name, registry.families())
            print(f"vaultlint: no rule is called `{name}`{hint}", file=sys.stderr)
            return 2
        rules = (registry.load(name),)
    if output_format == "json":
        described = [describe(rule) for rule in rules]
        print(json.dumps(described if name is None else described[0], ensure_ascii=False, indent=1))
    elif name is None:
        print("".join(_line(rule) for rule in rules), end="")
    else:
        print(markdown(rules[0]), end="")
    return 0


def describe(rule: Rule) -> dict[str, Any]:
    """Return what a program may want to know of a rule."""
    return {
        "name": rule.name,
        "family": rule.family,
        "summary": rule.summary,
        "severity": rule.spec.severity.word,
        "default": rule.spec.on,
        "scope": rule.spec.scope.value,
        "since": rule.spec.since,
        "fix": rule.spec.fixes.value,
        "options": [
            {"name": name, "default": default, "about": about} for name, default, about in options(rule)
        ],
        "explanation": rule.docs.partition("\n")[2].strip(),
    }


def _fix(rule: Rule) -> str:
    return {Fixes.SAFE: "`--fix`", Fixes.UNSAFE: "`--fix --unsafe-fixes`"}.get(rule.spec.fixes, "none")


def markdown(rule: Rule) -> str:
    """Return a rule's docs as a page: a header made of facts, then the docstring."""
    first, _, rest = rule.docs.partition("\n")
    usual = "on" if rule.spec.on else "off, unless it is selected"
    lines = [
        f"# {rule.name}\n",
        f"{first}\n",
        "| Family | Severity | By default | Fix | Since |",
        "|---|---|---|---|---|",
        f"| {rule.family} | {rule.spec.severity.word} | {usual} | {_fix(rule)} | {rule.spec.since} |\n",
        rest.strip(),
    ]
    settings = options(rule)
    if settings:
        lines.append("\n## Options\n")
        lines += [
            f"- `{name}` (default `{json.dumps(default, ensure_ascii=False)}`): {about}"
            for name, default, about in settings
        ]
    return "\n".join(lines) + "\n"


def options(rule: Rule) -> list[tuple[str, Any, str]]:
    """Return the options of a rule: name, default and what each is for."""
    if rule.options is None:
        return []
    about = _field_docs(rule)
    return [
        (field.name.replace("_", "-"), field.default, about.get(field.name, ""))
        for field in dataclasses.fields(rule.options)
    ]


def _field_docs(rule: Rule) -> dict[str, str]:
    """The texts under the fields of `Options`, its base's too, which Python itself does not keep."""
    import ast
    import inspect
    import textwrap

    assert rule.options is not None
    docs = {}
    for kind in filter(dataclasses.is_dataclass, rule.options.__mro__):
        tree = ast.parse(textwrap.dedent(inspect.getsource(kind)))
        body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
        for field, text in pairwise(body):
            if (
                isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(text, ast.Expr)
            ):
                docs[field.target.id] = " ".join(str(ast.literal_eval(text.value)).split())
    return docs


def _line(rule: Rule) -> str:
    grade = rule.spec.severity.word if rule.spec.on else "off"
    return f"{rule.family:<10}  {rule.name:<18}  {grade:<7}  {rule.summary}\n"
