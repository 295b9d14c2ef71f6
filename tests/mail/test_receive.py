"""The door takes what is for us and keeps it before it says so; everything else stays with its sender."""

import smtplib
import socket
import ssl
import threading
import time
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text

from circles.db import unseal
from circles.errors import Invalid
from circles.mail import dialogue, receive
from circles.mail.dialogue import BLOCK, Visitors, side_of
from circles.mail.entrance import LARGE, ONE_LARGE, take_in
from circles.mail.receive import Door, seen, tls_context
from circles.mail.site import Site
from circles.models import Incoming
from tests.certificates import self_signed
from tests.databases import written_to
from tests.faults import full_disk, locked

NOW = datetime(2026, 1, 12, 10, 0, tzinfo=UTC)
SITE = Site("Circles", "circles@example.org", "reply.example.org", (b"k" * 32,))
ANA = SITE.membership_address(1)
BO = SITE.membership_address(2)
MAIL = b"From: ana@example.org\r\nSubject: Re: hello\r\nDKIM-Signature: v=1\r\n\r\nYes\r\n.dot\r\n"
SIZE = 20_000


def accepts(address):
    return SITE.accepts(address, date(2026, 1, 12))


@pytest.fixture
def store(database):
    def keep(raw, recipient, way):
        with database.transaction() as db:
            return take_in(db, SITE, raw, recipient, way, NOW, SIZE)

    return keep


@pytest.fixture
def stored(database):
    def rows():
        with database.transaction(read_only=True) as db:
            return [
                (written_to(each.recipient, SITE), unseal(db, each.raw))
                for each in db.scalars(select(Incoming).order_by(Incoming.id))
            ]

    return rows


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def door(store, port):
    with Door(accepts, store, host="127.0.0.1", port=port, size_limit=SIZE):
        yield port


def connect(port):
    return smtplib.SMTP("127.0.0.1", port, local_hostname="client.example", timeout=10)


def send(port, recipient, mail=MAIL):
    with connect(port) as client:
        client.sendmail("ana@example.org", recipient, mail)


def talk(port, *lines, end=b"221", patient=False):
    """Say all lines at once and give what comes back until a line that begins with `end`.

    Who is patient says each by itself: what follows goes in a packet of its own, mostly.
    """
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, patient)
        for said in lines if patient else [b"".join(lines)]:
            line.sendall(said)
        heard = line.makefile("rb")
        answers = []
        while not answers or not answers[-1].startswith(end):
            answers.append(heard.readline())
            assert answers[-1], answers
        heard.close()
        return answers


def test_what_is_answered_250_is_in_the_database_byte_by_byte(door, stored):
    with connect(door) as client:
        assert client.sendmail("ana@example.org", ANA, MAIL) == {}
        assert stored() == [(ANA, MAIL)]


def test_our_own_address_is_taken_in_any_case(door, stored):
    with connect(door) as client:
        client.sendmail("ana@example.org", "Circles@Example.ORG", MAIL)
        client.sendmail("ana@example.org", ANA.upper(), MAIL)
    assert [recipient for recipient, _ in stored()] == [SITE.mail_from, ANA]


@pytest.mark.parametrize(
    "recipient",
    [
        "nobody@reply.example.org",
        "circles+@reply.example.org",
        ANA.replace("circles+", "circles+a"),
        ANA.replace("reply.example.org", "elsewhere.example"),
        Site("Circles", SITE.mail_from, SITE.reply_domain, (b"x" * 32,)).membership_address(1),
        SITE.outgoing_address(1, date(2026, 1, 11)),
        SITE.return_address(1, date(2026, 1, 11)),
        "postmaster@example.org",
    ],
)
def test_an_unknown_forged_or_expired_recipient_is_refused_at_rcpt(door, stored, recipient):
    with connect(door) as client:
        client.ehlo()
        assert client.mail("ana@example.org")[0] == 250
        code, answer = client.rcpt(recipient)
        assert (code, answer[:5]) == (550, b"5.1.1")
        assert client.docmd("DATA")[0] == 503
        assert client.rcpt(ANA)[0] == 250
    assert stored() == []


