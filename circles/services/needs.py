"""What waits for an organizer: on their first page, and in the mail of Monday morning."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session, joinedload

from circles.domain.cadence import local
from circles.domain.wording import count, day, moment
from circles.domain.words import (
    IncomingState,
    MeetingState,
    OfferState,
    OutgoingState,
    ParticipantState,
    PollState,
    ProposalState,
    SeasonState,
    SuggestionKind,
)
from circles.models import (
    Address,
    Circle,
    HeldEvent,
    Incoming,
    Meeting,
    Organizer,
    Outgoing,
    Participant,
    Person,
    Poll,
    Proposal,
    Season,
    SeatOffer,
    Suggestion,
)
from circles.services import anonymising, attendance, blocks, condition, reachability, suggestions
from circles.services.standing import Numbers, is_over

MOST_NAMED = 5
"""People who can't be reached are named one by one up to here."""
DISPUTED_FOR = timedelta(days=21)
"""How long after a meeting an organizer is asked whether it took place."""


@dataclass(frozen=True)
class Need:
    """One thing that waits for the organizer: what, why, and the button that leads there."""

    what: str
    why: str
    button: str
    path: str
    """Below PUBLIC_URL."""
    newest: int = 0
    """Grows with what comes to be behind it: an id, or how many they are."""

    @property
    def key(self) -> str:
        """What tells it from other needs; it names nobody."""
        return f"{self.button} {self.path}"


def needs(
    db: Session,
    organizer: Organizer,
    seasons: Sequence[Season],
    numbers: Numbers,
    circles: Sequence[Circle],
    now: datetime,
) -> list[Need]:
    """List what waits for an organizer, the quickest to deal with first."""
    unreached = reachability.unreached(db, organizer.program_id)
    domains, blocked = blocks.blocked(db, organizer.program_id)
    suggested = suggestions.open_of(db, organizer.program_id, now)
    today = local(now, organizer.zone).date()
    return [
        *_replies(db, organizer.program_id),
        *_stuck_mails(db, organizer.program_id, unreached, blocked),
        *_blocked_mails(domains),
        *_people_out_of_reach(unreached, organizer.zone),
        *_proposed_times(db, organizer.program_id, now),
        *_times_not_found(db, organizer, now),
        *_told_two_things(db, organizer, now),
        *_suggestions(suggested),
        *_people_who_wait(db, seasons, numbers, today),
        *_circles_to_care_for(db, _without_remedy(circles, suggested), now),
        *_words_to_go(db, organizer, now),
    ]


def _replies(db: Session, program_id: int) -> Iterable[Need]:
    wanted = (
        select(func.count(Incoming.id), func.max(Incoming.id))
        .join(Person)
        .where(Incoming.state == IncomingState.REVIEW, Person.program_id == program_id)
    )
    replies, newest = db.execute(wanted).one()
    if replies:
        what = count(replies, "reply wants a reader", "replies want a reader")
        why = f"we were not sure what {'it means' if replies == 1 else 'they mean'}"
        yield Need(what, why, "Read", "/organizer/review", newest)


def _stuck_mails(
    db: Session, program_id: int, unreached: Sequence[Address], blocked: Collection[int]
) -> Iterable[Need]:
    stuck = dict(
        db.execute(
            select(Outgoing.state, func.count())
            .where(
                Outgoing.state.in_((OutgoingState.HELD, OutgoingState.FAILED)),
                blocks.mails_of(program_id),
                Outgoing.id.not_in(blocked),
                Outgoing.to.not_in([f"person:{each.person_id}" for each in unreached]),
            )
            .group_by(Outgoing.state)
        ).all()
    )
    if stuck:
        failed, held = stuck.get(OutgoingState.FAILED, 0), stuck.get(OutgoingState.HELD, 0)
        parts = [f"{failed} refused or come back"] if failed else []
        parts += [f"{held} in doubt whether it arrived"] if held else []
        what = count(failed + held, "mail is stuck", "mails are stuck")
        yield Need(what, ", ".join(parts), "Look at them", "/organizer/outbox", failed + held)


def _blocked_mails(domains: Mapping[str, int]) -> Iterable[Need]:
    for domain, mails in [*domains.items()][:MOST_NAMED]:
        why = f"{count(mails, 'mail')} refused, because of our server or our mail and not the people"
        button = f"See what {domain} said"
        yield Need(f"Mail to {domain} is refused", why, button, "/organizer/outbox", mails)
    if (more := len(domains) - MOST_NAMED) > 0:
        what = f"Mail to {count(more, 'more domain')} is refused"
        yield Need(what, "our server or our mail is the reason", "See them all", "/organizer/outbox", more)


def _people_out_of_reach(unreached: Sequence[Address], zone: str) -> Iterable[Need]:
    for address in unreached[:MOST_NAMED]:
        assert address.bounced_at is not None, "only such addresses are listed"
        name = address.person.name or address.written
        why = f"{address.bounce}, since {moment(address.bounced_at, zone)}"
        path = f"/organizer/people/{address.person_id}"
        yield Need(f"{name} can't be reached", why, "See what to do", path)
    if (more := len(unreached) - MOST_NAMED) > 0:
        what = f"{count(more, 'more person', 'more people')} can't be reached"
        why = "mail to them comes back, or is not wanted"
        yield Need(what, why, "See them all", "/organizer/people?state=not-reached", more)


