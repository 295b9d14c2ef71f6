"""Whether a season kept to its limits, and whether all that was recorded has a source; read from the rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.cadence import local, next_allowed, zone_info
from circles.domain.kindness import MOST_NUDGES, NUDGES, URGENCY, WEEK, can_not_wait
from circles.domain.words import MailKind, OutgoingState, Source
from circles.models import (
    AttendanceEvent,
    Audit,
    HeldEvent,
    Incoming,
    Outgoing,
    Participant,
    Person,
    Poll,
    RsvpEvent,
)
from circles.services.departures import UNASKED
from circles.services.outbox import CALENDAR
from circles.services.owed import circles as circles_of

TAKES_A_BREAK = "takes a break until "
IS_BACK, IS_TAKEN_BACK = "is back from the break", "the break is taken back"
Break = tuple[datetime, datetime]
Zones = Mapping[str, Sequence[tuple[datetime, str]]]
"""By reader, the zones they were in before the one they are in now, each with the instant until when."""


def unkind(db: Session, earlier: Zones | None = None) -> Iterator[str]:
    """Tell of every mail nobody asked for that went at night, during a break, or as one too many."""
    now_in = {f"person:{person.id}": person.zone for person in db.scalars(select(Person))}
    mails = db.scalars(
        select(Outgoing)
        .where(Outgoing.state == OutgoingState.SENT, Outgoing.kind.in_(UNASKED), Outgoing.to.in_(now_in))
        .order_by(Outgoing.sent_at, Outgoing.id)
    ).all()
    yield from _during_breaks(mails, breaks(db, earlier or {}))
    scheduled = [mail for mail in mails if mail.kind in URGENCY]
    zones = {mail.id: _zone_then(mail, now_in, earlier or {}) for mail in scheduled}
    for mail in scheduled:
        if next_allowed(_left(mail), zones[mail.id]) != mail.sent_at:
            yield f"{_told(mail)} at {local(_left(mail), zones[mail.id]):%a %H:%M} there"
    yield from _two_on_a_day(db, scheduled, zones)
    yield from _too_many_nudges(scheduled)


def _two_on_a_day(db: Session, mails: Sequence[Outgoing], zones: Mapping[int, str]) -> Iterator[str]:
    """Tell where a circle wrote again on a day, but for a question that could not wait for the next one."""
    circles = circles_of(db, {mail.about for mail in mails})
    closing = {f"poll:{poll.id}": poll.closes_at for poll in db.scalars(select(Poll))}
    days = Counter[tuple[str, int, date]]()
    for mail in mails:
        if mail.about not in circles:
            continue
        day = (mail.to, circles[mail.about], local(_left(mail), zones[mail.id]).date())
        closes = closing.get(mail.about)
        if closes is None or not days[day] or not can_not_wait(_left(mail), closes, zones[mail.id]):
            days[day] += 1
    for (to, circle, on), n in days.items():
        if n > 1:
            yield f"{to} had {n} scheduled mails of circle {circle} on {on}"


def _zone_then(mail: Outgoing, now_in: Mapping[str, str], earlier: Zones) -> str:
    left = _left(mail)
    return next((zone for until, zone in earlier.get(mail.to, ()) if left <= until), now_in[mail.to])


def _during_breaks(mails: Sequence[Outgoing], breaks: dict[str, list[Break]]) -> Iterator[str]:
    """Tell what went to who was away, but that a meeting for which they would be back is before that now."""
    thought: dict[str, datetime] = {}
    for mail in mails:
        back = [ends for begins, ends in breaks.get(mail.to, ()) if begins < _left(mail) < ends]
        frees = mail.kind is MailKind.UPDATE and mail.lane in thought
        if any(not (frees and mail.stale_at < ends <= thought[mail.lane]) for ends in back):
            yield f"{_told(mail)} on {mail.sent_at}, during a break"
        if mail.kind in CALENDAR:
            thought[mail.lane] = mail.stale_at


def _too_many_nudges(mails: Sequence[Outgoing]) -> Iterator[str]:
    nudges: dict[str, list[datetime]] = {}
    for mail in mails:
        if mail.kind in NUDGES:
            theirs = nudges.setdefault(mail.to, [])
            theirs.append(_left(mail))
            if len(theirs) > MOST_NUDGES and theirs[-1] - theirs[-1 - MOST_NUDGES] < WEEK:
                yield f"{_told(mail)} as one nudge too many in seven days"


def _told(mail: Outgoing) -> str:
    return f"{mail.kind} {mail.about} went to {mail.to}"


def _left(mail: Outgoing) -> datetime:
    assert mail.sent_at is not None, "a mail that was sent knows when"
    return mail.sent_at


def untraceable(db: Session) -> Iterator[str]:
    """Tell of everything in the record of which the rows don't show who said it and how."""
    writers = dict(db.execute(select(Incoming.id, Incoming.person_id)).all())
    events = (
        *db.scalars(select(RsvpEvent)),
        *db.scalars(select(AttendanceEvent)),
        *db.scalars(select(HeldEvent)),
    )
    for event in events:
        what = f"{event.__tablename__} {event.id}, said by {event.said_by},"
        by_mail = event.source in {Source.REPLY, Source.CALENDAR}
        wrote = f"person:{writers.get(event.incoming_id or 0)}"
        if by_mail != (event.incoming_id is not None) or (by_mail and wrote != event.said_by):
            yield f"{what} has no mail of theirs"
        if (event.source is Source.ORGANIZER) != event.said_by.startswith("organizer:"):
            yield f"{what} is not of the organizer, as it says"


def breaks(db: Session, earlier: Zones) -> dict[str, list[Break]]:
    """Give the breaks people took, by reader, as the audit trail tells them."""
    zones = {
        f"participant:{participant.id}": (f"person:{participant.person_id}", participant.person.zone)
        for participant in db.scalars(select(Participant))
    }
    breaks: dict[str, list[Break]] = {}
    for line in db.scalars(select(Audit).where(Audit.about.in_(zones)).order_by(Audit.at, Audit.id)):
        person, zone = zones[line.about]
        theirs = breaks.setdefault(person, [])
        begins = line.what.startswith(TAKES_A_BREAK)
        if theirs and (begins or line.what in {IS_BACK, IS_TAKEN_BACK}):
            began, ends = theirs[-1]
            theirs[-1] = (began, min(ends, line.at))
        if begins:
            last = date.fromisoformat(line.what.removeprefix(TAKES_A_BREAK))
            theirs.append((line.at, _end_of(last, zone, earlier.get(person, ()))))
    return breaks


def _end_of(last: date, zone: str, earlier: Sequence[tuple[datetime, str]]) -> datetime:
    """Give when a day ends where its owner is by then, who has been elsewhere `earlier`."""
    midnight = datetime.combine(last + timedelta(days=1), time())
    ends = ((midnight.replace(tzinfo=zone_info(there)), until) for until, there in earlier)
    here = midnight.replace(tzinfo=zone_info(zone))
    return next((end for end, until in ends if end <= until), here)
