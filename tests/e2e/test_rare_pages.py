"""Pages that the demo leads to rarely or never: read by everyone, on any screen, in light and in dark."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from circles.models import Season
from circles.runtime import Runtime, build
from circles.settings import Settings
from tests.databases import SECRET_KEY
from tests.e2e.rare import Rare, World, at_the_end
from tests.e2e.test_pages import SEEN, violations
from tests.web import seasons
from tests.web.serving import served

pytestmark = pytest.mark.e2e

NOW = datetime.now(UTC)
Site = tuple[str, dict[str, Any]]
"""The address of the pages, and the cookie of an organizer."""


@pytest.fixture
def runtime(database_url: str) -> Iterator[Runtime]:
    settings = Settings(
        _env_file=None,
        secret_key=SECRET_KEY,
        public_url="http://circles.example",
        mail_from="circles@circles.example",
        reply_domain="reply.circles.example",
        database_url=database_url,
    )
    runtime = build(settings, "redis://127.0.0.1:1")
    yield runtime
    runtime.close()


@pytest.fixture
def rare(runtime: Runtime) -> list[Rare]:
    with runtime.transaction() as db:
        return list(World(db, runtime, seasons.add_program(db, NOW), NOW).pages())


@pytest.fixture
def site(runtime: Runtime, rare: list[Rare]) -> Iterator[Site]:
    with served(runtime, organizer=1) as (url, cookie):
        yield url, {"name": "circles", "value": cookie, "url": url}


@contextmanager
def opened(chromium: Browser, site: Site, width: int, **options: Any) -> Iterator[Page]:
    url, cookie = site
    context = chromium.new_context(base_url=url, viewport={"width": width, "height": 800}, **options)
    context.add_cookies([cookie])  # type: ignore[list-item]  # as Playwright takes it
    try:
        yield context.new_page()
    finally:
        context.close()


def faults(page: Page, pages: Iterable[Rare], width: int, rules: Sequence[str] = ()) -> Iterator[str]:
    """Go through the pages, each as its reader, and tell what is wrong with them."""
    for rare in pages:
        if rare.link:
            page.goto(rare.link.removeprefix("http://circles.example"))
        answer = page.goto(rare.path)
        assert answer is not None
        found = [] if answer.status == 200 else [f"status {answer.status}"]
        found += violations(page, rules)
        found += [f"{n} headings of level 1" for n in {page.locator("h1").count()} - {1}]
        found += [
            f"{n} px wide" for n in {page.evaluate("document.documentElement.scrollWidth")} if n > width
        ]
        yield from (f"{rare.path}: {fault}" for fault in found)


@pytest.mark.parametrize(("scheme", "width", "rules"), [("light", 1200, ()), ("dark", 360, SEEN)])
def test_rare_pages_are_as_good_as_the_others(
    chromium: Browser, site: Site, rare: list[Rare], scheme: str, width: int, rules: Sequence[str]
) -> None:
    with opened(chromium, site, width, color_scheme=scheme) as page:
        assert list(faults(page, rare, width, rules)) == []


def test_so_are_those_at_the_end_of_a_season(chromium: Browser, site: Site, runtime: Runtime) -> None:
    with runtime.transaction() as db:
        ended = list(at_the_end(db, runtime, db.scalars(select(Season)).one()))
    with opened(chromium, site, 360, color_scheme="dark") as page:
        assert list(faults(page, ended, 360)) == []


def test_on_paper_pages_are_black_on_white_whatever_the_screen_is(chromium: Browser, site: Site) -> None:
    with opened(chromium, site, 800, color_scheme="dark") as page:
        page.emulate_media(media="print")
        for path in ("/organizer/seasons/1/report", "/organizer/seasons/1/board"):
            page.goto(path)
            assert violations(page, SEEN) == []
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
