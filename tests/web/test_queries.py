"""No page takes more queries when there is more of anything: every GET route, at two sizes."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import event

from circles.models import Participant
from circles.runtime import Runtime
from tests.web.browser import Browser
from tests.web.crowd import Crowd

NOW = datetime.now(UTC)
SMALL, LARGE = (3, 2), (520, 11)
"""Circles, and how many one of them or one person has of everything else: more than 500 rows, which
SQLAlchemy looks up in several queries where nobody says otherwise."""

WITHOUT_ROWS = {
    "static",
    "bootstrap.static",
    "front_door",
    "health.healthz",
    "health.readyz",
    "organizer.sign_in",
    "organizer.sign_in_by_link",
    "organizer.sample",
    "signup.privacy",
    "signup.stop_waiting",
    "participant.come_in",
    "participant.ask_link",
    "participant.ask",
}
"""Routes of people who are not signed in, and which open no list of rows."""


def organizers_pages(crowd: Crowd) -> dict[str, list[str]]:
    running, draft = f"/organizer/seasons/{crowd.running}", f"/organizer/seasons/{crowd.draft}"
    person, drafted = crowd.people[0], crowd.drafted
    move = f"?person={drafted}&from={crowd.drawn[0]}"
    return {
        "organizer.home": ["/organizer/"],
        "organizer.people": [
            "/organizer/people",
            "/organizer/people?q=person",
            f"/organizer/people?season={crowd.running}",
        ],
        "organizer.people_csv": ["/organizer/people.csv", f"/organizer/people.csv?season={crowd.running}"],
        "organizer.person": [f"/organizer/people/{person}"],
        "organizer.add_people": [f"{draft}/import"],
        "organizer.check_import": [f"/organizer/imports/{crowd.upload}"],
        "organizer.skipped_rows": [f"/organizer/imports/{crowd.upload}/skipped.csv"],
        "organizer.job": [f"/organizer/jobs/{crowd.jobs[0]}"],
        "organizer.job_progress": [f"/organizer/jobs/{crowd.jobs[0]}.json"],
        "organizer.board": [f"{draft}/board", f"{running}/board"],
        "organizer.move_somebody": [f"{draft}/board/move{move}"],
        "organizer.effects": [f"{draft}/board/move.json{move}"],
        "organizer.suggestion": [f"{draft}/board/suggestion"],
        "organizer.look_before_publishing": [f"{draft}/publish"],
        "organizer.season": [running, draft, f"/organizer/seasons/{crowd.closed[0]}"],
        "organizer.circles_csv": [f"{running}/circles.csv"],
        "organizer.report": [f"{running}/report"],
        "organizer.report_csv": [f"{running}/report.csv"],
        "organizer.report_table": [f"{running}/report/{table}.csv" for table in ("follow-ups", "surveys")],
        "organizer.edit_season": [f"{running}/edit"],
        "organizer.look_before_closing": [f"{running}/close"],
        "organizer.following_season": [f"{running}/next"],
        "organizer.new_season": ["/organizer/seasons/new"],
        "organizer.season_topics": [f"{running}/topics"],
        "organizer.find_seat": [f"{running}/seat/{crowd.waiting[0]}"],
        "organizer.circle": [f"/organizer/circles/{crowd.circles[0]}"],
        "organizer.meeting": [f"/organizer/meetings/{each}" for each in (crowd.behind[-1], crowd.ahead[0])],
        "organizer.meeting_topic": [f"/organizer/meetings/{crowd.ahead[0]}/topic"],
        "organizer.outbox": ["/organizer/outbox"],
        "organizer.review": ["/organizer/review"],
        "organizer.mail": [f"/organizer/mails/{crowd.replies[0]}"],
        "organizer.waiting_suggestions": ["/organizer/suggestions"],
        "organizer.topics": ["/organizer/topics"],
        "organizer.new_topic": ["/organizer/topics/new"],
        "organizer.topic": [f"/organizer/topics/{crowd.topic}"],
        "organizer.settings": ["/organizer/settings"],
        "organizer.setup": ["/organizer/setup"],
        "signup.join": [f"/join/{crowd.program.slug}"],
    }


def private_pages(crowd: Crowd) -> dict[str, list[str]]:
    held, coming, circle = (
        f"/me/meetings/{crowd.behind[-1]}",
        f"/me/meetings/{crowd.ahead[0]}",
        f"/me/circles/{crowd.circles[0]}",
    )
    return {
        "participant.home": ["/me"],
        "participant.confirm": ["/me/confirm"],
        "participant.leave": ["/me/leave"],
        "participant.pause": ["/me/pause"],
        "participant.data": ["/me/data"],
        "participant.data_file": ["/me/data.json"],
        "participant.erase": ["/me/erase"],
        "participant.mine": ["/me/addresses"],
        "participant.circle_notes": [f"{circle}/notes"],
        "participant.last_word": [f"{circle}/last-word"],
        "participant.follow_up": [f"/me/follow-ups/{crowd.follow_ups[0]}"],
        "participant.trail": [f"/me/trail/{crowd.replies[0]}"],
        "participant.poll": [f"/me/polls/{crowd.polls[0]}"],
        "participant.check_in": [f"/me/check-in/{crowd.members[0][0]}"],
        "participant.meeting": [held, coming],
        "participant.recap": [f"{held}/recap"],
        "participant.survey": [f"{held}/survey"],
        "participant.host": [f"{coming}/host"],
        "participant.moved": [f"{coming}/moved"],
        "participant.move": [f"{coming}/move"],
        "participant.there": [f"{coming}/there"],
        "participant.topic": [f"{coming}/topic"],
    }


def waiting_pages(crowd: Crowd) -> dict[str, list[str]]:
    return {"participant.home": ["/me"], "participant.seat": [f"/me/seat/{crowd.offers[0]}"]}


@pytest.fixture
def crowds(runtime: Runtime) -> list[Crowd]:
    with runtime.transaction() as db:
        return [Crowd(db, *size, NOW) for size in (SMALL, LARGE)]


def of_organizer(app: Flask, runtime: Runtime, crowd: Crowd) -> Iterator[tuple[str, int]]:
    browser = Browser(app)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = crowd.organizer
    for name, paths in organizers_pages(crowd).items():
        yield from ((f"{name} {n}", queries(runtime, browser, path)) for n, path in enumerate(paths))


def of_participant(
    app: Flask, runtime: Runtime, participant: int, pages: dict[str, list[str]]
) -> Iterator[tuple[str, int]]:
    browser = Browser(app)
    with runtime.transaction(read_only=True) as db:
        link = runtime.links.personal(db.get_one(Participant, participant))
        feed = runtime.links.feed(db.get_one(Participant, participant))
    browser.open(link.removeprefix(runtime.settings.public_url))
    for name, paths in pages.items():
        yield from ((f"{name} {n}", queries(runtime, browser, path)) for n, path in enumerate(paths))
    path = feed.removeprefix(runtime.settings.public_url)
    yield "participant.calendar", queries(runtime, browser, path)


def queries(runtime: Runtime, browser: Browser, page: str) -> int:
    """Count what a page asks the database; one that only leads elsewhere shows nothing and must not pass."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(runtime.database.engine, "before_cursor_execute", note)
    response = browser.open(page)
    event.remove(runtime.database.engine, "before_cursor_execute", note)
    assert response.status_code == 200 or page == "/me/confirm", f"{page} answered {response.status}"
    return len(seen)


def test_no_page_takes_more_queries_for_more_rows(app, runtime, crowds):
    small, large = (
        dict(
            [
                *of_organizer(app, runtime, crowd),
                *of_participant(app, runtime, crowd.seated[0][0], private_pages(crowd)),
                *of_participant(app, runtime, crowd.waiting[0], waiting_pages(crowd)),
            ]
        )
        for crowd in crowds
    )
    assert {name: (n, large[name]) for name, n in small.items() if n != large[name]} == {}


def test_every_page_is_counted(app, crowds):
    counted = {*organizers_pages(crowds[0]), *private_pages(crowds[0]), *waiting_pages(crowds[0])}
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert routes - WITHOUT_ROWS - counted == {"participant.calendar"}
