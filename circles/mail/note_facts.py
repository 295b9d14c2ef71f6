"""What a mail may say of the words that members share."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from circles.domain.cadence import show
from circles.domain.tongue import say
from circles.domain.words import NoteKind
from circles.mail.facts import EXCERPT
from circles.mail.message import LONGEST_NAME, clean
from circles.models import FollowUp, Note, Participant
from circles.services import follow_ups, notes, receipts
from circles.services.attendance import upcoming

if TYPE_CHECKING:
    from circles.mail.circle_facts import CircleFacts

LONGEST = 700
"""Characters of a note in a mail; the whole is on the circle's page."""
HEAD = 60


class NoteFacts:
    """The note a mail is about, and what was shared for its meeting or from it."""

    def __init__(self, circle: CircleFacts) -> None:
        self._circle = circle

    @property
    def _note(self) -> Note:
        note = self._circle.mail.about.note
        assert note is not None
        return note

    @property
    def writer(self) -> str:
        return self._called(self._note.participant)

    @property
    def is_thought(self) -> bool:
        return self._note.kind is NoteKind.THOUGHT

    @cached_property
    def is_clipped(self) -> bool:
        return len(self._note.text) > LONGEST

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, as far as a mail carries them."""
        lines = [clean(line, LONGEST) for line in self._note.text[:LONGEST].splitlines()]
        return [*lines[:-1], f"{lines[-1]} ..."] if self.is_clipped else lines

    @property
    def head(self) -> str:
        """Its first words, for a subject."""
        words = " ".join(self._note.text.split())
        head = words[:HEAD].rpartition(" ")[0] or words[:HEAD]
        return clean(words if len(words) <= HEAD else f"{head} ...", EXCERPT)

    @cached_property
    def thoughts(self) -> list[str]:
        """What others want brought along to the meeting."""
        return self._shared(NoteKind.THOUGHT)

    @cached_property
    def take_aways(self) -> list[str]:
        """What others take with them from the meeting."""
        return self._shared(NoteKind.RECAP)

    @cached_property
    def promises(self) -> list[str]:
        """What was promised at the meeting, by whom."""
        promised = follow_ups.of_meeting(self._circle.mail.db, self._circle.meeting.id)
        return [self._promise(each) for each in promised]

    @property
    def next_when(self) -> str:
        """When the circle meets next; "" where it doesn't."""
        mail, coming = self._circle.mail, upcoming(self._circle.row.meetings, self._circle.mail.now)
        return show(coming.starts_at, coming.minutes, mail.reader.zone) if coming else ""

    def _promise(self, follow_up: FollowUp) -> str:
        who = self._called(follow_up.owner) if follow_up.owner else say("All of you")
        text = clean(follow_up.text, EXCERPT)
        if follow_up.due is None:
            return say("{owner}: {text}", owner=who, text=text)
        day = receipts.day(follow_up.due, self._circle.mail.now.date())
        return say("{owner}: {text} (by {day})", owner=who, text=text, day=day)

    def _shared(self, kind: NoteKind) -> list[str]:
        reader = self._circle.mail.participant
        shared = notes.of_meeting(self._circle.mail.db, self._circle.meeting, kind)
        return [
            say('{name}: "{words}"', name=self._called(each.participant), words=clean(each.text, LONGEST))
            for each in shared
            if each.participant_id != reader.id
        ]

    def _called(self, participant: Participant) -> str:
        theirs = (each for each in self._circle.row.memberships if each.participant_id == participant.id)
        found = next(theirs, None)
        return self._circle.called(found) if found else clean(participant.person.name, LONGEST_NAME)
