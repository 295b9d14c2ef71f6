"""What waits for an organizer: on their first page, and in the mail of Monday morning."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import String, case, cast, exists, func, literal, select
from sqlalchemy.orm import Session

from circles.domain.cadence import local
from circles.domain.need import Need
from circles.domain.tongue import say, say_n
from circles.domain.waiting_words import TAKEN_OUT
from circles.domain.wording import day
from circles.domain.words import (
    IncomingState,
    MailKind,
    OfferState,
    ParticipantState,
    SeasonState,
    SuggestionKind,
)
from circles.models import (
    Circle,
    Incoming,
    Membership,
    Organizer,
    Outgoing,
    Participant,
    Person,
    Season,
    SeatOffer,
    Suggestion,
)
from circles.services import (
    anonymising,
    blocks,
    free_seats,
    mail_needs,
    meeting_needs,
    reachability,
    suggestions,
)
from circles.services.condition import Glance
from circles.services.mail_needs import MOST_NAMED
from circles.services.standing import Numbers, is_over


def needs(
    db: Session,
    organizer: Organizer,
    seasons: Sequence[Season],
    numbers: Numbers,
    glances: Mapping[Circle, Glance],
    now: datetime,
) -> list[Need]:
    """List what waits for an organizer, the quickest to deal with first."""
    unreached = reachability.unreached(db, organizer.program_id)
    domains, blocked = blocks.blocked(db, organizer.program_id)
    suggested = suggestions.open_of(db, organizer.program_id, now)
    today = local(now, organizer.zone).date()
    return [
        *_replies(db, organizer.program_id),
        *mail_needs.stuck_mails(db, organizer.program_id, unreached, blocked),
        *mail_needs.blocked_mails(domains),
        *mail_needs.people_out_of_reach(unreached, organizer.zone),
        *meeting_needs.of_meetings(db, organizer, now),
        *_suggestions(suggested),
        *_people_who_wait(db, seasons, numbers, glances, suggested, today),
        *_circles_to_care_for(glances, suggested),
        *_words_to_go(db, organizer, now),
    ]


def _replies(db: Session, program_id: int) -> Iterable[Need]:
    wanted = (
        select(func.count(Incoming.id), func.max(Incoming.id), func.min(Incoming.received_at))
        .join(Person)
        .where(Incoming.state == IncomingState.REVIEW, Person.program_id == program_id)
    )
    replies, newest, since = db.execute(wanted).one()
    if replies:
        what = say_n("{n} reply wants a reader", "{n} replies want a reader", replies)
        why = say_n("we were not sure what it means", "we were not sure what they mean", replies)
        yield Need("Read", what, why, say("Read"), "/organizer/review", newest, since)


def _suggestions(waiting: Sequence[Suggestion]) -> Iterable[Need]:
    """Name each, but the silent of one circle together: they have one cause."""
    silent: dict[int, list[Suggestion]] = {}
    for each in waiting:
        if each.kind is SuggestionKind.FREE_SEAT:
            silent.setdefault(each.circle_id, []).append(each)
    several = [found for found in silent.values() if len(found) > 1]
    together = {each.id for found in several for each in found}
    alone = [each for each in waiting if each.id not in together]
    for each in alone[:MOST_NAMED]:
        what = say("{suggestion}?", suggestion=suggestions.title(each))
        path = f"/organizer/suggestions#suggestion-{each.id}"
        why = suggestions.why(each).removesuffix(".")
        yield Need("Decide", what, why, say("Decide"), path, since=each.made_at)
    for found in several:
        name = found[0].circle.name
        what = say_n(
            "{n} person of {circle} is silent", "{n} people of {circle} are silent", len(found), circle=name
        )
        why = say("no word for two meetings in a row, and no answer when we asked how they are")
        path = f"/organizer/suggestions#suggestion-{found[0].id}"
        newest, since = max(each.id for each in found), min(each.made_at for each in found)
        yield Need("Decide", what, why, say("Decide"), path, newest, since)
    if (more := len(alone) - MOST_NAMED) > 0:
        what = say_n(
            "{n} more suggestion waits for your yes or no",
            "{n} more suggestions wait for your yes or no",
            more,
        )
        why = say("circles have lost people, or somebody is silent")
        since = min(each.made_at for each in alone[MOST_NAMED:])
        yield Need("Decide", what, why, say("Decide"), "/organizer/suggestions", more, since)


def _people_who_wait(
    db: Session,
    seasons: Sequence[Season],
    numbers: Numbers,
    circles: Collection[Circle],
    suggested: Sequence[Suggestion],
    today: date,
) -> Iterable[Need]:
    """Name how many wait, but for those who may take a seat: they are asked already, or proposed for one."""
    waits = _for_no_seat(db, seasons, suggested)
    undecided = {each.circle.season_id for each in suggested if each.kind in free_seats.UNDECIDED}
    for season in seasons:
        path = f"/organizer/seasons/{season.id}/board"
        ready = numbers[season.id][ParticipantState.CONFIRMED]
        waiting, taken_out = waits.get(season.id, (0, 0))
        if season.state is SeasonState.OPEN and ready:
            what = say_n(
                "{n} person waits for a circle in {season}",
                "{n} people wait for a circle in {season}",
                ready,
                season=season.name,
            )
            why = say("they have said yes and are ready to be placed")
            since = _ready_since(db, season)
            yield Need("Form circles", what, why, say("Form circles"), path, ready, since)
        elif season.state is SeasonState.PUBLISHED and waiting and not is_over(season, circles, today):
            what = say_n(
                "{n} person waits for a seat in {season}",
                "{n} people wait for a seat in {season}",
                waiting,
                season=season.name,
            )
            why = _why_they_wait(waiting, taken_out, undecided=season.id in undecided)
            since = _waiting_since(db, season)
            yield Need("See why", what, why, say("See why"), path, waiting, since)


def _ready_since(db: Session, season: Season) -> datetime | None:
    ready = (Participant.season_id == season.id, Participant.state == ParticipantState.CONFIRMED)
    return db.scalar(select(func.min(Participant.enrolled_at)).where(*ready))


def _waiting_since(db: Session, season: Season) -> datetime | None:
    """Give when the first of those who wait was told so, but for who has had a seat since."""
    told = (
        Outgoing.kind == MailKind.WAITLISTED,
        Outgoing.to == literal("person:") + cast(Participant.person_id, String),
        Outgoing.about == f"season:{season.id}",
    )
    left_since = exists().where(
        Membership.participant_id == Participant.id, Membership.left_at > Outgoing.posted_at
    )
    waits = (Participant.season_id == season.id, Participant.state == ParticipantState.WAITLISTED)
    return db.scalar(select(func.min(Outgoing.posted_at)).where(*told, *waits, ~left_since))


def _why_they_wait(waiting: int, taken_out: int, *, undecided: bool) -> str:
    """Say why people wait for a seat, some or all of them since an organizer wants it so.

    A seat that waits for a decision may fit them: nobody has looked.
    """
    if taken_out == waiting:
        return say("an organizer took them out of a circle by hand")
    if taken_out and undecided:
        return say(
            "no free seat fits them, unless one that waits for your decision does, or an organizer took them"
            " out of a circle by hand"
        )
    if taken_out:
        return say("no free seat fits them, or an organizer took them out of a circle by hand")
    if undecided:
        return say("no free seat fits them, unless one that waits for your decision does")
    return say("no free seat fits them")


def _for_no_seat(
    db: Session, seasons: Iterable[Season], suggested: Iterable[Suggestion]
) -> dict[int, tuple[int, int]]:
    """Count by season who waits and is not asked about a seat, nor proposed for one; and who was taken out.

    An offer ends that.
    """
    proposed = [each.participant_id for each in suggested if each.participant_id is not None]
    asked = exists().where(SeatOffer.participant_id == Participant.id, SeatOffer.state == OfferState.OPEN)
    taken_out = case((Participant.wait["why"].as_string() == TAKEN_OUT, 1), else_=0)
    waits = (
        select(Participant.season_id, func.count(), func.sum(taken_out))
        .where(Participant.state == ParticipantState.WAITLISTED, ~asked, Participant.id.not_in(proposed))
        .where(Participant.season_id.in_([season.id for season in seasons]))
        .group_by(Participant.season_id)
    )
    return {season: (waiting, out) for season, waiting, out in db.execute(waits)}


def _circles_to_care_for(glances: Mapping[Circle, Glance], suggested: Sequence[Suggestion]) -> Iterable[Need]:
    """Name each circle whose trouble no suggestion names already: one row for each cause."""
    of_silence = {each.circle_id for each in suggested if each.kind is SuggestionKind.FREE_SEAT}
    of_others = {each.circle_id for each in suggested if each.kind is not SuggestionKind.FREE_SEAT}
    for circle, glance in glances.items():
        state = glance.condition
        is_named = circle.id in of_others or (state.is_quiet and circle.id in of_silence)
        if state.needs_care and not is_named:
            what, button = state.of(circle.name), say("Open the circle")
            yield Need("Open the circle", what, state.reason, button, f"/organizer/circles/{circle.id}")


def _words_to_go(db: Session, organizer: Organizer, now: datetime) -> Iterable[Need]:
    for season, at in anonymising.to_go(db, organizer.program_id, now):
        if at > now:
            on = day(local(at, organizer.zone).date())
            what = say("What people said in {season} goes on {day}", season=season.name, day=on)
            why = say("who met whom stays, and so do the numbers")
            path = f"/organizer/seasons/{season.id}/edit"
            yield Need("Keep it longer", what, why, say("Keep it longer"), path)
