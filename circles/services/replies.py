"""Act on what a mail says: record it, tell the writer what was noted, leave the rest to a person."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from circles.domain.replies import Reading
from circles.domain.replies.sharing import labelled, unlabelled
from circles.domain.replies.values import DOUBT, QUESTION
from circles.domain.tongue import say, tongue
from circles.domain.words import IncomingState, MailKind, TrustLevel
from circles.models import Incoming, Participant
from circles.services import afterwards, hints, inbox, privacy, receipts
from circles.services.acting import (
    Acting,
    proposals,
    record_attendance,
    record_follow_ups,
    record_met,
    record_rsvp,
    say_whom_names_fit,
)
from circles.services.commands import obey
from circles.services.commands.hosting import heed_absence, say_whom_to_ask
from circles.services.correspondence import Correspondence
from circles.services.current import current, has_left, hold
from circles.services.introductions import record_introduction
from circles.services.looking_back import record_last_word, record_score
from circles.services.other_times import answer_poll, move_meeting, put_off
from circles.services.seat_replies import (
    hear_any_word,
    tell_who_has_left,
    wait_for_another,
    widen_hours,
)
from circles.services.shaping import shape_topic
from circles.services.sharing import hear_kind_word, keep_take_away, keep_thought, relay_note

NEEDS_PROOF = frozenset({"leave", "delete-my-data"})
"""Requests that trust level B only asks about, since nothing proves who wrote."""
TAKING_PART = frozenset({"leave", "pause", "busy", "resume"})
"""What is about the season that runs, also in answer to a mail of an earlier one."""
ABOUT_SEATS = TAKING_PART | {"undo", "join", "decline"}
ASKS_ABOUT_SEATS = frozenset({MailKind.CHECK_IN, MailKind.WAITLISTED})
"""What may change who sits where, by a command or by any words in answer to these."""
FROM_ELSEWHERE = "from-elsewhere"
"""What is asked about a mail that came from an address we don't know."""
NEITHER = "It answers whether an address is somebody's, and says neither yes nor no."
ABOUT_FOLLOW_UPS = frozenset(
    {"number.missing", "number.unknown", "number.meant", "move.past", "move.unclear"}
)
"""Rules that doubt which follow-up is meant, or to which day it moves: the open ones are shown with them."""
MOST_UNNOTED, MOST_QUOTED = 5, 200
"""How many pieces of a mail a receipt says were not noted, and how much of each."""
STEPS = (
    widen_hours,
    record_rsvp,
    record_introduction,
    put_off,
    record_met,
    record_attendance,
    record_follow_ups,
    say_whom_names_fit,
    record_score,
    record_last_word,
    relay_note,
    keep_thought,
    keep_take_away,
    wait_for_another,
    move_meeting,
    answer_poll,
    obey,
    say_whom_to_ask,
    heed_absence,
    shape_topic,
    hear_kind_word,
    hear_any_word,
    tell_who_has_left,
)
STEPS_LOOKING_BACK = (
    record_rsvp,
    put_off,
    record_met,
    record_attendance,
    record_follow_ups,
    say_whom_names_fit,
    record_score,
    record_last_word,
    keep_take_away,
    obey,
    hear_kind_word,
)
"""Those that remain when a season is over."""
WRITES_FIRST = frozenset({widen_hours, wait_for_another})
"""Steps that may be refused once they have begun to write, and don't take that back themselves."""


def act(
    db: Session,
    incoming: Incoming,
    found: Correspondence,
    reading: Reading,
    level: TrustLevel,
    now: datetime,
    said_at: datetime,
) -> None:
    """Act on a person's words, written at trust A or B; a question goes back where they are not plain."""
    assert found.participant is not None, "only a mail whose writer is known is acted on"
    if found.only_asked(incoming.sender):
        reading = _yes_or_no(reading)
        if reading.says_nothing:
            incoming.person_id = None
            return inbox.settle(incoming, IncomingState.QUARANTINED, reading.kind, {"reason": NEITHER})
    outcome = trail(reading)
    names = {command.name for command in reading.commands}
    if names & TAKING_PART and (meant := current(found.participant)) is not found.participant:
        found = replace(found, participant=meant, circle=None)
    assert found.participant is not None, "it is another of the same person"
    acting = Acting(db, incoming, found, found.participant, now, said_at)
    erases = "delete-my-data" in names  # which holds their mail first
    if not erases and (names & ABOUT_SEATS or found.kind in ASKS_ABOUT_SEATS):
        # an answer beside it holds a circle, which comes behind the season
        hold(db, found.participant.person)
    to_prove = names & NEEDS_PROOF - ({"leave"} if has_left(found.participant) else set())
    if level is TrustLevel.B and to_prove and not incoming.outcome.get("proven"):
        acting.carefully(partial(record_score, acting, reading))  # which needs no proof
        return ask(db, incoming, reading, min(to_prove), found.participant, now)
    if erases:  # and nothing else: what was to be recorded would be about nobody
        privacy.erase(db, found.participant.person, now)
        return None
    over = afterwards.is_over(found.participant.season)
    if over:
        reading = afterwards.left_of(acting, reading)
    for step in STEPS_LOOKING_BACK if over else STEPS:
        acting.carefully(partial(step, acting, reading), has_begun=step in WRITES_FIRST)
    _answer(acting, reading, outcome)
    return None


