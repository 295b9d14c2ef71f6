"""Find a page or two of every kind, as a visitor would: by the links of pages and of mails."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

OF_EACH = 2
"""How many pages of a kind are looked at: a season is open or published, a meeting past or to come."""
NO_PAGE = re.compile(r"\.(csv|json|ics)\b|/html\b")


def every_kind(page: Page) -> list[str]:
    """Give the paths, in an order in which a fresh browser can open them once it has signed in."""
    mailbox = _links(page, "/", "/demo/mail?box=")[0]
    mails = _links(page, mailbox, "/demo/mail/")
    to_own_pages = [link for mail in mails for link in _links(page, f"{mail}/html", "/me/")]
    page.goto(to_own_pages[0])  # it lets this browser in
    own = [f"/me/{link.split('/', 3)[3]}" for link in to_own_pages if link.count("/") > 2]
    return [
        *("/", "/sign-in", "/privacy", "/me/link", "/demo/clock", "/demo/mail", mailbox),
        *_links(page, "/", "/join/")[:1],
        *_follow(page, "/organizer/"),
        *_one_of_each(link for mail in mails for link in (mail, *_links(page, mail, "/demo/mail/"))),
        to_own_pages[0],
        *_one_of_each((*_follow(page, "/me"), *own)),
    ]


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
