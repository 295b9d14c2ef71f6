"""Act on the words of a mail that are meant for others: notes, thoughts, what somebody takes with them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from circles.domain.cadence import clock, place
from circles.domain.replies import Reading
from circles.domain.replies.labels import TAKE_AWAY, THOUGHT, Share
from circles.domain.replies.sharing import (
    beside,
    is_thanks,
    kept,
    labelled,
    marked_thought,
    may_be_thought,
    take_away,
    tells_of_take_away,
    thought,
)
from circles.domain.tongue import say, say_as, say_n
from circles.domain.words import MailKind, MeetingState
from circles.models import Meeting
from circles.services import correspondence, guides, notes, receipts
from circles.services.acting import Acting

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
        acting.tell_not(
            say("Your note was not passed on: {most} a day is the most.", most=notes.MOST_A_DAY),
            say(
                "The next can go from {when}; send it again then, your words are kept.",
                when=_when(waits, acting),
            ),
        )
        return
    note, readers = notes.relay(
        acting.db, circle, acting.participant, "\n".join(lines), acting.said, acting.now
    )
    acting.noted.append(_went_to(readers, _short(note.text)))
    if len(note.text) > LONG_LINE and any(each.rule == "cap" for each in reading.removed):
        acting.noted.append(say("It was longer than we read of a mail; your circle's page takes more."))
    if acting.incoming.outcome.get("attachments"):
        acting.tell_not(
            say("What you attached was not passed on. If it matters, put a link to it in a note.")
        )
    if beside(reading) and not labelled(reading):
        acting.tell_not(
            say(
                "Only what follows “{circle}” is passed on; nobody in your circle reads the rest.",
                circle=say_as("reply", "Circle:"),
            )
        )


def keep_thought(acting: Acting, reading: Reading) -> None:
    """Keep what a reply brings along to a meeting to come; its host gets it by mail."""
    if not acting.is_for_circle:
        if not acting.told.issuperset(thoughts := labelled(reading, THOUGHT)):
            acting.told.update(thoughts)
            acting.share_not(say_as("reply", "Thought:"), alone=reading.says_nothing)
        return
    meeting = correspondence.rsvp_meeting(acting.found, acting.now)
    if meeting is None or acting.found.circle is None:
        return
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= acting.now:
        return
    shared = marked_thought(reading)
    if shared is None and acting.found.kind is MailKind.TOPIC and not acting.doubts:
        shared = thought(reading, acting.participant.person.language, _topic(meeting), _names(meeting))
        if shared is None:
            _say_how_to_share(acting, reading)
    if shared is None:
        return
    acting.meeting, acting.heard = meeting, not reading.unsure
    acting.told.update(kept(reading, THOUGHT))
    notes.bring_along(acting.db, meeting, acting.participant, shared, acting.said, acting.now)
    acting.noted.append(say("We bring your thought along: “{text}”", text=_short(shared)))
    host = meeting.host
    if host is not None and host.participant is not acting.participant:
        acting.noted.append(
            say(
                "{host}, who hosts, has it by mail; your circle sees it on the meeting's page.",
                host=host.participant.person.name,
            )
        )


def _say_how_to_share(acting: Acting, reading: Reading) -> None:
    """Tell whoever may have meant a thought how it is brought along."""
    if may_be_thought(reading) is None:
        return
    thought = say_as("reply", "Thought:")
    if reading.rsvp is not None and acting.noted:
        acting.tell_not(
            say(
                "Your other words stay with us. Begin a thought to bring along with “{thought}”.",
                thought=thought,
            )
        )
    elif reading.says_nothing and not reading.unsure:
        acting.doubts.append(
            say("To bring it along to the meeting, begin it with “{thought}”.", thought=thought)
        )


def keep_take_away(acting: Acting, reading: Reading) -> None:
    """Keep what somebody takes with them from a meeting that was, for those who missed it."""
    marked = [share for share in labelled(reading, TAKE_AWAY) if share not in acting.told]
    if not marked and (acting.found.kind is not MailKind.RECAP_ASK or acting.heard or acting.doubts):
        return
    if marked and not acting.is_for_circle:
        acting.told.update(marked)
        acting.share_not(say_as("reply", "I take with me:"), alone=reading.says_nothing)
        return
    if acting.found.circle is None:
        if marked:
            acting.doubt_circle()
        return
    meeting = _taken_from(acting)
    if meeting is None or meeting.state is MeetingState.NOT_HELD:
        if marked:
            acting.told.update(marked)
            acting.keep_not(_why_not_taken(acting, meeting), alone=reading.says_nothing)
        return
    shared = take_away(reading, _names(meeting))
    if shared is None:
        _say_how_to_take_along(acting, reading, marked)
        return
    acting.told.update(kept(reading, TAKE_AWAY))
    acting.meeting, acting.heard = acting.meeting or meeting, not reading.unsure
    notes.take_with(acting.db, meeting, acting.participant, shared, acting.said)
    text = _short(shared).removesuffix(".")
    if acting.participant.may_quote:
        told = say(
            "You take with you: “{text}”. Your circle sees it; organizers may quote it, as you said.",
            text=text,
        )
    else:
        told = say("You take with you: “{text}”. Your circle sees it; nobody else does.", text=text)
    acting.noted.append(told)
    if acting.names_day_of(meeting):
        acting.noted.append(say("It is of your meeting on {day}.", day=_day(meeting, acting)))


def _taken_from(acting: Acting) -> Meeting | None:
    """Give the meeting that something is taken from: the one the mail is about, else the last that was."""
    for meeting in (acting.meeting, acting.found.meeting):
        if meeting and meeting.starts_at <= acting.now and meeting.state is not MeetingState.CANCELLED:
            return meeting
    meetings = acting.found.circle.meetings if acting.found.circle else []
    return max(
        (each for each in meetings if _may_have_been(each, acting)),
        key=lambda each: each.starts_at,
        default=None,
    )


def _may_have_been(meeting: Meeting, acting: Acting) -> bool:
    """Tell whether a meeting is over, the writer was in the circle then, and nobody says that it fell out."""
    is_over = meeting.starts_at + timedelta(minutes=meeting.minutes) <= acting.now
    there = {member.participant_id for member in meeting.members}
    was = meeting.state in {MeetingState.PLANNED, MeetingState.HELD}
    return is_over and was and acting.participant.id in there


def _why_not_taken(acting: Acting, meeting: Meeting | None) -> str:
    take_with = say_as("reply", "I take with me:")
    if meeting is None:
        return say(
            "What follows “{take_with}” is of a meeting that was, and you have had none in your circle yet."
            " Send it once you have met.",
            take_with=take_with,
        )
    return say(
        "What follows “{take_with}” is not shared, as we were told that your circle did not meet on {day}.",
        take_with=take_with,
        day=_day(meeting, acting),
    )


def _say_how_to_take_along(acting: Acting, reading: Reading, marked: Sequence[Share]) -> None:
    """Tell whoever wrote what they take with them, or may have, why it is not shared."""
    take_with = say_as("reply", "I take with me:")
    may_be = may_be_thought(reading) or tells_of_take_away(reading.own_text)
    if marked:
        acting.told.update(marked)
        acting.doubts.append(
            say(
                "What follows “{take_with}” is not shared, as there seems to be more beside it that is"
                " for us.",
                take_with=take_with,
            )
        )
    elif may_be and (acting.noted or reading.commands):
        acting.tell_not(
            say(
                "Your other words stay with us. Begin what you take with you with “{take_with}”.",
                take_with=take_with,
            )
        )


def hear_kind_word(acting: Acting, reading: Reading) -> None:
    """Let a thank-you be where nothing was asked; say how other words to a note would reach the circle."""
    if not reading.says_nothing:
        return
    if acting.found.kind in ASKS_NOTHING and is_thanks(reading):
        acting.heard = True
    elif acting.found.kind is MailKind.NOTE:
        acting.doubts.append(
            say(
                "Only what follows “{circle}” is passed on, so your circle has not read this.",
                circle=say_as("reply", "Circle:"),
            )
        )


def _topic(meeting: Meeting) -> str:
    """Give what the circle was told of a topic, its title first."""
    guide = guides.of_meeting(meeting)
    return "\n".join([guide.title, guide.opening, *guide.questions, guides.words(meeting)])


def _names(meeting: Meeting) -> list[str]:
    return [member.participant.person.name for member in meeting.circle.memberships]


def _went_to(readers: int, text: str) -> str:
    if not readers:
        return say(
            "Your note is on your circle's page; there is nobody to mail it to just now: “{text}”", text=text
        )
    return say_n(
        "Your note went to the other one in your circle: “{text}”",
        "Your note went to the {n} others in your circle: “{text}”",
        readers,
        text=text,
    )


def _day(meeting: Meeting, acting: Acting) -> str:
    return receipts.local_day(meeting.starts_at, acting.participant.person.zone, acting.now)


def _when(at: datetime, acting: Acting) -> str:
    zone = acting.participant.person.zone
    on = receipts.local_day(at, zone, acting.now)
    return say("{day} at {hour} ({clocks})", day=on, hour=clock(at, zone), clocks=place(zone))


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= EXCERPT else f"{flat[:EXCERPT]} ..."
