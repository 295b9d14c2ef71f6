"""Draw the mails around a meeting as the timeline foretells them: `python -m tests.season_drawing`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from circles.domain.cadence import SATURDAY
from circles.domain.timeline import Due, FollowUp, Meeting, Member, State, plan
from circles.domain.words import MailKind

PATH = Path(__file__).parent.parent / "docs" / "season.svg"
MEETS = datetime(2027, 1, 14, 17, tzinfo=UTC)
"""A Thursday."""
HOST, SILENT = 1, 2
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
)
NEXT = replace(MEETING, id=2, starts_at=MEETS + timedelta(weeks=4), previous_end=MEETING.ends_at)
PROMISE = FollowUp(1, 1, SILENT, "UTC", MEETS.date() + timedelta(days=6), MEETING.ends_at)
WHAT = {
    MailKind.TOPIC: "the topic",
    MailKind.REMINDER: "a reminder, to the silent",
    MailKind.INVITE: "the next invite",
    MailKind.FOLLOW_UP: f"a follow-up due on {PROMISE.due:%A}",
}
STYLE = 'role="img" font-family="sans-serif" font-size="14"'
FIRST_DAY, DAYS, DAY, ROW, TOP = -6, 13, 64, 24, 64


def drawing() -> str:
    """Give the drawing, as SVG."""
    owed = [each for each in plan(State([MEETING, NEXT], [PROMISE])) if _is_shown(each)]
    marks = sorted((each.at, _label(each)) for each in owed)
    height = TOP + ROW * (len(marks) + 1)
    width = DAY * DAYS + 200
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {STYLE}>',
            "<title>The mails around a meeting on a Thursday</title>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *(_day(n, height) for n in range(DAYS)),
            *(_mark(at, label, row) for row, (at, label) in enumerate(marks, 1)),
            "</svg>\n",
        ]
    )


def _is_shown(each: Due) -> bool:
    """Leave out what two get alike, and the mails of the meeting after."""
    if each.kind is MailKind.RECAP_ASK:
        return each.about == "meeting:1"
    of_the_next = each.about == "meeting:2"
    return each.person == SILENT and of_the_next == (each.kind is MailKind.INVITE)


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
    return (
        f'<circle cx="{x}" cy="{y}" r="6" fill="#1b5e4b"/>'
        f'<text x="{x + 12}" y="{y + 5}">{escape(label)} ({at:%H:%M})</text>'
    )


if __name__ == "__main__":
    PATH.write_text(drawing(), encoding="utf-8")
