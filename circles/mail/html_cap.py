"""Cut HTML where reading on would cost more than any honest mail does, before a parser builds its tree.

The parser's time grows with tags times depth, with the square of the attributes of one tag, and with the
formatting elements left open (`<p><b a><b b>...`), which it opens anew in every paragraph that follows. Each
is counted here from above, in linear time: an end tag counts only where it is sure to close something.
"""

import re

MOST_CHARACTERS = 256 * 1024
MOST_TAGS = 8_000  # start and end tags
MOST_OPEN = 1_000  # inside each other
MOST_ATTRIBUTES = 200  # of one tag
MOST_ATTRIBUTES_IN_ALL = 20_000
MOST_REOPENED = 8_000

_LOOK_BACK = 50  # open elements
_S = r"[\t\n\f\r ]"
_ATTRIBUTE = (
    rf"(?:[\t\n\f\r /]*+[^\t\n\f\r />][^\t\n\f\r />=]*+"
    rf"(?:{_S}*+={_S}*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^\t\n\f\r >]*+))?)"
)
_TOKEN = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?P<end>/?)(?P<name>[a-zA-Z][^\t\n\f\r />]*+)"
    rf"(?P<attributes>{_ATTRIBUTE}*+)",
    re.DOTALL,
)
_EACH = re.compile(_ATTRIBUTE)

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_INLINE = _FORMATTING | frozenset(
    [
        "span",
        "o:p",
        "sub",
        "sup",
        "abbr",
        "cite",
        "q",
        "ins",
        "del",
        "label",
        "bdi",
        "bdo",
        "var",
        "kbd",
        "samp",
    ]
)
_UNCLOSED = frozenset(
    ["p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"]
)  # what follows may close it
_ROWS = frozenset(["td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "caption"])
_TABLE = _ROWS | {"table"}
_RAW = frozenset(["style", "title", "xmp", "iframe", "noembed", "noframes"])  # what they hold is no markup
# Inside these other rules hold; from the first on, no end tag is believed.
_ODD = frozenset(
    [
        "svg",
        "math",
        "select",
        "template",
        "frameset",
        "plaintext",
        "script",
        "textarea",
        "button",
        "marquee",
        "object",
        "applet",
    ]
)


def capped(html: str) -> str:
    """Give HTML up to the first tag that is too much."""
    html = html[:MOST_CHARACTERS]
    count, at = _Count(), 0
    while token := _TOKEN.search(html, at):
        at = token.end()
        name = (token["name"] or "").lower()
        if not name:
            continue
        if token["end"]:
            count.close(name)
        else:
            count.open(name, token["attributes"])
            at = _after_raw(html, name, at) if name in _RAW and not count.odd else at
        if count.too_much():
            return html[: token.start()]
    return html


def _after_raw(html: str, name: str, at: int) -> int:
    """Give where the text of an element that holds no markup ends."""
    end = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE).search(html, at)
    return end.start() if end else len(html)


class _Count:
    """What has been met so far; never less than what the parser will have to do."""

    def __init__(self) -> None:
        self.tags = 0
        self.stack: list[str] = []  # open elements
        self.left_open = 0  # formatting elements whose end tag did not come before their parent's
        self.reopened = 0
        self.most = self.attributes = 0  # of one tag, of all
        self.odd = False

    def too_much(self) -> bool:
        return (
            self.tags > MOST_TAGS
            or len(self.stack) > MOST_OPEN
            or self.reopened > MOST_REOPENED
            or self.most > MOST_ATTRIBUTES
            or self.attributes > MOST_ATTRIBUTES_IN_ALL
        )

    def open(self, name: str, attributes: str) -> None:
        self.tags += 1
        self.reopened += self.left_open
        self.odd = self.odd or name in _ODD
        if attributes:
            found = sum(1 for _ in _EACH.finditer(attributes))
            self.most, self.attributes = max(self.most, found), self.attributes + found
        if name in _VOID and not self.odd:
            return
        if name not in _INLINE:
            self._leave_inline()
        if name in _UNCLOSED | _ROWS and self.stack[-1:] == [name] and not self.odd:
            return
        self.left_open += self.odd and name in _FORMATTING
        self.stack.append(name)

    def _leave_inline(self) -> None:
        """Leave the inline elements of a paragraph open, as a block does that may close the paragraph."""
        inside = next(
            (n for n, each in enumerate(reversed(self.stack)) if each not in _INLINE), len(self.stack)
        )
        if (
            inside
            and not self.odd
            and self.stack[-inside - 1 : -inside]
            and self.stack[-inside - 1] in _UNCLOSED
        ):
            self.left_open += sum(each in _FORMATTING for each in self.stack[-inside:])
            del self.stack[-inside:]

    def close(self, name: str) -> None:
        self.tags += 1
        self.reopened += self.left_open
        at = self._closed_by(name)
        if at is None:
            self.left_open += name in _FORMATTING
            return
        self.left_open += sum(each in _FORMATTING for each in self.stack[at + 1 :])
        del self.stack[at:]

    def _closed_by(self, name: str) -> int | None:
        """Find the open element that an end tag is sure to close."""
        passed = _INLINE | _UNCLOSED | _ROWS if name in _TABLE else _INLINE | _UNCLOSED
        passed = _INLINE if name in _INLINE else passed
        for at in range(len(self.stack) - 1, max(-1, len(self.stack) - _LOOK_BACK), -1):
            if self.stack[at] == name and not self.odd:
                return at
            if self.stack[at] not in passed or self.odd:
                return None
        return None
