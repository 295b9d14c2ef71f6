"""A follow-up as a mail lists it."""

from dataclasses import dataclass

from circles.domain.tongue import say
from circles.mail.facts import EXCERPT
from circles.mail.message import clean
from circles.models import FollowUp


@dataclass(frozen=True)
class Numbered:
    """A follow-up under the number by which a reply may name it."""

    n: int
    follow_up: FollowUp
    due: str
    late: bool

    @property
    def words(self) -> str:
        """What is to be done, and by when if that is known."""
        text = clean(self.follow_up.text, EXCERPT)
        if not self.due:
            return text
        if self.late:
            return say("{text} (was due {day})", text=text, day=self.due)
        return say("{text} (by {day})", text=text, day=self.due)
