"""Answering for a meeting before it, and telling about it after."""

from dataclasses import dataclass
from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload, selectinload

from circles.domain.words import Attendance, MeetingState, NoteKind, Rsvp
from circles.errors import Invalid, NotFound
from circles.models import Circle, Meeting, Membership, Participant
from circles.services import afterwards, attendance, cant_come, follow_ups, notes, people, proposals
from circles.web.fields import line, must_name_who_came
from circles.web.participant import blueprint
from circles.web.participant.reader import not_theirs, reader, said

EVERYONE = "circle"
"""The owner of a follow-up that is the whole circle's."""


@dataclass(frozen=True)
class Tick:
    """One member in the list of who was there."""

    membership: Membership
    said_yes: bool
    known: Attendance | None
    disputed: bool
    """Whether others differ, so that they are asked themselves."""


@blueprint.get("/me/meetings/<int:meeting_id>")
def meeting(meeting_id: int) -> ResponseReturnValue:
    """Show one meeting with three answers, the one the link asked for first."""
    found = their_meeting(meeting_id)
    answers = attendance.rsvps(g.db, [found])
    standing = answers.get((found.id, reader().id))
    asked = request.args.get("answer")
    return render_template(
        "participant/meeting.html",
        participant=reader(),
        meeting=found,
        answer=standing.value if standing else None,
        choices=sorted(Rsvp, key=lambda each: each != asked),
        asked=asked,
        begun=found.starts_at <= g.now,
        cancelled=found.state is MeetingState.CANCELLED,
        goes_on=attendance.upcoming(found.circle.meetings, g.now) is not None,
        thoughts=notes.of_meeting(g.db, found, NoteKind.THOUGHT),
        taken=notes.of_meeting(g.db, found, NoteKind.RECAP),
        proposed=proposals.open_for(g.db, found, g.now) if proposals.may_settle(found, reader()) else [],
    )


@blueprint.post("/me/meetings/<int:meeting_id>")
def answer(meeting_id: int) -> ResponseReturnValue:
    """Record whether they are coming."""
    found = their_meeting(meeting_id)
    wanted = request.form.get("answer", "")
    if wanted not in set(Rsvp):
        raise Invalid("Answer yes, no or maybe, with one of the three buttons.", field="answer")
    attendance.say_rsvp(g.db, found, reader(), Rsvp(wanted), said(), g.now)
    heeded = cant_come.heed(g.db, found, g.now, reader())
    news = " ".join(heeded.said) or "You can change it until the meeting begins."
    flash(f"Thank you, we noted your answer. {news}")
    return redirect(url_for("participant.meeting", meeting_id=found.id))


@blueprint.get("/me/meetings/<int:meeting_id>/recap")
def recap(meeting_id: int) -> ResponseReturnValue:
    """Ask whether they met, who came, and what was promised."""
    met = request.args.get("met", "")
    if met == "moved":
        return redirect(url_for("participant.moved", meeting_id=meeting_id))
    return _recap_page(_one_they_know_of(meeting_id), met)


@blueprint.post("/me/meetings/<int:meeting_id>/recap")
def tell(meeting_id: int) -> ResponseReturnValue:
    """Record what they tell of a meeting."""
    found = _one_they_know_of(meeting_id)
    met = request.form.get("met", "")
    try:
        if met not in {"yes", "no"}:
            raise Invalid("Choose whether you met.", field="met-yes")
        if met == "yes":
            must_name_who_came(field="met-yes")
        attendance.say_held(g.db, found, said(), g.now, held=met == "yes")
        if met == "yes":
            _record_who_came(found)
            _record_take_away(found)
        _record_promise(found)
    except Invalid as fault:
        return _recap_page(found, met, fault), 422
    flash("Thank you, we noted it.")
    return redirect(url_for("participant.home"))


