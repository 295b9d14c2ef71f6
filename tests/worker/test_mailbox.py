"""Mail from a mailbox, on a real IMAP server: stored before it is marked, and taken once whatever breaks."""

import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from circles import migrations
from circles.db import Database, unseal
from circles.mail.entrance import LARGE, ONE_LARGE
from circles.mail.imap import SET_ASIDE, Mailbox
from circles.models import Incoming
from circles.runtime import Runtime
from circles.vault import Vault
from tests.databases import SECRET_KEY, written_to
from tests.dovecot import Dovecot, started
from tests.faults import full_disk, locked
from tests.wire import Wire
from worker import mailbox as worker_mailbox

PATIENCE = 20.0
NEVER = 3600
SEEN, STARRED = {"\\Seen"}, {"\\Seen", "\\Flagged"}
STRANGER = b"From: x@elsewhere.example\r\nTo: nobody@reply.circles.example\r\nSubject: Hello\r\n\r\nHi\r\n"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def user(request: pytest.FixtureRequest) -> str:
    """A mailbox for this test alone."""
    return f"u{abs(hash(request.node.nodeid))}"


@pytest.fixture
def mail(runtime: Runtime) -> bytes:
    return _mail(runtime.site.membership_address(1))


def _mail(to: str, more: str = "") -> bytes:
    return f"{more}From: ana@meadow.example\r\nTo: {to}\r\nSubject: Re: hello\r\n\r\nYes\r\n".encode()


def _with(runtime: Runtime, url: str, **more: object) -> Runtime:
    return replace(runtime, settings=runtime.settings.model_copy(update={"imap_url": url, **more}))


def _url(user: str, port: int) -> str:
    return f"imap://{user}:pass%2Fword%401@127.0.0.1:{port}/INBOX"


def take(runtime: Runtime, dovecot: Dovecot, user: str) -> None:
    """Look into the mailbox once."""
    with Mailbox(dovecot.url(user), dovecot.trust) as box:
        worker_mailbox.take_new(runtime, box, threading.Event())


def kept(runtime: Runtime) -> list[tuple[str, bytes]]:
    with runtime.transaction(read_only=True) as db:
        return [
            (written_to(each.recipient, runtime.site), unseal(db, each.raw or b""))
            for each in db.scalars(select(Incoming))
        ]


def eventually(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.05)


@contextmanager
def watching(runtime: Runtime, every: int = NEVER, tls: ssl.SSLContext | None = None) -> Iterator[None]:
    stop = threading.Event()
    watcher = threading.Thread(target=worker_mailbox.watch, args=(runtime, stop, tls, every))
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join(PATIENCE)
        assert not watcher.is_alive()


@pytest.mark.parametrize(("scheme", "query"), [("imaps", ""), ("imap", "?tls=starttls"), ("imap", "")])
def test_new_mail_is_stored_and_then_marked_as_seen(runtime, dovecot, user, mail, scheme, query):
    dovecot.deliver(user, mail, mail + b"2")
    with Mailbox(dovecot.url(user, scheme=scheme, query=query), dovecot.trust) as box:
        worker_mailbox.take_new(runtime, box, threading.Event())
    ana = runtime.site.membership_address(1)
    assert kept(runtime) == [(ana, mail), (ana, mail + b"2")]
    assert dovecot.flags(user) == [SEEN, SEEN]
    with runtime.transaction(read_only=True) as db:
        assert set(map(str, db.scalars(select(Incoming.envelope)))) == {"{'door': 'imap'}"}


def test_a_server_nobody_vouches_for_is_not_told_the_password(dovecot, user):
    for scheme, query in (("imaps", ""), ("imap", "?tls=starttls")):
        with pytest.raises(ssl.SSLCertVerificationError):
            Mailbox(dovecot.url(user, scheme=scheme, query=query))
    assert user not in dovecot.log()


def test_what_was_seen_is_left_alone(runtime, dovecot, user, mail):
    dovecot.deliver(user, mail)
    with dovecot.client(user) as client:
        client.store("1", "+FLAGS", r"(\Seen)")
    take(runtime, dovecot, user)
    assert kept(runtime) == []


def test_a_mail_that_somebody_marked_for_deletion_is_not_deleted_by_us(runtime, dovecot, user, mail):
    dovecot.deliver(user, STRANGER, mail)
    with dovecot.client(user) as client:
        client.store("1", "+FLAGS", r"(\Deleted)")
    take(runtime, dovecot, user)
    assert dovecot.flags(user) == [STARRED | {"\\Deleted"}, SEEN]


def test_a_mail_for_nobody_here_stays_with_a_star_and_is_not_met_again(runtime, dovecot, user, mail):
    dovecot.deliver(user, STRANGER, mail)
    with capture_logs() as logs:
        take(runtime, dovecot, user)
        take(runtime, dovecot, user)
    assert [(each["uid"], each["why"]) for each in logs if "star" in each["event"]] == [("1", "not ours")]
    assert dovecot.flags(user) == [STARRED, SEEN]
    assert [raw for _, raw in kept(runtime)] == [mail]


