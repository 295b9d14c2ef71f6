"""Mail that was believed once: who sends it again, as it was or with another Message-ID, is not."""

from typing import Any

import pytest

from circles.db import Database
from circles.domain.words import IncomingKind, IncomingState, TrustLevel
from circles.models import Incoming
from circles.services import inbox
from tests.services.stage import NOW

HERE, ELSEWHERE = "membership:1", "membership:2"
SEALED = {"seals": ["5e" * 16, "a1" * 16]}


@pytest.mark.parametrize(
    ("level", "outcome", "recipient", "message_id", "seals", "was"),
    [
        ("A", SEALED, HERE, "<1@client.example>", [], True),
        ("A", SEALED, HERE, "<2@client.example>", ["00" * 16, "a1" * 16], True),
        ("A", SEALED, HERE, "", ["5e" * 16], True),
        ("A", SEALED, HERE, "<2@client.example>", ["00" * 16], False),
        ("A", SEALED, HERE, "", [], False),
        ("A", SEALED, ELSEWHERE, "<1@client.example>", ["5e" * 16], False),
        ("B", SEALED, HERE, "<1@client.example>", ["5e" * 16], False),
        ("A", {}, HERE, "<1@client.example>", ["5e" * 16], True),
        ("A", {}, HERE, "<2@client.example>", ["5e" * 16], False),
        (None, {}, HERE, "<1@client.example>", ["5e" * 16], False),
    ],
)
def test_of_what_came_before_only_the_same_authentic_mail_counts(
    database: Database,
    level: str | None,
    outcome: dict[str, Any],
    recipient: str,
    message_id: str,
    seals: list[str],
    was: bool,
) -> None:
    with database.transaction() as db:
        earlier, now_here = (
            db.get_one(Incoming, inbox.store(db, raw, to, NOW))
            for raw, to in ((b"Subject: one\r\n\r\n", HERE), (b"Subject: two\r\n\r\n", recipient))
        )
        earlier.message_id, now_here.message_id = "<1@client.example>", message_id
        earlier.level = TrustLevel(level) if level else None
        inbox.settle(earlier, IncomingState.READ, IncomingKind.HUMAN, outcome)
        db.flush()
        assert inbox.was_believed(db, now_here, seals) is was
