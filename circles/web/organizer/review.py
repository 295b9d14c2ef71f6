"""Mails that a person should read, and how any mail was read."""

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from circles.domain.cadence import show
from circles.domain.statement import Said
from circles.domain.tongue import speaking
from circles.domain.words import Attendance, IncomingState, Rsvp, Source
from circles.errors import Invalid, NotAllowed, NotFound
from circles.models import Circle, Incoming, Meeting, Membership, Participant, Person, loading
from circles.services import attendance, audit, cant_come, follow_ups, receipts, undo
from circles.web.fields import line
from circles.web.organizer import blueprint, own
from circles.web.paths import number

MOST_TEXT = 500
MOST_APART = 50
READABLE = (IncomingState.REVIEW, IncomingState.DONE)
"""Only of these did we tell the writer that a person reads their words."""


@blueprint.get("/organizer/review")
def review() -> ResponseReturnValue:
    """List the mails that wait for a reader, oldest first."""
    waiting = (
        select(Incoming)
        .join(Incoming.person)
        .where(Incoming.state == IncomingState.REVIEW, Person.program_id == own.organizer().program_id)
        .options(joinedload(Incoming.person), joinedload(Incoming.answers))
        .order_by(Incoming.id)
    )
    apart = _kept_apart().order_by(Incoming.id.desc()).limit(MOST_APART)
    return render_template(
        "organizer/review.html", waiting=list(g.db.scalars(waiting)), apart=list(g.db.scalars(apart))
    )


@blueprint.post("/organizer/mails/<int:incoming_id>/put-away")
def put_away(incoming_id: int) -> ResponseReturnValue:
    """Take a mail of which nothing shows who wrote it off the list."""
    incoming = g.db.scalars(_kept_apart().where(Incoming.id == incoming_id)).one_or_none()
    if incoming is None:
        raise NotFound("There is no such mail in your program; it may have been put away already.")
    incoming.state = IncomingState.READ
    _note(incoming, "put away")
    flash("Put away.")
    return redirect(url_for("organizer.review"))


@blueprint.get("/organizer/mails/<int:incoming_id>")
def mail(incoming_id: int) -> ResponseReturnValue:
    """Explain a mail from its words to the record, and offer to record or correct it."""
    return _page(own.incoming(incoming_id))


def _page(incoming: Incoming, fault: Invalid | None = None) -> str:
    """Show a mail; with a fault, what was written into its form stays there."""
    circles = _circles(incoming)
    return render_template(
        "organizer/mail.html",
        mail=incoming,
        outcome=incoming.outcome,
        readable=incoming.state in READABLE,
        standing=undo.has_record(g.db, incoming),
        ahead=[meeting for circle in circles if (meeting := attendance.upcoming(circle.meetings, g.now))],
        recent=[meeting for circle in circles if (meeting := attendance.recent(circle.meetings, g.now))],
        closest=_closest(circles),
        today=g.now,
        fault=fault,
    )


@blueprint.post("/organizer/mails/<int:incoming_id>/rsvp")
def record_rsvp(incoming_id: int) -> ResponseReturnValue:
    """Record the answer a person reads in a mail."""
    incoming = own.incoming(incoming_id)
    meeting = _meeting(incoming)
    value = request.form.get("value", "")
    if value not in set(Rsvp):
        raise Invalid("An answer is yes, no or maybe. Go back and press one of the three buttons.")
    writer = _writer(incoming, meeting)
    attendance.say_rsvp(g.db, meeting, writer, Rsvp(value), _said(incoming), g.now)
    cant_come.heed(g.db, meeting, g.now)
    overruled = _told_before(incoming, meeting, writer.person.zone)
    with speaking(writer.person.language):
        when = show(meeting.starts_at, meeting.minutes, writer.person.zone)
        told = receipts.rsvp_sentence(Rsvp(value), when)
    noted = [each for each in incoming.outcome.get("noted", []) if each not in overruled]
    answers = {**incoming.outcome.get("told_answers", {}), str(meeting.id): told}
    incoming.outcome = {**incoming.outcome, "noted": noted, "told_answers": answers}
    return _settle(incoming, f"recorded the answer {value}", told)


def _told_before(incoming: Incoming, meeting: Meeting, zone: str) -> set[str]:
    """Give what its writer was told of their answer; before that was kept, it was told in English."""
    if told := incoming.outcome.get("told_answers", {}).get(str(meeting.id)):
        return {told}
    when = show(meeting.starts_at, meeting.minutes, zone)
    return {receipts.rsvp_sentence(each, when) for each in Rsvp}


@blueprint.post("/organizer/mails/<int:incoming_id>/came")
def record_came(incoming_id: int) -> ResponseReturnValue:
    """Record whether a circle met, and who came and missed, as a person reads it in a mail."""
    incoming = own.incoming(incoming_id)
    meeting = _meeting(incoming)
    held = request.form.get("held") != "no"
    said = {
        member.participant: Attendance(value)
        for member in meeting.members
        if held and (value := request.form.get(f"said-{member.participant_id}", "")) in set(Attendance)
    }
    attendance.say_held(g.db, meeting, _said(incoming), g.now, held=held)
    attendance.say_who_came(g.db, meeting, said.items(), _said(incoming), g.now)
    writer = _writer(incoming, meeting).person
    with speaking(writer.language):
        told = receipts.met_sentence(receipts.local_day(meeting.starts_at, writer.zone, g.now), held=held)
        if said:
            told = receipts.attendance_sentence((each.person.name, value) for each, value in said.items())
    return _settle(incoming, "recorded who came" if held else "recorded that they did not meet", told)


