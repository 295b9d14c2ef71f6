"""The application over a fresh database, with a Redis that is down: pages must not mind."""

from collections.abc import Iterator

import pytest
from flask import Flask

from circles.runtime import Runtime, build
from circles.settings import Settings
from circles.web import create_app
from tests.databases import SECRET_KEY

NOWHERE = "redis://127.0.0.1:1"


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings(
        _env_file=None,
        secret_key=SECRET_KEY,
        public_url="http://circles.example",
        mail_from="circles@circles.example",
        reply_domain="reply.circles.example",
        database_url=database_url,
    )


@pytest.fixture
def runtime(settings: Settings) -> Iterator[Runtime]:
    runtime = build(settings, NOWHERE)
    yield runtime
    runtime.close()


@pytest.fixture
def app(runtime: Runtime) -> Flask:
    return create_app(runtime)
