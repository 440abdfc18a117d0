"""Patterns that can match in more ways than there are atoms, in every place where one may stand."""

from tests.hostile import Builder, vault

_WORDS = "a" * 60 + "!" + " 1," * 40 + "x" * 3000 + " b " * 500

_WITHOUT_END = {
    "alternatives": "(a|aa)+$",
    "nested": r"(a+)+[\]$]",
    "nested-twice": "((a{1,100}){1,100}){1,100}[bc]",
    "lazy": "^(.*?,){30}[PQ]",
    "overlapping": "(x+x+)+[yz]",
    "ahead": "(?=(a+)+[bc])a",
    "behind": "(?<=(a|aa)+[bc])a",
    "reference": r"(a*)*\1(a|aa)+[bc]",
    "stars": "a*" * 12 + "[bc]",
    "any": "(.*)*[PQ]$",
}


def _asked(schema: str, settings: str = "schemas: [kind.yaml]\n", **more: str) -> Builder:
    files = {
        "vaultlint.yaml": settings,
        "Odd.md": f"---\ncode: {_WORDS[:200]!r}\n---\n#kind\n\n# {'a' * 60}!\n\n{_WORDS}\n",
    }
    if schema:
        files["kind.yaml"] = f"entity: kind\nabout: A kind.\n{schema}"
    return vault(files | {name.replace("__", "."): text for name, text in more.items()}, root=False)


_NAMES = {f"y{'a' * 200}b{index}.md": "# A\n" for index in range(5)}


def _with_names(settings: str, ignored: str = "") -> Builder:
    files = {"vaultlint.yaml": settings, ".gitignore": ignored, ".git/HEAD": ""}
    return vault({name: text for name, text in files.items() if text or "git/" in name} | _NAMES, root=False)


_MANY_STARS = "*a*" * 15 + "[bc][yz]"

CASES: dict[str, Builder] = {
    **{
        f"in-the-text-{name}": _asked(
            f"match: {{tags: kind}}\ntext: {{pattern: '{pattern}', need: must-not}}\n"
        )
        for name, pattern in _WITHOUT_END.items()
    },
    "in-a-condition": _asked("match: {text: '(a|aa)+$'}\n"),
    "in-a-field": _asked("match: {tags: kind}\nfrontmatter:\n  fields:\n    code: {pattern: '(a|aa)+$'}\n"),
    "in-a-name": _asked("match: {tags: kind}\nsections: [{heading: {pattern: '(a|aa)+$'}}]\n"),
    "in-a-name-with-stars": _asked(f"match: {{name: '{'a*' * 30}b'}}\n"),
    "in-a-vocabulary": _asked(
        "",
        "vocabularies:\n  words: {file: words.txt, pattern: '(a|aa)+$'}\n",
        words__txt="a" * 80 + "!\n",
    ),
    "in-a-pattern-of-a-pack": _asked(
        "", "patterns:\n  - name: odd\n    text: {pattern: '(a|aa)+$', need: must-not}\n"
    ),
    "in-a-form": _asked("match: {tags: kind}\nfooter: {form: '*" + "{a} " * 25 + "{date}*'}\n"),
    "in-what-is-excluded": _with_names(f"exclude: ['{_MANY_STARS}']\n"),
    "in-overrides": _with_names(f"overrides:\n  - files: ['{_MANY_STARS}']\n    rules: {{links: off}}\n"),
    "in-what-is-planned": _with_names(f"rules:\n  unwritten-note: {{planned: ['{_MANY_STARS}']}}\n"),
    "in-ignored-names": _with_names("", f"{_MANY_STARS}\n**/a/**/b/**/c/**/[de]\n"),
    "that-is-none": _asked("match: {tags: kind}\ntext: {pattern: '(a', need: must-not}\n"),
    "that-is-nested-too-deep": _asked(f"match: {{text: '{'(?:' * 3000}a{')' * 3000}'}}\n"),
    "that-counts-too-far": _asked("match: {text: 'a{99999999999}'}\n"),
    "that-is-fuzzy-elsewhere": _asked("match: {tags: kind}\ntext: {pattern: 'zzz{e<=3}', need: must-not}\n"),
}
