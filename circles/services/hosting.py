"""Who leads which meeting of a circle: a mentor the first, then everyone in turn; and handing it on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import dropwhile

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload, selectinload

from circles.domain import new_times, timeline
from circles.domain.cadence import days_before
from circles.domain.hosting import Turn, deal, next_host
from circles.domain.kindness import morning_after
from circles.domain.tongue import say
from circles.domain.words import Errand, MeetingState, Role, Rsvp
from circles.errors import NotAllowed
from circles.models import Audit, Circle, Meeting, Membership
from circles.services import attendance, errands, hosting_record, hosting_words, in_turn, unheard
from circles.services.hosting_words import Change


class NobodyElse(NotAllowed):
    """Nobody is left who could host a meeting."""


def assign(
    db: Session, circle: Circle, now: datetime, *, anew: bool = False
) -> list[tuple[Meeting, Membership | None]]:
    """Give every meeting ahead a host who is there, from the first on that lacks one; `anew`, from the next.

    Gives what changed, with who was to host it.

    Those before it keep theirs, and after it those who know of their turn, or agreed on it. Who can't come,
    or is not heard of, hosts only where everyone else is away, and who has handed it on where nobody else is
    left.
    """
    members = {member.id: member for member in sorted(circle.members, key=lambda member: member.id)}
    record = hosting_record.of(db, circle.meetings)
    agreed = hosting_record.agreed(record, circle.meetings)
    turns = list(_turns_of(db, circle, members, record, agreed, now, anew=anew))
    changed: list[tuple[Meeting, Membership | None]] = []
    for (meeting, turn), chosen in zip(turns, deal([turn for _, turn in turns]), strict=True):
        was = meeting.host
        if turn.host is None and chosen != (was.id if was else None):
            meeting.host = members[chosen] if chosen is not None else None
            changed.append((meeting, was))
            if meeting.id in agreed:
                hosting_record.add(db, meeting, "circles", hosting_record.DEALT, now)
    return changed


def _turns_of(
    db: Session,
    circle: Circle,
    members: Mapping[int, Membership],
    record: Sequence[Audit],
    agreed: Collection[int],
    now: datetime,
    *,
    anew: bool,
) -> Iterator[tuple[Meeting, Turn]]:
    """Give the turns of a circle: who keeps theirs, and who may have the others."""
    silent = unheard.of_circle(db, circle)
    standing = [each for each in circle.meetings if each.state is not MeetingState.CANCELLED]
    away = {
        meeting.id: silent | {member.id for member in members.values() if is_away(member, meeting)}
        for meeting in standing
    }
    ahead = [each for each in standing if each.state is MeetingState.PLANNED and each.starts_at > now]
    lacking = {
        each.id
        for each in ahead
        if each.host is None or each.host.id not in (members.keys() - away[each.id] or members)
    }
    dealt = ahead if anew else [*dropwhile(lambda each: each.id not in lacking, ahead)]
    asked = [each for each in dealt if each.id not in lacking and each.id not in agreed]
    free = lacking | ({each.id for each in asked} - _known(db, record, [(each, each.host) for each in asked]))
    for meeting in standing:
        gone, host = away[meeting.id], meeting.host
        if meeting.id in free:
            gone = gone | noes(db, meeting) if host is not None else gone
            passed = hosting_record.passed(record, meeting)
            they = {each.id for each in members.values() if hosting_record.name(each) in passed}
            gone = gone | they if members.keys() - gone - they else gone
            yield meeting, Turn(members=_turns(meeting, members, members.keys() - gone), away=gone)
        elif host is not None:
            yield meeting, Turn(host=host.id)


def _known(
    db: Session, record: Sequence[Audit], turns: Iterable[tuple[Meeting, Membership | None]]
) -> set[int]:
    """Give the meetings of whose turn their hosts, as given, know: they were told, asked, or spoke of it."""
    theirs = [(meeting, host) for meeting, host in turns if host is not None]
    return errands.known(db, theirs) | hosting_record.spoken_of(record, theirs)


def reassign(db: Session, circle: Circle, now: datetime, *, anew: bool = False) -> None:
    """Give every meeting a host who is there; tell who has to know of it soon, and who counted on hosting."""
    lock(db, circle)
    changed = assign(db, circle, now, anew=anew)
    known = _known(db, hosting_record.of(db, [meeting for meeting, _ in changed]), changed)
    for meeting, was in changed:
        tell(db, meeting, now)
        if was is not None and was.left_at is None and meeting.id in known:
            errands.post(db, Errand.RELIEVED, meeting, was, now)


def tell(db: Session, meeting: Meeting, now: datetime, gave_back: Membership | None = None) -> None:
    """Tell the new host of a meeting at once, where no topic draft will before the others have the topic.

    Or that they still are, where somebody who took it over for them gave it back.
    Who can't come, or is alone, and has the turn only because nobody else is there, is not bothered with it.
    """
    host = meeting.host
    if host is None or host.id in noes(db, meeting) or len(meeting.circle.members) == 1:
        return
    zone = host.participant.person.zone
    topic_at = days_before(meeting.starts_at, timeline.TOPIC_DAYS, zone)
    before = errands.told(errands.latest(db, meeting, host))
    heard_otherwise = before is not None and before.errand is not Errand.HOSTS
    if heard_otherwise or morning_after(now, zone) >= topic_at:
        errands.post(db, Errand.DECLINED if gave_back else Errand.HOSTS, meeting, host, now, gave_back)


def pass_on(db: Session, meeting: Meeting, host: Membership, now: datetime) -> list[Change]:
    """Hand a meeting on to the next by the fair order, whose own turn its host gets in exchange.

    Raises NotAllowed where they don't host it, it has begun or is off, or nobody is left to take it.
    """
    lock(db, meeting.circle)
    must_be_ahead(meeting, now)
    if meeting.host is not host:
        raise NotAllowed(hosting_words.not_theirs(meeting, host, now))
    successor = _successor(db, meeting, host)
    if successor is None:
        raise NobodyElse(hosting_words.nobody_else(meeting))
    changes = _go_on_to(db, meeting, successor, now)
    hosting_record.record(db, meeting, host, hosting_record.PASSED, now)
    return changes


def _go_on_to(db: Session, meeting: Meeting, successor: Membership, now: datetime) -> list[Change]:
    changes = hand_over(db, meeting, successor, now)
    db.flush()
    for changed, _, _ in changes:
        tell(db, changed, now)
    return changes


def lacks_host(db: Session, meeting: Meeting) -> bool:
    """Tell whether who hosts a meeting has said that they can't come."""
    return meeting.host is not None and meeting.host.id in noes(db, meeting)