def _proposed_times(db: Session, program_id: int, now: datetime) -> Iterable[Need]:
    proposed = select(Proposal.id).where(
        Proposal.meeting_id == Meeting.id,
        Proposal.state == ProposalState.OPEN,
        Proposal.starts_at > now,
        Proposal.starts_at != Meeting.starts_at,
    )
    wanted = (
        select(Meeting)
        .join(Circle)
        .join(Season)
        .where(Season.program_id == program_id, Meeting.state == MeetingState.PLANNED)
        .where(Meeting.starts_at > now, proposed.exists())
        .options(joinedload(Meeting.circle))
        .order_by(Meeting.starts_at)
    )
    for meeting in db.scalars(wanted):
        what = f"Another time is proposed for {meeting.circle.name}, meeting {meeting.n}"
        path = f"/organizer/meetings/{meeting.id}"
        yield Need(what, "you or the host can take or dismiss it", "See the times", path)


def _times_not_found(db: Session, organizer: Organizer, now: datetime) -> Iterable[Need]:
    """Name the meetings whose time was asked about, and none was found that suits enough of them."""
    asked = select(Meeting).join(Poll, (Poll.meeting_id == Meeting.id) & (Poll.moves == Meeting.moves))
    for meeting in _of_program(
        db,
        organizer,
        asked.where(
            Poll.state == PollState.EMPTY, Meeting.state == MeetingState.PLANNED, Meeting.starts_at > now
        ),
    ):
        what = f"No other time suits {meeting.circle.name} for {moment(meeting.starts_at, organizer.zone)}"
        why = "they were asked; move the meeting, call it off, or leave it as it is"
        yield Need(what, why, "Open the meeting", f"/organizer/meetings/{meeting.id}")


def _told_two_things(db: Session, organizer: Organizer, now: datetime) -> Iterable[Need]:
    """Name the meetings of which some say that they took place, and others that they didn't."""
    lately = Meeting.starts_at.between(now - DISPUTED_FOR, now), Meeting.state != MeetingState.CANCELLED
    denied = exists().where(
        HeldEvent.meeting_id == Meeting.id, HeldEvent.held.is_(False), HeldEvent.void_by.is_(None)
    )
    found = _of_program(db, organizer, select(Meeting).where(*lately, denied))
    for meeting in attendance.in_dispute(db, found):
        what = f"Did {meeting.circle.name} meet on {moment(meeting.starts_at, organizer.zone)}?"
        why = "its members tell us two things, and your word counts"
        yield Need(what, why, "Say what happened", f"/organizer/meetings/{meeting.id}")


def _of_program(db: Session, organizer: Organizer, wanted: Select[Meeting]) -> Sequence[Meeting]:
    return db.scalars(
        wanted.join(Meeting.circle)
        .join(Circle.season)
        .where(Season.program_id == organizer.program_id)
        .options(joinedload(Meeting.circle))
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()


def _suggestions(waiting: Sequence[Suggestion]) -> Iterable[Need]:
    for each in waiting[:MOST_NAMED]:
        what = f"{suggestions.title(each)}?"
        yield Need(what, each.why, "Decide", f"/organizer/suggestions#suggestion-{each.id}")
    if (more := len(waiting) - MOST_NAMED) > 0:
        what = f"{count(more, 'more suggestion waits', 'more suggestions wait')} for your yes or no"
        yield Need(
            what, "circles have lost people, or somebody is silent", "Decide", "/organizer/suggestions", more
        )


def _people_who_wait(db: Session, seasons: Sequence[Season], numbers: Numbers, today: date) -> Iterable[Need]:
    """Name how many wait, but for those who may take a seat: they are asked already."""
    asked = _asked_to_take_a_seat(db, seasons)
    for season in seasons:
        path = f"/organizer/seasons/{season.id}/board"
        ready = numbers[season.id][ParticipantState.CONFIRMED]
        waiting = numbers[season.id][ParticipantState.WAITLISTED] - asked.get(season.id, 0)
        if season.state is SeasonState.OPEN and ready:
            what = f"{count(ready, 'person waits', 'people wait')} for a circle in {season.name}"
            yield Need(what, "they have said yes and are ready to be placed", "Form circles", path, ready)
        elif season.state is SeasonState.PUBLISHED and waiting and not is_over(season, today):
            what = f"{count(waiting, 'person waits', 'people wait')} for a seat in {season.name}"
            yield Need(what, "no free seat fits them", "See why", path, waiting)


def _asked_to_take_a_seat(db: Session, seasons: Iterable[Season]) -> dict[int, int]:
    """Count those who wait and hold an open offer, by season."""
    held = (
        select(Participant.season_id, func.count(Participant.id.distinct()))
        .join(SeatOffer, SeatOffer.participant_id == Participant.id)
        .where(SeatOffer.state == OfferState.OPEN, Participant.state == ParticipantState.WAITLISTED)
        .where(Participant.season_id.in_([season.id for season in seasons]))
        .group_by(Participant.season_id)
    )
    return dict(db.execute(held).all())


def _without_remedy(circles: Iterable[Circle], suggested: Iterable[Suggestion]) -> list[Circle]:
    """Leave out circles for which a remedy waits: one row for each cause."""
    remedied = {each.circle_id for each in suggested if each.kind is not SuggestionKind.FREE_SEAT}
    return [circle for circle in circles if circle.id not in remedied]


def _circles_to_care_for(db: Session, circles: Sequence[Circle], now: datetime) -> Iterable[Need]:
    conditions = condition.conditions(db, circles, now)
    for circle in circles:
        state = conditions[circle.id]
        if state.needs_care:
            what = f"{circle.name} is {state.word.lower()}"
            yield Need(what, state.reason, "Open the circle", f"/organizer/circles/{circle.id}")


def _words_to_go(db: Session, organizer: Organizer, now: datetime) -> Iterable[Need]:
    for season, at in anonymising.to_go(db, organizer.program_id, now):
        if at > now:
            what = f"What people said in {season.name} goes on {day(local(at, organizer.zone).date())}"
            why = "who met whom stays, and so do the numbers"
            yield Need(what, why, "Keep it longer", f"/organizer/seasons/{season.id}/edit")
