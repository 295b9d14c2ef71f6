"""Several addresses of one person: asked there first, and nobody keeps another from using one."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.people_file import Row
from circles.domain.replies.values import Bounce
from circles.domain.words import MailKind, OutgoingState, Role
from circles.errors import Invalid, NotAllowed, NotFound
from circles.models import Address, Outgoing, Person, Season
from circles.services import addresses, enrolment, holdings, outbox, people, privacy, reachability
from tests.services.stage import NOW, enrol, open_season, published
from tests.services.test_people import WISH

BOUNCED = Bounce(permanent=True, complaint=False, recipients=(), reason="550 5.1.1 no such user")


def posted(db: Session, kind: MailKind) -> list[str]:
    return list(db.scalars(select(Outgoing.about).where(Outgoing.kind == kind).order_by(Outgoing.id)))


def bo(db: Session) -> Person:
    return enrol(db, open_season(db), "Bo").person


def added(db: Session, person: Person, email: str = "bo@work.example") -> Address:
    addresses.add(db, person, email, NOW)
    return person.addresses[-1]


def test_a_new_address_is_asked_and_counts_for_nothing_before_its_yes(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        new = added(db, person, " Bo@Work.Example ")
        assert (new.written, new.email, new.counts) == ("Bo@Work.Example", "bo@work.example", False)
        assert new.deliverable == "Bo@work.example"
        assert people.find_person(db, person.program_id, "bo@work.example") is None
        assert posted(db, MailKind.ADDRESS) == [f"address:{new.id}"]
        assert not posted(db, MailKind.ADDRESSES)
        assert person.email == "bo@meadow.example"


def test_with_its_yes_it_counts_and_the_address_we_write_to_is_told(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        new = added(db, person)
        assert addresses.confirm(db, new, NOW)
        assert not addresses.confirm(db, new, NOW)
        assert people.find_person(db, person.program_id, "bo@work.example") is person
        assert posted(db, MailKind.ADDRESSES) == [f"address:{person.addresses[0].id}"]
        assert person.email == "bo@meadow.example"


def test_we_write_where_they_choose_and_tell_the_address_before(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        old, new = person.addresses[0], added(db, person)
        with pytest.raises(NotAllowed, match=r"press the button in the mail we sent to bo@work\.example"):
            addresses.write_to(db, person, new.id, NOW)
        addresses.confirm(db, new, NOW)
        addresses.write_to(db, person, new.id, NOW + timedelta(days=1))
        assert person.email == "bo@work.example"
        assert posted(db, MailKind.ADDRESSES) == [f"address:{old.id}"] * 2
        addresses.write_to(db, person, old.id, NOW + timedelta(days=2))
        assert person.email == "bo@meadow.example"
        addresses.write_to(db, person, old.id, NOW + timedelta(days=3))
        assert len(posted(db, MailKind.ADDRESSES)) == 3
        db.expire_all()
        assert db.get_one(Person, person.id).email == "bo@meadow.example"


def test_any_but_the_one_we_write_to_can_be_dropped(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        new = added(db, person)
        addresses.drop(db, person, new.id, NOW)
        assert [each.written for each in person.addresses] == ["bo@meadow.example"]
        with pytest.raises(NotAllowed, match="Choose another one first"):
            addresses.drop(db, person, person.addresses[0].id, NOW)
        stranger = people.add_person(db, person.program_id, "Eve", "eve@evil.example", "UTC", "en", NOW)
        with pytest.raises(NotFound):
            addresses.drop(db, stranger, person.addresses[0].id, NOW)


def test_nothing_shows_whether_an_address_is_somebody_elses(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        dee = people.add_person(db, person.program_id, "Dee", "dee@meadow.example", "UTC", "en", NOW)
        hers = added(db, person, "dee@meadow.example")
        before = shown(db, person, "dee@meadow.example")
        addresses.drop(db, person, hers.id, NOW)
        free = added(db, person, "eve@nowhere.example")
        assert shown(db, person, "eve@nowhere.example") == before
        assert (hers.counts, free.counts) == (False, False)
        assert posted(db, MailKind.ADDRESS) == [f"address:{each.id}" for each in (hers, free)]
        assert people.find_person(db, person.program_id, "dee@meadow.example") is dee


def shown(db: Session, person: Person, email: str) -> str:
    """Give all that they may ask of us about themselves, in which an address is only the one they wrote."""
    held = holdings.holdings(db, person)
    return json.dumps({name: held[name] for name in ("addresses", "mails_to_you")}, default=str).replace(
        email, "EMAIL"
    )


def test_what_is_somebody_elses_stays_theirs_whoever_says_yes(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        dee = people.add_person(db, person.program_id, "Dee", "dee@meadow.example", "UTC", "en", NOW)
        claimed = added(db, person, "dee@meadow.example")
        assert not addresses.confirm(db, claimed, NOW)
        assert not claimed.counts
        assert people.find_person(db, person.program_id, "dee@meadow.example") is dee
        assert not posted(db, MailKind.ADDRESSES)


def test_of_two_who_claim_an_address_the_one_with_its_yes_has_it(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        eve = people.add_person(db, person.program_id, "Eve", "eve@meadow.example", "UTC", "en", NOW)
        ours, hers = added(db, person), added(db, eve)
        assert addresses.confirm(db, hers, NOW)
        assert not addresses.confirm(db, ours, NOW)
        assert people.find_person(db, person.program_id, "bo@work.example") is eve


def test_erasing_the_owner_leaves_no_trace_where_somebody_claimed_their_address(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        dee = people.add_person(db, person.program_id, "Dee", "dee@meadow.example", "UTC", "en", NOW)
        addresses.add(db, person, "dee@meadow.example", NOW)
        privacy.erase(db, dee, NOW)
        db.expire(person, ["addresses"])
        assert [each.written for each in person.addresses] == ["bo@meadow.example"]


def test_no_mail_asks_about_an_address_that_was_dropped_or_whose_owner_was_erased(
    database: Database,
) -> None:
    with database.transaction() as db:
        person = bo(db)
        dee = people.add_person(db, person.program_id, "Dee", "dee@meadow.example", "UTC", "en", NOW)
        dropped, claimed = added(db, person), added(db, person, "dee@meadow.example")
        asks = list(db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.ADDRESS)))
        for mail in asks:
            outbox.keep_bytes(db, mail, f"To: {dropped.written}, {claimed.written}".encode(), [])
        addresses.drop(db, person, dropped.id, NOW)
        privacy.erase(db, dee, NOW)
        db.expire_all()
        assert [(each.state, each.raw) for each in asks] == [(OutgoingState.SUPERSEDED, None)] * 2


def test_an_address_whose_owner_wants_no_mail_gets_none(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        stage = people.add_person(db, person.program_id, "Carl", "carl@work.example", "UTC", "en", NOW)
        reachability.take_report(db, _mail_to(db, stage), _complaint("carl@work.example"), NOW)
        stage.addresses[0].normalised = "carl@other.example"
        db.flush()
        addresses.add(db, person, "carl@work.example", NOW)
        asks = list(db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.ADDRESS)))
        assert len(asks) == 1
        assert reachability.withhold(db, asks) == []


def _mail_to(db: Session, person: Person) -> Outgoing:
    outbox.post(db, MailKind.LINK, f"person:{person.id}", "season:1", NOW)
    return db.scalars(select(Outgoing).where(Outgoing.to == f"person:{person.id}")).one()


def _complaint(email: str) -> Bounce:
    return Bounce(recipients=(email,), permanent=True, complaint=True)


def test_what_waits_for_a_yes_keeps_nobody_from_signing_up_or_being_enrolled(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        eve = enrol(db, season, "Eve").person
        for email in ("ana@meadow.example", "cara@meadow.example"):
            addresses.add(db, eve, email, NOW)
        people.sign_up(db, season, WISH, NOW)
        _enrol_by_file(db, season, "cara@meadow.example")
        db.expire(eve, ["addresses"])
        assert [each.counts for each in eve.addresses] == [True, False, False]
        for email in ("ana@meadow.example", "cara@meadow.example"):
            found = people.find_person(db, season.program_id, email)
            assert found is not None
            assert found is not eve


def _enrol_by_file(db: Session, season: Season, email: str, by: str = "Inês") -> None:
    row = Row(2, email, "Cara", email, Role.MENTEE, 1, (), "UTC", (), {}, (), (), "en")
    how = enrolment.Enrolment(season, by, "organizer:1", "people.csv")
    enrolment.bring_in(db, how, enrolment.look_up(db, season, [row]), NOW)


@pytest.mark.parametrize(("by", "confirmed"), [("Inês", True), ("", False)])
def test_the_word_of_an_organizer_confirms_an_address_and_an_invitation_does_not(
    by: str, confirmed: bool, database: Database
) -> None:
    with database.transaction() as db:
        season = open_season(db)
        _enrol_by_file(db, season, "cara@meadow.example", by)
        cara = people.find_person(db, season.program_id, "cara@meadow.example")
        assert cara is not None
        assert (cara.addresses[0].confirmed_at is not None) is confirmed


def test_joining_confirms_the_address_we_write_to(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        people.sign_up(db, season, WISH, NOW)
        ana = people.find_person(db, season.program_id, "ana@meadow.example")
        assert ana is not None
        assert ana.addresses[0].confirmed_at is None
        people.confirm(db, ana.participations[0], NOW)
        assert ana.addresses[0].confirmed_at == NOW


@pytest.mark.parametrize(
    ("email", "fault"),
    [
        ("nobody", "address"),
        ("bo@meadow.example", "yours here already"),
        ("n6@work.example", "the most we keep"),
    ],
)
def test_what_cannot_be_added_is_said(email: str, fault: str, database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        for n in range(1, 5):
            addresses.add(db, person, f"n{n}@work.example", NOW + timedelta(days=n))
        with pytest.raises(Invalid, match=fault):
            addresses.add(db, person, email, NOW + timedelta(days=9))


def test_an_address_is_asked_a_few_times_a_day(database: Database) -> None:
    with database.transaction() as db:
        person = bo(db)
        for _ in range(addresses.MOST_ASKED_A_DAY):
            addresses.add(db, person, "bo@work.example", NOW)
        with pytest.raises(Invalid, match="tomorrow"):
            addresses.add(db, person, "bo@work.example", NOW)
        addresses.add(db, person, "bo@work.example", NOW + timedelta(days=1, minutes=1))
        assert len(person.addresses) == 2


def test_another_address_can_be_asked_where_the_first_one_bounces(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        person = stage.members["Bo"].person
        person.addresses[0].bounced_at = NOW
        addresses.add(db, person, "bo@work.example", NOW)
        mails = list(db.scalars(select(Outgoing).where(Outgoing.to == stage.person("Bo"))))
        going = reachability.withhold(db, mails)
        assert [mail.kind for mail in going] == [MailKind.ADDRESS]
        addresses.confirm(db, person.addresses[-1], NOW)
        addresses.write_to(db, person, person.addresses[-1].id, NOW + timedelta(days=1))
        outbox.post(db, MailKind.LINK, stage.person("Bo"), f"season:{stage.season.id}", NOW)
        last = db.scalars(select(Outgoing).order_by(Outgoing.id.desc()).limit(1)).one()
        assert reachability.withhold(db, [last]) == [last]


def test_who_chooses_an_address_that_mail_reaches_gets_what_was_held_back_and_hosts_again(
    database: Database,
) -> None:
    def hosts() -> list[str]:
        return [each.host.participant.person.name for each in stage.circle.meetings if each.host]

    with database.transaction() as db:
        stage = published(db)
        person = stage.members["Bo"].person
        work = added(db, person)
        addresses.confirm(db, work, NOW)
        to_bo = select(Outgoing).where(Outgoing.to == stage.person("Bo"), Outgoing.kind == MailKind.INVITE)
        invite = db.scalars(to_bo).one()
        invite.state, invite.sent_at = OutgoingState.SENT, NOW
        reachability.take_report(db, invite, BOUNCED, NOW)
        assert (hosts(), invite.state) == (["Ana", "Carl"], OutgoingState.FAILED)
        addresses.write_to(db, person, work.id, NOW + timedelta(hours=1))
        assert (hosts(), invite.state) == (["Ana", "Bo"], OutgoingState.QUEUED)
