"""What mails that leave together ask alike: looked up once for all of them, when the first one asks."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from circles.domain.words import FollowUpState, Rsvp
from circles.mail.history import Root, first_invites, last_news
from circles.models import Circle, FollowUp, Meeting, Outgoing, Poll, Table
from circles.services import attendance

Found = TypeVar("Found")
Thing = TypeVar("Thing", Circle, Meeting)

_OPEN = select(FollowUp).where(
    FollowUp.circle_id.in_(bindparam("circles", expanding=True)),
    FollowUp.state == FollowUpState.OPEN,
    FollowUp.void_by.is_(None),
)
_POLLS = select(Poll).where(Poll.meeting_id.in_(bindparam("meetings", expanding=True)))


class Batch:
    """Mails that leave together, in one transaction, with the rows that were loaded for them."""

    def __init__(self, db: Session, mails: Sequence[Outgoing], held: Sequence[Table] = ()) -> None:
        self.db, self._held = db, held  # a session forgets what nobody holds
        self._readers = {mail.to for mail in mails}
        self._circles = {each for each in held if isinstance(each, Circle)}
        about = {mail.about for mail in mails}
        meetings = (each for circle in self._circles for each in circle.meetings)
        self._meetings = {each for each in meetings if f"meeting:{each.id}" in about}
        self._known: dict[Callable[..., Any], dict[int, Any]] = {}

    def first_invite(self, circle: Circle, to: str) -> Root | None:
        """Give a circle's first invite to a reader: all about it is filed under that."""
        return self._ask(first_invites, circle, self._circles).get(to)

    def last_news(self, circle: Circle, to: str) -> datetime | None:
        """Tell when (UTC) a reader last had a mail that tells the circle's news."""
        return self._ask(last_news, circle, self._circles).get(to)

    def open_follow_ups(self, circle: Circle) -> Sequence[FollowUp]:
        """Give what waits to be done in a circle."""
        return self._ask(_open_follow_ups, circle, self._circles)

    def answers(self, meeting: Meeting) -> dict[int, Rsvp]:
        """Give the answers to a meeting that stand, by participant id."""
        return self._ask(_answers, meeting, self._meetings)

    def poll(self, meeting: Meeting, moves: int) -> Poll | None:
        """Give the poll about a meeting when it had moved so many times."""
        return self._ask(_polls, meeting, self._meetings).get(moves)

    def _ask(
        self,
        look_up: Callable[[Session, Collection[Thing], Collection[str]], dict[int, Found]],
        thing: Thing,
        together: Collection[Thing],
    ) -> Found:
        """Look it up for all that the mails are about, or for one of which that was not known before."""
        known = self._known.setdefault(look_up, {})
        if thing.id not in known:
            known |= look_up(self.db, together if thing in together else [thing], self._readers)
        found: Found = known[thing.id]
        return found


def _open_follow_ups(
    db: Session, circles: Collection[Circle], _: Collection[str]
) -> dict[int, list[FollowUp]]:
    found: dict[int, list[FollowUp]] = {circle.id: [] for circle in circles}
    for each in db.scalars(_OPEN, {"circles": list(found)}):
        found[each.circle_id].append(each)
    return found


def _answers(db: Session, meetings: Collection[Meeting], _: Collection[str]) -> dict[int, dict[int, Rsvp]]:
    found: dict[int, dict[int, Rsvp]] = {meeting.id: {} for meeting in meetings}
    for (meeting, participant), said in attendance.answers(db, found).items():
        found[meeting][participant] = said
    return found


def _polls(db: Session, meetings: Collection[Meeting], _: Collection[str]) -> dict[int, dict[int, Poll]]:
    found: dict[int, dict[int, Poll]] = {meeting.id: {} for meeting in meetings}
    for poll in db.scalars(_POLLS, {"meetings": list(found)}):
        found[poll.meeting_id][poll.moves] = poll
    return found
