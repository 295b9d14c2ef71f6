"""What a mail still does once its season is over: the one place that says so.

closed       what has happened is still told: who came, how it was, what is done; what would have come is
             off, and so is a new promise.
anonymised   nothing is recorded in it; who was in it still leaves, or gets what we hold.
"""

from dataclasses import replace

from circles.domain.replies import Command, Reading
from circles.domain.replies.sharing import is_thanks
from circles.domain.tongue import say
from circles.domain.words import MailKind, MeetingState, SeasonState
from circles.models import Season
from circles.services import correspondence
from circles.services.acting import Acting

ALWAYS = frozenset({"leave", "help", "my-data"})
STILL = ALWAYS | {"undo", "done", "open", "drop", "later", "score"}
_OF_AN_ADDRESS = frozenset({MailKind.ASK, MailKind.ADDRESS})
_AHEAD = frozenset(
    {
        MailKind.WAITLISTED,
        MailKind.INVITE,
        MailKind.UPDATE,
        MailKind.TOPIC_DRAFT,
        MailKind.TOPIC,
        MailKind.REMINDER,
        MailKind.MOVE_POLL,
        MailKind.SWAP_ASK,
        MailKind.CHECK_IN,
        MailKind.SEAT,
        MailKind.PROPOSAL,
    }
)
"""Mails about what was to come."""


def is_over(season: Season) -> bool:
    """Tell whether a season was closed, and perhaps anonymised since."""
    return season.state in {SeasonState.CLOSED, SeasonState.ANONYMISED}


def over(season: Season) -> str:
    """Say that it is too late for what is wished for."""
    return say("{season} is over, so that changes nothing any more.", season=season.name)


def not_promised(season: Season, text: str) -> str:
    """Say that what somebody would do next is not noted."""
    return say(
        "{season} is over, so “{text}” is not noted: nobody would be reminded of it.",
        season=season.name,
        text=text,
    )


def left_of(acting: Acting, reading: Reading) -> Reading:
    """Leave what a reply still does once its season is over, and say to its writer what it doesn't."""
    season = acting.participant.season
    if season.state is SeasonState.ANONYMISED:
        kept = tuple(each for each in reading.commands if each.name in ALWAYS)
        if not kept:
            acting.doubts.append(
                say("{season} is over and what was said in it is no longer kept.", season=season.name)
            )
        return Reading(reading.kind, "", commands=kept)
    kept = tuple(each for each in reading.commands if _still_counts(acting, each))
    acting.tell_not(*(not_promised(season, new.text) for new in reading.follow_ups))
    left = replace(
        reading,
        commands=kept,
        rsvp=None if _is_off(acting) else reading.rsvp,
        follow_ups=(),
        proposed=(),
    )
    asked_in_vain = len(kept) < len(reading.commands) or left.rsvp is not reading.rsvp
    if is_thanks(reading):
        acting.heard = True
    elif reading.follow_ups and not asked_in_vain:
        acting.heard = left.says_nothing
    elif asked_in_vain or (acting.found.kind in _AHEAD and left.says_nothing and "?" not in reading.own_text):
        acting.tell_not(over(season))
        acting.heard = left.says_nothing
    return left


def _still_counts(acting: Acting, command: Command) -> bool:
    if command.name in {"join", "decline"}:
        return acting.found.kind in _OF_AN_ADDRESS
    return command.name in STILL or (command.name == "move" and len(command.args) > 1)


def _is_off(acting: Acting) -> bool:
    """Tell whether a yes or no is about a meeting that was called off with the season."""
    meeting = correspondence.rsvp_meeting(acting.found, acting.now)
    return meeting is None or meeting.state is MeetingState.CANCELLED
