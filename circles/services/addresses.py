"""The several addresses of one person: which count as theirs, and to which of them we write."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from circles.domain.addresses import normalise
from circles.domain.words import MailKind, OutgoingState
from circles.errors import Invalid, NotAllowed, NotFound
from circles.models import Address, Outgoing, Person
from circles.models.people import CLAIMED
from circles.services import in_turn, outbox, reachability
from circles.services.audit import note

MOST = 5
MOST_ASKED_A_DAY = 5


def add(db: Session, person: Person, written: str, now: datetime) -> None:
    """Mail a new address to ask whether it is this person's; until they say so there, it proves nothing.

    Whoever has it, the same is kept and the same mail is posted: nothing may tell who takes part. Raises
    Invalid for what is no address, is theirs already, or is one too many.
    """
    email = normalise(written)
    mine = {address.email: address for address in person.addresses}
    pending = mine.get(email)
    if pending is not None and pending.counts:
        raise Invalid(f"{pending.written} is yours here already.", field="email")
    if pending is None and len(mine) >= MOST:
        raise Invalid(f"{MOST} addresses are the most we keep. Drop one first.", field="email")
    if _asked_today(db, person, now) >= MOST_ASKED_A_DAY:
        raise Invalid("That is enough for one day. Please try again tomorrow.", field="email")
    if pending is None:
        claim = f"{email}{CLAIMED}{person.id}"
        pending = Address(program_id=person.program_id, normalised=claim, written=written.strip())
        person.addresses.append(pending)
        db.flush()
    _post(db, MailKind.ADDRESS, pending, now)


def confirm(db: Session, address: Address, now: datetime) -> bool:
    """Count an address as its person's, and tell where we wrote so far.

    False if it did already, or is somebody else's in the program: then nothing changes.
    """
    if address.confirmed_at is not None or find(db, address.program_id, address.email):
        return False
    release(db, address.program_id, [address.email], but=address)
    address.normalised, address.confirmed_at = address.email, now
    _tell(db, address.person.addresses[0], f"{address.written} counts as theirs", now)
    return True


def write_to(db: Session, person: Person, address_id: int, now: datetime) -> Address:
    """Write to another of a person's addresses from now on, and tell the one before.

    Raises NotAllowed for one that waits for its yes.
    """
    address, before = of(person, address_id), person.addresses[0]
    if not address.counts:
        raise NotAllowed(f"First press the button in the mail we sent to {address.written}.")
    if address is not before:
        in_turn.hold_circles_of(db, person.id)  # is_back lets others host there
        address.chosen_at = now
        db.flush()
        db.refresh(person, ["addresses"])
        _tell(db, before, f"we write to {address.written}", now)
        if before.bounced_at is not None and address.bounced_at is None:
            reachability.is_back(db, address, now)
    return address


def drop(db: Session, person: Person, address_id: int, now: datetime) -> None:
    """Forget one of a person's addresses; raises NotAllowed for the one we write to."""
    address = of(person, address_id)
    if address is person.addresses[0]:
        raise NotAllowed("We write to this address. Choose another one first.")
    _forget(db, address)
    what = f"{address.written} no longer counts as theirs"
    note(db, person.program_id, f"person:{person.id}", f"person:{person.id}", what, now)


def of(person: Person, address_id: int) -> Address:
    """Give one of a person's addresses; raises NotFound for somebody else's."""
    found = next((each for each in person.addresses if each.id == address_id), None)
    if found is None:
        raise NotFound("There is no such address of yours.")
    return found


def find(db: Session, program_id: int, email: str) -> Address | None:
    """Find whose address this is in a program, given normalised; one that waits for its yes is nobody's."""
    return db.scalars(
        select(Address).where(Address.program_id == program_id, Address.normalised == email, Address.counts)
    ).one_or_none()


def release(db: Session, program_id: int, emails: Sequence[str], but: Address | None = None) -> None:
    """Take addresses from rows that count for nobody: of who was erased, or waiting from an older version."""
    idle = (Address.program_id == program_id, Address.normalised.in_(emails), ~Address.counts)
    db.execute(delete(Address).where(*idle, Address.id != (but.id if but else 0)))


def forget_claims(db: Session, emails: Sequence[str]) -> None:
    """Delete, in every program, what people said of these normalised addresses and nobody confirmed."""
    claims = [Address.normalised.startswith(f"{email}{CLAIMED}", autoescape=True) for email in emails]
    if claims:
        for address in db.scalars(select(Address).where(or_(*claims), ~Address.counts)).all():
            _forget(db, address)


def _forget(db: Session, address: Address) -> None:
    """Delete an address, and our mails that are about it: one that has not left does not leave any more."""
    about = Outgoing.about == f"address:{address.id}"
    waits = Outgoing.state.in_((OutgoingState.QUEUED, OutgoingState.CLAIMED))
    db.execute(update(Outgoing).where(about, waits).values(state=OutgoingState.SUPERSEDED, claim=""))
    db.execute(update(Outgoing).where(about).values(raw=None, shown=[], error=""))
    address.person.addresses.remove(address)
    db.delete(address)


def _tell(db: Session, to: Address, what: str, now: datetime) -> None:
    note(db, to.program_id, f"person:{to.person_id}", f"person:{to.person_id}", what, now)
    _post(db, MailKind.ADDRESSES, to, now)


def _post(db: Session, kind: MailKind, address: Address, now: datetime) -> None:
    about = f"address:{address.id}"
    earlier = select(func.count()).where(Outgoing.kind == kind, Outgoing.about == about)
    outbox.post(db, kind, f"person:{address.person_id}", about, now, version=db.scalar(earlier) or 0)


def _asked_today(db: Session, person: Person, now: datetime) -> int:
    return outbox.posted_since(db, MailKind.ADDRESS, f"person:{person.id}", now - timedelta(days=1))
