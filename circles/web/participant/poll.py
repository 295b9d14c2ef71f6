"""Another time for a meeting: wishing for one, saying which suit, and, for its host, setting one."""

from datetime import date, time

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.cadence import instant, show
from circles.domain.words import PollState
from circles.errors import Invalid, NotAllowed
from circles.models import Poll
from circles.services import moving, people, poll_answers, proposals
from circles.web.fields import line
from circles.web.participant import blueprint
from circles.web.participant.meetings import their_meeting
from circles.web.participant.reader import not_theirs, reader, said

LONGEST_REASON = 300


@blueprint.get("/me/polls/<int:poll_id>")
def poll(poll_id: int) -> ResponseReturnValue:
    """Show the times a circle is asked about, with those ticked that they chose."""
    return _show(_poll(poll_id))


@blueprint.post("/me/polls/<int:poll_id>")
def choose(poll_id: int) -> ResponseReturnValue:
    """Note which of the times suit them."""
    found = _poll(poll_id)
    slots = [] if "none" in request.form else request.form.getlist("slots", type=int)
    if not slots and "none" not in request.form:
        return _show(found, "Tick a time that suits you, or press “None suits me”."), 422
    moving.answer(g.db, found, reader(), slots, said(), g.now)
    if found.state is PollState.SETTLED:
        minutes, zone = found.meeting.minutes, reader().person.zone
        when = show(found.meeting.starts_at, minutes, zone)
        flash(f"Everyone has answered: you meet {when}. Please say whether you can come.")
        return redirect(url_for("participant.meeting", meeting_id=found.meeting_id))
    flash("Thank you, we noted it. You can change it until the answers are counted.")
    return redirect(url_for("participant.poll", poll_id=found.id))


@blueprint.get("/me/meetings/<int:meeting_id>/move")
def move(meeting_id: int) -> ResponseReturnValue:
    """Offer to ask the circle for another time; its host may also set one."""
    return _move_page(meeting_id)


@blueprint.post("/me/meetings/<int:meeting_id>/ask")
def ask_for_another_time(meeting_id: int) -> ResponseReturnValue:
    """Ask the circle."""
    reason = line(request.form.get("reason"))
    if len(reason) > LONGEST_REASON:
        return _move_page(meeting_id, f"Say why in up to {LONGEST_REASON} characters."), 422
    found = moving.ask(g.db, their_meeting(meeting_id), f"person:{reader().person_id}", g.now, reason=reason)
    if found.state is PollState.EMPTY:
        flash("We found no other time at which two of you are free. Your organizer sees that.")
        return redirect(url_for("participant.meeting", meeting_id=meeting_id))
    flash("Your circle is being asked by mail. You can say here which times suit you.")
    return redirect(url_for("participant.poll", poll_id=found.id))


@blueprint.post("/me/meetings/<int:meeting_id>/move")
def set_time(meeting_id: int) -> ResponseReturnValue:
    """Move the meeting; only its host may."""
    found = their_meeting(meeting_id)
    if not proposals.may_settle(found, reader()):
        raise NotAllowed("Only who hosts a meeting, or an organizer, sets another time for it.")
    try:
        day, at = date.fromisoformat(request.form.get("day", "")), _hour(request.form.get("at", ""))
        moving.set_time(
            g.db,
            found,
            instant(day, at, reader().person.zone),
            f"person:{reader().person_id}",
            g.now,
        )
    except ValueError:
        return _move_page(meeting_id, "Give a day such as 2027-03-31 and an hour such as 17:00."), 422
    except (Invalid, NotAllowed) as fault:
        return _move_page(meeting_id, str(fault)), 422
    flash("Moved. Everyone is being told and asked again.")
    return redirect(url_for("participant.meeting", meeting_id=found.id))


def _hour(written: str) -> time:
    return time.fromisoformat(written).replace(second=0, microsecond=0, tzinfo=None)


def _move_page(meeting_id: int, fault: str = "") -> str:
    found = their_meeting(meeting_id)
    return render_template(
        "participant/move.html",
        participant=reader(),
        meeting=found,
        poll=moving.poll_of(g.db, found),
        hosts=proposals.may_settle(found, reader()),
        refusal=moving.refusal(g.db, found, g.now),
        longest=LONGEST_REASON,
        fault=fault,
    )


def _show(found: Poll, fault: str = "") -> str:
    mine = poll_answers.standing(found).get(reader().id)
    linked = request.args.getlist("slots", type=int)
    return render_template(
        "participant/poll.html",
        participant=reader(),
        poll=found,
        meeting=found.meeting,
        answer=mine,
        ticked=set(mine.slots if mine else linked),
        none_first="none" in request.args,
        over=poll_answers.over(found, g.now),
        fault=fault,
    )


def _poll(poll_id: int) -> Poll:
    """Give a poll of a circle they are in; any other is not there for them."""
    found: Poll | None = g.db.get(Poll, poll_id)
    mine = {membership.circle_id for membership in people.memberships(g.db, reader())}
    if found is None or found.meeting.circle_id not in mine:
        raise not_theirs("Your circle is not asked about such times.")
    return found
