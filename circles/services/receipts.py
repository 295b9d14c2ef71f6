"""What we tell the writer of a mail: a receipt, a question, or nothing."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from circles.domain.tongue import listed, say, say_as, say_n, tongue
from circles.domain.words import Attendance, MailKind, Rsvp, TrustLevel
from circles.models import Incoming, Outgoing, RsvpEvent
from circles.services import inbox, outbox, rates


def post_receipt(db: Session, incoming: Incoming, now: datetime) -> None:
    """Confirm what was noted when a mail was read."""
    _answer(db, MailKind.RECEIPT, incoming, now)


def post_mended_receipt(db: Session, incoming: Incoming, now: datetime) -> None:
    """Confirm what is noted since an organizer has mended it, each time they do."""
    earlier = db.scalar(_EARLIER, {"to": f"person:{incoming.person_id}", "about": f"incoming:{incoming.id}"})
    _answer(db, MailKind.RECEIPT, incoming, now, version=earlier or 0)


_EARLIER = select(func.count()).where(
    Outgoing.kind == MailKind.RECEIPT,
    Outgoing.to == bindparam("to"),
    Outgoing.about == bindparam("about"),
)


def post_unsure(db: Session, incoming: Incoming, now: datetime) -> None:
    """Ask what was meant, at most once a day."""
    _answer(db, MailKind.UNSURE, incoming, now)


def post_ask(db: Session, incoming: Incoming, wanted: str, request: str, now: datetime) -> bool:
    """Ask the registered address whether a request is theirs; tell whether it was asked.

    The same is asked once a day while it waits for their answer, and at trust C also after that. One request
    does not use up another's question: who forges a reply must not keep anybody from leaving.
    `wanted` names it, `request` are the words for it.
    """
    asked = select(Outgoing.about).where(
        Outgoing.kind == MailKind.ASK,
        Outgoing.to == f"person:{incoming.person_id}",
        Outgoing.posted_at >= now - timedelta(days=1),
    )
    ids = [int(about.partition(":")[2]) for about in db.scalars(asked)]
    earlier = db.scalars(select(Incoming).where(Incoming.id.in_(ids)))
    same = [each for each in earlier if each.outcome.get("wanted") == wanted]
    if any(incoming.level is TrustLevel.C or inbox.waits_for_proof(each) for each in same):
        return False
    incoming.outcome = {**incoming.outcome, "wanted": wanted, "request": request}
    _post(db, MailKind.ASK, incoming, now)
    return True


def post_help(db: Session, incoming: Incoming, now: datetime) -> None:
    """Say what can be replied."""
    _answer(db, MailKind.HELP, incoming, now)


def post_undo_done(db: Session, incoming: Incoming, now: datetime) -> None:
    """Say what was undone, or that nothing is left."""
    _answer(db, MailKind.UNDO_DONE, incoming, now)


def rsvp_sentence(value: Rsvp, when: str) -> str:
    """Say an answer back, with when it is for."""
    match value:
        case Rsvp.YES:
            return say("You are coming: {when}.", when=when)
        case Rsvp.NO:
            return say("You can't come: {when}.", when=when)
        case Rsvp.MAYBE:
            return say("You are not sure yet: {when}.", when=when)


def rsvp_examples() -> list[str]:
    """Give the words that answer an invite."""
    return [say_as("reply", "Yes"), say_as("reply", "No"), say_as("reply", "Maybe")]


def standing_sentence(said: RsvpEvent, standing: RsvpEvent, when: str) -> str:
    """Say back what holds after an answer: that one, or another that was written later and read before."""
    later = "" if said is standing else say("What you wrote later stands.")
    return f"{later} {rsvp_sentence(standing.value, when)}".strip()


def attendance_sentence(said: Iterable[tuple[str, Attendance]], on: str = "") -> str:
    """Say who came and who missed, by name, and on which day if one is given; two may have one name."""
    values = list(said)
    came = [name for name, value in values if value is Attendance.CAME]
    missed = [name for name, value in values if value is Attendance.MISSED]
    names = listed(came or missed)
    if came and missed:
        both = {"came": names, "missed": listed(missed)}
        if on:
            return say("{came} came, {missed} missed ({day}).", day=on, **both)
        return say("{came} came, {missed} missed.", **both)
    if came:
        many = len(came)
        if on:
            return say_n("{names} came ({day}).", "{names} came ({day}).", many, names=names, day=on)
        return say_n("{names} came.", "{names} came.", many, names=names)
    many = len(missed)
    if on:
        return say_n("{names} missed ({day}).", "{names} missed ({day}).", many, names=names, day=on)
    return say_n("{names} missed.", "{names} missed.", many, names=names)


def met_sentence(on: str, *, held: bool) -> str:
    """Say whether the writer's circle met on a day."""
    if held:
        return say("Your circle met ({day}).", day=on)
    return say("Your circle did not meet ({day}).", day=on)


def follow_up_sentence(owner: str, text: str, due: date | None, today: date) -> str:
    """Say a follow-up back, with its absolute date; one of nobody's own is the circle's."""
    whose = owner or say("The circle")
    if due:
        return say("{owner}: {text} by {day}.", owner=whose, text=text, day=day(due, today))
    return say("{owner}: {text}.", owner=whose, text=text)


def day(of: date, today: date) -> str:
    """Write a date as people do, such as "Fri 6 Mar", with its year if that is another than today's."""
    return tongue().short_day(of, year=of.year != today.year)


def local_day(at: datetime, zone: str, now: datetime) -> str:
    """Write the date an instant has in a zone."""
    return day(at.astimezone(ZoneInfo(zone)).date(), now.date())


def _answer(db: Session, kind: MailKind, incoming: Incoming, now: datetime, *, version: int = 0) -> None:
    """Answer a mail unless its writer had enough answers today."""
    if rates.may_answer(db, incoming.person_id, kind, now):
        _post(db, kind, incoming, now, version=version)


def _post(db: Session, kind: MailKind, incoming: Incoming, now: datetime, *, version: int = 0) -> None:
    outbox.post(db, kind, f"person:{incoming.person_id}", f"incoming:{incoming.id}", now, version=version)
