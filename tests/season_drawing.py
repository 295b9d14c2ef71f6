"""Draw the mails around a meeting as the timeline foretells them: `python -m tests.season_drawing`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from circles.domain.cadence import SATURDAY
from circles.domain.timeline import (
    SURVEYED,
    Due,
    Ending,
    First,
    FollowUp,
    Meeting,
    Member,
    Silence,
    State,
    plan,
)
from circles.domain.words import MailKind

PATH = Path(__file__).parent.parent / "docs" / "season.svg"
MEETS = datetime(2027, 1, 14, 17, tzinfo=UTC)
"""A Thursday."""
HOST, SILENT, ABSENT, DISPUTED = range(1, 5)
MEETING = Meeting(
    id=1,
    circle=1,
    starts_at=MEETS,
    minutes=60,
    moves=0,
    sequence=0,
    members=(Member(HOST, "UTC"), Member(SILENT, "UTC")),
    host=HOST,
    known=False,
    previous_end=None,
    first=First(HOST, "UTC"),
)
NEXT = replace(MEETING, id=2, starts_at=MEETS + timedelta(weeks=4), previous_end=MEETING.ends_at)
OVER = replace(
    MEETING,
    id=3,
    n=SURVEYED[0],
    known=True,
    held=True,
    noted_at=MEETING.ends_at,
    members=(
        Member(SILENT, "UTC"),
        Member(ABSENT, "UTC", missed=True, surveyed=True),
        Member(DISPUTED, "UTC", is_disputed=True, surveyed=True),
    ),
)
"""Another meeting at the same time, once it is known what became of it."""
SILENCE = Silence(1, 1, ABSENT, "UTC", 2, MEETING.ends_at)
ENDING = Ending(1, 1, SILENT, "UTC", MEETING.ends_at)
PROMISE = FollowUp(1, 1, SILENT, "UTC", MEETS.date() + timedelta(days=6), MEETING.ends_at)
WHAT = {
    MailKind.TOPIC_DRAFT: "the topic, to the host first",
    MailKind.TOPIC: "the topic",
    MailKind.REMINDER: "a reminder, to the silent",
    MailKind.INVITE: "the next invite",
    MailKind.CATCH_UP: "what was said, to who missed it",
    MailKind.SURVEY: f"how is it? After meetings {SURVEYED[0]} and {SURVEYED[1]}",
    MailKind.CONFLICT: "were you there? To whom others differ on",
    MailKind.CHECK_IN: "how are you? To who missed two without a word",
    MailKind.SEASON_REPORT: "thank you, after the last meeting",
    MailKind.FOLLOW_UP: f"a follow-up due on {PROMISE.due:%A}",
}
STYLE = 'role="img" font-family="sans-serif" font-size="14"'
AFTERWARDS = {MailKind.CATCH_UP, MailKind.SURVEY, MailKind.CONFLICT}
FIRST_DAY, DAYS, DAY, ROW, TOP = -7, 15, 64, 24, 64
WIDTH = DAY * DAYS


def drawing() -> str:
    """Give the drawing, as SVG."""
    state = State([MEETING, NEXT, OVER], [PROMISE], silences=[SILENCE], endings=[ENDING])
    owed = [each for each in plan(state) if _is_shown(each)]
    marks = sorted((each.at, _label(each)) for each in owed)
    height = TOP + ROW * (len(marks) + 1)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" {STYLE}>',
            "<title>The mails around a meeting on a Thursday</title>",
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            *(_day(n, height) for n in range(DAYS)),
            *(_mark(at, label, row) for row, (at, label) in enumerate(marks, 1)),
            "</svg>\n",
        ]
    )


def _is_shown(each: Due) -> bool:
    """Leave out what two get alike, and the mails of the meeting after."""
    if each.kind is MailKind.RECAP_ASK:
        return each.about == "meeting:1"
    if each.about == "meeting:3":
        return each.kind in AFTERWARDS
    if each.kind is MailKind.TOPIC_DRAFT:
        return each.about == "meeting:1"
    of_the_next = each.about == "meeting:2"
    return each.person != HOST and of_the_next == (each.kind is MailKind.INVITE)


def _label(each: Due) -> str:
    if each.kind is MailKind.RECAP_ASK:
        who = "the host" if each.person == HOST else "everyone, if nobody has said"
        return f"recap-ask: did you meet? To {who}"
    return f"{each.kind}: {WHAT[each.kind]}"


def _day(n: int, height: int) -> str:
    day = MEETS.date() + timedelta(days=FIRST_DAY + n)
    x = DAY * n
    is_meeting = day == MEETS.date()
    fill = "#dcebdc" if is_meeting else "#eee" if day.weekday() >= SATURDAY else "#fff"
    ahead = FIRST_DAY + n
    when = "meeting" if is_meeting else f"{ahead:+d}".replace("-", "\u2212")
    return (
        f'<rect x="{x}" y="0" width="{DAY}" height="{height}" fill="{fill}" stroke="#ccc"/>'
        f'<text x="{x + DAY // 2}" y="22" text-anchor="middle">{day:%a}</text>'
        f'<text x="{x + DAY // 2}" y="44" text-anchor="middle" fill="#555">{when}</text>'
    )


def _mark(at: datetime, label: str, row: int) -> str:
    days = (at - datetime.combine(MEETS.date(), datetime.min.time(), UTC)) / timedelta(days=1) - FIRST_DAY
    x, y = round(days * DAY), TOP + ROW * row - ROW // 2
    side = 12 if x < WIDTH // 2 else -12  # in the right half words stand before their mark, so that they fit
    anchor = ' text-anchor="end"' if side < 0 else ""
    return (
        f'<circle cx="{x}" cy="{y}" r="6" fill="#1b5e4b"/>'
        f'<text x="{x + side}" y="{y + 5}"{anchor}>{escape(label)} ({at:%H:%M})</text>'
    )


if __name__ == "__main__":
    PATH.write_text(drawing(), encoding="utf-8")
