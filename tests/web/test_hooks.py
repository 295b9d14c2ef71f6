"""Mail by webhook: what is answered 200 is in the database once; what can't be kept is asked for again."""

import json
import socket
import threading
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from circles.db import unseal
from circles.domain.webhooks import mailgun_signature, raw_signature
from circles.mail.entrance import LARGE, ONE_LARGE
from circles.models import Incoming, Replay
from circles.runtime import Runtime
from circles.services import replays
from circles.settings import Settings
from circles.web import create_app
from tests.databases import written_to
from tests.faults import full_disk, locked

KEY = "only-for-tests-raw-0123456789"
MAILGUN_KEY = "only-for-tests-mailgun-0123456789"
LOGIN = "postmark:only-for-tests-0123456789"
LIMIT = 30_000
MAIL = "From: ana@meadow.example\r\nTo: %s\r\nSubject: Re: hello\r\n\r\nYes, até já\r\n"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    changed = {
        "inbound_key": KEY,
        "inbound_mailgun_key": MAILGUN_KEY,
        "inbound_postmark_login": LOGIN,
        "mail_size_limit": LIMIT,
    }
    return Settings(_env_file=None, **{**settings.model_dump(exclude_unset=True), **changed})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def ana(runtime: Runtime) -> str:
    """The address of Ana's place in her circle."""
    return runtime.site.membership_address(1)


@pytest.fixture
def mail(ana: str) -> bytes:
    return (MAIL % ana).encode()


class Service:
    """Brings mail to the webhooks as a service would; each try is signed anew unless told otherwise."""

    def __init__(self, client: FlaskClient, runtime: Runtime) -> None:
        self._client, self._runtime = client, runtime
        self.brought = 0

    def time(self, off: float = 0) -> str:
        return str(int((self._runtime.now() + timedelta(seconds=off)).timestamp()))

    def raw(self, mail: bytes, recipient: str, /, *, off: float = 0, **changed: str) -> TestResponse:
        timestamp = self.time(off)
        headers = {
            "Circles-Timestamp": timestamp,
            "Circles-Recipient": recipient,
            "Circles-Signature": raw_signature(KEY, timestamp, recipient, mail),
        }
        given = {f"Circles-{name.title()}": value for name, value in changed.items()}
        return self._client.post("/inbound/raw", data=mail, headers=headers | given)

    def mailgun(self, mail: bytes, recipient: str, *, off: float = 0, **changed: str) -> TestResponse:
        return self._client.post("/inbound/mailgun/mime", data=self.form(mail, recipient, off=off) | changed)

    def form(self, mail: bytes, recipient: str, *, off: float = 0) -> dict[str, str]:
        self.brought += 1
        timestamp, token = self.time(off), f"token-{self.brought}"
        return {
            "recipient": recipient,
            "sender": "ana@meadow.example",
            "timestamp": timestamp,
            "token": token,
            "signature": mailgun_signature(MAILGUN_KEY, timestamp, token),
            "body-mime": mail.decode(),
        }

    def postmark(self, mail: bytes, recipient: str, login: str = LOGIN, **changed: object) -> TestResponse:
        told = {"OriginalRecipient": recipient, "RawEmail": mail.decode()} | changed
        headers = {"Authorization": f"Basic {b64encode(login.encode()).decode()}"}
        return self._client.post("/inbound/postmark", json=told, headers=headers)


@pytest.fixture
def service(client: FlaskClient, runtime: Runtime) -> Service:
    return Service(client, runtime)


@pytest.fixture(params=["raw", "mailgun", "postmark"])
def bring(request: pytest.FixtureRequest, service: Service):
    """Each of the webhooks in turn."""
    return getattr(service, request.param)


def kept(runtime: Runtime) -> list[tuple[str, bytes]]:
    with runtime.transaction(read_only=True) as db:
        return [
            (written_to(each.recipient, runtime.site), unseal(db, each.raw))
            for each in db.scalars(select(Incoming))
        ]


def test_what_is_answered_200_is_in_the_database_byte_by_byte(bring, runtime, ana, mail):
    answer = bring(mail, ana)
    assert (answer.status_code, answer.text) == (200, "stored\n")
    assert answer.mimetype == "text/plain"
    assert kept(runtime) == [(ana, mail)]


