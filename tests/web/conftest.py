"""The application over a fresh database, with a Redis that is down: pages must not mind."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from circles.db import Database
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
def runtime(settings: Settings, database: Database) -> Iterator[Runtime]:
    runtime = replace(build(settings, NOWHERE), database=database)
    yield runtime
    runtime.close()


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(runtime: Runtime, compiled_templates: FileSystemBytecodeCache) -> Flask:
    app = create_app(runtime)
    app.jinja_env.bytecode_cache = compiled_templates
    return app
