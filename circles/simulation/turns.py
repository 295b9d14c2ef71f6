"""Whether every meeting had a host who could, and everyone their turn: as the design puts it, from the rows.

Nothing of how turns are dealt is asked here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from circles.domain.words import MeetingState, Role, Rsvp, SuggestionKind
from circles.models import Audit, Circle, Meeting, Membership, RsvpEvent, Suggestion
from circles.services import hosting_record, reachability
from circles.simulation.kindness import Break, Zones, breaks

GIVEN_ON = (hosting_record.PASSED, hosting_record.ASKED, hosting_record.DECLINED)


@dataclass(frozen=True)
class _Known:
    """What is known of who could host."""

    breaks: Mapping[str, Sequence[Break]]
    unreached: Mapping[str, datetime]
    """Since when a turn of theirs may have gone to another, for good: mail to them stopped."""
    silent: frozenset[int]
    """Memberships of who was put to the organizer as silent."""
    noes: frozenset[tuple[int, int]]
    """Meetings and who once said, be it for another time, that they can't come."""
    said: frozenset[tuple[str, str, str]]
    """About which meeting, who, and what of hosting it."""

    def is_away(self, member: Membership, at: datetime) -> bool:
        """Tell whether they are on a break."""
        return any(begins < at < ends for begins, ends in self.breaks.get(hosting_record.name(member), ()))

    def says(self, member: Membership, meeting: Meeting, *what: str) -> bool:
        """Tell whether a member has said any of this about hosting a meeting."""
        who, about = hosting_record.name(member), f"meeting:{meeting.id}"
        return any((about, who, each) in self.said for each in what)

    def could(self, member: Membership, meeting: Meeting) -> bool:
        """Tell whether a member was there to host a meeting, and neither gave it on nor can't come."""
        at = meeting.starts_at
        gone = self.unreached.get(hosting_record.name(member))
        return (
            member.was_in(at)
            and not self.is_away(member, at)
            and (gone is None or gone > at)
            and member.id not in self.silent
            and (meeting.id, member.participant_id) not in self.noes
            and not self.says(member, meeting, *GIVEN_ON)
        )

    def could_always(self, member: Membership, met: Sequence[Meeting]) -> bool:
        """Tell whether they could host each of these, with no break before: turns are dealt ahead."""
        took = self.breaks.get(hosting_record.name(member), ())
        until = met[-1].starts_at
        return all(begins > until for begins, _ in took) and all(self.could(member, each) for each in met)


def unhosted(db: Session, zones: Zones) -> Iterator[str]:
    """Tell of meetings without a host who could lead them, of a first without a mentor, of turns not fair."""
    known = _known(db, zones)
    for circle in db.scalars(select(Circle).order_by(Circle.id)).unique():
        met = [each for each in circle.meetings if each.state is not MeetingState.CANCELLED]
        for meeting in met:
            if circle.members_at(meeting.starts_at):
                yield from _host(meeting, known)
        yield from _turns(met, known)


def _host(meeting: Meeting, known: _Known) -> Iterator[str]:
    members, host = meeting.circle.memberships, meeting.host
    if host is None or not host.was_in(meeting.starts_at) or host not in members:
        yield f"{_named(meeting)} has no host who is a member then"
        return
    if any(known.could(each, meeting) for each in members) and known.is_away(host, meeting.starts_at):
        yield f"{_named(meeting)} has {hosting_record.name(host)} as its host, who is on a break then"
    mentors = any(each.role is Role.MENTOR and known.could_always(each, [meeting]) for each in members)
    agreed = known.says(host, meeting, hosting_record.HOSTS)
    if meeting.n == 1 and mentors and host.role is not Role.MENTOR and not agreed:
        yield f"{_named(meeting)} is the first and has no mentor as its host"


def _turns(met: Sequence[Meeting], known: _Known) -> Iterator[str]:
    """Tell who hosts again while somebody who could all the time has not hosted yet."""
    hosted: set[int] = set()
    for n, meeting in enumerate(met):
        host = meeting.host
        if host is None:
            continue
        if host.id in hosted and not known.says(host, meeting, hosting_record.HOSTS):
            for each in meeting.circle.memberships:
                if each.id not in hosted and known.could_always(each, met[: n + 1]):
                    yield (
                        f"{hosting_record.name(host)} hosts again at {_named(meeting)}"
                        f" before {hosting_record.name(each)} has"
                    )
        hosted.add(host.id)


def _named(meeting: Meeting) -> str:
    return f"meeting {meeting.n} of {meeting.circle.name}"


def _known(db: Session, zones: Zones) -> _Known:
    noes = select(RsvpEvent.meeting_id, RsvpEvent.participant_id).where(RsvpEvent.value == Rsvp.NO)
    said = select(Audit.about, Audit.who, Audit.what).where(Audit.what.in_((*GIVEN_ON, hosting_record.HOSTS)))
    silent = select(Suggestion.membership_id).where(Suggestion.kind == SuggestionKind.FREE_SEAT)
    stops = Audit.what.startswith(reachability.STOPS)
    stopped = select(Audit.about, func.min(Audit.at)).where(stops).group_by(Audit.about)
    return _Known(
        breaks=breaks(db, zones),
        unreached=dict(db.execute(stopped).all()),
        silent=frozenset(each for each in db.scalars(silent) if each is not None),
        noes=frozenset((meeting, participant) for meeting, participant in db.execute(noes)),
        said=frozenset((about, who, what) for about, who, what in db.execute(said)),
    )
