"""Joining, changing one's mind, pausing and leaving."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database, hashes
from circles.domain.waiting_words import in_full, reason
from circles.domain.words import MailKind, OutgoingState, ParticipantState, Role
from circles.errors import Invalid, NotAllowed
from circles.models import Address, Outgoing, Participant, Person, Season, Suppression
from circles.services import outbox, people, personal_page, programs, retention
from circles.services.personal_page import Preferences
from circles.services.wishes import Wish
from tests.services.stage import MEETS, NOW, Stage, enrol, open_season, published

WISH = Wish(
    name="Ana  Sousa", email="Ana@Meadow.Example", role=Role.MENTEE, zone="Europe/Lisbon", topics=("advice",)
)


def posted(db: Session, kind: MailKind) -> list[Outgoing]:
    return list(db.scalars(select(Outgoing).where(Outgoing.kind == kind).order_by(Outgoing.id)))


def the_participant(db: Session, season: Season) -> Participant:
    return db.scalars(select(Participant).where(Participant.season_id == season.id)).one()


def test_a_sign_up_waits_for_its_confirmation(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people.sign_up(db, season, WISH, NOW)
        ana = the_participant(db, season)
        assert (ana.state, ana.person.name) == (ParticipantState.UNCONFIRMED, "Ana Sousa")
        assert len(posted(db, MailKind.CONFIRM)) == 1
        assert people.confirm(db, ana, NOW)
        assert ana.state is ParticipantState.CONFIRMED
        assert len(posted(db, MailKind.JOINED)) == 1


def test_two_sign_ups_at_once_with_one_new_address_are_one_person(database: Database) -> None:
    with database.transaction() as db:
        season_id = open_season(db).id
    together = Barrier(2, timeout=60)

    def sign_up(_: int) -> None:
        together.wait()
        with database.transaction() as db:
            people.sign_up(db, db.get_one(Season, season_id), WISH, NOW)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(sign_up, range(2)))
    with database.transaction() as db:
        the_participant(db, db.get_one(Season, season_id))
        assert db.scalars(select(Address)).one().written == WISH.email
        assert len(posted(db, MailKind.CONFIRM)) == 2


def test_confirming_twice_joins_once(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people.sign_up(db, season, WISH, NOW)
        ana = the_participant(db, season)
        people.confirm(db, ana, NOW)
        assert not people.confirm(db, ana, NOW)
        assert len(posted(db, MailKind.JOINED)) == 1


def test_signing_up_again_asks_again_with_the_newer_wishes(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people.sign_up(db, season, WISH, NOW)
        people.sign_up(db, season, replace(WISH, role=Role.MENTOR), NOW)
        assert the_participant(db, season).role is Role.MENTOR
        assert len(posted(db, MailKind.CONFIRM)) == 2


ABROAD = replace(
    WISH, email="bo@meadow.example", name="Bo Berg", zone="Asia/Tokyo", language="de", availability="Mon 7-9"
)


def test_what_somebody_we_know_fills_in_holds_with_their_yes(database: Database) -> None:
    with database.transaction() as db:
        bo = enrol(db, open_season(db), "Bo").person
        people.pause(db, bo.participations[0], datetime(2027, 7, 3, tzinfo=UTC).date(), NOW)
        summer = next_season_of(db, bo)
        people.sign_up(db, summer, ABROAD, NOW)
        signed_up = the_participant(db, summer)
        assert (bo.name, bo.zone, bo.language, signed_up.availability) == ("Bo", "Europe/Lisbon", "en", "")
        people.confirm(db, signed_up, NOW)
        assert (bo.name, bo.zone, bo.language) == ("Bo Berg", "Asia/Tokyo", "de")
        assert (signed_up.availability, signed_up.wait) == ("Mon 7-9", {})
        spring = bo.participations[0]
        assert spring.availability == "Tue 10:00-12:00"
        assert spring.paused_until == datetime(2027, 7, 4, tzinfo=ZoneInfo("Asia/Tokyo"))


NOT_IN = (ParticipantState.INVITED, ParticipantState.DECLINED, ParticipantState.LEFT)


def signs_up_again(db: Session, state: ParticipantState) -> Participant:
    """Let somebody type Bo's address at the sign-up page, who is in the season in a state."""
    season = open_season(db)
    bo = enrol(db, season, "Bo")
    bo.state = state
    wish = replace(ABROAD, role=Role.MENTOR, topics=("Asking",), hopes="To learn", needs="")
    people.sign_up(db, season, wish, NOW)
    return bo


