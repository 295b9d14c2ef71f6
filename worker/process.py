"""The worker process: RQ's own worker on our queue."""

import time

import structlog
from redis.exceptions import ConnectionError as NoRedis
from rq import Queue, Worker
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import WorkerStatus

from circles import embedded_redis
from circles.memory import look_for_garbage_less
from circles.runtime import QUEUE_AWAY, Runtime
from worker.compiling import ensure_compiled

log = structlog.get_logger()

AGAIN_SECONDS = 2.0
LONG = "worker.jobs.run"


class _Worker(Worker):
    """Forks for long work only.

    Mail is short work: loading and compiling what it needs takes ten times as long, and a fork forgets it.
    """

    def execute_job(self, job: Job, queue: Queue) -> None:
        if job.func_name == LONG:
            super().execute_job(job, queue)
        else:
            execution = self.prepare_execution(job)
            self.perform_job(job, queue, execution)
            self.set_state(WorkerStatus.IDLE)

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:
        """Give the seconds for which it counts as alive: it can say nothing while it works itself."""
        if job.func_name == LONG:
            return super().get_heartbeat_ttl(job, working_time)
        return int(job.timeout or 0) + 60


def work_forever(runtime: Runtime) -> None:
    """Work until SIGTERM, which lets the job in hand finish; a Redis that is away is waited for."""
    ensure_compiled()
    look_for_garbage_less()
    while True:
        try:
            worker = _Worker([runtime.queue], connection=runtime.redis, serializer=JSONSerializer)
            worker.work(with_scheduler=True, logging_level="WARNING")
        except NoRedis as error:
            log.warning(QUEUE_AWAY, error=type(error).__name__)
            time.sleep(AGAIN_SECONDS)
            if not runtime.settings.redis_url:
                embedded_redis.ensure(runtime.settings.data_dir)
        else:
            return
