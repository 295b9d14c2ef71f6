"""What we tell the writer of a mail: a receipt, a question, or nothing."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from circles.domain.words import Attendance, MailKind, Rsvp
from circles.models import Incoming, Outgoing, RsvpEvent
from circles.services import outbox, rates

ANSWERS = {Rsvp.YES: "you are coming", Rsvp.NO: "you can't come", Rsvp.MAYBE: "you are not sure yet"}


def post_receipt(db: Session, incoming: Incoming, now: datetime) -> None:
    """Confirm what was noted: once by us, and whenever an organizer mends it."""
    earlier = select(func.count()).where(
        Outgoing.kind == MailKind.RECEIPT, Outgoing.about == f"incoming:{incoming.id}"
    )
    _answer(db, MailKind.RECEIPT, incoming, now, version=db.scalar(earlier) or 0)


def post_unsure(db: Session, incoming: Incoming, now: datetime) -> None:
    """Ask what was meant, at most once a day."""
    _answer(db, MailKind.UNSURE, incoming, now)


def post_ask(db: Session, incoming: Incoming, request: str, now: datetime) -> bool:
    """Ask the registered address whether a request is theirs, once a day for each; tell whether it was asked.

    One request does not use up another's question: who forges a reply must not keep anybody from leaving.
    """
    asked = select(Outgoing.about).where(
        Outgoing.kind == MailKind.ASK,
        Outgoing.to == f"person:{incoming.person_id}",
        Outgoing.posted_at >= now - timedelta(days=1),
    )
    ids = [int(about.partition(":")[2]) for about in db.scalars(asked)]
    earlier = db.scalars(select(Incoming).where(Incoming.id.in_(ids)))
    if any(each.outcome.get("request") == request for each in earlier):
        return False
    incoming.outcome = {**incoming.outcome, "request": request}
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
    return f"{ANSWERS[value][0].upper()}{ANSWERS[value][1:]}: {when}."


def standing_sentence(said: RsvpEvent, standing: RsvpEvent, when: str) -> str:
    """Say back what holds after an answer: that one, or another that was written later and read before."""
    later = "" if said is standing else "What you wrote later stands. "
    return later + rsvp_sentence(standing.value, when)


def attendance_sentence(said: Iterable[tuple[str, Attendance]]) -> str:
    """Say who came and who missed, by name; two people may have the same."""
    values = list(said)
    came = [name for name, value in values if value is Attendance.CAME]
    missed = [name for name, value in values if value is Attendance.MISSED]
    parts = [f"{joined(came)} came"] if came else []
    parts += [f"{joined(missed)} missed"] if missed else []
    return f"{', '.join(parts)}."


def follow_up_sentence(owner: str, text: str, due: date | None, today: date) -> str:
    """Say a follow-up back, with its absolute date."""
    return f"{owner}: {text}{f' by {day(due, today)}' if due else ''}."


def day(of: date, today: date) -> str:
    """Write a date as people do, such as "Fri 6 Mar", with its year if that is another than today's."""
    return f"{of:%a} {of.day} {of:%b}" + (f" {of.year}" if of.year != today.year else "")


def local_day(at: datetime, zone: str, now: datetime) -> str:
    """Write the date an instant has in a zone."""
    return day(at.astimezone(ZoneInfo(zone)).date(), now.date())


def joined(names: Iterable[str]) -> str:
    """Join names as in a sentence: "Ana, Bo and Dee"."""
    *most, last = list(names)
    return f"{', '.join(most)} and {last}" if most else last


def _answer(db: Session, kind: MailKind, incoming: Incoming, now: datetime, *, version: int = 0) -> None:
    """Answer a mail unless its writer had enough answers today."""
    if rates.may_answer(db, incoming.person_id, kind, now):
        _post(db, kind, incoming, now, version=version)


def _post(db: Session, kind: MailKind, incoming: Incoming, now: datetime, *, version: int = 0) -> None:
    outbox.post(db, kind, f"person:{incoming.person_id}", f"incoming:{incoming.id}", now, version=version)
