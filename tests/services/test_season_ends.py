"""The end of a season: who is thanked and when, and the organizers' report, once."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import MailKind, MeetingState, SeasonState
from circles.models import Organizer, Outgoing
from circles.services import (
    condition,
    departures,
    outbox,
    people,
    programs,
    season_ends,
    seasons,
    standing,
    timeline,
)
from tests.services.stage import MEETS, NOW, Stage, published

FRIDAY = datetime(2027, 2, 12, 9, tzinfo=UTC)
"""Nine in Lisbon on the third day after the second and last meeting, a Tuesday."""
MONDAY = FRIDAY + timedelta(days=3)
REPORTED = datetime(2027, 2, 16, 10, tzinfo=UTC)
"""A week after that meeting began, on a Tuesday morning."""


def thanked(db: Session) -> list[str]:
    posted = select(Outgoing.to).where(Outgoing.kind == MailKind.SEASON_REPORT)
    return sorted(db.scalars(posted.where(Outgoing.to.startswith("person:"))))


def all_met(stage: Stage) -> None:
    for meeting in stage.circle.meetings:
        meeting.state = MeetingState.HELD


def everybody(stage: Stage, *but: str) -> list[str]:
    return sorted(stage.person(name) for name in stage.members if name not in but)


def test_members_are_thanked_once_on_a_working_morning_after_the_last_meeting(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        all_met(stage)
        timeline.post_due(db, FRIDAY)
        assert thanked(db) == []
        for minutes in (0, 1):
            timeline.post_due(db, MONDAY + timedelta(minutes=minutes))
        assert thanked(db) == everybody(stage)


def test_who_left_is_not_and_who_is_on_a_break_is_thanked_after_it(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        all_met(stage)
        people.leave(db, stage.members["Carl"], NOW)
        stage.members["Dee"].paused_until = MONDAY + timedelta(days=14)
        timeline.post_due(db, MONDAY)
        assert thanked(db) == everybody(stage, "Carl", "Dee")
        timeline.post_due(db, MONDAY + timedelta(days=14))
        assert thanked(db) == everybody(stage, "Carl")


def test_who_joined_after_the_last_meeting_has_nothing_to_look_back_on(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        all_met(stage)
        stage.circle.members[3].joined_at = MONDAY - timedelta(days=2)
        db.flush()
        timeline.post_due(db, MONDAY)
        assert thanked(db) == everybody(stage, "Dee")


def test_nobody_is_thanked_while_a_meeting_is_ahead_and_one_called_off_is_none(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.first.state = MeetingState.HELD
        timeline.post_due(db, stage.first.starts_at + timedelta(days=6))
        assert thanked(db) == []
        stage.second.state = MeetingState.CANCELLED
        db.flush()
        timeline.post_due(db, stage.first.starts_at + timedelta(days=6))
        assert thanked(db) == everybody(stage)


def test_a_season_closed_early_thanks_its_members_too(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        all_met(stage)
        stage.season.state = SeasonState.CLOSED
        db.flush()
        timeline.post_due(db, MONDAY)
        assert thanked(db) == everybody(stage)


def test_nobody_is_thanked_long_after(database: Database) -> None:
    with database.transaction() as db:
        all_met(published(db))
        timeline.post_due(db, MONDAY + timedelta(days=40))
        assert thanked(db) == []


def test_thanks_wait_for_a_meeting_that_was_put_off(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        all_met(stage)
        timeline.post_due(db, MONDAY)
        stage.second.starts_at += timedelta(days=28)
        db.flush()
        later = MONDAY + timedelta(days=1)
        assert departures.hold_back(db, outbox.claim(db, outbox.due(db, later), "worker", later), later) == []
        waiting = select(Outgoing.due_at).where(Outgoing.kind == MailKind.SEASON_REPORT)
        assert set(db.scalars(waiting)) == {MONDAY + timedelta(days=28)}


def test_each_organizer_gets_the_report_once_at_a_decent_hour_of_theirs(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        all_met(stage)
        far = programs.add_organizer(db, stage.program, "kim@springboard.example", "Kim")
        far.zone = "America/Los_Angeles"
        db.flush()
        assert season_ends.post_due(db, REPORTED - timedelta(minutes=1)) == 0
        assert [season_ends.post_due(db, REPORTED + timedelta(minutes=n)) for n in (0, 1)] == [1, 0]
        assert season_ends.post_due(db, REPORTED + timedelta(hours=8)) == 1
        mails = db.scalars(select(Outgoing).where(Outgoing.about == f"season:{stage.season.id}")).all()
        assert {mail.to for mail in mails} == {
            f"organizer:{each.id}" for each in db.scalars(select(Organizer))
        }
        assert departures.hold_back(db, mails, REPORTED) == list(mails)


def test_an_old_season_is_not_reported_of(database: Database) -> None:
    with database.transaction() as db:
        published(db)
        assert season_ends.post_due(db, REPORTED + timedelta(days=31)) == 0


def test_the_report_counts_what_we_were_told(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.first.state = MeetingState.HELD
        found = season_ends.season_end(db, stage.season, REPORTED)
        assert found.headline == "1 circle, 1 meeting"
        assert ("Meetings we know of", "1 of 2") in found.numbers
        assert not found.ended_early
        assert found.path == f"/organizer/seasons/{stage.season.id}/report"


def test_of_meetings_all_known_not_to_have_been_the_report_does_not_say_that_we_know_of_none(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.first.state = stage.second.state = MeetingState.NOT_HELD
        found = season_ends.season_end(db, stage.season, REPORTED)
        assert ("Meetings that took place", "0 of 2") in found.numbers
        [circle] = condition.look(db, [stage.circle], REPORTED).values()
        assert circle.condition.reason == "0 of 2 meetings took place"


def test_a_season_that_was_closed_before_its_last_meeting_ended_early(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        seasons.close(db, stage.season, "organizer:1", MEETS + timedelta(days=1))
        assert season_ends.season_end(db, stage.season, REPORTED).ended_early


def test_the_last_week_is_that_of_the_last_meeting_until_the_season_is_over(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)  # two meetings, four weeks from each other
        circles, last = [stage.circle], stage.second.starts_at.date()
        week = timedelta(weeks=1)
        assert standing.in_weeks(stage.season, circles, last) == (5, 5)
        assert standing.in_weeks(stage.season, circles, last + week) == (5, 5)
        assert not standing.is_over(stage.season, circles, last + week)
        stage.second.starts_at += week  # put off
        assert standing.in_weeks(stage.season, circles, last) == (5, 6)
