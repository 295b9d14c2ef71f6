"""A mail server that takes everything and keeps nothing, in a process of its own."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

END_OF_DATA = b"\r\n.\r\n"


@contextmanager
def opened_sink() -> Iterator[int]:
    """Run a sink while the block lasts; give its port on this machine."""
    command = [sys.executable, "-m", "benchmarks.sink"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.terminate()


class Sink(asyncio.Protocol):
    """As much of SMTP (RFC 5321) as a sender sees of a server that says yes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._waiting, self._in_data = transport, bytearray(), False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while self._take_one():
            pass

    def _take_one(self) -> bool:
        """Answer one command, or one mail; False when the next has not come whole."""
        end = END_OF_DATA if self._in_data else b"\r\n"
        taken, found, rest = self._waiting.partition(end)
        if not found:
            return False
        self._waiting = rest
        verb = b"" if self._in_data else bytes(taken[:4]).upper()
        self._in_data = verb == b"DATA"
        self._transport.write({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(verb, b"250 yes\r\n"))
        return True


async def _serve() -> None:
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
