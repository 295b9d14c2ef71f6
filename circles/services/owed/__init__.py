"""The rows behind the rules of circles/domain/timeline, as their values.

meetings.py    meetings with their members
first.py       who is asked first whether a circle met
asking.py      follow-ups
polls.py       open polls
silence.py     members who have fallen silent
ending.py      members whose circle has met for the last time
mails.py       the scheduled mails people have had, or are about to have
"""

from circles.services.owed.asking import follow_ups
from circles.services.owed.ending import endings
from circles.services.owed.first import may_be_nobody
from circles.services.owed.mails import circles, mails
from circles.services.owed.meetings import POSTED, meetings, previous_start, reader
from circles.services.owed.polls import polls
from circles.services.owed.silence import MISSED_WITHIN, TOOK_PLACE, gathering, may_be_silent, silences

__all__ = [
    "MISSED_WITHIN",
    "POSTED",
    "TOOK_PLACE",
    "circles",
    "endings",
    "follow_ups",
    "gathering",
    "mails",
    "may_be_nobody",
    "may_be_silent",
    "meetings",
    "polls",
    "previous_start",
    "reader",
    "silences",
]
