"""Topics on the pages: the organizer's list, editor and order, and the host's own page."""

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.words import MailKind, OutgoingState
from circles.models import Meeting, Outgoing, Season, Topic
from circles.runtime import Runtime
from circles.services import circles, guides, outbox, topics
from tests.web import seasons
from tests.web.browser import Browser

WRITTEN = "# Money\n\nNobody talks about it.\n\n## Questions\n\n1. What is *enough*?\n2. Who told you so?\n"


@pytest.fixture
def now(runtime: Runtime) -> datetime:
    return runtime.now()


@pytest.fixture
def browser(app: Flask, runtime: Runtime, now: datetime) -> Browser:
    """The organizer of a published season, signed in."""
    with runtime.transaction() as db:
        organizer = seasons.add_program(db, now)
        seasons.publish(db, organizer, now)
        organizer_id = organizer.id
    browser = Browser(app)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = organizer_id
    return browser


@pytest.fixture
def host(app: Flask, runtime: Runtime, browser: Browser) -> Browser:
    """Whoever leads the second meeting of the first circle, on their own pages."""
    with runtime.transaction() as db:
        meeting = second(db)
        assert meeting.host is not None
        link = runtime.links.personal(meeting.host.participant)
    return let_in(app, link)


def let_in(app: Flask, link: str) -> Browser:
    browser = Browser(app)
    browser.open(link.removeprefix(browser.base_url))
    return browser


def second(db: Session) -> Meeting:
    """Give the meeting that is to come."""
    return circles.of_season(db, db.scalars(select(Season)).one())[0].meetings[1]


def told(runtime: Runtime, now: datetime) -> None:
    """Let the topic mail of that meeting have gone to somebody."""
    with runtime.transaction() as db:
        meeting = second(db)
        person = meeting.circle.members[2].participant.person_id
        outbox.post(db, MailKind.TOPIC, f"person:{person}", f"meeting:{meeting.id}", now)
        db.scalars(select(Outgoing).order_by(Outgoing.id.desc()).limit(1)).one().state = OutgoingState.SENT


def the(runtime: Runtime, title: str) -> int:
    with runtime.transaction() as db:
        return db.scalars(select(Topic.id).where(Topic.title == title)).one()


def test_the_ten_are_there_from_the_start(browser: Browser) -> None:
    page = browser.open("/organizer/topics").text
    assert page.count(">Archive</button>") == 10
    assert "2 meetings have it" in page


def test_a_topic_is_previewed_without_being_saved_and_then_saved(browser: Browser, runtime: Runtime) -> None:
    page = browser.press("/organizer/topics/new", "/organizer/topics/new", {"text": WRITTEN, "do": "preview"})
    assert page.status_code == 200
    assert "<li>What is <em>enough</em>?</li>" in page.text
    with runtime.transaction() as db:
        assert not db.scalars(select(Topic).where(Topic.title == "Money")).all()
    saved = browser.press("/organizer/topics/new", "/organizer/topics/new", {"text": WRITTEN, "do": "save"})
    assert saved.status_code == 302
    assert "Money" in browser.open("/organizer/topics").text


def test_an_error_says_the_line_and_what_was_written_stays(browser: Browser) -> None:
    text = WRITTEN.replace("## Questions", "## Homework")
    page = browser.press("/organizer/topics/new", "/organizer/topics/new", {"text": text, "do": "save"})
    assert page.status_code == 422
    assert "Line 5: we expected one of ## Questions" in page.text
    assert "Nobody talks about it." in page.text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "![x](https://tracker.example/1.gif)",
        "[bank.example](https://evil.example)",
    ],
)
def test_hostile_words_never_become_a_page(browser: Browser, hostile: str) -> None:
    text = WRITTEN.replace("Nobody talks about it.", hostile)
    for do in ("preview", "save"):
        page = browser.press("/organizer/topics/new", "/organizer/topics/new", {"text": text, "do": do})
        assert page.status_code == 422
        assert hostile not in page.text or not hostile.startswith("<")
        assert 'href="https://evil' not in page.text
        assert "<img" not in page.text


def test_a_topic_is_rewritten(browser: Browser, runtime: Runtime) -> None:
    path = f"/organizer/topics/{the(runtime, 'Saying no')}"
    assert "# Saying no" in browser.open(path).text
    browser.press(path, path, {"text": WRITTEN, "do": "save"})
    assert the(runtime, "Money")


def test_a_topic_is_archived_and_brought_back(browser: Browser, runtime: Runtime) -> None:
    path = f"/organizer/topics/{the(runtime, 'Asking for advice')}"
    browser.press("/organizer/topics", f"{path}/archive", {"archived": "yes"})
    page = browser.open("/organizer/topics").text
    assert page.index("Archived</h2>") < page.index("Asking for advice</a>")
    assert "2 meetings have it" in page
    browser.press("/organizer/topics", f"{path}/archive", {"archived": "no"})
    assert "Archived</h2>" not in browser.open("/organizer/topics").text


def test_the_topics_of_another_program_are_not_there(
    browser: Browser, runtime: Runtime, now: datetime
) -> None:
    with runtime.transaction() as db:
        other = seasons.add_program(db, now, "Other")
        topic_id, season_id = topics.of_program(db, other.program_id)[0].id, seasons.season_of(other).id
    for path in (f"/organizer/topics/{topic_id}", f"/organizer/seasons/{season_id}/topics"):
        assert browser.open(path).status_code == 404


