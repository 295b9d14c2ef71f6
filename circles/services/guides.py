"""What a circle talks about at a meeting: its topic, and what the host has made of it.

`Meeting.guide` holds only what differs from the topic, by the fields of Guide, and besides

    words   what the host writes at the head of the topic mail
    by      whose words these are, as `person:4`
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import batches
from circles.domain import timeline
from circles.domain.guide import Guide, adapted, check
from circles.domain.tongue import say, say_as
from circles.domain.topics import CLOSING_ROUND, HOST_NOTE, OPEN_TALK, OPENING_ROUND
from circles.domain.words import MailKind, MeetingState, OutgoingState
from circles.errors import NotAllowed
from circles.models import Meeting, Membership, Outgoing, Participant, Topic
from circles.services import audit, in_turn, outbox
from circles.services.lanes import REACHED

TELLING = (MailKind.TOPIC_DRAFT, MailKind.TOPIC)
"""The mails that show a guide; the second to everyone."""
OF_THE_HOST = ("words", "by")
_USUAL = {
    "opening_round": OPENING_ROUND,
    "closing_round": CLOSING_ROUND,
    "reading": "",
    "host_note": HOST_NOTE,
}
"""What a topic says that was kept before topics had rounds."""


def of_topic(topic: Topic) -> Guide:
    """Give a topic as a guide."""
    extras = _USUAL | topic.extras
    return adapted(Guide(topic.title, topic.opening, tuple(topic.questions)), extras)


def of_meeting(meeting: Meeting) -> Guide:
    """Give what a circle talks about, with what its host has changed; without a topic, an open talk."""
    return adapted(of_topic(meeting.topic) if meeting.topic else OPEN_TALK, meeting.guide or {})


def title(meeting: Meeting) -> str:
    """Give the title of what a circle talks about; "" where nothing is set."""
    chosen = (meeting.guide or {}).get("title")
    return str(chosen or (meeting.topic.title if meeting.topic else ""))


def words(meeting: Meeting) -> str:
    """Give what the host writes at the head of the topic mail."""
    return str((meeting.guide or {}).get("words", ""))


def writer(meeting: Meeting) -> Membership | None:
    """Give the member whose words these are, also after somebody else has become the host."""
    by = (meeting.guide or {}).get("by")
    return next((m for m in meeting.circle.memberships if f"person:{m.participant.person_id}" == by), None)


@dataclass(frozen=True)
class Told:
    """The host's words by paragraph, and whose they are."""

    words: tuple[str, ...]
    writes: str
    by: str


def told(meeting: Meeting) -> Told:
    """Give the host's words of a meeting to show on a page."""
    who = writer(meeting)
    name = who.participant.person.name if who is not None and who.left_at is None else "The host"
    parts = tuple(part for part in words(meeting).split("\n\n") if part)
    return Told(parts, f"{name} writes:", str((meeting.guide or {}).get("by", "")))


def made_by(meeting: Meeting, person_id: int) -> dict[str, Any] | None:
    """Give what somebody has made of a topic as its host; None where it was another, or nobody."""
    guide = meeting.guide or {}
    ours = {name: value for name, value in guide.items() if name != "by"}
    return ours if guide.get("by") == f"person:{person_id}" else None


def leads(meeting: Meeting, participant: Participant) -> bool:
    """Tell whether somebody is the host, who may change what is talked about."""
    return meeting.host is not None and meeting.host.participant_id == participant.id


def has_gone(db: Session, meeting: Meeting, now: datetime) -> bool:
    """Tell whether it is too late for a change: somebody has the topic mail, or the meeting has begun."""
    return _has_begun(meeting, now) or was_told(db, meeting)


def was_told(db: Session, meeting: Meeting) -> bool:
    """Tell whether somebody has the topic mail."""
    return any(map(_has_left, _mails(db, [meeting], lock=False)))


def still_open(db: Session, meetings: Sequence[Meeting], now: datetime) -> list[Meeting]:
    """Give those of whose topic nobody was told yet; mails about it that wait are written anew."""
    ahead = [meeting for meeting in meetings if not _has_begun(meeting, now)]
    in_turn.hold_circles(db, [meeting.circle_id for meeting in ahead])
    mails = _mails(db, ahead, lock=True)  # a worker must not write them meanwhile
    gone = {mail.about for mail in mails if _has_left(mail)}
    for mail in mails:
        if mail.about not in gone and mail.state is OutgoingState.QUEUED and not outbox.in_doubt(mail):
            mail.raw = None
    return [meeting for meeting in ahead if f"meeting:{meeting.id}" not in gone]


