"""Act on the line about oneself that the first invite asks for."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from circles.domain.replies import Reading
from circles.domain.replies.introduction import introduction, marked_introduction, may_hold_introduction
from circles.domain.replies.sharing import labelled
from circles.domain.tongue import say, say_as
from circles.domain.words import MailKind, Rsvp
from circles.models import Circle, Meeting, Membership, Outgoing
from circles.services import attendance, seats
from circles.services.acting import Acting
from circles.services.lanes import NEVER_LEFT


def record_introduction(acting: Acting, reading: Reading) -> None:
    """Keep a line about its writer, which an Undo takes back; of other words say how they are shared."""
    line = marked_introduction(reading)
    membership = _membership(acting)
    if membership is None:
        if line:
            acting.doubt_circle()
        return
    if line and not acting.is_for_circle:
        acting.share_not(say_as("reply", "About me:"), alone=False)
        return
    if line is None:
        meeting = acting.found.meeting
        if meeting is None or not _is_asked_for(acting, membership, meeting):
            return
        if not may_hold_introduction(reading):
            return
        line = _unmarked(acting, reading, membership, meeting)
        acting.told.update(labelled(reading) if line else ())
        acting.meeting = acting.meeting or meeting
    if line is None:
        _say_how_to_share(acting, reading)
        return
    acting.kept["introduced"] = [membership.id, line]
    membership.intro = line
    acting.noted.append(say("We will share this with your circle: “{line}”", line=line))


def _membership(acting: Acting) -> Membership | None:
    members = acting.found.circle.members if acting.found.circle else []
    return next((each for each in members if each.participant_id == acting.participant.id), None)


def _is_asked_for(acting: Acting, membership: Membership, meeting: Meeting) -> bool:
    """Tell whether the answered mail asked for the line, which is to be read before they first meet."""
    answers = acting.found.answers
    if answers is None or answers.kind is not MailKind.INVITE or meeting.starts_at <= acting.now:
        return False
    return seats.is_first_of(membership, meeting) or _is_first(acting.db, answers, meeting.circle)


def _is_first(db: Session, invite: Outgoing, circle: Circle) -> bool:
    """Tell whether no invite of the circle had left to its reader before, so that it introduced them."""
    meetings = {f"meeting:{each.id}" for each in circle.meetings}
    return db.scalar(_EARLIER, {"to": invite.to, "meetings": meetings, "before": invite.id}) is None


_EARLIER = (
    select(Outgoing.id)
    .where(
        Outgoing.kind == MailKind.INVITE,
        Outgoing.to == bindparam("to"),
        Outgoing.about.in_(bindparam("meetings", expanding=True)),
        Outgoing.id < bindparam("before"),
        Outgoing.state.not_in(NEVER_LEFT),
    )
    .limit(1)
)


def _unmarked(acting: Acting, reading: Reading, membership: Membership, meeting: Meeting) -> str | None:
    """Give a line beside a yes or maybe, of now or before: in its stead it may be an answer of its own."""
    said = attendance.rsvps(acting.db, [meeting]).get((meeting.id, acting.participant.id))
    if (reading.rsvp or (said and said.value) or Rsvp.NO) is Rsvp.NO:
        return None
    others = [each.participant.person.name for each in meeting.circle.members if each is not membership]
    return introduction(reading, acting.participant.person.language, others)


def _say_how_to_share(acting: Acting, reading: Reading) -> None:
    about_me = say_as("reply", "About me:")
    if acting.noted:
        acting.noted.append(
            say(
                "Your other words stay with us. Begin the line about yourself with “{about_me}”.",
                about_me=about_me,
            )
        )
    elif reading.says_nothing:
        acting.doubts.append(
            say(
                "Your circle has not read this. Begin a line about yourself with “{about_me}”.",
                about_me=about_me,
            )
        )
