"""Hosting a meeting: saying yes to it, asking another member, handing it on."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.words import Errand
from circles.errors import Invalid, NotAllowed
from circles.models import Meeting, Membership
from circles.services import cant_come, errands, hosting, hosting_words, swaps
from circles.web.participant import blueprint
from circles.web.participant.meetings import their_meeting
from circles.web.participant.reader import reader, said


@blueprint.get("/me/meetings/<int:meeting_id>/host")
def host(meeting_id: int) -> ResponseReturnValue:
    """Show who hosts, and what they may do about it, what the link asked for first."""
    found = their_meeting(meeting_id)
    mine = _mine(found)
    told = errands.told(errands.latest(g.db, found, mine))
    asks = swaps.question(g.db, found, mine) is not None
    return render_template(
        "participant/host.html",
        participant=reader(),
        meeting=found,
        is_host=found.host is mine,
        is_told=told is not None and told.errand is Errand.HOSTS,
        asks=asks,
        others=[each for each in found.circle.members if each is not mine],
        says_no=request.args.get("answer") == "no",
        over=found.starts_at <= g.now or found.state != "planned",
    )


@blueprint.post("/me/meetings/<int:meeting_id>/host")
def settle_host(meeting_id: int) -> ResponseReturnValue:
    """Take their yes or no, hand the meeting on, or ask another member."""
    found = their_meeting(meeting_id)
    try:
        done = _done(found, _mine(found), request.form.get("action", ""))
        flash(" ".join([done, *cant_come.heed(g.db, found, g.now, reader()).said]))
    except hosting.NobodyElse as nobody:
        flash(f"{nobody} If you can't, reply to any mail of ours: a person will look.", "warning")
    except NotAllowed as refusal:
        flash(str(refusal), "warning")
    return redirect(url_for("participant.host", meeting_id=found.id))


def _done(found: Meeting, mine: Membership, action: str) -> str:
    """Do it, and say what came of it."""
    told = errands.told(errands.latest(g.db, found, mine))
    if action == "yes":
        swaps.accept(g.db, found, told, mine, said(), g.now)
        return "You host this meeting. Thank you!"
    if action == "no":
        changes = swaps.refuse(g.db, found, told, mine, g.now)
        return " ".join(hosting_words.sentences(changes, reader())) or "That is fine. You don't host it."
    if action == "pass":
        return " ".join(hosting_words.sentences(hosting.pass_on(g.db, found, mine, g.now), reader()))
    if action == "swap":
        return _asked(found, mine)
    raise Invalid("Choose one of the buttons.", field="action")


def _asked(found: Meeting, mine: Membership) -> str:
    wanted = request.form.get("member", "")
    asked = next((each for each in found.circle.members if str(each.id) == wanted), None)
    if asked is None:
        raise Invalid("Choose whom to ask: one of your circle.", field="member")
    name = asked.participant.person.name
    if swaps.ask(g.db, found, mine, asked, g.now) is None:
        return f"{name} has been asked already."
    return f"We have asked {name}. Until {name} says yes, you host."


def _mine(found: Meeting) -> Membership:
    return next(each for each in found.circle.members if each.participant_id == reader().id)
