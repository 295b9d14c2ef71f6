"""How they find their circle, and what they leave at the end of a season: each asks once more."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from circles.errors import Invalid
from circles.models import Circle, Meeting, Membership
from circles.services import farewells, surveys
from circles.web.fields import line
from circles.web.participant import blueprint
from circles.web.participant.reader import not_theirs, reader, said


@blueprint.get("/me/meetings/<int:meeting_id>/survey")
def survey(meeting_id: int) -> ResponseReturnValue:
    """Show the scale with the number the link stands for chosen, and nothing recorded yet."""
    return _survey_page(_meeting(meeting_id), request.args.get("score", ""))


@blueprint.post("/me/meetings/<int:meeting_id>/survey")
def score(meeting_id: int) -> ResponseReturnValue:
    """Record the number and the line."""
    found = _meeting(meeting_id)
    wanted, words = request.form.get("score", ""), line(request.form.get("line"))
    try:
        number = int(wanted) if wanted in map(str, surveys.SCORES) else 0
        surveys.answer(g.db, found, reader(), number, words, said(), g.now)
    except Invalid as fault:
        return _survey_page(found, wanted, words, str(fault)), 422
    flash("Thank you. Only the organizers see it; you can change it here at any time.")
    return redirect(url_for("participant.survey", meeting_id=found.id))


@blueprint.get("/me/circles/<int:circle_id>/last-word")
def last_word(circle_id: int) -> ResponseReturnValue:
    """Ask whom they will have a conversation with next."""
    return _last_word_page(_membership(circle_id))


@blueprint.post("/me/circles/<int:circle_id>/last-word")
def leave_last_word(circle_id: int) -> ResponseReturnValue:
    """Keep what they leave."""
    membership, text = _membership(circle_id), line(request.form.get("text"))
    try:
        farewells.leave(g.db, membership, text, said(), g.now)
    except Invalid as fault:
        return _last_word_page(membership, text, str(fault)), 422
    flash("Thank you, we keep it.")
    return redirect(url_for("participant.last_word", circle_id=circle_id))


def _survey_page(found: Meeting, chosen: str, words: str = "", fault: str = "") -> str:
    return render_template(
        "participant/survey.html",
        participant=reader(),
        meeting=found,
        answer=surveys.of_member(g.db, found, reader()),
        scores=surveys.SCORES,
        most=surveys.LONGEST_LINE,
        chosen=chosen,
        words=words,
        fault=fault,
        too_early=found.starts_at > g.now,
    )


def _last_word_page(membership: Membership, text: str = "", fault: str = "") -> str:
    kept = farewells.of_member(g.db, membership)
    return render_template(
        "participant/last_word.html",
        participant=reader(),
        circle=membership.circle,
        kept=kept,
        too_early=not farewells.is_time(membership.circle, g.now),
        text=text or (kept.text if kept else ""),
        most=farewells.LONGEST,
        fault=fault,
    )


def _membership(circle_id: int) -> Membership:
    """Give their place in a circle, also one they left; any other is not there for them."""
    theirs = select(Membership).where(
        Membership.circle_id == circle_id, Membership.participant_id == reader().id
    )
    found: Membership | None = g.db.scalars(theirs.join(Circle)).one_or_none()
    if found is None:
        raise not_theirs("There is no such circle of yours.")
    return found


def _meeting(meeting_id: int) -> Meeting:
    """Give a meeting of a circle that they were in when it began, or will be."""
    found: Meeting | None = g.db.get(Meeting, meeting_id)
    if found is None or not _membership(found.circle_id).was_in(found.starts_at):
        raise not_theirs("There is no such meeting in your circle.")
    return found
