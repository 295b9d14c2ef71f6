"""What every command starts from: settings, a Redis, a runtime."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from circles import logs, migrations
from circles.embedded_redis import embedded_redis
from circles.errors import CirclesError
from circles.memory import give_back_large_blocks
from circles.runtime import Runtime, build, use
from circles.settings import Settings, read_settings


@contextmanager
def opened_runtime(settings: Settings | None = None) -> Iterator[Runtime]:
    """Give the process its runtime; without REDIS_URL the data folder's own Redis is started or joined."""
    settings = settings or read_settings()
    logs.configure(settings.log_level)
    give_back_large_blocks()
    redis = nullcontext(settings.redis_url) if settings.redis_url else embedded_redis(settings.data_dir)
    with redis as url:
        runtime = build(settings, url)
        use(runtime)
        try:
            yield runtime
        finally:
            runtime.close()


def must_be_current(runtime: Runtime) -> None:
    """Refuse to work on a database that another version of the program has made."""
    if not migrations.is_current(runtime.database):
        raise CirclesError("The database is of another version than this program. Run: circles upgrade")
