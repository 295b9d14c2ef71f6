"""When breaks began: whoever takes one is told so by mail at once."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import ScalarSelect, String, cast, func, select
from sqlalchemy.orm import Session

from circles.domain.words import MailKind
from circles.models import Outgoing, Person


def began(db: Session, people: Sequence[int]) -> dict[int, datetime]:
    """Tell by person when (UTC) their latest break began."""
    if not people:
        return {}
    told = (
        select(Outgoing.to, func.max(Outgoing.posted_at))
        .where(Outgoing.kind == MailKind.PAUSED, Outgoing.to.in_([f"person:{each}" for each in people]))
        .group_by(Outgoing.to)
    )
    return {int(to.partition(":")[2]): at for to, at in db.execute(told)}


@cache
def since() -> ScalarSelect[datetime]:
    """Give in SQL when the latest break of a row's person began."""
    reader = "person:" + cast(Person.id, String)
    told = select(func.max(Outgoing.posted_at)).where(Outgoing.kind == MailKind.PAUSED, Outgoing.to == reader)
    return told.correlate(Person).scalar_subquery()
