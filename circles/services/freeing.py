"""The seat of a member who has fallen silent: asked about, freed with the organizer's yes, or given up."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import Select, String, and_, bindparam, cast, exists, func, select
from sqlalchemy.orm import Session

from circles.domain.cadence import local
from circles.domain.steps import GAVE_UP
from circles.domain.timeline import Silence
from circles.domain.tongue import say
from circles.domain.words import (
    MailKind,
    OutgoingState,
    ParticipantState,
    SeasonState,
    SuggestionKind,
    SuggestionState,
)
from circles.errors import NotAllowed
from circles.models import Circle, Membership, Outgoing, Participant, Season, SeatOffer, Suggestion
from circles.services import (
    asked_first,
    hosting,
    in_turn,
    lanes,
    offers,
    outbox,
    owed,
    repairs,
    seats,
    unheard,
)
from circles.services.audit import note
from circles.services.offers import Among
from circles.services.receipts import day

SILENT_FOR = timedelta(days=7)
"""How long after a check-in without a word the organizer is asked about the seat."""
TAKEN_BACK = "the seat is taken back"
NOBODY_TOLD = "Nobody has told us whether they came."
LOOK_BACK = timedelta(days=28)


_ASKED = Membership.id.in_(bindparam("ids", expanding=True))


def suggest(db: Session, asked: Mapping[int, datetime], now: datetime) -> int:
    """Ask organizers about the seats of those who are silent since they were asked how they are.

    Not where nothing is known of the meetings that passed: there the circle as a whole is quiet.
    `asked` says when, by membership. Gives how many suggestions were new.
    """
    found = owed.silences(db, _ASKED, now, {"ids": asked}, posted=False)
    silent = {each.membership: each for each in found if each.is_known_of}
    theirs = select(Membership.circle_id).where(Membership.id.in_(silent))
    in_turn.hold_circles(db, db.scalars(theirs))  # before the seats: others will host in them
    made = [_suggest(db, silent[each], asked[each], now) for each in sorted(silent)]
    for circle in {each.circle_id: each.circle for each in made if each}.values():
        hosting.reassign(db, circle, now)  # once all are known, or the last of them would get every turn
    return sum(each is not None for each in made)


def unanswered() -> Select[int, datetime | None]:
    """Select who was asked how they are, with when as `at`, and no organizer was since.

    That was between `asked_after` and `asked_by`: SILENT_FOR ago or more.
    """
    since = exists().where(Suggestion.membership_id == Membership.id, Suggestion.made_at >= Outgoing.sent_at)
    mail = and_(
        Outgoing.kind == MailKind.CHECK_IN,
        Outgoing.to == "person:" + cast(Participant.person_id, String),
        Outgoing.about == "membership:" + cast(Membership.id, String),
    )
    return (
        select(Membership.id, func.max(Outgoing.sent_at).label("at"))
        .join(Membership.participant)
        .join(Outgoing, mail)
        .where(
            Outgoing.state == OutgoingState.SENT,
            Outgoing.sent_at.between(bindparam("asked_after"), bindparam("asked_by")),
            Membership.left_at.is_(None),
            ~since,
        )
        .group_by(Membership.id)
    )


def free(db: Session, membership: Membership, who: str, now: datetime) -> None:
    """Free a silent member's seat and tell them, kindly, how to come back; the circle is told no reason."""
    participant, circle = membership.participant, membership.circle
    seats.vacate(db, membership, now)
    if not seats.held_by(db, participant):
        participant.state = ParticipantState.LEFT
    to, about = f"person:{participant.person_id}", f"membership:{membership.id}"
    outbox.post(db, MailKind.LEFT, to, about, now, version=lanes.next_version(db, MailKind.LEFT, to, about))
    note(
        db,
        circle.season.program_id,
        who,
        f"participant:{participant.id}",
        f"freed their seat in {circle.name}",
        now,
    )
    repairs.look_again(db, circle, now, lost=True)


def freed(db: Session, participant: Participant) -> Circle | None:
    """Give the circle whose seat somebody lost without leaving it themselves, if that is why they are out."""
    told = and_(
        Outgoing.kind == MailKind.LEFT,
        Outgoing.to == f"person:{participant.person_id}",
        Outgoing.about == "membership:" + cast(Membership.id, String),
        Outgoing.posted_at >= Membership.left_at,
    )
    last = (
        select(Circle, exists().where(told))
        .join(Circle.memberships)
        .where(Membership.participant_id == participant.id)
        .order_by(Membership.left_at.desc().nulls_first())
    )
    found = db.execute(last.limit(1)).first()
    return found[0] if found and found[1] else None


