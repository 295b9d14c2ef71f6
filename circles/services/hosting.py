"""Who leads which meeting of a circle: a mentor the first, then everyone in turn."""

from datetime import datetime

from circles.domain.hosting import next_host
from circles.domain.words import MeetingState, Role
from circles.models import Circle, Meeting, Membership


def assign(circle: Circle, now: datetime) -> None:
    """Give every meeting ahead a host who is there, from the first on that lacks one.

    Those before it keep theirs, who may know of it already.
    """
    members = {member.id: member for member in sorted(circle.members, key=lambda member: member.id)}
    hosted: list[int] = []
    anew = False
    for meeting in circle.meetings:
        if meeting.state is MeetingState.CANCELLED:
            continue
        away = {member.id for member in members.values() if _is_away(member, meeting)}
        here = members.keys() - away
        if meeting.state is MeetingState.PLANNED and meeting.starts_at > now:
            host = meeting.host.id if meeting.host else None
            anew = anew or host not in (here or members)
            if anew:
                mentors = [each for each in members if each in here and members[each].role is Role.MENTOR]
                turns = mentors if meeting.n == 1 and mentors else list(members)
                chosen = next_host(turns, hosted, away)
                meeting.host = members[chosen] if chosen is not None else None
        if meeting.host is not None:
            hosted.append(meeting.host.id)


def _is_away(member: Membership, meeting: Meeting) -> bool:
    paused_until = member.participant.paused_until
    return paused_until is not None and paused_until > meeting.starts_at
