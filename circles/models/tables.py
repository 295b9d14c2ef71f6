"""The declarative root every table hangs on."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase

from circles.db import UtcDateTime


def _values(states: type[StrEnum]) -> list[str]:
    return [state.value for state in states]


class Table(DeclarativeBase):
    """Columns map by their Python type: aware UTC datetimes, states by value, JSON for lists and maps."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy's own spelling
        datetime: UtcDateTime,
        StrEnum: Enum(StrEnum, native_enum=False, length=20, values_callable=_values),
        dict[str, Any]: JSON,
        dict[str, str]: JSON,
        list[str]: JSON,
        list[int]: JSON,
        list[dict[str, Any]]: JSON,
    }
