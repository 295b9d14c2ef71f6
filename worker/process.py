"""The worker process: RQ's own worker on our queue."""

import time

import structlog
from redis.exceptions import ConnectionError as NoRedis
from rq import Worker
from rq.serializers import JSONSerializer

from circles import embedded_redis
from circles.runtime import Runtime

log = structlog.get_logger()

AGAIN_SECONDS = 2.0


def work_forever(runtime: Runtime) -> None:
    """Work until SIGTERM, which lets the job in hand finish; a Redis that is away is waited for."""
    while True:
        try:
            worker = Worker([runtime.queue], connection=runtime.redis, serializer=JSONSerializer)
            worker.work(with_scheduler=True, logging_level="WARNING")
        except NoRedis:
            log.warning("queue unreachable, trying again")
            time.sleep(AGAIN_SECONDS)
            if not runtime.settings.redis_url:
                embedded_redis.ensure(runtime.settings.data_dir)
        else:
            return