def _record_who_came(found: Meeting) -> None:
    """Record those ticked as there; the others as missing only when told that these were all."""
    came = set(request.form.getlist("came", type=int))
    everyone_else_missed = "complete" in request.form
    told = {
        member.participant: Attendance.CAME if member.id in came else Attendance.MISSED
        for member in found.members
        if member.id in came or everyone_else_missed
    }
    if told:
        attendance.say_who_came(g.db, found, told.items(), said(), g.now)


def _record_take_away(found: Meeting) -> None:
    """Keep what they take with them, and whether organizers may quote it."""
    text = line(request.form.get("takes"))
    if text and text != _taken(found):
        notes.take_with(g.db, found, reader(), text, said(), instead=True)
    reader().may_quote = "may_quote" in request.form


def _record_promise(found: Meeting) -> None:
    text = line(request.form.get("promise"))
    if not text:
        return
    if len(text) > 300:
        raise Invalid("A follow-up is one line of up to 300 characters.", field="promise")
    if afterwards.is_over(found.circle.season):
        flash(afterwards.not_promised(found.circle.season, text), "warning")
        return
    promise = follow_ups.Promise(text, owner=_owner(found), due=_due())
    follow_ups.open_one(g.db, found.circle, found, promise, said())


def _owner(found: Meeting) -> Participant | None:
    wanted = request.form.get("owner", EVERYONE)
    if wanted == EVERYONE:
        return None
    owners = [member.participant for member in found.circle.members if str(member.id) == wanted]
    if not owners:
        raise Invalid("Choose who will do it: one of your circle, or all of you.", field="owner")
    return owners[0]


def _due() -> date | None:
    written = request.form.get("due", "")
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise Invalid(f"A date looks like 2027-03-31, not “{written[:20]}”.", field="due") from None


def _recap_page(found: Meeting, met: str, fault: Invalid | None = None) -> str:
    mine = next(each for each in found.circle.members if each.participant_id == reader().id)
    return render_template(
        "participant/recap.html",
        participant=reader(),
        meeting=found,
        met=met,
        ticks=_ticks(found),
        everyone=EVERYONE,
        owner=request.form.get("owner", str(mine.id)),
        fault=fault,
        takes=request.form.get("takes", _taken(found)),
        too_early=found.starts_at > g.now,
        cancelled=found.state is MeetingState.CANCELLED,
        goes_on=attendance.upcoming(found.circle.meetings, g.now) is not None,
    )


def _taken(found: Meeting) -> str:
    """Give what they said before that they take with them."""
    return line(" ".join(each.text for each in notes.taken_by(g.db, found, reader())))


def _ticks(found: Meeting) -> list[Tick]:
    """List the members with what is known of who came, and who had said yes: that ticks nobody."""
    answers = attendance.rsvps(g.db, [found])
    known = attendance.attendance(g.db, [found])
    ticks = []
    for member in found.members:
        key = (found.id, member.participant_id)
        value, disputed = (known[key].value, known[key].is_disputed) if key in known else (None, False)
        said_yes = key in answers and answers[key].value is Rsvp.YES
        ticks.append(Tick(member, said_yes, value, disputed))
    return ticks


def _one_they_know_of(meeting_id: int) -> Meeting:
    """Give a meeting of theirs that was not before they joined, nor while they had left."""
    found = their_meeting(meeting_id)
    mine = (each for each in found.circle.members if each.participant_id == reader().id)
    if any(not each.was_in(found.starts_at) for each in mine):
        raise NotFound("You were not in the circle then, so others tell how that meeting went.")
    return found


def their_meeting(meeting_id: int) -> Meeting:
    """Give a meeting of a circle they are in; any other is not there for them."""
    mine = {membership.circle_id for membership in people.memberships(g.db, reader())}
    found: Meeting | None = g.db.get(
        Meeting,
        meeting_id,
        options=[
            joinedload(Meeting.topic),
            joinedload(Meeting.circle).options(
                joinedload(Circle.season),
                selectinload(Circle.memberships)
                .joinedload(Membership.participant)
                .joinedload(Participant.person),
            ),
        ],
    )
    if found is None or found.circle_id not in mine:
        raise not_theirs("There is no such meeting in your circle.")
    return found
