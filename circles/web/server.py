"""Serve the pages with gunicorn."""

from gunicorn.app.base import BaseApplication

from circles.runtime import Runtime
from circles.web import create_app

THREADS = 4
TIMEOUT_SECONDS = 120


class _Server(BaseApplication):
    def __init__(self, runtime: Runtime, workers: int) -> None:
        self._runtime = runtime
        self._workers = workers
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": self._runtime.settings.web_listen,
            "workers": self._workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "timeout": TIMEOUT_SECONDS,
            "loglevel": "warning",
            "control_socket_disable": True,
        }.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> object:
        return create_app(self._runtime)


def serve_forever(runtime: Runtime, workers: int) -> None:
    """Serve until SIGTERM, which lets the requests in hand finish."""
    _Server(runtime, workers).run()