def _yes_or_no(reading: Reading) -> Reading:
    """Leave the answer to "is this address yours?": who reads that mail may be a stranger."""
    answer = tuple(each for each in reading.commands if each.name in {"join", "decline"})
    return Reading(reading.kind, reading.own_text, commands=answer, rules=reading.rules)


def ask(
    db: Session, incoming: Incoming, reading: Reading, wanted: str, writer: Participant, now: datetime
) -> None:
    """Ask the registered address first; what is asked about already waits for a person."""
    request = _request(wanted, writer)
    asked = receipts.post_ask(db, incoming, wanted, request, now)
    outcome = {**trail(reading), "request": request}
    if not asked:
        outcome["reason"] = f"Somebody asks us again to {request}, and nothing proves who."
    inbox.settle(incoming, IncomingState.READ if asked else IncomingState.REVIEW, reading.kind, outcome)


def _request(wanted: str, writer: Participant) -> str:
    """Say what is asked for, as it follows "asks us to"."""
    if wanted == "leave":
        return say("take you out of {program}", program=writer.season.program.name)
    if wanted == "delete-my-data":
        return say("delete all we hold on you")
    return say("take an answer written from another address as yours")


def trail(reading: Reading) -> dict[str, Any]:
    """Give what the trail of a mail keeps of how it was read."""
    return {
        "own_text": reading.own_text,
        "removed": [{"text": removed.text, "rule": removed.rule} for removed in reading.removed],
        "rules": [
            {"id": rule.id, "text": rule.text, "confidence": rule.confidence, "span": rule.span}
            for rule in reading.rules
        ],
        "rsvp": reading.rsvp,
        "met": reading.met,
        "attendance": dict(reading.attendance),
        "commands": [[command.name, *command.args] for command in reading.commands],
        "unsure": reading.unsure,
    }


def _answer(acting: Acting, reading: Reading, outcome: dict[str, Any]) -> None:
    """Tell the writer: one receipt for what was noted, else one question; a person reads what is unclear."""
    read_at = {inbox.READ_AT: acting.now.astimezone(UTC).isoformat()}
    acting.incoming.outcome = {**acting.incoming.outcome, **acting.kept, **read_at}
    outcome["noted"] = acting.noted
    outcome["not_done"] = [each for each in acting.noted if each in acting.not_done]
    outcome["proposed"] = proposals(acting, reading)
    outcome["unnoted"] = _unnoted(acting, reading) if acting.noted and not acting.is_of_who_left else []
    outcome["reason"] = " ".join(dict.fromkeys(acting.doubts))
    if meeting := hints.meeting_of(acting):
        outcome["meeting"] = meeting.id
    unread = not acting.heard and (reading.unsure or (reading.says_nothing and not acting.noted))
    left_over = acting.tells_of_leaving and bool(unlabelled(reading))
    unclear = unread or left_over or bool(acting.doubts)
    outcome["left_over"] = unclear
    if unclear and not outcome["reason"]:
        outcome["reason"] = _why_unclear(reading)
    state = IncomingState.REVIEW if unclear else IncomingState.READ
    outcome["about_follow_ups"] = bool(ABOUT_FOLLOW_UPS & {rule.id for rule in reading.rules})
    outcome["examples"] = hints.examples(acting, reading)
    outcome["obeyed"] = acting.obeyed and not acting.doubts
    inbox.settle(acting.incoming, state, reading.kind, outcome)
    if acting.noted or outcome["proposed"] or (unclear and outcome["obeyed"]):
        receipts.post_receipt(acting.db, acting.incoming, acting.now)
    elif unclear:
        receipts.post_unsure(acting.db, acting.incoming, acting.now)


def _unnoted(acting: Acting, reading: Reading) -> list[str]:
    """Give the writer's words that were not plain enough to be noted with the rest, or had no place."""
    doubts = (rule for rule in reading.rules if rule.confidence == DOUBT and rule.id != QUESTION)
    spans = (rule.span for rule in doubts if rule.span)
    said = [" ".join(reading.own_text[slice(*span)].split()) for span in spans]
    said += [share.text for share in labelled(reading) if share not in acting.told]
    return [*dict.fromkeys(words[:MOST_QUOTED] for words in said if words)][:MOST_UNNOTED]


def _why_unclear(reading: Reading) -> str:
    """Say what the rules were not sure of, which they say in English, else that nothing was plain.

    What they say ends like no sentence yet: another follows it in the mail.
    """
    rules = reading.rules if tongue().language == "en" else ()
    doubtful = (f"{rule.text.rstrip('.')}." for rule in rules if rule.confidence <= DOUBT)
    if reading.own_text.strip():
        return next(doubtful, say("These words go beyond what we can read by ourselves."))
    return next(doubtful, say("There were no words of your own in it."))
