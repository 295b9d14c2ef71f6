"""The closed vocabularies: every kind and state that is stored or shown.

Members are stored by value, so a value never changes; docs/vocabulary.md says what each means.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a participant brings; an *either* serves as one or the other in a circle."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    EITHER = "either"


class SeasonState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    PUBLISHED = "published"
    CLOSED = "closed"
    ANONYMISED = "anonymised"


class ParticipantState(StrEnum):
    INVITED = "invited"
    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    PLACED = "placed"
    DECLINED = "declined"
    LEFT = "left"


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    NOT_HELD = "not_held"
    CANCELLED = "cancelled"


class Rsvp(StrEnum):
    """What a member said before a meeting; never evidence of attendance."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Attendance(StrEnum):
    """What happened; no evidence is unknown, never missed."""

    CAME = "came"
    MISSED = "missed"


class Source(StrEnum):
    """How a statement reached us."""

    CALENDAR = "calendar"
    REPLY = "reply"
    LINK = "link"
    ORGANIZER = "organizer"


class FollowUpState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class PairKind(StrEnum):
    APART = "apart"
    TOGETHER = "together"


class OutgoingState(StrEnum):
    """The life of one mail to send; see circles/services/outbox.py."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    INFLIGHT = "inflight"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"
    SUPERSEDED = "superseded"


class IncomingState(StrEnum):
    """The life of one mail received: stored before it is answered, read later."""

    STORED = "stored"
    READ = "read"  # acted on, or rightly ignored; `outcome` says which
    REVIEW = "review"  # waits for an organizer
    DONE = "done"  # an organizer has dealt with it
    QUARANTINED = "quarantined"  # nothing shows who wrote it: kept, never answered


class ProposalState(StrEnum):
    """What became of another time a member's calendar proposed."""

    OPEN = "open"
    TAKEN = "taken"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class NoteKind(StrEnum):
    """What words a member shares are."""

    THOUGHT = "thought"  # to bring along to a meeting
    RECAP = "recap"  # what they take with them from one
    CIRCLE = "circle"  # to everyone in the circle, at once
    LAST_WORD = "last_word"  # at the end of the season


class Errand(StrEnum):
    """What a mail about hosting (swap-ask) tells its reader."""

    ASK = "ask"  # would you host instead of the one who asks?
    HOSTS = "hosts"  # the turn has come to you
    RELIEVED = "relieved"  # somebody else hosts
    DECLINED = "declined"  # whom you asked can't


class PollState(StrEnum):
    OPEN = "open"
    SETTLED = "settled"  # the meeting has moved to the best time
    EMPTY = "empty"  # no time suited anybody
    WITHDRAWN = "withdrawn"


class SuggestionKind(StrEnum):
    FREE_SEAT = "free_seat"
    REFILL = "refill"
    MERGE = "merge"
    GO_ON = "go_on"
    """As small as it is: there is nobody to take in, and no circle to go into."""


class SuggestionState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DISMISSED = "dismissed"
    MOOT = "moot"  # the circle has changed meanwhile


class OfferState(StrEnum):
    """What became of a seat that was offered."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    LAPSED = "lapsed"
    AWAITED = "awaited"
    """A yes came too late: the seat is kept for another, after whom this one is asked first."""


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class MailKind(StrEnum):
    """Every mail Circles writes; each has a folder of templates by this name."""

    CONFIRM = "confirm"
    ALREADY_IN = "already-in"
    SIGN_IN = "sign-in"
    IMPORT_INVITE = "import-invite"
    JOINED = "joined"
    WAITLISTED = "waitlisted"
    INVITE = "invite"
    UPDATE = "update"
    CANCEL = "cancel"
    RESENT = "resent"
    PROPOSAL = "proposal"
    TOPIC_DRAFT = "topic-draft"
    TOPIC = "topic"
    REMINDER = "reminder"
    RECAP_ASK = "recap-ask"
    CONFLICT = "conflict"
    CATCH_UP = "catch-up"
    FOLLOW_UP = "follow-up"
    MOVE_POLL = "move-poll"
    SWAP_ASK = "swap-ask"
    NOTE = "note"
    CHECK_IN = "check-in"
    SEAT = "seat"
    SURVEY = "survey"
    PAUSED = "paused"
    LEFT = "left"
    RECEIPT = "receipt"
    UNSURE = "unsure"
    HELP = "help"
    UNDO_DONE = "undo-done"
    ASK = "ask"
    LINK = "link"
    DATA = "data"
    ERASED = "erased"
    ADDRESS = "address"
    ADDRESSES = "addresses"
    DIGEST = "digest"
    SEASON_REPORT = "season-report"
    SEASON_OPEN = "season-open"
    IMPORT_DONE = "import-done"
    TEST = "test"


ABOUT_A_MEETING = frozenset(
    {
        MailKind.INVITE,
        MailKind.UPDATE,
        MailKind.CANCEL,
        MailKind.RESENT,
        MailKind.TOPIC_DRAFT,
        MailKind.TOPIC,
        MailKind.REMINDER,
        MailKind.RECAP_ASK,
        MailKind.CATCH_UP,
        MailKind.NOTE,
    }
)
"""Mails between a circle and its meetings: only in reply to these are labelled words for the circle.

How somebody is, what they think of their circle, when they can come and what they promised is between them
and us, whatever label they put to it.
"""


class IncomingKind(StrEnum):
    """What a received mail turned out to be."""

    HUMAN = "human"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    CALENDAR = "calendar"
    LOOP = "loop"
    REFUSED = "refused"


class TrustLevel(StrEnum):
    """How sure we are of who wrote a mail, best first; docs/vocabulary.md says what each may change."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
