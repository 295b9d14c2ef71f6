"""The application over a fresh database, with a Redis that is down: pages must not mind."""

from collections.abc import Iterator

import pytest
from flask import Flask
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from circles.db import Database
from circles.mail.links import Links
from circles.mail.site import Site
from circles.mail.transports import DemoTransport
from circles.runtime import QUEUE, Runtime
from circles.settings import Settings
from circles.vault import token_keys
from circles.web import create_app
from tests.databases import SECRET_KEY

NOWHERE = "redis://127.0.0.1:1"


@pytest.fixture
def settings() -> Settings:
    return Settings(
        _env_file=None,
        secret_key=SECRET_KEY,
        public_url="http://circles.example",
        mail_from="circles@circles.example",
        reply_domain="reply.circles.example",
    )


@pytest.fixture
def runtime(database: Database, settings: Settings) -> Iterator[Runtime]:
    redis = Redis.from_url(NOWHERE)
    yield Runtime(
        settings=settings,
        database=database,
        redis=redis,
        queue=Queue(QUEUE, connection=redis, serializer=JSONSerializer),
        transport=DemoTransport(),
        links=Links(settings.public_url, settings.secret_keys),
        site=Site("Circles", settings.mail_from, settings.reply_domain, token_keys(settings.secret_keys)),
    )
    redis.close()


@pytest.fixture
def app(runtime: Runtime) -> Flask:
    return create_app(runtime)
