"""How a schema's names are compared with what a note says: without what only decorates."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, product

from vaultlint.schema.terms import Name
from vaultlint.searching import Pattern, compile_error
from vaultlint.text import Span, fold_name, shown_text

Words = Callable[[str], tuple[str, ...]]
"""What a note fills placeholders with: every value that `{name}` may stand for, by its name."""

_NUMBERING = re.compile(r"(?:§ ?)?(?:\d+(?:\.\d+)+\.?|\d+[.)]|[ivx]+[.)]|[a-z]\))\s+(?=\S)")
_FINAL_WORDS = re.compile(r"\s*[(（][^()（）]*[)）]$|\s*[:：]$")
_EMOJI = re.compile(
    "[\u200d\u20e3\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f]+"
)
_MARKUP = re.compile(r"[*`\[\]<>~=_]|\\")
_EMPHASIS = re.compile(r"(?<!\w)_+|_+(?!\w)")
_FINAL_SIGNS = (")", "）", ":", "：")
PLACEHOLDER = re.compile(r"(?<!\\)(?<!\\[NpP])\{([^\W\d][\w -]*)\}")
"""A name in braces that a note fills in; `{2}` in a regular expression is none."""

_MOST_FILLINGS = 100
"""Texts that one name may come to, where a note has many values for its placeholders."""

_ANY = "\ue000"
"""Stands for `*` while the rest of a name is freed of its markup."""
_ANY_IN_BRACKETS = re.compile(rf"\([^()]*{_ANY}[^()]*\)$")

# What a file's name cannot hold, or Obsidian does not let it: a title is
# written there without it, or with something else in its place.
_NOT_IN_FILES = re.compile(r"[\\/:*?\"<>|#^\[\]]+")


@lru_cache(maxsize=65536)
def visible(text: str) -> str:
    """Return a heading or cell as a reader sees it: no markup, no spaces around."""
    if _MARKUP.search(text):
        text = _EMPHASIS.sub("", shown_text(text)).replace("\\", "")
    return " ".join(text.split())


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return a heading or cell as a reader sees it, without case."""
    return fold_name(visible(text))


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Return `text` as names are compared: without numbering, emoji, a final `(…)` or colon."""
    words = plain(text)
    if not words.isascii():
        words = _EMOJI.sub("", words).strip()
    numbering = _NUMBERING.match(words)
    words = words[numbering.end() :] if numbering else words
    words = words.rstrip(" :：")
    while words.endswith(_FINAL_SIGNS) and (cut := _FINAL_WORDS.sub("", words)) not in {words, ""}:
        words = cut
    return words


def quick(text: str) -> str:
    """Return a text in lower case, without the marks that may part a word: for quick questions."""
    return text.lower().replace("*", "").replace("\\", "")


def search(pattern: str, text: str, flags: int = 0) -> bool:
    """Say whether an owner's regular expression is found in `text`; raises SlowPatternError.

    `$` is the end of any line, however it ends.
    """
    text = text.replace("\r\n", "\n") if "\r" in text else text
    return _compiled(pattern, flags).search(text) is not None


def spans_of(pattern: str, text: str) -> Iterator[Span]:
    """Yield where an owner's regular expression is found in `text`; raises SlowPatternError."""
    breaks = [found.start() for found in re.finditer("\r\n", text)]
    for found in _compiled(pattern, 0).spans(text.replace("\r\n", "\n")):
        yield Span(_in_source(found.start, breaks), _in_source(found.end, breaks)) if breaks else found


def _in_source(offset: int, breaks: Sequence[int]) -> int:
    """An offset of a text with single line ends, in the text with double ones at `breaks`."""
    return offset + bisect_left([at - index for index, at in enumerate(breaks)], offset)


@lru_cache(maxsize=4096)
def _compiled(pattern: str, flags: int) -> Pattern:
    # Only what a note fills in can spoil a pattern that was checked: it fits nothing.
    return Pattern("(?!)" if compile_error(pattern) else pattern, flags | re.MULTILINE)


class Matcher:
    """One name, ready to be compared with many texts."""

    def __init__(self, name: Name) -> None:
        texts = [text.replace("*", _ANY) for text in name.texts]
        whole = {_glob(plain(text)) for text in texts}
        # `Q* (*)` is about what stands in the brackets.
        whole |= {_glob(bare(text)) for text in texts if not _ANY_IN_BRACKETS.search(text)}
        self.lines = re.compile(f"^(?:{'|'.join(sorted(whole))})$", re.MULTILINE) if whole else None
        self.patterns = name.patterns
        words = [
            max(re.findall(r"\w+", bare(text).replace(_ANY, " ")), key=len, default="") for text in texts
        ]
        self._seen: dict[str, bool] = {}
        is_plain = not name.patterns and all(word and word.isascii() for word in words)
        self._words = tuple(words) if is_plain else ("",)

    def __call__(self, text: str) -> bool:
        """Say whether the name is that of `text`; notes repeat their headings, so that it is remembered."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._matches(text)
        return found

    def _matches(self, text: str) -> bool:
        whole, short = plain(text), bare(text)
        if self.lines and (self.lines.fullmatch(short) or self.lines.fullmatch(whole)):
            return True
        forms = (visible(text), short)
        return any(search(pattern, form, re.IGNORECASE) for pattern in self.patterns for form in forms)

    def may_stand_in(self, lowered: str) -> bool:
        """Say whether a text in lower case can hold something of this name: quick, and sure of its no."""
        return any(word in lowered for word in self._words)


class Texts:
    """Many texts, asked at once which of them have a name."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._owners: list[int] = []
        self._starts: list[int] = []
        lines: list[str] = []
        at = 0
        for index, text in enumerate(texts):
            short, whole = bare(text), plain(text)
            for form in (short, whole) if whole != short else (short,):
                lines.append(form)
                self._owners.append(index)
                self._starts.append(at)
                at += len(form) + 1
        self._joined = "\n".join(lines)

    def named(self, matches: Matcher) -> tuple[int, ...]:
        """Return the indexes of the texts that have the name, in order."""
        if matches.patterns:
            return tuple(index for index, text in enumerate(self._texts) if matches(text))
        if not self._texts or not matches.lines or not matches.may_stand_in(self._joined):
            return ()
        found = (bisect_right(self._starts, one.start()) - 1 for one in matches.lines.finditer(self._joined))
        return tuple(dict.fromkeys(self._owners[line] for line in found))


