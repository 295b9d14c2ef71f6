"""Who is owed which mail at an instant: one pure function over the state of the seasons.

values.py      what the rules look at
meetings.py    the mails around a meeting
asking.py      the mails about follow-ups, polls, silence and the end
owing.py       the rules together: plan, due, next_instant
"""

from circles.domain.timeline.asking import CHECK_IN_AFTER, FOLLOW_UP_DAYS, REPORT_DAYS, REPORTED_WITHIN
from circles.domain.timeline.meetings import (
    LOOK_BACK,
    OTHERS_ARE_ASKED_AFTER,
    REMINDER_DAYS,
    SURVEYED,
    TOPIC_DAYS,
    TOPIC_DRAFT_DAYS,
    has_topic_still,
)
from circles.domain.timeline.owing import due, horizon, is_owed, next_instant, over_before, plan
from circles.domain.timeline.values import Due, Ending, First, FollowUp, Meeting, Member, Poll, Silence, State

__all__ = [
    "CHECK_IN_AFTER",
    "FOLLOW_UP_DAYS",
    "LOOK_BACK",
    "OTHERS_ARE_ASKED_AFTER",
    "REMINDER_DAYS",
    "REPORTED_WITHIN",
    "REPORT_DAYS",
    "SURVEYED",
    "TOPIC_DAYS",
    "TOPIC_DRAFT_DAYS",
    "Due",
    "Ending",
    "First",
    "FollowUp",
    "Meeting",
    "Member",
    "Poll",
    "Silence",
    "State",
    "due",
    "has_topic_still",
    "horizon",
    "is_owed",
    "next_instant",
    "over_before",
    "plan",
]