def test_the_same_mail_signed_anew_is_known(bring, runtime, ana, mail):
    bring(mail, ana)
    again = bring(mail, ana, **({"off": 1} if bring.__name__ == "raw" else {}))
    assert (again.status_code, again.text) == (200, "known\n")
    assert kept(runtime) == [(ana, mail)]


def test_the_same_mail_by_two_doors_is_taken_once(service, runtime, ana, mail):
    assert [
        service.raw(mail, ana).text,
        service.mailgun(mail, ana).text,
        service.postmark(mail, ana).text,
    ] == [
        "stored\n",
        "known\n",
        "known\n",
    ]
    assert kept(runtime) == [(ana, mail)]


def test_a_mail_that_is_not_ours_is_answered_200_so_that_nobody_tries_again(bring, runtime, mail):
    for address in ("stranger@reply.circles.example", "", "circles+x@elsewhere.example"):
        answer = bring(mail, address)
        assert (answer.status_code, answer.text) == (200, "not ours\n")
    assert kept(runtime) == []


def test_a_mail_that_is_too_large_is_answered_200_or_not_read_at_all(bring, runtime, ana, mail):
    large = mail + b"x" * (LIMIT - len(mail) + 1)
    answer = bring(large, ana)
    assert (answer.status_code, answer.text) in [
        (200, "too large\n"),
        (413, "This is more than MAIL_SIZE_LIMIT allows.\n"),
    ]
    assert bring(large * 3, ana).status_code == 413
    assert kept(runtime) == []


@pytest.mark.parametrize(("size", "status"), [(LIMIT, 200), (LIMIT + 1, 413), (3 * LIMIT, 413)])
def test_a_mail_in_pieces_of_untold_length_is_taken_whole_or_not_at_all(
    client, service, runtime, ana, mail, size, status
):
    whole = mail + b"x" * (size - len(mail))
    timestamp = service.time()
    headers = {
        "Circles-Timestamp": timestamp,
        "Circles-Recipient": ana,
        "Circles-Signature": raw_signature(KEY, timestamp, ana, whole),
    }
    in_pieces = {"wsgi.input_terminated": True}  # as a server says of a chunked request
    answer = client.post(
        "/inbound/raw", input_stream=BytesIO(whole), headers=headers, environ_overrides=in_pieces
    )
    assert answer.status_code == status
    assert kept(runtime) == ([(ana, whole)] if status == 200 else [])