@lru_cache(maxsize=4096)
def matcher(name: Name) -> Matcher:
    """Return the comparison with a name that has no placeholders left."""
    return Matcher(name)


@lru_cache(maxsize=4096)
def _path_globs(name: Name) -> re.Pattern[str]:
    texts = (fold_name(text).removeprefix("./").strip("/#") for text in name.texts)
    return re.compile("|".join(_glob("" if text == "." else text.replace("*", _ANY)) for text in texts))


def _is_path(name: Name, folded: str) -> bool:
    """Whether a folder, file or tag has the name; only case is overlooked: `Apple (fruit)` is not `Apple`."""
    if name.texts and _path_globs(name).fullmatch(folded):
        return True
    return any(search(pattern, folded, re.IGNORECASE) for pattern in name.patterns)


def with_above(folded: str) -> tuple[str, ...]:
    """Return a folder or tag with all that it lies in: `a/b` with `a`."""
    parts = folded.split("/")
    return tuple("/".join(parts[:length]) for length in range(1, len(parts) + 1))


@lru_cache(maxsize=65536)
def is_in_folder(name: Name, folder: str) -> bool:
    """Say whether `folder` has the name, or lies in one that has; the vault's root is called `.` or `/`."""
    return any(_is_path(name, one) for one in with_above(fold_name(folder)))


def is_tag(name: Name, tag: str) -> bool:
    """Say whether a tag has the name, or lies below one that has: `country` takes `country/france`."""
    return is_in_folder(name, tag)


def is_tagged(name: Name, tags: frozenset[str]) -> bool:
    """Say whether one of some folded tags, all that they lie below included, has the name."""
    exact = _exact(name)
    if exact is not None:
        return not exact.isdisjoint(tags)
    return any(_is_path(name, tag) for tag in tags)


@lru_cache(maxsize=4096)
def _exact(name: Name) -> frozenset[str] | None:
    """A name's tags, if it is nothing but a list of them."""
    if name.patterns or any("*" in text for text in name.texts):
        return None
    return frozenset(fold_name(text).strip("/#") for text in name.texts)


@lru_cache(maxsize=65536)
def is_file(name: Name, path: str) -> bool:
    """Say whether a file has the name, with or without folders and ending."""
    folded = fold_name(path)
    file = folded.rpartition("/")[2]
    forms = {folded, file, file.rpartition(".")[0] or file}
    return any(_is_path(name, form) for form in forms)


@lru_cache(maxsize=4096)
def placeholders(name: Name) -> frozenset[str]:
    """Return the names in braces that a note has to fill in."""
    return frozenset(found for text in (*name.texts, *name.patterns) for found in PLACEHOLDER.findall(text))


def fill(name: Name, words: Words, *, file: bool = False) -> Name:
    """Return the name with its placeholders filled in; what a note cannot fill stands for anything.

    For the name of a `file` the signs that it cannot hold stand for anything, too.
    """
    if not placeholders(name):
        return name
    texts = [one for text in name.texts for one in _filled(text, words, "*", file=file)]
    patterns = [one for text in name.patterns for one in _filled(text, words, ".*", file=file)]
    return Name(tuple(texts), tuple(patterns))


def _filled(text: str, words: Words, anything: str, *, file: bool) -> list[str]:
    keys = list(dict.fromkeys(PLACEHOLDER.findall(text)))
    choices = [words(fold_name(key))[:20] or (None,) for key in keys]
    filled = []
    for values in islice(product(*choices), _MOST_FILLINGS):
        one = text
        for key, value in zip(keys, values, strict=True):
            if value is None:
                put = anything
            elif anything == "*":
                put = _NOT_IN_FILES.sub("*", value) if file else value.replace("*", "")
            else:
                put = re.escape(value)
            one = one.replace("{" + key + "}", put)
        filled.append(one)
    return filled


def _glob(text: str) -> str:
    """What a name with `*` in it looks like; each part takes the first place that it fits, and keeps it."""
    first, *rest = map(re.escape, text.split(_ANY))
    between = "".join(f"(?>.*?{part})" for part in rest[:-1])
    return f"{first}{between}.*{rest[-1]}" if rest else first
