"""Find a page or two of every kind, as a visitor would: by the links of pages and of mails."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

from circles.demo_people import published_circles

OF_EACH = 2
"""How many pages of a kind are looked at: a season is open or published, a meeting past or to come."""
SOMETHING_ASKED = (published_circles()[6][0].name, published_circles()[1][-1].name)
"""One whom nobody has heard of, and one whose circle looks for another time."""
NO_PAGE = re.compile(r"\.(csv|json|ics)\b|/html\b")


def every_kind(page: Page) -> list[str]:
    """Give the paths, in an order in which a fresh browser can open them once it has signed in."""
    mailbox = _links(page, "/", "/demo/mail?box=")[0]
    mails = _links(page, mailbox, "/demo/mail/")
    others = [_box_of(page, mailbox, name) for name in SOMETHING_ASKED]
    return [
        *("/", "/sign-in", "/privacy", "/me/link", "/demo/clock", "/demo/mail", mailbox),
        *_links(page, "/", "/join/")[:1],
        *_follow(page, "/organizer/"),
        *_one_of_each(link for mail in mails for link in (mail, *_links(page, mail, "/demo/mail/"))),
        *_own_pages(page, mails),
        *(path for box in others for path in _own_pages(page, _links(page, box, "/demo/mail/"))),
    ]


def _own_pages(page: Page, mails: list[str]) -> list[str]:
    """Give the pages of whoever has these mails, the one first that lets a browser in."""
    links = [link for mail in mails for link in _links(page, f"{mail}/html", "/me/")]
    page.goto(links[0])
    own = [f"/me/{link.split('/', 3)[3]}" for link in links if link.count("/") > 2]
    return [links[0], *_one_of_each((*_follow(page, "/me"), *own))]


def _box_of(page: Page, mailbox: str, name: str) -> str:
    """Give the mailbox of somebody, as the list beside one shows it."""
    html = page.request.get(mailbox).text()
    found = re.search(rf'href="(/demo/mail\?box=[^"]+)"[^>]*><span>{name}', html)
    assert found, f"no mailbox of {name}"
    return unescape(found[1])


def kind(link: str) -> str:
    """Give what pages of one kind have in common: the path without numbers and tokens, and the tab."""
    parts = urlsplit(link)
    path = re.sub(r"^/me/[^/]+\.[^/]+", "/me/token", parts.path)
    tab = parse_qs(parts.query).get("tab", [""])[0]
    return re.sub(r"\d+", "n", path) + (f"?tab={tab}" if tab else "")


def _follow(page: Page, start: str) -> Iterator[str]:
    """Follow links from page to page, as long as they begin alike and lead to something new."""
    seen: Counter[str] = Counter()
    waiting, known = [start], {start}
    while waiting:
        path = waiting.pop(0)
        yield path
        for link in _links(page, path, start):
            if link not in known and seen[kind(link)] < OF_EACH:
                known.add(link)
                seen[kind(link)] += 1
                waiting.append(link)


def _links(page: Page, path: str, start: str) -> list[str]:
    html = page.request.get(path).text()
    found = (unescape(link) for link in re.findall(r'href="(?:https?://localhost:\d+)?(/[^"#]*)', html))
    return [link for link in dict.fromkeys(found) if link.startswith(start) and not NO_PAGE.search(link)]


def _one_of_each(links: Iterable[str]) -> Iterator[str]:
    seen = set()
    for link in links:
        if kind(link) not in seen:
            seen.add(kind(link))
            yield link
