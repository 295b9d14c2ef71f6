"""Commands about who hosts: Pass, Swap Bo, and the answers to a mail that asks."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from circles.domain.addresses import normalise
from circles.domain.cadence import day, show
from circles.domain.replies import Command, Context, Member, Reading
from circles.domain.replies.names import Roster
from circles.domain.replies.values import WHOM_TO_ASK
from circles.domain.tongue import listed, say, say_as
from circles.domain.words import MailKind
from circles.errors import NotAllowed
from circles.models import Meeting, Membership
from circles.services import (
    attendance,
    cant_come,
    correspondence,
    errands,
    hosting,
    hosting_words,
    people_words,
    receipts,
    swaps,
    undo,
)
from circles.services.acting import Acting
from circles.services.hosting_words import Change

BEFORE_IT = frozenset(
    {
        MailKind.INVITE,
        MailKind.UPDATE,
        MailKind.CANCEL,
        MailKind.RESENT,
        MailKind.PROPOSAL,
        MailKind.TOPIC_DRAFT,
        MailKind.TOPIC,
        MailKind.REMINDER,
        MailKind.SWAP_ASK,
    }
)
"""Mails about a meeting to come: a Pass to them is about that one, to others about the next."""


def _pass(acting: Acting, _: Command) -> None:
    place = _place(acting)
    if place is None:
        return
    with _kindly(acting):
        _keep(acting, hosting.pass_on(acting.db, *place, acting.now))


def _swap(acting: Acting, command: Command) -> None:
    place = _place(acting)
    if place is None:
        return
    meeting, host = place
    asked = correspondence.by_address(meeting.circle)[normalise(command.args[0])]
    name = asked.participant.person.name
    with _kindly(acting):
        if asked.left_at is not None:
            raise NotAllowed(people_words.is_gone(name))
        mail = swaps.ask(acting.db, meeting, host, asked, acting.now)
        if mail is None:
            acting.tell_not(say("{name} has been asked already; nothing has changed.", name=name))
            return
        acting.kept["asked_to_host"] = [*acting.kept.get("asked_to_host", ()), mail.id]
        on = _day(acting, meeting)
        acting.noted.append(
            say("We have asked {name} to host on {day}. Until {name} says yes, you do.", name=name, day=on)
        )


def say_whom_to_ask(acting: Acting, reading: Reading) -> None:
    """Say of a name behind Swap that nobody surely has, whom the host can ask."""
    spans = [rule.span for rule in reading.rules if rule.id == WHOM_TO_ASK and rule.span]
    place = _place(acting) if spans else None
    if place is None:
        return
    meeting, host = place
    if meeting.host is not host:
        acting.tell_not(hosting_words.not_theirs(meeting, host, acting.now))
        return
    there = meeting.circle.members
    called = {member.participant.person.email: name for member, name in correspondence.called(there)}
    members = tuple(Member(name, email) for email, name in called.items())
    roster = Roster(Context(acting.participant.person.email, members))
    others = [member for member in there if member is not host]
    could = swaps.could_ask(acting.db, meeting, others, acting.now)
    names = [called[member.participant.person.email] for member in could]
    for span in spans:
        name = reading.own_text[slice(*span)]
        fitting = [known for email, known in called.items() if normalise(email) in roster.fitting(name)]
        acting.keep_not(_whom_to_ask(name, fitting, names), alone=not acting.noted)
        swap = [say_as("reply", "Swap {name}", name=each) for each in fitting or names[:1]]
        acting.examples = [*swap, say_as("reply", "Pass")]


def _whom_to_ask(name: str, fitting: Sequence[str], names: Sequence[str]) -> str:
    if fitting:
        return say("“{name}” fits {names}: please write the whole name.", name=name, names=listed(fitting))
    nobody = say("Nobody called “{name}” is in your circle.", name=name)
    can_ask = say("You can ask {names}.", names=listed(names)) if names else ""
    return f"{nobody} {can_ask}".rstrip()


def heed_absence(acting: Acting, _: Reading) -> None:
    """Look who can't come, and whether the circle is to be asked for another time, or another is to host."""
    changed = (meeting_id for meeting_id, _, _ in acting.kept.get("hosting", ()))
    answered = set(map(int, acting.kept.get("told_answers", ())))  # held since then (acting.record_rsvp)
    for meeting_id in sorted({*answered, *changed}):
        meeting = acting.db.get_one(Meeting, meeting_id)
        is_held = meeting_id in answered
        heeded = cant_come.heed(acting.db, meeting, acting.now, acting.participant, is_held=is_held)
        acting.noted += heeded.said
        if heeded.changes:
            acting.kept["hosting"] = [*acting.kept.get("hosting", ()), *swaps.kept(heeded.changes)]


