"""A season that was played well, and one thing changed in its record: the report tells of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, make_transient

from circles.db import seal, unseal
from circles.demo_people import simulated_people
from circles.domain.words import MailKind, MeetingState, OutgoingState, PairKind, Role
from circles.models import Audit, Circle, Meeting, Membership, Outgoing, Pair, Participant, Person
from circles.runtime import Runtime
from circles.services import hosting_record
from circles.services.programs import SeasonPlan
from circles.services.reachability import LIFTED, STOPS
from circles.simulation import play, report
from circles.simulation.offices import in_process

pytestmark = pytest.mark.slow

Season = tuple[Runtime, play.Played]


@pytest.fixture(scope="module")
def season() -> Iterator[Season]:
    """24 people and four meetings: somebody passes, is asked to host, is silent, and leaves."""
    with in_process(play.BEGINS) as office:
        plan = SeasonPlan("Spring", play.STARTS_ON, meetings=4, every_weeks=4)
        yield office.runtime, play.season(office, simulated_people(24, seed=7), plan, 7)


@contextmanager
def changed(season: Season) -> Iterator[tuple[Session, Callable[[], list[str]]]]:
    """Give a transaction that comes to nothing, and what the report says of the record as it is in it."""
    runtime, played = season
    with runtime.database.engine.connect() as connection:
        db = Session(connection, expire_on_commit=False, info={"vault": runtime.database.vault, "wake": []})

        def wrong() -> list[str]:
            db.flush()
            db.expire_all()
            return report.wrong(report.look(db, runtime.site, played))

        yield db, wrong
        db.close()
        connection.rollback()


def first(db: Session, wanted: Select[Any]) -> Any:
    found = db.scalars(wanted).unique().first()
    assert found is not None, "the season has one"
    return found


def sent(db: Session, *kinds: MailKind) -> Any:
    """Give the first mail of these kinds."""
    rows = select(Outgoing).where(Outgoing.state == OutgoingState.SENT, Outgoing.kind.in_(kinds))
    return first(db, rows.order_by(Outgoing.id))


def copied(db: Session, mail: Outgoing, at: datetime, **other: object) -> None:
    """Send a mail once more, with what else is said of it."""
    raw = unseal(db, mail.raw or b"")
    db.expunge(mail)
    make_transient(mail)
    again = {"id": None, "message_id": "again", "version": mail.version + 99, "sent_at": at} | other
    for name, value in again.items():
        setattr(mail, name, value)
    mail.raw = seal(db, raw.replace(b"Hi ", b"Hello "))
    db.add(mail)
    db.flush()


def met(db: Session) -> list[Meeting]:
    return list(db.scalars(select(Meeting).where(Meeting.state != MeetingState.CANCELLED)).unique())


def settled(db: Session, what: str) -> tuple[Meeting, Membership]:
    """Give a meeting of whose host somebody said this last, and whose seat is theirs."""
    for line in db.scalars(select(Audit).where(Audit.what == what).order_by(Audit.id)):
        meeting = db.get_one(Meeting, int(line.about.partition(":")[2]))
        seat = next(each for each in meeting.circle.memberships if hosting_record.name(each) == line.who)
        if (meeting.host is seat) == (what == hosting_record.HOSTS):
            return meeting, seat
    raise AssertionError("nobody in this season says so")


# --- Who hosts ---


def who_passed_hosts(db: Session) -> None:
    meeting, seat = settled(db, hosting_record.PASSED)
    meeting.host = seat


def who_said_yes_to_a_swap_does_not_host(db: Session) -> None:
    meeting, seat = settled(db, hosting_record.HOSTS)
    meeting.host = next(each for each in meeting.circle.members if each is not seat)


def nobody_hosts(db: Session) -> None:
    met(db)[5].host = None


def somebody_of_another_circle_hosts(db: Session) -> None:
    one, other = db.scalars(select(Circle).order_by(Circle.id)).unique().all()[:2]
    one.meetings[2].host = other.members[0]


def who_joins_later_hosts(db: Session) -> None:
    meeting = met(db)[1]
    assert meeting.host is not None
    meeting.host.joined_at = meeting.starts_at + timedelta(days=1)


def who_is_on_a_break_hosts(db: Session) -> None:
    meeting = met(db)[2]
    assert meeting.host is not None
    about = f"participant:{meeting.host.participant_id}"
    until = (meeting.starts_at + timedelta(days=2)).date()
    what, at = f"takes a break until {until}", meeting.starts_at - timedelta(hours=1)
    program = meeting.circle.season.program_id
    db.add(Audit(program_id=program, at=at, who=hosting_record.name(meeting.host), about=about, what=what))


def no_mentor_hosts_the_first_meeting(db: Session) -> None:
    for circle in db.scalars(select(Circle)).unique():
        circle.meetings[0].host = next(each for each in circle.members if each.role is Role.MENTEE)


def no_mentor_hosts_whom_mail_did_not_reach_for_a_day(db: Session) -> None:
    no_mentor_hosts_the_first_meeting(db)
    for seat in db.scalars(select(Membership).where(Membership.role == Role.MENTOR)).unique():
        program, about = seat.circle.season.program_id, hosting_record.name(seat)
        for what, at in ((STOPS, play.BEGINS), (LIFTED, play.BEGINS + timedelta(days=1))):
            db.add(Audit(program_id=program, at=at, who="circles", about=about, what=what))


def one_hosts_all_meetings(db: Session) -> None:
    for circle in db.scalars(select(Circle)).unique():
        for meeting in circle.meetings:
            meeting.host = circle.meetings[0].host


def all_hosts_are_others(db: Session) -> None:
    for meeting in met(db):
        meeting.host = next(each for each in meeting.circle.members if each is not meeting.host)


# --- Mail that concerns nobody ---


def a_reader_reads_german(db: Session) -> None:
    first(db, select(Person)).language = "de"


def the_head_of_a_mail_is_in_german(db: Session) -> None:
    mail = sent(db, MailKind.TOPIC)
    raw = unseal(db, mail.raw or b"")
    german = b"-- Bitte =C3=BCber dieser Zeile antworten --"
    mail.raw = seal(db, raw.replace(b"-- Reply above this line --", german))


def a_topic_goes_again_under_another_key(db: Session) -> None:
    mail = sent(db, MailKind.TOPIC)
    copied(db, mail, mail.sent_at + timedelta(days=1))


def a_meeting_is_cancelled_before_it_was_announced(db: Session) -> None:
    mail = sent(db, MailKind.CANCEL)
    mail.sent_at = mail.posted_at = play.BEGINS


def three_nudges_go_in_one_week(db: Session) -> None:
    mail = sent(db, MailKind.REMINDER)
    at, version = mail.sent_at, mail.version
    for n in (1, 2):
        copied(
            db, sent(db, MailKind.REMINDER), at - timedelta(days=n), version=version - n, message_id=f"{n}"
        )


def a_topic_goes_to_one_who_left(db: Session) -> None:
    mail = sent(db, MailKind.TOPIC)
    meeting = db.get_one(Meeting, int(mail.about.partition(":")[2]))
    seat = next(each for each in meeting.circle.memberships if hosting_record.name(each) == mail.to)
    seat.left_at = mail.sent_at - timedelta(minutes=1)


def somebody_is_asked_twice_how_they_are(db: Session) -> None:
    mail = sent(db, MailKind.CHECK_IN)
    copied(db, mail, mail.sent_at + timedelta(hours=1), version=mail.version + 1)


def a_survey_goes_after_meeting_four(db: Session) -> None:
    mail = sent(db, MailKind.SURVEY)
    meeting = db.get_one(Meeting, int(mail.about.partition(":")[2]))
    mail.about = f"meeting:{meeting.circle.meetings[3].id}"


def a_receipt_answers_no_mail(db: Session) -> None:
    sent(db, MailKind.RECEIPT).about = "incoming:99999"


def a_receipt_goes_to_another(db: Session) -> None:
    mail = sent(db, MailKind.RECEIPT)
    other = first(db, select(Membership).where(Membership.left_at.is_(None)).order_by(Membership.id.desc()))
    mail.to = hosting_record.name(other)


# --- Where people sit ---


def one_sits_in_two_circles_at_an_hour(db: Session) -> None:
    one, other = db.scalars(select(Circle).order_by(Circle.id)).unique().all()[:2]
    seat = one.members[0]
    db.add(Membership(circle=other, participant=seat.participant, role=seat.role, joined_at=seat.joined_at))
    other.meetings[1].starts_at = one.meetings[1].starts_at + timedelta(minutes=30)


def a_pair_that_is_to_be_apart_sits_together(db: Session) -> None:
    seats = first(db, select(Circle)).members
    a, b = sorted((seats[0].participant_id, seats[1].participant_id))
    season = db.get_one(Participant, a).season_id
    db.add(Pair(season_id=season, a_id=a, b_id=b, kind=PairKind.APART))


def one_of_a_pair_that_is_to_be_apart_has_the_seat_of_the_other(db: Session) -> None:
    a_pair_that_is_to_be_apart_sits_together(db)
    seats = first(db, select(Circle)).members
    seats[0].left_at = seats[1].joined_at = seats[0].circle.meetings[1].starts_at - timedelta(days=9)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (who_passed_hosts, "is the host"),
        (who_said_yes_to_a_swap_does_not_host, "is the host"),
        (nobody_hosts, "has no host who is a member then"),
        (somebody_of_another_circle_hosts, "has no host who is a member then"),
        (who_joins_later_hosts, "has no host who is a member then"),
        (who_is_on_a_break_hosts, "who is on a break then"),
        (no_mentor_hosts_the_first_meeting, "has no mentor as its host"),
        (one_hosts_all_meetings, "hosts again at"),
        (all_hosts_are_others, "has no mentor as its host"),
        (a_reader_reads_german, "who reads de, is not in it"),
        (the_head_of_a_mail_is_in_german, "who reads en, is not in it"),
        (a_topic_goes_again_under_another_key, "about a time that it never had"),
        (a_meeting_is_cancelled_before_it_was_announced, "before any invitation"),
        (three_nudges_go_in_one_week, "one nudge too many"),
        (a_topic_goes_to_one_who_left, "who was not in that circle"),
        (somebody_is_asked_twice_how_they_are, "once more in one silence"),
        (a_survey_goes_after_meeting_four, "after meeting 4"),
        (a_receipt_answers_no_mail, "in answer to no mail of theirs"),
        (a_receipt_goes_to_another, "in answer to no mail of theirs"),
        (one_sits_in_two_circles_at_an_hour, "at one hour"),
        (a_pair_that_is_to_be_apart_sits_together, "are to be apart"),
    ],
    ids=lambda each: each.__name__ if callable(each) else "",
)
def test_the_report_tells_where(season: Season, fault: Callable[[Session], None], told: str) -> None:
    with changed(season) as (db, wrong):
        fault(db)
        found = wrong()
        assert any(told in each for each in found), found[:5]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (no_mentor_hosts_whom_mail_did_not_reach_for_a_day, "has no mentor as its host"),
        (one_of_a_pair_that_is_to_be_apart_has_the_seat_of_the_other, "are to be apart"),
    ],
    ids=lambda each: each.__name__ if callable(each) else "",
)
def test_the_report_finds_no_fault_where(
    season: Season, change: Callable[[Session], None], told: str
) -> None:
    with changed(season) as (db, wrong):
        change(db)
        assert not [each for each in wrong() if told in each]


def test_the_report_finds_nothing_where_nothing_was_changed(season: Season) -> None:
    with changed(season) as (_, wrong):
        assert wrong() == []
