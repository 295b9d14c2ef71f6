"""What they said they would do: done, later or dropped."""

from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain import cadence
from circles.domain.words import FollowUpState
from circles.errors import Invalid, NotFound
from circles.models import FollowUp
from circles.services import follow_ups, people
from circles.web.participant import blueprint
from circles.web.participant.reader import reader, said

ANSWERS = {"done": "Done", "later": "Give me a week", "drop": "Drop it"}


@blueprint.get("/me/follow-ups/<int:follow_up_id>")
def follow_up(follow_up_id: int) -> ResponseReturnValue:
    """Show one follow-up with three answers, the one the link asked for first."""
    asked = request.args.get("answer")
    return render_template(
        "participant/follow_up.html",
        participant=reader(),
        follow_up=_follow_up(follow_up_id),
        choices=sorted(ANSWERS.items(), key=lambda each: each[0] != asked),
    )


@blueprint.post("/me/follow-ups/<int:follow_up_id>")
def change_follow_up(follow_up_id: int) -> ResponseReturnValue:
    """Record what became of it."""
    found = _follow_up(follow_up_id)
    answer = request.form.get("answer")
    if answer == "done":
        follow_ups.change(g.db, found, said(), state=FollowUpState.DONE)
        flash("Well done. Your circle sees that it is done.")
    elif answer == "later":
        today = cadence.local(g.now, reader().person.zone).date()
        due = max(found.due or today, today) + timedelta(weeks=1)
        follow_ups.change(g.db, found, said(), due=due)
        flash(f"It now has until {due.day} {due:%B}.")
    elif answer == "drop":
        follow_ups.change(g.db, found, said(), state=FollowUpState.DROPPED)
        flash("Dropped. Nobody is told.")
    elif answer == "open":
        follow_ups.change(g.db, found, said(), state=FollowUpState.OPEN)
        flash("It is open again.")
    else:
        raise Invalid("Answer with one of the buttons: done, a week more, or drop.", field="answer")
    return redirect(url_for("participant.home"))


def _follow_up(follow_up_id: int) -> FollowUp:
    """Give a follow-up of theirs, or of a circle they are in."""
    found: FollowUp | None = g.db.get(FollowUp, follow_up_id)
    mine = {membership.circle_id for membership in people.memberships(g.db, reader())}
    theirs = found is not None and (
        found.owner_id == reader().id or (found.owner_id is None and found.circle_id in mine)
    )
    if found is None or found.void_by is not None or not theirs:
        raise NotFound("There is no such follow-up of yours.")
    return found
