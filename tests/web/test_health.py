"""Whether the service says rightly that it is alive, and ready."""

from pathlib import Path

from flask import Flask

from circles import migrations
from circles.runtime import build
from circles.settings import Settings
from circles.web import create_app


def test_a_process_is_alive_even_without_a_queue(app: Flask):
    assert app.test_client().get("/healthz").json == {"alive": True}


def test_what_is_missing_is_named(app: Flask):
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"database": True, "migration": False, "queue": False}


def test_with_database_migration_and_queue_it_is_ready(settings: Settings, redis_url: str, tmp_path: Path):
    own = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'ready.sqlite3'}"})
    runtime = build(own, redis_url)
    migrations.upgrade(runtime.database)
    answer = create_app(runtime).test_client().get("/readyz")
    runtime.close()
    assert answer.status_code == 200
    assert answer.json == {"database": True, "migration": True, "queue": True}