def test_the_size_limit_is_announced_and_held(door, stored):
    with connect(door) as client:
        client.ehlo()
        assert client.esmtp_features["size"] == str(SIZE)
        assert client.docmd("MAIL", f"FROM:<ana@example.org> SIZE={SIZE + 1}")[0] == 552
        assert client.mail("ana@example.org")[0] == 250
        assert client.rcpt(ANA)[0] == 250
        assert client.data(MAIL + b"x" * SIZE)[0] == 552
        client.sendmail("ana@example.org", ANA, MAIL)
    assert stored() == [(ANA, MAIL)]


def test_a_mail_to_two_of_us_is_two_rows_and_twice_the_same_is_one(door, stored):
    with connect(door) as client:
        client.sendmail("ana@example.org", [ANA, BO, ANA], MAIL)
        client.sendmail("ana@example.org", [BO], MAIL)
    assert stored() == [(ANA, MAIL), (BO, MAIL)]


def test_an_empty_return_path_is_kept_with_the_mail(door, stored):
    with connect(door) as client:
        client.sendmail("", ANA, MAIL)
    assert stored() == [(ANA, b"Return-Path: <>\r\n" + MAIL)]


def test_a_line_longer_than_the_standard_allows_is_taken(door, stored):
    long = MAIL + b"x" * 5_000 + b"\r\n"
    with connect(door) as client:
        client.sendmail("ana@example.org", ANA, long)
    assert stored() == [(ANA, long)]


def test_bytes_beyond_ascii_are_left_as_they_are(door, stored):
    broken = MAIL + bytes(range(128, 256)) + b"\r\n"
    with connect(door) as client:
        client.sendmail("ana@example.org", ANA, broken)
    assert stored() == [(ANA, broken)]


def test_a_database_that_cant_be_written_makes_them_try_again(door, database, stored):
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE incoming RENAME TO away"))
    with connect(door) as client:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("ana@example.org", ANA, MAIL)
        assert refused.value.smtp_code == 451
        assert b"incoming" not in refused.value.smtp_error
        with database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE away RENAME TO incoming"))
        client.sendmail("ana@example.org", ANA, MAIL)
    assert stored() == [(ANA, MAIL)]


def test_when_only_the_first_of_two_could_be_stored_the_retry_adds_the_other(store, port, stored):
    full = [True]

    def second_fails_once(raw, recipient, way):
        if recipient == BO and full.pop():
            full.append(False)
            raise OSError("disk full")
        return store(raw, recipient, way)

    with (
        Door(accepts, second_fails_once, host="127.0.0.1", port=port, size_limit=SIZE),
        connect(port) as client,
    ):
        with pytest.raises(smtplib.SMTPDataError):
            client.sendmail("ana@example.org", [ANA, BO], MAIL)
        full[:] = [False]
        client.sendmail("ana@example.org", [ANA, BO], MAIL)
    assert stored() == [(ANA, MAIL), (BO, MAIL)]


def test_a_fault_in_looking_up_a_recipient_makes_them_try_again(store, port):
    def broken(address):
        raise KeyError(address)

    with Door(broken, store, host="127.0.0.1", port=port, size_limit=SIZE), connect(port) as client:
        client.ehlo()
        client.mail("ana@example.org")
        code, answer = client.rcpt(ANA)
    assert code == 451
    assert b"circles+" not in answer


def test_everything_may_be_said_at_once(door, stored):
    mail = b"MAIL FROM:<ana@example.org>\r\nRCPT TO:<%s>\r\nRCPT TO:<x@example.org>\r\nDATA\r\n%s.\r\n"
    stuffed = MAIL.replace(b"\r\n.", b"\r\n..")
    answers = talk(
        door,
        b"EHLO client.example\r\n",
        mail % (ANA.encode(), stuffed),
        mail % (BO.encode(), stuffed),
        b"QUIT\r\n",
    )
    codes = [answer[:3] for answer in answers if answer[3:4] == b" "]
    assert codes == [b"220", b"250", *[b"250", b"250", b"550", b"354", b"250"] * 2, b"221"]
    assert stored() == [(ANA, MAIL), (BO, MAIL)]


