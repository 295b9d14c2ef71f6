"""Every page as people may meet it: light or dark, wide or narrow, with scripts or without, by keyboard."""

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.e2e.running_demo import Demo
from tests.e2e.visitor import visitor
from tests.e2e.walk import every_kind, kind

pytestmark = pytest.mark.e2e

AXE = files("axe_core_python").joinpath("axe.min.js").read_text()
WIDE = {"width": 1200, "height": 900}
NARROW = {"width": 360, "height": 740}
SEEN = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")
"""The rules of axe-core whose answer depends on colours and widths; the page is the same for the others."""
KINDS = {
    *("/", "/sign-in", "/privacy", "/join/springboard", "/me/link", "/demo/clock", "/demo/mail"),
    *("/demo/mail/n", "/demo/mail/n?tab=text", "/demo/mail/n?tab=headers", "/demo/mail/n?tab=calendar"),
    *("/demo/mail/n?tab=raw", "/demo/mail/n?tab=checks", "/demo/mail/replies/n"),
    *("/organizer/", "/organizer/people", "/organizer/people/n", "/organizer/review", "/organizer/outbox"),
    *("/organizer/mails/n", "/organizer/seasons/new", "/organizer/seasons/n", "/organizer/seasons/n/board"),
    *("/organizer/imports/n", "/organizer/seasons/n/import", "/organizer/circles/n", "/organizer/meetings/n"),
    *("/organizer/topics", "/organizer/topics/n", "/organizer/topics/new", "/organizer/seasons/n/topics"),
    *("/organizer/seasons/n/edit", "/organizer/seasons/n/close", "/organizer/seasons/n/next"),
    *("/organizer/meetings/n/topic", "/me/meetings/n/topic", "/organizer/suggestions", "/me/polls/n"),
    *("/me/meetings/n/survey", "/me/check-in/n", "/me/circles/n/notes"),
    *("/me", "/me/pause", "/me/leave", "/me/meetings/n", "/me/meetings/n/recap", "/me/trail/n"),
    *("/me/addresses", "/me/data", "/me/erase", "/me/meetings/n/move"),
    *("/me/meetings/n/moved", "/organizer/settings", "/organizer/setup", "/organizer/seasons/n/report"),
}

Look = Callable[[Page], list[str]]


@pytest.fixture(scope="module")
def paths(chromium: Browser, demo: Demo) -> list[str]:
    with visitor(chromium, demo.url) as somebody:
        sign_in(somebody.page)
        found = every_kind(somebody.page)
        upload = next(path for path in found if kind(path) == "/organizer/seasons/n/import")
        return [*found, rehearsal(somebody.page, upload)]


def rehearsal(page: Page, upload: str) -> str:
    """Look the sample over without bringing anybody in, and give the path of that page."""
    people = page.request.get("/organizer/sample.csv").body()
    page.goto(upload)
    file = FilePayload(name="people.csv", mimeType="text/csv", buffer=people)
    page.get_by_label("A CSV file").set_input_files(file)
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_text("This is a rehearsal.")).to_be_visible()
    return urlsplit(page.url).path


def sign_in(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Needs you")).to_be_visible()


def test_every_kind_of_page_is_found(paths: list[str]) -> None:
    assert {kind(path) for path in paths} >= KINDS


def test_pages_are_good_for_everyone(chromium: Browser, demo: Demo, paths: list[str]) -> None:
    options = {"viewport": WIDE, "color_scheme": "light"}
    assert list(faults(chromium, demo, paths, violations, options)) == []


def test_pages_are_as_good_in_the_dark_on_a_phone(chromium: Browser, demo: Demo, paths: list[str]) -> None:
    options = {"viewport": NARROW, "color_scheme": "dark"}

    def look(page: Page) -> list[str]:
        return [*violations(page, SEEN), *too_wide(page)]

    assert list(faults(chromium, demo, paths, look, options)) == []


def test_pages_work_without_scripts(chromium: Browser, demo: Demo, paths: list[str]) -> None:
    options = {"viewport": NARROW, "java_script_enabled": False}

    def look(page: Page) -> list[str]:
        return [*idle_buttons(page), *too_wide(page)]

    assert list(faults(chromium, demo, paths, look, options)) == []


def faults(
    chromium: Browser, demo: Demo, paths: list[str], look: Look, options: dict[str, Any]
) -> Iterator[str]:
    """Open every page in one fresh browser and tell what is wrong with it, by its kind."""
    with visitor(chromium, demo.url, **options) as somebody:
        sign_in(somebody.page)
        for path in paths:
            somebody.page.goto(path)
            yield from (f"{kind(path)} ({path}): {fault}" for fault in look(somebody.page))


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Ask axe-core, by all of its rules or some; run from outside, it is not held up by the page's policy."""
    page.evaluate(AXE)
    wanted = {"runOnly": list(rules)} if rules else {}
    options = {"iframes": False, "resultTypes": ["violations"], **wanted}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px wide"] if width > NARROW["width"] else []


def idle_buttons(page: Page) -> list[str]:
    """Find buttons that are seen and do nothing: outside forms, only a script could make them work."""
    seen = page.locator("button:visible")
    return [each.inner_text() for each in seen.all() if not each.evaluate("button => button.form !== null")]
