"""Who joins without hours on record is asked for them in the mail that says they are in."""

import pytest

from circles.domain.words import MailKind, ParticipantState, SeasonState
from circles.mail.parse import parse
from circles.models import Participant
from circles.services import next_season, outbox, people
from tests.mail.post import LINKS, Post
from tests.services.stage import NOW
from tests.services.test_next_season import AUTUMN

NO_HOURS = "We know of no hours of yours yet; two or three a week are enough."
ASKED = "Please tell us on your page ({page}) when you could usually meet; you can choose topics there, too."
TO_CHANGE = "To change your hours or topics, open your page."


def text_of(raw: bytes) -> str:
    return " ".join(str(parse(raw).text).split())


def invited(post: Post, *, anonymised: bool) -> Participant:
    """Invite all to the next season, and give Bo's part in it; anonymising deletes hours and topics."""
    if anonymised:
        for each in post.stage.members.values():
            each.availability, each.topics = "", []
        post.db.flush()
    autumn = next_season.follow(post.db, post.stage.season, AUTUMN, "organizer:1", NOW, invite=True)
    bo = post.stage.members["Bo"].person_id
    [part] = post.db.query(Participant).filter_by(season_id=autumn.id, person_id=bo)
    return part


def joined(post: Post) -> str:
    return text_of(post.sent(MailKind.JOINED, "Bo"))


def test_who_comes_again_after_anonymising_is_asked_for_hours_and_topics(post: Post) -> None:
    part = invited(post, anonymised=True)
    invitation = text_of(post.sent(MailKind.IMPORT_INVITE, "Bo"))
    assert 'With "yes" you are in, and can tell us your hours and topics' in invitation
    people.confirm(post.db, part, NOW)
    mail = joined(post)
    assert f"{NO_HOURS} {ASKED.format(page=LINKS.personal(part))}" in mail
    assert TO_CHANGE not in mail


def test_who_comes_again_with_their_hours_is_not_asked_for_any(post: Post) -> None:
    part = invited(post, anonymised=False)
    assert "and can change your hours and topics" in text_of(post.sent(MailKind.IMPORT_INVITE, "Bo"))
    people.confirm(post.db, part, NOW)
    mail = joined(post)
    assert NO_HOURS not in mail
    assert TO_CHANGE in mail


@pytest.mark.parametrize("hours", ["", "Tue 10:00-12:00"])
def test_who_is_enrolled_by_a_list_is_asked_for_hours_it_did_not_hold(post: Post, hours: str) -> None:
    bo = post.stage.members["Bo"]
    post.stage.season.state, bo.state = SeasonState.OPEN, ParticipantState.CONFIRMED
    bo.enrolled_by, bo.availability = "Marta Lima", hours
    outbox.post(post.db, MailKind.JOINED, post.stage.person("Bo"), f"season:{bo.season_id}", NOW)
    assert (NO_HOURS in joined(post)) is not bool(hours)


def test_who_comes_late_without_hours_hears_that_they_are_missing(post: Post) -> None:
    bo = post.stage.members["Bo"]
    bo.availability, bo.wait = "", {"why": "all-full"}
    outbox.post(post.db, MailKind.WAITLISTED, post.stage.person("Bo"), f"season:{bo.season_id}", NOW)
    assert NO_HOURS in text_of(post.sent(MailKind.WAITLISTED, "Bo"))
