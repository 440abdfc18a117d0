"""An overview as one HTML page that loads nothing: its data, its style and its program lie in it."""

import base64
import hashlib
import json
import os
from html import escape
from string import Template

import msgspec

from vaultlint import __version__
from vaultlint.overview.parts import Overview
from vaultlint.report.overview_words import summary, tiles
from vaultlint.report.text import visible

SIGN = '<meta name="generator" content="vaultlint report">'
"""By which a page is known to be one of ours."""

_ASSETS = os.path.join(os.path.dirname(__file__), "assets")
_PROGRAM = ("elements", "table", "charts", "filter", "health", "findings", "age", "links", "page")
"""One script in so many files; each needs those before it."""

_MAP = "\n//# sourceMappingURL="
"""After it stands where developers' tools find a library's source: a file that a page does not have."""

_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def page(overview: Overview) -> str:
    """Return the page."""
    style, charts = _asset("page.css"), _asset("chart.umd.min.js").partition(_MAP)[0]
    program = "\n".join(_asset(f"{name}.js") for name in _PROGRAM)
    return Template(_asset("page.html")).substitute(
        sign=SIGN,
        policy=_policy(style, charts, program),
        title=_text(f"{overview.vault}: vault report"),
        vault=_text(overview.vault),
        day=overview.day,
        summary=_text(summary(overview)),
        tiles="".join(
            f"<div><dt>{_text(words)}</dt><dd>{_text(value)}</dd></div>" for words, value in tiles(overview)
        ),
        kind_label=overview.sorted_by.capitalize(),
        version=__version__,
        style=style,
        data=island(overview),
        charts=charts,
        program=program,
    )


def island(overview: Overview) -> str:
    """Return an overview as JSON that may stand in a page: nothing in it can end the element around it."""
    text = json.dumps(msgspec.to_builtins(overview), ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def _policy(style: str, *scripts: str) -> str:
    """What the browser may do for this page: run and apply what is written here, and load nothing."""
    allowed = " ".join(map(_digest, scripts))
    rules = ("default-src 'none'", f"script-src {allowed}", f"style-src {_digest(style)}")
    return "; ".join((*rules, "base-uri 'none'", "form-action 'none'"))


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> str:
    with open(os.path.join(_ASSETS, name), encoding="utf-8") as file:
        return file.read()


def _text(text: str) -> str:
    return escape(visible(text))