def held(bo: Participant) -> tuple[object, ...]:
    return bo.person.name, bo.person.zone, bo.role, bo.availability, bo.topics, bo.hopes, bo.wait


BEFORE = ("Bo", "Europe/Lisbon", Role.MENTEE, "Tue 10:00-12:00", [], "", {})


@pytest.mark.parametrize("state", NOT_IN)
def test_what_is_filled_in_for_who_was_invited_or_has_left_holds_with_their_yes_to_it(
    database: Database, state: ParticipantState
) -> None:
    with database.transaction() as db:
        bo = signs_up_again(db, state)
        assert held(bo)[:-1] == BEFORE[:-1]
        people.confirm(db, bo, NOW, as_filled_in=True)
        assert held(bo) == ("Bo Berg", "Asia/Tokyo", Role.MENTOR, "Mon 7-9", ["Asking"], "To learn", {})


@pytest.mark.parametrize("state", NOT_IN)
def test_a_yes_to_anything_else_takes_nothing_that_a_stranger_may_have_filled_in(
    database: Database, state: ParticipantState
) -> None:
    with database.transaction() as db:
        bo = signs_up_again(db, state)
        people.confirm(db, bo, NOW)
        assert held(bo) == BEFORE


def test_what_is_filled_in_and_gets_no_yes_is_forgotten_after_fourteen_days(database: Database) -> None:
    with database.transaction() as db:
        bo, week = signs_up_again(db, ParticipantState.LEFT), timedelta(weeks=1)
        retention.sweep(db, NOW + week, keep_received=week, keep_sent=False)
        assert bo.wait
        retention.sweep(db, NOW + 3 * week, keep_received=week, keep_sent=False)
        db.refresh(bo)
        assert held(bo) == BEFORE


def test_what_waits_for_a_yes_is_listed_without_gaps(database: Database) -> None:
    with database.transaction() as db:
        bo = signs_up_again(db, ParticipantState.LEFT)
        filled_in = "Bo Berg; Asia/Tokyo; de; Mon 7-9; mentor; Asking; To learn"
        assert reason(bo.wait) == f"This holds with their yes: {filled_in}"
        assert in_full(bo.wait) == f"This holds with your yes: {filled_in}"


def test_a_no_forgets_what_was_filled_in_for_who_was_invited(database: Database) -> None:
    with database.transaction() as db:
        bo = signs_up_again(db, ParticipantState.INVITED)
        people.decline(db, bo, NOW)
        assert (bo.state, bo.wait) == (ParticipantState.DECLINED, {})


def test_of_somebody_we_know_a_no_changes_nothing(database: Database) -> None:
    with database.transaction() as db:
        bo = enrol(db, open_season(db), "Bo").person
        summer = next_season_of(db, bo)
        people.sign_up(db, summer, ABROAD, NOW)
        people.decline(db, the_participant(db, summer), NOW)
        assert (bo.name, bo.zone, bo.language) == ("Bo", "Europe/Lisbon", "en")


def test_who_only_left_an_address_is_called_as_they_sign_up_and_their_hours_are_in_their_zone(
    database: Database,
) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people.wait_for_next(db, season.program, ABROAD.email, NOW)
        people.sign_up(db, season, ABROAD, NOW)
        bo = the_participant(db, season)
        assert (bo.person.name, bo.person.zone, bo.person.language) == ("Bo Berg", "Asia/Tokyo", "de")
        assert bo.availability == "Mon 7-9"


