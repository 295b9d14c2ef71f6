"""Who leads which meeting of a circle: a mentor the first, then everyone in turn; and handing it on."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from circles.domain import timeline
from circles.domain.cadence import days_before
from circles.domain.hosting import next_host
from circles.domain.kindness import morning_after
from circles.domain.tongue import say
from circles.domain.words import Errand, MeetingState, Role, Rsvp
from circles.errors import NotAllowed
from circles.models import Circle, Meeting, Membership
from circles.services import attendance, errands, hosting_words, unheard
from circles.services.audit import note, trail
from circles.services.hosting_words import Change

PASSED = "hands the hosting on"
TAKEN_BACK = "takes the hosting back"
HOSTS = "says yes to hosting"
DECLINED = "says no to hosting"
RELIEVED = "gave the meeting to the next host, as its own can't come"


class NobodyElse(NotAllowed):
    """Nobody is left who could host a meeting."""


def assign(db: Session, circle: Circle, now: datetime) -> list[tuple[Meeting, Membership | None]]:
    """Give every meeting ahead a host who is there, from the first on that lacks one.

    Gives what changed, with who was to host it.

    Those before it keep theirs, who may know of it already. Who can't come, or is not heard of, hosts only
    where everyone else is away.
    """
    silent = unheard.of_circle(db, circle)
    members = {member.id: member for member in sorted(circle.members, key=lambda member: member.id)}
    hosted: list[int] = []
    changed: list[tuple[Meeting, Membership | None]] = []
    anew = False
    for meeting in circle.meetings:
        if meeting.state is MeetingState.CANCELLED:
            continue
        away = silent | {member.id for member in members.values() if is_away(member, meeting)}
        here = members.keys() - away
        if meeting.state is MeetingState.PLANNED and meeting.starts_at > now:
            was = meeting.host
            host = was.id if was else None
            anew = anew or host not in (here or members)
            if anew:
                away |= noes(db, meeting) if host is not None else set()
                here = members.keys() - away
                chosen = next_host(_turns(meeting, members, here), hosted, away)
                meeting.host = members[chosen] if chosen is not None else None
                changed += [(meeting, was)] if chosen != host else []
        if meeting.host is not None:
            hosted.append(meeting.host.id)
    return changed


def reassign(db: Session, circle: Circle, now: datetime) -> None:
    """Give every meeting a host who is there; tell who has to know of it soon, and who counted on hosting."""
    for meeting, was in assign(db, circle, now):
        tell(db, meeting, now)
        if was is not None and was.left_at is None and errands.has_been_told(db, meeting, was):
            errands.post(db, Errand.RELIEVED, meeting, was, now)


def come_back(db: Session, member: Membership, now: datetime) -> None:
    """Give somebody whose break has another end, or who is there again, the turns that are theirs by right.

    A host who has been told keeps theirs.
    """
    reassign(db, member.circle, now)
    circle, hosted = member.circle, list[int]()
    silent = unheard.of_circle(db, circle)
    members = {each.id: each for each in sorted(circle.members, key=lambda each: each.id)}
    for meeting in circle.meetings:
        host = meeting.host
        if host is None or meeting.state is MeetingState.CANCELLED:
            continue
        is_free = meeting.state is MeetingState.PLANNED and meeting.starts_at > now
        if is_free and not errands.has_been_told(db, meeting, host):
            away = silent | {each.id for each in members.values() if is_away(each, meeting)}
            turns = _turns(meeting, members, members.keys() - away)
            if next_host(turns, hosted, away) == member.id:
                meeting.host = member
                tell(db, meeting, now)
        hosted.append(meeting.host.id if meeting.host else host.id)


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
    lock(db, meeting)
    must_be_ahead(meeting, now)
    if meeting.host is not host:
        raise NotAllowed(hosting_words.not_theirs(meeting, host, now))
    successor = _successor(db, meeting, host)
    if successor is None:
        raise NobodyElse(hosting_words.nobody_else(meeting))
    changes = _go_on_to(db, meeting, successor, now)
    record(db, meeting, host, PASSED, now)
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


def relieve(db: Session, meeting: Meeting, now: datetime) -> list[Change]:
    """Hand a meeting on for a host who can't come, where somebody is left to take it."""
    lock(db, meeting)
    absent = meeting.host if lacks_host(db, meeting) else None
    successor = _successor(db, meeting, absent) if absent is not None else None
    if successor is None:
        return []
    note(db, meeting.circle.season.program_id, "circles", f"meeting:{meeting.id}", RELIEVED, now)
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
        changes.append((later, to, was))
    return changes


