"""The last look at a mail before it leaves: the season may have moved on since it was posted.

Whoever has answered is not reminded, nothing goes to somebody on a break, and what an outage or a break has
delayed keeps to the hours and limits of circles/domain/kindness.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, String, bindparam, cast, exists, literal, or_, select, union_all
from sqlalchemy.orm import Session

from circles.db import is_postgresql
from circles.domain import timeline
from circles.domain.cadence import next_allowed
from circles.domain.kindness import URGENCY, Mail, departure, news_leaves
from circles.domain.words import MailKind, OutgoingState
from circles.models import FollowUp, Meeting, Membership, Organizer, Outgoing, Participant, Person, Poll
from circles.services import offers, outbox, owed, reachability
from circles.services.lanes import REACHED

UNASKED = (MailKind.INVITE, MailKind.UPDATE, *URGENCY)
"""What nobody asked for. A cancel goes even during a break: it asks nothing and frees a day. So does an
update by which a meeting after the break is during it now."""
NEWS = (MailKind.UPDATE, MailKind.CANCEL)
"""What leaves at decent hours, or at once where the meeting is near."""
IN_HOURS = (
    *NEWS,
    MailKind.SEAT,
    MailKind.IMPORT_INVITE,
    MailKind.SEASON_OPEN,
    MailKind.DIGEST,
    MailKind.SEASON_REPORT,
)
"""What leaves at decent hours, be it among the mails of a day or not."""
IF_UNASKED = (MailKind.JOINED, MailKind.WAITLISTED, MailKind.LEFT)
"""What does so where an import enrolled its reader, or all others left their circle; else it goes at once."""
MOOT = "the season has moved on"
TOO_MANY = "they had two nudges this week"


def hold_back(db: Session, mails: Sequence[Outgoing], now: datetime) -> Sequence[Outgoing]:
    """Put off or drop those of the mails that should not leave now; give the others, in their order."""
    mails = _in_hours(db, mails, now)
    asks = (mail for mail in mails if mail.kind is MailKind.SEAT and not outbox.in_doubt(mail))
    offers.begin(db, {_id(mail.about): mail for mail in asks}, now)
    unasked = [mail for mail in mails if mail.kind in UNASKED and mail.to.startswith("person:")]
    if not unasked:
        return mails
    gate = _gate(db, unasked, now)
    stay = {mail.id for mail in sorted(unasked, key=_urgency) if not gate.lets_go(mail)}
    return [mail for mail in mails if mail.id not in stay]


def reconsider(db: Session, participant: Participant, now: datetime) -> None:
    """Let go what a break put off, once that has another end; the last look spreads it over the days."""
    person = participant.person
    unasked = select(Outgoing).where(
        Outgoing.to == f"person:{person.id}",
        Outgoing.kind.in_(UNASKED),
        Outgoing.state.in_((OutgoingState.QUEUED, OutgoingState.SUPERSEDED)),
        Outgoing.stale_at > now,
    )
    for mail in db.scalars(unasked.order_by(Outgoing.id).with_for_update(key_share=True)):
        if mail.kind in URGENCY and mail.error.startswith(outbox.WITHHELD):
            outbox.send_after_all(db, mail, mail.stale_at, now)
        elif mail.state is OutgoingState.QUEUED and mail.due_at > now:
            mail.due_at = min(mail.due_at, news_leaves(now, mail.stale_at, person.zone))
    reachability.catch_up(db, person.id, now)


@dataclass(frozen=True)
class _Gate:
    """What is known of the mails about to leave and their readers."""

    now: datetime
    members: dict[tuple[str, str], timeline.Member]
    """By what a mail is about and whom it goes to."""
    owed: dict[tuple[MailKind, str, str, int], timeline.Due]
    """By kind, about, reader and version: what the season still owes them."""
    others: dict[str, list[Mail]]
    """By reader: the scheduled mails that have left in the last week."""
    thought: dict[str, datetime]
    """By lane of an update: when the meeting began as its reader last heard of it."""

    def lets_go(self, mail: Outgoing) -> bool:
        due = self.owed.get((mail.kind, mail.about, mail.to, mail.version))
        if mail.kind in URGENCY:
            return self._scheduled(mail, due)
        member = self.members.get((mail.about, mail.to))
        if member is None:
            return True
        back = member.paused_until
        if back is not None and back > self.now and not self._frees(mail, back):
            return self._at(mail, news_leaves(back, mail.stale_at, member.zone))
        in_hours = next_allowed(self.now, member.zone)
        return due is None or in_hours >= due.until or self._at(mail, in_hours)

    def _frees(self, mail: Outgoing, back: datetime) -> bool:
        """Tell whether a meeting for which its reader would be back is before that now."""
        return mail.stale_at < back <= self.thought.get(mail.lane, mail.stale_at)

    def _scheduled(self, mail: Outgoing, due: timeline.Due | None) -> bool:
        if due is None:
            outbox.withhold(mail, MOOT)
            return False
        mail.stale_at = due.until
        others = self.others.setdefault(mail.to, [])
        at = departure(mail.kind, due.circle, due.zone, others, max(due.at, self.now), due.until)
        if at is None:
            outbox.withhold(mail, TOO_MANY)
            return False
        leaves = self._at(mail, at)
        if leaves or mail.state is OutgoingState.QUEUED:  # lesser mails don't take the day it waits for
            others.append(Mail(mail.kind, due.circle, at))
        return leaves

    def _at(self, mail: Outgoing, at: datetime) -> bool:
        return _has_come(mail, at, self.now)


def _has_come(mail: Outgoing, at: datetime, now: datetime) -> bool:
    """Tell whether an instant has come; if not, put the mail off till then, or drop it if too late."""
    if at <= now:
        return True
    if at < mail.stale_at:
        outbox.postpone(mail, at)
    else:
        outbox.withhold(mail, outbox.TOO_LATE)
    return False


def _in_hours(db: Session, mails: Sequence[Outgoing], now: datetime) -> Sequence[Outgoing]:
    """Put off what an outage has delayed into the night or a weekend; give the other mails."""
    bound = [mail for mail in mails if mail.kind in (*IN_HOURS, *IF_UNASKED)]
    if not bound:
        return mails
    zones = dict(db.execute(_ZONES, {"ids": {_id(mail.to) for mail in bound}}).all())
    late = _scheduled(db, [mail for mail in bound if _was_due(mail, zones[mail.to], now)])
    thought = _thought(db, [mail for mail in late if mail.kind in NEWS])
    stay = set[int]()
    for mail in late:
        zone, at = zones[mail.to], mail.stale_at
        begins = min(at, thought.get(mail.lane, at))
        leaves = news_leaves(now, begins, zone) if mail.kind in NEWS else next_allowed(now, zone)
        if not _has_come(mail, leaves, now):
            stay.add(mail.id)
    return [mail for mail in mails if mail.id not in stay]


def _scheduled(db: Session, mails: Sequence[Outgoing]) -> Sequence[Outgoing]:
    """Leave out what goes at once: it answers what somebody did."""
    maybe = {mail.id for mail in mails if mail.kind in IF_UNASKED}
    unasked = set(db.scalars(_UNASKED, {"ids": maybe})) if maybe else maybe
    return [mail for mail in mails if mail.kind in IN_HOURS or mail.id in unasked]


def _was_due(mail: Outgoing, zone: str, now: datetime) -> bool:
    """Tell whether it is no decent hour, and not the night on which a mail was posted to leave at once."""
    return next_allowed(now, zone) > now >= next_allowed(mail.posted_at, zone)


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_READS = Person.id.in_(bindparam("readers", expanding=True))
_ZONES = union_all(
    *(
        select(literal(kind) + cast(each.id, String), each.zone).where(each.id.in_(_IDS))
        for kind, each in (("person:", Person), ("organizer:", Organizer))
    )
)
_UNASKED = select(Outgoing.id).where(
    Outgoing.id.in_(_IDS),
    or_(
        exists().where(  # posted by the import that enrolled them
            Outgoing.to == literal("person:") + cast(Participant.person_id, String),
            Outgoing.about == literal("season:") + cast(Participant.season_id, String),
            Outgoing.posted_at == Participant.enrolled_at,
        ),
        exists().where(  # of a circle in which they still are, alone
            Outgoing.about == literal("membership:") + cast(Membership.id, String),
            Membership.left_at.is_(None),
        ),
    ),
)
_LOCKED = select(Person.id).where(_READS).order_by(Person.id).with_for_update(key_share=True)
_MEETINGS = Meeting.id.in_(_IDS) & _READS
_HAD = (  # a calendar is stale once its meeting begins
    select(Outgoing.lane, Outgoing.stale_at)
    .where(
        Outgoing.lane.in_(bindparam("lanes", expanding=True)),
        Outgoing.kind.in_(outbox.CALENDAR),
        Outgoing.state.in_((OutgoingState.SENT, OutgoingState.HELD)),
    )
    .order_by(Outgoing.id)
)
_FOLLOW_UPS, _POLLS, _MEMBERS = FollowUp.id.in_(_IDS), Poll.id.in_(_IDS), Membership.id.in_(_IDS)


def _gate(db: Session, mails: Sequence[Outgoing], now: datetime) -> _Gate:
    """Look up what decides about some mails; two workers look at one reader's in turn."""
    readers = {_id(mail.to) for mail in mails}
    if is_postgresql(db):  # on SQLite the whole database is ours
        db.execute(_LOCKED, {"readers": readers}).all()
    about = {mail.about for mail in mails}
    meetings = {_id(each) for each in about if each.startswith("meeting:")}
    promises = {_id(each) for each in about if each.startswith("followup:")}
    asked = {_id(each) for each in about if each.startswith("poll:")}
    silent = {_id(mail.about) for mail in mails if mail.kind is MailKind.CHECK_IN}
    ended = {_id(each.about) for each in mails if each.kind is MailKind.SEASON_REPORT}
    here = {"ids": meetings, "readers": readers, "since": now, "until": now}
    state = timeline.State(
        tuple(owed.meetings(db, _MEETINGS, here, posted=False) if meetings else ()),
        tuple(owed.follow_ups(db, _FOLLOW_UPS, {"ids": promises}) if promises else ()),
        tuple(owed.polls(db, _POLLS, {"ids": asked}) if asked else ()),
        silences=tuple(owed.silences(db, _MEMBERS, now, {"ids": silent}, posted=False) if silent else ()),
        endings=tuple(owed.endings(db, _MEMBERS, {"ids": ended}) if ended else ()),
    )
    theirs = {mail.id for mail in mails}
    limited = {_id(mail.to) for mail in mails if mail.kind in URGENCY}
    left = owed.mails(db, limited, now, REACHED, but=theirs)
    return _Gate(
        now,
        {(f"meeting:{each.id}", f"person:{m.person}"): m for each in state.meetings for m in each.members},
        {(d.kind, d.about, f"person:{d.person}", d.version): d for d in timeline.plan(state)},
        {f"person:{person}": sent for person, sent in left.items()},
        _thought(db, [mail for mail in mails if mail.kind is MailKind.UPDATE]),
    )


def _thought(db: Session, news: Sequence[Outgoing]) -> dict[str, datetime]:
    if not news:
        return {}
    had = db.execute(_HAD, {"lanes": {mail.lane for mail in news}}).all()
    return {row.lane: row.stale_at for row in had}  # of each lane the last one counts


def _urgency(mail: Outgoing) -> tuple[int, int]:
    return (URGENCY.index(mail.kind) if mail.kind in URGENCY else -1, mail.id)


def _id(named: str) -> int:
    return int(named.partition(":")[2])
