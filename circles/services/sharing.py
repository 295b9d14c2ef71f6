"""Act on the words of a mail that are meant for others: notes, thoughts, what somebody takes with them."""

from datetime import datetime

from circles.domain.cadence import local, place
from circles.domain.replies import Reading
from circles.domain.replies.sharing import (
    beside,
    is_thanks,
    marked_thought,
    may_be_thought,
    take_away,
    thought,
)
from circles.domain.words import MailKind, MeetingState
from circles.models import Meeting
from circles.services import correspondence, guides, notes, receipts
from circles.services.acting import Acting

MARK = "Only what follows “Circle:” is passed on"
STAYS = "Your other words stay with us."
ASKS_NOTHING = frozenset(
    {
        MailKind.NOTE,
        MailKind.CATCH_UP,
        MailKind.JOINED,
        MailKind.PAUSED,
        MailKind.LEFT,
        MailKind.CANCEL,
        MailKind.RECEIPT,
    }
)
"""Mails after which a thank-you is all that is to be said."""
EXCERPT = 200
LONG_LINE = 900
"""Characters from which a note may have been cut where it is read."""


def relay_note(acting: Acting, reading: Reading) -> None:
    """Pass on what follows "Circle:", as one note, and nothing else."""
    lines = [command.args[0] for command in reading.commands if command.name == "circle"]
    if not lines:
        return
    circle = acting.found.circle
    if circle is None:
        acting.doubt_circle()
        return
    waits = notes.again_at(acting.db, circle, acting.participant, acting.now)
    if waits is not None:
        acting.noted += [
            f"Your note was not passed on: {notes.MOST_A_DAY} a day is the most.",
            f"The next can go from {_when(waits, acting)}; send it again then, your words are kept.",
        ]
        return
    note, readers = notes.relay(
        acting.db, circle, acting.participant, "\n".join(lines), acting.said, acting.now
    )
    acting.noted.append(f"{_went_to(readers)}: “{_short(note.text)}”")
    if len(note.text) > LONG_LINE and any(each.rule == "cap" for each in reading.removed):
        acting.noted.append("It was longer than we read of a mail; your circle's page takes more.")
    if acting.incoming.outcome.get("attachments"):
        acting.noted.append("What you attached was not passed on. If it matters, put a link to it in a note.")
    if beside(reading) and marked_thought(reading) is None:
        acting.noted.append(f"{MARK}; nobody in your circle reads the rest.")


def keep_thought(acting: Acting, reading: Reading) -> None:
    """Keep what a reply brings along to a meeting to come; its host gets it by mail."""
    meeting = correspondence.rsvp_meeting(acting.db, acting.found, acting.now)
    if meeting is None or acting.found.circle is None or acting.doubts:
        return
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= acting.now:
        return
    shared = marked_thought(reading)
    if shared is None and acting.found.kind is MailKind.TOPIC:
        shared = thought(reading, acting.participant.person.language, _topic(meeting), _names(meeting))
        if shared is None:
            _say_how_to_share(acting, reading)
    if shared is None:
        return
    acting.meeting, acting.heard = meeting, True
    notes.bring_along(acting.db, meeting, acting.participant, shared, acting.said, acting.now)
    acting.noted.append(f"We bring your thought along: “{_short(shared)}”")
    host = meeting.host
    if host is not None and host.participant is not acting.participant:
        acting.noted.append(
            f"{host.participant.person.name}, who hosts, has it by mail;"
            " your circle sees it on the meeting's page."
        )


def _say_how_to_share(acting: Acting, reading: Reading) -> None:
    """Tell whoever may have meant a thought how it is brought along."""
    if may_be_thought(reading) is None:
        return
    if reading.rsvp is not None and acting.noted:
        acting.noted.append(f"{STAYS} Begin a thought to bring along with “Thought:”.")
    elif reading.says_nothing and not reading.unsure:
        acting.doubts.append("To bring it along to the meeting, begin it with “Thought:”.")


def keep_take_away(acting: Acting, reading: Reading) -> None:
    """Keep what somebody takes with them from a meeting, for those who missed it."""
    if acting.found.kind is not MailKind.RECAP_ASK or acting.found.circle is None:
        return
    if acting.doubts or acting.heard:
        return
    meeting = acting.meeting or correspondence.attendance_meeting(acting.db, acting.found, acting.now)
    if meeting is None or meeting.state is MeetingState.NOT_HELD:
        return
    shared = take_away(reading, _names(meeting))
    if shared is None:
        if acting.noted and may_be_thought(reading):
            acting.noted.append(f"{STAYS} Begin what you take with you with “I take with me:”.")
        return
    acting.meeting, acting.heard = meeting, True
    notes.take_with(acting.db, meeting, acting.participant, shared, acting.said)
    quoted = "organizers may quote it, as you said" if acting.participant.may_quote else "nobody else does"
    acting.noted.append(f"You take with you: “{_short(shared)}” Your circle sees it; {quoted}.")


def hear_kind_word(acting: Acting, reading: Reading) -> None:
    """Let a thank-you be where nothing was asked; say how other words to a note would reach the circle."""
    if not reading.says_nothing:
        return
    if acting.found.kind in ASKS_NOTHING and is_thanks(reading):
        acting.heard = True
    elif acting.found.kind is MailKind.NOTE:
        acting.doubts.append(f"{MARK}, so your circle has not read this.")


def _topic(meeting: Meeting) -> str:
    """Give what the circle was told of a topic, its title first."""
    guide = guides.of_meeting(meeting)
    return "\n".join([guide.title, guide.opening, *guide.questions, guides.words(meeting)])


def _names(meeting: Meeting) -> list[str]:
    return [member.participant.person.name for member in meeting.circle.memberships]


def _went_to(readers: int) -> str:
    if not readers:
        return "Your note is on your circle's page; there is nobody to mail it to just now"
    others = "the other one" if readers == 1 else f"the {readers} others"
    return f"Your note went to {others} in your circle"


def _when(at: datetime, acting: Acting) -> str:
    zone = acting.participant.person.zone
    on = receipts.local_day(at, zone, acting.now)
    return f"{on} at {local(at, zone):%H:%M} ({place(zone)})"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= EXCERPT else f"{flat[:EXCERPT]} ..."
