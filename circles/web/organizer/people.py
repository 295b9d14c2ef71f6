"""People: the table with its search and export, and everything about one of them."""

from collections.abc import Sequence

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from circles.domain import availability
from circles.domain.people_file import Row, write_people
from circles.domain.refusals import COMPLAINT
from circles.domain.words import OfferState, PairKind, ParticipantState
from circles.errors import NotAllowed
from circles.models import (
    Address,
    Circle,
    Incoming,
    Membership,
    Outgoing,
    Pair,
    Participant,
    Person,
    Season,
    SeatOffer,
    loading,
)
from circles.services import audit, reachability
from circles.web.fields import line
from circles.web.organizer import blueprint, own
from circles.web.paths import number

PAGE = 100
LATEST = 100
UNREACHED = "not-reached"
"""What stands in the place of a state: those to whom mail stopped."""


@blueprint.get("/organizer/people")
def people() -> ResponseReturnValue:
    """Show a season's people; search, state and page stand in the address."""
    season = _chosen_season()
    at = max(1, request.args.get("page", 1, type=number))
    wanted = _wanted(season)
    total = g.db.scalar(select(func.count()).select_from(wanted.subquery())) if season else 0
    found = list(g.db.scalars(wanted.options(loading.ADDRESSES).offset((at - 1) * PAGE).limit(PAGE)))
    return render_template(
        "organizer/people.html",
        season=season,
        seasons=own.organizer().program.seasons,
        people=found,
        circles=_circle_of(found),
        states=[*ParticipantState, UNREACHED],
        q=request.args.get("q", ""),
        state=request.args.get("state", ""),
        total=total,
        page=at,
        pages=-(-total // PAGE),
    )


@blueprint.get("/organizer/people.csv")
def people_csv() -> ResponseReturnValue:
    """Export the same people as a file that imports again unchanged."""
    season = _chosen_season()
    found = list(g.db.scalars(_wanted(season).options(loading.ADDRESSES)))
    pairs = _pairs(season)
    return csv_file(write_people(_row(participant, pairs) for participant in found), "people.csv")


@blueprint.get("/organizer/people/<int:person_id>")
def person(person_id: int) -> ResponseReturnValue:
    """Show what we know of somebody: their seasons, and every mail to and from them."""
    person = own.person(person_id)
    participations = [participant.id for participant in person.participations]
    memberships = (
        select(Membership)
        .where(Membership.participant_id.in_(participations))
        .options(selectinload(Membership.circle))
    )
    offered = select(SeatOffer).where(
        SeatOffer.participant_id.in_(participations), SeatOffer.state == OfferState.OPEN
    )
    sent = select(Outgoing).where(Outgoing.to == f"person:{person.id}").order_by(Outgoing.id.desc())
    received = select(Incoming).where(Incoming.person_id == person.id).order_by(Incoming.id.desc())
    about = [f"person:{person.id}", *(f"participant:{each}" for each in participations)]
    return render_template(
        "organizer/person.html",
        person=person,
        memberships=list(g.db.scalars(memberships)),
        offered=list(g.db.scalars(offered.options(selectinload(SeatOffer.circle)))),
        sent=list(g.db.scalars(sent.limit(LATEST))),
        received=list(g.db.scalars(received.limit(LATEST))),
        trail=audit.trail(g.db, person.program_id, *about),
        COMPLAINT=COMPLAINT,
    )


@blueprint.post("/organizer/people/<int:person_id>/try-again")
def try_again(person_id: int) -> ResponseReturnValue:
    """Write again to somebody from whom mail came back; who complained is left in peace."""
    person = own.person(person_id)
    stopped = [each.normalised for each in person.addresses if each.bounced_at is not None]
    lifted = [reachability.lift(g.db, each, own.who(), g.now) for each in stopped]
    if not any(lifted):
        raise NotAllowed(
            "Nothing is sent to whoever marked our mail as spam. If they want mail again, ask them for"
            " another address."
            if stopped
            else "Mail goes to this person already; there is nothing to try again."
        )
    flash("Mail goes to them again from now on. If it comes back once more, you will see it here.")
    return redirect(url_for("organizer.person", person_id=person.id))


def csv_file(text: str, name: str) -> Response:
    """Hand out CSV; the byte order mark tells Excel that it is UTF-8."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8-sig"), mimetype="text/csv", headers=headers)


def _chosen_season() -> Season | None:
    wanted = request.args.get("season", type=number)
    if wanted is not None:
        return own.season(wanted)
    latest = (
        select(Season)
        .where(Season.program_id == own.organizer().program_id)
        .order_by(exists().where(Participant.season_id == Season.id).desc(), Season.starts_on.desc())
    )
    season: Season | None = g.db.scalars(latest.limit(1)).first()
    return season


def _wanted(season: Season | None) -> Select[Participant]:
    """Select the people the address asks for, by name; who was erased is nobody."""
    wanted = (
        select(Participant)
        .join(Participant.person)
        .where(Participant.season_id == (season.id if season else None), Person.addresses.any(Address.counts))
        .order_by(func.lower(Person.name), Participant.id)
    )
    if (state := request.args.get("state", "")) == UNREACHED:
        unreached = reachability.unreached(g.db, own.organizer().program_id)
        wanted = wanted.where(Person.id.in_([each.person_id for each in unreached]))
    elif state:
        wanted = wanted.where(Participant.state.in_([each for each in ParticipantState if each == state]))
    if q := line(request.args.get("q")):
        by_address = select(Address.person_id).where(Address.written.icontains(q, autoescape=True))
        wanted = wanted.where(or_(Person.name.icontains(q, autoescape=True), Person.id.in_(by_address)))
    return wanted


def _circle_of(people: Sequence[Participant]) -> dict[int, list[Circle]]:
    rows = g.db.scalars(
        select(Membership)
        .join(Membership.circle)
        .where(
            Membership.participant_id.in_([participant.id for participant in people]),
            Membership.left_at.is_(None),
        )
        .options(contains_eager(Membership.circle))
    )
    circles: dict[int, list[Circle]] = {participant.id: [] for participant in people}
    for membership in rows:
        circles[membership.participant_id].append(membership.circle)
    return circles


Pairs = dict[tuple[int, PairKind], list[str]]


def _pairs(season: Season | None) -> Pairs:
    """Give by participant the addresses of those they must, or must not, be with."""
    if season is None:
        return {}
    people = g.db.scalars(
        select(Participant).where(Participant.season_id == season.id).options(loading.ADDRESSES)
    )
    emails = {participant.id: participant.person.email for participant in people}
    pairs: Pairs = {}
    for pair in g.db.scalars(select(Pair).where(Pair.season_id == season.id)):
        pairs.setdefault((pair.a_id, pair.kind), []).append(emails[pair.b_id])
        pairs.setdefault((pair.b_id, pair.kind), []).append(emails[pair.a_id])
    return pairs


def _row(participant: Participant, pairs: Pairs) -> Row:
    person = participant.person
    return Row(
        line=0,
        id=person.email,
        name=person.name,
        email=person.email,
        role=participant.role,
        circles=participant.circles,
        topics=tuple(participant.topics),
        zone=person.zone,
        availability=availability.parse(participant.availability),
        attributes=participant.attributes,
        apart=tuple(pairs.get((participant.id, PairKind.APART), ())),
        together=tuple(pairs.get((participant.id, PairKind.TOGETHER), ())),
        language=person.language,
    )
