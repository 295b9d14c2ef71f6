"""Codes instead of English for why somebody waits and why mail comes back; who came back; lacking indexes."""

import re
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from circles.domain import refusals, waiting_words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_INDEXES = (("follow_up", "meeting_id"), ("suggestion", "membership_id"))
_ABSENT = ("absent_from", "absent_until")
_BOUNCES = {
    "our mail comes back": "5.0.0",
    "the address can't be used": "5.1.0",
    "there is no such mailbox": "5.1.1",
    "its domain takes no mail": "5.1.2",
    "the mailbox has moved": "5.1.6",
    "its mail server takes no mail from our address": "5.1.7",
    "its mail server takes no mail from our domain": "5.1.8",
    "the mailbox takes no mail": "5.2.0",
    "the mailbox is switched off": "5.2.1",
    "the mailbox is full": "5.2.2",
    "our mail was too long for it": "5.2.3",
    "its mail server takes no mail": "5.3.0",
    "its mail server could not be reached": "5.4.0",
    "its domain has no mail server": "5.4.4",
    "its mail server could not be reached for days": "5.4.7",
    "its mail server refuses our mail": "5.7.0",
    "they marked our mail as spam": "complaint",
}
_TOGETHER = r"They are to be together with (?P<partners>.+)"
_FREE = r"Circles? (?P<circles>[\d, and]+) could meet when they are free, "
_REASONS = {
    "no-hours": r"No hours were given\.",
    "too-short": r"The hours given never hold a meeting of (?P<minutes>\d+) minutes .*",
    "silent-partner": _TOGETHER + r", and (?P<silent>.+) gave no hours\.",
    "no-common-hour": _TOGETHER + r" and share no hour with them\.",
    "no-room-together": r"No circle has room and an hour for them together with (?P<partners>.+)\.",
    "no-shared-hour": r"No circle can meet at an hour when they are free\.",
    "full": _FREE + r"but (?:is|are) full\.",
    "enough-mentors": _FREE + r"with no place for another mentor\.",
    "all-full": r"Every circle is full\.",
    "asked-for-another": r"They asked for another circle or another time\.",
}
"""What was said to somebody themselves, or names others; the rest is kept as organizers read it."""
_NAMED: dict[str, Callable[[str], Any]] = {
    "minutes": int,
    "circles": lambda text: [int(each) for each in re.findall(r"\d+", text)],
    "partners": lambda names: [names],
    "silent": lambda names: [names],
}
_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_HOUR = re.compile(
    rf"If (?P<days>{'|'.join(_DAYS)}) at (?P<start>[0-2][0-9]:[0-5][0-9]) \((?P<clocks>.+)\) were possible,"
    r" there is a place in circle (?P<circle>\d+)\."
)

_Wait = dict[str, Any]
_ADDRESS = sa.table("address", sa.column("id"), sa.column("bounce"))
_PERSON = sa.table("person", sa.column("id"), sa.column("zone"))
_PARTICIPANT = sa.table(
    "participant",
    *map(sa.column, ("id", "person_id", "waiting_reason", "waiting_remedy")),
    sa.column("wait", sa.JSON),
)
_DRAFTS = ("before", "suggested")
_BOARD = sa.table("board", sa.column("season_id"), *(sa.column(name, sa.JSON) for name in _DRAFTS))


def upgrade() -> None:
    for table, column in _INDEXES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    _rewrite_bounces(lambda words: _BOUNCES.get(words, words))
    op.add_column("participant", sa.Column("wait", sa.JSON(), nullable=False, server_default="{}"))
    p = _PARTICIPANT.c
    found = sa.select(p.id, p.waiting_reason, p.waiting_remedy, _PERSON.c.zone)
    rows = op.get_bind().execute(found.join(_PERSON, _PERSON.c.id == p.person_id)).all()
    for id, reason, remedy, zone in rows:
        if reason or remedy:
            op.execute(_PARTICIPANT.update().where(p.id == id).values(wait=_coded(reason, remedy, zone)))
    zones = {str(id): zone for id, *_, zone in rows}
    _rewrite_drafts(lambda who, wait: _coded(wait["reason"], wait["remedy"], zones.get(who, "")))
    op.drop_column("participant", "waiting_remedy")
    op.drop_column("participant", "waiting_reason")
    for name in _ABSENT:
        op.add_column("membership", sa.Column(name, sa.DateTime(), nullable=True))


def downgrade() -> None:
    for name in _ABSENT:
        op.drop_column("membership", name)
    for name in ("waiting_reason", "waiting_remedy"):
        op.add_column("participant", sa.Column(name, sa.String(), nullable=False, server_default=""))
    p = _PARTICIPANT.c
    for id, wait in op.get_bind().execute(sa.select(p.id, p.wait)).all():
        words = {f"waiting_{name}": said for name, said in _worded(wait).items()}
        op.execute(_PARTICIPANT.update().where(p.id == id).values(words))
    _rewrite_drafts(lambda _, wait: _worded(wait))
    op.drop_column("participant", "wait")
    _rewrite_bounces(refusals.in_words)
    for table, column in _INDEXES:
        op.drop_index(f"ix_{table}_{column}", table)


def _worded(wait: _Wait) -> _Wait:
    return {"reason": waiting_words.reason(wait), "remedy": waiting_words.remedy(wait)}


def _coded(reason: str, remedy: str, zone: str) -> _Wait:
    return _why(reason) | _what_helps(remedy, zone)


def _why(reason: str) -> _Wait:
    for code, pattern in _REASONS.items():
        if found := re.fullmatch(pattern, reason):
            return {"why": code} | {name: _NAMED[name](text) for name, text in found.groupdict().items()}
    return {"reason": reason}


def _what_helps(remedy: str, zone: str) -> _Wait:
    """Read an hour that would help; one on other clocks than theirs stays as it was said."""
    found = _HOUR.fullmatch(remedy)
    clocks = "UTC" if zone == "UTC" else f"{zone.rpartition('/')[2].replace('_', ' ')} time"
    if found is None or found["clocks"] != clocks:
        return {"remedy": remedy} if remedy else {}
    hour = {"weekday": _DAYS.index(found["days"]), "start": found["start"], "zone": zone}
    return {"helps": "an-hour", "circle": int(found["circle"]), **hour}


def _rewrite_bounces(said: Callable[[str], str]) -> None:
    for bounce in op.get_bind().scalars(sa.select(_ADDRESS.c.bounce).distinct()).all():
        op.execute(_ADDRESS.update().where(_ADDRESS.c.bounce == bounce).values(bounce=said(bounce)))


def _rewrite_drafts(said: Callable[[str, _Wait], _Wait]) -> None:
    """Say anew, by the participant's id, why somebody waits in what a board was and could be."""
    for season, *drafts in op.get_bind().execute(sa.select(_BOARD)).all():
        for name, draft in zip(_DRAFTS, drafts, strict=True):
            if draft:
                waiting = {who: said(who, wait) for who, wait in draft["waiting"].items()}
                anew = {name: {**draft, "waiting": waiting}}
                op.execute(_BOARD.update().where(_BOARD.c.season_id == season).values(anew))
