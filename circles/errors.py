"""The errors Circles raises on purpose; anything else is a bug.

    CirclesError
    |-- NotFound          there is no such thing, or it is not yours
    |-- NotAllowed        there is, but you may not do this now
    |-- Invalid           what was given can't be used: says where, what and how to mend it
    |-- NothingToSay      a mail that would say nothing is not sent
    |-- ReplyRefused      a mail we will never act on, with the reason
    `-- DeliveryError     the mail server said no, for good or for now

Every message is a sentence for the person who meets it.
"""


class CirclesError(Exception):
    """The root: its text may be shown to a user as it is."""


class NotFound(CirclesError):
    """There is no such thing, or it belongs to somebody else."""


class NotAllowed(CirclesError):
    """The thing exists but this can't be done with it now."""


class NothingToSay(CirclesError):
    """A mail would say nothing that its reader can use, so it is not sent."""


class Invalid(CirclesError):
    """Something given can't be used.

    `field` names the form field, column or setting at fault, or is "" for the whole.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class ReplyRefused(CirclesError):
    """A mail that is never acted on; the text is the reason."""


class DeliveryError(CirclesError):
    """A mail server's refusal: `permanent` (5xx) or to be tried again (4xx)."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent
