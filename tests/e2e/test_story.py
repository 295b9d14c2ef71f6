"""The first season of a stranger, with mouse and keyboard: from a list of people to a kept promise.

`SCREENSHOTS=shots pytest tests/e2e/test_story.py` keeps a picture of every step in the folder `shots`; those
in docs/ are `board.png`, `mailbox.png` and `meeting.png` of them.
"""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.running_demo import Demo
from tests.e2e.story import WIDTH, Story
from tests.e2e.visitor import visitor

pytestmark = pytest.mark.e2e

ANA, BO, CARL, DEE = TOGETHER = ("Ana Sousa", "Bo Lindqvist", "Carl Whitmore", "Dee Adeyemi")
THEY_MET = "Attended: Ana, Dee\nMissed: Bo\nNext: Dee - send the reading list - Friday"
ONE_HOUR = timedelta(hours=1)
PROMISE = f"{DEE}: send the reading list"


@pytest.fixture
def story(chromium: Browser, demo: Demo, tmp_path: Path) -> Iterator[Story]:
    pictures = Path(os.environ.get("SCREENSHOTS") or tmp_path)
    pictures.mkdir(parents=True, exist_ok=True)
    with visitor(chromium, demo.url, viewport={"width": WIDTH, "height": 900}) as somebody:
        yield Story(somebody.page, pictures)


def test_a_list_of_people_becomes_circles_that_meet_and_keep_promises(story: Story) -> None:
    look_the_list_over(story)
    bring_them_in(story)
    join_by_button(story, "Rosa Blum", "rosa@example.org")
    join_by_reply(story, "Otto Falk", "otto@example.org")
    suggest_circles(story)
    publish(story)
    meets_at = find_the_invitation(story)
    get_the_topic(story, meets_at)
    answer_in_three_ways(story)
    see_what_they_said(story)
    tell_how_it_went(story, meets_at)
    undo_and_tell_again(story)
    keep_the_promise(story, meets_at)


def look_the_list_over(story: Story) -> None:
    story.open_season()
    story.picture("01-empty-season")
    story.follow("Upload a list")
    with story.page.expect_download() as download:
        story.follow("Download a sample of 40 people")
    story.page.get_by_label("A CSV file").set_input_files(story.keep(download.value))
    story.press("Look it over")
    expect(story.page.get_by_text("This is a rehearsal.")).to_be_visible()
    story.picture("02-rehearsal")
    for problem in ("Row 19, Email: it is empty.", "Row 24, Timezone:", "Row 38, Email:", "Row 46, Email:"):
        expect(story.item(problem).last).to_be_visible()


def bring_them_in(story: Story) -> None:
    story.page.get_by_label("They know about this and I may write to them").check()
    story.press("Bring in 40 people")
    expect(story.page.get_by_text("40 people were enrolled.")).to_be_visible()
    story.picture("03-imported")
    assert any(re.search(r"/organizer/jobs/\d+$", url) for url in story.opened), "no progress was shown"


def join_by_button(story: Story, name: str, email: str) -> None:
    sign_up(story, name, email)
    story.picture("05-one-more-step")
    story.open_mail(name, "Is this you?")
    story.picture("06-confirm-mail")
    with story.page.expect_popup() as opened:
        story.page.frame_locator("iframe").get_by_role("link", name="Yes, that's me").click()
    own = opened.value
    own.get_by_role("button", name="Yes, that's me").click()
    expect(own.get_by_role("heading", name=f"Hello {name}")).to_be_visible()
    story.picture("07-own-page", of=own)
    own.close()


def join_by_reply(story: Story, name: str, email: str) -> None:
    sign_up(story, name, email)
    story.open_mail(name, "Is this you?")
    story.press("yes")
    story.see("We did as asked")
    story.picture("08-confirmed-by-reply")
    story.open_mail(name, "You're in")


def sign_up(story: Story, name: str, email: str) -> None:
    story.open_season()
    story.page.goto(story.page.get_by_label("Sign-up link").input_value())
    story.page.get_by_label("Your name").fill(name)
    story.page.get_by_label("Email").fill(email)
    story.page.get_by_label("someone who wants guidance").check()
    story.page.get_by_label("Asking for advice").check()
    for hours in ("Monday 09-12", "Thursday 12-14"):
        story.page.get_by_label(hours).check()
    story.picture("04-sign-up")
    story.press("Send me the confirmation mail")
    story.see("One more step")


def suggest_circles(story: Story) -> None:
    story.open_season()
    story.follow("Form circles")
    shown = len(story.opened)
    story.press("Suggest circles")
    story.see(re.compile(r"^\d+ circles$"))
    assert any(re.search(r"/organizer/jobs/\d+$", url) for url in story.opened[shown:]), "no progress"
    story.picture("board", height=1000)
    circles = story.item("Put together as all")
    assert circles.count() == story.page.get_by_role("heading", name=re.compile(r"^Circle \d+")).count()
    for circle in circles.all():
        expect(circle).to_contain_text(re.compile(r"days at \d\d:\d\d \(.+ time\)"))
    theirs = circles.filter(has_text=ANA)
    expect(theirs).to_contain_text("Tuesdays at")
    for name in TOGETHER:
        expect(theirs.get_by_role("link", name=name, exact=True)).to_be_visible()


