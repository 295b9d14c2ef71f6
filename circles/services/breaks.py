"""When breaks began: whoever takes one is told so by mail at once."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ScalarSelect, String, cast, func, select
from sqlalchemy.orm import Session

from circles.domain.words import MailKind
from circles.models import Outgoing, Person

_TOLD = select(func.max(Outgoing.posted_at)).where(Outgoing.kind == MailKind.PAUSED)


def began(db: Session, people: Sequence[int]) -> dict[int, datetime]:
    """Tell by person when (UTC) their latest break began."""
    if not people:
        return {}
    of_each = _TOLD.add_columns(Outgoing.to).group_by(Outgoing.to)
    told = of_each.where(Outgoing.to.in_([f"person:{each}" for each in people]))
    return {int(to.partition(":")[2]): at for at, to in db.execute(told)}


@cache
def since() -> ScalarSelect[datetime]:
    """Give in SQL when the latest break of a row's person began."""
    reader = "person:" + cast(Person.id, String)
    return _TOLD.where(Outgoing.to == reader).correlate(Person).scalar_subquery()
