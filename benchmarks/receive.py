"""Mail in: durable before 250, against the same server with nothing behind it."""

import asyncio
import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from sqlalchemy import func, select

from benchmarks.measure import in_turns
from benchmarks.report import Claim, Report
from benchmarks.stage import Service, opened_service
from circles.models import Incoming

OURS, BARE = "durable before 250", "aiosmtpd, empty handler"
CONNECTIONS = 50
PATIENCE_SECONDS = 30.0
TEXT = "Yes, I will be there, and I will bring the notes of last time.\r\n" * 60


@dataclass(frozen=True)
class Sizes:
    """How many mails each of fifty connections brings, and how often."""

    mails: int
    rounds: int = 5


SHORT, FULL = Sizes(5), Sizes(100)


def run(sizes: Sizes) -> Report:
    """Bring as many mails to both doors in turns; every one of ours answered by 250 must then be kept."""
    with ExitStack() as stack:
        service = stack.enter_context(opened_service())
        ours, bare = free_port(), free_port()
        folder = str(service.runtime.settings.data_dir)
        stack.enter_context(
            _running("circles.cli", "mail", port=ours, env=environment(service, ours), cwd=folder)
        )
        stack.enter_context(_running("benchmarks.open_door", str(bare), port=bare, env={}, cwd=folder))
        to = service.runtime.site.membership_address(1)
        numbers = itertools.count()
        taken = in_turns(
            sizes.rounds,
            {
                OURS: lambda: asyncio.run(_bring(ours, to, sizes.mails, numbers)),
                BARE: lambda: asyncio.run(_bring(bare, to, sizes.mails, numbers)),
            },
        )
        with service.runtime.database.transaction(read_only=True) as db:
            kept = db.scalar(select(func.count(Incoming.id))) or 0
    each_round = sizes.mails * CONNECTIONS
    return Report(
        name="receive",
        measures="Mails of 4 KB over fifty connections at once, each on the disk before its 250; against the"
        " same server with a handler that forgets them. Wall time: the doors are processes of their own.",
        sizes=sizes,
        rows=[{"what": what, "mails/s": each_round / each.wall} for what, each in taken.items()],
        claims=(
            Claim("speed of the empty handler reached", taken[BARE].wall / taken[OURS].wall, "at least", 0.6),
            Claim("mails answered by 250 and not kept", each_round * (1 + sizes.rounds) - kept, "at most", 0),
        ),
    )


async def _bring(port: int, to: str, mails: int, numbers: Iterator[int]) -> None:
    await asyncio.gather(*(_bring_some(port, to, mails, numbers) for _ in range(CONNECTIONS)))


async def _bring_some(port: int, to: str, mails: int, numbers: Iterator[int]) -> None:
    """Say what a mail server says (RFC 5321), one command after the other's answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def say(command: str, expected: bytes) -> None:
        writer.write(command.encode() + b"\r\n")
        answer = await reader.readline()
        assert answer.startswith(expected), f"{command[:20]!r} was answered by {answer!r}"

    await reader.readline()
    await say("HELO benchmark.example", b"250")
    for _ in range(mails):
        await say("MAIL FROM:<ana@orchard.example>", b"250")
        await say(f"RCPT TO:<{to}>", b"250")
        await say("DATA", b"354")
        head = f"From: ana@orchard.example\r\nTo: {to}\r\nMessage-ID: <{next(numbers)}@orchard.example>\r\n"
        await say(f"{head}Subject: Re: Our circle\r\n\r\n{TEXT}.", b"250")
    await say("QUIT", b"221")
    writer.close()
    await writer.wait_closed()


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def _running(module: str, *arguments: str, port: int, env: Mapping[str, str], cwd: str) -> Iterator[None]:
    """Run a module of ours that listens on a port while the block lasts."""
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(command, env={**os.environ, **env}, cwd=cwd) as process:
        try:
            await_listener(port)
            yield
        finally:
            process.terminate()


def await_listener(port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"Nobody listens on port {port} after {PATIENCE_SECONDS:.0f} s.")


def environment(service: Service, port: int) -> dict[str, str]:
    """Let `circles mail` work on the service's database and join its Redis."""
    settings = service.runtime.settings
    return {
        "SECRET_KEY": settings.secret_keys[0],
        "PUBLIC_URL": settings.public_url,
        "MAIL_FROM": settings.mail_from,
        "REPLY_DOMAIN": settings.reply_domain,
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database,
        "MAIL_LISTEN": f"127.0.0.1:{port}",
    }
