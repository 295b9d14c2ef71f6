"""The rows behind the rules of circles/domain/timeline, as their values.

meetings.py    meetings with their members
asking.py      follow-ups, polls, silence and the end of a season
mails.py       the scheduled mails people have had, or are about to have
"""

from circles.services.owed.asking import follow_ups
from circles.services.owed.mails import mails
from circles.services.owed.meetings import POSTED, meetings, previous_start, reader

__all__ = ["POSTED", "follow_ups", "mails", "meetings", "previous_start", "reader"]
