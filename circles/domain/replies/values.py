"""What goes into reading a reply, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from circles.domain.words import Attendance, IncomingKind, MeetingState, Rsvp

CIRCLE = "circle"
"""The owner of a follow-up that everyone shares."""

Span = tuple[int, int]
"""Start and end of a piece of the own text, in characters."""


@dataclass(frozen=True, slots=True)
class Bounce:
    """A report that a mail did not arrive, or was called spam by its reader (`complaint`)."""

    recipients: tuple[str, ...]
    permanent: bool
    complaint: bool = False
    message_id: str | None = None  # of the mail that failed, where the report quotes it
    reason: str = ""
    return_path: str | None = None  # of that mail, where a complaint quotes it


@dataclass(frozen=True, slots=True)
class Mail:
    """One received mail, decoded; `circles.mail.parse.parse` makes it from raw bytes."""

    sender: str | None = None  # the strict From, lower-case; None when there is not exactly one
    subject: str = ""
    date: datetime | None = None  # aware
    message_id: str | None = None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    text: str | None = None
    html: str | None = None
    headers: tuple[tuple[str, str], ...] = ()  # lower-case names, in order
    calendar: bytes | None = None  # in UTF-8: of the parts outside enclosed messages the one that answers
    calendar_method: str | None = None  # its METHOD, upper-case: what its body says, else its MIME header
    bounce: Bounce | None = None
    refused: str | None = None  # why the mail was not read at all
    attachments: tuple[str, ...] = ()  # names only: attachments are not kept

    def header(self, name: str) -> str | None:
        """Return the first header of this lower-case name."""
        return next((value for key, value in self.headers if key == name), None)

    def all(self, name: str) -> tuple[str, ...]:
        """Return every header of this lower-case name, in order."""
        return tuple(value for key, value in self.headers if key == name)


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a mail answers: without it words like "yes" and "2" mean nothing."""

    writer: str  # e-mail address
    members: tuple[Member, ...] = ()  # of the writer's circle, the writer among them
    zone: str = "UTC"  # IANA name, the writer's
    language: str = "en"
    kind: str | None = None  # a MailKind value: the mail that is answered
    meeting_starts_at: datetime | None = None
    meeting_minutes: int = 60
    sent_text: str | None = None  # the text we had sent
    follow_ups: tuple[tuple[int, str], ...] = ()  # numbered as that mail showed them
    slots: tuple[tuple[int, datetime], ...] = ()  # likewise
    hosts: bool = False  # the meeting that the mail is about, or the next
    name: str = ""  # the writer's, where no circle knows them by one


@dataclass(frozen=True, slots=True)
class Command:
    """A request in a word, by the names of the `circles explain` contract.

    Arguments: join, decline (of what the answered mail offers), leave, undo, busy, resume, help, pass,
    my-data, delete-my-data: none. done, open (not done yet), drop, later: the number shown, or none for
    the one follow-up the answered mail is about. move: the same, then the new date; a date alone or
    nothing is about the meeting. pause: the last day of the break, or none for the usual two weeks. slots:
    the numbers chosen, none where none suits. score: 1-5. swap: the address of the member. place, circle,
    about (oneself), topic: the text. Dates are ISO 8601.
    """

    name: str
    args: tuple[str, ...] = ()


MOST_TEXT = 500
"""How much of their words is kept as a follow-up, a place, a topic or a line about oneself."""


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    owner: str  # a member's address, or CIRCLE
    text: str
    due: date | None
    span: Span


DOUBT = 0.5
"""The confidence of a rule that asks."""
WHOM_TO_ASK = "swap.name"
"""The rule of a name behind Swap that nobody surely has."""
QUESTION = "question"
"""The rule of a line that a person should answer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that fired: its id, a one-line reason, and the words it fired on."""

    id: str
    text: str
    confidence: float  # 0-1
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Words that are not the writer's own, or not meant for us, and the rule that said so."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one mail says.

    `rsvp`, `met`, `attendance`, `follow_ups` and `commands` hold only what may be recorded without
    asking. `proposed` follow-ups are shown to the writer, who may send them back. `unsure` says that
    there is more to ask about, and `rules` why. A human mail that is not unsure and records nothing
    (`says_nothing`) is talk: a person should read it.
    """

    kind: IncomingKind
    own_text: str = ""
    removed: tuple[Removed, ...] = ()
    rsvp: Rsvp | None = None
    met: MeetingState | None = None  # held or not_held
    met_on: date | None = None
    attendance: Mapping[str, Attendance] = field(default_factory=lambda: MappingProxyType({}))
    everyone: bool = False  # came, in so many words rather than by their names
    follow_ups: tuple[NewFollowUp, ...] = ()
    proposed: tuple[NewFollowUp, ...] = ()
    commands: tuple[Command, ...] = ()
    unsure: bool = False
    rules: tuple[Finding, ...] = ()
    namesakes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """By a name that fits several: what each of them is called."""

    @property
    def says_nothing(self) -> bool:
        """Tell whether there is nothing to record."""
        return not (self.rsvp or self.met or self.attendance or self.follow_ups or self.commands)

    def asks(self, within: Span | None = None) -> bool:
        """Tell whether there is a question, or what a rule asks about, in the mail, or in a part of it.

        What is asked about the mail as a whole is asked about each part; that answers contradict each other
        is asked about them alone.
        """
        if within is None:
            return self.unsure or "?" in self.own_text
        start, end = within
        doubts = (rule for rule in self.rules if rule.confidence == DOUBT)
        doubted = (rule.span for rule in doubts if rule.span or not rule.id.startswith("conflict."))
        return "?" in self.own_text[start:end] or any(
            span is None or (span[0] < end and start < span[1]) for span in doubted
        )
