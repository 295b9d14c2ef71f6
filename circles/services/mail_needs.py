"""What waits for an organizer because mail of ours did not arrive."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from circles.domain.need import Need
from circles.domain.refusals import in_words
from circles.domain.tongue import say, say_n
from circles.domain.wording import moment
from circles.domain.words import OutgoingState
from circles.models import Address, Outgoing
from circles.services import blocks

MOST_NAMED = 5
"""So many are named one by one."""


def stuck_mails(
    db: Session, program_id: int, unreached: Sequence[Address], blocked: Collection[int]
) -> Iterable[Need]:
    """Count the mails that wait for a decision, but for those which one person or domain explains."""
    stuck = dict(
        db.execute(
            select(Outgoing.state, func.count())
            .where(
                Outgoing.state.in_((OutgoingState.HELD, OutgoingState.FAILED)),
                blocks.mails_of(program_id),
                Outgoing.id.not_in(blocked),
                Outgoing.to.not_in([f"person:{each.person_id}" for each in unreached]),
            )
            .group_by(Outgoing.state)
        ).all()
    )
    if stuck:
        failed, held = stuck.get(OutgoingState.FAILED, 0), stuck.get(OutgoingState.HELD, 0)
        refused = say_n("{n} refused or come back", "{n} refused or come back", failed) if failed else ""
        doubtful = (
            say_n("{n} in doubt whether it arrived", "{n} in doubt whether it arrived", held) if held else ""
        )
        why = ", ".join(filter(None, (refused, doubtful)))
        what = say_n("{n} mail is stuck", "{n} mails are stuck", failed + held)
        yield Need("Look at them", what, why, say("Look at them"), "/organizer/outbox", failed + held)


def blocked_mails(domains: Mapping[str, int]) -> Iterable[Need]:
    """Name the domains that refuse our mail, whoever it is to."""
    for domain, mails in [*domains.items()][:MOST_NAMED]:
        what = say("Mail to {domain} is refused", domain=domain)
        why = say_n(
            "{n} mail refused, because of our server or our mail and not the people",
            "{n} mails refused, because of our server or our mail and not the people",
            mails,
        )
        button = say("See what {domain} said", domain=domain)
        yield Need(f"See what {domain} said", what, why, button, "/organizer/outbox", mails)
    if (more := len(domains) - MOST_NAMED) > 0:
        what = say_n("Mail to {n} more domain is refused", "Mail to {n} more domains is refused", more)
        why = say("our server or our mail is the reason")
        yield Need("See them all", what, why, say("See them all"), "/organizer/outbox", more)


def people_out_of_reach(unreached: Sequence[Address], zone: str) -> Iterable[Need]:
    """Name the people to whom no mail goes."""
    for address in unreached[:MOST_NAMED]:
        assert address.bounced_at is not None, "only such addresses are listed"
        name = address.person.name or address.written
        since = moment(address.bounced_at, zone)
        why = say("{reason}, since {when}", reason=in_words(address.bounce), when=since)
        what, button = say("{name} can't be reached", name=name), say("See what to do")
        path = f"/organizer/people/{address.person_id}"
        yield Need("See what to do", what, why, button, path, since=address.bounced_at)
    if (more := len(unreached) - MOST_NAMED) > 0:
        what = say_n("{n} more person can't be reached", "{n} more people can't be reached", more)
        why, button = say("mail to them comes back, or is not wanted"), say("See them all")
        yield Need("See them all", what, why, button, "/organizer/people?state=not-reached", more)