def test_a_form_in_pieces_that_is_too_large_is_not_taken_in_part(client, service, runtime, ana, mail):
    form = service.form(mail + b"\x01" * (LIMIT - len(mail)), ana)  # each of these is three octets in a form
    answer = client.post(
        "/inbound/mailgun/mime",
        input_stream=BytesIO(urlencode(form).encode()),
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 413
    assert kept(runtime) == []


def test_a_mail_of_the_size_that_is_allowed_is_taken(bring, runtime, ana, mail):
    exact = mail + b"x" * (LIMIT - len(mail))
    assert bring(exact, ana).text == "stored\n"
    assert kept(runtime) == [(ana, exact)]


def test_a_webhook_may_bring_more_than_a_page_takes(settings, ana, mail):
    """Pages take 6 MB, and a mail has 25 MB by default."""
    from circles.runtime import build
    from circles.web import LARGEST_UPLOAD
    from tests.web.conftest import NOWHERE

    runtime = build(settings.model_copy(update={"mail_size_limit": 25_000_000}), NOWHERE)
    service = Service(create_app(runtime).test_client(), runtime)
    large = mail + b"x" * LARGEST_UPLOAD
    for n, bring in enumerate((service.raw, service.mailgun, service.postmark)):
        assert bring(large + b"%d" % n, ana).text == "stored\n"
    runtime.close()


@pytest.mark.parametrize("hook", ["raw", "mailgun", "postmark"])
def test_a_large_mail_beside_another_is_asked_for_again_and_a_small_one_taken(settings, ana, mail, hook):
    from circles.runtime import build
    from tests.web.conftest import NOWHERE

    runtime = build(settings.model_copy(update={"mail_size_limit": 2 * LARGE}), NOWHERE)
    service = Service(create_app(runtime).test_client(), runtime)
    bring = getattr(service, hook)
    large = mail + b"x" * LARGE
    with ONE_LARGE:
        answer = bring(large, ana)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
        assert "again" in answer.text
        assert bring(mail, ana).text == "stored\n"
    assert bring(large, ana).text == "stored\n"
    assert bring(large, "nobody@reply.circles.example").text == "not ours\n"
    assert not ONE_LARGE.locked()
    assert sorted(len(raw) for _, raw in kept(runtime)) == [len(mail), len(large)]
    runtime.close()


def test_a_full_disk_asks_for_the_mail_again_and_nothing_is_lost(bring, runtime, ana, mail):
    large = mail + b"x" * (LIMIT - len(mail))
    with full_disk(runtime.database):
        answer = bring(large, ana)
    assert answer.status_code == 500
    assert answer.text == (
        "Something went wrong on our side, and nothing was kept. Send it again in a few minutes.\n"
    )
    assert kept(runtime) == []
    assert bring(large, ana).text == "stored\n"
    assert kept(runtime) == [(ana, large)]


def test_a_locked_database_asks_for_the_mail_again(bring, runtime, ana, mail):
    with locked(runtime.database):
        answer = bring(mail, ana)
    assert (answer.status_code, answer.mimetype) == (500, "text/plain")
    assert "Traceback" not in answer.text
    assert bring(mail, ana).text == "stored\n"


def test_the_log_of_a_fault_holds_neither_address_nor_mail(bring, runtime, ana, mail, caplog):
    with full_disk(runtime.database):
        assert bring(mail + b"secret" * 4_000, ana).status_code == 500
    assert "database or disk is full" in caplog.text
    assert ana not in caplog.text
    assert "secret" not in caplog.text


def test_a_delivery_that_could_not_be_kept_may_come_again_with_its_signature(
    client, runtime, service, ana, mail
):
    form = service.form(mail, ana)
    with locked(runtime.database):
        assert client.post("/inbound/mailgun/mime", data=form).status_code == 500
    assert client.post("/inbound/mailgun/mime", data=form).text == "stored\n"


def test_a_replayed_delivery_is_refused(client, runtime, service, ana, mail):
    form = service.form(mail, ana)
    assert client.post("/inbound/mailgun/mime", data=form).status_code == 200
    other = form | {"body-mime": form["body-mime"].replace("Yes", "No")}
    refused = client.post("/inbound/mailgun/mime", data=other)
    assert (refused.status_code, refused.text) == (
        406,
        "This request was taken already. Sign each one anew.\n",
    )
    timestamp = service.time()
    signed = {"timestamp": timestamp, "signature": raw_signature(KEY, timestamp, ana, mail)}
    assert service.raw(mail, ana, **signed).status_code == 200
    assert service.raw(mail, ana, **signed).status_code == 409
    assert kept(runtime) == [(ana, mail)]


def test_a_replay_is_remembered_for_as_long_as_its_signature_is_good(runtime, service, ana, mail):
    service.mailgun(mail, ana, off=200)
    with runtime.transaction() as db:
        replays.sweep(db, runtime.now() + timedelta(seconds=490))
        assert len(db.scalars(select(Replay)).all()) == 1
        replays.sweep(db, runtime.now() + timedelta(seconds=510))
        assert db.scalars(select(Replay)).all() == []


@pytest.mark.parametrize("off", [-600, 600])
def test_a_clock_ten_minutes_off_is_refused_and_told(service, runtime, ana, mail, off):
    for answer in (service.raw(mail, ana, off=off), service.mailgun(mail, ana, off=off)):
        assert answer.status_code == 401
        assert "seconds ahead of our clock" in answer.text or "seconds behind our clock" in answer.text
        assert "Set the clock" in answer.text
    assert kept(runtime) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"signature": "0" * 64},
        {"signature": ""},
        {"signature": "é"},
        {"timestamp": ""},
        {"timestamp": "1"},
        {"recipient": "circles@circles.example"},
    ],
)
def test_a_raw_mail_whose_signature_does_not_hold_is_refused(service, runtime, ana, mail, changed):
    answer = service.raw(mail, ana, **changed)
    assert answer.status_code == 401
    assert "HMAC-SHA256" in answer.text
    assert kept(runtime) == []


def test_a_raw_mail_that_was_changed_on_its_way_is_refused(client, service, runtime, ana, mail):
    signed = raw_signature(KEY, service.time(), ana, mail)
    assert service.raw(mail.replace(b"Yes", b"No"), ana, signature=signed).status_code == 401
    assert kept(runtime) == []


