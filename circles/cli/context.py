"""What every command starts from: settings, a Redis, a runtime."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from circles import logs
from circles.embedded_redis import embedded_redis
from circles.runtime import Runtime, build, use
from circles.settings import Settings, read_settings


@contextmanager
def opened_runtime(settings: Settings | None = None) -> Iterator[Runtime]:
    """Give the process its runtime; without REDIS_URL the data folder's own Redis is started or joined."""
    settings = settings or read_settings()
    logs.configure(settings.log_level)
    redis = nullcontext(settings.redis_url) if settings.redis_url else embedded_redis(settings.data_dir)
    with redis as url:
        runtime = build(settings, url)
        use(runtime)
        try:
            yield runtime
        finally:
            runtime.close()
