"""Seats in circles that meet already: taking one, giving it up, coming back to one's own, waiting for one."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.interfaces import ORMOption

from circles.domain.cadence import next_allowed
from circles.domain.tongue import say
from circles.domain.words import MailKind, MeetingState, OfferState, ParticipantState, Role, SeasonState
from circles.errors import NotAllowed, NotFound
from circles.models import Circle, Meeting, Membership, Participant, Person, Season, SeatOffer
from circles.services import asked_first, cant_come, guides, hosting, in_turn, lanes, meetings, outbox
from circles.services.attendance import upcoming
from circles.services.audit import note

_MEMBERS = (
    joinedload(Circle.season),
    joinedload(Circle.memberships)
    .joinedload(Membership.participant)
    .joinedload(Participant.person)
    .joinedload(Person.addresses),
)
WHOLE_CIRCLE = joinedload(Membership.circle).options(selectinload(Circle.meetings), *_MEMBERS)
"""Of a seat: a reply is read against the names and addresses of everybody in the circle."""
_CIRCLE_OF = (
    select(Circle)
    .where(
        Circle.id == select(Membership.circle_id).where(Membership.id == bindparam("seat")).scalar_subquery()
    )
    .options(*_MEMBERS)
)
_LOCKED = (
    select(Season)
    .where(Season.id == bindparam("season"))
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
_MEETINGS = select(Meeting).where(Meeting.circle_id == bindparam("circle")).order_by(Meeting.n)


def lock(db: Session, *seasons: Season) -> None:
    """Let whoever changes seats of seasons do so in turn; before any circle is held or any row is changed.

    What the one before made of a season is seen then, as that it is closed.
    """
    db.flush()  # what is not written yet would be taken back
    for season in sorted(set(seasons), key=lambda each: each.id):
        db.scalars(_LOCKED, {"season": season.id}).one()


def take_turn(db: Session, participant: Participant) -> None:
    """Lock the season of somebody who joins, goes or has a break, and read what is decided by now.

    Raises NotFound where they have said meanwhile that it was not them who signed up.
    """
    lock(db, participant.season)
    try:
        db.refresh(participant, ["state", "paused_until"])
    except InvalidRequestError:  # the row is gone
        raise NotFound(say("That is settled already; nothing has changed.")) from None


def is_running(season: Season) -> bool:
    """Tell whether the circles of a season meet, so that seats can change hands."""
    return season.state is SeasonState.PUBLISHED


def room(db: Session, circle: Circle, now: datetime, *, but: int | None = None) -> int:
    """Count a circle's free seats that are promised to nobody, `but` by that offer.

    There is none without a meeting ahead, or where everybody has left.
    """
    db.expire(circle, ["memberships"])
    if not meets_again(circle, now):
        return 0
    promised = select(func.count()).where(
        SeatOffer.circle_id == circle.id, SeatOffer.state == OfferState.OPEN, SeatOffer.id != (but or 0)
    )
    return circle.season.size_hi - len(circle.members) - (db.scalar(promised) or 0)


def meets_again(circle: Circle, now: datetime) -> bool:
    """Tell whether a circle has a meeting ahead, and anybody left to meet."""
    return bool(circle.members) and upcoming(circle.meetings, now) is not None


def is_kept(circle: Circle, now: datetime) -> bool:
    """Tell whether a circle that has no `room` has a free seat all the same: then it is kept for somebody."""
    return meets_again(circle, now) and len(circle.members) < circle.season.size_hi


def full(circle: Circle) -> str:
    """Say that nobody else fits into a circle."""
    return say("There is no free seat in {circle} any more.", circle=circle.name)


def join(db: Session, circle: Circle, participant: Participant, now: datetime, why: str = "") -> Membership:
    """Take somebody into a published circle, from its next meeting on: the one way in.

    Who is in already stays as they are. Raises NotAllowed when there is no seat or no meeting ahead.
    """
    lock(db, circle.season)
    in_turn.hold_circles(db, [circle.id])
    db.expire(circle, ["memberships"])
    membership = next((each for each in circle.memberships if each.participant_id == participant.id), None)
    if membership is not None and membership.left_at is None:
        return membership
    meeting = upcoming(circle.meetings, now)
    if meeting is None or len(circle.members) >= circle.season.size_hi:
        raise NotAllowed(full(circle))
    if membership is None:
        membership = Membership(participant=participant, role=_role(circle, participant), joined_at=now)
        circle.memberships.append(membership)
    else:
        if _met_without(membership):  # one absence is kept: what was before an earlier one is given up
            membership.joined_at = membership.here_since
        membership.absent_from, membership.absent_until = membership.left_at, now
    membership.left_at, membership.why = None, why or membership.why
    participant.state = ParticipantState.PLACED
    participant.wait = {}
    asked_first.step_down(db, circle, participant)
    db.flush()
    if len(circle.members) == 1:  # they take back what they gave up, where everybody had left
        _tell_the_last(db, membership, now)
    else:
        others = [each for each in circle.members if each is not membership]
        alone = [
            each for each in others if len(others) == 1 and lanes.is_off(db, _to(each.participant), meeting)
        ]
        for each in (membership, *alone):
            if not meetings.post_invite(db, meeting, each, now):
                _invite_again(db, meeting, each.participant, now)
    hosting.reassign(db, circle, now, anew=True)
    cant_come.heed_all(db, circle, now)
    _note(db, participant, f"joined {circle.name}", now)
    return membership


def _met_without(membership: Membership) -> bool:
    """Tell whether a circle met while somebody had left it, the last time that they came back."""
    return any(
        membership.was_away(each.starts_at) and each.state is not MeetingState.CANCELLED
        for each in membership.circle.meetings
    )


def vacate(db: Session, membership: Membership, now: datetime) -> None:
    """End somebody's place in a circle: meetings ahead leave their calendar, and others host.

    A circle that everybody has left meets no more.
    """
    circle, to = membership.circle, _to(membership.participant)
    lock(db, circle.season)
    in_turn.hold_circles(db, [circle.id])
    membership.left_at = now
    for meeting in circle.meetings:
        if meeting.starts_at > now and meeting.state is MeetingState.PLANNED:
            lanes.post_change(db, MailKind.CANCEL, to, meeting, now)
    guides.take_along(db, circle.meetings, to, now)
    hosting.reassign(db, circle, now)
    cant_come.heed_all(db, circle, now)
    about = {f"membership:{membership.id}", *(f"meeting:{meeting.id}" for meeting in circle.meetings)}
    lanes.withdraw(db, to, about)
    if not circle.members:
        for meeting in circle.meetings:
            if meeting.starts_at > now and meeting.state is MeetingState.PLANNED:
                meetings.cancel(db, meeting, "circles", "", now)
    if len(circle.members) == 1 and is_running(circle.season) and upcoming(circle.meetings, now):
        _tell_the_last(db, circle.members[0], now)


def wake(db: Session, circle: Circle, now: datetime) -> bool:
    """Let a circle meet again that everybody had left; False where no meeting is ahead for that."""
    emptied = max(each.left_at for each in circle.memberships if each.left_at)
    for meeting in circle.meetings if is_running(circle.season) else ():
        meetings.reinstate(db, meeting, "circles", emptied, now)
    return upcoming(circle.meetings, now) is not None


def _tell_the_last(db: Session, member: Membership, now: datetime) -> None:
    """Tell the only one left in a circle why nothing comes any more: no mail of a meeting will."""
    person, back = member.participant.person, member.participant.paused_until or now
    to, about = _to(member.participant), f"membership:{member.id}"
    version = lanes.next_version(db, MailKind.LEFT, to, about)
    due_at = next_allowed(max(now, back), person.zone)
    outbox.post(db, MailKind.LEFT, to, about, now, version=version, due_at=due_at)


def come_back(db: Session, participant: Participant, now: datetime) -> None:
    """Let somebody in whose season is published: into their old circles if these have room, else to wait.

    Theirs are those they left last, as many as they take. Who finds no seat free there is asked first about
    the next that is.
    """
    lock(db, participant.season)
    takes = participant.circles if participant.role is Role.MENTOR else 1
    mine = select(Membership).where(
        Membership.participant_id == participant.id, Membership.left_at.is_not(None)
    )
    left = db.scalars(mine.order_by(Membership.left_at.desc(), Membership.id).limit(takes)).all()
    in_turn.hold_circles(db, [each.circle_id for each in left])
    old = [each.circle for each in left if room(db, each.circle, now) > 0]
    for circle in old:
        join(db, circle, participant, now)
    if not old:
        wait(db, [participant], now)
        for membership in left:
            asked_first.line_up(db, membership.circle, participant, now)


def wait(db: Session, participants: Iterable[Participant], now: datetime) -> None:
    """Put people on the waiting list of a published season and tell them."""
    for participant in participants:
        participant.state = ParticipantState.WAITLISTED
        to, about = _to(participant), f"season:{participant.season_id}"
        version = lanes.next_version(db, MailKind.WAITLISTED, to, about)
        outbox.post(db, MailKind.WAITLISTED, to, about, now, version=version)


def held_by(db: Session, participant: Participant, *load: ORMOption) -> list[Membership]:
    """Give the seats somebody has now, with what else of them to `load`."""
    mine = select(Membership).where(Membership.participant_id == participant.id, Membership.left_at.is_(None))
    return list(db.scalars(mine.order_by(Membership.circle_id).options(*load)).unique())


def held(db: Session, membership_id: int) -> tuple[Membership, Circle] | None:
    """Give a seat, be it given up by now, and all of its circle: asked for nearly every mail that comes."""
    circle = db.scalars(_CIRCLE_OF, {"seat": membership_id}).unique().one_or_none()
    if circle is None:
        return None
    set_committed_value(circle, "meetings", db.scalars(_MEETINGS, {"circle": circle.id}).all())
    return db.get_one(Membership, membership_id), circle


def is_first_of(membership: Membership, meeting: Meeting) -> bool:
    """Tell whether a meeting is the first one that a member could come to, also after one without them."""
    came = membership.here_since if _met_without(membership) else membership.joined_at
    earlier = (each for each in membership.circle.meetings if each.n < meeting.n)
    return all(each.starts_at <= came for each in earlier)


def _role(circle: Circle, participant: Participant) -> Role:
    """Give what they serve as: who could be either mentors a circle that lacks one."""
    if participant.role is not Role.EITHER:
        return participant.role
    mentors = sum(member.role is Role.MENTOR for member in circle.members)
    return Role.MENTOR if mentors < circle.season.mentors_lo else Role.MENTEE


def _invite_again(db: Session, meeting: Meeting, participant: Participant, now: datetime) -> None:
    """Put the next meeting back into their calendar, as it is now; the timeline invites to those after it."""
    to, about = _to(participant), f"meeting:{meeting.id}"
    version = lanes.next_version(db, MailKind.RESENT, to, about)
    outbox.post(db, MailKind.RESENT, to, about, now, version=version, stale_at=meeting.starts_at)


def _to(participant: Participant) -> str:
    return f"person:{participant.person_id}"


def _note(db: Session, participant: Participant, what: str, now: datetime) -> None:
    note(db, participant.season.program_id, "circles", f"participant:{participant.id}", what, now)
