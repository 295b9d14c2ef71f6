"""The headers that tell machines what a mail of ours is; docs/mail-headers.md says why each is there."""

import re

from circles.domain.tongue import tongue
from circles.domain.words import MailKind
from circles.mail.facts import Facts
from circles.mail.history import Root
from circles.mail.site import Site
from circles.mail.threads import thread_index
from circles.models import Incoming, Person

ANSWERS = frozenset({MailKind.RECEIPT, MailKind.UNSURE, MailKind.HELP, MailKind.UNDO_DONE})
"""Mails that answer one just received: they never bounce to anyone, and no machine may answer them."""
NO_LIST = frozenset({MailKind.ADDRESS, MailKind.ERASED})
"""Who may be a stranger gets no link of theirs, and who was erased has none left."""
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,250}>")


def headers(facts: Facts, site: Site, reply_to: str) -> tuple[tuple[str, str], ...]:
    """Give all headers but those of who, what and when."""
    return (
        *_automatic(facts),
        *_thread(facts, site),
        *(_list(facts, site, reply_to) if _is_list(facts) else ()),
        ("Content-Language", tongue().language),
    )


def _is_list(facts: Facts) -> bool:
    """Tell whether a mail goes to one of a program's people, who can leave."""
    return isinstance(facts.reader, Person) and facts.outgoing.kind not in NO_LIST


def _automatic(facts: Facts) -> list[tuple[str, str]]:
    replied = facts.outgoing.kind in ANSWERS
    return [
        ("Auto-Submitted", "auto-replied" if replied else "auto-generated"),  # RFC 3834
        ("X-Auto-Response-Suppress", "OOF, AutoReply, RN, NRN"),
        ("Feedback-ID", f"{facts.outgoing.kind}:program-{facts.about.program.id}:circles"),
    ]


def _thread(facts: Facts, site: Site) -> list[tuple[str, str]]:
    """File the mail under the reader's first invite, and under the mail it answers."""
    found, references = [], []
    if (root := _root(facts)) is not None:
        ours, first = (site.message_id(each) for each in (facts.outgoing.message_id, root.message_id))
        found.append(("Thread-Index", thread_index(first, root.posted_at, ours, facts.now)))
        if ours != first:
            references.append(first)
    incoming = facts.about.incoming
    if facts.outgoing.kind in ANSWERS and incoming is not None and (theirs := _message_id(incoming)):
        found.append(("In-Reply-To", theirs))
        references.append(theirs)
    if references:
        found.append(("References", " ".join(references)))
    return found


def _root(facts: Facts) -> Root | None:
    circle, meeting, outgoing = facts.about.circle, facts.about.meeting, facts.outgoing
    if outgoing.kind is MailKind.INVITE and meeting is not None and meeting.n == 1:
        # It is the first itself: that saves a look-up for every mail of a publication.
        return Root(outgoing.message_id, outgoing.posted_at)
    return facts.batch.first_invite(circle, outgoing.to) if circle else None


def _message_id(incoming: Incoming) -> str:
    """Give the Message-ID of a received mail if it is one; it comes from outside."""
    return incoming.message_id if _MESSAGE_ID.fullmatch(incoming.message_id) else ""


def _list(facts: Facts, site: Site, reply_to: str) -> list[tuple[str, str]]:
    circle = facts.about.circle
    name = f"circle-{circle.id}" if circle else f"program-{facts.about.program.id}"
    return [
        ("List-Id", f"<{name}.{site.reply_domain}>"),  # RFC 2919
        (
            "List-Unsubscribe",
            f"<{facts.leave_link}>, <mailto:{reply_to}?subject=Leave&body=Leave>",
        ),  # RFC 2369
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),  # RFC 8058
        ("Precedence", "list"),
    ]
