"""What belongs to the signed-in organizer; anybody else's is not found."""

from collections.abc import Callable
from typing import TypeVar

from flask import abort, g, redirect, request, session, url_for
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql import ColumnElement

from circles.domain.words import SeasonState
from circles.errors import NotAllowed, NotFound
from circles.models import (
    Circle,
    FollowUp,
    Import,
    Incoming,
    Job,
    Meeting,
    Organizer,
    Outgoing,
    Participant,
    Person,
    Proposal,
    Season,
    Suggestion,
    loading,
)
from circles.services import programs
from circles.services.blocks import mails_of

Row = TypeVar("Row")

_MEMBERS = loading.MEMBERS.selectinload(Person.addresses)


def organizer() -> Organizer:
    """Give who is signed in; one who no longer exists is asked to sign in again."""
    if "organizer" not in g:
        found = g.db.get(Organizer, session["organizer"], options=[joinedload(Organizer.program)])
        if found is None:
            session.clear()
            abort(redirect(url_for("organizer.sign_in")))
        g.organizer = found
    return g.organizer  # type: ignore[no-any-return]


def who() -> str:
    """Name the signed-in organizer as the record does."""
    return f"organizer:{organizer().id}"


def season(season_id: int) -> Season:
    return programs.season_of(g.db, organizer().program_id, season_id)


def circle(circle_id: int) -> Circle:
    wanted = (
        select(Circle)
        .join(Season)
        .where(Circle.id == circle_id, Season.program_id == organizer().program_id)
        .options(_MEMBERS, loading.MEETINGS.joinedload(Meeting.topic))
    )
    return _noted_in(_one(wanted, "circle"), lambda circle: circle.season)


def meeting(meeting_id: int) -> Meeting:
    wanted = (
        select(Meeting)
        .join(Circle)
        .join(Season)
        .where(Meeting.id == meeting_id, Season.program_id == organizer().program_id)
        .options(joinedload(Meeting.circle).options(_MEMBERS), joinedload(Meeting.topic))
    )
    return _noted_in(_one(wanted, "meeting"), lambda meeting: meeting.circle.season)


def proposal(proposal_id: int) -> Proposal:
    wanted = (
        select(Proposal)
        .join(Meeting)
        .join(Circle)
        .join(Season)
        .where(Proposal.id == proposal_id, Season.program_id == organizer().program_id)
    )
    return _noted_in(_one(wanted, "proposal"), lambda proposal: proposal.meeting.circle.season)


def suggestion(suggestion_id: int) -> Suggestion:
    wanted = (
        select(Suggestion)
        .join(Suggestion.circle)
        .join(Season)
        .where(Suggestion.id == suggestion_id, Season.program_id == organizer().program_id)
    )
    return _one(wanted, "suggestion")


def follow_up(follow_up_id: int) -> FollowUp:
    wanted = (
        select(FollowUp)
        .join(Circle)
        .join(Season)
        .where(FollowUp.id == follow_up_id, Season.program_id == organizer().program_id)
    )
    return _noted_in(_one(wanted, "follow-up"), lambda follow_up: follow_up.circle.season)


def person(person_id: int) -> Person:
    wanted = (
        select(Person)
        .where(Person.id == person_id, Person.program_id == organizer().program_id)
        .options(
            selectinload(Person.addresses),
            selectinload(Person.participations).selectinload(Participant.season),
        )
    )
    return _one(wanted, "person")


def participant(season: Season, participant_id: int) -> Participant:
    wanted = (
        select(Participant)
        .where(Participant.id == participant_id, Participant.season_id == season.id)
        .options(joinedload(Participant.person))
    )
    return _one(wanted, "person")


def job(job_id: int) -> Job:
    wanted = select(Job).where(Job.id == job_id, Job.program_id == organizer().program_id)
    return _one(wanted, "piece of work")


def upload(upload_id: int) -> Import:
    wanted = (
        select(Import).join(Season).where(Import.id == upload_id, Season.program_id == organizer().program_id)
    )
    return _one(wanted, "import")


def incoming(incoming_id: int) -> Incoming:
    wanted = (
        select(Incoming)
        .join(Person)
        .where(Incoming.id == incoming_id, Person.program_id == organizer().program_id)
    )
    return _one(wanted, "mail")


def outgoing(outgoing_id: int) -> Outgoing:
    wanted = select(Outgoing).where(Outgoing.id == outgoing_id, is_ours())
    return _one(wanted, "mail")


def is_ours() -> ColumnElement[bool]:
    """Restrict mails to send to those for the program's people and organizers."""
    return mails_of(organizer().program_id)


def _noted_in(row: Row, season_of: Callable[[Row], Season]) -> Row:
    """Let nothing more be noted of a season that is anonymised."""
    season = season_of(row)
    if season.state is SeasonState.ANONYMISED and request.method == "POST":
        raise NotAllowed(f"{season.name} is anonymised, so nothing can be noted in it any more.")
    return row


def _one(wanted: Select[Row], what: str) -> Row:
    row: Row | None = g.db.scalars(wanted).one_or_none()
    if row is None:
        raise NotFound(f"There is no such {what} in your program.")
    return row
