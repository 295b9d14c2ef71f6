"""Commands about what somebody said they would do: Done, not yet, Drop, Later, Move."""

from collections.abc import Callable
from datetime import date, timedelta

from circles.domain.cadence import zone_info
from circles.domain.replies import Command
from circles.domain.tongue import say, say_as
from circles.domain.words import FollowUpState
from circles.models import FollowUp
from circles.services import correspondence, follow_ups, receipts
from circles.services.acting import Acting

LATER = timedelta(weeks=1)


def _done(acting: Acting, command: Command) -> None:
    if (follow_up := _change(acting, command, FollowUpState.DONE)) is not None:
        acting.noted.append(say("“{text}” is done. Thank you!", text=follow_up.text))


def _keep_open(acting: Acting, command: Command) -> None:
    """Say that what is not done yet stays open, on the day it has."""
    follow_up = _follow_up_meant(acting, command.args)
    if follow_up is None:
        return
    if follow_up.state is not FollowUpState.OPEN:
        follow_ups.change(acting.db, follow_up, acting.said, state=FollowUpState.OPEN)
    fields = {"text": follow_up.text, "later": say_as("reply", "Later")}
    if follow_up.due is None:
        acting.noted.append(say("“{text}” stays open. Write “{later}” for another week.", **fields))
        return
    fields["day"] = receipts.day(follow_up.due, acting.now.date())
    acting.noted.append(say("“{text}” stays open, due {day}. Write “{later}” for another week.", **fields))


def _drop(acting: Acting, command: Command) -> None:
    if (follow_up := _change(acting, command, FollowUpState.DROPPED)) is not None:
        acting.noted.append(say("“{text}” is dropped.", text=follow_up.text))


def _later(acting: Acting, command: Command) -> None:
    today = acting.now.astimezone(zone_info(acting.participant.person.zone)).date()
    follow_up = _follow_up_meant(acting, command.args)
    if follow_up is not None:
        _move_to(acting, follow_up, max(follow_up.due or today, today) + LATER)


def move(acting: Acting, command: Command) -> None:
    """Put off the follow-up that a number stands for to a day."""
    number, to = command.args
    follow_up = _follow_up_meant(acting, (number,))
    if follow_up is not None:
        _move_to(acting, follow_up, date.fromisoformat(to))


def _move_to(acting: Acting, follow_up: FollowUp, due: date) -> None:
    follow_ups.change(acting.db, follow_up, acting.said, state=FollowUpState.OPEN, due=due)
    day = receipts.day(due, acting.now.date())
    acting.noted.append(say("“{text}” is now due {day}.", text=follow_up.text, day=day))


def _change(acting: Acting, command: Command, state: FollowUpState) -> FollowUp | None:
    follow_up = _follow_up_meant(acting, command.args)
    if follow_up is not None:
        follow_ups.change(acting.db, follow_up, acting.said, state=state)
    return follow_up


def _follow_up_meant(acting: Acting, args: tuple[str, ...]) -> FollowUp | None:
    """Find the follow-up a number, or no number, stands for; doubt where several could be meant."""
    numbered = correspondence.numbered(acting.db, acting.found)
    meant = [numbered.get(int(args[0]))] if args else list(numbered.values())
    follow_up = meant[0] if len(meant) == 1 else None
    if follow_up is None or not _is_theirs(acting, follow_up):
        example = say_as("reply", "Done 2")
        acting.doubt(
            say(
                "We could not tell which follow-up you mean. Write its number, as in “{example}”.",
                example=example,
            )
        )
        return None
    if follow_up.void_by is not None:
        acting.doubts.append(
            say("“{text}” was taken back, so it is no follow-up any more.", text=follow_up.text)
        )
        return None
    return follow_up


def _is_theirs(acting: Acting, follow_up: FollowUp) -> bool:
    """Tell whether it is the writer's own, or their circle's."""
    if follow_up.owner_id is None:
        return acting.found.circle is not None and follow_up.circle_id == acting.found.circle.id
    return follow_up.owner_id == acting.participant.id


COMMANDS: dict[str, Callable[[Acting, Command], None]] = {
    "done": _done,
    "open": _keep_open,
    "drop": _drop,
    "later": _later,
}
