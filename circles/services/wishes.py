"""What somebody fills in at sign-up, and what of it takes their yes before it holds."""

from dataclasses import dataclass
from datetime import UTC, datetime

from circles.domain.cadence import instant, local, place
from circles.domain.tongue import LANGUAGES, known
from circles.domain.words import ParticipantState, Role
from circles.models import Participant, Person

THEIR_YES = "their-yes"
ALL_WITH_THEIR_YES = "all-with-their-yes"
"""What was filled in at sign-up for somebody who was invited, said no or has left."""


@dataclass(frozen=True)
class Wish:
    """What somebody fills in at signup; the texts are as they wrote them."""

    name: str
    email: str
    role: Role
    zone: str
    topics: tuple[str, ...] = ()
    availability: str = ""
    hopes: str = ""
    needs: str = ""
    language: str = "en"


def keep(participant: Participant, wish: Wish, now: datetime) -> None:
    """Keep what was filled in with a sign-up nobody has confirmed.

    Anybody can type an address: of a person we know the name, zone and language stay until they say yes, and
    the hours wait as well, since they hold in the zone they were given in. Of who takes part in the season,
    or did, all waits.
    """
    waits = {
        "why": THEIR_YES,
        "name": called(wish.name),
        "zone": wish.zone,
        "language": wish.language,
        "hours": wish.availability,
    }
    if participant.state is not ParticipantState.UNCONFIRMED:
        theirs = {"role": wish.role.value, "topics": list(wish.topics)}
        theirs |= {"hopes": wish.hopes, "needs": wish.needs, "since": now.astimezone(UTC).isoformat()}
        participant.wait = {**waits, **theirs, "why": ALL_WITH_THEIR_YES}
        return
    participant.role, participant.topics = wish.role, list(wish.topics)
    participant.hopes, participant.needs = wish.hopes, wish.needs
    participant.availability, participant.wait = "", waits
    are_known = any(each is not participant for each in participant.person.participations)
    if not (are_known and changes(participant)):
        grant(participant, now)


def grant(participant: Participant, now: datetime) -> None:
    """Let hold, with their yes, what waited for it; what we had asked of them and they left empty stays."""
    waits, person = participant.wait, participant.person
    if not _waits(participant):
        return
    person.name, person.language = waits["name"], waits["language"]
    live_in(person, waits["zone"], now)
    participant.availability, participant.wait = waits["hours"] or participant.availability, {}
    if waits["why"] == ALL_WITH_THEIR_YES:
        participant.role, participant.topics = Role(waits["role"]), waits["topics"] or participant.topics
        participant.hopes = waits["hopes"] or participant.hopes
        participant.needs = waits["needs"] or participant.needs


def forget(participant: Participant) -> None:
    """Forget what waited for their yes."""
    if _waits(participant):
        participant.wait = {}


def filled_in_at(participant: Participant) -> datetime:
    """Give when what waits for their yes was filled in."""
    since = participant.wait.get("since") if _waits(participant) else None
    return datetime.fromisoformat(since) if since else participant.enrolled_at


def _waits(participant: Participant) -> bool:
    return participant.wait.get("why") in {THEIR_YES, ALL_WITH_THEIR_YES}


def changes(participant: Participant) -> bool:
    """Tell whether their yes changes what they are called, or the zone or language we write to them in.

    Or more of it, as of who takes part already.
    """
    waits, person = participant.wait, participant.person
    if waits.get("why") == ALL_WITH_THEIR_YES:
        return True
    now = {"name": person.name, "zone": person.zone, "language": person.language}
    return waits.get("why") == THEIR_YES and any(waits[each] != now[each] for each in now)


def their_yes(participant: Participant) -> list[str]:
    """Give the name, clocks and language that hold with their yes, in words; none where nothing changes."""
    waits = participant.wait
    if not changes(participant):
        return []
    return [waits["name"], place(waits["zone"]), LANGUAGES[known(waits["language"])]]


def live_in(person: Person, zone: str, now: datetime) -> None:
    """Set where somebody lives; a break still ends with the day they named."""
    for participant in person.participations:
        if participant.paused_until is not None and participant.paused_until > now:
            back = local(participant.paused_until, person.zone)
            participant.paused_until = instant(back.date(), back.time(), zone)
    person.zone = zone


def called(written: str) -> str:
    """Give a name as it was written, without blanks to spare."""
    return " ".join(written.split())
