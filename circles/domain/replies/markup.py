"""HTML mail as lines: what mail clients mark as quoted or signed is read from their markup."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from circles.domain.replies.lines import MOST_LINES, Line

MOST_CHARACTERS = 256 * 1024
LINK = "html.link"
MOST_OPEN = 2_000  # elements inside each other: the parser's time grows with the square

_UNSEEN = frozenset(["head", "style", "script", "title", "template", "noscript", "object", "svg"])
_NEVER_OPEN = frozenset(
    ["br", "hr", "img", "meta", "link", "input", "p", "li", "td", "th", "tr", "tbody", "col", "o"]
)
_BLOCK = re.compile(
    "address|article|blockquote|center|d[dlt]|div|fieldset|footer|form|h[1-6r]|header|li|main|[ou]l|p|pre|section"
    "|table|tbody|tr"
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\xa0\u200b\ufeff]+")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_OUTLOOK_RULE = re.compile(
    r"border(?:-top)?:\s*none;\s*border-top:\s*solid #[0-9a-f]{6} 1(?:\.0)?pt", re.IGNORECASE
)

# What clients call the elements around a quotation, as #id and .class; Outlook puts x_ before other clients'.
_NAMES = {
    "html.yahoo": r"[.#](?:x_)?(?:yahoo_quoted|ydp\w*yahoo_quoted)",
    "html.proton": r"\.(?:x_)?protonmail_quote",
    "html.zoho": r"\.(?:x_)?zmail_extra",
    "html.thunderbird": r"\.(?:x_)?moz-forward-container",
    "html.outlook": r"#(?:x_)*(?:divRplyFwdMsg|appendonsend|OLK_SRC_BODY_SECTION"
    r"|mail-editor-reference-message-container)",
    "html.attribution": r"\.(?:x_)?(?:gmail_attr|moz-cite-prefix|moz-email-headers-table)",
    "html.signature": r"[.#](?:\S{0,40}[_-])?(?:AppleMailS|S|s|ydp\w{0,20}s)ignature"
    r"(?:_(?:block|prefix))?|[.#]Zm-_Id_-Sgn|\.bloop_sign",
}
_NAMED = {rule: re.compile(rf"(?:{pattern})\b") for rule, pattern in _NAMES.items()}
_QUOTES = ("html.yahoo", "html.proton", "html.zoho", "html.thunderbird")
_OURS = "html.circles"


def from_html(html: str) -> list[Line]:
    """Turn HTML into lines: quotations become depth, clients' frames and signatures become marks."""
    page = _Page()
    body = LexborHTMLParser(_shallow(html[:MOST_CHARACTERS])).body
    for node, entering in _walk(body) if body else ():
        if entering:
            page.enter(node)
        else:
            page.leave(node)
        if len(page.lines) > MOST_LINES:
            break
    page.end_line()
    return page.lines


def _shallow(html: str) -> str:
    """Cut where more elements are open than any honest mail opens."""
    opened = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _NEVER_OPEN:
            opened = max(0, opened - 1) if tag[1] else opened + 1
        if opened > MOST_OPEN:
            return html[: tag.start()]
    return html


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Visit every node on the way in and out, without recursion, since hostile mail nests deeply."""
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        child = node.child if _seen(node) else None
        if child is not None:
            node = child
            continue
        while node is not None:
            yield node, False
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


def _seen(node: LexborNode) -> bool:
    return node.tag not in _UNSEEN and not _HIDDEN.search(node.attributes.get("style") or "")


def _is_block(node: LexborNode) -> bool:
    return bool(_BLOCK.fullmatch(node.tag or ""))


class _Page:
    """The lines so far, and what the open elements say about the next one."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.open: list[
            tuple[int, int, str | None]
        ] = []  # (element, depth added, mark) of elements that matter
        self.links = 0  # open ones
        self.linked = False  # whether the line holds a link: nobody types an answer into one
        self.rest: str | None = None  # Outlook marks only where the quotation starts
        self.rest_depth = 0

    @property
    def depth(self) -> int:
        return sum(depth for _, depth, _ in self.open) + self.rest_depth

    @property
    def mark(self) -> str | None:
        return next((mark for _, _, mark in reversed(self.open) if mark), self.rest)

    def enter(self, node: LexborNode) -> None:
        self.links += node.tag == "a"
        if node.tag == "-text":
            self.add(node)
        elif node.tag == "br":
            self.end_line(always=True)
        elif _is_block(node):
            self.end_line()
        elif node.tag in {"td", "th"}:
            self.words.append(" ")
        if node.attributes:
            self._open(node)

    def leave(self, node: LexborNode) -> None:
        self.links -= node.tag == "a"
        if _is_block(node):
            self.end_line(always=node.tag == "p")
        if self.open and self.open[-1][0] == node.mem_id:
            self.end_line()
            _, _, mark = self.open.pop()
            if mark == _OURS:
                self.rest, self.rest_depth = None, 0  # where our mail ends, the quotation does

    def add(self, node: LexborNode) -> None:
        text = node.text_content or ""
        parent = node.parent
        self.linked |= self.links > 0
        if parent is not None and parent.tag == "pre":
            for line in text.split("\n")[:-1]:
                self.words.append(line)
                self.end_line(always=True)
            self.words.append(text.split("\n")[-1])
        else:
            self.words.append(_SPACE.sub(" ", text))

    def end_line(self, *, always: bool = False) -> None:
        text = _SPACE.sub(" ", "".join(self.words)).strip()
        self.words.clear()
        if text or always:
            self.lines.append(Line(text, self.depth, LINK if self.linked and self.depth else self.mark))
        self.linked = False

    def _open(self, node: LexborNode) -> None:
        names = _names(node)
        quote = _quotation(node, names)
        mark = quote or _first(("html.attribution", "html.signature"), names)
        rest = _first(("html.outlook",), names) or _outlook_rule(node)
        if rest and not self.rest:
            self.end_line()
            self.rest, self.rest_depth = rest, 1
        if mark:
            self.end_line()
            self.open.append((node.mem_id, int(bool(quote)), mark))


def _names(node: LexborNode) -> str:
    classes = (node.attributes.get("class") or "").split()
    return " ".join([f"#{node.attributes.get('id') or ''}", *(f".{name}" for name in classes[:20])])


def _quotation(node: LexborNode, names: str) -> str | None:
    if node.attributes.get("data-circles") == "body":
        return _OURS
    if node.tag == "blockquote":
        if re.search(r"\.(?:x_)?gmail_quote\b", names):
            return "html.gmail"
        if (node.attributes.get("type") or "").lower() == "cite" or node.attributes.get("cite"):
            return "html.cite"
    return _first(_QUOTES, names)


def _outlook_rule(node: LexborNode) -> str | None:
    """Outlook for Windows starts its header block with nothing but a thin line."""
    return "html.outlook" if _OUTLOOK_RULE.search(node.attributes.get("style") or "") else None


def _first(rules: tuple[str, ...], names: str) -> str | None:
    return next((rule for rule in rules if _NAMED[rule].search(names)), None)
