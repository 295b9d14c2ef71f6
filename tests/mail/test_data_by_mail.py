"""My data, and Delete my data, by mail."""

from datetime import timedelta

from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, OutgoingState, ParticipantState, Rsvp
from circles.mail import demo_replies
from circles.mail.compose import compose
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.mail.sender import Verdict
from circles.models import Outgoing
from circles.services import attendance, inbox, people, privacy
from tests.mail.post import LINES, LINKS, SITE, SOON, Post, recap
from tests.searching import places
from tests.services.stage import AFTER, by
from tests.services.waiting import arrives

BO = "bo@meadow.example"
PROVED = Verdict("pass", "DMARC passed.")


def send_everything(post: Post, name: str) -> list[bytes]:
    """Send what waits for somebody, as the worker would."""
    waiting = select(Outgoing).where(
        Outgoing.to == post.stage.person(name), Outgoing.state == OutgoingState.QUEUED
    )
    sent = []
    for row in post.db.scalars(waiting.order_by(Outgoing.id)):
        sent.append(compose(post.db, row, SITE, LINKS, SOON).raw)
        row.state, row.sent_at = OutgoingState.SENT, SOON
    post.db.flush()
    privacy.finish(post.db)
    return sent


def test_my_data_brings_all_of_it_in_plain_words(post: Post) -> None:
    bo = post.stage.members["Bo"]
    bo.hopes = "To learn to ask"
    invite = post.invite("Bo")
    post.reply(invite, "Yes\n\nI build bridges.")
    asked = post.reply(invite, "My data", now=SOON + timedelta(minutes=5))
    assert asked.state is IncomingState.READ
    text = str(parse(post.sent(MailKind.DATA, "Bo", AFTER)).text)
    for words in ("Name: Bo", BO, "To learn to ask", "I build bridges.", "you answered yes by reply"):
        assert words in text
    assert "carl@" not in text
    assert "ana@" not in text


def test_my_data_says_hours_and_what_a_host_wrote_as_one_reads_them(post: Post) -> None:
    post.stage.members["Ana"].person.language = "de"
    post.stage.first.guide = {"by": post.stage.person("Ana"), "questions": ["Was?", "Warum?"]}
    post.reply(post.invite("Ana"), "My data")
    text = " ".join(str(parse(post.sent(MailKind.DATA, "Ana", AFTER)).text).split())
    assert "Zeiten: Di 10:00-12:00" in text
    assert "deine Worte zum Thema, als du geleitet hast: Was? / Warum?" in text


def test_my_data_is_sent_a_few_times_a_day_at_most(post: Post) -> None:
    invite = post.invite("Bo")
    for minute in range(people.MOST_REQUESTS_A_DAY + 1):
        last = post.reply(invite, "My data", now=SOON + timedelta(minutes=minute))
    assert post.count(MailKind.DATA, "Bo") == people.MOST_REQUESTS_A_DAY
    assert "several times today" in last.outcome["noted"][0]


def test_a_long_list_is_shortened_in_the_mail(post: Post) -> None:
    for hour in range(20):
        said = by("Bo", post.stage, SOON + timedelta(hours=hour))
        attendance.say_rsvp(post.db, post.stage.first, post.stage.members["Bo"], Rsvp.YES, said, SOON)
    post.reply(post.invite("Bo"), "My data")
    text = str(parse(post.sent(MailKind.DATA, "Bo")).text)
    assert "more" in text
    assert text.count("you answered yes") < 20


def test_who_never_had_a_circle_reads_of_none_when_all_is_deleted(post: Post) -> None:
    eva = arrives(post.db, post.stage, "Eva")
    for name, part in (("Eva", eva), ("Bo", post.stage.members["Bo"])):
        privacy.erase(post.db, part.person, SOON)
        told = str(parse(post.sent(MailKind.ERASED, name, SOON)).text)
        assert ("Your circle is only told" in told) == (name == "Bo")


