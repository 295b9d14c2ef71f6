"""The page of one participant: what comes next, their circles, what they said they would do, their wishes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from wtforms import StringField, ValidationError
from wtforms.validators import DataRequired, Length

from circles.domain.availability import parse
from circles.domain.people_file import MAX_NAME
from circles.domain.waiting_words import to_themselves
from circles.domain.words import MeetingState, ParticipantState, Rsvp
from circles.errors import Invalid
from circles.models import Circle, FollowUp, Meeting, Membership, Participant, Poll, RsvpEvent, loading
from circles.services import (
    afterwards,
    attendance,
    farewells,
    follow_ups,
    freeing,
    notes,
    offers,
    people,
    personal_page,
    poll_answers,
    surveys,
)
from circles.services.attendance import upcoming
from circles.web import hours
from circles.web.fields import Form, Ticks, ZoneField, language_field, spoken_to
from circles.web.participant import blueprint
from circles.web.participant.reader import reader


@dataclass(frozen=True)
class Place:
    """One of their circles, as their page shows it."""

    circle: Circle
    others: Sequence[Membership]
    next: Meeting | None
    later: Sequence[Meeting]
    answer: Rsvp | None
    poll: Poll | None
    """The open question when to meet instead."""
    recent: Meeting | None
    """The meeting of the last weeks of which nobody has told yet."""
    survey: Meeting | None
    """The meeting after which they are asked how they find the circle."""
    asks_last_word: bool
    notes: int
    """How many were written to it."""


class PreferencesForm(Form):
    """Their name, zone, language, topics and hours; hours that no grid shows are written as text."""

    name = StringField("Your name", [DataRequired("We need a name to call you by."), Length(max=MAX_NAME)])
    zone = ZoneField("Time zone")
    language = language_field()
    topics = Ticks("Topics")
    hours = Ticks("When could you usually meet?", choices=hours.CHOICES)
    written = StringField("When could you usually meet?", [Length(max=2000)])

    def validate_written(self, field: StringField) -> None:
        try:
            parse(field.data or "")
        except Invalid as fault:
            raise ValidationError(str(fault)) from fault

    @property
    def availability(self) -> str:
        return self.written.data or hours.as_availability(self.hours.data or [])


@blueprint.get("/me")
def home() -> ResponseReturnValue:
    """Show everything that is theirs."""
    participant = reader()
    if participant.state in {ParticipantState.UNCONFIRMED, ParticipantState.INVITED}:
        return redirect(url_for("participant.confirm"))
    if participant.state not in people.IN:
        freed = freeing.freed(g.db, participant)
        return render_template("participant/outside.html", participant=participant, freed=freed)
    return _show(participant, _form(participant))


@blueprint.post("/me")
def prefer() -> ResponseReturnValue:
    """Keep their name, zone, language, topics and hours."""
    participant = reader()
    written_in = spoken_to(participant.person.language)
    form = PreferencesForm(language=written_in)
    form.topics.choices = _topics(participant)
    if not form.validate():
        return _show(participant, form), 422
    over = afterwards.is_over(participant.season)
    wanted = personal_page.Preferences(
        name=form.name.data or "",
        zone=form.zone.data or "",
        language="" if form.language.data == written_in else form.language.data,
        topics=tuple(participant.topics if over else form.topics.data or ()),
        availability=participant.availability if over else form.availability,
    )
    personal_page.prefer(g.db, participant, wanted, g.now)
    flash("Saved.")
    return redirect(url_for("participant.home"))


def _show(participant: Participant, form: PreferencesForm) -> str:
    return render_template(
        "participant/home.html",
        participant=participant,
        places=_places(participant),
        offered=offers.open_to(g.db, participant),
        waits=to_themselves(participant.wait),
        follow_ups=_follow_ups(participant),
        form=form,
        on_grid=hours.fits(participant.availability),
        weekdays=hours.WEEKDAYS,
        paused=people.is_paused(participant, g.now),
        feed=g.runtime.links.feed(participant) if participant.feed_since else "",
        now=g.now,
        today=g.now.date(),
    )


def _form(participant: Participant) -> PreferencesForm:
    on_grid = hours.fits(participant.availability)
    form = PreferencesForm(
        formdata=None,
        name=participant.person.name,
        zone=participant.person.zone,
        language=spoken_to(participant.person.language),
        topics=participant.topics,
        hours=hours.ticks(participant.availability) if on_grid else [],
        written="" if on_grid else participant.availability,
    )
    form.topics.choices = _topics(participant)
    return form


def _topics(participant: Participant) -> list[str]:
    """Offer the program's topics, and whatever they chose that is no longer among them."""
    return list(dict.fromkeys((*participant.season.program.choices, *participant.topics)))


def _places(participant: Participant) -> list[Place]:
    loaded = joinedload(Membership.circle).options(
        loading.MEMBERS, loading.MEETINGS.joinedload(Meeting.topic)
    )
    seats = select(Membership).where(
        Membership.participant_id == participant.id, Membership.left_at.is_(None)
    )
    mine = g.db.scalars(seats.options(loaded)).all()
    ahead = [meeting for seat in mine if (meeting := upcoming(seat.circle.meetings, g.now))]
    answers, polls = attendance.rsvps(g.db, ahead), poll_answers.running(g.db, ahead)
    written = notes.counts(g.db, [seat.circle_id for seat in mine])
    return [_place(seat, answers, polls, written) for seat in mine]


def _place(
    membership: Membership,
    answers: Mapping[tuple[int, int], RsvpEvent],
    polls: Mapping[int, Poll],
    written: Mapping[int, int],
) -> Place:
    circle = membership.circle
    coming = upcoming(circle.meetings, g.now)
    planned = [each for each in circle.meetings if each.state is MeetingState.PLANNED]
    said = answers.get((coming.id, membership.participant_id)) if coming else None
    recent = attendance.recent((each for each in planned if membership.was_in(each.starts_at)), g.now)
    return Place(
        circle=circle,
        others=sorted(
            (member for member in circle.members if member is not membership),
            key=lambda member: (member.role != "mentor", member.id),
        ),
        next=coming,
        later=[each for each in planned if coming and each.starts_at > coming.starts_at],
        answer=said.value if said else None,
        poll=polls.get(coming.id) if coming else None,
        recent=recent,
        survey=surveys.open_to(g.db, membership, g.now),
        asks_last_word=farewells.is_open(g.db, membership, g.now),
        notes=written.get(circle.id, 0),
    )


def _follow_ups(participant: Participant) -> list[FollowUp]:
    return follow_ups.open_of(g.db, [participant.id])