def test_a_bare_line_feed_does_not_end_the_mail(door, stored):
    smuggled = MAIL + b"\n.\nMAIL FROM:<evil@example.org>\r\nRCPT TO:<%s>\r\n" % BO.encode()
    answers = talk(
        door,
        b"EHLO client.example\r\nMAIL FROM:<ana@example.org>\r\nRCPT TO:<%s>\r\nDATA\r\n" % ANA.encode(),
        smuggled.replace(b"\r\n.dot", b"\r\n..dot") + b".\r\nQUIT\r\n",
    )
    assert [answer[:3] for answer in answers[-3:]] == [b"354", b"250", b"221"]
    assert stored() == [(ANA, smuggled)]


def lmtp(*recipients, mail=MAIL):
    """Say what an LMTP client says of one mail, all at once."""
    named = b"".join(b"RCPT TO:<%s>\r\n" % recipient.encode() for recipient in recipients)
    stuffed = mail.replace(b"\r\n.dot", b"\r\n..dot")
    return b"LHLO client.example\r\nMAIL FROM:<ana@example.org>\r\n%sDATA\r\n%s.\r\n" % (named, stuffed)


def codes(answers):
    return b" ".join(answer[:3] for answer in answers if answer[3:4] == b" ").decode()


def test_lmtp_gets_an_answer_for_each_recipient(door, stored):
    answers = talk(door, lmtp(ANA, "x@example.org", BO, ANA), b"QUIT\r\n")
    assert codes(answers) == "220 250 250 250 550 250 250 354 250 250 250 221"
    assert stored() == [(ANA, MAIL), (BO, MAIL)]


def test_lmtp_hears_for_whom_a_mail_could_not_be_kept(store, port, stored):
    def full_for_bo(raw, recipient, way):
        if recipient == BO:
            raise OSError("disk full")
        return store(raw, recipient, way)

    with Door(accepts, full_for_bo, host="127.0.0.1", port=port, size_limit=SIZE):
        answers = talk(port, lmtp(ANA, BO), b"QUIT\r\n")
    assert codes(answers).endswith("354 250 451 221")
    assert stored() == [(ANA, MAIL)]


def test_lmtp_hears_for_each_recipient_that_a_mail_is_too_large(door, stored):
    answers = talk(door, lmtp(ANA, BO, mail=MAIL + b"x" * SIZE + b"\r\n"), lmtp(BO), b"QUIT\r\n")
    assert codes(answers).endswith("354 552 552 250 250 250 354 250 221")
    assert stored() == [(BO, MAIL)]


def test_a_connection_that_breaks_within_the_mail_leaves_nothing(door, stored):
    with closing(socket.create_connection(("127.0.0.1", door), timeout=10)) as line:
        line.sendall(
            b"EHLO client.example\r\nMAIL FROM:<ana@example.org>\r\nRCPT TO:<%s>\r\nDATA\r\nFrom: ana"
            % ANA.encode()
        )
        heard = b""
        while b"354" not in heard:
            more = line.recv(4096)
            assert more, f"the door hung up after {heard!r}"
            heard += more
    with connect(door) as client:
        client.sendmail("bo@example.org", BO, MAIL)
    assert stored() == [(BO, MAIL)]


