"""Opening seasons, forming and publishing circles, signing in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from circles.db import Database
from circles.domain.draft import Draft, suggested
from circles.domain.grouping.forming import form
from circles.domain.waiting_words import reason, remedy
from circles.domain.words import MailKind, OutgoingState, PairKind, ParticipantState, Role, SeasonState
from circles.errors import Invalid, NotAllowed, NotFound
from circles.models import Circle, Outgoing, Pair, SignIn
from circles.services import circles, drafts, outbox, programs, sign_in
from tests.services.stage import MEETS, NOW, enrol, open_season, published

PLAN = programs.SeasonPlan("Spring", datetime(2027, 1, 11, tzinfo=UTC).date())


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (replace(PLAN, name=" "), "name"),
        (replace(PLAN, starts_on=NOW.date()), "starts_on"),
        (replace(PLAN, meetings=0), "meetings"),
        (replace(PLAN, every_weeks=0), "every_weeks"),
        (replace(PLAN, minutes=50), "minutes"),
        (replace(PLAN, size_lo=7, size_hi=6), "size_lo"),
        (replace(PLAN, mentors_lo=3), "mentors_lo"),
    ],
)
def test_a_plan_that_can_not_work_is_refused_with_its_field(
    database: Database, plan: programs.SeasonPlan, field: str
) -> None:
    with database.transaction() as db:
        program = programs.add_program(db, "Springboard", "Europe/Lisbon")
        with pytest.raises(Invalid) as refused:
            programs.add_season(db, program, plan, "organizer:1", NOW)
        assert refused.value.field == field


def test_two_programs_of_one_name_have_links_of_their_own(database: Database) -> None:
    with database.transaction() as db:
        names = ("Élan & Co.", "Élan & Co.", "日本")
        slugs = [programs.add_program(db, name, "UTC").slug for name in names]
        assert slugs == ["elan-co", "elan-co-2", "program"]


def test_nobody_finds_another_programs_season(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        other = programs.add_program(db, "Other", "UTC")
        with pytest.raises(NotFound):
            programs.season_of(db, other.id, season.id)


def test_forming_knows_who_is_apart_and_leaves_out_who_has_not_said_yes(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        members = [enrol(db, season, f"P{n}", Role.MENTOR if n < 2 else Role.MENTEE) for n in range(8)]
        invited = enrol(db, season, "Ivo")
        invited.state = ParticipantState.INVITED
        a, b = members[2].id, members[3].id
        db.add(Pair(season_id=season.id, a_id=a, b_id=b, kind=PairKind.APART))
        db.add(Pair(season_id=season.id, a_id=a, b_id=invited.id, kind=PairKind.TOGETHER))
        db.flush()
        problem = circles.problem(db, season)
        assert {each.id for each in problem.candidates} == {str(each.id) for each in members}
        assert (problem.apart, problem.together) == (frozenset({(str(a), str(b))}), frozenset())


def test_forming_looks_at_no_hour_after_the_last_meeting(database: Database) -> None:
    """Two meetings four weeks apart are in the first week and the fifth: clocks may change after that."""
    with database.transaction() as db:
        season = open_season(db)
        enrol(db, season, "Ana")
        assert (season.meetings, season.every_weeks) == (2, 4)
        assert circles.problem(db, season).rules.weeks == 5


def test_a_new_suggestion_replaces_the_draft_and_nobody_is_told(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        for n in range(6):
            enrol(db, season, f"P{n}", Role.MENTOR if n < 1 else Role.MENTEE)
        for _ in range(2):
            drafts.lay(db, season, suggested(form(circles.problem(db, season)), Draft()), NOW)
        [circle] = circles.of_season(db, season)
        assert len(circle.members) == 6
        assert circle.why.startswith("Put together as all six can meet Tuesdays")
        assert not db.scalars(select(Outgoing)).all()


def test_without_a_mentor_everyone_waits_with_a_reason_and_a_way_out(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people = [enrol(db, season, f"P{n}") for n in range(6)]
        drafts.lay(db, season, suggested(form(circles.problem(db, season)), Draft()), NOW)
        assert not circles.of_season(db, season)
        assert all("mentor" in reason(each.wait) + remedy(each.wait) for each in people)
        with pytest.raises(NotAllowed, match="Suggest circles"):
            circles.publish(db, season, "organizer:1", NOW)


def test_publishing_sets_every_meeting_and_invites_everyone_to_the_first(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        assert [meeting.starts_at for meeting in stage.circle.meetings] == [MEETS, MEETS + timedelta(weeks=4)]
        assert stage.first.host is not None
        assert stage.first.host.role is Role.MENTOR
        invites = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.INVITE)).all()
        assert {invite.to for invite in invites} == {stage.person(name) for name in stage.members}
        assert {invite.about for invite in invites} == {f"meeting:{stage.first.id}"}
        assert {member.state for member in stage.members.values()} == {ParticipantState.PLACED}


def test_the_circle_mail_takes_the_place_of_a_welcome_that_still_waits(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.state = SeasonState.OPEN
        for meeting in stage.circle.meetings:
            db.delete(meeting)
        db.flush()
        db.refresh(stage.circle)
        about = f"season:{stage.season.id}"
        outbox.post(db, MailKind.JOINED, stage.person("Bo"), about, NOW, due_at=NOW + timedelta(days=1))
        circles.publish(db, stage.season, "organizer:1", NOW)
        [welcome] = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.JOINED))
        assert welcome.state is OutgoingState.SUPERSEDED


def test_publishing_twice_sends_nothing_twice(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        before = len(db.scalars(select(Outgoing)).all())
        circles.publish(db, stage.season, "organizer:1", NOW)
        assert len(db.scalars(select(Outgoing)).all()) == before
        assert stage.season.state is SeasonState.PUBLISHED


def test_a_season_whose_first_meeting_is_past_is_not_published(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.state = SeasonState.OPEN
        draft = Circle(season=stage.season, name="Late", zone="UTC", weekday=0, start=stage.circle.start)
        stage.circle.memberships[0].circle = draft
        db.add(draft)
        db.flush()
        with pytest.raises(NotAllowed, match="past"):
            circles.publish(db, stage.season, "organizer:1", MEETS + timedelta(weeks=9))


def test_a_sign_in_link_works_once_soon_and_in_the_browser_that_asked(database: Database) -> None:
    with database.transaction() as db:
        open_season(db)
        for _ in range(3):
            sign_in.ask(db, " Ines@Springboard.example ", "secret", NOW)
        first, second, third = db.scalars(select(SignIn).order_by(SignIn.id))
        with pytest.raises(NotAllowed):
            sign_in.use(db, first.id, "another browser", NOW)
        assert sign_in.use(db, first.id, "secret", NOW).name == "Inês"
        with pytest.raises(NotAllowed):
            sign_in.use(db, first.id, "secret", NOW)
        with pytest.raises(NotAllowed):
            sign_in.use(db, second.id, "secret", NOW + timedelta(minutes=11))
        assert sign_in.use(db, third.id, "secret", NOW + timedelta(minutes=9))


def test_asking_for_an_unknown_organizer_sends_nothing(database: Database) -> None:
    with database.transaction() as db:
        open_season(db)
        sign_in.ask(db, "mallory@evil.example", "secret", NOW)
        assert not db.scalars(select(Outgoing)).all()