def test_who_might_not_be_them_is_asked_before_anything_is_deleted(post: Post) -> None:
    asked = post.reply(post.invite("Bo"), "Delete my data")
    assert not post.stage.members["Bo"].person.is_erased
    question = post.sent(MailKind.ASK, "Bo")
    assert "Did you ask us to delete all we hold on you" in parse(question).subject
    post.reply(question, "Yes", now=SOON + timedelta(minutes=5))
    read_stored(post.db, asked.id, SITE, SOON)
    assert post.stage.members["Bo"].person.is_erased


def test_a_no_deletes_nothing(post: Post) -> None:
    asked = post.reply(post.invite("Bo"), "Delete my data")
    post.reply(post.sent(MailKind.ASK, "Bo"), "No", now=SOON + timedelta(minutes=5))
    assert not inbox.waits_for_proof(asked)
    assert not post.stage.members["Bo"].person.is_erased


def test_a_stranger_with_the_address_deletes_nothing(post: Post) -> None:
    post.reply(post.invite("Bo"), "Delete my data", sender="mallory@evil.example")
    assert not post.stage.members["Bo"].person.is_erased
    assert post.count(MailKind.ASK, "Bo") == 1


def erased_by_mail(post: Post) -> bytes:
    """Let Bo answer, and then delete it all with a mail that is proved to be Bo's; gives the invite."""
    invite = post.invite("Bo")
    row = post.db.scalars(select(Outgoing).where(Outgoing.to == post.stage.person("Bo"))).one()
    row.state = OutgoingState.SENT
    post.reply(invite, "Yes")
    raw = demo_replies.reply(invite, f"Bo <{BO}>", "Delete my data\nResume", "gmail", SOON)
    recipient = str(parse(invite).header("reply-to")).rpartition("<")[2].strip("> ")
    stored = inbox.store(post.db, raw, recipient, SOON)
    assert stored is not None
    read_stored(post.db, stored, SITE, SOON + timedelta(hours=1), PROVED)
    return invite


def test_a_mail_that_is_proved_to_be_theirs_deletes_at_once_and_does_nothing_else(post: Post) -> None:
    erased_by_mail(post)
    bo = post.stage.members["Bo"]
    assert (bo.person.is_erased, bo.state) == (True, ParticipantState.LEFT)
    cancel, last = send_everything(post, "Bo")
    assert "METHOD:CANCEL" in str(parse(cancel).calendar)
    assert "all we held on you" in parse(last).subject
    assert "/me/" not in str(parse(last).text)
    assert places(post.db, BO) == []


def test_a_late_reply_of_theirs_is_kept_apart_and_changes_nothing(post: Post) -> None:
    invite = erased_by_mail(post)
    send_everything(post, "Bo")
    late = post.reply(invite, "No, I can't", sender=f"Bo <{BO}>", now=SOON + timedelta(days=1))
    assert late.state is IncomingState.QUARANTINED
    assert post.answer("Bo") is Rsvp.YES
    assert places(post.db, BO) == []
    assert post.count(MailKind.UNSURE, "Bo") == post.count(MailKind.RECEIPT, "Bo") - 1 == 0


def test_undo_after_erasing_undoes_nothing(post: Post) -> None:
    invite = erased_by_mail(post)
    undo = post.reply(invite, "Undo", sender=f"Bo <{BO}>", now=SOON + timedelta(minutes=5))
    assert undo.state is IncomingState.QUARANTINED
    assert post.stage.members["Bo"].person.is_erased
    assert post.answer("Bo") is Rsvp.YES


def test_the_circle_is_told_that_someone_has_left_and_goes_on(post: Post) -> None:
    post.invite("Carl")
    send_everything(post, "Carl")
    erased_by_mail(post)
    send_everything(post, "Bo")
    told = post.reply(recap(post), LINES.replace("Missed: Bo\n", ""), now=AFTER)
    assert told.state is IncomingState.READ, told.outcome
    text = str(parse(post.shown_to("Carl")).text)
    assert "Someone has left the circle." in text
    assert "Bo" not in text


def test_a_second_request_does_not_ask_twice_a_day(post: Post) -> None:
    invite = post.invite("Bo")
    post.reply(invite, "Delete my data")
    again = post.reply(invite, "Delete my data", now=SOON + timedelta(minutes=9))
    assert post.count(MailKind.ASK, "Bo") == 1
    assert again.state is IncomingState.REVIEW