def say_yes(acting: Acting) -> None:
    """Take the yes of who was asked to host."""
    place = _place(acting)
    if place is None:
        return
    meeting, member = place
    told = errands.told(acting.found.asked)
    with _kindly(acting):
        changes = swaps.accept(acting.db, meeting, told, member, acting.said, acting.now)
        _keep(acting, changes)
        if not changes:
            acting.kept[undo.FOR_GOOD] = "settled"
            acting.noted.append(say("You host the meeting on {day}. Thank you.", day=_day(acting, meeting)))
        answer = attendance.rsvps(acting.db, [meeting]).get((meeting.id, member.participant_id))
        if answer is not None and answer.incoming_id == acting.incoming.id:
            when = show(meeting.starts_at, meeting.minutes, member.participant.person.zone)
            comes = receipts.rsvp_sentence(answer.value, when)
            acting.kept["told_answers"] = {str(meeting.id): comes}
            acting.noted.append(comes)


def say_no(acting: Acting) -> None:
    """Take the no of who was asked to host."""
    place = _place(acting)
    if place is None:
        return
    meeting, member = place
    told = errands.told(acting.found.asked)
    with _kindly(acting):
        changes = swaps.refuse(acting.db, meeting, told, member, acting.now)
        _keep(acting, changes)
        if not changes:
            acting.kept[undo.FOR_GOOD] = "settled"
            acting.noted.append(say("You don't host on {day}. That is fine.", day=_day(acting, meeting)))


@contextmanager
def _kindly(acting: Acting) -> Iterator[None]:
    """Answer a refusal in the receipt; where nobody is left to host, a person reads it, too."""
    try:
        yield
    except NotAllowed as refusal:
        acting.tell_not(str(refusal))
        if isinstance(refusal, hosting.NobodyElse):
            acting.doubts.append(say("Nobody else is left to host the meeting."))


def _keep(acting: Acting, changes: Sequence[Change]) -> None:
    """Keep what an Undo needs of a change of hosts, and tell it."""
    if changes:
        acting.kept["hosting"] = swaps.kept(changes)
    acting.noted += hosting_words.sentences(changes, acting.participant)


def _day(acting: Acting, meeting: Meeting) -> str:
    return day(meeting.starts_at, acting.participant.person.zone)


def _place(acting: Acting) -> tuple[Meeting, Membership] | None:
    """Give the meeting that is meant, and the writer's place in its circle; doubt where it can't be told."""
    circle = acting.found.circle
    if circle is None:
        acting.doubt_circle()
        return None
    answered = acting.found.meeting
    about_it = answered is not None and (acting.found.kind in BEFORE_IT or answered.starts_at > acting.now)
    meeting = answered if about_it else attendance.upcoming(circle.meetings, acting.now)
    if meeting is None:
        acting.tell_not(say("Your circle has no meeting ahead, so nobody needs to host one."))
        return None
    acting.meeting = meeting
    mine = next(each for each in circle.members if each.participant_id == acting.participant.id)
    return meeting, mine


COMMANDS: dict[str, Callable[[Acting, Command], None]] = {"pass": _pass, "swap": _swap}
