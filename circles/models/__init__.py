"""The tables: columns, relations and constraints only; what happens to them stands in circles.services."""

from circles.models.circles import Board, Circle, Meeting, Membership, Proposal
from circles.models.mail import Incoming, Outgoing
from circles.models.operations import Audit, DemoClock, Import, Job, Lease, Replay
from circles.models.people import Address, Pair, Participant, Person, Suppression
from circles.models.programs import Organizer, Program, Season, SignIn, Topic
from circles.models.record import AttendanceEvent, FollowUp, FollowUpEvent, HeldEvent, RsvpEvent
from circles.models.season import Note, Poll, PollAnswer, PollSlot, SeatOffer, Suggestion, SurveyAnswer
from circles.models.tables import Table

__all__ = [
    "Address",
    "AttendanceEvent",
    "Audit",
    "Board",
    "Circle",
    "DemoClock",
    "FollowUp",
    "FollowUpEvent",
    "HeldEvent",
    "Import",
    "Incoming",
    "Job",
    "Lease",
    "Meeting",
    "Membership",
    "Note",
    "Organizer",
    "Outgoing",
    "Pair",
    "Participant",
    "Person",
    "Poll",
    "PollAnswer",
    "PollSlot",
    "Program",
    "Proposal",
    "Replay",
    "RsvpEvent",
    "Season",
    "SeatOffer",
    "SignIn",
    "Suggestion",
    "Suppression",
    "SurveyAnswer",
    "Table",
    "Topic",
]

for _table in Table.metadata.tables.values():
    # A row's id is part of a mail's key (`person:4`), so SQLite must never give one out again.
    _table.dialect_options["sqlite"]["autoincrement"] = "id" in _table.columns
