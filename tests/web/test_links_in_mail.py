"""Every link of every mail leads somewhere, and opening it, twice, by anybody, changes nothing."""

import email
import re
from collections.abc import Iterator
from email.policy import compat32

import pytest
from flask import Flask
from sqlalchemy import select

from circles.domain.words import MailKind
from circles.mail.compose import compose
from circles.models import Table
from circles.runtime import Runtime
from tests.mail.rows import NOW, a_season, an_outgoing


@pytest.fixture
def links(runtime: Runtime) -> set[str]:
    """All links to ourselves in one mail of each kind, those of headers and of calendars too."""
    with runtime.transaction() as db:
        a_season(db)
        mails = [an_outgoing(db, kind) for kind in MailKind]
        written = [compose(db, mail, runtime.site, runtime.links, NOW).raw for mail in mails]
    return {link for raw in written for link in _links(raw, runtime.settings.public_url)}


def _links(raw: bytes, public_url: str) -> Iterator[str]:
    mail = email.message_from_bytes(raw, policy=compat32)
    texts = [str(mail["List-Unsubscribe"])]
    payloads = [part.get_payload(decode=True) for part in mail.walk()]
    texts += [payload.decode() for payload in payloads if isinstance(payload, bytes)]
    for text in texts:
        unfolded = text.replace("\r\n ", "").replace("&amp;", "&")
        yield from re.findall(re.escape(public_url) + r"[^\s\"<>)\\,]*", unfolded)


def everything(runtime: Runtime) -> dict[str, list[tuple[object, ...]]]:
    with runtime.transaction(read_only=True) as db:
        tables = Table.metadata.sorted_tables
        return {table.name: [tuple(row) for row in db.execute(select(table))] for table in tables}


def test_every_link_leads_to_a_page_and_looking_changes_nothing(
    app: Flask, runtime: Runtime, links: set[str]
) -> None:
    assert len(links) > 15
    before = everything(runtime)
    for link in sorted(links) * 2:
        path = link.removeprefix(runtime.settings.public_url)
        client = app.test_client()
        assert client.head(path, base_url=runtime.settings.public_url).status_code < 400, path
        answer = client.get(path, base_url=runtime.settings.public_url, follow_redirects=True)
        assert answer.status_code == 200, path
        assert "no-referrer" in answer.headers["Referrer-Policy"]
    assert everything(runtime) == before
