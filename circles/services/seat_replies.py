"""Act on what somebody writes who waits for a seat, is offered or has left one, or is asked how they are."""

from datetime import datetime

from sqlalchemy.orm import Session

from circles.domain.availability import as_text, joined, parse, shown
from circles.domain.cadence import place
from circles.domain.replies import Reading
from circles.domain.replies.check_in import is_busy, may_wish
from circles.domain.replies.offered_hours import offered_hours
from circles.domain.replies.sharing import beside, labelled
from circles.domain.replies.values import DOUBT
from circles.domain.tongue import either, say, say_as
from circles.domain.waiting_words import to_themselves
from circles.domain.words import MailKind, OfferState, ParticipantState
from circles.errors import NotAllowed
from circles.models import Membership, Participant, SeatOffer
from circles.services import freeing, offers, repairs, seat_words, seats
from circles.services.acting import Acting
from circles.services.audit import note
from circles.services.offers import Among

OF_A_CIRCLE = frozenset({"name.unknown", "swap.unknown", "number.missing", "number.unknown", "number.meant"})
"""Rules that doubt who, or which of what we have shown, is meant: no longer theirs to say who has left."""


def widen_hours(acting: Acting, reading: Reading) -> None:
    """Add the hours that somebody who waits offers to theirs, and look for a seat."""
    participant = acting.participant
    if acting.found.kind is not MailKind.WAITLISTED or participant.state is not ParticipantState.WAITLISTED:
        return
    seats.lock(acting.db, participant.season)
    person = participant.person
    more = offered_hours(reading, participant.season.minutes, person.language, person.name)
    if not more:
        return
    acting.heard = True
    was = participant.availability
    now = as_text(joined((*parse(was), *more)))
    if now == was:
        acting.tell_not(say("We know of these hours already, so nothing has changed."))
        return
    participant.availability = now
    acting.kept["widened"] = [participant.id, was, now]
    _note(acting.db, participant, "offered more hours", acting.now)
    hours, clocks = shown(parse(now)), place(participant.person.zone)
    acting.noted.append(say("Your hours are now: {hours} ({clocks}).", hours=hours, clocks=clocks))
    if offers.fill(acting.db, participant.season, acting.now, Among(people=[participant.id])):
        acting.noted.append(say("A seat that fits is free: a mail about it follows."))
    elif why := to_themselves(participant.wait):
        acting.noted.append(why)


def wait_for_another(acting: Acting, reading: Reading) -> None:
    """Let somebody who was asked how they are give up their seat for another circle or time."""
    if acting.found.kind is not MailKind.CHECK_IN or not asks_for_another(reading):
        return
    membership = _asked_about(acting)
    if membership.left_at is not None:
        _tell_who_has_gone(acting, membership)
        return
    freeing.give_up(acting.db, membership, acting.now)
    acting.kept["gave_up"] = membership.id
    name = membership.circle.name
    if acting.participant.state is ParticipantState.WAITLISTED:
        gone = say("You have given up your seat in {circle} and wait for another one.", circle=name)
    else:
        gone = say(
            "You have given up your seat in {circle}. Nothing changes in your other circle.", circle=name
        )
    acting.noted.append(gone)


def asks_for_another(reading: Reading) -> bool:
    """Tell whether a mail says Move and nothing of when."""
    return any(each.name == "move" and not each.args for each in reading.commands)


def hear_any_word(acting: Acting, reading: Reading) -> None:
    """Thank whoever was asked how they are and says so: any word ends the silence; a wish is asked about."""
    if acting.found.kind is not MailKind.CHECK_IN or reading.unsure or "?" in reading.own_text:
        return
    membership = _asked_about(acting)
    if membership.left_at is not None:
        if reading.says_nothing and reading.own_text.strip():
            _tell_who_has_gone(acting, membership)
    elif may_wish(reading, acting.participant.person.language):
        words = either([say_as("reply", "Busy"), say_as("seat", "Move"), say_as("reply", "Leave")])
        acting.doubts.append(
            say(
                "If you would like a break, another circle or to leave, one word is enough: {words}.",
                words=words,
            )
        )
    elif reading.says_nothing and reading.own_text.strip() and not acting.noted:
        acting.heard = True
        acting.noted.append(say("Good to hear from you. Nothing changes: your seat stays yours."))
        if is_busy(reading):
            busy = say_as("reply", "Busy")
            acting.noted.append(say("For two weeks without mails, reply “{busy}”.", busy=busy))


