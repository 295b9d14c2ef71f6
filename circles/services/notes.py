"""Words that members share: a note to the circle, a thought for a meeting, what they take with them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from circles.domain.statement import Said
from circles.domain.tongue import say
from circles.domain.words import MailKind, NoteKind, SeasonState
from circles.errors import Invalid, NotAllowed
from circles.models import Circle, Incoming, Meeting, Membership, Note, Participant
from circles.services import lanes, outbox

DAY = timedelta(days=1)
MOST_A_DAY = 3
"""Notes of one writer to one circle within any 24 hours."""
LONGEST = 4000
"""Characters."""


def relay(
    db: Session, circle: Circle, writer: Participant, text: str, said: Said, now: datetime
) -> tuple[Note, int]:
    """Mail a note to every other member who is not on a break; gives it, and to how many it goes.

    Raises Invalid for one without words or too long, NotAllowed where the season is over or `again_at` says
    that another has to wait.
    """
    text = _checked(text)
    if circle.season.state is not SeasonState.PUBLISHED:
        raise NotAllowed(say("The season is over, so notes are no longer passed on."))
    if again_at(db, circle, writer, now) is not None:
        raise NotAllowed(
            say("{most} notes a day is the most, so that nobody's mailbox fills.", most=MOST_A_DAY)
        )
    note = _keep(db, Note(circle=circle, participant=writer, kind=NoteKind.CIRCLE, text=text), said)
    readers = [
        each for each in circle.members if each.participant is not writer and not _is_paused(each, now)
    ]
    for reader in readers:
        _post(db, note, reader, now)
    return note, len(readers)


def again_at(db: Session, circle: Circle, writer: Participant, now: datetime) -> datetime | None:
    """Give when the writer's next note to a circle may go; None where it may at once."""
    lately = select(Note.said_at).where(
        Note.circle_id == circle.id,
        Note.participant_id == writer.id,
        Note.kind == NoteKind.CIRCLE,
        Note.said_at > now - DAY,
    )
    sent = db.scalars(lately.order_by(Note.said_at.desc()).limit(MOST_A_DAY)).all()
    return sent[-1] + DAY if len(sent) == MOST_A_DAY else None


def bring_along(
    db: Session, meeting: Meeting, writer: Participant, text: str, said: Said, now: datetime
) -> Note:
    """Keep a thought for a meeting, and mail it to its host."""
    note = _keep(db, _of_meeting(meeting, writer, NoteKind.THOUGHT, text), said)
    _bring(db, meeting, [note], now)
    return note


def bring_to_host(db: Session, meeting: Meeting, now: datetime) -> None:
    """Mail a new host every thought that came before they were."""
    _bring(db, meeting, of_meeting(db, meeting, NoteKind.THOUGHT), now)


def _bring(db: Session, meeting: Meeting, thoughts: Sequence[Note], now: datetime) -> None:
    host = meeting.host
    if host is None or host.left_at is not None or _is_paused(host, now):
        return
    for note in thoughts:
        if note.participant_id != host.participant_id:
            _post(db, note, host, now, stale_at=meeting.starts_at)


def take_with(
    db: Session, meeting: Meeting, writer: Participant, text: str, said: Said, *, instead: bool = False
) -> Note:
    """Keep what a member takes with them from a meeting, beside or `instead` of what they told before.

    The same words told again count once.
    """
    note = _of_meeting(meeting, writer, NoteKind.RECAP, text)  # refused, if at all, before anything changes
    for earlier in taken_by(db, meeting, writer):
        if instead or earlier.text == note.text:
            earlier.void_by = said.by
    return _keep(db, note, said)


def taken_by(db: Session, meeting: Meeting, writer: Participant) -> list[Note]:
    """Give what a member takes with them from a meeting, the oldest first."""
    return [each for each in of_meeting(db, meeting, NoteKind.RECAP) if each.participant is writer]


def of_circle(db: Session, circle: Circle) -> Sequence[Note]:
    """Give the notes to a circle, the newest first."""
    notes = _standing(NoteKind.CIRCLE).where(Note.circle_id == circle.id)
    return db.scalars(notes.order_by(Note.said_at.desc(), Note.id.desc())).all()


def counts(db: Session, circle_ids: Sequence[int]) -> dict[int, int]:
    """Count by circle the notes to it."""
    standing = (Note.kind == NoteKind.CIRCLE, Note.void_by.is_(None), Note.circle_id.in_(circle_ids))
    return dict(
        db.execute(select(Note.circle_id, func.count()).where(*standing).group_by(Note.circle_id)).all()
    )


def of_meeting(db: Session, meeting: Meeting, kind: NoteKind) -> Sequence[Note]:
    """Give what was shared for or from a meeting, the oldest first."""
    notes = _standing(kind).where(Note.meeting_id == meeting.id)
    return db.scalars(notes.order_by(Note.said_at, Note.id)).all()


def of_incoming(db: Session, incoming: Incoming) -> Sequence[Note]:
    """Give what a mail shared, while it stands."""
    shared = select(Note).where(Note.incoming_id == incoming.id, Note.void_by.is_(None))
    return db.scalars(shared.order_by(Note.id.desc())).all()


def void(db: Session, note: Note, by: str) -> None:
    """Take words back: no page shows them any more, and what has not left is not sent."""
    note.void_by = by
    for reader in note.circle.members:
        lanes.withdraw(db, f"person:{reader.participant.person_id}", [f"note:{note.id}"])


def undone(note: Note) -> str:
    """Say that words are taken back."""
    match note.kind:
        case NoteKind.CIRCLE:
            return say(
                "“{text}” is off your circle's page; mails that have left can't be called back.",
                text=note.text,
            )
        case NoteKind.THOUGHT:
            return say("“{text}” is no longer brought along.", text=note.text)
        case NoteKind.RECAP:
            return say("“{text}” is no longer shared.", text=note.text)
        case NoteKind.LAST_WORD:
            return say("“{text}” is no longer kept.", text=note.text)


def _of_meeting(meeting: Meeting, writer: Participant, kind: NoteKind, text: str) -> Note:
    return Note(circle=meeting.circle, meeting=meeting, participant=writer, kind=kind, text=_checked(text))


def _keep(db: Session, note: Note, said: Said) -> Note:
    note.source, note.said_by, note.said_at, note.incoming_id = (
        said.source,
        said.by,
        said.at,
        said.incoming_id,
    )
    db.add(note)
    db.flush()
    return note


def _post(
    db: Session, note: Note, reader: Membership, now: datetime, stale_at: datetime | None = None
) -> None:
    to = f"person:{reader.participant.person_id}"
    outbox.post(db, MailKind.NOTE, to, f"note:{note.id}", now, stale_at=stale_at)


def _standing(kind: NoteKind) -> Select[Note]:
    writer = joinedload(Note.participant).joinedload(Participant.person)
    return select(Note).where(Note.kind == kind, Note.void_by.is_(None)).options(writer)


def _is_paused(member: Membership, now: datetime) -> bool:
    paused_until = member.participant.paused_until
    return paused_until is not None and paused_until > now


def _checked(text: str) -> str:
    """Give the words with their lines, without blanks around and between them."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    words = "\n".join(filter(None, lines))
    if not words:
        raise Invalid(say("There are no words in it. Write what you would like to share."), field="text")
    if len(words) > LONGEST:
        too_long = say("This has {n} characters; up to {most} can be shared.", n=len(words), most=LONGEST)
        raise Invalid(too_long, field="text")
    return words