def test_a_mail_that_is_too_large_stays_with_a_star_and_is_not_fetched(runtime, dovecot, user, mail):
    dovecot.deliver(user, mail + b"x" * 20_000, mail)
    with Wire(dovecot.port) as wire:
        with Mailbox(_url(user, wire.port)) as box:
            worker_mailbox.take_new(_with(runtime, "", mail_size_limit=10_000), box, threading.Event())
        assert wire.said.count(b"FETCH") == 1
    assert dovecot.flags(user) == [STARRED, SEEN]
    assert [raw for _, raw in kept(runtime)] == [mail]


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "X-Forwarded-To", "Cc"])
def test_the_address_we_signed_is_found_before_our_own_and_other_peoples(runtime, dovecot, user, header):
    bo = runtime.site.membership_address(2)
    dovecot.deliver(user, _mail("Circles <circles@circles.example>, x@y.example", f"{header}: Bo <{bo}>\r\n"))
    take(runtime, dovecot, user)
    assert [recipient for recipient, _ in kept(runtime)] == [bo]


def test_our_own_address_is_enough(runtime, dovecot, user):
    dovecot.deliver(user, _mail("circles@circles.example"))
    take(runtime, dovecot, user)
    assert [recipient for recipient, _ in kept(runtime)] == ["circles@circles.example"]


@pytest.mark.parametrize("fault", [full_disk, locked])
def test_while_the_database_cant_be_written_the_mail_stays_new(runtime, dovecot, user, mail, fault):
    large = mail + b"x\r\n" * 10_000
    dovecot.deliver(user, large)
    with fault(runtime.database), pytest.raises(worker_mailbox.AWAY):
        take(runtime, dovecot, user)
    assert dovecot.flags(user) == [set()]
    take(runtime, dovecot, user)
    assert [raw for _, raw in kept(runtime)] == [large]
    assert dovecot.flags(user) == [SEEN]


def test_a_fault_of_ours_with_one_mail_does_not_keep_the_others_waiting(runtime, dovecot, user, mail):
    class Broken:
        name = runtime.site.name
        seen = 0

        def __getattr__(self, name: str) -> object:
            Broken.seen += 1
            if Broken.seen == 1:
                raise ZeroDivisionError
            return getattr(runtime.site, name)

    dovecot.deliver(user, mail, mail + b"2")
    take(replace(runtime, site=Broken()), dovecot, user)  # type: ignore[arg-type]
    assert dovecot.flags(user) == [STARRED, SEEN]
    assert [raw for _, raw in kept(runtime)] == [mail + b"2"]


def within_the_mail(said: bytes, by_client: bool) -> int | None:
    return None if by_client or b"BODY[]" not in said else said.index(b"BODY[]") + 40


def before_it_is_asked_for(said: bytes, by_client: bool) -> int | None:
    return 0 if by_client and b"FETCH" in said else None


def between_storing_and_marking(said: bytes, by_client: bool) -> int | None:
    return 0 if by_client and b"STORE" in said else None


def before_it_is_told_that_it_was_marked(said: bytes, by_client: bool) -> int | None:
    return 0 if not by_client and b"Store completed" in said else None


def while_it_waits(said: bytes, by_client: bool) -> int | None:
    return len(said) if not by_client and b"+ idling" in said else None


@pytest.mark.parametrize(
    "cut",
    [
        within_the_mail,
        before_it_is_asked_for,
        between_storing_and_marking,
        before_it_is_told_that_it_was_marked,
        while_it_waits,
    ],
)
def test_a_connection_cut_at_any_point_loses_nothing_and_acts_once(runtime, dovecot, user, mail, cut):
    dovecot.deliver(user, mail)
    with Wire(dovecot.port, cut) as wire, watching(_with(runtime, _url(user, wire.port))):
        eventually(wire.was_cut.is_set)
        eventually(lambda: dovecot.flags(user) == [SEEN])
        dovecot.deliver(user, mail + b"2")
        eventually(lambda: dovecot.flags(user) == [SEEN, SEEN])
    assert [raw for _, raw in kept(runtime)] == [mail, mail + b"2"]


def test_a_large_mail_is_fetched_while_no_other_door_holds_one(runtime, dovecot, user, mail):
    large = mail + b"x" * LARGE + b"\r\n"
    dovecot.deliver(user, mail, large)
    with watching(_with(runtime, _url(user, dovecot.port))):
        with ONE_LARGE:
            eventually(lambda: len(kept(runtime)) == 1)
        eventually(lambda: len(kept(runtime)) == 2)
        eventually(lambda: dovecot.flags(user) == [SEEN, SEEN])
    assert [raw for _, raw in kept(runtime)] == [mail, large]


def test_a_large_mail_that_waits_keeps_back_no_small_one_and_lets_us_stop(runtime, dovecot, user, mail):
    large = mail + b"x" * LARGE + b"\r\n"
    dovecot.deliver(user, large, mail)
    with ONE_LARGE, watching(_with(runtime, _url(user, dovecot.port))):
        eventually(lambda: dovecot.flags(user) == [set(), SEEN])
    assert [raw for _, raw in kept(runtime)] == [mail]