def publish(story: Story) -> None:
    story.follow("Publish")
    story.picture("09-publish")
    story.press("Publish and invite everyone")
    expect(story.page.get_by_text("The invitations are on their way.")).to_be_visible()
    story.picture("10-published")


def find_the_invitation(story: Story) -> datetime:
    """Give when the first meeting begins: the same instant in every calendar, in each reader's own words."""
    begins = {read_the_invitation(story, BO, "Berlin"), read_the_invitation(story, ANA, "Lisbon")}
    assert len(begins) == 1
    return begins.pop()


def read_the_invitation(story: Story, reader: str, place: str) -> datetime:
    story.open_mail(reader, "Meet your circle")
    story.picture("mailbox", height=1000)
    story.follow("Calendar")
    story.picture("11-invitation")
    expect(story.page.get_by_role("row", name="METHOD")).to_contain_text("REQUEST")
    begins = story.page.get_by_role("row", name="DTSTART").get_by_role("cell").inner_text()
    meets_at = datetime.strptime(begins, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    here, end = (each.astimezone(ZoneInfo(f"Europe/{place}")) for each in (meets_at, meets_at + ONE_HOUR))
    story.follow("Text")
    expect(story.page.locator("pre")).to_contain_text(
        f"{here:%a} {here.day} {here:%b}, {here:%H:%M}-{end:%H:%M} ({place} time)"
    )
    return meets_at


def get_the_topic(story: Story, meets_at: datetime) -> None:
    story.go_to((meets_at - timedelta(days=4)).replace(hour=9, minute=5))
    story.picture("12-clock")
    story.open_mail(DEE, "Tuesday's topic")
    story.picture("13-topic")
    story.follow("Text")
    expect(story.page.locator("pre")).to_contain_text(re.compile(r"1\. .+\?.+2\. .+\?", re.DOTALL))


def answer_in_three_ways(story: Story) -> None:
    story.open_mail(ANA, "Tuesday's topic")
    story.answer("Yes, see you there")
    story.picture("14-read-as-yes")
    story.open_mail(BO, "Meet your circle")
    story.follow("Calendar")
    story.press("Decline")
    story.see("We noted")
    story.open_mail(CARL, "Tuesday's topic")
    story.press("out of office")
    story.see("We changed nothing")
    story.picture("15-read-as-nothing")


def see_what_they_said(story: Story) -> None:
    story.open_first_meeting(ANA)
    story.picture("16-answers")
    row = {name: story.page.get_by_role("row", name=name) for name in TOGETHER}
    expect(row[ANA]).to_contain_text(re.compile("is coming.+by mail", re.DOTALL))
    expect(row[BO]).to_contain_text(re.compile("can't come.+by calendar button", re.DOTALL))
    expect(row[CARL]).to_contain_text("no answer yet")
    expect(row[DEE]).to_contain_text("no answer yet")


def tell_how_it_went(story: Story, meets_at: datetime) -> None:
    story.go_to(meets_at + timedelta(minutes=75))
    story.open_mail(ANA, "Did your circle meet")
    story.picture("17-did-you-meet")
    before = story.open_mailbox(ANA).count()
    story.open_mail(ANA, "Did your circle meet")
    story.answer(THEY_MET)
    story.picture("18-read-as-a-record")
    see_the_record(story)
    story.picture("meeting", height=1180)
    story.open_mail(ANA, "Noted: Ana Sousa and Dee Adeyemi came, Bo Lindqvist missed")
    story.picture("19-receipt")
    assert story.open_mailbox(ANA).count() == before + 1, "one receipt, and nothing else"


def see_the_record(story: Story) -> None:
    story.open_first_meeting(ANA)
    said = {ANA: "came", BO: "missed", CARL: "unknown", DEE: "came"}
    for name, value in said.items():
        expect(story.page.get_by_role("row", name=name).get_by_role("cell").last).to_have_text(
            re.compile(f"^{value}")
        )
    expect(story.item(f"{ANA} said that {BO} missed by mail").first).not_to_contain_text("undone")
    expect(story.item(PROMISE)).to_contain_text("open")
    expect(story.item(PROMISE).get_by_role("link", name="from a mail")).to_be_visible()


def undo_and_tell_again(story: Story) -> None:
    story.open_mail(ANA, "Noted: ")
    story.answer("UNDO")
    story.open_mail(ANA, "Undone")
    story.picture("20-undone")
    story.open_first_meeting(ANA)
    story.picture("21-undone-meeting")
    for name in TOGETHER:
        expect(story.page.get_by_role("row", name=name).get_by_role("cell").last).to_have_text("unknown")
    expect(story.item(PROMISE)).to_have_count(0)
    story.open_mail(ANA, "Did your circle meet")
    story.answer(THEY_MET)
    see_the_record(story)


def keep_the_promise(story: Story, meets_at: datetime) -> None:
    story.go_to((meets_at + timedelta(days=1)).replace(hour=9, minute=5))
    story.open_mail(DEE, "You said you would: send the reading list")
    story.picture("22-follow-up")
    story.answer("done")
    story.open_first_meeting(ANA)
    expect(story.item(PROMISE)).to_contain_text("done")
    story.picture("23-kept")
