"""A meeting: what was said before it, what happened, what came of it, and every change."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectChoice

from circles.domain import timeline
from circles.domain.cadence import instant, local
from circles.domain.causes import Cause
from circles.domain.statement import Said
from circles.domain.words import Attendance, FollowUpState, MeetingState, Rsvp, SeasonState, Source
from circles.errors import Invalid
from circles.models import Meeting, Participant
from circles.services import (
    attendance,
    audit,
    cant_come,
    follow_ups,
    meetings,
    moving,
    poll_answers,
    proposals,
)
from circles.web.fields import Form, must_name_who_came
from circles.web.forms import AnswerForm, CancelForm, FollowUpForm, MetForm, MoveForm, blame
from circles.web.organizer import blueprint, own
from circles.web.organizer.history import history, names
from circles.web.showing import called

THE_CIRCLE = 0


@blueprint.get("/organizer/meetings/<int:meeting_id>")
def meeting(meeting_id: int) -> ResponseReturnValue:
    """Show a meeting."""
    return _page(own.meeting(meeting_id))


@blueprint.post("/organizer/meetings/<int:meeting_id>/answer")
def answer(meeting_id: int) -> ResponseReturnValue:
    """Say for somebody whether they are coming."""

    def record(meeting: Meeting, form: AnswerForm) -> str:
        person = _participant(meeting, form.participant.data)
        value = Rsvp(form.value.data)
        attendance.say_rsvp(g.db, meeting, person, value, _said(), g.now)
        cant_come.heed(g.db, meeting, g.now)
        return f"Noted for {person.person.name}."

    return _act(own.meeting(meeting_id), "answer", record)


@blueprint.post("/organizer/meetings/<int:meeting_id>/met")
def met(meeting_id: int) -> ResponseReturnValue:
    """Say whether the circle met, and who came."""

    def record(meeting: Meeting, form: MetForm) -> str:
        held = form.met.data == "yes"
        if held:
            must_name_who_came(field="met")
        attendance.say_held(g.db, meeting, _said(), g.now, held=held)
        if held:
            _record_who_came(meeting)
        return "Noted. Thank you."

    return _act(own.meeting(meeting_id), "met", record)


def _record_who_came(meeting: Meeting) -> None:
    """Record the ticks that were changed; all of them only when told that these were all."""
    came, shown = (set(request.form.getlist(name, type=int)) for name in ("came", "known"))
    changed = came ^ shown
    told = {
        member.participant: Attendance.CAME if member.participant_id in came else Attendance.MISSED
        for member in meeting.members
        if member.participant_id in changed or "complete" in request.form
    }
    attendance.say_who_came(g.db, meeting, told.items(), _said(), g.now)


@blueprint.post("/organizer/meetings/<int:meeting_id>/follow-ups")
def add_follow_up(meeting_id: int) -> ResponseReturnValue:
    """Write down what somebody said they would do."""

    def record(meeting: Meeting, form: FollowUpForm) -> str:
        owner = form.owner.data
        promise = follow_ups.Promise(
            text=form.text.data.strip(),
            owner=None if owner == THE_CIRCLE else _participant(meeting, owner),
            due=form.due.data,
        )
        follow_ups.open_one(g.db, meeting.circle, meeting, promise, _said())
        _note_follow_up(meeting.id, f"wrote down the follow-up “{promise.text}”")
        return "The follow-up is written down."

    return _act(own.meeting(meeting_id), "follow_up", record)


@blueprint.post("/organizer/follow-ups/<int:follow_up_id>")
def change_follow_up(follow_up_id: int) -> ResponseReturnValue:
    """Mark a follow-up done or dropped, or open it again."""
    follow_up = own.follow_up(follow_up_id)
    state = request.form.get("state", "")
    if state not in set(FollowUpState):
        raise Invalid("A follow-up is open, done or dropped.")
    follow_ups.change(g.db, follow_up, _said(), state=FollowUpState(state))
    if follow_up.meeting_id:
        _note_follow_up(follow_up.meeting_id, f"marked the follow-up “{follow_up.text}” as {state}")
    flash(f"“{follow_up.text}” is {state}.")
    if follow_up.meeting_id:
        return redirect(url_for("organizer.meeting", meeting_id=follow_up.meeting_id))
    return redirect(url_for("organizer.circle", circle_id=follow_up.circle_id))


def _note_follow_up(meeting_id: int, what: str) -> None:
    audit.note(g.db, own.organizer().program_id, own.who(), f"meeting:{meeting_id}", what, g.now)


@blueprint.post("/organizer/meetings/<int:meeting_id>/move")
def move(meeting_id: int) -> ResponseReturnValue:
    """Give the meeting another time, and ask everyone again."""

    def record(meeting: Meeting, form: MoveForm) -> str:
        starts_at = instant(*form.local(), meeting.circle.zone)
        if starts_at == meeting.starts_at:
            raise Invalid("It is at that time already. Choose another day or hour.", field="at")
        moving.move(g.db, meeting, starts_at, own.who(), _reason(form), g.now)
        return "Moved. Everyone is being told and asked again."

    return _act(own.meeting(meeting_id), "move", record)


@blueprint.post("/organizer/meetings/<int:meeting_id>/cancel")
def cancel(meeting_id: int) -> ResponseReturnValue:
    """Call the meeting off."""

    def record(meeting: Meeting, form: CancelForm) -> str:
        meetings.cancel(g.db, meeting, own.who(), _reason(form), g.now)
        return "Called off. Everyone is being told."

    return _act(own.meeting(meeting_id), "cancel", record)


def _reason(form: MoveForm | CancelForm) -> Cause | str:
    words = (form.reason.data or "").strip()
    return {"what": "wrote", "name": own.organizer().name, "words": words} if words else ""


def _act(meeting: Meeting, name: str, record: Callable[[Meeting, Form], str]) -> ResponseReturnValue:
    """Do what one of the page's forms asks; on an error the page comes back with it in its place."""
    forms = _forms(meeting)
    form = forms[name] = _FORMS[name](prefix=name)
    _fill_choices(form, meeting)
    if form.validate():
        try:
            flash(record(meeting, form))
        except Invalid as error:
            blame(form, error)
        else:
            return redirect(url_for("organizer.meeting", meeting_id=meeting.id))
    return _page(meeting, forms), 422


