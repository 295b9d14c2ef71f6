"""A wire to a server on this machine that notes what is said, and can be cut in the middle of it."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

Cut = Callable[[bytes, bool], int | None]
"""Given what was just said, and whether by the client: how many of its octets pass before the wire is cut."""


class Wire:
    """Listens while a `with` block lasts and hands everything on; it is cut once, then works again."""

    def __init__(self, port: int, cut: Cut = lambda _said, _by_client: None) -> None:
        self._server_port, self._cut = port, cut
        self.said = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._ends: list[socket.socket] = []
        self.was_cut = threading.Event()

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        for end in (self._listener, *self._ends):
            _close(end)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._ends.append(client)
            server = socket.create_connection(("127.0.0.1", self._server_port))
            self._ends.append(server)
            self._start(lambda ends=(client, server): self._carry(*ends, by_client=True))
            self._start(lambda ends=(server, client): self._carry(*ends, by_client=False))

    def _carry(self, source: socket.socket, target: socket.socket, *, by_client: bool) -> None:
        with suppress(OSError):
            while said := source.recv(65_536):
                passing = None if self.was_cut.is_set() else self._cut(said, by_client)
                if passing is not None:
                    target.sendall(said[:passing])
                    self.was_cut.set()
                    break
                self.said += said if by_client else b""
                target.sendall(said)
        _close(source)
        _close(target)

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work)
        self._threads.append(thread)
        thread.start()


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
