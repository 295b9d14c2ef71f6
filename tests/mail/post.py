"""Our mails and their answers, for tests of what comes of them; and the mails most of those begin with."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.words import (
    MailKind,
    Rsvp,
)
from circles.mail import demo_replies
from circles.mail.compose import compose
from circles.mail.links import Links
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.mail.site import Site
from circles.models import FollowUp, Incoming, Outgoing
from circles.services import attendance, follow_ups, inbox, outbox
from circles.vault import token_keys
from tests.databases import SECRET_KEY
from tests.services.stage import AFTER, NOW, Stage, by

SITE = Site("Circles", "circles@circles.example", "reply.circles.example", token_keys([SECRET_KEY]))
LINKS = Links("https://circles.example", [SECRET_KEY])
SOON = NOW + timedelta(hours=1)
LINES = "Attended: Ana, Dee\nMissed: Bo\nNext: Dee - send the reading list - Friday"


class Post:
    """Sends our mails and their answers, within one transaction and without a socket."""

    def __init__(self, db: Session, stage: Stage) -> None:
        self.db, self.stage = db, stage

    def invite(self, name: str) -> bytes:
        return self.sent(MailKind.INVITE, name)

    def sent(self, kind: MailKind, name: str, now: datetime = NOW) -> bytes:
        """Send the latest mail of a kind to somebody, and give its bytes."""
        found = select(Outgoing).where(Outgoing.kind == kind, Outgoing.to == self.stage.person(name))
        row = self.db.scalars(found.order_by(Outgoing.id.desc())).first()
        assert row is not None, f"no {kind} to {name}"
        composed = compose(self.db, row, SITE, LINKS, now)
        outbox.keep_bytes(self.db, row, composed.raw, composed.shown)
        self.db.flush()
        return composed.raw

    def count(self, kind: MailKind, name: str) -> int:
        found = select(Outgoing.id).where(Outgoing.kind == kind, Outgoing.to == self.stage.person(name))
        return len(self.db.scalars(found).all())

    def reply(self, mail: bytes, text: str, sender: str = "", now: datetime = SOON, **how: bool) -> Incoming:
        """Answer a mail as its reader, or as `sender`, would."""
        reader = str(parse(mail).header("to"))
        return self.take(mail, demo_replies.reply(mail, sender or reader, text, "gmail", now, **how), now)

    def shown_to(self, name: str, *kept: FollowUp, now: datetime = AFTER) -> bytes:
        """Send a topic mail, which shows the follow-ups that are open with numbers."""
        assert kept == tuple(follow_ups.open_of(self.db, [self.stage.members[name].id]))
        outbox.post(self.db, MailKind.TOPIC, self.stage.person(name), f"meeting:{self.stage.second.id}", now)
        return self.sent(MailKind.TOPIC, name, now)

    def press(self, mail: bytes, answer: Rsvp, now: datetime = SOON) -> Incoming:
        reader = str(parse(mail).header("to"))
        return self.take(mail, demo_replies.calendar_reply(mail, reader, answer, now), now)

    def take(self, mail: bytes, raw: bytes, now: datetime = SOON) -> Incoming:
        return self.read(self.store(mail, raw, now), now)

    def store(self, mail: bytes, raw: bytes, now: datetime) -> int:
        recipient = str(parse(mail).header("reply-to")).rpartition("<")[2].strip("> ")
        stored = inbox.store(self.db, raw, SITE.keep(recipient, now.date()), now)
        assert stored is not None
        return stored

    def read(self, stored: int, now: datetime) -> Incoming:
        read_stored(self.db, stored, SITE, now)
        return self.db.get_one(Incoming, stored)

    def answer(self, name: str) -> Rsvp | None:
        first = self.stage.first
        event = attendance.rsvps(self.db, [first]).get((first.id, self.stage.members[name].id))
        return event.value if event else None


def topic(post: Post) -> bytes:
    outbox.post(post.db, MailKind.TOPIC, post.stage.person("Dee"), f"meeting:{post.stage.first.id}", NOW)
    return post.sent(MailKind.TOPIC, "Dee")


def recap(post: Post) -> bytes:
    outbox.post(
        post.db, MailKind.RECAP_ASK, post.stage.person("Ana"), f"meeting:{post.stage.first.id}", AFTER
    )
    return post.sent(MailKind.RECAP_ASK, "Ana", AFTER)


def promised(post: Post, text: str, owner: str | None = "Dee") -> FollowUp:
    promise = follow_ups.Promise(text, post.stage.members[owner] if owner else None, AFTER.date())
    said = by("Ana", post.stage, AFTER)
    return follow_ups.open_one(post.db, post.stage.circle, post.stage.first, promise, said)
