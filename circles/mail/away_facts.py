"""What a mail says of its reader's break, or of how they left."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from circles.domain import cadence
from circles.domain.tongue import listed, tongue
from circles.domain.words import ParticipantState, SeasonState
from circles.mail.message import LONGEST_NAME, clean
from circles.models import Membership, Participant, Person, Season
from circles.services.current import in_circles, names, on_one_break, running

if TYPE_CHECKING:
    from circles.mail.facts import Facts

_LEFT = (
    select(Membership.id)
    .join(Membership.participant)
    .where(Participant.person_id == bindparam("person"), Membership.left_at >= bindparam("since"))
    .limit(1)
)
_EVER_MET = (
    select(Membership.id)
    .join(Membership.participant)
    .join(Participant.season)
    .where(
        Participant.person_id == bindparam("person"),
        Season.state.not_in((SeasonState.DRAFT, SeasonState.OPEN)),
    )
    .limit(1)
)


@dataclass
class AwayFacts:
    """The break of who takes part in a season, or in several."""

    participant: Participant
    now: datetime

    @property
    def till(self) -> str:
        """Write its last day, which ends with it; "" where they are on none."""
        until, zone = self.participant.paused_until, self.participant.person.zone
        return tongue().short_day(cadence.last_day(until, zone)) if until else ""

    @property
    def goes_on(self) -> bool:
        """Whether it is not over."""
        until = self.participant.paused_until
        return until is not None and until > self.now

    @property
    def seasons(self) -> str:
        """Name the seasons that it is from, where that is more than one; else ""."""
        seasons = names(on_one_break(self.participant))
        return listed(seasons) if len(seasons) > 1 else ""

    @property
    def circles(self) -> int:
        """Count the circles that they keep their place in."""
        return len(in_circles(on_one_break(self.participant) or [self.participant]))


@dataclass
class LeftFacts:
    """What they left by what the mail is about."""

    mail: "Facts"

    @property
    def seasons(self) -> str:
        """Name the seasons that are not over and that the reader has left, where these are several."""
        assert isinstance(self.mail.reader, Person)
        theirs = [each for each in running(self.mail.reader) if each.state is ParticipantState.LEFT]
        return listed([clean(each, LONGEST_NAME) for each in names(theirs)]) if len(theirs) > 1 else ""

    @property
    def circle(self) -> bool:
        """Whether they were in a circle, which is told."""
        outgoing, reader = self.mail.outgoing, self.mail.reader
        if self.mail.about.membership is not None:
            return True
        return self.mail.db.scalar(_LEFT, {"person": reader.id, "since": outgoing.posted_at}) is not None

    @property
    def any_circle(self) -> bool:
        """Whether they ever were in a circle that others knew of."""
        return self.mail.db.scalar(_EVER_MET, {"person": self.mail.reader.id}) is not None
