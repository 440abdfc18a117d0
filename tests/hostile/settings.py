"""Files of settings that are none, too large, or try to get at something else."""

from tests.hostile import Builder, vault


def _settings(text: str | bytes, **more: str | bytes) -> Builder:
    files = {"vaultlint.yaml": text, "Odd.md": "# Odd\n\nSee [[Well]].\n"}
    return vault(files | {name.replace("__", "."): content for name, content in more.items()}, root=False)


def _schema(text: str | bytes) -> Builder:
    return _settings("schemas: [kind.yaml]\n", kind__yaml=text)


def _pack(text: str | bytes) -> Builder:
    return _settings("extends: [recommended, pack.yaml]\n", pack__yaml=text)


def _baseline(text: str | bytes) -> Builder:
    return _settings("baseline: base.json\n", base__json=text)


_LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
_TEXTS: dict[str, str | bytes] = {
    "laughs": _LAUGHS,
    "anchor-in-itself": "a: &a [*a]\nrules: &r {links: *r}\n",
    "nested": "rules: " + "[" * 20_000,
    "nested-keys": "? " * 100_000 + "a\n",
    "nested-dashes": "rules:\n" + "- " * 100_000 + "a\n",
    "nested-blocks": "".join(" " * depth + "a:\n" for depth in range(400)),
    "python-object": 'rules: !!python/object/apply:os.system ["touch executed"]\n',
    "large": "# " + "x" * 2_000_000 + "\n",
    "utf-16": "rules: {}\n".encode("utf-16"),
    "latin-1": "# Größe\nrules: {}\n".encode("latin-1"),
    "nul": "rules:\0 {}\n",
    "tabs": "rules:\n\tlinks: off\n",
    "list": "- rules\n",
    "text": "rules\n",
    "empty": "",
    "terminal-command": '"\\e[31m\\a": 1\n',
    "command-for-ci": '"\\n::error::owned": 1\n',
    "half-a-character": '"\\ud800": 1\n',
    "same-key": "rules: {}\nrules: {}\n",
    "two-documents": "rules: {}\n---\nrules: {}\n",
    "number-of-digits": "rules: {links: " + "1" * 10_000 + "}\n",
    "unclosed": 'rules: "\n',
}
_JSON: dict[str, str | bytes] = {
    "nested": "[" * 200_000,
    "nested-maps": '{"a":' * 100_000,
    "number-of-digits": '{"version": ' + "1" * 10_000 + "}",
    "infinite": '{"version": Infinity}',
    "half-a-character": '{"version": 1, "notes": {"\\ud800": {"broken-link": ["\\udfff"]}}}',
    "wrong-kinds": '{"version": 1, "notes": {"Odd.md": {"broken-link": [1, null]}}}',
    "notes-of-a-list": '{"version": 1, "notes": []}',
    "out-of-the-vault": '{"version": 1, "notes": {"../../etc/passwd": {"content": "5-abc", "broken-link": ["x"]}}}',
    "terminal-command": '{"version": 1, "notes": {"\\u001b[31m": {"a": 1}}}',
    "no-utf-8": b'{"version": 1, "notes": {"\xff": {}}}',
    "empty": "",
}

CASES: dict[str, Builder] = {
    **{f"settings-{name}": _settings(text) for name, text in _TEXTS.items()},
    **{f"schema-{name}": _schema(text) for name, text in _TEXTS.items()},
    **{f"pack-{name}": _pack(text) for name, text in _TEXTS.items()},
    **{f"baseline-{name}": _baseline(text) for name, text in _JSON.items()},
    "notes-out-of-the-folder": _settings("notes: ../..\n"),
    "notes-at-the-root": _settings("notes: /\n"),
    "notes-in-a-file": _settings("notes: Odd.md\n"),
    "notes-with-nul": _settings('notes: "a\\0b"\n'),
    "extends-out-of-the-folder": _settings("extends: [/etc/passwd]\n"),
    "extends-itself": _settings("extends: [vaultlint.yaml]\n"),
    "extends-each-other": _settings(
        "extends: [a.yaml]\n", a__yaml="extends: [b.yaml]\n", b__yaml="extends: [a.yaml]\n"
    ),
    "extends-a-note": _settings("extends: [Odd.md]\n"),
    "schemas-out-of-the-folder": _settings("schemas: [/etc/passwd]\n"),
    "schemas-from-the-root": _settings("schemas: [/etc/]\n"),
    "schema-extends-itself": _schema("entity: kind\nabout: A kind.\nextends: kind\nmatch: {tags: a}\n"),
    "vocabulary-out-of-the-folder": _settings("vocabularies:\n  words: {file: /etc/passwd}\n"),
    "words-of-git": _settings(
        "vocabularies:\n  words: {file: .git/config}\n", **{".git/config": "password\n"}
    ),
    "facts-out-of-the-folder": _settings("facts: /etc/passwd\n"),
    "baseline-out-of-the-folder": _settings("baseline: /etc/passwd\n"),
    "baseline-is-a-note": _settings("baseline: Odd.md\n"),
    "rule-of-the-vault": _settings("rules:\n  ./evil.py: error\n", evil__py="open('executed', 'w')\n"),
    "words-of-each-kind": _settings(
        "exclude: [1, null, {a: b}]\nrules: [links]\noverrides: {files: 1}\nfail-on: 7\nvocabularies: 3\n"
    ),
    "all-off": _settings("rules: {links: off, notes: off, internal-error: off}\n"),
    "many-rules": _settings("rules:\n" + "".join(f"  rule-{index}: off\n" for index in range(2000))),
    "many-overrides": _settings(
        "overrides:\n"
        + "".join(f"  - {{files: ['a{index}*'], rules: {{links: off}}}}\n" for index in range(2000))
    ),
    "many-entities": _schema(
        "- "
        + "\n- ".join(
            f"{{entity: kind{index}, about: A kind., match: {{tags: t{index}}}}}" for index in range(500)
        )
    ),
}
