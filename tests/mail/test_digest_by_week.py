"""The digest from week to week: what is new first, what is still open apart, never the same words twice."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, OutgoingState
from circles.errors import NothingToSay
from circles.mail.compose import compose
from circles.mail.parse import parse
from circles.models import Outgoing
from circles.services import digests, outbox, retention
from tests.mail.post import LINKS, SITE, Post
from tests.services.waiting import waits

WEEK = timedelta(days=7)
MONDAY = datetime(2027, 1, 25, 8, tzinfo=UTC)
"""Between the meetings: no circle meets in this week or the next."""


def digest(post: Post, monday: datetime, late: timedelta = timedelta(0)) -> str:
    """Let the Monday's digest go out, some time late, and give its subject and text."""
    assert digests.post_due(post.db, monday) == 1
    latest = select(Outgoing).where(Outgoing.kind == MailKind.DIGEST).order_by(Outgoing.id.desc())
    row = post.db.scalars(latest).first()
    assert row is not None
    composed = compose(post.db, row, SITE, LINKS, monday + late)
    outbox.keep_bytes(post.db, row, composed.raw, composed.shown)
    row.state, row.sent_at = OutgoingState.SENT, monday + late
    post.db.flush()
    mail = parse(composed.raw)
    return f"{mail.subject}\n{mail.text}"


def test_what_is_open_for_another_week_is_told_apart_from_what_is_new(post: Post) -> None:
    waits(post.db, post.stage, "Eva")
    first = digest(post, MONDAY)
    assert "1 thing needs you" in first
    assert "Still open" not in first
    post.reply(post.invite("Bo"), "Could you tell me more about how this works?", now=MONDAY + WEEK / 2)
    second = digest(post, MONDAY + WEEK)
    new, _, still = second.partition("Still open")
    assert "1 reply wants a reader" in new
    assert "Eva" not in new
    assert "1 person waits for a seat in Spring" not in new
    assert "1 person waits for a seat in Spring" in still
    assert "Open since 25 January 2027, for 1 week" in still


def test_open_since_is_since_it_came_and_not_since_it_was_told(post: Post) -> None:
    post.reply(post.invite("Bo"), "Could you tell me more about how this works?", now=MONDAY - WEEK / 2)
    eva = waits(post.db, post.stage, "Eva")
    told = MONDAY - WEEK * 3
    outbox.post(post.db, MailKind.WAITLISTED, post.stage.person("Eva"), f"season:{eva.season_id}", told)
    digest(post, MONDAY)
    reply, _, seat = digest(post, MONDAY + WEEK).partition("Still open")[2].partition("person waits")
    assert "Open since 21 January 2027, for 1 week" in reply
    assert "Open since 4 January 2027, for 4 weeks" in seat


def test_no_two_digests_are_the_same_word_for_word(post: Post) -> None:
    waits(post.db, post.stage, "Eva")
    post.stage.season.meetings = 8
    texts = [digest(post, MONDAY + n * WEEK) for n in range(4)]
    assert len(set(texts)) == 4
    assert "for 3 weeks" in texts[3]
    assert "1 thing still needs you" in texts[3]


def test_a_digest_that_leaves_late_still_knows_what_the_last_one_told(post: Post) -> None:
    waits(post.db, post.stage, "Eva")
    digest(post, MONDAY)
    late = digest(post, MONDAY + WEEK, late=timedelta(hours=47))
    assert "1 person waits" in late.partition("Still open")[2]


def test_a_digest_that_an_outage_kept_still_knows_what_the_last_one_told(post: Post) -> None:
    waits(post.db, post.stage, "Eva")
    digest(post, MONDAY)
    friday = digest(post, MONDAY + WEEK + timedelta(days=4))
    assert "Open since 25 January 2027, for 1 week" in friday.partition("Still open")[2]
    assert "Open since 25 January 2027, for 2 weeks" in digest(post, MONDAY + 2 * WEEK)


def test_more_of_the_same_is_new(post: Post) -> None:
    waits(post.db, post.stage, "Eva")
    digest(post, MONDAY)
    waits(post.db, post.stage, "Gil")
    assert "Still open" not in digest(post, MONDAY + WEEK)


def test_a_reply_that_came_since_is_new_though_an_earlier_one_was_open(post: Post) -> None:
    earlier = post.reply(post.invite("Bo"), "Could you tell me more about how this works?", now=MONDAY)
    digest(post, MONDAY + WEEK)
    earlier.state = IncomingState.DONE
    post.reply(post.invite("Carl"), "Could you tell me more about how this works?", now=MONDAY + WEEK * 1.5)
    last = digest(post, MONDAY + 2 * WEEK)
    assert "1 reply wants a reader" in last
    assert "Still open" not in last


def test_of_several_those_that_are_left_are_still_open(post: Post) -> None:
    waits(post.db, post.stage, "Eva")
    gil = waits(post.db, post.stage, "Gil")
    digest(post, MONDAY)
    retention.forget(post.db, gil)
    assert "1 person waits" in digest(post, MONDAY + WEEK).partition("Still open")[2]


def test_what_was_settled_and_comes_again_is_new(post: Post) -> None:
    eva = waits(post.db, post.stage, "Eva")
    digest(post, MONDAY)
    retention.forget(post.db, eva)
    with pytest.raises(NothingToSay):
        digest(post, MONDAY + WEEK)
    waits(post.db, post.stage, "Gil")
    assert "Still open" not in digest(post, MONDAY + 2 * WEEK)


def test_words_kept_for_the_next_digest_name_nobody(post: Post) -> None:
    waits(post.db, post.stage, "Eva")
    digest(post, MONDAY)
    kept = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.DIGEST)).one().shown
    assert kept
    assert "Eva" not in str(kept)