def tell_who_has_left(acting: Acting, reading: Reading) -> None:
    """Say that they have left to who still has words for their circle, or of somebody or something of it."""
    if not acting.is_of_who_left:
        return
    doubts = {rule.id for rule in reading.rules if rule.confidence <= DOUBT}
    if doubts & OF_A_CIRCLE or not acting.told.issuperset(labelled(reading)):
        acting.doubt_circle()
        acting.heard |= doubts <= OF_A_CIRCLE and not beside(reading)


def say_yes(acting: Acting) -> None:
    """Take the seat that was offered, or say kindly why that is too late."""
    offered = offer_of(acting)
    if offered is None:
        acting.doubts.append(say("We could not tell which seat this is about."))
        return
    was = offered.state
    try:
        membership = repairs.seat(acting.db, offered, acting.now)
    except NotAllowed as too_late:
        acting.tell_not(str(too_late))
        return
    if membership is None:
        acting.kept["lined_up"] = offered.id
        acting.noted.append(seat_words.kept_for_another())
        return
    if was is not OfferState.TAKEN:
        acting.kept["seated"] = membership.id
    acting.noted.append(
        say(
            "You have a seat in {circle}. The invite to its next meeting follows.",
            circle=membership.circle.name,
        )
    )


def say_no(acting: Acting) -> None:
    """Pass an offered seat on to the next."""
    offered = offer_of(acting)
    if offered is None:
        acting.doubts.append(say("We could not tell which seat this is about."))
    elif offered.state in offers.STILL_GOOD:
        offers.decline(acting.db, offered, acting.now)
        acting.kept["passed_on"] = offered.id
        acting.noted.append(say("The seat goes to the next. You keep your place in line."))
    elif offered.state is OfferState.TAKEN:
        leave = say_as("reply", "Leave")
        acting.noted.append(say("You have that seat. To give it up, reply {leave}.", leave=leave))
    else:
        acting.tell_not(say("That is settled already; nothing has changed."))


def offer_of(acting: Acting) -> SeatOffer | None:
    """Give the offer the answered mail was about, or the latest of that seat."""
    asked = acting.found.asked
    if asked is None or not asked.about.startswith("seat:"):
        return None
    found = acting.db.get(SeatOffer, int(asked.about.partition(":")[2]))
    is_theirs = found is not None and found.participant_id == acting.participant.id
    return offers.at_hand(acting.db, found) if found is not None and is_theirs else None


def _asked_about(acting: Acting) -> Membership:
    """Give the membership whose member was asked how they are, also one that has ended since."""
    assert acting.found.asked is not None, "it is the mail that asked"
    return acting.db.get_one(Membership, int(acting.found.asked.about.partition(":")[2]))


def _tell_who_has_gone(acting: Acting, membership: Membership) -> None:
    """Say to whoever is asked about a seat that is theirs no more what is, and how one comes back."""
    acting.heard = True
    circle = membership.circle.name
    gone = say("Good to hear from you. You are not in {circle} any more.", circle=circle)
    if gone in acting.noted:
        return
    acting.noted.append(gone)
    if acting.participant.state is ParticipantState.LEFT:
        acting.noted.append(
            say(
                "To be in again, reply “{resume}”: you have your seat back while it is free, and else you are"
                " told of the next one that fits.",
                resume=say_as("reply", "Resume"),
            )
        )


def _note(db: Session, participant: Participant, what: str, now: datetime) -> None:
    program_id, who = participant.season.program_id, f"person:{participant.person_id}"
    note(db, program_id, who, f"participant:{participant.id}", what, now)
