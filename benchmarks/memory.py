"""Memory: what each process holds at rest, and at most while it takes or reads mails of full size."""

import base64
import json
import os
import re
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import func, select

from benchmarks import mail_store
from benchmarks.receive import await_listener, environment, free_port
from benchmarks.report import Claim, Report
from benchmarks.stage import Service, opened_service
from circles.domain.webhooks import mailgun_signature, raw_signature
from circles.models import Incoming

KEY = "only-for-benchmarks-0123456789"
LOGIN = f"postmark:{KEY}"
REST, LOADED = 120.0, 250.0
"""Megabytes, as running processes may hold at most."""


@dataclass(frozen=True)
class Sizes:
    """Octets of each mail that comes by a door."""

    octets: int


SHORT, FULL = Sizes(24_900_000), Sizes(24_900_000)


@dataclass(frozen=True)
class Door:
    """One way in: the process that holds it open, and how a mail is brought there."""

    name: str
    command: tuple[str, ...]
    bring: Callable[[int, bytes, str], None]
    mails: int = 1


def run(sizes: Sizes) -> Report:
    """Bring the same mails to a fresh process for each door, one door after the other."""
    rows: list[dict[str, str | int | float]] = []
    with ExitStack() as stack:
        service = stack.enter_context(opened_service())
        worker = stack.enter_context(_running(service, ("worker",), free_port()))
        idle = _at_rest(worker.pid)
        rows.extend(_through(service, door, _mail(sizes.octets, n)) for n, door in enumerate(DOORS))
        rows.append(_piped(service, _mail(sizes.octets, len(DOORS))))
        if has_imap := mail_store.PROGRAM is not None:
            rows.append(_fetched(service, _mail(sizes.octets, len(DOORS) + 1)))
        _await_reading(service)
        rows.append(_row("worker, reading them", idle, _peak(worker.pid)))
        kept = _count(service)
    return Report(
        name="memory",
        measures="What a process holds at most (VmHWM), in MB: at rest, and with a mail of the size below, or"
        " four at once, through each door. Every door is a fresh process; of several processes the largest"
        " counts. IMAP: from Debian's dovecot, where it is installed.",
        sizes=sizes,
        rows=rows,
        claims=(
            Claim("MB at rest", max(float(row["MB at rest"]) for row in rows), "at most", REST),
            Claim("MB with the mail", max(float(row["MB with the mail"]) for row in rows), "at most", LOADED),
            Claim("mails kept", kept, "at least", sum(door.mails for door in DOORS) + 1 + has_imap),
        ),
    )


