"""The headers of a mail, each with what it is for."""

from datetime import date

from sqlalchemy.orm import Session

from circles.domain.replies import Mail
from circles.mail.demo_replies import answer_address
from circles.mail.site import Site
from circles.models import Membership

WHY = {
    "from": "The circle or program, and the address that takes the answers.",
    "to": "One reader: no mail of ours names two addresses.",
    "subject": "The news, so that it can be understood without opening the mail.",
    "date": "When it was written; in the demo, the demo's time.",
    "message-id": "Our name for this mail. An answer quotes it, and so we know what is answered.",
    "in-reply-to": "The mail of theirs that this one answers.",
    "references": "Keeps the mails of a circle together in one thread.",
    "auto-submitted": "A machine wrote this: answering machines should keep quiet (RFC 3834).",
    "x-auto-response-suppress": "The same, in the words Exchange understands.",
    "precedence": "The same, for old answering machines.",
    "feedback-id": "Lets a big provider tell us which kind of mail was marked as spam.",
    "list-id": "Names the circle, so that people can sort its mails into a folder.",
    "list-unsubscribe": "The way out: a link, and an address.",
    "list-unsubscribe-post": "The mail program may show a button that leaves with one click (RFC 8058).",
    "content-language": "The language of the words.",
    "mime-version": "Says that the mail has parts.",
    "content-type": "The parts: the same words as text and as HTML, and a calendar event where there is one.",
}


def explained(db: Session, mail: Mail, site: Site, today: date) -> list[tuple[str, str, str]]:
    """Give each header's name, its value and what it is for."""
    return [(name.title(), value, _why(db, name, mail, site, today)) for name, value in mail.headers]


def _why(db: Session, name: str, mail: Mail, site: Site, today: date) -> str:
    if name != "reply-to":
        return WHY.get(name, "")
    token = site.read_address(answer_address(mail), today)
    membership = db.get(Membership, token.id) if token and token.kind == "membership" else None
    if membership is None:
        return "Answers come back here; the signed part after the + names this one mail."
    answer = f"{membership.participant.person.name}'s answer to {membership.circle.name}"
    return f"This is how we know it's {answer}: the part after the + is signed and names both."