def test_mail_is_fetched_as_soon_as_the_server_tells_of_it(runtime, dovecot, user, mail):
    with Wire(dovecot.port) as wire:
        with watching(_with(runtime, _url(user, wire.port))):
            for n in range(3):
                eventually(lambda n=n: wire.said.count(b"IDLE") > n)  # type: ignore[misc]
                dovecot.deliver(user, mail + b"%d" % n)
                eventually(lambda n=n: len(kept(runtime)) == n + 1)  # type: ignore[misc]
        assert b"DONE" in wire.said


def test_a_server_that_tells_nothing_by_itself_is_asked(runtime, mail):
    with started("imap_capability = IMAP4rev1\n") as server, Wire(server.port) as wire:
        with watching(_with(runtime, _url("ana", wire.port)), every=1):
            eventually(lambda: b"SEARCH" in wire.said)
            server.deliver("ana", mail)
            eventually(lambda: server.flags("ana") == [SEEN])
        assert b"IDLE" not in wire.said
    assert [raw for _, raw in kept(runtime)] == [mail]


def test_a_folder_that_was_made_anew_with_the_same_mail_makes_nobody_act_twice(runtime, dovecot, user, mail):
    url = dovecot.url(user, scheme="imap").replace("INBOX", "Circles")
    validities = set()
    for mails in ([mail], [mail, mail + b"2"]):
        with dovecot.client(user) as client:
            client.create("Circles")
            for each in mails:
                client.append("Circles", None, None, each)
            validities.add(client.status("Circles", "(UIDVALIDITY)")[1][0])
        with Mailbox(url) as box:
            worker_mailbox.take_new(runtime, box, threading.Event())
            assert box.new("ALL") == []
        with dovecot.client(user) as client:
            client.delete("Circles")
    assert len(validities) == 2
    assert [raw for _, raw in kept(runtime)] == [mail, mail + b"2"]


def test_a_server_that_was_away_is_found_again(runtime, mail):
    with started() as server:
        server.deliver("ana", mail)
        server.__exit__()
        with capture_logs() as logs, watching(_with(runtime, _url("ana", server.port))):
            eventually(lambda: any("away" in each["event"] for each in logs))
            with server:
                eventually(lambda: len(kept(runtime)) == 1)
    assert [raw for _, raw in kept(runtime)] == [mail]


@pytest.mark.parametrize("spoil", [("pass%2Fword%401", "wrong"), ("INBOX", "Nowhere")])
def test_a_wrong_password_or_folder_is_told_in_the_log_without_either(runtime, dovecot, user, spoil):
    url = _url(user, dovecot.port).replace(*spoil)
    with capture_logs() as logs, watching(_with(runtime, url)):
        eventually(lambda: len(logs) > 0)
    assert logs[0]["error"] in {"MailboxLoginError", "MailboxFolderSelectError"}
    assert "wrong" not in str(logs)
    assert user not in str(logs)


def test_a_folder_and_a_user_of_any_name_are_found(runtime, dovecot, user, mail):
    with dovecot.client(user) as client:
        client.create('"Kreise &- R&APw-ckmeldung"')
        client.append('"Kreise &- R&APw-ckmeldung"', None, None, mail)
    url = dovecot.url(user, scheme="imap").replace("INBOX", "Kreise%20%26%20R%C3%BCckmeldung")
    with Mailbox(url) as box:
        worker_mailbox.take_new(runtime, box, threading.Event())
        assert box.new("ALL") == []
    assert [raw for _, raw in kept(runtime)] == [mail]


def test_a_mail_that_is_gone_is_nobodys_loss(runtime, dovecot, user, mail):
    dovecot.deliver(user, mail)
    with Mailbox(dovecot.url(user), dovecot.trust) as box:
        assert box.read("99") is None
        box.mark("99", SET_ASIDE)
    assert dovecot.flags(user) == [set()]


def test_the_mail_process_opens_the_mailbox_that_is_set(dovecot, user, tmp_path):
    url = f"sqlite:///{tmp_path / 'circles.sqlite3'}"
    database = Database(url, Vault([SECRET_KEY]))
    migrations.upgrade(database)
    dovecot.deliver(user, _mail("circles@circles.example"))
    environment = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": SECRET_KEY,
        "PUBLIC_URL": "https://circles.example",
        "MAIL_FROM": "circles@circles.example",
        "REPLY_DOMAIN": "reply.circles.example",
        "DATABASE_URL": url,
        "REDIS_URL": "redis://127.0.0.1:1",
        "MAIL_LISTEN": "off",
        "IMAP_URL": dovecot.url(user),
        "SSL_CERT_FILE": str(dovecot.folder / "cert.pem"),
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
    }
    process = subprocess.Popen([sys.executable, "-m", "circles.cli", "mail"], env=environment, cwd=tmp_path)
    try:
        eventually(lambda: dovecot.flags(user) == [SEEN])
        with database.transaction(read_only=True) as db:
            assert db.scalar(select(func.count()).select_from(Incoming)) == 1
    finally:
        process.terminate()
        assert process.wait(PATIENCE) == 0
        database.close()