def test_the_order_of_a_season_changes_by_buttons(browser: Browser, runtime: Runtime) -> None:
    with runtime.transaction() as db:
        season_id = db.scalars(select(Season.id)).one()
    path = f"/organizer/seasons/{season_id}/topics"
    page = browser.open(path).text
    assert page.index("Asking for advice</a>") < page.index("The road behind the title</a>")
    browser.press(path, path, {"n": 3, "do": "up"})
    browser.press(path, path, {"n": 6, "do": "choose", "topic": the(runtime, "Saying no")})
    browser.press(path, path, {"n": 1, "do": "drop"})
    with runtime.transaction() as db:
        found = [topic.title for topic in topics.of_season(db, db.get_one(Season, season_id))]
        assert found == [
            "When it went wrong",
            "The road behind the title",
            "Skills, knowledge, people",
            "Giving back",
            "Saying no",
        ]
    wrongs: tuple[dict[str, object], ...] = (
        {"n": 9, "do": "up"},
        {"n": 1, "do": "sideways"},
        {"n": "x", "do": "up"},
        {"n": 1, "do": "choose"},
    )
    for wrong in wrongs:
        assert browser.press(path, path, wrong).status_code == 422


def test_an_organizer_swaps_the_topic_of_one_circle_until_it_has_gone(
    browser: Browser, runtime: Runtime, now: datetime
) -> None:
    with runtime.transaction() as db:
        path = f"/organizer/meetings/{second(db).id}/topic"
    assert browser.press(path, path, {"topic": the(runtime, "Saying no")}).status_code == 302
    assert "<h3>Saying no</h3>" in browser.open(path).text
    assert "Saying no" in browser.open(path.removesuffix("/topic")).text
    assert browser.press(path, path, {"topic": 0}).status_code == 302
    assert "<h3>What is on your mind</h3>" in browser.open(path).text
    told(runtime, now)
    assert "Take this topic" not in browser.open(path).text


def test_the_host_previews_and_changes_the_topic_mail(host: Browser, runtime: Runtime) -> None:
    with runtime.transaction() as db:
        path = f"/me/meetings/{second(db).id}/topic"
    assert "You lead this meeting" in host.open(path).text
    wanted = {
        "words": "Bring a story.\n\nA short one.",
        "title": "Stories",
        "questions": "What broke?\nWho knew?",
        "closing_round": "One thing I will do.",
    }
    page = host.press(path, path, {**wanted, "do": "preview"})
    assert "<li>What broke?</li><li>Who knew?</li>" in page.text
    with runtime.transaction() as db:
        assert second(db).guide is None
    assert host.press(path, path, {**wanted, "do": "save"}).status_code == 302
    page = host.open(path)
    assert "You write:" in page.text
    assert '<p class="words">A short one.</p>' in page.text
    with runtime.transaction() as db:
        guide = guides.of_meeting(second(db))
        assert (guide.title, guide.questions, guide.opening) == ("Stories", ("What broke?", "Who knew?"), "")


def test_the_host_takes_another_topic_and_sets_the_place(host: Browser, runtime: Runtime) -> None:
    with runtime.transaction() as db:
        meeting = second(db)
        path, place = f"/me/meetings/{meeting.id}/topic", f"/me/meetings/{meeting.id}/place"
    host.press(path, f"{path}/another", {"topic": the(runtime, "Saying no")})
    host.press(path, place, {"place": "https://meet.example.org/us"})
    page = host.open(path).text
    assert "<h3>Saying no</h3>" in page
    assert 'href="https://meet.example.org/us"' in page
    assert host.press(path, f"{path}/another", {"topic": "none"}).status_code == 422
    assert host.press(path, place, {"place": "x" * 501}).status_code == 422


def test_an_error_on_the_hosts_page_names_the_part(host: Browser, runtime: Runtime) -> None:
    with runtime.transaction() as db:
        path = f"/me/meetings/{second(db).id}/topic"
    page = host.press(path, path, {"title": "", "words": "<b>Hello</b>", "do": "save"})
    assert page.status_code == 422
    assert "It needs a title" in page.text
    page = host.press(path, path, {"title": "A", "words": "<b>Hello</b>", "do": "preview"})
    assert page.status_code == 422
    assert "In your own words we expected words, found the HTML" in page.text


def test_a_host_who_is_late_is_told_how_to_reach_the_circle(
    host: Browser, runtime: Runtime, now: datetime
) -> None:
    with runtime.transaction() as db:
        path = f"/me/meetings/{second(db).id}/topic"
    token_page = host.open(path).text
    assert "Save" in token_page
    told(runtime, now)
    assert "Circle:" in host.open(path).text
    late = host.press("/me", path, {"title": "A", "do": "save"})
    assert late.status_code == 403
    assert "has gone to the circle already" in late.text


def test_a_member_reads_the_topic_and_changes_nothing(app: Flask, browser: Browser, runtime: Runtime) -> None:
    with runtime.transaction() as db:
        meeting = second(db)
        path = f"/me/meetings/{meeting.id}/topic"
        host = meeting.host
        assert host is not None
        other = next(m for m in meeting.circle.members if m is not host)
        link = runtime.links.personal(other.participant)
        meeting.guide = {"words": "Bring a story.", "by": f"person:{host.participant.person_id}"}
        name = host.participant.person.name
    member = let_in(app, link)
    page = member.open(path).text
    assert f"{name} writes:" in page
    assert "<textarea" not in page
    assert "For the host" not in page
    assert member.press("/me", path, {"title": "A", "do": "save"}).status_code == 403
    assert f'href="{path}"' in member.open(path.removesuffix("/topic")).text
