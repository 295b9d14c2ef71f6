"""A host shapes the topic mail by replying: another topic, other questions, words of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from circles.domain.replies import Reading
from circles.domain.replies.host_words import HostWords, host_words
from circles.domain.tongue import say, say_as, say_n
from circles.domain.topics import said
from circles.domain.words import MailKind
from circles.errors import Invalid, NotAllowed
from circles.models import Incoming, Meeting, Topic
from circles.services import attendance, guides, topics
from circles.services.acting import Acting

Kept = tuple[int | None, dict[str, Any] | None]
"""The topic of a meeting by its id, and its guide."""


@dataclass(frozen=True)
class Change:
    """What a mail made of the topic of a meeting, as `outcome["guided"]` keeps it."""

    meeting: Meeting
    was: Kept
    became: Kept


def choose_topic(acting: Acting, title: str) -> None:
    """Take another topic for the meeting that a mail is about, or else the next they lead."""
    meeting = _meeting(acting)
    if meeting is None:
        acting.doubt_which(say("There is no meeting ahead whose topic you could choose."))
    elif _may_shape(acting, meeting):

        def swap() -> None:
            topic = topics.named(acting.db, meeting.circle.season.program_id, title)
            guides.swap(acting.db, meeting, topic, acting.said.by, acting.now)

        if _changed(acting, meeting, swap):
            topic = said(guides.title(meeting))
            acting.noted.append(say("Your circle talks about “{topic}”.", topic=topic))


def shape_topic(acting: Acting, reading: Reading) -> None:
    """Put what the host replies to the draft into the topic mail."""
    meeting = acting.found.meeting
    if acting.found.kind is not MailKind.TOPIC_DRAFT or meeting is None:
        return
    person = acting.participant.person
    names = [each.participant.person.name for each in meeting.circle.members]
    others = [name for name in names if name != person.name]
    said = host_words(reading, others, person.language, person.name)
    if said == HostWords() or not _may_shape(acting, meeting):
        return
    acting.heard = not said.withheld
    if said.withheld:
        acting.doubts.append(
            say(
                "Your other words are not in the topic mail: they seemed not to be meant for everyone, or too"
                " many."
            )
        )
        acting.doubts.append(
            say(
                "If your circle should read them, begin with “{circle}”: then they go out at once.",
                circle=say_as("reply", "Circle:"),
            )
        )
    if said.is_fine and not acting.noted:
        acting.noted.append(say("The topic mail goes as it is."))
    changes: dict[str, Any] = {"questions": said.questions} if said.questions else {}
    changes |= {"words": _added(meeting, said.words, acting.said.by)} if said.words else {}

    def change() -> None:
        guides.change(acting.db, meeting, changes, acting.said.by, acting.now)

    if changes and _changed(acting, meeting, change):
        acting.noted += _sentences(said)


def _added(meeting: Meeting, words: str, by: str) -> str:
    """Give the host's words below those they wrote before, each once; another's give way to them."""
    earlier = guides.words(meeting).split("\n\n") if (meeting.guide or {}).get("by") == by else []
    return "\n\n".join(dict.fromkeys(filter(None, [*earlier, *words.split("\n\n")])))


def undo(db: Session, incoming: Incoming, by: str, now: datetime) -> list[str]:
    """Take back what a mail made of a topic, while that stands and nobody was told of it."""
    change = standing(db, incoming)
    if change is None or guides.has_gone(db, change.meeting, now):
        return []
    incoming.outcome = {**incoming.outcome, "guided": None}
    topic_id, guide = change.was
    topic = db.get(Topic, topic_id) if topic_id else None
    guides.put_back(db, change.meeting, topic, guide, by, now)
    return [say("The topic mail is again what it was before.")]


def standing(db: Session, incoming: Incoming) -> Change | None:
    """Give what a mail made of a topic, while that stands and nobody was told of it."""
    match incoming.outcome.get("guided"):
        case [meeting_id, [*was], [*became]] if meeting := db.get(Meeting, meeting_id):
            change = Change(meeting, (was[0], was[1]), (became[0], became[1]))
            stands = _now(meeting) == change.became and not guides.was_told(db, meeting)
            return change if stands else None
    return None


def _meeting(acting: Acting) -> Meeting | None:
    """Give the meeting ahead that the answered mail is about, else the next they lead, else the next."""
    answered, circle = acting.found.meeting, acting.found.circle
    if answered is not None and answered.starts_at > acting.now:
        return answered
    if circle is None:
        return None
    theirs = [each for each in circle.meetings if guides.leads(each, acting.participant)]
    return attendance.upcoming(theirs, acting.now) or attendance.upcoming(circle.meetings, acting.now)


def _may_shape(acting: Acting, meeting: Meeting) -> bool:
    acting.meeting = meeting
    if guides.leads(meeting, acting.participant):
        return True
    host = meeting.host.participant.person.name if meeting.host else say("Nobody")
    acting.doubts.append(
        say("{host} leads that meeting, so its topic mail is not yours to change.", host=host)
    )
    return False


def _changed(acting: Acting, meeting: Meeting, change: Callable[[], None]) -> bool:
    """Make a change, keep how to take it back, and tell whether there is any; a refusal is said."""
    was = _now(meeting)
    try:
        with acting.db.begin_nested():
            change()
    except (NotAllowed, Invalid) as refusal:
        acting.tell_not(say("The topic mail has not changed. {why}", why=refusal))
        return False
    became = _now(meeting)
    if became == was:
        return False
    first = acting.kept.get("guided") or [meeting.id, was]
    acting.kept["guided"] = [*first[:2], became]
    return True


def _sentences(said: HostWords) -> list[str]:
    sentences = [say("The topic mail begins with your words.")] if said.words else []
    if said.questions:
        sentences.append(
            say_n(
                "The topic mail has your question.",
                "The topic mail has your {n} questions.",
                len(said.questions),
            )
        )
    return sentences


def _now(meeting: Meeting) -> Kept:
    return meeting.topic.id if meeting.topic else None, meeting.guide
