"""Whose page it is: a signed cookie that a personal link sets, good for an hour."""

from flask import abort, g, make_response, render_template, request
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy.orm import joinedload, selectinload
from werkzeug.wrappers import Response

from circles.domain.statement import Said
from circles.domain.words import ParticipantState, SeasonState, Source
from circles.errors import NotAllowed, NotFound
from circles.mail.links import Personal
from circles.models import Participant, Person
from circles.services import afterwards

LASTS_SECONDS = 3600
PATH = "/me"
_ALWAYS = ("leave_now", "erase_now", "add", "write_to", "drop", "say", "renew_link", "choose_calendar")
_LOOKING_BACK = (
    *("answer", "tell", "say_there", "say_moved", "score", "leave_last_word"),
    *("change_follow_up", "take_back", "undo_mail", "it_was_me", "prefer"),
)
AFTERWARDS = {
    SeasonState.CLOSED: frozenset(f"participant.{name}" for name in (*_ALWAYS, *_LOOKING_BACK)),
    SeasonState.ANONYMISED: frozenset(f"participant.{name}" for name in _ALWAYS),
}
"""What pages still do once a season is over, as mails do (services/afterwards.py)."""
_ASKED = (
    *("check_in", "confirm", "follow_up", "host", "last_word", "move", "moved", "pause", "poll", "recap"),
    *("survey", "there", "topic"),
)
ASKED = frozenset(f"participant.{name}" for name in _ASKED)
"""Pages that ask something: once a season is anonymised there is nothing they could keep."""


def owner_of(personal: Personal | None) -> Participant | None:
    """Give whose link it is; None for one we did not sign, or that a newer one has replaced."""
    if personal is None:
        return None
    found = g.db.get(
        Participant,
        personal.participant_id,
        options=[
            joinedload(Participant.season),
            joinedload(Participant.person).options(
                joinedload(Person.program), selectinload(Person.addresses)
            ),
        ],
    )
    ours = found is not None and found.link_version == personal.link_version and not found.person.is_erased
    return found if ours else None


def reader() -> Participant:
    """Give whose pages this browser may see; without a good cookie, offer a new link."""
    if "participant" not in g:
        g.participant = owner_of(_read(request.cookies.get(_cookie(), "")))
        if g.participant is None:
            abort(410)
        _refuse_after_the_end(g.participant)
    return g.participant  # type: ignore[no-any-return]


def _refuse_after_the_end(participant: Participant) -> None:
    season = participant.season
    still = AFTERWARDS.get(season.state)
    if still is None or request.endpoint in still:
        return
    changes = request.method == "POST"
    if season.state is SeasonState.ANONYMISED and (changes or request.endpoint in ASKED):
        abort(make_response(render_template("participant/forgotten.html", participant=participant), 410))
    if changes:
        raise NotAllowed(afterwards.over(season))


def not_theirs(sentence: str) -> NotFound:
    """Give the refusal of a page of a circle; whoever has left is told so kindly, and how to come back."""
    participant = reader()
    if participant.state is not ParticipantState.LEFT:
        return NotFound(sentence)
    told = "You are no longer in that circle, so there is nothing for you to answer."
    if participant.season.state is SeasonState.PUBLISHED:
        told += " If you would like to come back, reply “resume” to any of our mails, or see your page."
    return NotFound(told)


def said() -> Said:
    """Note where what is recorded on these pages comes from."""
    return Said(f"person:{reader().person_id}", Source.LINK, g.now)


def let_in(response: Response, participant: Participant) -> Response:
    """Set the cookie that keeps the link itself out of addresses and histories."""
    response.set_cookie(
        _cookie(),
        _serializer().dumps([participant.id, participant.link_version]),
        max_age=LASTS_SECONDS,
        path=PATH,
        httponly=True,
        secure=g.runtime.settings.secure,
        samesite="Lax",
    )
    return response


def _read(cookie: str) -> Personal | None:
    try:
        participant_id, version = _serializer().loads(cookie, max_age=LASTS_SECONDS)
    except (BadData, ValueError, TypeError):
        return None
    return Personal(participant_id, version)


def _serializer() -> URLSafeTimedSerializer:
    newest_last = list(reversed(g.runtime.settings.secret_keys))
    return URLSafeTimedSerializer(newest_last, salt="circles participant cookie")


def _cookie() -> str:
    return "__Secure-circles-me" if g.runtime.settings.secure else "circles-me"