def _mail(octets: int, n: int) -> bytes:
    """Write a mail with an attachment, as heavy as it may be."""
    head = (
        f"From: ana@orchard.example\r\nTo: circles@circles.example\r\nMessage-ID: <{n}@orchard.example>\r\n"
        "Subject: Photos\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    ).encode()
    body = base64.encodebytes(os.urandom((octets - len(head)) * 3 // 4 * 74 // 77)).replace(b"\n", b"\r\n")
    return head + body


def _through(service: Service, door: Door, raw: bytes) -> dict[str, str | int | float]:
    port = free_port()
    with _running(service, door.command, port) as process:
        await_listener(port)
        rest = _at_rest(process.pid)
        with ThreadPoolExecutor(door.mails) as pool:
            mails = [b"X-Copy: %d\r\n" % n + raw for n in range(door.mails)]
            list(pool.map(partial(door.bring, port, to=service.runtime.settings.mail_from), mails))
        return _row(door.name, rest, _peak(process.pid))


def _row(name: str, rest: float, peak: float) -> dict[str, str | int | float]:
    return {"what": name, "MB at rest": rest, "MB with the mail": peak}


@contextmanager
def _running(
    service: Service, command: tuple[str, ...], port: int, **more: str
) -> Iterator[subprocess.Popen[bytes]]:
    hooks = {f"INBOUND_{name}": KEY for name in ("KEY", "MAILGUN_KEY")}
    hooks |= {"INBOUND_POSTMARK_LOGIN": LOGIN, "WEB_LISTEN": f"127.0.0.1:{port}"}
    env = {**os.environ, **environment(service, port), **hooks, **more}
    arguments = [sys.executable, "-m", "circles.cli", *command]
    folder = str(service.runtime.settings.data_dir)
    with subprocess.Popen(arguments, env=env, cwd=folder, stdin=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.terminate()


def _at_rest(pid: int) -> float:
    """Wait until a process has loaded what it loads, and give what it holds."""
    before, now = -1.0, _held(pid, "VmRSS")
    while now != before:
        time.sleep(0.5)
        before, now = now, _held(pid, "VmRSS")
    return now


def _peak(pid: int) -> float:
    return _held(pid, "VmHWM")


def _held(pid: int, what: str) -> float:
    """Give the MB of a process, or of the largest one below it."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    found = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return max([int(found[1]) * 1024 / 1e6 if found else 0.0, *(_held(int(child), what) for child in below)])


def _by_smtp(port: int, raw: bytes, to: str) -> None:
    with smtplib.SMTP("127.0.0.1", port) as server:
        server.sendmail("ana@orchard.example", [to], raw)


def _by_raw(port: int, raw: bytes, to: str) -> None:
    stamp = str(int(time.time()))
    signature = raw_signature(KEY, stamp, to, raw)
    head = {"Circles-Timestamp": stamp, "Circles-Recipient": to, "Circles-Signature": signature}
    _post(port, "/inbound/raw", raw, head)


def _by_mailgun(port: int, raw: bytes, to: str) -> None:
    stamp, token = str(int(time.time())), "t" * 50
    form = {"timestamp": stamp, "token": token, "signature": mailgun_signature(KEY, stamp, token)}
    body = urlencode({**form, "recipient": to, "sender": "ana@orchard.example", "body-mime": raw.decode()})
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    _post(port, "/inbound/mailgun/mime", body.encode(), kind)


def _by_mailgun_in_parts(port: int, raw: bytes, to: str) -> None:
    stamp, token = str(int(time.time())), "p" * 50
    form = {"timestamp": stamp, "token": token, "signature": mailgun_signature(KEY, stamp, token)}
    fields = {**form, "recipient": to, "sender": "ana@orchard.example", "body-mime": raw.decode()}
    head = '--cut\r\nContent-Disposition: form-data; name="{}"\r\n\r\n'
    body = "".join(f"{head.format(name)}{value}\r\n" for name, value in fields.items()) + "--cut--\r\n"
    _post(port, "/inbound/mailgun/mime", body.encode(), {"Content-Type": "multipart/form-data; boundary=cut"})


def _by_postmark(port: int, raw: bytes, to: str) -> None:
    twice = {"Attachments": [{"Content": raw.partition(b"\r\n\r\n")[2].decode().replace("\r\n", "")}]}
    body = json.dumps({"RawEmail": raw.decode(), "OriginalRecipient": to, **twice}).encode()
    login = base64.b64encode(LOGIN.encode()).decode()
    _post(port, "/inbound/postmark", body, {"Authorization": f"Basic {login}"})


def _post(port: int, path: str, body: bytes, head: Mapping[str, str]) -> None:
    status, said = 503, b""
    while status == 503:  # another large mail is being taken in
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection, suppress(ConnectionError):
            connection.request("POST", path, body, dict(head))
            answer = connection.getresponse()
            status, said = answer.status, answer.read()
    assert status == 200, said


WEB = ("serve", "--workers", "1")
DOORS = (
    Door("SMTP", ("mail",), _by_smtp),
    Door("SMTP, four at once", ("mail",), _by_smtp, mails=4),
    Door("webhook, raw", WEB, _by_raw),
    Door("webhook, raw, four at once", WEB, _by_raw, mails=4),
    Door("webhook, Mailgun", WEB, _by_mailgun),
    Door("webhook, Mailgun in parts", WEB, _by_mailgun_in_parts),
    Door("webhook, Postmark", WEB, _by_postmark),
    Door("webhook, Postmark, four at once", WEB, _by_postmark, mails=4),
)


def _piped(service: Service, raw: bytes) -> dict[str, str | int | float]:
    """Pipe a mail into `circles receive`, which waits for its end."""
    with _running(service, ("receive", "--to", service.runtime.settings.mail_from), free_port()) as process:
        assert process.stdin is not None
        rest = _at_rest(process.pid)
        process.stdin.write(raw)
        process.stdin.close()
        peak = rest
        while process.poll() is None:
            try:
                peak = max(peak, _peak(process.pid))
            except (FileNotFoundError, ProcessLookupError):
                break
            time.sleep(0.002)
    return _row("circles receive", rest, peak)


def _fetched(service: Service, raw: bytes) -> dict[str, str | int | float]:
    """Let the mail process fetch a mail from a real mailbox."""
    port = free_port()
    with mail_store.mailbox() as url, _running(service, ("mail",), port, IMAP_URL=url) as process:
        await_listener(port)
        rest, before = _at_rest(process.pid), _count(service)
        mail_store.deliver(url, raw)
        _await(lambda: _count(service) > before, "The mail was not fetched within a minute.")
        return _row("IMAP", rest, _peak(process.pid))


def _count(service: Service) -> int:
    with service.runtime.transaction(read_only=True) as db:
        return db.scalar(select(func.count(Incoming.id))) or 0


def _await_reading(service: Service) -> None:
    def all_read() -> bool:
        with service.runtime.transaction(read_only=True) as db:
            return not db.scalar(select(func.count()).where(Incoming.state == "stored"))

    _await(all_read, "The worker did not read the mails within a minute.")


def _await(holds: Callable[[], bool], else_say: str) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(else_say)
        time.sleep(0.1)
