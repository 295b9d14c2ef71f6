"""The organizer's pages in a real browser: readable in light, dark and on a phone, and without scripts."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from circles.demo_people import sample_csv
from circles.domain.words import JobState, Role
from circles.models import Circle
from circles.runtime import Runtime
from circles.services import imports, jobs, people, programs
from tests.web import seasons
from tests.web.serving import served

CHROMIUM = shutil.which("chromium")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NOW = datetime.now(UTC)
BOARD = "/organizer/seasons/2/board"
PAGES = (
    "/organizer/",
    "/organizer/seasons/new",
    "/organizer/seasons/1",
    "/organizer/seasons/2",
    "/organizer/seasons/2/board",
    "/organizer/seasons/2/board/move?person=9&from=3",
    "/organizer/seasons/2/board/move?person=10&from=3&to=4",
    "/organizer/seasons/2/board/suggestion",
    "/organizer/seasons/2/publish",
    "/organizer/seasons/2/edit",
    "/organizer/seasons/1/edit",
    "/organizer/seasons/1/close",
    "/organizer/seasons/1/next",
    "/organizer/seasons/2/import",
    "/organizer/imports/1",
    "/organizer/jobs/1",
    "/organizer/people?season=1",
    "/organizer/people/3",
    "/organizer/circles/1",
    "/organizer/meetings/1",
    "/organizer/meetings/2",
    "/organizer/review",
    "/organizer/mails/1",
    "/organizer/outbox",
    "/sign-in",
)

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed here"),
]


@pytest.fixture
def site(runtime: Runtime) -> Iterator[tuple[str, str]]:
    """A season under way and one that is filling, served on a port: its address, and a session cookie."""
    with runtime.transaction() as db:
        organizer = seasons.add_program(db, NOW)
        seasons.add_record(db, seasons.publish(db, organizer, NOW), NOW)
        plan = programs.SeasonPlan("Autumn", starts_on=(NOW + timedelta(days=300)).date())
        autumn = programs.add_season(db, organizer.program, plan, "organizer:1", NOW)
        seasons.form(db, autumn, 2, 4, NOW)
        seasons.enrol(db, autumn, "Zoe Waits", Role.MENTEE, NOW)
        seasons.suggest_a_swap(db, autumn)
        imports.upload(db, autumn, organizer, "people.csv", sample_csv(), NOW)
        jobs.start(db, organizer.program_id, "form", f"season:{autumn.id}", NOW)
        signed_in = organizer.id
    with served(runtime, signed_in) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def _page(chromium: Browser, site: tuple[str, str], **context: object) -> Page:
    address, cookie = site
    opened = chromium.new_context(base_url=address, **context)
    opened.add_cookies([{"name": "circles", "value": cookie, "url": address}])
    return opened.new_page()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 360)])
def test_every_page_can_be_read_by_anybody(chromium, site, scheme, width):
    page = _page(chromium, site, color_scheme=scheme, viewport={"width": width, "height": 800})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    faults = {}
    for path in PAGES:
        page.goto(path)
        found = [each["id"] for each in Axe().run(page)["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append("wider than the screen")
        if found:
            faults[path] = found
    page.context.close()
    assert faults == {}
    assert complaints == []


def test_a_season_is_opened_and_a_list_looked_over_without_scripts(chromium, site, tmp_path):
    page = _page(chromium, site, java_script_enabled=False)
    page.goto("/organizer/")
    page.get_by_role("link", name="Open a season").click()
    page.get_by_role("button", name="Open the season").click()
    assert page.get_by_role("alert").get_by_role("link").count() == 2
    page.get_by_label("Name").fill("Winter")
    page.get_by_label("First week starts on").fill((NOW + timedelta(days=90)).date().isoformat())
    page.get_by_role("button", name="Open the season").click()
    page.get_by_role("link", name="Upload a list").click()
    page.get_by_label("Or paste from a spreadsheet").fill("email\nana@meadow.example\n")
    page.get_by_role("button", name="Look it over").click()
    page.get_by_label("They know about this").check()
    page.get_by_role("button", name="Bring in 1 person").click()
    assert page.get_by_role("heading", name="Bringing people in").is_visible()
    assert page.locator("noscript").count() == 1
    page.context.close()


def test_the_progress_page_follows_the_work_and_leads_on(chromium, site, runtime):
    page = _page(chromium, site)
    page.goto("/organizer/jobs/1")
    with runtime.transaction() as db:
        assert jobs.take(db, 1, NOW)
        jobs.progress(db, 1, 30, 100, NOW)
    page.get_by_text("30 of 100 steps done.").wait_for()
    with runtime.transaction() as db:
        jobs.finish(db, 1, JobState.DONE, {"circles": 2})
    page.wait_for_url("**/organizer/seasons/2/board")
    page.context.close()


def test_somebody_is_dragged_and_the_effect_is_shown_before_it_is_kept(chromium, site):
    page = _page(chromium, site, viewport={"width": 1200, "height": 900})
    page.goto(BOARD)
    first, second = page.locator("#circle-3"), page.locator("#circle-4")
    page.locator("#not-placed li", has_text="Zoe Waits").hover()
    page.mouse.down()
    second.hover()
    first.get_by_text("fit 82").wait_for()
    assert "takes" in str(second.get_attribute("class"))
    second.hover()
    page.mouse.up()
    page.wait_for_url("**/board/move?person=*&to=4")
    page.get_by_role("button", name="Keep it").click()
    assert "Zoe Waits is in Circle 2 now." in page.get_by_role("status").inner_text()
    assert second.get_by_role("link", name="Zoe Waits", exact=True).is_visible()
    page.context.close()


def test_the_board_is_worked_with_nothing_but_a_keyboard_and_without_scripts(chromium, site):
    page = _page(chromium, site, java_script_enabled=False)
    page.goto(BOARD)
    page.get_by_role("button", name="Lock Carl Whitmore").press("Enter")
    assert "Suggest again keeps Carl Whitmore here." in page.get_by_role("status").inner_text()
    expect(page.locator("#circle-3")).to_be_focused()
    page.get_by_role("link", name="Move Zoe Waits to…").press("Enter")
    page.get_by_label("Move to…").press("ArrowDown")
    page.get_by_role("button", name="See what it would do").press("Enter")
    page.get_by_role("button", name="Keep it").press("Enter")
    assert "Zoe Waits is in Circle 2 now." in page.get_by_role("status").inner_text()
    assert page.get_by_role("heading", name="Not placed (0)").is_visible()
    expect(page.locator("#circle-4")).to_be_focused()
    page.get_by_role("button", name="Undo: Zoe Waits to Circle 2").press("Enter")
    assert page.get_by_role("heading", name="Not placed (1)").is_visible()
    page.context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", 360)])
def test_what_would_help_a_circle_that_lost_somebody_is_one_click_away(
    chromium, site, runtime, scheme, width
):
    with runtime.transaction() as db:
        member = db.get_one(Circle, 3).members[-1].participant
        people.leave(db, member, NOW)
    page = _page(chromium, site, color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(BOARD)
    short = page.locator("#circle-3")
    assert short.get_by_text("What would help:").is_visible()
    assert Axe().run(page)["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    short.get_by_role("link", name="Move Zoe Waits here").click()
    page.get_by_role("button", name="Keep it").click()
    assert "Zoe Waits is in Circle 1 now." in page.get_by_role("status").inner_text()
    assert not short.get_by_text("What would help:").is_visible()
    page.context.close()


def test_on_paper_each_circle_has_a_page_without_buttons(chromium, site):
    page = _page(chromium, site)
    page.goto(BOARD)
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Lock Circle 1").is_visible()
    assert not page.get_by_role("link", name="Publish").is_visible()
    style = "each => getComputedStyle(each).breakAfter"
    assert page.locator("#circles > li").evaluate_all(f"all => all.map({style})") == ["page", "page"]
    page.context.close()


def test_what_is_wrong_takes_the_focus(chromium, site):
    page = _page(chromium, site)
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.get_by_role("button", name="Send me a link").press("Enter")
    page.locator("#errors:focus").wait_for()
    page.context.close()