def give_up(db: Session, membership: Membership, now: datetime, *, what: str = GAVE_UP) -> None:
    """Go back to the waiting list for another circle or time; raises NotAllowed if they are not in it.

    `what` the trail says of it, before the name of the circle.
    """
    participant, circle = membership.participant, membership.circle
    seats.take_turn(db, participant)
    db.refresh(membership, ["left_at"])
    if membership.left_at is not None or not seats.is_running(circle.season):
        raise NotAllowed(
            say("You are not in {circle} any more, so there is no seat to give up.", circle=circle.name)
        )
    seats.vacate(db, membership, now)
    who = f"person:{participant.person_id}"
    about = f"participant:{participant.id}"
    note(db, circle.season.program_id, who, about, f"{what}{circle.name}", now)
    if not seats.held_by(db, participant):
        seats.wait(db, [participant], now)
        offers.fill(db, circle.season, now, Among(people=[participant.id]))
        if wait := participant.wait:
            helps = wait.get("helps", wait.get("why", ""))
            participant.wait = {**wait, "why": "asked-for-another", "helps": helps}
    repairs.look_again(db, circle, now, lost=True)


def take_back(db: Session, membership: Membership, now: datetime) -> bool:
    """Give somebody the seat again that they gave up, as an Undo does; False where it has gone.

    Where an organizer has filled it meanwhile, nobody is asked about it any more. Where everybody had left,
    the circle meets again.
    """
    circle = membership.circle
    seats.lock(db, circle.season)
    db.refresh(membership, ["left_at"])
    if membership.left_at is None:
        return False
    was_empty = not circle.members
    if was_empty:
        is_free = seats.wake(db, circle, now)
    else:
        is_free = seats.room(db, circle, now) > 0 or bool(
            asked_first.call_off(db, SeatOffer.circle_id == circle.id, TAKEN_BACK)
        )
    if not is_free or len(circle.members) >= circle.season.size_hi:
        return False
    seats.join(db, circle, membership.participant, now)
    offers.withdraw(db, membership.participant, now)
    repairs.look_again(db, circle, now, lost=was_empty)
    return True


def _suggest(db: Session, silence: Silence, asked_at: datetime, now: datetime) -> Membership | None:
    """Suggest it once: clocks take turns at a membership. Gives whose seat it is, if that is new."""
    membership = db.get_one(Membership, silence.membership, with_for_update={"key_share": True})
    made = select(Suggestion.id).where(
        Suggestion.membership_id == membership.id, Suggestion.made_at >= asked_at
    )
    if db.scalar(made.limit(1)) is not None:
        return None
    on = day(local(asked_at, membership.participant.person.zone).date(), now.date())
    heard_nothing = f"We heard nothing from them about two meetings in a row, nor when we asked on {on}."
    db.add(
        Suggestion(
            circle_id=membership.circle_id,
            kind=SuggestionKind.FREE_SEAT,
            membership_id=membership.id,
            why=heard_nothing if silence.is_missed else f"{heard_nothing} {NOBODY_TOLD}",
            state=SuggestionState.OPEN,
            made_at=now,
        )
    )
    db.flush()
    return membership


def hear(db: Session, suggested: Collection[int], now: datetime) -> int:
    """Put away what was suggested of silent members who are heard of again; their turn to host comes back.

    Gives how many there were.
    """
    about = select(Suggestion.circle_id).where(Suggestion.id.in_(suggested))
    in_turn.hold_circles(db, db.scalars(about))  # before the suggestions, as who weighs a circle does
    found = db.scalars(
        select(Suggestion).where(Suggestion.id.in_(suggested)).with_for_update(key_share=True)
    ).all()
    heard = unheard.heard_of(db, [each for each in found if each.state is not SuggestionState.MOOT])
    for suggestion in (each for each in found if each.id in heard):
        suggestion.state, suggestion.settled_at = SuggestionState.MOOT, now
        db.flush()
        if suggestion.membership is not None:
            hosting.reassign(db, suggestion.membership.circle, now, anew=True)
    return len(heard)


def awaited() -> Select[int, datetime]:
    """Select what was suggested of silent members, with when as `at`, while they are in circles that meet."""
    return (
        select(Suggestion.id, Suggestion.made_at.label("at"))
        .join(Suggestion.membership)
        .join(Membership.circle)
        .join(Circle.season)
        .where(
            unheard.is_about_silence(),
            Membership.left_at.is_(None),
            Season.state == SeasonState.PUBLISHED,
        )
    )