def test_many_connections_at_once_each_keep_their_mail(door, stored):
    def send(n):
        with connect(door) as client:
            for part in range(3):
                client.sendmail("ana@example.org", ANA, MAIL + b"%d %d\r\n" % (n, part))

    threads = [threading.Thread(target=send, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {raw for _, raw in stored()} == {
        MAIL + b"%d %d\r\n" % (n, part) for n in range(8) for part in range(3)
    }


def test_a_slow_disk_keeps_one_sender_waiting_and_not_the_others(store, port, stored):
    slow = threading.Event()

    def waits_for_ana(raw, recipient, way):
        if recipient == ANA:
            assert slow.wait(10)
        return store(raw, recipient, way)

    with Door(accepts, waits_for_ana, host="127.0.0.1", port=port, size_limit=SIZE):
        waiting = threading.Thread(target=send, args=(port, ANA))
        waiting.start()
        with connect(port) as client:
            client.sendmail("bo@example.org", BO, MAIL)
        assert stored() == [(BO, MAIL)]
        slow.set()
        waiting.join()
    assert stored() == [(BO, MAIL), (ANA, MAIL)]


LARGE_MAIL = MAIL + b"x" * LARGE + b"\r\n"


def large_door(database, port, **more):
    def keep(raw, recipient, way):
        with database.transaction() as db:
            return take_in(db, SITE, raw, recipient, way, NOW, 2 * LARGE)

    return Door(accepts, keep, host="127.0.0.1", port=port, size_limit=2 * LARGE, **more)


def test_large_mails_come_one_by_one_and_small_ones_meanwhile(database, port, stored):
    with large_door(database, port):
        with ONE_LARGE:  # as another door of this process may
            waiting = [
                threading.Thread(target=send, args=(port, ANA, LARGE_MAIL + b"%d\r\n" % n)) for n in range(3)
            ]
            for thread in waiting:
                thread.start()
            with connect(port) as client:
                client.sendmail("bo@example.org", BO, MAIL)
            assert stored() == [(BO, MAIL)]
        for thread in waiting:
            thread.join()
    assert {raw for _, raw in stored()} == {MAIL, *(LARGE_MAIL + b"%d\r\n" % n for n in range(3))}


def test_whoever_waits_too_long_with_a_large_mail_is_asked_to_come_again(database, port, stored):
    with large_door(database, port, patience=0.2), connect(port) as client:
        with ONE_LARGE, pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("ana@example.org", ANA, LARGE_MAIL)
        assert refused.value.smtp_code == 451
        assert b"Try again" in refused.value.smtp_error
        assert client.sendmail("ana@example.org", ANA, LARGE_MAIL) == {}
    assert stored() == [(ANA, LARGE_MAIL)]


def test_a_large_mail_that_breaks_off_lets_the_next_one_in(database, port, stored):
    with large_door(database, port):
        with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as line:
            line.sendall(b"EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<%s>\r\nDATA\r\n" % ANA.encode())
            # A block may wait unread for the end of its line.
            line.sendall(LARGE_MAIL + b"x" * 2 * BLOCK)
            deadline = time.monotonic() + 10
            while not ONE_LARGE.locked():
                assert time.monotonic() < deadline, "it never had its turn"
                time.sleep(0.01)
        send(port, ANA, LARGE_MAIL)
    assert stored() == [(ANA, LARGE_MAIL)]


def test_a_closed_door_lets_nobody_in(store, port):
    with Door(accepts, store, host="127.0.0.1", port=port, size_limit=SIZE):
        pass
    with pytest.raises(ConnectionRefusedError):
        connect(port)


def test_more_recipients_than_a_mail_may_have_come_with_the_next(door):
    with connect(door) as client:
        client.ehlo()
        client.mail("ana@example.org")
        answers = [client.rcpt(ANA)[0] for _ in range(receive.MOST_RECIPIENTS + 1)]
    assert answers == [250] * receive.MOST_RECIPIENTS + [452]


def test_a_full_house_asks_to_come_back_and_has_room_again(door, stored):
    with ExitStack() as guests:
        for _ in range(dialogue.MOST_CONNECTIONS):
            guests.enter_context(connect(door))
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            connect(door)
        assert refused.value.smtp_code == 421
    with connect(door) as client:
        client.sendmail("ana@example.org", ANA, MAIL)
    assert stored() == [(ANA, MAIL)]


@pytest.fixture
def certificate(tmp_path):
    """A certificate of its own making for localhost, with its key: two files."""
    cert, key = self_signed("localhost")
    (tmp_path / "cert.pem").write_bytes(cert)
    (tmp_path / "key.pem").write_bytes(key)
    return str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")


def test_who_wants_to_encrypt_may_and_still_has_no_account_to_log_into(store, port, stored, certificate):
    trust = ssl.create_default_context(cafile=certificate[0])
    with (
        Door(accepts, store, host="127.0.0.1", port=port, size_limit=SIZE, tls=tls_context(*certificate)),
        smtplib.SMTP("localhost", port, local_hostname="client.example", timeout=10) as client,
    ):
        client.ehlo()
        assert client.has_extn("starttls")
        assert client.starttls(context=trust)[0] == 220
        client.ehlo()
        assert not client.has_extn("starttls")
        assert not client.has_extn("auth")
        client.sendmail("ana@example.org", ANA, MAIL)
        assert stored() == [(ANA, MAIL)]


def test_without_a_certificate_encryption_is_not_offered(door):
    with connect(door) as client:
        client.ehlo()
        assert not client.has_extn("starttls")
        assert client.docmd("STARTTLS")[0] == 454


def test_a_handshake_that_fails_ends_that_connection_alone(store, port, stored, certificate):
    with Door(accepts, store, host="127.0.0.1", port=port, size_limit=SIZE, tls=tls_context(*certificate)):
        with connect(port) as client:
            client.ehlo()
            assert client.docmd("STARTTLS")[0] == 220
            client.sock.sendall(b"no handshake at all\r\n" * 20)
            with pytest.raises((smtplib.SMTPException, OSError)):
                client.noop()
            client.close()
        send(port, ANA)
    assert stored() == [(ANA, MAIL)]


@pytest.mark.parametrize("spoilt", ["absent", "not PEM", "another's key", "key as certificate"])
def test_a_certificate_that_cant_be_used_stops_the_start_with_its_name(certificate, tmp_path, spoilt):
    cert, key = certificate
    if spoilt == "absent":
        cert = str(tmp_path / "nowhere.pem")
    elif spoilt == "not PEM":
        (tmp_path / "cert.pem").write_text("hello")
    elif spoilt == "another's key":
        (tmp_path / "key.pem").write_bytes(self_signed("localhost")[1])
    else:
        cert = key
    with pytest.raises(Invalid, match="MAIL_TLS_CERT and MAIL_TLS_KEY can't be used") as refused:
        tls_context(cert, key)
    assert "/etc/circles/fullchain.pem" in str(refused.value)


def test_the_door_notes_what_it_saw_of_a_server_outside():
    assert seen("smtp", "192.0.2.7", "mx.example", "ana@example.org") == {
        "door": "smtp",
        "mail_from": "ana@example.org",
    }
    assert seen("smtp", "2a01:4f8::7", "mx.example", "<>") == {
        "door": "smtp",
        "mail_from": "",
        "ip": "2a01:4f8::7",
        "helo": "mx.example",
    }


@pytest.mark.parametrize(("door", "peer"), [("lmtp", "9.9.9.9"), ("smtp", "127.0.0.1"), ("smtp", "10.1.2.3")])
def test_a_server_of_our_own_that_hands_mail_on_is_not_taken_for_the_sender(door, peer):
    assert "ip" not in seen(door, peer, "mx.example", "ana@example.org")
    assert "helo" not in seen(door, peer, "mx.example", "ana@example.org")


def test_what_a_peer_says_of_itself_is_kept_short_and_plain():
    way = seen("smtp", "9.9.9.9", "m\udcffx" * 200, "ana\x00@example.org")
    assert len(way["helo"]) == receive.LONGEST_NOTE
    assert way["helo"].isascii()


def test_the_way_of_a_mail_stands_beside_it(door, database):
    send(door, ANA)
    with database.transaction(read_only=True) as db:
        assert db.scalars(select(Incoming.envelope)).one() == {
            "door": "smtp",
            "mail_from": "ana@example.org",
        }


def test_a_locked_database_makes_them_try_again(database, door, stored):
    with connect(door) as client:
        with locked(database), pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("ana@example.org", ANA, MAIL)
        assert refused.value.smtp_code == 451
        client.sendmail("ana@example.org", ANA, MAIL)
    assert stored() == [(ANA, MAIL)]


def test_a_full_disk_makes_them_try_again(database, door, stored):
    large = MAIL + b"x\r\n" * 5_000
    with connect(door) as client:
        with full_disk(database), pytest.raises(smtplib.SMTPDataError) as refused:
            client.sendmail("ana@example.org", ANA, large)
        assert refused.value.smtp_code == 451
        assert stored() == []
        client.sendmail("ana@example.org", ANA, large)
    assert stored() == [(ANA, large)]


def test_who_says_the_same_thing_without_end_is_hung_up_on(door, stored):
    endless = b"NOOP\r\n" * (receive.MOST_COMMANDS + 1)
    answers = talk(door, b"EHLO client.example\r\n", endless, end=b"421")
    assert answers.count(b"250 OK\r\n") == receive.MOST_COMMANDS
    send(door, ANA)
    assert stored() == [(ANA, MAIL)]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (b".\r\n", b""),
        (b"..\r\n.\r\n", b".\r\n"),
        (b"ends with a dot.\r\n.\r\n", b"ends with a dot.\r\n"),
        (b"a\r\n.b\r\n..c.\r\n.\r\n", b"a\r\nb\r\n.c.\r\n"),
        (b"\r\n" * 5_000 + b".\r\n", b"\r\n" * 5_000),
        (b"x" * 9_999 + b".\r\n.\n.\r\n.\r\n", b"x" * 9_999 + b".\r\n\n.\r\n"),
    ],
)
@pytest.mark.parametrize("step", [1, 7, 100_000])
def test_only_a_line_that_is_one_dot_ends_a_mail_however_its_octets_come(door, stored, said, kept, step):
    hello = b"EHLO client.example\r\nMAIL FROM:<ana@example.org>\r\nRCPT TO:<%s>\r\nDATA\r\n" % ANA.encode()
    pieces = [said[at : at + step] for at in range(0, len(said), step)] if len(said) < 100 else [said]
    answers = talk(door, hello, *pieces, b"QUIT\r\n", patient=True)
    assert [answer[:3] for answer in answers[-3:]] == [b"354", b"250", b"221"]
    assert stored() == [(ANA, kept)]


