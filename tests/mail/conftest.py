"""What the tests of mail ask for."""

from collections.abc import Iterator

import pytest

from circles.db import Database
from tests.mail.post import Post
from tests.services.stage import published


@pytest.fixture
def post(database: Database) -> Iterator[Post]:
    with database.transaction() as db:
        yield Post(db, published(db))
