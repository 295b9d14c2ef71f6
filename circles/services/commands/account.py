"""Commands about taking part: joining, leaving, a break, help, what we hold."""

from collections.abc import Callable
from datetime import UTC, date
from functools import partial

from circles.domain.replies import Command
from circles.domain.tongue import say
from circles.domain.wording import TooLate
from circles.domain.words import MailKind, ParticipantState
from circles.models import Address, Incoming
from circles.services import (
    addresses,
    afterwards,
    current,
    inbox,
    people,
    people_words,
    personal_page,
    poll_answers,
    receipts,
    seat_replies,
    steps,
    undo,
)
from circles.services.acting import Acting
from circles.services.commands import hosting


def _join(acting: Acting, _: Command) -> None:
    if acting.found.kind is MailKind.ASK:
        _answer_ask(acting, theirs=True)
    elif acting.found.kind is MailKind.ADDRESS:
        _answer_address(acting, theirs=True)
    elif acting.found.kind is MailKind.SWAP_ASK:
        hosting.say_yes(acting)
    elif acting.found.kind is MailKind.SEAT:
        seat_replies.say_yes(acting)
    else:
        signed_up = acting.found.kind is MailKind.CONFIRM
        if people.confirm(acting.db, acting.participant, acting.now, as_filled_in=signed_up):
            acting.kept[undo.FOR_GOOD] = "joined"
        else:
            acting.tell_not(say("You are in already; nothing has changed."))


def _decline(acting: Acting, _: Command) -> None:
    if acting.found.kind is MailKind.ASK:
        _answer_ask(acting, theirs=False)
    elif acting.found.kind is MailKind.ADDRESS:
        _answer_address(acting, theirs=False)
    elif acting.found.kind is MailKind.SWAP_ASK:
        hosting.say_no(acting)
    elif acting.found.kind is MailKind.SEAT:
        seat_replies.say_no(acting)
    else:
        people.decline(acting.db, acting.participant, acting.now)
        acting.kept[undo.FOR_GOOD] = "declined"


def _answer_ask(acting: Acting, *, theirs: bool) -> None:
    asked = inbox.answered_by(acting.db, acting.found.asked)
    if asked is None or not inbox.waits_for_proof(asked):
        acting.tell_not(say("That is settled already; nothing has changed."))
        return
    inbox.answer_ask(acting.db, asked, theirs=theirs)
    if not theirs:
        acting.kept[undo.FOR_GOOD] = "settled"
        acting.noted.append(say("That mail was not yours, so nothing changes."))


def _answer_address(acting: Acting, *, theirs: bool) -> None:
    """Take the answer to "is this address yours?", which only reached whoever reads it."""
    assert acting.found.asked is not None, "it is the mail that asked"
    address = acting.db.get(Address, int(acting.found.asked.about.partition(":")[2]))
    if address is None or address.counts:
        acting.tell_not(say("That is settled already; nothing has changed."))
        return
    acting.kept[undo.FOR_GOOD] = "settled"
    if theirs:
        if not addresses.confirm(acting.db, address, acting.now):
            acting.incoming.person_id = None  # who wrote takes part as somebody else: nobody's business here
    else:
        addresses.drop(acting.db, acting.participant.person, address.id, acting.now)
        acting.noted.append(say("That address is not yours, so it is forgotten."))


def _leave(acting: Acting, _: Command) -> None:
    if current.has_left(acting.participant):
        acting.tell_not(say("You have left already; nothing has changed."))
    else:
        current.step_back(acting.db, acting.participant, acting.now)


def _pause(acting: Acting, command: Command) -> None:
    if acting.participant.state is ParticipantState.LEFT:
        acting.doubt_circle()
        return
    last_day = date.fromisoformat(command.args[0]) if command.args else None
    before = _breaks(acting)
    current.pause(acting.db, acting.participant, last_day, acting.now)
    if not _keep_breaks(acting, before):
        acting.tell_not(say("You are taking a break until then already; nothing has changed."))


def _resume(acting: Acting, _: Command) -> None:
    if acting.participant.state is ParticipantState.LEFT:
        people.confirm(acting.db, acting.participant, acting.now)
        acting.kept[undo.FOR_GOOD] = "joined"
        return
    before = _breaks(acting)
    current.resume(acting.db, acting.participant, acting.now)
    _keep_breaks(acting, before)
    acting.noted.append(say("Welcome back: mails come as before."))


def _breaks(acting: Acting) -> dict[int, str | None]:
    """Tell until when they are on a break, by their part in each season."""
    parts = acting.participant.person.participations
    return {
        each.id: each.paused_until.astimezone(UTC).isoformat() if each.paused_until else None
        for each in parts
    }


def _keep_breaks(acting: Acting, before: dict[int, str | None]) -> bool:
    """Keep what an Undo needs: how each was before this mail, and how it is now; tell if any has changed."""
    now = _breaks(acting)
    kept = {part: (part, was, until) for part, was, until in acting.kept.get("paused", ())}
    changed = [part for part in now if now[part] != before[part]]
    for part in changed:
        _, first, _ = kept.get(part, (part, before[part], None))
        kept[part] = (part, first, now[part])
    if kept:
        acting.kept["paused"] = [list(each) for each in kept.values()]
    return bool(changed)


def _undo(acting: Acting, _: Command) -> None:
    """Take back what is meant; for whom has left that is leaving, which has no undo, and nothing older."""
    writer, by = acting.participant.person_id, f"incoming:{acting.incoming.id}"
    has_left = acting.participant.state is ParticipantState.LEFT
    theirs = acting.found.theirs
    last = steps.last if has_left else partial(undo.meant, but=acting.incoming.id)
    is_theirs = theirs is not None and theirs.person_id == writer
    meant = theirs if is_theirs else last(acting.db, writer, acting.now)
    undone, moved, step = list[str](), list[str](), ""
    match meant:
        case Incoming():
            undone = undo.undo(acting.db, meant, by, acting.now)
            moved, step = poll_answers.moved_stays(meant), str(meant.outcome.get(undo.FOR_GOOD) or "")
        case steps.Taken():
            undone = [] if has_left else steps.undo(acting.db, meant, by, acting.now)
            step = meant.step.what
    stays = [*(each for each in undone if isinstance(each, TooLate)), *moved]
    acting.kept["undone"] = [each for each in undone if not isinstance(each, TooLate)]
    if has_left and not afterwards.is_over(acting.participant.season):
        stays.append(people_words.no_undo_of_leaving())
    elif step and not (undone or stays):
        stays.append(people_words.nothing_to_undo(step))
    acting.kept["stays"] = stays
    receipts.post_undo_done(acting.db, acting.incoming, acting.now)


def _help(acting: Acting, _: Command) -> None:
    receipts.post_help(acting.db, acting.incoming, acting.now)


def _my_data(acting: Acting, _: Command) -> None:
    if not personal_page.send_data(acting.db, acting.participant, acting.now):
        acting.noted.append(
            say("You had that list several times today. It is on your page, too, at any time.")
        )


COMMANDS: dict[str, Callable[[Acting, Command], None]] = {
    "join": _join,
    "decline": _decline,
    "leave": _leave,
    "pause": _pause,
    "busy": _pause,
    "resume": _resume,
    "undo": _undo,
    "help": _help,
    "my-data": _my_data,
}
