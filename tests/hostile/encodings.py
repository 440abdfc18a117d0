"""Bytes that are no UTF-8, and UTF-8 that few programs expect."""

from tests.hostile import Builder, note

_TEXT = "# Odd\n\nÜbergrößen und [[Well]].\n"

CASES: dict[str, Builder] = {
    **{
        name: note(_TEXT.encode(name))
        for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "utf-7", "cp500")
    },
    "utf-8-with-mark": note(_TEXT.encode("utf-8-sig")),
    "utf-16-be-with-mark": note(b"\xfe\xff" + _TEXT.encode("utf-16-be")),
    "shift-jis": note("# 鉱物\n\n重要鉱物 [[Well]]\n".encode("shift-jis")),
    "gb18030": note("# 矿产\n\n关键矿产 [[Well]]\n".encode("gb18030")),
    "two-marks": note(b"\xef\xbb\xbf\xef\xbb\xbf" + _TEXT.encode()),
    "mark-in-the-middle": note("# Odd\n\nHere \ufeff and in [[\ufeffWell]].\n"),
    "mark-before-frontmatter-line": note("\n\ufeff---\ntags: [a]\n---\n# Odd\n"),
    "mark-alone": note(b"\xef\xbb\xbf"),
    "half-a-mark": note(b"\xef\xbb# Odd\n"),
    "empty": note(b""),
    "a-line-end-alone": note("\n"),
    "nothing-but-nul": note(b"\0" * 4096),
    "a-nul": note("# Odd\n\nOne \0 in the middle, and [[We\0ll]].\n"),
    "nul-in-frontmatter": note("---\ntags: [a\0b]\n---\n# Odd\n"),
    "overlong-slash": note(b"# Odd\n\n\xc0\xaf and \xe0\x80\xaf\n"),
    "lone-surrogate": note(b"# Odd\n\n\xed\xa0\x80\n"),
    "surrogate-pair": note(b"# Odd\n\n\xed\xa0\xbd\xed\xb8\x80\n"),
    "beyond-unicode": note(b"# Odd\n\n\xf4\x90\x80\x80 \xf8\x88\x80\x80\x80\n"),
    "continuation-alone": note(b"# Odd\n\n\x80\xbf\n"),
    "cut-off-character": note("# Odd\n\nend ü".encode()[:-1]),
    "one-bad-byte-at-the-end": note(_TEXT.encode() * 5000 + b"\xff"),
    "noncharacters": note("# Odd\n\n\ufffe \uffff \U0001ffff \ue000 \ufdd0 [[Well]]\n"),
    "returns-alone": note("# Odd\r\rSee [[Well]].\rEnd.\r"),
    "all-line-ends": note("# Odd\r\n\nSee [[Well]].\r\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\r\nEnd.\n\r"),
    "frontmatter-with-other-line-ends": note("---\u2028tags: [a]\u2028---\u2028# Odd\n"),
    "frontmatter-with-returns": note("---\rtags: [a]\r---\r# Odd\r"),
    "control-characters": note(
        "# O\x01d\x02d\n\n" + "".join(map(chr, range(0x80, 0xA0))) + "\x7f [[Well\x1b]]\n"
    ),
    "terminal-commands": note("# Odd\n\n[[\x1b]0;owned\x07]] [[\x1b[2J]] [[\x9b31m]]\n"),
    "turned-text": note("# Odd\n\n[[\u202egpj.lleW]] and \u2066[[Nowhere\u2069]]\n"),
    "combining-marks": note("# Odd\n\nZ" + "\u0301" * 20_000 + " [[Z" + "\u0336" * 500 + "]]\n"),
    "joined-emoji": note("# 👩‍👩‍👧‍👦\n\n[[👩‍👩‍👧‍👦]] " + "👩‍" * 5000 + "\n"),
    "letters-that-grow": note("# İ ŉ ǰ ΐ ß ﬃ\n\n[[İstanbul]] [[STRAẞE]] [[ﬃ]]\n"),
    "tags-of-plane-14": note("# Odd\n\n🏴\U000e0067\U000e0062\U000e0065\U000e007f [[Well]]\n"),
}