def most_cant_come(meeting: Meeting, noes: Collection[int]) -> bool:
    """Tell whether more than half of those who are on no break then are among those who said no."""
    there = {member.id for member in meeting.circle.members if not is_away(member, meeting)}
    return new_times.most_cant_come(len(there.intersection(noes)), len(there))


def relieve(db: Session, meeting: Meeting, now: datetime) -> list[Change]:
    """Hand a meeting on for a host who can't come, where somebody is left to take it."""
    lock(db, meeting.circle)
    absent = meeting.host if lacks_host(db, meeting) else None
    successor = _successor(db, meeting, absent) if absent is not None else None
    if successor is None:
        return []
    hosting_record.add(db, meeting, "circles", hosting_record.RELIEVED, now)
    return _go_on_to(db, meeting, successor, now)


def hand_over(db: Session, meeting: Meeting, to: Membership, now: datetime) -> list[Change]:
    """Let a member host a meeting; who was to host it takes the next turn of theirs in exchange."""
    was = meeting.host
    meeting.host = to
    if was is None:
        return []
    errands.withdraw(db, meeting, was)
    changes: list[Change] = [(meeting, was, to)]
    later = next((each for each in meeting.circle.meetings if _is_later_turn(each, meeting, to)), None)
    if later is not None and not is_away(was, later) and later.starts_at > now:
        later.host = was
        hosting_record.add(db, later, "circles", hosting_record.EXCHANGED, now)
        changes.append((later, to, was))
    return changes


def take_back(db: Session, changes: Sequence[Change], by: Membership, now: datetime) -> bool:
    """Undo a change of hosts while it stands; False once the new host has said yes, or done something."""
    for circle in sorted({meeting.circle for meeting, _, _ in changes}, key=lambda each: each.id):
        lock(db, circle)
    if not may_take_back(db, changes, by, now):
        return False
    for meeting, was, is_now in changes:
        meeting.host = was
        errands.withdraw(db, meeting, is_now)
        if is_now is not by and errands.has_been_told(db, meeting, is_now):
            errands.post(db, Errand.RELIEVED, meeting, is_now, now)
        if was is not by:
            tell(db, meeting, now, by if meeting is changes[0][0] else None)  # the others came in exchange
    for meeting, _, _ in changes[1:]:
        hosting_record.add(db, meeting, "circles", hosting_record.TAKEN_BACK, now)
    hosting_record.record(db, changes[0][0], by, hosting_record.TAKEN_BACK, now)
    return True


