"""Asking another member to host a meeting: the first yes takes it, a no tells who asked."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from circles.domain.statement import Said
from circles.domain.tongue import say, say_as
from circles.domain.wording import TooLate
from circles.domain.words import Errand, Rsvp
from circles.errors import NotAllowed
from circles.models import Incoming, Meeting, Membership, Outgoing
from circles.services import attendance, errands, hosting, hosting_record, hosting_words, notes, unheard
from circles.services.errands import Told
from circles.services.hosting_words import Change
from circles.services.people import is_paused


def ask(db: Session, meeting: Meeting, host: Membership, asked: Membership, now: datetime) -> Outgoing | None:
    """Ask a member to host instead of its host; gives the mail, or None where they have been asked already.

    Raises NotAllowed where it is not theirs to ask, or the other is away.
    """
    hosting.lock(db, meeting.circle)
    hosting.must_be_ahead(meeting, now)
    if meeting.host is not host:
        raise NotAllowed(hosting_words.not_theirs(meeting, host, now))
    if asked is host:
        raise NotAllowed(
            say(
                "You host it already. Ask another member, or reply {pass_on} to hand it on.",
                pass_on=say_as("reply", "Pass"),
            )
        )
    name = asked.participant.person.name
    back = asked.participant.paused_until
    if asked.left_at is not None or (back is not None and back > now):
        raise NotAllowed(
            say(
                "{name} is on a break. Ask another member, or reply {pass_on} to hand it on.",
                name=name,
                pass_on=say_as("reply", "Pass"),
            )
        )
    if _is_open(errands.told(errands.latest(db, meeting, asked)), meeting):
        return None
    errands.post(db, Errand.ASK, meeting, asked, now, by=host)
    hosting_record.record(db, meeting, host, hosting_record.ASKED, now)
    return errands.latest(db, meeting, asked)


def could_ask(db: Session, meeting: Meeting, others: Sequence[Membership], now: datetime) -> list[Membership]:
    """Pick those whom its host could ask: who are there, are heard of, and have not handed it on."""
    passed = hosting_record.passed(hosting_record.of(db, [meeting]), meeting)
    gone = hosting.noes(db, meeting) | unheard.of_circle(db, meeting.circle)
    return [
        each
        for each in others
        if f"person:{each.participant.person_id}" not in passed
        and not is_paused(each.participant, now)
        and each.id not in gone
    ]


def question(db: Session, meeting: Meeting, asked: Membership) -> Outgoing | None:
    """Give the mail that asks a member to host, while its answer counts."""
    mail = errands.latest(db, meeting, asked)
    return mail if _is_open(errands.told(mail), meeting) else None


def accept(
    db: Session, meeting: Meeting, told: Told | None, member: Membership, said: Said, now: datetime
) -> list[Change]:
    """Let who was asked host; empty where they do already. Raises NotAllowed, kindly, for a yes too late.

    It takes the place of a no to the meeting: who hosts is there.
    """
    hosting.lock(db, meeting.circle)
    hosting.must_be_ahead(meeting, now)
    if meeting.host is member:
        hosting_record.record(db, meeting, member, hosting_record.HOSTS, now)
        _comes(db, meeting, member, said, now)
        return []
    zone = member.participant.person.zone
    hosts = hosting_words.hosts(meeting, zone)
    stays = say("{host} hosts the meeting on {day}, so there is nothing for you to do.", **hosts)
    if told is None or told.errand is not Errand.ASK:
        raise NotAllowed(stays)
    if told.moves != meeting.moves:
        raise NotAllowed(say("The meeting has moved since you were asked. {so}", so=stays))
    if not _is_open(told, meeting):
        raise NotAllowed(say("Thank you! It is settled by now: {so}", so=stays))
    if hosting.is_away(member, meeting):
        raise NotAllowed(say("You are on a break on that day. {so}", so=stays))
    asker = meeting.host
    assert asker is not None, "the question of a host is open while they are one"
    changes = hosting.hand_over(db, meeting, member, now)
    hosting_record.record(db, meeting, member, hosting_record.HOSTS, now)
    _comes(db, meeting, member, said, now)
    errands.post(db, Errand.RELIEVED, meeting, asker, now)
    notes.bring_to_host(db, meeting, now)
    return changes


def _comes(db: Session, meeting: Meeting, member: Membership, said: Said, now: datetime) -> None:
    if member.id in hosting.noes(db, meeting):
        attendance.say_rsvp(db, meeting, member.participant, Rsvp.YES, said, now)


def refuse(
    db: Session, meeting: Meeting, told: Told | None, member: Membership, now: datetime
) -> list[Change]:
    """Take a no: who asked is told, and a host whom the turn has come to hands it on."""
    hosting.lock(db, meeting.circle)
    if meeting.host is member:
        return hosting.pass_on(db, meeting, member, now)
    if told is None or not _is_open(told, meeting) or meeting.starts_at <= now:
        return []
    asker = meeting.host
    assert asker is not None, "the question of a host is open while they are one"
    before = errands.told(errands.latest(db, meeting, asker))
    if before != Told(Errand.DECLINED, member.id, meeting.moves):
        errands.post(db, Errand.DECLINED, meeting, asker, now, by=member)
        hosting_record.record(db, meeting, member, hosting_record.DECLINED, now)
    return []


def _is_open(told: Told | None, meeting: Meeting) -> bool:
    """Tell whether a question to host still waits: who asked is the host, and the time is the same."""
    return (
        told is not None
        and told.errand is Errand.ASK
        and told.moves == meeting.moves
        and meeting.host is not None
        and meeting.host.id == told.member
    )


# --- Undo ---


def undo(db: Session, incoming: Incoming, now: datetime) -> list[str]:
    """Give back what a mail changed of who hosts, or say why that stays; and take back what it asked."""
    said: list[str] = []
    changes, asked = _changed(db, incoming), _asked(db, incoming)
    if changes:
        meeting = changes[0][0]
        by = next(each for change in changes for each in change[1:] if _wrote(each, incoming))
        taken_back = hosting.take_back(db, changes, by, now)
        hosts = hosting_words.hosts(meeting, by.participant.person.zone)
        if taken_back:
            said.append(say("{host} hosts the meeting on {day} again.", **hosts))
        else:
            stays = say("{host} hosts the meeting on {day}: that stays, as they count on it by now.", **hosts)
            said.append(TooLate(stays))
    for mail in asked:
        errands.take_back(mail)
    if asked:
        said.append(say("Whom you asked to host is not asked any more; a yes of theirs changes nothing."))
    if said:
        incoming.outcome = {**incoming.outcome, "hosting": None, "asked_to_host": None}
    return said


def stands(db: Session, incoming: Incoming) -> bool:
    """Tell whether what a mail changed of who hosts, or asked about it, stands."""
    return bool(_changed(db, incoming) or _asked(db, incoming))


def kept(changes: Sequence[Change]) -> list[list[int]]:
    """Give what a mail keeps of the changes of hosts that came of it, for its Undo."""
    return [[meeting.id, was.id, is_now.id] for meeting, was, is_now in changes]


def _changed(db: Session, incoming: Incoming) -> list[Change]:
    """Give the changes of hosts that came of a mail, if all of them stand."""
    changes = []
    for meeting_id, was, is_now in incoming.outcome.get("hosting") or []:
        meeting, before, after = (
            db.get(Meeting, meeting_id),
            db.get(Membership, was),
            db.get(Membership, is_now),
        )
        if meeting is None or before is None or after is None or meeting.host is not after:
            return []
        changes.append((meeting, before, after))
    return changes


def _asked(db: Session, incoming: Incoming) -> list[Outgoing]:
    """Give the questions that came of a mail, in order, of which nothing has come yet."""
    kept = incoming.outcome.get("asked_to_host") or []
    ids = [kept] if isinstance(kept, int) else kept  # an earlier version kept one
    return [mail for each in ids if (mail := db.get(Outgoing, each)) and _still_asks(db, mail)]


def _still_asks(db: Session, mail: Outgoing) -> bool:
    meeting = db.get(Meeting, int(mail.about.partition(":")[2]))
    return meeting is not None and _is_open(errands.told(mail), meeting)


def _wrote(member: Membership, incoming: Incoming) -> bool:
    return member.participant.person_id == incoming.person_id
