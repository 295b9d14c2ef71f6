"""Steps that read what looking back asks for: a survey's score with its line, and a last word."""

from sqlalchemy import select

from circles.domain.replies import Reading
from circles.domain.replies.looking_back import last_word, survey_line
from circles.domain.replies.sharing import labelled
from circles.domain.tongue import say
from circles.domain.words import MailKind
from circles.models import Meeting, Membership
from circles.services import farewells, surveys
from circles.services.acting import Acting


def record_score(acting: Acting, reading: Reading) -> None:
    """Record how the writer finds their circle, also after they left it."""
    asked = acting.found.asked
    if asked is None or not any(command.name == "score" for command in reading.commands):
        return
    found = survey_line(reading)
    if found is None:
        acting.doubts.append(say("We could not tell which number you mean. Reply with one, from 1 to 5."))
        return
    score, line = found
    meeting = acting.db.get_one(Meeting, int(asked.about.partition(":")[2]))
    surveys.answer(acting.db, meeting, acting.participant, score, line, acting.said, acting.now)
    acting.meeting = meeting
    fields = {"score": score, "circle": meeting.circle.name}
    if line:
        acting.told.update(labelled(reading))
        acting.noted.append(say("{score} of 5 for {circle}: “{line}”.", line=line, **fields))
    else:
        acting.noted.append(say("{score} of 5 for {circle}.", **fields))


def record_last_word(acting: Acting, reading: Reading) -> None:
    """Keep what the writer leaves at the end of a season."""
    asked = acting.found.asked
    if asked is None or acting.found.kind is not MailKind.SEASON_REPORT:
        return
    person = acting.participant.person
    text = last_word(reading, person.language, person.name)
    wanted = select(Membership).where(Membership.id == int(asked.about.partition(":")[2]))
    membership = acting.db.scalars(wanted).one_or_none()
    if text and membership is not None:
        farewells.leave(acting.db, membership, text, acting.said, acting.now)
        acting.heard = not reading.unsure
        acting.told.update(labelled(reading))
        acting.noted.append(say("We keep this for the organizers: “{text}”", text=text))