def test_a_mail_is_as_large_as_announced_and_not_an_octet_larger(door, stored):
    with connect(door) as client:
        for octets, code in ((SIZE, 250), (SIZE + 1, 552), (SIZE - 1, 250)):
            client.ehlo_or_helo_if_needed()
            client.mail("ana@example.org")
            client.rcpt(ANA)
            assert client.data(b"x" * (octets - 2) + b"\r\n")[0] == code
    assert [len(raw) for _, raw in stored()] == [SIZE, SIZE - 1]


def connect_from(host, port):
    return smtplib.SMTP("127.0.0.1", port, "client.example", timeout=10, source_address=(host, 0))


def test_one_side_may_have_some_connections_at_once_and_the_others_still_come(store, port, stored):
    visitors = Visitors(2, side_of=lambda peer: "" if peer[0] == "127.0.0.9" else peer[0])
    with (
        Door(accepts, store, host="127.0.0.1", port=port, size_limit=SIZE, visitors=visitors),
        ExitStack() as guests,
    ):
        first, _ = [guests.enter_context(connect_from("127.0.0.2", port)) for _ in range(2)]
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            connect_from("127.0.0.2", port)
        assert refused.value.smtp_code == 421
        assert b"from your side" in refused.value.smtp_error
        guests.enter_context(connect_from("127.0.0.3", port))
        for _ in range(5):
            guests.enter_context(connect_from("127.0.0.9", port))
        first.sendmail("ana@example.org", ANA, MAIL)
        first.quit()
        guests.enter_context(_comes_in(port, "127.0.0.2"))
    assert stored() == [(ANA, MAIL)]


def _comes_in(port, host):
    """Call again until the door has seen who left go."""
    for _ in range(100):
        try:
            return connect_from(host, port)
        except smtplib.SMTPConnectError:
            time.sleep(0.05)
    raise AssertionError("nobody comes in any more")


@pytest.mark.parametrize(
    ("peer", "side"),
    [
        (("192.0.2.7", 40_000), "192.0.2.7"),
        (("2001:db8:1:2:3::7", 40_000, 0, 0), "2001:db8:1:2::/64"),
        (("::ffff:192.0.2.7", 40_000, 0, 0), "192.0.2.7"),
        (("fe80::1%eth0", 40_000, 0, 2), "fe80::/64"),
        (("127.0.0.1", 40_000), ""),
        (("::1", 40_000, 0, 0), ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_side_is_an_address_or_an_ipv6_network_and_this_machine_is_none(peer, side):
    assert side_of(peer) == side
