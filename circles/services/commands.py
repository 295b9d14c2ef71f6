"""The commands of a reply: one word on a line of its own, such as Leave or Done 2."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from circles.domain.cadence import zone_info
from circles.domain.replies import Command, Reading
from circles.domain.words import FollowUpState, MailKind, ParticipantState
from circles.models import Address, FollowUp
from circles.services import (
    addresses,
    correspondence,
    follow_ups,
    inbox,
    meetings,
    people,
    personal_page,
    receipts,
    undo,
)
from circles.services.acting import Acting

LATER = timedelta(weeks=1)


def obey(acting: Acting, reading: Reading) -> None:
    """Do what each command asks; what no command does for itself is left to a person."""
    for command in reading.commands:
        acting.carefully(partial(_obey, acting, command))


def _obey(acting: Acting, command: Command) -> None:
    if command.name in _WORDS:
        _WORDS[command.name](acting)
    elif command.name in _WITH_MORE:
        _WITH_MORE[command.name](acting, command)
    else:
        acting.passed_on = True
        asked = command.name.replace("-", " ").capitalize()
        acting.doubts.append(f"“{asked}” is something a person does for you.")


def _join(acting: Acting) -> None:
    if acting.found.kind is MailKind.ASK:
        _answer_ask(acting, theirs=True)
    elif acting.found.kind is MailKind.ADDRESS:
        _answer_address(acting, theirs=True)
    elif not people.confirm(acting.db, acting.participant, acting.now):
        acting.noted.append("You are in already; nothing has changed.")


def _decline(acting: Acting) -> None:
    if acting.found.kind is MailKind.ASK:
        _answer_ask(acting, theirs=False)
    elif acting.found.kind is MailKind.ADDRESS:
        _answer_address(acting, theirs=False)
    else:
        people.decline(acting.db, acting.participant, acting.now)


def _answer_ask(acting: Acting, *, theirs: bool) -> None:
    asked = correspondence.incoming_of(acting.db, acting.found.asked)
    if asked is None or not inbox.waits_for_proof(asked):
        acting.noted.append("That is settled already; nothing has changed.")
        return
    inbox.answer_ask(acting.db, asked, theirs=theirs)
    if not theirs:
        acting.noted.append("That mail was not yours, so nothing changes.")


def _answer_address(acting: Acting, *, theirs: bool) -> None:
    """Take the answer to "is this address yours?", which only reached whoever reads it."""
    assert acting.found.asked is not None, "it is the mail that asked"
    address = acting.db.get(Address, int(acting.found.asked.about.partition(":")[2]))
    if address is None or address.counts:
        acting.noted.append("That is settled already; nothing has changed.")
    elif theirs:
        if not addresses.confirm(acting.db, address, acting.now):
            acting.incoming.person_id = None  # who wrote takes part as somebody else: nobody's business here
    else:
        addresses.drop(acting.db, acting.participant.person, address.id, acting.now)
        acting.noted.append("That address is not yours, so it is forgotten.")


def _leave(acting: Acting) -> None:
    if acting.participant.state is ParticipantState.LEFT:
        acting.noted.append("You have left already; nothing has changed.")
    else:
        people.step_back(acting.db, acting.participant, acting.now)


def _pause(acting: Acting, command: Command) -> None:
    last_day = date.fromisoformat(command.args[0]) if command.args else None
    was = acting.participant.paused_until
    until = people.pause(acting.db, acting.participant, last_day, acting.now)
    _keep_break(acting, was, until)


def _resume(acting: Acting) -> None:
    if acting.participant.state is ParticipantState.LEFT:
        people.confirm(acting.db, acting.participant, acting.now)
        return
    was = acting.participant.paused_until
    people.resume(acting.db, acting.participant, acting.now)
    _keep_break(acting, was, None)
    acting.noted.append("Welcome back: mails come as before.")


def _keep_break(acting: Acting, *was_and_until: datetime | None) -> None:
    """Keep what an Undo needs."""
    if was_and_until[0] != was_and_until[1]:
        instants = [each.astimezone(UTC).isoformat() if each else None for each in was_and_until]
        kept = [acting.participant.id, *instants]
        acting.incoming.outcome = {**acting.incoming.outcome, "paused": kept}


def _undo(acting: Acting) -> None:
    about = correspondence.incoming_of(acting.db, acting.found.answers)
    if about is None or about.person_id != acting.participant.person_id:
        about = undo.latest_with_record(
            acting.db, acting.participant.person_id, acting.now, but=acting.incoming.id
        )
    undone = undo.undo(acting.db, about, f"incoming:{acting.incoming.id}", acting.now) if about else []
    acting.incoming.outcome = {**acting.incoming.outcome, "undone": undone}
    receipts.post_undo_done(acting.db, acting.incoming, acting.now)


def _help(acting: Acting) -> None:
    receipts.post_help(acting.db, acting.incoming, acting.now)


def _my_data(acting: Acting) -> None:
    if not personal_page.send_data(acting.db, acting.participant, acting.now):
        acting.noted.append("You had that list several times today. It is on your page, too, at any time.")


def _place(acting: Acting, command: Command) -> None:
    if acting.found.circle is None:
        acting.doubts.append("We could not tell which circle this place is for.")
        return
    circle, place = acting.found.circle, command.args[0]
    was = circle.place
    meetings.set_place(acting.db, circle, place, acting.said.by, acting.now)
    if circle.place != was:
        kept = [circle.id, was, circle.place]
        acting.incoming.outcome = {**acting.incoming.outcome, "placed": kept}
    acting.noted.append(f"Your circle meets here: {circle.place}")


def _done(acting: Acting, command: Command) -> None:
    _change(acting, command, "is done. Thank you!", FollowUpState.DONE)


def _drop(acting: Acting, command: Command) -> None:
    _change(acting, command, "is dropped.", FollowUpState.DROPPED)


def _later(acting: Acting, command: Command) -> None:
    today = acting.now.astimezone(zone_info(acting.participant.person.zone)).date()
    follow_up = _follow_up_meant(acting, command.args)
    if follow_up is not None:
        _move_to(acting, follow_up, max(follow_up.due or today, today) + LATER)


def _move(acting: Acting, command: Command) -> None:
    *number, to = command.args or ("",)
    follow_up = _follow_up_meant(acting, tuple(number)) if number else None
    if follow_up is None:
        acting.passed_on = True
        acting.doubts.append("A person will look at moving the meeting.")
    else:
        _move_to(acting, follow_up, date.fromisoformat(to))


def _move_to(acting: Acting, follow_up: FollowUp, due: date) -> None:
    follow_ups.change(acting.db, follow_up, acting.said, state=FollowUpState.OPEN, due=due)
    acting.noted.append(f"“{follow_up.text}” is now due {receipts.day(due, acting.now.date())}.")


def _change(acting: Acting, command: Command, ending: str, state: FollowUpState) -> None:
    follow_up = _follow_up_meant(acting, command.args)
    if follow_up is not None:
        follow_ups.change(acting.db, follow_up, acting.said, state=state)
        acting.noted.append(f"“{follow_up.text}” {ending}")


def _follow_up_meant(acting: Acting, args: tuple[str, ...]) -> FollowUp | None:
    """Find the follow-up a number, or no number, stands for; doubt where several could be meant."""
    numbered = correspondence.numbered(acting.db, acting.found)
    meant = [numbered.get(int(args[0]))] if args else list(numbered.values())
    follow_up = meant[0] if len(meant) == 1 else None
    if follow_up is None or not _is_theirs(acting, follow_up):
        acting.doubts.append("We could not tell which follow-up you mean. Write its number, as in “Done 2”.")
        return None
    if follow_up.void_by is not None:
        acting.doubts.append(f"“{follow_up.text}” was taken back, so it is no follow-up any more.")
        return None
    return follow_up


def _is_theirs(acting: Acting, follow_up: FollowUp) -> bool:
    """Tell whether it is the writer's own, or their circle's."""
    if follow_up.owner_id is None:
        return acting.found.circle is not None and follow_up.circle_id == acting.found.circle.id
    return follow_up.owner_id == acting.participant.id


_WORDS: dict[str, Callable[[Acting], None]] = {
    "join": _join,
    "decline": _decline,
    "leave": _leave,
    "resume": _resume,
    "undo": _undo,
    "help": _help,
    "my-data": _my_data,
}
_WITH_MORE: dict[str, Callable[[Acting, Command], None]] = {
    "pause": _pause,
    "busy": _pause,
    "place": _place,
    "done": _done,
    "drop": _drop,
    "later": _later,
    "move": _move,
}
