"""What the mail at the end of a season says to a member: what was, in their own words where they gave any."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Select, bindparam, select

from circles.domain import cadence
from circles.domain.tongue import say, say_n, tongue
from circles.domain.words import Attendance, FollowUpState, MeetingState, NoteKind, Role
from circles.mail.message import LONGEST_NAME, clean
from circles.models import FollowUp, Meeting, Note
from circles.services import attendance

if TYPE_CHECKING:
    from circles.mail.circle_facts import CircleFacts

LONGEST = 300
"""Characters of their own words that are shown to them."""
OWN = (NoteKind.RECAP, NoteKind.THOUGHT, NoteKind.LAST_WORD)
"""What they wrote about the circle; a note to it may have been about a train."""


_OWN_WORDS = (
    select(Note.text)
    .where(
        Note.circle_id == bindparam("circle"),
        Note.participant_id == bindparam("participant"),
        Note.kind.in_(OWN),
        Note.void_by.is_(None),
    )
    .order_by(Note.said_at.desc(), Note.id.desc())
    .limit(1)
)
_DONE = (
    select(FollowUp.text)
    .where(
        FollowUp.circle_id == bindparam("circle"),
        FollowUp.owner_id == bindparam("participant"),
        FollowUp.state == FollowUpState.DONE,
        FollowUp.void_by.is_(None),
    )
    .order_by(FollowUp.id)
)


@dataclass
class EndFacts:
    """One member's season with one circle."""

    circle: "CircleFacts"

    @cached_property
    def _meetings(self) -> list[Meeting]:
        """Those that were not called off while the reader was in the circle."""
        member, meetings = self.circle.membership, self.circle.row.meetings
        theirs = [each for each in meetings if member is None or member.was_in(each.starts_at)]
        return [each for each in theirs if each.state is not MeetingState.CANCELLED]

    @cached_property
    def _held(self) -> list[Meeting]:
        return [each for each in self._meetings if each.state is MeetingState.HELD]

    @property
    def months(self) -> str:
        """Say from when to when, as "January to June"."""
        zone = self.circle.mail.reader.zone
        months = [tongue().month(cadence.local(each.starts_at, zone)) for each in self._meetings]
        if not months:
            return self.circle.mail.season.name
        if months[0] == months[-1]:
            return months[0]
        return say("{first} to {last}", first=months[0], last=months[-1])

    @property
    def headline(self) -> str:
        """Say when and how often; of a circle nobody told us of, only when."""
        if not self._held:
            return say("{months} with {circle}", months=self.months, circle=self.circle.name)
        many = len(self._held)
        return say_n("{months}, {n} meeting", "{months}, {n} meetings", many, months=self.months)

    @cached_property
    def met(self) -> str:
        """Say how often the circle met with the reader in it and, where known, how often they were there."""
        if not self._held:
            return ""
        known = attendance.attendance(self.circle.mail.db, self._held)
        mine = (known.get((each.id, self.circle.mail.participant.id)) for each in self._held)
        came = sum(each is not None and each.value is Attendance.CAME for each in mine)
        met, there = _times(len(self._held)), _times(came) if came else ""
        if any(
            each.state is MeetingState.HELD for each in self.circle.row.meetings if each not in self._held
        ):
            return _met_with_you(met, there)
        if not there:
            return say("It met {times}.", times=met)
        return say("It met {times}, and you were there {came} that we know of.", times=met, came=there)

    @property
    def first_words(self) -> str:
        """What they wrote before the first meeting: about themselves, or what they hoped for."""
        membership = self.circle.membership
        return clean((membership.intro if membership else "") or self.circle.mail.participant.hopes, LONGEST)

    @cached_property
    def last_words(self) -> str:
        """What they wrote last."""
        return clean(next(iter(self._find(_OWN_WORDS)), ""), LONGEST)

    @cached_property
    def done(self) -> list[str]:
        """What they said they would do, and did."""
        return [clean(text, LONGEST) for text in self._find(_DONE)]

    def _find(self, theirs: Select[str]) -> Iterable[str]:
        who = {"circle": self.circle.row.id, "participant": self.circle.mail.participant.id}
        return self.circle.mail.db.scalars(theirs, who)

    @property
    def people(self) -> list[str]:
        """Everybody they may have met in the circle, mentors first, who left it later too."""
        meetings = self._held or self._meetings
        others = [
            member
            for member in self.circle.row.memberships
            if member is not self.circle.membership
            and any(member.was_in(each.starts_at) for each in meetings)
            and not member.participant.person.is_erased
        ]
        others.sort(key=lambda member: (member.role is not Role.MENTOR, member.id))
        names = [clean(member.participant.person.name, LONGEST_NAME) for member in others]
        return [
            say("{name} (mentor)", name=name) if member.role is Role.MENTOR else name
            for name, member in zip(names, others, strict=True)
        ]


def _met_with_you(met: str, there: str) -> str:
    """Say it to who came later than others, or was away for a while."""
    if not there:
        return say("While you were in it, it met {times}.", times=met)
    return say(
        "While you were in it, it met {times}, and you were there {came} that we know of.",
        times=met,
        came=there,
    )


def _times(n: int) -> str:
    if n == 2:
        return say("twice")
    return say_n("once", "{n} times", n)
