"""The mail that a season is open: to who left an address, with one way in and one tap out."""

import email
from datetime import timedelta
from email.policy import compat32

import pytest
from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, OutgoingState
from circles.mail.compose import compose
from circles.mail.parse import parse, plain_text
from circles.models import Outgoing, Participant, Person
from circles.services import outbox, people, programs
from tests.mail.post import LINKS, SITE, SOON, Post
from tests.searching import places
from tests.services.stage import NOW

EVE = "eve@brook.example"
HOUR = timedelta(hours=1)


def season_open(post: Post) -> bytes:
    """Let Eve wait for a season, open one, and give the mail to her."""
    people.wait_for_next(post.db, post.stage.program, EVE, NOW)
    plan = programs.SeasonPlan("Autumn", NOW.date().replace(year=2027))
    programs.add_season(post.db, post.stage.program, plan, "organizer:1", NOW)
    eve = people.find_person(post.db, post.stage.program.id, EVE)
    assert eve is not None
    row = post.db.scalars(select(Outgoing).where(Outgoing.to == f"person:{eve.id}")).one()
    composed = compose(post.db, row, SITE, LINKS, NOW)
    outbox.keep_bytes(post.db, row, composed.raw, composed.shown)
    row.state, row.sent_at = OutgoingState.SENT, NOW
    post.db.flush()
    return composed.raw


def test_it_leads_to_the_form_and_offers_to_delete_the_address(post: Post) -> None:
    raw = season_open(post)
    mail = email.message_from_bytes(raw, policy=compat32)
    text = plain_text(raw)
    assert "Hi there," in text
    assert "https://circles.example/join/springboard" in text
    assert "https://circles.example/waiting/" in text
    assert "https://circles.example/waiting/" in str(mail["List-Unsubscribe"])
    assert "/me/" not in text


@pytest.mark.parametrize("words", ["stop", "No", "Delete my data"])
def test_an_answer_that_wants_no_more_deletes_the_address(post: Post, words: str) -> None:
    incoming = post.reply(season_open(post), words)
    assert incoming.state is IncomingState.READ
    assert people.find_person(post.db, post.stage.program.id, EVE) is None
    assert places(post.db, EVE) == []


def the_answer(post: Post, reader: str) -> bytes:
    """Give our one answer to what somebody wrote who only waits."""
    row = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.UNSURE)).one()
    composed = compose(post.db, row, SITE, LINKS, SOON)
    outbox.keep_bytes(post.db, row, composed.raw, composed.shown)
    row.state, row.sent_at = OutgoingState.SENT, SOON
    assert composed.envelope_to == reader
    mail = parse(composed.raw)
    assert "/me/" not in str(mail.text)
    assert "https://circles.example/waiting/" in str(mail.header("list-unsubscribe"))
    return composed.raw


def words_of(raw: bytes) -> str:
    return " ".join(f"{parse(raw).subject} {parse(raw).text}".split())


@pytest.mark.parametrize("words", ["Yes", "What does it cost?"])
def test_a_yes_is_no_sign_up_and_is_told_what_is(post: Post, words: str) -> None:
    before = len(post.db.scalars(select(Participant)).all())
    incoming = post.reply(season_open(post), words)
    assert incoming.state is IncomingState.REVIEW
    assert "sign-up page" in incoming.outcome["reason"]
    assert len(post.db.scalars(select(Participant)).all()) == before
    told = words_of(the_answer(post, EVE))
    assert "To sign up takes one page" in told
    assert words in told
    assert "https://circles.example/join/springboard" in told
    assert "Inês will read what you wrote." in told


def test_a_yes_after_sign_up_has_closed_is_told_so_and_how_one_hears_of_the_next_season(post: Post) -> None:
    raw = season_open(post)
    for season in post.stage.program.seasons:
        season.signup_closes_on = NOW.date() - timedelta(days=1)
    incoming = post.reply(raw, "Yes")
    assert incoming.outcome["reason"] == "They only wait for a season: sign-up is closed by now."
    told = words_of(the_answer(post, EVE))
    assert "Sign-up is closed" in told
    assert "sign-up for Autumn is closed by now. Leave your address once more" in told
    assert "https://circles.example/join/springboard" in told
    assert "takes one page" not in told
    assert "Inês will read what you wrote." in told