def may_take_back(db: Session, changes: Sequence[Change], by: Membership, now: datetime) -> bool:
    """Tell whether a change of hosts stands and nobody relies on it yet."""
    return bool(changes) and all(
        meeting.host is is_now
        and meeting.state is MeetingState.PLANNED
        and meeting.starts_at > now
        and was.left_at is None
        and not is_away(was, meeting)
        and was.id not in noes(db, meeting)
        and (is_now is by or not _has_acted(db, meeting, is_now))
        for meeting, was, is_now in changes
    )


def _has_acted(db: Session, meeting: Meeting, host: Membership) -> bool:
    """Tell whether a host has said or done anything for a meeting since they were given it."""
    for line in hosting_record.of(db, [meeting]):
        if line.who == hosting_record.name(host):
            return line.what != hosting_record.PASSED
        if line.what == hosting_record.PASSED:
            return False
    return False


def _successor(db: Session, meeting: Meeting, host: Membership) -> Membership | None:
    """Pick who is next, of those who are there, have not said no and have not handed it on themselves.

    Who was asked to host it and said no comes after all others.
    """
    members = {member.id: member for member in sorted(meeting.circle.members, key=lambda each: each.id)}
    record = hosting_record.of(db, [meeting])
    passed, declined = hosting_record.passed(record, meeting), hosting_record.declined(record, meeting)
    gone = noes(db, meeting) | unheard.of_circle(db, meeting.circle)
    free = [
        each.id
        for each in members.values()
        if each is not host
        and not is_away(each, meeting)
        and hosting_record.name(each) not in passed
        and each.id not in gone
    ]
    earlier = [each for each in meeting.circle.meetings if each.n < meeting.n]
    hosted = [each.host.id for each in earlier if each.host and each.state is not MeetingState.CANCELLED]
    willing = [each for each in free if hosting_record.name(members[each]) not in declined] or free
    chosen = next_host(_turns(meeting, members, willing), hosted) if willing else None
    return members[chosen] if chosen is not None else None


def noes(db: Session, meeting: Meeting) -> set[int]:
    """Give the members who have said that they can't come."""
    answers = attendance.answers(db, [meeting.id])
    no = {who for (_, who), answer in answers.items() if answer is Rsvp.NO}
    return {member.id for member in meeting.circle.members if member.participant_id in no}


def _turns(meeting: Meeting, members: Mapping[int, Membership], there: Collection[int]) -> list[int]:
    """Give who may host a meeting, in their order of turns: the first is a mentor's, where one is there."""
    mentors = [each for each in members if each in there and members[each].role is Role.MENTOR]
    return mentors if meeting.n == 1 and mentors else [each for each in members if each in there or not there]


def _is_later_turn(later: Meeting, meeting: Meeting, host: Membership) -> bool:
    return later.n > meeting.n and later.state is MeetingState.PLANNED and later.host is host


def is_away(member: Membership, meeting: Meeting) -> bool:
    """Tell whether a member is on a break when a meeting is."""
    paused_until = member.participant.paused_until
    return paused_until is not None and paused_until > meeting.starts_at


def lock(db: Session, circle: Circle) -> None:
    """Wait for whoever is changing who hosts in a circle, and read what they left: the first counts."""
    in_turn.hold_circles(db, [circle.id])
    db.scalars(_AS_IT_IS, {"circle": circle.id}).unique().one()


_AS_IT_IS = (
    select(Circle)
    .where(Circle.id == bindparam("circle"))
    .options(selectinload(Circle.meetings), joinedload(Circle.memberships).joinedload(Membership.participant))
    .execution_options(populate_existing=True)
)


def must_be_ahead(meeting: Meeting, now: datetime) -> None:
    """Raise NotAllowed for a meeting that is off or has begun."""
    if meeting.state is MeetingState.CANCELLED:
        raise NotAllowed(say("That meeting is off, so nobody needs to host it."))
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
        raise NotAllowed(say("That meeting has begun, so its host stays."))
