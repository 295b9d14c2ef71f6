"""The databases the tests run on are what they say, and each test finds its own empty."""

from datetime import UTC, datetime

import pytest
from redis import Redis
from sqlalchemy import func, select

from circles.models import Lease, Table

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request):
    return request.param


@pytest.fixture
def database_url(kind, request):
    return request.getfixturevalue(f"{kind}_url")


@pytest.mark.parametrize("again", [1, 2])
def test_each_test_has_an_empty_database(database, kind, again):
    with database.transaction() as db:
        assert db.get_bind().dialect.name == kind
        assert not any(db.scalar(select(func.count()).select_from(t)) for t in Table.metadata.sorted_tables)
        db.add(Lease(name="tick", holder="me", until=NEW_YEAR))
    with database.transaction() as db:
        assert db.get_one(Lease, "tick").until == NEW_YEAR


@pytest.mark.parametrize("again", [1, 2])
def test_each_test_has_an_empty_redis(redis_url, again):
    with Redis.from_url(redis_url) as redis:
        assert redis.dbsize() == 0
        redis.set("left", "behind")