def take_back(db: Session, changes: Sequence[Change], by: Membership, now: datetime) -> bool:
    """Undo a change of hosts while it stands; False once the new host has said yes, or done something."""
    for meeting, _, _ in changes:
        lock(db, meeting)
    if not may_take_back(db, changes, by, now):
        return False
    for meeting, was, is_now in changes:
        meeting.host = was
        errands.withdraw(db, meeting, is_now)
        if is_now is not by and errands.has_been_told(db, meeting, is_now):
            errands.post(db, Errand.RELIEVED, meeting, is_now, now)
        if was is not by:
            tell(db, meeting, now, by if meeting is changes[0][0] else None)  # the others came in exchange
    record(db, changes[0][0], by, TAKEN_BACK, now)
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
    program_id, who = meeting.circle.season.program_id, f"person:{host.participant.person_id}"
    for line in trail(db, program_id, f"meeting:{meeting.id}"):
        if line.who == who:
            return line.what != PASSED
        if line.what == PASSED:
            return False
    return False


def record(db: Session, meeting: Meeting, member: Membership, what: str, now: datetime) -> None:
    """Note what a member said about hosting a meeting."""
    note(db, meeting.circle.season.program_id, _name(member), f"meeting:{meeting.id}", what, now)
    db.flush()


def _successor(db: Session, meeting: Meeting, host: Membership) -> Membership | None:
    """Pick who is next, of those who are there, have not said no and have not handed it on themselves.

    Who was asked to host it and said no comes after all others.
    """
    members = {member.id: member for member in sorted(meeting.circle.members, key=lambda each: each.id)}
    passed, declined = who_passed(db, meeting), _declined(db, meeting)
    gone = noes(db, meeting) | unheard.of_circle(db, meeting.circle)
    free = [
        each.id
        for each in members.values()
        if each is not host
        and not is_away(each, meeting)
        and _name(each) not in passed
        and each.id not in gone
    ]
    earlier = [each for each in meeting.circle.meetings if each.n < meeting.n]
    hosted = [each.host.id for each in earlier if each.host and each.state is not MeetingState.CANCELLED]
    willing = [each for each in free if _name(members[each]) not in declined] or free
    chosen = next_host(_turns(meeting, members, willing), hosted) if willing else None
    return members[chosen] if chosen is not None else None


def who_passed(db: Session, meeting: Meeting) -> set[str]:
    """Give who handed a meeting on, as the record names them, and has not taken it back."""
    said: dict[str, str] = {}
    for line in trail(db, meeting.circle.season.program_id, f"meeting:{meeting.id}"):
        if line.what in {PASSED, TAKEN_BACK}:
            said.setdefault(line.who, line.what)
    return {who for who, what in said.items() if what == PASSED}


def _declined(db: Session, meeting: Meeting) -> set[str]:
    """Give who was asked to host a meeting and said no, as the record names them."""
    said = trail(db, meeting.circle.season.program_id, f"meeting:{meeting.id}")
    return {line.who for line in said if line.what == DECLINED}


def _name(member: Membership) -> str:
    """Name somebody as the record does."""
    return f"person:{member.participant.person_id}"


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


def lock(db: Session, meeting: Meeting) -> None:
    """Wait for whoever is changing the host: of two at once the first counts."""
    db.refresh(meeting, with_for_update={"key_share": True})


def must_be_ahead(meeting: Meeting, now: datetime) -> None:
    """Raise NotAllowed for a meeting that is off or has begun."""
    if meeting.state is MeetingState.CANCELLED:
        raise NotAllowed(say("That meeting is off, so nobody needs to host it."))
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
        raise NotAllowed(say("That meeting has begun, so its host stays."))
