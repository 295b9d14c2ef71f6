"""A runtime over a fresh database, with a Redis that is down: the worker must not mind."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from circles.db import Database
from circles.runtime import Runtime, build
from circles.settings import Settings
from tests.databases import SECRET_KEY

NOWHERE = "redis://127.0.0.1:1"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def runtime(database: Database) -> Iterator[Runtime]:
    settings = Settings(
        _env_file=None,
        secret_key=SECRET_KEY,
        public_url="http://circles.example",
        mail_from="circles@circles.example",
        reply_domain="reply.circles.example",
    )
    runtime = replace(build(settings, NOWHERE), database=database, dns=None)
    yield runtime
    runtime.redis.close()