def test_an_answer_to_that_can_be_that_the_address_goes(post: Post) -> None:
    post.reply(season_open(post), "Yes")
    post.reply(the_answer(post, EVE), "stop", now=SOON + HOUR)
    assert people.find_person(post.db, post.stage.program.id, EVE) is None


def test_a_member_of_an_earlier_season_who_says_yes_is_told_of_the_page_too(post: Post) -> None:
    bo = post.stage.members["Bo"].person
    people.wait_for_next(post.db, post.stage.program, bo.email, NOW)
    plan = programs.SeasonPlan("Autumn", NOW.date().replace(year=2027))
    programs.add_season(post.db, post.stage.program, plan, "organizer:1", NOW)
    post.reply(post.sent(MailKind.SEASON_OPEN, "Bo"), "Yes", now=SOON)
    assert "to be in Autumn, fill in one page" in words_of(the_answer(post, bo.email))


def test_somebody_elses_answer_deletes_nothing(post: Post) -> None:
    post.reply(season_open(post), "stop", sender="mallory@evil.example")
    assert people.find_person(post.db, post.stage.program.id, EVE) is not None


def test_a_member_who_left_the_address_too_is_only_told_of_no_more_seasons(post: Post) -> None:
    bo = post.stage.members["Bo"].person
    people.wait_for_next(post.db, post.stage.program, bo.email, NOW)
    plan = programs.SeasonPlan("Autumn", NOW.date().replace(year=2027))
    programs.add_season(post.db, post.stage.program, plan, "organizer:1", NOW)
    post.reply(post.sent(MailKind.SEASON_OPEN, "Bo"), "stop", now=SOON)
    assert post.db.scalars(select(Person.waits_since).where(Person.id == bo.id)).all() == [None]
    assert post.stage.members["Bo"].state == "placed"


def data_mail(post: Post) -> Outgoing:
    return post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.DATA)).one()


def test_who_only_waits_gets_what_we_hold_like_anybody(post: Post) -> None:
    incoming = post.reply(season_open(post), "My data")
    assert incoming.state is IncomingState.READ
    composed = compose(post.db, data_mail(post), SITE, LINKS, SOON)
    mail = parse(composed.raw)
    assert composed.envelope_to == EVE
    assert EVE in str(mail.text)
    assert "/me/" not in str(mail.text)
    assert "meadow.example" not in str(mail.text)
    assert "https://circles.example/waiting/" in str(mail.header("list-unsubscribe"))


def test_the_answer_to_that_can_be_that_it_goes(post: Post) -> None:
    post.reply(season_open(post), "My data")
    row = data_mail(post)
    composed = compose(post.db, row, SITE, LINKS, SOON)
    outbox.keep_bytes(post.db, row, composed.raw, composed.shown)
    row.state, row.sent_at = OutgoingState.SENT, SOON
    incoming = post.reply(composed.raw, "Delete my data", now=SOON + HOUR)
    assert incoming.state is IncomingState.READ
    assert people.find_person(post.db, post.stage.program.id, EVE) is None
    assert places(post.db, EVE) == []


def test_who_only_waits_gets_it_a_few_times_a_day_at_most(post: Post) -> None:
    opened = season_open(post)
    for minute in range(people.MOST_REQUESTS_A_DAY + 1):
        last = post.reply(opened, "My data", now=SOON + minute * HOUR / 60)
    sent = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.DATA)).all()
    assert len(sent) == people.MOST_REQUESTS_A_DAY
    assert last.state is IncomingState.READ


def test_a_member_who_waits_too_gets_the_data_with_their_page(post: Post) -> None:
    bo = post.stage.members["Bo"].person
    people.wait_for_next(post.db, post.stage.program, bo.email, NOW)
    plan = programs.SeasonPlan("Autumn", NOW.date().replace(year=2027))
    programs.add_season(post.db, post.stage.program, plan, "organizer:1", NOW)
    post.reply(post.sent(MailKind.SEASON_OPEN, "Bo"), "My data", now=SOON)
    assert "/me/" in str(parse(post.sent(MailKind.DATA, "Bo")).text)