def test_who_signs_up_again_from_elsewhere_is_free_at_the_hours_there(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people.sign_up(db, season, replace(ABROAD, zone="Europe/Lisbon"), NOW)
        people.sign_up(db, season, ABROAD, NOW)
        bo = the_participant(db, season)
        assert (bo.person.zone, bo.availability) == ("Asia/Tokyo", "Mon 7-9")


def next_season_of(db: Session, person: Person) -> Season:
    plan = programs.SeasonPlan("Summer", datetime(2027, 5, 10, tzinfo=UTC).date(), meetings=2)
    return programs.add_season(db, person.program, plan, "organizer:1", NOW)


def test_nobody_is_flooded_with_confirm_mails(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        for _ in range(20):
            people.sign_up(db, season, WISH, NOW)
        assert len(posted(db, MailKind.CONFIRM)) == people.MOST_REQUESTS_A_DAY
        people.sign_up(db, season, WISH, NOW + timedelta(days=2))
        assert len(posted(db, MailKind.CONFIRM)) == people.MOST_REQUESTS_A_DAY + 1


def test_who_is_in_already_is_told_so_and_changes_nothing(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        ana = enrol(db, season, "Ana")
        people.sign_up(db, season, replace(WISH, role=Role.MENTOR, name="Mallory"), NOW)
        assert (ana.role, ana.person.name) == (Role.MENTEE, "Ana")
        assert len(posted(db, MailKind.ALREADY_IN)) == 1
        assert not posted(db, MailKind.CONFIRM)


def test_a_suppressed_address_is_never_written_to(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        hashed = hashes(db, "ana@meadow.example")[0]
        db.add(Suppression(hash=hashed, reason="complaint", since=NOW))
        people.sign_up(db, season, WISH, NOW)
        assert not db.scalars(select(Outgoing)).all()


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (replace(WISH, email="ana@meadow"), "email"),
        (replace(WISH, email=""), "email"),
        (replace(WISH, zone="Lisboa"), "timezone"),
        (replace(WISH, availability="whenever"), "availability"),
        (replace(WISH, name="  "), "name"),
    ],
)
def test_what_can_not_be_used_is_named_and_nothing_is_kept(
    database: Database, wish: Wish, field: str
) -> None:
    with database.transaction() as db:
        season = open_season(db)
        with pytest.raises(Invalid) as refused:
            people.sign_up(db, season, wish, NOW)
        assert refused.value.field == field
        assert not db.scalars(select(Person)).all()


def test_a_closed_season_takes_nobody(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        season.signup_closes_on = NOW.date() - timedelta(days=1)
        with pytest.raises(NotAllowed, match="closed"):
            people.sign_up(db, season, WISH, NOW)


def test_a_no_deletes_the_sign_up_and_the_address_may_sign_up_again(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people.sign_up(db, season, WISH, NOW)
        people.decline(db, the_participant(db, season), NOW)
        assert not db.scalars(select(Person)).all() + db.scalars(select(Address)).all()
        people.sign_up(db, season, WISH, NOW)
        assert len({mail.to for mail in posted(db, MailKind.CONFIRM)}) == 2


def test_an_invitation_that_was_declined_stays_declined(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        ana = enrol(db, season, "Ana")
        ana.state = ParticipantState.INVITED
        people.decline(db, ana, NOW)
        assert (ana.state, ana.availability) == (ParticipantState.DECLINED, "")


def test_who_did_not_confirm_in_fourteen_days_is_forgotten(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people.sign_up(db, season, WISH, NOW)
        bo = enrol(db, season, "Bo")
        week = timedelta(days=7)
        retention.sweep(db, NOW + week, keep_received=week, keep_sent=False)
        assert len(db.scalars(select(Participant)).all()) == 2
        retention.sweep(db, NOW + 3 * week, keep_received=week, keep_sent=False)
        assert db.scalars(select(Participant)).all() == [bo]


def test_leaving_takes_the_meetings_ahead_off_the_calendar_they_are_on(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for mail in db.scalars(select(Outgoing)):
            mail.state = OutgoingState.SENT
        bo = stage.members["Bo"]
        people.leave(db, bo, NOW)
        people.leave(db, bo, NOW)
        assert bo.state is ParticipantState.LEFT
        assert [(mail.to, mail.about) for mail in posted(db, MailKind.CANCEL)] == [
            (stage.person("Bo"), f"meeting:{stage.first.id}")
        ]
        assert len(posted(db, MailKind.LEFT)) == 1
        assert len(stage.circle.members) == 3


def test_who_leaves_before_the_invite_went_out_gets_neither(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        people.leave(db, stage.members["Bo"], NOW)
        [invite] = [mail for mail in posted(db, MailKind.INVITE) if mail.to == stage.person("Bo")]
        assert invite.state is OutgoingState.SUPERSEDED
        assert not posted(db, MailKind.CANCEL)


def test_a_break_ends_with_its_last_day_where_the_person_lives(database: Database) -> None:
    with database.transaction() as db:
        ana = enrol(db, open_season(db), "Ana")
        until = people.pause(db, ana, datetime(2027, 7, 3, tzinfo=UTC).date(), NOW)
        assert until.astimezone(UTC) == datetime(2027, 7, 3, 23, tzinfo=UTC)
        assert people.is_paused(ana, MEETS)
        people.resume(db, ana, MEETS)
        assert not people.is_paused(ana, MEETS)
        with pytest.raises(Invalid, match="within a year"):
            people.pause(db, ana, NOW.date() - timedelta(days=1), NOW)


def test_a_break_ends_on_the_day_that_was_named_also_for_who_moves_abroad(database: Database) -> None:
    with database.transaction() as db:
        ana = enrol(db, open_season(db), "Ana")
        people.pause(db, ana, datetime(2027, 7, 3, tzinfo=UTC).date(), NOW)
        personal_page.prefer(db, ana, Preferences("Ana", "Pacific/Auckland", (), "Tue 18:00-20:00"), NOW)
        assert ana.paused_until == datetime(2027, 7, 4, tzinfo=ZoneInfo("Pacific/Auckland"))


def test_who_hosts_and_leaves_hands_the_meetings_ahead_on(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        people.leave(db, stage.members["Ana"], NOW)
        hosts = [meeting.host.participant for meeting in stage.circle.meetings if meeting.host]
        assert len(hosts) == 2
        assert stage.members["Ana"] not in hosts


def test_who_left_is_not_welcomed_the_next_morning(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        tomorrow, about = NOW + timedelta(days=1), f"season:{stage.season.id}"
        outbox.post(db, MailKind.JOINED, stage.person("Bo"), about, NOW, due_at=tomorrow)
        people.leave(db, stage.members["Bo"], NOW)
        assert [mail.state for mail in posted(db, MailKind.JOINED)] == [OutgoingState.SUPERSEDED]
        [goodbye] = posted(db, MailKind.LEFT)
        assert goodbye.id in outbox.due(db, NOW)


def test_what_is_asked_for_now_does_not_wait_for_a_mail_of_tomorrow(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        tomorrow, about = NOW + timedelta(days=1), f"season:{stage.season.id}"
        outbox.post(db, MailKind.JOINED, stage.person("Bo"), about, NOW, due_at=tomorrow)
        people.pause(db, stage.members["Bo"], None, NOW)
        [paused] = posted(db, MailKind.PAUSED)
        assert paused.id in outbox.due(db, NOW)


def hosts(stage: Stage) -> list[str]:
    return [each.host.participant.person.name for each in stage.circle.meetings if each.host]


def test_after_a_leave_nobody_hosts_two_in_a_row(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        assert hosts(stage) == ["Ana", "Bo"]
        people.leave(db, stage.members["Bo"], NOW)
        assert hosts(stage) == ["Ana", "Carl"]
        people.leave(db, stage.members["Ana"], NOW)
        assert hosts(stage) == ["Carl", "Dee"]


def test_who_takes_a_break_hands_the_meetings_in_it_on_and_is_given_back_what_nobody_was_told(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        people.pause(db, stage.members["Bo"], (MEETS + timedelta(weeks=6)).date(), NOW)
        assert hosts(stage) == ["Ana", "Carl"]
        people.resume(db, stage.members["Bo"], NOW)
        assert hosts(stage) == ["Ana", "Bo"]