@pytest.mark.parametrize("changed", [{"signature": "0" * 64}, {"timestamp": "x"}, {"token": "another"}])
def test_a_delivery_that_mailgun_did_not_sign_is_refused(service, runtime, ana, mail, changed):
    answer = service.mailgun(mail, ana, **changed)
    assert answer.status_code == 401
    assert "INBOUND_MAILGUN_KEY" in answer.text
    assert kept(runtime) == []


@pytest.mark.parametrize("login", ["", ":", "postmark:", "postmark:guessed-0123456789", LOGIN.upper()])
def test_postmark_without_its_password_is_refused(service, runtime, ana, mail, login):
    answer = service.postmark(mail, ana, login=login)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
    assert kept(runtime) == []


def test_mailgun_without_the_raw_mail_is_told_how_to_send_it_and_tries_again(client, service, ana, mail):
    form = service.form(mail, ana)
    parsed = {name: value for name, value in form.items() if name != "body-mime"}
    answer = client.post("/inbound/mailgun", data=parsed)
    assert answer.status_code == 500
    assert "must end in /inbound/mailgun/mime" in answer.text
    assert client.post("/inbound/mailgun/mime", data=form).text == "stored\n"


def test_mailgun_brings_a_mail_for_several_of_us_at_once(service, runtime, mail):
    ours = [runtime.site.membership_address(n) for n in (1, 2)]
    answer = service.mailgun(mail, f"{ours[0]}, stranger@reply.circles.example,{ours[1]}")
    assert answer.text == "stored, not ours, stored\n"
    assert kept(runtime) == [(ours[0], mail), (ours[1], mail)]


def test_a_mail_without_a_return_path_says_so_when_it_is_read(service, runtime, ana, mail):
    service.mailgun(mail, ana, sender="")
    assert kept(runtime) == [(ana, b"Return-Path: <>\r\n" + mail)]


