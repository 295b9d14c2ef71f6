"""No mail tells its reader word by word what they know; what has changed and changed back is news."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from circles.domain.words import Errand, MailKind, OutgoingState
from circles.mail.parse import parse
from circles.models import Outgoing
from circles.services import errands
from circles.simulation.promises import Said, broken, said_again
from tests.mail.post import SITE, Post
from tests.services.stage import MEETS

HOSTS = Said(MailKind.SWAP_ASK, "person:2", "meeting:1", "You host", "Over to you.")
RELIEVED = replace(HOSTS, subject="Ana hosts again", text="There is nothing for you to do.")
LATE, MINUTE = MEETS - timedelta(hours=3), timedelta(minutes=1)
AGAIN = "“You host” went to person:2 again, word by word"


@pytest.mark.parametrize(
    "between",
    [
        [],
        [HOSTS],
        [replace(RELIEVED, to="person:3")],
        [replace(RELIEVED, about="meeting:2")],
        [replace(RELIEVED, kind=MailKind.TOPIC)],
        [replace(RELIEVED, kind=MailKind.RECEIPT, about="incoming:4")],
    ],
    ids=["nothing", "the same", "to another", "of another meeting", "of a topic", "about their own mail"],
)
def test_the_same_words_twice_are_found_where_nothing_else_was_said_of_it(between):
    found = list(said_again([HOSTS, *between, HOSTS]))
    assert found == [AGAIN] * (1 + between.count(HOSTS))


def test_what_changed_and_changed_back_may_be_told_in_the_same_words():
    assert list(said_again([HOSTS, RELIEVED, HOSTS, RELIEVED])) == []


def test_a_change_excuses_the_same_words_but_once():
    assert list(said_again([HOSTS, RELIEVED, HOSTS, HOSTS])) == [AGAIN]


@pytest.mark.parametrize(
    "elsewhere", [replace(HOSTS, about="meeting:2"), replace(HOSTS, kind=MailKind.TOPIC_DRAFT)]
)
def test_the_same_words_of_another_matter_are_never_news(elsewhere):
    assert list(said_again([HOSTS, replace(RELIEVED, about="meeting:2"), elsewhere])) == [AGAIN]


def test_a_host_who_says_no_takes_it_back_and_says_no_again_lets_nobody_read_the_same_twice(post: Post):
    post.reply(post.invite("Ana"), "No", now=LATE)
    first = told(post, "Bo")
    post.reply(post.sent(MailKind.RECEIPT, "Ana", LATE), "Undo", now=LATE + MINUTE)
    between = told(post, "Bo")
    post.reply(post.invite("Ana"), "No", now=LATE + 2 * MINUTE)
    assert told(post, "Bo") == first != between
    assert in_the_same_words(post) == []


def test_a_mail_that_goes_once_more_with_another_number_is_found(post: Post):
    post.reply(post.invite("Ana"), "No", now=LATE)
    first = told(post, "Bo")
    errands.post(post.db, Errand.HOSTS, post.stage.first, post.stage.circle.memberships[1], LATE + MINUTE)
    assert told(post, "Bo") == first
    assert in_the_same_words(post) == [f"“{first}” went to {post.stage.person('Bo')} again, word by word"]


def told(post: Post, name: str) -> str:
    """Send somebody what was posted for them about hosting; give its subject."""
    waits = (Outgoing.kind == MailKind.SWAP_ASK, Outgoing.state == OutgoingState.QUEUED)
    row = post.db.scalars(select(Outgoing).where(*waits, Outgoing.to == post.stage.person(name))).one()
    raw = post.sent(MailKind.SWAP_ASK, name, row.posted_at)
    row.state, row.sent_at = OutgoingState.SENT, row.posted_at
    post.db.flush()
    return parse(raw).header("subject")


def in_the_same_words(post: Post) -> list[str]:
    return [fault for fault in broken(post.db, SITE, {}) if fault.endswith("word by word")]
