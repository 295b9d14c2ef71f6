"""What a mail about hosting may say: whom it asks, who can't, who does instead."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from circles.domain.words import Errand
from circles.errors import NothingToSay
from circles.models import Membership
from circles.services import errands, swaps
from circles.services.errands import Told

if TYPE_CHECKING:
    from circles.mail.circle_facts import CircleFacts


class HostFacts:
    """What one mail about hosting is for, as things stand when it is written."""

    def __init__(self, circle: CircleFacts) -> None:
        self._circle = circle
        circle.shown += circle.mail.outgoing.shown  # a yes to it is about what it told

    @cached_property
    def errand(self) -> Errand:
        """What it tells; raises NothingToSay for a question that is settled before it leaves."""
        errand = self._told.errand
        if self._host is self._circle.membership:
            return errand if errand is Errand.DECLINED else Errand.HOSTS
        if errand is Errand.RELIEVED or (errand is Errand.ASK and self._still_asks):
            return errand
        raise NothingToSay("who hosts has changed since")

    @property
    def by(self) -> str:
        """Who asks, or can't."""
        found = (each for each in self._circle.row.memberships if each.id == self._told.member)
        return next(map(self._circle.called, found), "")

    @cached_property
    def another(self) -> str:
        """Somebody else a host could ask by name; "" where there is none."""
        mail, meeting = self._circle.mail, self._circle.meeting
        there = swaps.could_ask(mail.db, meeting, self._circle.others, mail.now)
        others = [each for each in there if each.id != self._told.member]
        return self._circle.called(others[0]) if others else ""

    @property
    def _still_asks(self) -> bool:
        meeting = self._circle.meeting
        return (self._host.id if self._host else None, meeting.moves) == (self._told.member, self._told.moves)

    @property
    def _host(self) -> Membership | None:
        return self._circle.meeting.host

    @cached_property
    def _told(self) -> Told:
        """What was posted; else, as for one that was made by hand, the host's question."""
        told = errands.told(self._circle.mail.outgoing)
        host = self._host
        return told or Told(Errand.ASK, host.id if host else 0, self._circle.meeting.moves)
