"""What mails that leave together ask alike is asked once, and what they say stays the same."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import MailKind
from circles.mail.about import load
from circles.mail.batch import Batch
from circles.mail.compose import compose
from circles.models import Table
from circles.vault import Vault
from tests.mail.rows import NOW, a_season, an_outgoing
from tests.mail.test_compose import KEYS, LINKS, SITE


@pytest.fixture
def database() -> Iterator[Database]:
    database = Database("sqlite://", Vault(KEYS))
    Table.metadata.create_all(database.engine)
    yield database
    database.close()


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    with database.transaction() as db:
        a_season(db)
        yield db
        db.rollback()


READERS = ("person:1", "person:2", "person:3")


@pytest.mark.parametrize("kind", [MailKind.INVITE, MailKind.TOPIC, MailKind.REMINDER, MailKind.RECAP_ASK])
def test_only_the_first_mail_of_a_batch_asks_anything(
    database: Database, db: Session, kind: MailKind
) -> None:
    for to in READERS:
        an_outgoing(db, MailKind.INVITE, to, "meeting:1", version=7)
    mails = [an_outgoing(db, kind, to, "meeting:2") for to in READERS]
    batch = Batch(db, mails, load(db, mails))
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
    compose(db, mails[0], SITE, LINKS, NOW, batch)
    assert asked
    asked.clear()
    for mail in mails[1:]:
        compose(db, mail, SITE, LINKS, NOW, batch)
    assert asked == []


@pytest.mark.parametrize("kind", [MailKind.INVITE, MailKind.TOPIC, MailKind.REMINDER, MailKind.UPDATE])
def test_a_mail_says_the_same_in_a_batch_as_alone(db: Session, kind: MailKind) -> None:
    invites = [an_outgoing(db, MailKind.INVITE, to, "meeting:1", version=7) for to in READERS]
    mails = [*invites, *(an_outgoing(db, kind, to, "meeting:2") for to in READERS)]
    batch = Batch(db, mails, load(db, mails))
    for mail in mails:
        together = compose(db, mail, SITE, LINKS, NOW, batch)
        assert together == compose(db, mail, SITE, LINKS, NOW)
