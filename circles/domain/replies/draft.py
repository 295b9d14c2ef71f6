"""A reading in the making: rules write into it, contradictions are settled at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from circles.domain.replies.dates import Calendar
from circles.domain.replies.names import Roster
from circles.domain.replies.values import DOUBT, Command, Context, Finding, NewFollowUp, Span
from circles.domain.words import Attendance, MeetingState, Rsvp

ABOUT_A_MEETING = frozenset({"invite", "update", "resent", "topic-draft", "topic", "reminder"})
"""Mails of before a meeting, which may be answered after it."""


@dataclass
class Draft:
    """What was found so far; a rule that is not sure calls `ask`, which records nothing."""

    context: Context
    roster: Roster
    calendar: Calendar
    said_at: datetime
    rsvps: list[Rsvp] = field(default_factory=list)
    met: list[MeetingState] = field(default_factory=list)
    met_on: date | None = None
    attendance: dict[str, set[Attendance]] = field(default_factory=dict)
    follow_ups: list[NewFollowUp] = field(default_factory=list)
    proposed: list[NewFollowUp] = field(default_factory=list)  # not for certain: only asked about
    commands: list[Command] = field(default_factory=list)
    question: str = ""  # the folded words of the sentence before, where it asks
    line_asks_or_counts: bool = False  # so that "2. done" in it may be no command
    unclear: set[str] = field(default_factory=set)  # members of whom more is said than was understood
    namesakes: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by a name, whom it fits
    said_everyone: bool = False  # in so many words; so a contradiction is about everybody
    doubted: bool = False  # the RSVP, by a condition, a question or a contradiction
    unsure: bool = False
    rules: list[Finding] = field(default_factory=list)

    @property
    def meets_on(self) -> date | None:
        """The day, where the writer lives, of the meeting to come; None where the one that was is meant."""
        meets = self.context.meeting_starts_at
        day = meets.astimezone(zone_of(self.context.zone)).date() if meets else None
        return day if day and day >= self.calendar.today else None

    @property
    def meeting_is_over(self) -> bool:
        """Whether the meeting that the mail is about was over when this was said: then words tell of it."""
        meets, minutes = self.context.meeting_starts_at, self.context.meeting_minutes
        ended = meets is not None and meets + timedelta(minutes=minutes) <= self.said_at
        return ended and self.context.kind in ABOUT_A_MEETING

    def note(self, rule: str, text: str, span: Span | None, confidence: float = 1.0) -> None:
        """Say which rule fired, and why."""
        self.rules.append(Finding(rule, text, confidence, span))

    def ask(self, rule: str, text: str, span: Span | None = None) -> None:
        """Say what must be asked about."""
        self.unsure = True
        self.note(rule, text, span, DOUBT)

    def ask_who(self, name: str, span: Span) -> None:
        """Ask about a name that is not surely anybody's, and keep whom it fits where these are several."""
        self.ask("name.unknown", f"Nobody in the circle is surely meant by {name[:60]!r}", span)
        fitting = tuple(self.roster.called(email) for email in self.roster.fitting(name))
        if len(fitting) > 1:
            self.namesakes[name] = fitting

    def doubt(self, rule: str, text: str, span: Span) -> None:
        """Ask about a yes, no or maybe that is not plain; what else is said of it is not recorded either."""
        self.doubted = True
        self.ask(rule, text, span)

    def command(self, name: str, *args: str, span: Span) -> None:
        self.commands.append(Command(name, args))
        shown = [self.roster.called(each) if each in self.roster.emails else each for each in args]
        self.note(f"command.{name}", " ".join(["Asked for:", name, *shown]), span)

    def attend(self, emails: tuple[str, ...], value: Attendance) -> None:
        for email in emails:
            self.attendance.setdefault(email, set()).add(value)

    def settled_rsvp(self) -> Rsvp | None:
        """Give the one answer; two different ones are asked about."""
        if self.doubted:
            return None
        if len(set(self.rsvps)) > 1:
            self.ask("conflict.rsvp", f"More than one answer: {', '.join(sorted(set(self.rsvps)))}")
            return None
        return self.rsvps[0] if self.rsvps else None

    def settled_met(self) -> MeetingState | None:
        if len(set(self.met)) > 1:
            self.ask("conflict.met", "Both that you met and that you did not")
            return None
        if MeetingState.NOT_HELD in self.met and self._several_came():
            self.ask("conflict.met", "Both that you did not meet and who came")
            self.attendance.clear()
            return None
        return self.met[0] if self.met else None

    def _several_came(self) -> bool:
        """Tell whether two came, at least: who sat there alone did not meet."""
        return sum(Attendance.CAME in values for values in self.attendance.values()) > 1

    def settled_attendance(self) -> Mapping[str, Attendance]:
        """Keep each member's one value; who is said to have come and missed is asked about."""
        for email in [email for email, values in self.attendance.items() if len(values) > 1]:
            self.ask("conflict.attendance", f"{email} both came and missed")
            if self.said_everyone:
                return MappingProxyType({})
            del self.attendance[email]
        return MappingProxyType(
            {email: min(values) for email, values in self.attendance.items() if email not in self.unclear}
        )


def draft(context: Context, said_at: datetime) -> Draft:
    """Start a reading of something said at an instant (aware)."""
    return Draft(context, Roster(context), calendar(said_at, context.zone, context.language), said_at)


def calendar(said_at: datetime, zone: str, language: str) -> Calendar:
    """Give how somebody in a zone (IANA name) counts days from the instant of their mail."""
    clocks = zone_of(zone)
    day_first = not (clocks.key.startswith(("America/", "US/")) and language.lower().startswith("en"))
    return Calendar(said_at.astimezone(clocks).date(), language, day_first)


def zone_of(name: str) -> ZoneInfo:
    """Give the zone of this IANA name, or UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(UTC.tzname(None))
