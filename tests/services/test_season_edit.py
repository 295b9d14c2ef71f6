"""A season is edited while its circles meet: who is told, what moves, and what stays."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.cadence import local
from circles.domain.words import MailKind, MeetingState, OutgoingState, Rsvp, SeasonState
from circles.errors import Invalid
from circles.models import Board, Circle, Meeting, Outgoing, Season
from circles.services import attendance, follow_ups, meetings, season_effect, seasons, suggestions, timeline
from tests.services.stage import MEETS, NOW, Stage, by, open_season, published
from tests.services.waiting import waits

MONDAY = datetime.fromisoformat("2027-01-18T12:00:00+00:00")
"""In the week after the first meeting."""
EVERYONE = {"Ana", "Bo", "Carl", "Dee"}


def of_six(db: Session) -> Stage:
    """Publish a circle with six meetings, of which everyone was invited to the first."""
    stage = published(db)
    edit(db, stage, NOW, meetings=6)
    send(db)
    return stage


def edit(db: Session, stage: Stage, now: datetime = NOW, **changes: Any) -> None:
    plan = replace(seasons.plan_of(stage.season), **changes)
    seasons.edit(db, stage.season, plan, "organizer:1", now)
    db.expire(stage.circle, ["meetings"])


def send(db: Session) -> None:
    for mail in db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED)):
        mail.state, mail.sent_at = OutgoingState.SENT, mail.due_at
    db.flush()


def days(stage: Stage) -> list[str]:
    return [
        f"{local(each.starts_at, stage.circle.zone):%d %b}"
        for each in stage.circle.meetings
        if each.state is MeetingState.PLANNED
    ]


def waiting(db: Session) -> list[tuple[MailKind, str]]:
    mails = select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED).order_by(Outgoing.id)
    return [(mail.kind, mail.to) for mail in db.scalars(mails)]


def test_more_meetings_come_after_the_last_with_host_topic_and_identity_of_their_own(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        edit(db, stage, meetings=6)
        assert days(stage) == ["12 Jan", "09 Feb", "09 Mar", "06 Apr", "04 May", "01 Jun"]
        assert len({each.uid for each in stage.circle.meetings}) == 6
        assert all(each.host is not None for each in stage.circle.meetings)
        titles = [each.topic.title for each in stage.circle.meetings if each.topic]
        assert len(set(titles)) == 6, "no topic comes twice"


def test_the_timeline_invites_to_meetings_that_were_added(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        edit(db, stage, meetings=3)
        send(db)
        after_the_second = stage.second.starts_at + timedelta(days=1, hours=2)
        timeline.post_due(db, after_the_second)
        third = stage.circle.meetings[2]
        invited = [row.about for row in db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.INVITE))]
        assert invited.count(f"meeting:{third.id}") == 4


def test_another_rhythm_moves_what_has_not_begun_and_tells_who_was_invited_once(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        for membership in stage.circle.members:
            meetings.post_invite(db, stage.second, membership, MONDAY)
        send(db)
        attendance.say_rsvp(db, stage.second, stage.members["Bo"], Rsvp.YES, by("Bo", stage, MONDAY), MONDAY)
        edit(db, stage, MONDAY, every_weeks=2)
        assert days(stage) == ["12 Jan", "26 Jan", "09 Feb", "23 Feb", "09 Mar", "23 Mar"]
        assert sorted(waiting(db)) == sorted((MailKind.UPDATE, stage.person(name)) for name in EVERYONE)
        assert attendance.rsvps(db, [stage.second]) == {}, "an answer to another time counts no more"


def test_updates_of_a_far_meeting_leave_at_decent_hours(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        sunday_night = datetime.fromisoformat("2026-12-06T23:00:00+00:00")
        edit(db, stage, sunday_night, minutes=90)
        due = {mail.due_at for mail in db.scalars(select(Outgoing)) if mail.kind is MailKind.UPDATE}
        assert due == {datetime.fromisoformat("2026-12-07T09:00:00+00:00")}


def test_another_length_changes_calendars_and_answers_stand(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        attendance.say_rsvp(db, stage.first, stage.members["Bo"], Rsvp.YES, by("Bo", stage, NOW), NOW)
        edit(db, stage, minutes=90)
        assert {each.minutes for each in stage.circle.meetings} == {90}
        assert len(waiting(db)) == 4
        assert attendance.rsvps(db, [stage.first])[stage.first.id, stage.members["Bo"].id].value is Rsvp.YES


def test_rhythm_length_and_place_at_once_are_one_mail_each(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        for membership in stage.circle.members:
            meetings.post_invite(db, stage.second, membership, MONDAY)
        send(db)
        edit(db, stage, MONDAY, every_weeks=3, minutes=90, place="Room 3")
        assert len(waiting(db)) == 4
        assert stage.circle.place == "Room 3"


def test_a_place_that_a_circle_chose_for_itself_stays(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        meetings.set_place(db, stage.circle, "The bakery", "person:2", NOW)
        edit(db, stage, place="Room 3")
        assert stage.circle.place == "The bakery"


def test_a_meeting_moved_to_another_hour_stays_where_it_was_put(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        by_hand = datetime.fromisoformat("2027-02-11T17:00:00+00:00")
        meetings.reschedule(db, stage.second, by_hand, "person:2", "", NOW)
        edit(db, stage, every_weeks=2)
        assert stage.second.starts_at == by_hand
        assert days(stage)[:4] == ["12 Jan", "11 Feb", "23 Feb", "09 Mar"]


def test_an_hour_stays_the_circles_own_across_the_change_of_clocks(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        edit(db, stage, every_weeks=6)
        hours = {f"{local(each.starts_at, 'Europe/Lisbon'):%H:%M}" for each in stage.circle.meetings}
        assert hours == {"10:00"}


def test_fewer_meetings_call_off_the_last_ones(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        edit(db, stage, meetings=4)
        assert len(days(stage)) == 4
        assert waiting(db) == [], "nobody was invited to those yet"


def test_who_was_invited_to_a_meeting_that_goes_is_told(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        for membership in stage.circle.members:
            meetings.post_invite(db, stage.second, membership, MONDAY)
        send(db)
        edit(db, stage, MONDAY, meetings=1)
        assert sorted(waiting(db)) == sorted((MailKind.CANCEL, stage.person(name)) for name in EVERYONE)


def test_meetings_that_were_called_off_come_back_with_more(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        edit(db, stage, meetings=4)
        edit(db, stage, meetings=7)
        assert [each.n for each in stage.circle.meetings] == [1, 2, 3, 4, 5, 6, 7]
        assert days(stage)[-1] == "29 Jun"


def test_who_had_been_told_that_it_is_off_hears_that_it_is_on_again(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        for membership in stage.circle.members:
            meetings.post_invite(db, stage.second, membership, MONDAY)
        send(db)
        edit(db, stage, MONDAY, meetings=1)
        send(db)
        edit(db, stage, MONDAY + timedelta(days=1), meetings=2)
        assert sorted(waiting(db)) == sorted((MailKind.UPDATE, stage.person(name)) for name in EVERYONE)


def test_sizes_move_nobody_who_has_a_circle(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        edit(db, stage, size_lo=6, size_hi=7)
        assert len(stage.circle.members) == 4
        assert waiting(db) == []


def test_a_circle_too_small_for_what_is_asked_now_is_put_to_an_organizer_while_it_is(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        edit(db, stage, size_lo=5)
        (found,) = suggestions.open_of(db, stage.program.id, NOW)
        assert suggestions.title(found) == "Let Circle 1 go on as it is"
        edit(db, stage, size_lo=4)
        assert suggestions.open_of(db, stage.program.id, NOW) == []


def test_larger_circles_have_seats_for_who_waits(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        edit(db, stage, size_hi=4)
        eva = waits(db, stage, "Eva")
        effect = season_effect.rehearse(
            db, stage.season, replace(seasons.plan_of(stage.season), size_hi=5), "organizer:1", NOW
        )
        assert (effect.people, effect.mails, waiting(db)) == (1, 1, [])
        edit(db, stage, size_hi=5)
        assert waiting(db) == [(MailKind.SEAT, f"person:{eva.person_id}")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("meetings", 0),
        ("meetings", 1),
        ("every_weeks", 14),
        ("minutes", 45),
        ("size_lo", 9),
        ("mentors_lo", 3),
        ("anonymise_days", 3),
        ("starts_on", date(2027, 2, 1)),
        ("signup_closes_on", date(2027, 1, 2)),
    ],
)
def test_what_can_not_be_is_refused_by_name_and_changes_nothing(
    database: Database, field: str, value: object
) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        before, planned = seasons.plan_of(stage.season), days(stage)
        with pytest.raises(Invalid) as refused:
            edit(db, stage, stage.second.starts_at + timedelta(hours=2), **{"minutes": 90, field: value})
        assert refused.value.field == field
        assert (seasons.plan_of(stage.season), days(stage)) == (before, planned)
        assert waiting(db) == []


def test_before_it_is_published_everything_is_free(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        plan = seasons.SeasonPlan(
            "Summer", date(2027, 6, 1), 3, 2, 90, 5, 7, 1, 1, "Room 3", date(2027, 5, 1)
        )
        seasons.edit(db, season, plan, "organizer:1", NOW)
        assert seasons.plan_of(season) == plan


def test_a_draft_that_was_formed_for_other_settings_may_be_formed_anew(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        circle = Circle(season=season, name="Circle 1", zone="UTC", weekday=1, start=time(10))
        db.add_all([circle, Board(season_id=season.id, version=3)])
        db.flush()
        plan = seasons.plan_of(season)
        seasons.edit(db, season, replace(plan, name="Summer"), "organizer:1", NOW)
        assert db.get_one(Board, season.id).version == 3
        seasons.edit(db, season, replace(seasons.plan_of(season), minutes=90), "organizer:1", NOW)
        assert (db.get_one(Board, season.id).version, db.get_one(Board, season.id).anew) == (4, True)
        assert seasons.wants_forming(db, season, ["minutes"])
        assert not seasons.wants_forming(db, season, ["name"])


def test_a_season_whose_start_is_past_can_still_be_renamed(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        plan = replace(seasons.plan_of(season), name="Late spring")
        seasons.edit(db, season, plan, "organizer:1", MEETS + timedelta(days=9))
        assert season.name == "Late spring"


def test_a_rehearsal_counts_and_changes_nothing(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        for membership in stage.circle.members:
            meetings.post_invite(db, stage.second, membership, MONDAY)
        send(db)
        before, woken = days(stage), len(db.info["wake"])
        plan = replace(seasons.plan_of(stage.season), every_weeks=2, meetings=5)
        effect = season_effect.rehearse(db, stage.season, plan, "organizer:1", MONDAY)
        assert (effect.moved, effect.cancelled, effect.added) == (4, 1, 0)
        assert (effect.circles, effect.people, effect.mails) == (1, 4, 4)
        assert (days(stage), len(db.info["wake"])) == (before, woken)
        assert waiting(db) == []
        seasons.edit(db, stage.season, plan, "organizer:1", MONDAY)
        assert len(waiting(db)) == effect.mails


def test_a_rehearsal_of_a_new_name_is_quiet(database: Database) -> None:
    with database.transaction() as db:
        stage = of_six(db)
        plan = replace(seasons.plan_of(stage.season), name="Spring anew", size_hi=7)
        assert season_effect.rehearse(db, stage.season, plan, "organizer:1", NOW).is_quiet


# --- Closing ---


def test_closing_calls_off_what_is_to_come_and_stops_mails(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        send(db)
        timeline.post_due(db, MEETS - timedelta(days=4))
        seasons.close(db, stage.season, "organizer:1", MEETS - timedelta(days=4))
        assert sorted(waiting(db)) == sorted((MailKind.CANCEL, stage.person(name)) for name in EVERYONE)
        assert (stage.season.state, stage.season.closed_at) == (SeasonState.CLOSED, MEETS - timedelta(days=4))
        assert days(stage) == []


def test_a_closed_season_owes_its_thanks_and_no_other_mail(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        promise = follow_ups.Promise("send the list", stage.members["Bo"], date(2027, 1, 20))
        follow_ups.open_one(db, stage.circle, stage.first, promise, by("Bo", stage, NOW))
        send(db)
        now = MEETS + timedelta(hours=2)
        seasons.close(db, stage.season, "organizer:1", now)
        send(db)
        for day in range(1, 120):
            timeline.post_due(db, now + timedelta(days=day))
        assert {kind for kind, _ in waiting(db)} == {MailKind.SEASON_REPORT}


def test_closing_twice_is_closing_once(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        seasons.close(db, stage.season, "organizer:1", NOW)
        seasons.close(db, stage.season, "organizer:1", MONDAY)
        assert stage.season.closed_at == NOW


def test_an_open_season_can_be_closed_without_a_circle(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        seasons.close(db, season, "organizer:1", NOW)
        assert db.scalars(select(Season.state)).all() == [SeasonState.CLOSED]
        assert db.scalars(select(Meeting)).all() == []
