"""What a mail says of its reader's break."""

from dataclasses import dataclass

from circles.domain import cadence
from circles.domain.tongue import listed, tongue
from circles.models import Participant
from circles.services.current import names, on_one_break


@dataclass
class AwayFacts:
    """The break of who takes part in a season, or in several."""

    participant: Participant

    @property
    def till(self) -> str:
        """Write its last day, which ends with it; "" where they are on none."""
        until, zone = self.participant.paused_until, self.participant.person.zone
        return tongue().short_day(cadence.last_day(until, zone)) if until else ""

    @property
    def seasons(self) -> str:
        """Name the seasons that it is from, where that is more than one; else ""."""
        seasons = names(on_one_break(self.participant))
        return listed(seasons) if len(seasons) > 1 else ""
