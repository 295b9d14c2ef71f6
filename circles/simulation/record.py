"""What the record says, in the same words as the book of what was said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from circles.demo.facts import MORE_HOURS, FactType, Key, follow_up, pause, personal, time
from circles.demo.letters import circle_number
from circles.domain import availability
from circles.domain.words import FollowUpState, MailKind, NoteKind, OfferState, ParticipantState
from circles.models import (
    Audit,
    Circle,
    FollowUp,
    FollowUpEvent,
    HeldEvent,
    Incoming,
    Meeting,
    Note,
    Participant,
    Person,
    Poll,
    Season,
    SeatOffer,
)
from circles.services import attendance, circles, hosting_record, poll_answers, surveys
from circles.simulation.kindness import IS_BACK, TAKES_A_BREAK

TAKES_IT_BACK = "the break "
"""How the trail begins when a break is undone: it is taken back, or ends when it did before."""
GAVE_UP = "asked for another circle than "
SETTLED = frozenset(
    {
        hosting_record.PASSED,
        hosting_record.HOSTS,
        hosting_record.RELIEVED,
        hosting_record.EXCHANGED,
        hosting_record.DEALT,
        hosting_record.TAKEN_BACK,
    }
)
"""What the trail says of a meeting's host: the last of it holds."""
Recorded = Iterator[tuple[Key, str]]
_OF_PEOPLE = (
    select(Incoming)
    .where(Incoming.person_id.is_not(None))
    .options(joinedload(Incoming.answers), joinedload(Incoming.person))
)


def recorded(db: Session, season: Season, zones: Mapping[str, str]) -> dict[Key, str]:
    """Give everything that stands in the record of a season whose people were in these zones, by address."""
    formed = circles.of_season(db, season)
    meetings = [meeting for circle in formed for meeting in circle.meetings]
    enrolled = db.scalars(select(Participant).where(Participant.season_id == season.id)).all()
    return dict(
        [
            *_answers(db, meetings, enrolled),
            *_held(db, meetings),
            *_follow_ups(db, [circle.id for circle in formed]),
            *_follow_up_commands(db, [circle.id for circle in formed]),
            *_undone(db),
            *_about_themselves(db, enrolled, zones),
            *_places(db, formed),
            *_hosting(db, meetings),
            *_questions(meetings),
            *_polls(db, meetings),
            *_shared(db, [circle.id for circle in formed]),
            *_scores(db, meetings),
            *_seats(db, formed),
            *_offered_hours(db),
        ]
    )


def gone_by(formed: Sequence[Circle], key: Key) -> bool:
    """Tell whether a fact is about a time at which its meeting is no more: nothing need stand of it."""
    if key.type is not FactType.RSVP:
        return False
    meeting = formed[key.circle - 1].meetings[key.meeting - 1]
    return key.about != time(meeting.moves)


def _answers(db: Session, meetings: Iterable[Meeting], enrolled: Iterable[Participant]) -> Recorded:
    emails = {participant.id: participant.person.email for participant in enrolled}
    by_id = {meeting.id: meeting for meeting in meetings}
    for (meeting, participant), event in attendance.rsvps(db, by_id.values()).items():
        of = by_id[meeting]
        yield _key(of, FactType.RSVP, emails[participant], time(of.moves)), event.value
    for (meeting, participant), standing in attendance.attendance(db, by_id.values()).items():
        if standing.value is not None:
            yield _key(by_id[meeting], FactType.ATTENDANCE, emails[participant]), standing.value


def _held(db: Session, meetings: Iterable[Meeting]) -> Recorded:
    by_id = {meeting.id: meeting for meeting in meetings}
    events = select(HeldEvent).where(HeldEvent.meeting_id.in_(by_id), HeldEvent.void_by.is_(None))
    for event in db.scalars(events.order_by(HeldEvent.id)):
        value = "held" if event.held else "not_held"
        yield _key(by_id[event.meeting_id], FactType.MET, _email(db, event.said_by)), value


def _follow_ups(db: Session, circle_ids: list[int]) -> Recorded:
    rows = select(FollowUp).where(FollowUp.circle_id.in_(circle_ids), FollowUp.void_by.is_(None))
    for row in db.scalars(rows):
        owner = row.owner.person.email if row.owner else "circle"
        yield _key_of(row, FactType.FOLLOW_UP, owner, row.text), follow_up(row.text, row.due, row.state)


