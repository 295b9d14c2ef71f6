"""Placing somebody who waits by hand into a circle that meets: where there is room, and what it would do."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.domain.grouping.effect import Effect
from circles.domain.words import ParticipantState
from circles.errors import Invalid, NotAllowed
from circles.models import Circle, Participant
from circles.services import fitting, free_seats, offers, repairs, seats
from circles.web.organizer import blueprint, own
from circles.web.paths import number


@dataclass(frozen=True)
class Seat:
    """A circle with room, and what would become of it."""

    circle: Circle
    effect: Effect

    @property
    def words(self) -> str:
        """Say it in a few words."""
        if not self.effect.allowed:
            return self.effect.reason
        return f"fit {self.effect.fit_before} → {self.effect.fit_after}"


@blueprint.get("/organizer/seasons/<int:season_id>/seat/<int:participant_id>")
def find_seat(season_id: int, participant_id: int) -> ResponseReturnValue:
    """Show the circles with room, and of the one that was chosen everything that changes."""
    participant = own.participant(own.season(season_id), participant_id)
    found = sorted(_seats(participant), key=lambda seat: (not seat.effect.allowed, -seat.effect.fit_after))
    chosen = next((each for each in found if str(each.circle.id) == request.args.get("circle")), None)
    return render_template(
        "organizer/seat.html", participant=participant, season=participant.season, seats=found, chosen=chosen
    )


@blueprint.post("/organizer/seasons/<int:season_id>/seat/<int:participant_id>")
def place_somebody(season_id: int, participant_id: int) -> ResponseReturnValue:
    """Place them; they are invited to the next meeting."""
    participant = own.participant(own.season(season_id), participant_id)
    _must_wait(participant)
    circle = _wanted()
    if circle.season_id != participant.season_id or seats.room(g.db, circle, g.now) <= 0:
        raise NotAllowed(seats.full(circle))
    found = offers.placing(g.db, circle, participant, g.now)
    offers.place(g.db, circle, participant, found, g.now)
    repairs.look_again(g.db, circle, g.now, lost=False)
    repairs.wait_no_more(g.db, participant, g.now)
    flash(f"{participant.person.name} is in {circle.name} now, and invited to its next meeting.")
    return redirect(url_for("organizer.person", person_id=participant.person_id))


def _wanted() -> Circle:
    try:
        return own.circle(number(request.form.get("circle", "")))
    except ValueError:
        raise Invalid("Choose a circle from the list.", field="circle") from None


def _seats(participant: Participant) -> Iterator[Seat]:
    _must_wait(participant)
    circles = free_seats.free_circles(g.db, participant.season, g.now)
    table = fitting.lay(g.db, participant.season, circles, [participant], g.now)
    yield from (Seat(circle, table.placing(participant, circle)) for circle in circles)


def _must_wait(participant: Participant) -> None:
    waits = participant.state in {ParticipantState.WAITLISTED, ParticipantState.CONFIRMED}
    if not waits or not seats.is_running(participant.season):
        raise NotAllowed(f"{participant.person.name} does not wait for a seat in a circle that meets.")
