"""The application served on a port of its own, for a real browser."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from werkzeug.serving import make_server

from circles.runtime import Runtime
from circles.web import create_app


@contextmanager
def served(runtime: Runtime, organizer: int) -> Iterator[tuple[str, str]]:
    """Give the address, and the session cookie of an organizer who is signed in."""
    app = create_app(runtime)
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}", str(serializer.dumps({"organizer": organizer}))
    server.shutdown()
    thread.join()
    server.server_close()


def _whole(app: Flask) -> Callable[..., list[bytes]]:
    """Answer from memory: werkzeug leaves a file open when a browser turns away in the middle of it."""

    def answer(environ: dict[str, object], start_response: Callable[..., object]) -> list[bytes]:
        with closing(app(environ, start_response)) as found:
            return [b"".join(found)]

    return answer
