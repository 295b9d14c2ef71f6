"""Redis comes with Circles: shared by its processes, kept over kills, gone with its last user."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from redis import ConnectionError as RedisConnectionError
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from circles.embedded_redis import embedded_redis, ensure, server_program

USE_IT = """
import sys
from pathlib import Path
from circles.embedded_redis import embedded_redis

with embedded_redis(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_process(data_dir: Path, program: str = USE_IT) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a process that uses the server until its standard input is closed."""
    command = [sys.executable, "-c", program, str(data_dir)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process, process.stdout.readline().strip()
        if process.poll() is None:
            process.communicate()


@pytest.fixture
def connect() -> Iterator[object]:
    with ExitStack() as clients:
        yield lambda url: clients.enter_context(Redis.from_url(url))


def process_id(redis: Redis) -> int:
    return int(redis.info("server")["process_id"])


def kill(redis: Redis) -> None:
    os.kill(process_id(redis), signal.SIGKILL)
    with suppress(RedisConnectionError):
        while redis.ping():
            time.sleep(0.001)


def test_it_starts_in_a_moment_and_stops_with_its_only_user(tmp_path, connect):
    began = time.monotonic()
    with embedded_redis(tmp_path) as url:
        assert connect(url).ping()
    assert time.monotonic() - began < 5
    with pytest.raises(RedisConnectionError):
        connect(url).ping()


def test_two_processes_share_one_server_and_the_last_out_stops_it(tmp_path, connect):
    with another_process(tmp_path) as (_, first_url), another_process(tmp_path) as (second, url):
        assert url == first_url
        server = process_id(connect(url))
        second.communicate()
        assert process_id(connect(url)) == server
    with pytest.raises(RedisConnectionError):
        connect(url).ping()


def test_the_server_outlives_the_process_that_started_it(tmp_path, connect):
    with another_process(tmp_path) as (starter, url):
        server = process_id(connect(url))
        with embedded_redis(tmp_path) as joined:
            starter.communicate()
            assert joined == url
            assert process_id(connect(url)) == server


def test_a_server_orphaned_by_kill_is_joined_and_then_stopped(tmp_path, connect):
    with another_process(tmp_path) as (starter, url):
        server = process_id(connect(url))
        starter.kill()
        starter.wait()
    with embedded_redis(tmp_path) as joined:
        assert joined == url
        assert process_id(connect(url)) == server
    with pytest.raises(RedisConnectionError):
        connect(url).ping()


def test_a_fork_that_exits_leaves_its_parent_the_server(tmp_path, connect):
    fork_and_exit = USE_IT.replace("    print", "    import os; os.fork() or sys.exit(); os.wait(); print")
    with another_process(tmp_path, fork_and_exit) as (_, url):
        assert connect(url).ping()


def test_a_thousand_jobs_survive_a_kill_of_the_server(tmp_path, connect):
    with embedded_redis(tmp_path) as url:
        redis = connect(url)
        queue = Queue(connection=redis, serializer=JSONSerializer)
        queue.enqueue_many([Queue.prepare_data("worker.jobs.deliver", [[str(i)]]) for i in range(1000)])
        kill(redis)
        assert ensure(tmp_path) == url
        assert {job.args[0][0] for job in queue.jobs} == {str(i) for i in range(1000)}


def test_jobs_are_still_there_after_a_clean_stop(tmp_path, connect):
    with embedded_redis(tmp_path) as url:
        connect(url).rpush("waiting", "a", "b")
    with embedded_redis(tmp_path) as url:
        assert connect(url).lrange("waiting", 0, -1) == [b"a", b"b"]


def test_what_a_killed_server_left_behind_does_not_stop_the_next(tmp_path, connect):
    with embedded_redis(tmp_path) as url:
        kill(connect(url))
    assert (tmp_path / "run" / "redis.sock").exists()
    with embedded_redis(tmp_path) as url:
        assert connect(url).ping()


def test_a_folder_too_deep_for_a_socket_gets_a_short_private_one(tmp_path, connect):
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    with embedded_redis(deep) as url, embedded_redis(deep) as again:
        socket = Path(url.removeprefix("unix://"))
        assert len(os.fsencode(socket)) < 104
        assert socket.parent.stat().st_mode & 0o777 == 0o700
        assert again == url
        assert connect(url).ping()
    socket.parent.rmdir()


def test_nobody_else_can_reach_the_server(tmp_path):
    with embedded_redis(tmp_path) as url:
        assert Path(url.removeprefix("unix://")).stat().st_mode & 0o077 == 0
        assert (tmp_path / "run").stat().st_mode & 0o077 == 0


def test_a_server_program_comes_with_the_installation():
    assert os.access(server_program(), os.X_OK)
