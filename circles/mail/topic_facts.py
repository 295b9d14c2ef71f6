"""What a mail may say of the topic of a meeting, as the host has made it their own."""

from collections.abc import Callable
from functools import cached_property

from circles.domain.cadence import days_before
from circles.domain.guide import Guide
from circles.domain.timeline import TOPIC_DAYS
from circles.domain.tongue import say
from circles.domain.topics import guide_said, said
from circles.mail.facts import Facts
from circles.models import Meeting, Membership
from circles.services import guides, swaps, topics


class TopicFacts:
    """The guide of one meeting for one reader; paragraphs come one by one."""

    def __init__(self, mail: Facts, meeting: Meeting, called: Callable[[Membership], str]) -> None:
        self.mail, self.meeting, self._called = mail, meeting, called

    @cached_property
    def guide(self) -> Guide:
        return guide_said(guides.of_meeting(self.meeting))

    @property
    def is_set(self) -> bool:
        """Whether there is a topic; without one a circle talks about what is on their mind."""
        return bool(guides.title(self.meeting))

    @property
    def opening(self) -> list[str]:
        return _paragraphs(self.guide.opening)

    @property
    def host_note(self) -> list[str]:
        return _paragraphs(self.guide.host_note)

    @property
    def rounds(self) -> list[tuple[str, str]]:
        """What comes before and after the questions, and what to read, each with its name."""
        named = (
            (say("To open"), self.guide.opening_round),
            (say("To close"), self.guide.closing_round),
            (say("To read, if you like"), self.guide.reading),
        )
        return [(name, " ".join(_paragraphs(text))) for name, text in named if text]

    @property
    def words(self) -> list[str]:
        """What the host writes at the head; of one who has left since, nothing."""
        writer = guides.writer(self.meeting)
        is_gone = writer is not None and writer.left_at is not None
        return [] if is_gone else _paragraphs(guides.words(self.meeting))

    @property
    def writes(self) -> str:
        """Say whose words these are, as "Marta writes:"."""
        writer = guides.writer(self.meeting)
        if writer is None:
            return say("Your host writes:")
        if writer is self.mail.membership:
            return say("You write:")
        return say("{host} writes:", host=self._called(writer))

    @cached_property
    def another(self) -> str:
        """Name a topic the host could take instead; "" where there is none."""
        every = topics.to_choose(self.mail.db, self.mail.about.program.id)
        return next((said(topic.title) for topic in reversed(every) if topic is not self.meeting.topic), "")

    @cached_property
    def to_ask(self) -> str:
        """What to call one whom the host could ask to host instead; "" where there is none."""
        others = [each for each in self.meeting.circle.members if each is not self.mail.membership]
        there = swaps.could_ask(self.mail.db, self.meeting, others, self.mail.now)
        return next(map(self._called, there), "")

    @property
    def goes_on(self) -> str:
        """The day on which everybody gets it, as the reader sees it; "" where it is about to leave."""
        at = days_before(self.meeting.starts_at, TOPIC_DAYS, self.mail.reader.zone)
        return self.mail.day(at) if at > self.mail.now else ""


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if part]
