"""What a careful reader would check in a mail before it goes out to many."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from circles.domain.replies import Mail

CLIPPED_AT = 102_000
LONGEST_LINE = 998
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True)
class Check:
    """One thing looked at, and whether it is as it should be."""

    what: str
    found: str
    good: bool


def checks(raw: bytes, mail: Mail) -> Iterator[Check]:
    """Look at size, lines, parity of text and HTML, ways out, links and foreign content."""
    html = LexborHTMLParser(mail.html or "")
    size = len((mail.html or "").encode())
    yield Check(
        "Size",
        f"{size / 1000:.0f} kB of HTML; Gmail cuts at {CLIPPED_AT // 1000} kB",
        good=size < CLIPPED_AT,
    )
    longest = max((len(line) for line in raw.split(b"\r\n")), default=0)
    yield Check(
        "Line length",
        f"longest line {longest} octets, at most {LONGEST_LINE}",
        good=longest <= LONGEST_LINE,
    )
    yield _same_words(mail.text or "", html)
    yield _way_out(mail)
    yield _links(html)
    foreign = [node.tag for node in html.css("img[src], script, link, iframe, object, [background]")]
    yield Check(
        "No foreign content",
        ", ".join(map(str, foreign)) or "no images, scripts, fonts or pixels from anywhere",
        good=not foreign,
    )


def _same_words(text: str, html: LexborHTMLParser) -> Check:
    for node in html.css("style, title, [style*='display:none']"):  # the preview line is for lists of mails
        node.decompose()
    shown = set(_WORD.findall((html.body.text(separator=" ") if html.body else "").casefold()))
    missing = sorted(shown - set(_WORD.findall(text.casefold())))
    found = f"only in HTML: {', '.join(missing[:8])}" if missing else f"all {len(shown)} words stand in both"
    return Check("Text says what HTML says", found, good=not missing)


def _way_out(mail: Mail) -> Check:
    value = mail.header("list-unsubscribe")
    if value is None:
        return Check("Way out", "none needed: this mail was asked for", good=True)
    one_click = mail.header("list-unsubscribe-post") == "List-Unsubscribe=One-Click"
    whole = "<http" in value and "<mailto:" in value and one_click
    found = "by link, by mail and by one click" if whole else f"incomplete: {value}"
    return Check("Way out", found, good=whole)


def _links(html: LexborHTMLParser) -> Check:
    links = [node.attributes.get("href") or "" for node in html.css("a")]
    bad = [link for link in links if not link.startswith(("https://", "http://", "mailto:"))]
    found = f"not whole: {', '.join(bad)}" if bad else f"{len(links)} links, all whole addresses"
    return Check("Links are absolute", found, good=not bad)
