"""Taking a seat that is offered, and answering how one is: the buttons of those mails lead here."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.words import OfferState, Role
from circles.errors import Invalid, NotAllowed, NotFound
from circles.models import Membership, SeatOffer
from circles.services import audit, freeing, offers, repairs, seat_words, seats
from circles.services.attendance import upcoming
from circles.services.current import pause, step_back
from circles.web.participant import blueprint
from circles.web.participant.reader import not_theirs, reader

ANSWERS = ("busy", "move", "leave", "fine")


@blueprint.get("/me/seat/<int:offer_id>")
def seat(offer_id: int) -> ResponseReturnValue:
    """Show an offered seat with yes and no, the one the link asked for first."""
    offered = _their_offer(offer_id)
    circle = offered.circle
    return render_template(
        "participant/seat.html",
        participant=reader(),
        offered=offered,
        meeting=upcoming(circle.meetings, g.now),
        mentors=sum(member.role is Role.MENTOR for member in circle.members),
        asks=offered.state is OfferState.OPEN,
        is_kept=seats.is_kept(circle, g.now),
        no_first=request.args.get("answer") == "no",
    )


@blueprint.post("/me/seat/<int:offer_id>")
def answer_seat(offer_id: int) -> ResponseReturnValue:
    """Take the seat, or pass it on."""
    offered = _their_offer(offer_id)
    answer = request.form.get("answer", "")
    if answer not in {"yes", "no"}:
        raise Invalid("Answer yes or no, with one of the two buttons.", field="answer")
    if answer == "no":
        offers.decline(g.db, offered, g.now)
        flash("The seat goes to the next. You keep your place in line.")
        return redirect(url_for("participant.home"))
    try:
        membership = repairs.seat(g.db, offered, g.now)
    except NotAllowed as too_late:
        flash(str(too_late), "warning")
    else:
        name = offered.circle.name
        mine = f"You have a seat in {name}. The invite to its next meeting is on its way."
        flash(mine if membership else seat_words.kept_for_another())
    return redirect(url_for("participant.home"))


@blueprint.get("/me/check-in/<int:membership_id>")
def check_in(membership_id: int) -> ResponseReturnValue:
    """Ask how they are, with what each answer does; the one the link asked for stands first."""
    membership = _their_membership(membership_id)
    asked = request.args.get("answer", "")
    return render_template(
        "participant/check_in.html",
        participant=reader(),
        circle=membership.circle,
        membership=membership,
        choices=sorted(ANSWERS, key=lambda each: each != asked),
    )


@blueprint.post("/me/check-in/<int:membership_id>")
def answer_check_in(membership_id: int) -> ResponseReturnValue:
    """Take a break, look for another seat, leave, or only say that all is well."""
    membership = _their_membership(membership_id)
    participant, answer = reader(), request.form.get("answer", "")
    if answer not in ANSWERS:
        raise Invalid("Choose one of the buttons.", field="answer")
    if answer == "busy":
        pause(g.db, participant, None, g.now)
        return redirect(url_for("participant.pause"))
    if answer == "move":
        freeing.give_up(g.db, membership, g.now)
        flash(f"You have given up your seat in {membership.circle.name}. Any hour you add below helps.")
    elif answer == "leave":
        step_back(g.db, participant, g.now)
    else:
        about = f"participant:{participant.id}"
        who = f"person:{participant.person_id}"
        audit.note(g.db, participant.season.program_id, who, about, "says that all is well", g.now)
        flash("Good to hear from you. Nothing changes: your seat stays yours.")
    return redirect(url_for("participant.home"))


def _their_offer(offer_id: int) -> SeatOffer:
    found: SeatOffer | None = g.db.get(SeatOffer, offer_id)
    if found is None or found.participant_id != reader().id:
        raise NotFound("There is no such seat for you.")
    return offers.at_hand(g.db, found)


def _their_membership(membership_id: int) -> Membership:
    found: Membership | None = g.db.get(Membership, membership_id)
    if found is None or found.participant_id != reader().id or found.left_at is not None:
        raise not_theirs("You are not in that circle any more, so there is nothing to answer.")
    return found
