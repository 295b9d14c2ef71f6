"""Whether the service is alive, and whether it is ready to work."""

from collections.abc import Callable

from flask import Blueprint, g, jsonify
from flask.typing import ResponseReturnValue
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from circles.db import reachable
from circles.migrations import is_current

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Answer while the process lives."""
    return jsonify(alive=True)


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Answer 200 when the database, its migration and the queue are all there, else 503 and which is not."""
    runtime = g.runtime
    found = {
        "database": _holds(lambda: reachable(runtime.database)),
        "migration": _holds(lambda: is_current(runtime.database)),
        "queue": _holds(lambda: bool(runtime.redis.ping())),
    }
    return jsonify(found), 200 if all(found.values()) else 503


def _holds(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (SQLAlchemyError, RedisError):
        return False