def change(db: Session, meeting: Meeting, changes: Mapping[str, Any], by: str, now: datetime) -> None:
    """Change parts of the topic mail, or the `words` at its head, as `person:4` wishes.

    Raises NotAllowed when it has gone, Invalid where it can't be shown so.
    """
    _must_be_open(db, meeting, now)
    topic = of_topic(meeting.topic) if meeting.topic else OPEN_TALK
    guide = {**(meeting.guide or {}), **changes}
    guide = {"by": by} | guide | ({"by": by} if "words" in changes else {})
    changed = adapted(topic, guide)
    check(changed, guide.get("words", ""))
    kept = {name: _as_kept(value) for name, value in vars(changed).items() if value != getattr(topic, name)}
    kept |= {name: guide[name] for name in OF_THE_HOST if guide.get("words") or (kept and name == "by")}
    meeting.guide = kept or None
    _note(db, meeting, by, "changed the topic mail", now)


def swap(db: Session, meeting: Meeting, topic: Topic | None, who: str, now: datetime) -> None:
    """Talk about another topic, or none that is set; the host's words stay.

    Raises NotAllowed when the topic mail has gone.
    """
    _must_be_open(db, meeting, now)
    guide = meeting.guide or {}
    kept = {name: guide[name] for name in OF_THE_HOST if guide.get("words")}
    meeting.topic, meeting.guide = topic, kept or None
    _note(db, meeting, who, f"chose the topic “{topic.title if topic else OPEN_TALK.title}”", now)


def take_along(db: Session, meetings: Sequence[Meeting], who: str, now: datetime) -> None:
    """Let what somebody wrote who leaves go with them, where nobody was told of it yet."""
    theirs = [each for each in meetings if words(each) and (each.guide or {}).get("by") == who]
    for meeting in still_open(db, theirs, now):
        kept = {name: value for name, value in (meeting.guide or {}).items() if name != "words"}
        meeting.guide = kept if kept.keys() - {"by"} else None


def put_back(
    db: Session, meeting: Meeting, topic: Topic | None, guide: dict[str, Any] | None, who: str, now: datetime
) -> None:
    """Take back what was changed: the topic and the guide are again what they were."""
    _must_be_open(db, meeting, now)
    meeting.topic, meeting.guide = topic, guide
    _note(db, meeting, who, "took back a change of the topic mail", now)


def keep_as_told(meeting: Meeting) -> None:
    """Keep what a circle was told, whatever becomes of the topic."""
    told = of_meeting(meeting)
    ours = {name: value for name, value in (meeting.guide or {}).items() if name in OF_THE_HOST}
    meeting.guide = {name: _as_kept(value) for name, value in vars(told).items()} | ours


def _as_kept(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _must_be_open(db: Session, meeting: Meeting, now: datetime) -> None:
    if _has_begun(meeting, now):
        raise NotAllowed(say("This meeting is over or was called off, so its topic stays what it was."))
    if not still_open(db, [meeting], now):
        raise NotAllowed(
            say(
                "The topic mail has gone to the circle already, so it stays as it is."
                " To tell them more, reply with a line “{circle}”: everyone gets it at once.",
                circle=say_as("reply", "Circle: ..."),
            )
        )


def _has_begun(meeting: Meeting, now: datetime) -> bool:
    return meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now


def _mails(db: Session, meetings: Sequence[Meeting], *, lock: bool) -> list[Outgoing]:
    """Give the mails that show the guide of these meetings, at their present times or still."""
    by_about = {f"meeting:{meeting.id}": meeting for meeting in meetings}
    found: list[Outgoing] = []
    for about in batches(sorted(by_about)):
        wanted = select(Outgoing).where(Outgoing.kind.in_(TELLING), Outgoing.about.in_(about))
        found += db.scalars(
            (wanted.with_for_update(key_share=True) if lock else wanted).order_by(Outgoing.id)
        )
    return [mail for mail in found if _shows(mail, by_about[mail.about])]


def _shows(mail: Outgoing, meeting: Meeting) -> bool:
    """Tell whether a mail shows the guide; one of an earlier time does where it does not go anew."""
    if mail.version == meeting.moves:
        return True
    had_at = mail.sent_at if _has_left(mail) else None
    return had_at is not None and timeline.has_topic_still(had_at, meeting.starts_at)


def _has_left(mail: Outgoing) -> bool:
    reached = mail.state in REACHED or mail.sent_at is not None
    return mail.kind is MailKind.TOPIC and reached


def _note(db: Session, meeting: Meeting, who: str, what: str, now: datetime) -> None:
    audit.note(db, meeting.circle.season.program_id, who, f"meeting:{meeting.id}", what, now)
