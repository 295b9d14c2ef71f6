"""Reports about mail of ours: which mail they mean, and what comes of them."""

from datetime import datetime

from sqlalchemy.orm import Session

from circles.domain.replies import Mail
from circles.domain.tokens import Token
from circles.mail.site import Site
from circles.models import Incoming, Outgoing
from circles.services import reachability


def act(db: Session, incoming: Incoming, mail: Mail, site: Site, now: datetime) -> str:
    """Act on a bounce or a complaint, and say what came of it.

    It is believed where it comes back to the return path of a mail of ours, which its reader alone has seen;
    a complaint, which goes to one address for all, may quote it instead. Any other changes nothing.
    """
    token = _returned(site.meant(incoming.recipient, now.date()))
    if token is None and mail.bounce and mail.bounce.return_path:
        token = _returned(site.read_address(mail.bounce.return_path, now.date()))
    sent = db.get(Outgoing, token.id) if token else None
    if mail.bounce is None or sent is None:
        return "It says that a mail came back, but not to where that mail would, so nothing was changed."
    return reachability.take_report(db, sent, mail.bounce, now)


def _returned(token: Token | None) -> Token | None:
    return token if token and token.kind == "return" else None
