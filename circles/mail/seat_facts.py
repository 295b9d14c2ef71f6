"""What the mail about a free seat may say: nothing of who is in the circle, but how many."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from circles.domain import cadence
from circles.domain.tongue import say_n
from circles.domain.wording import moment
from circles.domain.words import OfferState, Role
from circles.errors import NothingToSay
from circles.models import SeatOffer
from circles.services.attendance import upcoming

if TYPE_CHECKING:
    from circles.mail.circle_facts import CircleFacts


class SeatFacts:
    """One offer as it stands when its mail is written; raises NothingToSay where it is none any more."""

    def __init__(self, circle: CircleFacts) -> None:
        self._circle = circle
        assert circle.mail.about.seat is not None, "it is asked for by the mail about a seat only"
        self._offer: SeatOffer = circle.mail.about.seat
        if self._offer.state is not OfferState.OPEN:
            raise NothingToSay("the seat is offered to them no more")

    @property
    def why(self) -> str:
        return self._offer.why.replace("*", "")

    @cached_property
    def when(self) -> str:
        """When the circle meets next, on the reader's clocks."""
        meeting = upcoming(self._circle.row.meetings, self._circle.mail.now)
        if meeting is None:
            raise NothingToSay("the circle does not meet again")
        return cadence.show(meeting.starts_at, meeting.minutes, self._circle.mail.reader.zone)

    @property
    def people(self) -> str:
        members = self._circle.row.members
        mentors = sum(member.role is Role.MENTOR for member in members)
        so_far = say_n("{n} person so far", "{n} people so far", len(members))
        if not mentors:
            return so_far
        return say_n(
            "{so_far}, among them {n} mentor", "{so_far}, among them {n} mentors", mentors, so_far=so_far
        )

    @property
    def until(self) -> str:
        """Till when it is kept, on the reader's clocks."""
        return moment(self._offer.expires_at, self._circle.mail.reader.zone)

    @property
    def page(self) -> str:
        """The page below the reader's own that asks once more."""
        return f"seat/{self._offer.id}"