def _follow_up_commands(db: Session, circle_ids: list[int]) -> Recorded:
    rows = (
        select(FollowUpEvent)
        .join(FollowUp)
        .where(FollowUp.circle_id.in_(circle_ids), FollowUpEvent.void_by.is_(None))
    )
    words = {FollowUpState.DONE: "done", FollowUpState.DROPPED: "drop", FollowUpState.OPEN: "later"}
    for event in db.scalars(rows):
        word, text = words[event.state], event.follow_up.text
        key = _key_of(event.follow_up, FactType.COMMAND, _email(db, event.said_by), f"{word} {text}")
        yield key, word


def _undone(db: Session) -> Recorded:
    for incoming in db.scalars(_OF_PEOPLE):
        about = incoming.answers.about.partition(":") if incoming.answers else ("", "", "")
        said = incoming.outcome.get("undone") or incoming.outcome.get("stays")
        if not said or about[0] != "incoming":
            continue
        taken_back = db.get_one(Incoming, int(about[2]))
        meeting = db.get_one(Meeting, taken_back.outcome["meeting"])
        assert incoming.person is not None, "the query asks for it"
        yield _key(meeting, FactType.COMMAND, incoming.person.email, "undo"), "undo"


def _about_themselves(db: Session, enrolled: Iterable[Participant], zones: Mapping[str, str]) -> Recorded:
    for participant in enrolled:
        person = participant.person
        email = person.email
        if participant.state is ParticipantState.LEFT:
            yield personal(email, "leave"), "leave"
        if not participant.enrolled_by and participant.state is not ParticipantState.UNCONFIRMED:
            yield personal(email, "join"), "join"
        if person.zone != zones.get(email, person.zone):
            yield personal(email, "zone"), person.zone
        if any(address.bounced_at for address in person.addresses):
            yield personal(email, "mailbox"), "gone"
        if said := _of_breaks(db, participant):
            yield personal(email, "pause"), said


def _of_breaks(db: Session, participant: Participant) -> str:
    """Give what somebody last said of a break that stands, else ""; the row forgets one that is over."""
    said = [""]
    trail = select(Audit.what).where(Audit.about == f"participant:{participant.id}").order_by(Audit.id)
    for what in db.scalars(trail):
        if what.startswith(TAKES_A_BREAK):
            said.append(pause(what.removeprefix(TAKES_A_BREAK)))
        elif what == IS_BACK:
            said.append("resume")
        elif what.startswith(TAKES_IT_BACK):
            said.pop()
    return said[-1]


def _places(db: Session, formed: Iterable[Circle]) -> Recorded:
    """Give the places of circles that a member has set."""
    by_about = {f"circle:{circle.id}": circle for circle in formed}
    notes = select(Audit).where(Audit.about.in_(by_about), Audit.what.startswith("place: "))
    for line in db.scalars(notes.order_by(Audit.id)):
        circle = by_about[line.about]
        if line.what == f"place: {circle.place}" and line.who.startswith("person:"):
            key = Key(circle_number(circle), 0, FactType.COMMAND, "circle", "place")
            yield key, f"place {circle.place}"


def _hosting(db: Session, meetings: Iterable[Meeting]) -> Recorded:
    """Give who handed a meeting on, asked another to host it, or answered that; and if it did not hold."""
    words = {
        hosting_record.PASSED: "pass",
        hosting_record.HOSTS: "hosts",
        hosting_record.ASKED: "swap",
        hosting_record.DECLINED: "declines",
    }
    by_about = {f"meeting:{meeting.id}": meeting for meeting in meetings}
    trail = select(Audit).where(Audit.about.in_(by_about)).order_by(Audit.id)
    lines = [line for line in db.scalars(trail) if line.what in words.keys() | SETTLED]
    settled = {line.about: line for line in lines if line.what in SETTLED}
    for line in lines:
        meeting, word = by_about[line.about], words.get(line.what)
        if word is not None:
            holds = line is not settled.get(line.about) or _holds(meeting, line)
            value = word if holds else f"{word}, and {_host(meeting)} is the host"
            yield _key(meeting, FactType.COMMAND, _email(db, line.who), word), value