def test_a_truncated_multipart_keeps_nothing_and_is_sent_again(client, service, runtime, ana, mail):
    parts = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in service.form(mail, ana).items()
    ).encode()
    for end in (len(parts) - 20, len(parts) // 2, 5, 0):
        answer = client.post(
            "/inbound/mailgun/mime", data=parts[:end], content_type="multipart/form-data; boundary=cut"
        )
        assert answer.status_code in {401, 500}
        assert answer.mimetype == "text/plain"
    assert kept(runtime) == []
    whole = parts + b"--cut--\r\n"
    answer = client.post(
        "/inbound/mailgun/mime", data=whole, content_type="multipart/form-data; boundary=cut"
    )
    assert answer.text == "stored\n"
    assert kept(runtime) == [(ana, mail)]


@pytest.fixture
def address(app: Flask) -> Iterator[tuple[str, int]]:
    """A real server with the pages."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield "127.0.0.1", server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_connection_that_breaks_within_the_mail_keeps_nothing(address, service, runtime, ana, mail):
    body = urlencode(service.form(mail, ana)).encode()
    head = (
        "POST /inbound/mailgun/mime HTTP/1.1\r\nHost: circles.example\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    for said in (head + body[:-20], head + body):
        with closing(socket.create_connection(address, timeout=10)) as line:
            line.sendall(said)
            line.shutdown(socket.SHUT_WR)
            answer = line.makefile("rb").read()
        assert (b"200 OK" in answer) is (said == head + body)
    assert kept(runtime) == [(ana, mail)]


def test_half_a_mail_is_not_kept_where_the_server_only_tells_the_end(client, service, runtime, ana, mail):
    form = service.form(mail, ana)
    body = urlencode({name: form[name] for name in sorted(form, key="body-mime".__eq__)}).encode()
    as_gunicorn_does = {"wsgi.input_terminated": True, "CONTENT_LENGTH": str(len(body))}
    for upto, status in ((len(body) - 20, 400), (len(body), 200)):
        answer = client.post(
            "/inbound/mailgun/mime",
            input_stream=BytesIO(body[:upto]),
            content_type="application/x-www-form-urlencoded",
            environ_overrides=as_gunicorn_does,
        )
        assert answer.status_code == status
    assert kept(runtime) == [(ana, mail)]


def test_a_slow_sender_does_not_hold_the_database(address, client, service, runtime, ana, mail):
    with closing(socket.create_connection(address, timeout=10)) as slow:
        slow.sendall(
            b"POST /inbound/raw HTTP/1.1\r\nHost: circles.example\r\nContent-Length: 20000\r\n\r\nFrom: a"
        )
        assert service.raw(mail, ana).text == "stored\n"


def test_a_slow_sender_of_a_large_mail_keeps_no_other_large_one_out(settings, ana, mail):
    from circles.runtime import build
    from tests.web.conftest import NOWHERE

    runtime = build(settings.model_copy(update={"mail_size_limit": 2 * LARGE}), NOWHERE)
    app = create_app(runtime)
    arrived, end = threading.Event(), threading.Event()

    class Slow(BytesIO):
        """Brings nothing more after its first part until it is told to."""

        def readinto(self, buffer):
            arrived.set()
            end.wait(30)
            return super().readinto(buffer)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(app.test_client().post, "/inbound/raw", input_stream=Slow(b"x" * 2 * LARGE))
        try:
            assert arrived.wait(30)
            answer = Service(app.test_client(), runtime).raw(mail + b"x" * LARGE, ana)
        finally:
            end.set()
        assert answer.text == "stored\n"
        assert slow.result().status_code == 401
    runtime.close()


def test_a_form_of_either_kind_is_read(client, service, runtime, ana, mail):
    answer = client.post(
        "/inbound/mailgun/mime",
        data=urlencode(service.form(mail, ana)),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.text == "stored\n"
    assert kept(runtime) == [(ana, mail)]


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", "[" * 20_000, '{"RawEmail": 5}', '{"TextBody": "Yes"}']
)
def test_postmark_without_the_raw_mail_is_told_how_to_send_it(client, runtime, body):
    login = {"Authorization": f"Basic {b64encode(LOGIN.encode()).decode()}"}
    answer = client.post("/inbound/postmark", data=body, headers=login)
    assert answer.status_code == 500
    assert "There is no RawEmail" in answer.text
    assert kept(runtime) == []


def test_half_a_character_in_a_mail_of_postmark_is_replaced(client, runtime, ana):
    body = json.dumps({"OriginalRecipient": ana, "RawEmail": "Subject: \udce9\r\n\r\nYes"})
    login = {"Authorization": f"Basic {b64encode(LOGIN.encode()).decode()}"}
    assert client.post("/inbound/postmark", data=body, headers=login).text == "stored\n"
    assert kept(runtime) == [(ana, b"Subject: ?\r\n\r\nYes")]


def test_postmark_may_leave_the_recipient_to_the_headers(service, runtime, ana, mail):
    assert service.postmark(mail, ana, OriginalRecipient=None).text == "stored\n"
    assert kept(runtime) == [(ana, mail)]


@pytest.mark.parametrize("nested", ["(" * 1_900, ":" * 1_900, "[(" * 900])
def test_brackets_without_end_beside_our_address_are_passed_over(service, runtime, ana, mail, nested):
    raw = f"Cc: {nested}\r\n".encode() + mail
    assert service.postmark(raw, ana, OriginalRecipient=None).text == "stored\n"
    assert kept(runtime) == [(ana, raw)]


def test_a_webhook_without_its_key_is_not_there(runtime, ana, mail):
    nothing = Settings.model_fields["inbound_key"].default
    shut = {"inbound_key": nothing, "inbound_mailgun_key": nothing, "inbound_postmark_login": nothing}
    closed = replace(runtime, settings=runtime.settings.model_copy(update=shut))
    service = Service(create_app(closed).test_client(), closed)
    for bring in (service.raw, service.mailgun, service.postmark):
        assert bring(mail, ana).status_code == 404
    assert kept(runtime) == []


def test_a_webhook_is_not_there_for_reading(client):
    assert client.get("/inbound/raw").status_code == 405


def test_the_way_of_a_mail_stands_beside_it(service, runtime, ana, mail):
    service.raw(mail, ana)
    service.mailgun(mail + b"2", ana)
    service.postmark(mail + b"3", ana)
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Incoming.envelope).order_by(Incoming.id)).all() == [
            {"door": "raw"},
            {"door": "mailgun", "mail_from": "ana@meadow.example"},
            {"door": "postmark"},
        ]
