"""What a mail offers to write back in another language does the same as the English line in its place."""

import re
from collections import Counter
from datetime import datetime
from html import unescape

import pytest
from sqlalchemy import Boolean, Date, Enum, select

from circles.db import UtcDateTime
from circles.domain.tongue import say_as, speaking
from circles.domain.words import MailKind
from circles.mail.parse import parse, plain_text
from circles.models import Person, Table
from tests.mail.post import NOW, Post
from tests.mail.test_tongues import TRANSLATED
from tests.mail.test_what_mails_offer import OFFERS, Offer, offered, said_back

TOLD = (Enum, Boolean, Date, UtcDateTime)
"""The types of columns that say what happened, in no language."""


class Abroad(Post):
    """Writes to everybody in one language."""

    language = "en"

    def sent(self, kind: MailKind, name: str, now: datetime = NOW) -> bytes:
        for person in self.db.scalars(select(Person)):
            person.language = person.program.language = self.language
        self.db.flush()
        return super().sent(kind, name, now)


def lines(mail: bytes) -> list[str]:
    text = str(plain_text(mail)).replace("\r\n", "\n")
    return re.findall(r"^ {4}(\S.*)$", text, re.MULTILINE)


def what_came_of(post: Post, offer: Offer, mail: bytes, line: str) -> Counter[object]:
    """Answer with a line and count what all rows say then; nothing of it is kept."""
    with post.db.begin_nested() as attempt:
        said_back(post, offer, mail, line)
        found: Counter[object] = Counter()
        for table in Table.metadata.sorted_tables:
            columns = [column for column in table.columns if isinstance(column.type, TOLD)]
            if columns:
                found.update((table.name, *row) for row in post.db.execute(select(*columns)))
        attempt.rollback()
    post.db.expire_all()
    return found


@pytest.mark.parametrize("name", OFFERS)
def test_lines_offered_in_any_language_do_what_the_english_ones_do(post: Post, name: str) -> None:
    abroad, offer = Abroad(post.db, post.stage), OFFERS[name]
    meant: dict[str, Counter[object]] = {}
    in_english: list[str] = []
    for language in ("en", *TRANSLATED):
        abroad.language = language
        with post.db.begin_nested() as attempt, speaking("en"):
            mail = offer.mail(abroad)
            if language == "en":
                in_english = [*lines(mail), *sorted(offered(mail) - set(lines(mail)))]
            words = in_english[len(lines(mail)) :]
            with speaking(language):
                there = [*lines(mail), *(say_as("reply", word) for word in words)]
            assert len(there) == len(in_english)
            assert [word for word in there if word not in str(plain_text(mail))] == []
            for line, english in zip(there, in_english, strict=True):
                if english in offer.lines or english in offer.foot:
                    came = what_came_of(abroad, offer, mail, line)
                    assert came == meant.setdefault(english, came), f"{language}: {line} is not {english}"
            attempt.rollback()
        post.db.expire_all()


def buttons(mail: bytes) -> list[str]:
    """Give the words of the buttons that answer, which lead to no other page."""
    found = re.findall(
        r'<a class="button[^"]*" href="[^"]*\?answer=[^>]*>([^<]+)</a>', parse(mail).html or ""
    )
    return [unescape(words) for words in found]


@pytest.mark.parametrize("name", ["invite", "follow-up", "swap-ask", "check-in", "seat"])
def test_the_words_of_a_button_written_back_mean_in_any_language_what_they_do_in_english(
    post: Post, name: str
) -> None:
    abroad, offer = Abroad(post.db, post.stage), OFFERS[name]
    in_english: list[Counter[object]] = []
    for language in ("en", *TRANSLATED):
        abroad.language = language
        with post.db.begin_nested() as attempt, speaking("en"):
            mail = offer.mail(abroad)
            came = [what_came_of(abroad, offer, mail, words) for words in buttons(mail)]
            in_english = in_english or came
            assert came, name
            assert came == in_english, f"{language}: {buttons(mail)}"
            attempt.rollback()
        post.db.expire_all()
