"""Properties that multiply, run, nest or are read in two ways."""

from tests.hostile import Builder, large, note


def _properties(yaml: str, body: str = "# Odd\n\nSee [[Well]].\n") -> Builder:
    return note(f"---\n{yaml}---\n{body}")


def _many(make: object, number: int) -> str:
    assert callable(make)
    return "".join(make(index) for index in range(number))


_LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
_TWO_WAYS = """\
a: no
b: On
c: 012
d: 0o12
e: 1:30:00
f: 1_000
g: .inf
h: ~
i: =
j: 0x1F
k: 1e3
l: 2026-02-30
m: !!str 12
n: "\\u00e9\\x41"
o: 2026-02-29T25:61:61Z
p: <<
q: 0b11
"""

CASES: dict[str, Builder] = {
    "billion-laughs": _properties(_LAUGHS),
    "anchor-in-itself": _properties("a: &a [*a]\nb: &b {c: *b}\n"),
    "ten-thousand-aliases": large(
        lambda: "---\na: &a x\n" + _many(lambda index: f"k{index}: *a\n", 10_000) + "---\n# Odd\n"
    ),
    "unknown-alias": _properties("a: *nowhere\n"),
    "nested-lists": _properties("a: " + "[" * 5000 + "]" * 5000 + "\n"),
    "nested-lists-unclosed": _properties("a: " + "[" * 50_000 + "\n"),
    "nested-maps": _properties("a: " + "{b: " * 5000 + "}" * 5000 + "\n"),
    "nested-blocks": large(
        lambda: "---\n" + _many(lambda index: " " * index + "a:\n", 2000) + "---\n# Odd\n"
    ),
    "nested-dashes": _properties("a:\n" + "- " * 20_000 + "b\n"),
    "nested-dashes-wide": _properties("a:\n" + "-  " * 100_000 + "b\n"),
    "nested-keys": _properties("? " * 100_000 + "a\n"),
    "nested-in-turn": _properties("- ? " * 100_000 + "a\n"),
    "python-object": _properties('a: !!python/object/apply:os.system ["touch executed"]\n'),
    "python-name": _properties("a: !!python/name:os.system\nb: !!python/module:os\n"),
    "foreign-tags": _properties(
        "a: !ruby/object:Gem x\nb: !!binary aGk=\nc: !<tag:x,2026:y> z\nd: !local [1]\n"
    ),
    "read-in-two-ways": _properties(_TWO_WAYS),
    "days-that-are-none": _properties(
        "created: 2026-02-30\nupdated: 0000-00-00\nmodified: 9999-99-99\nlast_reviewed: 2026-13-01\n"
    ),
    "date-of-100000-digits": large(lambda: "---\ncreated: " + "9" * 100_000 + "\n---\n# Odd\n"),
    "number-without-end": large(lambda: "---\na: " + "1" * 1_000_000 + "\nb: 1e999999999\n---\n# Odd\n"),
    "megabytes": large(
        lambda: "---\n" + _many(lambda index: f"key{index}: value\n", 30_000) + "---\n# Odd\n"
    ),
    "aliases-by-the-thousand": large(
        lambda: "---\naliases:\n" + _many(lambda index: f"  - alias {index}\n", 20_000) + "---\n# Odd\n"
    ),
    "one-line-of-megabytes": large(lambda: "---\na: '" + "x" * 3_000_000 + "'\n---\n# Odd\n"),
    "key-of-ten-thousand-letters": _properties("k" * 10_000 + ": v\n"),
    "tabs": _properties("\ta: b\nc:\n\t- d\n"),
    "same-key-often": _properties("a: 1\n" * 3000),
    "keys-by-case": _properties("Tags: [a]\ntags: [b]\nTAGS: [c]\n"),
    "merge-key": _properties("a: &a {b: 1}\n<<: *a\n"),
    "keys-that-are-no-text": _properties("? [a, b]\n: c\n? {d: e}\n: f\n1: g\nnull: h\n: i\n"),
    "list-at-the-root": _properties("- a\n- b\n"),
    "text-at-the-root": _properties("only words\n"),
    "comments-alone": _properties("# nothing\n"),
    "nothing": _properties(""),
    "two-documents": _properties("a: b\n...\nc: d\n"),
    "directive": _properties("%YAML 1.1\n"),
    "unclosed": note("---\na: b\n# Odd\n\nSee [[Well]].\n"),
    "unclosed-and-long": large(lambda: "---\n" + "a: b\n" * 50_000),
    "fences-alone": note("---\n---\n---\n---\n"),
    "fence-with-spaces": note("---  \na: b\n---\t\n# Odd\n"),
    "blank-line-before": note("\n---\na: b\n---\n# Odd\n"),
    "quote-unclosed": _properties('a: "b\nc: d\n'),
    "colon-in-value": _properties("title: Mining: the end\nurl: https://x: y\n"),
    "at-sign-and-backtick": _properties("a: @b\nc: `d`\n"),
    "stars-and-percents": _properties("a: *b*\nc: %d\n"),
    "brackets-unquoted": _properties("up: [[Well]]\ntags: [[a]]\naliases: [[Well]], [[b]]\n"),
    "fields-of-wrong-kind": _properties("tags: {a: b}\naliases: 12\ncssclasses: true\ncreated: [1, [2]]\n"),
    "folded-texts": _properties("a: |2-\n   b\nc: >+\n  d\n\n\ne: |9\n f\n"),
    "returns": note(b"---\r\na: b\r\ntags: [c]\r---\r\n# Odd\r\n"),
    "html-in-values": _properties(
        "title: '<script>alert(1)</script>'\ntags: ['<img src=x onerror=alert(1)>']\n"
    ),
    "emoji-keys": _properties("👍: 👎\nключ: значение\n\u202ekey: v\n"),
    "spaces-of-every-kind": _properties("a:\u00a0b\n\u3000c: d\ne: \u200bf\n"),
}