_FORMS: dict[str, type[Form]] = {
    "answer": AnswerForm,
    "met": MetForm,
    "follow_up": FollowUpForm,
    "move": MoveForm,
    "cancel": CancelForm,
}


def _forms(meeting: Meeting) -> dict[str, Form]:
    """Give every form of the page, empty."""
    here = local(meeting.starts_at, meeting.circle.zone)
    forms = {
        name: form(formdata=None, prefix=name, day=here.date(), at=here.time(), met=_met(meeting))
        for name, form in _FORMS.items()
    }
    for form in forms.values():
        _fill_choices(form, meeting)
    return forms


def _met(meeting: Meeting) -> str | None:
    return {MeetingState.HELD: "yes", MeetingState.NOT_HELD: "no"}.get(meeting.state)


def _fill_choices(form: Form, meeting: Meeting) -> None:
    people = [SelectChoice(member.participant_id, called(member)) for member in meeting.circle.members]
    if "participant" in form:
        form.participant.choices = people
    if "owner" in form:
        form.owner.choices = [*people, SelectChoice(THE_CIRCLE, "the whole circle")]


def _page(meeting: Meeting, forms: dict[str, Form] | None = None) -> str:
    answers = attendance.rsvps(g.db, [meeting])
    standings = attendance.attendance(g.db, [meeting])
    begun = meeting.starts_at <= g.now
    ahead = not begun and meeting.state is MeetingState.PLANNED
    goes_on = meeting.circle.season.state is SeasonState.PUBLISHED
    return render_template(
        "organizer/meeting.html",
        meeting=meeting,
        circle=meeting.circle,
        answers={person: event for (_, person), event in answers.items()},
        standings={person: standing for (_, person), standing in standings.items()},
        follow_ups=follow_ups.of_meeting(g.db, meeting.id),
        forms=forms or _forms(meeting),
        begun=begun,
        ahead=ahead,
        may_move=ahead or (begun and goes_on and meeting.state in meetings.PUT_OFF),
        cancelled=meeting.state is MeetingState.CANCELLED,
        surveyed=meeting.n in timeline.SURVEYED,
        proposed=proposals.open_for(g.db, meeting, g.now) if not begun else [],
        poll=(poll := moving.poll_of(g.db, meeting)),
        poll_answers=poll_answers.standing(poll) if poll else {},
        names=names(meeting),
        history=history(meeting),
    )


def _participant(meeting: Meeting, participant_id: int) -> Participant:
    return next(
        member.participant for member in meeting.circle.members if member.participant_id == participant_id
    )


def _said() -> Said:
    return Said(own.who(), Source.ORGANIZER, g.now)