@blueprint.post("/organizer/mails/<int:incoming_id>/follow-up")
def record_follow_up(incoming_id: int) -> ResponseReturnValue:
    """Write down what somebody will do, as a person reads it in a mail."""
    incoming = own.incoming(incoming_id)
    meeting = _meeting(incoming)
    try:
        promise = _promise(meeting)
        follow_ups.open_one(g.db, meeting.circle, meeting, promise, _said(incoming))
    except Invalid as fault:
        return _page(incoming, fault), 422
    name = promise.owner.person.name if promise.owner else ""
    with speaking(incoming.person.language if incoming.person else "en"):
        told = receipts.follow_up_sentence(name, promise.text, promise.due, g.now.date())
    return _settle(incoming, "recorded a follow-up", told)


@blueprint.post("/organizer/mails/<int:incoming_id>/nothing")
def record_nothing(incoming_id: int) -> ResponseReturnValue:
    """Note that a mail was read and says nothing for the record."""
    return _settle(own.incoming(incoming_id), "read it; nothing to record")


@blueprint.post("/organizer/mails/<int:incoming_id>/undo")
def undo_mail(incoming_id: int) -> ResponseReturnValue:
    """Take back what was recorded from a mail."""
    incoming = own.incoming(incoming_id)
    for sentence in undo.undo(g.db, incoming, own.who(), g.now) or ["Nothing was left to take back."]:
        flash(sentence)
    incoming.outcome = {**incoming.outcome, "noted": []}
    _note(incoming, "took back what was recorded from it")
    return redirect(url_for("organizer.mail", incoming_id=incoming.id))


def _kept_apart() -> Select[Incoming]:
    """Select the quarantined mails that name somebody of the program, or answer a mail of it."""
    theirs = or_(Person.program_id == own.organizer().program_id, own.is_ours())
    return (
        select(Incoming)
        .outerjoin(Incoming.person)
        .outerjoin(Incoming.answers)
        .where(Incoming.state == IncomingState.QUARANTINED, theirs)
        .options(joinedload(Incoming.person))
    )


def _settle(incoming: Incoming, what: str, told: str | None = None) -> ResponseReturnValue:
    """Close a mail; what was recorded from it is told to its writer."""
    if incoming.state not in READABLE:
        raise NotAllowed("This mail was understood. To change what it recorded, take it back first.")
    incoming.state = IncomingState.DONE
    if told:
        incoming.outcome = {
            **incoming.outcome,
            "noted": [*incoming.outcome.get("noted", []), told],
            "reason": "",
            "unnoted": [],
            "left_over": False,
        }
        receipts.post_mended_receipt(g.db, incoming, g.now)
    _note(incoming, what)
    flash(f"Done: {what}.")
    return redirect(url_for("organizer.review"))


def _circles(incoming: Incoming) -> list[Circle]:
    wanted = (
        select(Circle)
        .join(Circle.memberships)
        .join(Membership.participant)
        .where(Participant.person_id == incoming.person_id, Membership.left_at.is_(None))
        .options(loading.MEMBERS, loading.MEETINGS)
    )
    return list(g.db.scalars(wanted))


def _closest(circles: list[Circle]) -> list[Meeting]:
    """Give a meeting of each circle to which a follow-up belongs: the latest that was, else the next."""
    found = [
        attendance.recent(each.meetings, g.now) or attendance.upcoming(each.meetings, g.now)
        for each in circles
    ]
    return [meeting for meeting in found if meeting]


def _meeting(incoming: Incoming) -> Meeting:
    """Give the meeting that was chosen, which must be of the writer's circle."""
    meeting = own.meeting(request.form.get("meeting", 0, type=number))
    _writer(incoming, meeting)
    return meeting


def _writer(incoming: Incoming, meeting: Meeting) -> Participant:
    for member in meeting.circle.members:
        if member.participant.person_id == incoming.person_id:
            return member.participant
    raise NotAllowed("That meeting is not of a circle of the person who wrote.")


def _promise(meeting: Meeting) -> follow_ups.Promise:
    """Read what somebody will do; raises Invalid that names the field."""
    text = line(request.form.get("text"))
    if not text or len(text) > MOST_TEXT:
        raise Invalid(f"A follow-up says what will be done, in at most {MOST_TEXT} characters.", field="text")
    owner = _owner(meeting, request.form.get("owner", 0, type=number))
    return follow_ups.Promise(text, owner, _day(request.form.get("due", "")))


def _owner(meeting: Meeting, participant_id: int) -> Participant | None:
    """Give who will do it: a member of the circle, or none for all of it."""
    members = {member.participant_id: member.participant for member in meeting.circle.members}
    if participant_id and participant_id not in members:
        raise Invalid("Choose who will do it: one of this circle, or all of it.", field="owner")
    return members.get(participant_id)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Invalid(f"A date looks like 2027-03-31, not “{text[:20]}”.", field="due") from None


def _said(incoming: Incoming) -> Said:
    return Said(own.who(), Source.ORGANIZER, g.now, incoming.id)


def _note(incoming: Incoming, what: str) -> None:
    program_id = own.organizer().program_id
    audit.note(g.db, program_id, own.who(), f"incoming:{incoming.id}", what, g.now)
