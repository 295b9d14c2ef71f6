"""Whether mail went to whom it concerned, as often as it should; and whether people sit where they may."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.words import Attendance, MailKind, MeetingState, PairKind
from circles.models import AttendanceEvent, Incoming, Meeting, Membership, Outgoing, Pair
from circles.services.departures import UNASKED
from circles.services.outbox import CALENDAR
from circles.services.owed import circles as circles_of
from circles.services.rates import ANSWERS

SURVEYED = (3, 6)
FOR_WHO_LEFT = frozenset({MailKind.SEASON_REPORT})


def unconcerned(db: Session, sent: Sequence[Outgoing]) -> Iterator[str]:
    """Tell of mails, of those sent and in their order, that did not concern their reader, or not again."""
    yield from _not_to_a_member(db, sent)
    yield from _at_no_such_time(db, sent)
    yield from _asked_again(db, [mail for mail in sent if mail.kind is MailKind.CHECK_IN])
    yield from _answers_to_nothing(db, [mail for mail in sent if mail.kind in ANSWERS])


def misplaced(db: Session) -> Iterator[str]:
    """Tell of people who are in two places at once, and of those in one circle who are to be apart."""
    seats = db.scalars(select(Membership).order_by(Membership.id)).unique().all()
    theirs: dict[int, list[Membership]] = {}
    for seat in seats:
        theirs.setdefault(seat.participant.person_id, []).append(seat)
    for person, held in theirs.items():
        for one, other in combinations(held, 2):
            if _meet_at_once(one, other):
                yield f"person:{person} is to be in {one.circle.name} and {other.circle.name} at one hour"
    places = {(seat.circle_id, seat.participant_id): seat for seat in seats}
    for pair in db.scalars(select(Pair).where(Pair.kind == PairKind.APART)):
        for circle in {seat.circle_id for seat in seats}:
            a, b = places.get((circle, pair.a_id)), places.get((circle, pair.b_id))
            if a and b and not {*_meetings(a)}.isdisjoint(_meetings(b)):
                yield f"participants {pair.a_id} and {pair.b_id} are to be apart, and both in circle {circle}"


def _meet_at_once(one: Membership, other: Membership) -> bool:
    return any(
        a.starts_at < b.starts_at + timedelta(minutes=b.minutes)
        and b.starts_at < a.starts_at + timedelta(minutes=a.minutes)
        for a in _meetings(one)
        for b in _meetings(other)
    )


def _meetings(seat: Membership) -> list[Meeting]:
    met = (each for each in seat.circle.meetings if each.state is not MeetingState.CANCELLED)
    return [each for each in met if seat.was_in(each.starts_at)]


def _not_to_a_member(db: Session, sent: Iterable[Outgoing]) -> Iterator[str]:
    """Tell of what a circle wrote unasked to somebody who was not in it then."""
    mails = [mail for mail in sent if mail.kind in UNASKED and mail.kind not in FOR_WHO_LEFT]
    of = circles_of(db, {mail.about for mail in mails})
    seats = {
        (seat.circle_id, f"person:{seat.participant.person_id}"): seat
        for seat in db.scalars(select(Membership)).unique()
    }
    for mail in mails:
        seat = seats.get((of.get(mail.about, 0), mail.to))
        if mail.about in of and not (seat and mail.sent_at and _is_seated(seat, mail.sent_at)):
            yield f"{_told(mail)}, who was not in that circle"


def _is_seated(seat: Membership, at: datetime) -> bool:
    """Tell whether somebody was in a circle; who leaves may have had its mail in that very instant."""
    return seat.was_in(at) or seat.left_at == at


def _at_no_such_time(db: Session, sent: Iterable[Outgoing]) -> Iterator[str]:
    """Tell of scheduled mail about a time that its meeting never had, and of surveys after other meetings."""
    meetings = {f"meeting:{each.id}": each for each in db.scalars(select(Meeting))}
    for mail in sent:
        meeting = meetings.get(mail.about)
        if meeting is None or mail.kind not in UNASKED:
            continue
        if mail.kind not in CALENDAR and mail.version > meeting.moves:
            yield f"{_told(mail)} about a time that it never had"
        if mail.kind is MailKind.SURVEY and meeting.n not in SURVEYED:
            yield f"{_told(mail)} after meeting {meeting.n}"


def _asked_again(db: Session, asked: Sequence[Outgoing]) -> Iterator[str]:
    """Tell whom we asked how they are once more, though nothing was heard or seen of them in between."""
    theirs: dict[tuple[str, str], list[Outgoing]] = {}
    for mail in asked:
        theirs.setdefault((mail.to, mail.about), []).append(mail)
    for mails in theirs.values():
        for before, again in pairwise(mails):
            if not _was_heard(db, before, again):
                yield f"{_told(again)} once more in one silence"


def _was_heard(db: Session, before: Outgoing, again: Outgoing) -> bool:
    seat = db.get(Membership, int(before.about.partition(":")[2]))
    wrote = select(Incoming.id).where(
        Incoming.person_id == int(before.to.partition(":")[2]),
        Incoming.received_at.between(before.sent_at, again.sent_at),
    )
    came = (
        select(AttendanceEvent.id)
        .join(AttendanceEvent.meeting)
        .where(
            Meeting.circle_id == (seat.circle_id if seat else 0),
            AttendanceEvent.participant_id == (seat.participant_id if seat else 0),
            AttendanceEvent.value == Attendance.CAME,
            AttendanceEvent.said_at.between(before.sent_at, again.sent_at),
        )
    )
    return db.scalar(wrote.limit(1)) is not None or db.scalar(came.limit(1)) is not None


def _answers_to_nothing(db: Session, answers: Iterable[Outgoing]) -> Iterator[str]:
    theirs = db.execute(select(Incoming.id, Incoming.person_id))
    wrote = {f"incoming:{each}": f"person:{who}" for each, who in theirs}
    for mail in answers:
        if wrote.get(mail.about) != mail.to:
            yield f"{_told(mail)} in answer to no mail of theirs"


def _told(mail: Outgoing) -> str:
    return f"{mail.kind} {mail.about} went to {mail.to}"