def _holds(meeting: Meeting, line: Audit) -> bool:
    """Tell whether the host of a meeting is, or is not, who said so."""
    they_host = meeting.host is not None and hosting_record.name(meeting.host) == line.who
    return they_host == (line.what == hosting_record.HOSTS)


def _host(meeting: Meeting) -> str:
    return meeting.host.participant.person.email if meeting.host else "nobody"


def _questions(meetings: Iterable[Meeting]) -> Recorded:
    for meeting in meetings:
        if questions := (meeting.guide or {}).get("questions"):
            yield _key(meeting, FactType.COMMAND, "circle", "questions"), " ".join(questions)


def _polls(db: Session, meetings: Iterable[Meeting]) -> Recorded:
    by_id = {meeting.id: meeting for meeting in meetings}
    for poll in db.scalars(select(Poll).where(Poll.meeting_id.in_(by_id)).order_by(Poll.id)):
        meeting, then = by_id[poll.meeting_id], time(poll.after_moves)
        if poll.asked_by.startswith("person:"):
            about = f"move {then}".strip()
            yield _key(meeting, FactType.COMMAND, _email(db, poll.asked_by), about), "move"
        for answer in poll_answers.standing(poll).values():
            email, about = answer.participant.person.email, f"poll {then}".strip()
            yield _key(meeting, FactType.COMMAND, email, about), f"suits {answer.slots}"


def _shared(db: Session, circle_ids: list[int]) -> Recorded:
    notes = select(Note).where(Note.circle_id.in_(circle_ids), Note.void_by.is_(None))
    for note in db.scalars(notes.order_by(Note.id)):
        number, email = circle_number(note.circle), note.participant.person.email
        if note.kind is NoteKind.CIRCLE:
            yield Key(number, 0, FactType.COMMAND, email, f"note of {note.said_at:%d %b}"), note.text
        elif note.kind is NoteKind.LAST_WORD:
            yield Key(number, 0, FactType.COMMAND, email, "last word"), note.text
        elif note.meeting is not None:
            name = {NoteKind.THOUGHT: "thought", NoteKind.RECAP: "take-away"}[note.kind]
            yield _key(note.meeting, FactType.COMMAND, email, name), note.text


def _scores(db: Session, meetings: Iterable[Meeting]) -> Recorded:
    by_id = {meeting.id: meeting for meeting in meetings}
    for answer in surveys.standing(db, list(by_id)):
        value = f"{answer.score} - {answer.line}" if answer.line else str(answer.score)
        email = answer.participant.person.email
        yield _key(by_id[answer.meeting_id], FactType.COMMAND, email, "score"), value


def _seats(db: Session, formed: Iterable[Circle]) -> Recorded:
    """Give who took or declined a seat that was offered, and who gave up theirs for another."""
    numbers = {circle.id: circle_number(circle) for circle in formed}
    settled = SeatOffer.state.in_((OfferState.TAKEN, OfferState.DECLINED))
    for offer in db.scalars(select(SeatOffer).where(SeatOffer.circle_id.in_(numbers), settled)):
        name = f"seat in {numbers[offer.circle_id]}"
        yield personal(offer.participant.person.email, name), offer.state.value
    named = {circle.name: numbers[circle.id] for circle in formed}
    for line in db.scalars(select(Audit).where(Audit.what.startswith(GAVE_UP))):
        name = f"out of {named[line.what.removeprefix(GAVE_UP)]}"
        yield personal(_email(db, line.who), name), "another circle"


def _offered_hours(db: Session) -> Recorded:
    for incoming in db.scalars(_OF_PEOPLE):
        if incoming.answers is None or incoming.answers.kind is not MailKind.WAITLISTED:
            continue
        assert incoming.person is not None, "the query asks for it"
        hours = availability.parse(incoming.person.participations[-1].availability)
        if any(each.weekday == 0 and each.start <= 17 * 60 < each.end for each in hours):
            yield personal(incoming.person.email, "hours"), MORE_HOURS


def _key_of(row: FollowUp, type_: FactType, person: str, about: str) -> Key:
    return Key(circle_number(row.circle), row.meeting.n if row.meeting else 0, type_, person, about)


def _key(meeting: Meeting, type_: FactType, person: str, about: str = "") -> Key:
    return Key(circle_number(meeting.circle), meeting.n, type_, person, about)


def _email(db: Session, said_by: str) -> str:
    return db.get_one(Person, int(said_by.partition(":")[2])).email
