"""Erasing somebody: nothing personal stays, what happened stays true, and nobody else loses anything."""

from datetime import timedelta
from hashlib import sha256
from threading import Thread

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from circles.db import Database, seal
from circles.domain.words import (
    Attendance,
    FollowUpState,
    IncomingState,
    MailKind,
    NoteKind,
    OutgoingState,
    PairKind,
    ParticipantState,
    Rsvp,
    Source,
    SuggestionKind,
)
from circles.models import (
    Address,
    Audit,
    FollowUp,
    Import,
    Incoming,
    Job,
    Membership,
    Note,
    Outgoing,
    Pair,
    Participant,
    Person,
    Poll,
    PollAnswer,
    SeatOffer,
    Suggestion,
    Suppression,
    SurveyAnswer,
)
from circles.services import (
    addresses,
    attendance,
    circles,
    follow_ups,
    imports,
    inbox,
    meetings,
    notes,
    outbox,
    people,
    privacy,
    programs,
    proposals,
    reachability,
)
from circles.services.audit import note
from circles.services.wishes import Wish
from tests.searching import places
from tests.services.stage import AFTER, MEETS, NOW, Stage, by, enrol, open_season, published

BO = "bo@meadow.example"
SECOND = "bo.second@brook.example"
PRIVATE = "canary-of-bo"
LATER = NOW + timedelta(days=1)


def full_of_bo(db: Session) -> Stage:
    """Publish a circle and let everything about Bo stand wherever it can."""
    stage = published(db)
    bo = stage.members["Bo"]
    bo.person.name = "Bo Canarywood"
    bo.hopes = bo.needs = bo.availability = bo.enrolled_by = PRIVATE
    bo.wait = {"reason": PRIVATE}
    bo.topics, bo.attributes = [PRIVATE], {"team": PRIVATE}
    seat = db.scalars(select(Membership).where(Membership.participant_id == bo.id)).one()
    seat.intro = seat.why = PRIVATE
    stage.second.guide = {"words": PRIVATE, "by": stage.person("Bo")}
    bo.person.waits_since, bo.may_quote = NOW, True
    db.add_all(_shared(stage, seat))
    a, b = sorted((bo.id, stage.members["Carl"].id))
    db.add(Pair(season_id=stage.season.id, a_id=a, b_id=b, kind=PairKind.APART))
    addresses.add(db, bo.person, SECOND, NOW)
    db.flush()
    addresses.confirm(db, bo.person.addresses[1], NOW)
    attendance.say_rsvp(db, stage.first, bo, Rsvp.YES, by("Bo", stage, NOW), NOW)
    attendance.say_attendance(db, stage.first, bo, Attendance.CAME, by("Ana", stage, AFTER), AFTER)
    follow_ups.open_one(
        db, stage.circle, stage.first, follow_ups.Promise(PRIVATE, bo, None), by("Bo", stage, AFTER)
    )
    proposals.propose(db, stage.second, bo, MEETS + timedelta(days=40), PRIVATE, NOW)
    cause = {"what": "proposed", "name": bo.person.name}
    stage.second.reason, stage.second.cause = "Bo Canarywood proposed this time.", cause
    stage.members["Dee"].wait = {"why": "no-common-hour", "partners": ["Bo Canarywood"]}
    db.add_all(
        [
            _mail(db, bo.person, BO, IncomingState.READ),
            _mail(db, bo.person, SECOND, IncomingState.REVIEW),
            _mail(db, None, BO, IncomingState.QUARANTINED),
            _mail(db, stage.members["Carl"].person, "carl@meadow.example", IncomingState.READ, cc=BO),
        ]
    )
    file = f"email,name\n{BO.upper()},Bo\nana@meadow.example,Ana\n".encode()
    upload = imports.upload(db, stage.season, None, "people.csv", file, NOW)
    upload.result = {"errors": [f"Bo Canarywood <{BO}> stands twice"]}
    job = Job(program_id=stage.program.id, kind="import", about="import:1", created_at=NOW, due_at=NOW)
    job.result = {"error": f"{BO} can't be used"}
    db.add(job)
    note(db, stage.program.id, "organizer:1", f"participant:{bo.id}", f"{PRIVATE} {BO}", NOW)
    note(db, stage.program.id, "organizer:1", f"season:{stage.season.id}", "moved Bo Canarywood", NOW)
    for mail in db.scalars(select(Outgoing)):
        mail.state, mail.sent_at, mail.error = OutgoingState.SENT, NOW, f"250 <{BO}> is fine"
        if mail.to == stage.person("Bo"):
            mail.raw = seal(db, f"To: {BO}\n\n{PRIVATE}".encode())
    db.flush()
    return stage


def _shared(stage: Stage, seat: Membership) -> list[Note | Poll | SurveyAnswer | SeatOffer | Suggestion]:
    """Let Bo share, answer and be offered something of every kind."""
    bo = seat.participant
    said = {"participant": bo, "source": Source.REPLY, "said_by": stage.person("Bo"), "said_at": NOW}
    poll = Poll(
        meeting=stage.second,
        moves=0,
        asked_by=stage.person("Bo"),
        reason=PRIVATE,
        opened_at=NOW,
        closes_at=AFTER,
        answers=[PollAnswer(slots=[1], **said)],
    )
    return [
        Note(circle=stage.circle, kind=NoteKind.RECAP, text=PRIVATE, **said),
        poll,
        SurveyAnswer(meeting=stage.first, score=4, line=PRIVATE, **said),
        SeatOffer(circle=stage.circle, participant=bo, why=PRIVATE, offered_at=NOW, expires_at=AFTER),
        Suggestion(
            circle=stage.circle, kind=SuggestionKind.FREE_SEAT, membership=seat, why=PRIVATE, made_at=NOW
        ),
    ]


def _mail(db: Session, person: Person | None, sender: str, state: IncomingState, cc: str = "") -> Incoming:
    words = PRIVATE if sender != "carl@meadow.example" else "Carl asks"
    return Incoming(
        recipient="circles+x@reply.example",
        hash=sha256(f"{sender}{state}".encode()).hexdigest(),
        raw=seal(db, f"From: {sender}\nCc: {cc}\nSubject: {words}\n\n{words}".encode()),
        state=state,
        received_at=NOW,
        due_at=NOW,
        sender=sender,
        subject=words,
        message_id=f"<{words}@mail.example>",
        envelope={"mail_from": sender, "helo": words},
        person=person,
        outcome={"own_text": f"{words} {cc}", "noted": [words], "trust": {"level": "A"}},
    )


def erased(db: Session, stage: Stage) -> None:
    """Erase Bo, and let what waits for Bo leave."""
    privacy.erase(db, stage.members["Bo"].person, NOW)
    sent_all(db, stage)


def sent_all(db: Session, stage: Stage) -> list[Outgoing]:
    waiting = select(Outgoing).where(
        Outgoing.to == stage.person("Bo"), Outgoing.state == OutgoingState.QUEUED
    )
    gone = list(db.scalars(waiting.order_by(Outgoing.id)))
    for mail in gone:
        mail.state, mail.sent_at, mail.error = OutgoingState.SENT, NOW, f"250 <{BO}> is fine"
        mail.raw = seal(db, f"To: {BO}\n\nDone".encode())
    db.flush()
    privacy.finish(db)
    return gone


@pytest.mark.parametrize("word", [BO, SECOND, PRIVATE, "Canarywood"])
def test_after_erasing_a_search_finds_nothing(database: Database, word: str) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        assert places(db, word)
        erased(db, stage)
        assert places(db, word) == []


@pytest.mark.parametrize("name", ["Élodie Canarywood", "Åsa Ødegård", "王 小明"])
def test_a_name_in_any_script_goes_from_why_somebody_waits(database: Database, name: str) -> None:
    with database.transaction() as db:
        stage = published(db)
        dee, bo = stage.members["Dee"], stage.members["Bo"].person
        bo.name = name
        dee.wait = {"why": "silent-partner", "partners": [name, "Carl"], "silent": [name]}
        note(db, stage.program.id, "organizer:1", f"season:{stage.season.id}", f"moved {name}", NOW)
        db.flush()
        privacy.erase(db, bo, NOW)
        assert dee.wait == {"why": "silent-partner", "partners": ["(erased)", "Carl"], "silent": ["(erased)"]}
        assert not db.scalars(select(Audit).where(Audit.what.contains(name))).all()


def test_where_their_circle_meets_stays_for_the_others_but_for_their_name_and_address(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        place = f"Room 3; ring Bo Canarywood or {BO}"
        meetings.set_place(db, stage.circle, place, stage.person("Bo"), NOW)
        erased(db, stage)
        assert stage.circle.place == "Room 3; ring (erased) or (erased)"
        assert places(db, BO) == places(db, "Canarywood") == []


def test_only_a_hash_of_each_address_stays(database: Database) -> None:
    with database.transaction() as db:
        erased(db, full_of_bo(db))
        assert {row.reason for row in db.scalars(select(Suppression))} == {"erased"}
        assert reachability.suppressed(db, [BO, SECOND, "ana@meadow.example"]) == {BO, SECOND}


def test_the_last_mail_and_what_empties_the_calendar_go_out_first(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for mail in db.scalars(select(Outgoing)):
            mail.state, mail.sent_at = OutgoingState.SENT, NOW
        bo = stage.members["Bo"].person
        privacy.erase(db, bo, NOW)
        assert (bo.is_erased, bo.email, bo.name) == (True, BO, "Bo")
        privacy.finish(db)
        assert bo.email == BO, "a mail still waits for it"
        gone = sent_all(db, stage)
        assert [mail.kind for mail in gone] == [MailKind.CANCEL, MailKind.ERASED]
        assert (bo.email, bo.name) == ("", privacy.NOBODY)


def test_a_last_mail_that_never_leaves_keeps_the_address_a_day_and_no_longer(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        privacy.erase(db, stage.members["Bo"].person, NOW)
        outbox.recover(db, LATER - timedelta(minutes=1))
        privacy.finish(db)
        assert places(db, BO)
        outbox.recover(db, LATER)
        privacy.finish(db)
        assert places(db, BO) == []


def test_what_they_wrote_does_not_leave_any_more_in_mails_to_others(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        ana, said = stage.person("Ana"), by("Bo", stage, NOW)
        notes.relay(db, stage.circle, stage.members["Bo"], PRIVATE, said, NOW)
        tried, claimed = _mails_to(db, ana)[0], _mails_to(db, ana)[-1]
        outbox.claim(db, [tried.id, claimed.id], "worker", NOW)
        for mail in (tried, claimed):
            outbox.keep_bytes(db, mail, f"To: Ana\n\nBo says {PRIVATE}".encode(), [])
        outbox.mark_refused(db, tried.id, "worker", "451 later", NOW, permanent=False)
        privacy.erase(db, stage.members["Bo"].person, NOW)
        assert places(db, PRIVATE) == []
        assert claimed.kind is MailKind.NOTE
        assert (claimed.state, tried.state) == (OutgoingState.SUPERSEDED, OutgoingState.QUEUED)
        assert not outbox.mark_inflight(db, claimed.id, "worker", NOW)
        left = [each for each in db.scalars(select(Outgoing)) if each.about == claimed.about]
        assert {each.state for each in left} == {OutgoingState.SUPERSEDED}


def test_mail_to_others_that_a_worker_holds_is_written_anew(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        invite = _mails_to(db, stage.person("Ana"))[0]
        outbox.claim(db, [invite.id], "worker", NOW)
        outbox.keep_bytes(db, invite, f"To: Ana\n\nBo brings {PRIVATE}".encode(), [])
        privacy.erase(db, stage.members["Bo"].person, NOW)
        assert not outbox.mark_inflight(db, invite.id, "worker", NOW)
        assert (invite.state, invite.raw) == (OutgoingState.QUEUED, None)
        assert outbox.due(db, NOW) != []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_mail_to_others_that_is_being_written_meanwhile_is_written_anew(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo, invite = stage.members["Bo"].person_id, _mails_to(db, stage.person("Ana"))[0].id

    def erase() -> None:
        with database.transaction() as db:
            privacy.erase(db, db.get_one(Person, bo), NOW)

    eraser = Thread(target=erase)
    with database.transaction() as db:
        (mail,) = outbox.claim(db, [invite], "worker", NOW)
        outbox.keep_bytes(db, mail, f"To: Ana\n\nBo brings {PRIVATE}".encode(), [])
        db.flush()
        eraser.start()
        while eraser.is_alive() and not db.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            pass
    eraser.join()
    with database.transaction() as db:
        mail = db.get_one(Outgoing, invite)
        assert (mail.state, mail.raw) == (OutgoingState.QUEUED, None)
        assert not outbox.mark_inflight(db, invite, "worker", NOW)


def _mails_to(db: Session, to: str) -> list[Outgoing]:
    waiting = select(Outgoing).where(Outgoing.to == to, Outgoing.state == OutgoingState.QUEUED)
    return list(db.scalars(waiting.order_by(Outgoing.id)))


def test_what_happened_stays_as_facts_about_nobody(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        bo = stage.members["Bo"]
        erased(db, stage)
        key = stage.first.id, bo.id
        assert attendance.rsvps(db, [stage.first])[key].value is Rsvp.YES
        assert attendance.attendance(db, [stage.first])[key].value is Attendance.CAME
        promise = db.scalars(select(FollowUp)).one()
        assert (promise.text, promise.state) == (FollowUp.ERASED, FollowUpState.DROPPED)
        assert bo.state is ParticipantState.LEFT
        assert [member.participant.person.name for member in stage.circle.members] == ["Ana", "Carl", "Dee"]
        assert len(stage.circle.memberships) == 4


def test_nobody_else_loses_anything(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        erased(db, stage)
        assert [each.email for each in (stage.members[name].person for name in ("Ana", "Carl", "Dee"))] == [
            "ana@meadow.example",
            "carl@meadow.example",
            "dee@meadow.example",
        ]
        carls = db.scalars(
            select(Incoming).where(Incoming.person_id == stage.members["Carl"].person_id)
        ).one()
        assert carls.outcome["own_text"] == "Carl asks (erased)"
        assert carls.outcome["noted"] == ["Carl asks"]
        assert stage.first.host is not None


def test_erasing_twice_is_erasing_once(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        erased(db, stage)
        privacy.erase(db, stage.members["Bo"].person, LATER)
        assert not sent_all(db, stage)


def test_a_host_who_is_erased_hands_the_meeting_on(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        privacy.erase(db, stage.members["Ana"].person, NOW)
        hosts = [meeting.host for meeting in stage.circle.meetings]
        assert all(host is not None and host.left_at is None for host in hosts)


def test_an_import_never_brings_them_back(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        erased(db, stage)
        people_file = f"email\n{BO}\nnew@brook.example\n".encode()
        upload = imports.upload(db, stage.season, None, "again.csv", people_file, LATER)
        rehearsal = imports.rehearse(db, upload)
        assert (rehearsal.new, rehearsal.refused) == (1, 1)


def test_a_sign_up_of_their_own_brings_them_back_as_somebody_new(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        bo = enrol(db, season, "Bo")
        privacy.erase(db, bo.person, NOW)
        again = Wish("Bo", BO, bo.role, "Europe/Lisbon")
        people.sign_up(db, season, again, LATER)  # before the last mail has left
        newcomer = db.scalars(select(Participant).order_by(Participant.id.desc())).first()
        assert newcomer is not None
        assert newcomer.person_id != bo.person_id
        assert reachability.suppressed(db, [BO]) == {BO}, "a sign-up nobody confirmed lifts nothing"
        people.confirm(db, newcomer, LATER)
        assert reachability.suppressed(db, [BO]) == set()
        assert newcomer.person.email == BO


def test_who_is_erased_in_one_program_stays_in_another(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        other = programs.add_program(db, "Other", "UTC")
        there = people.add_person(db, other.id, "Bo There", BO, "UTC", "en", NOW)
        db.flush()
        erased(db, stage)
        assert (there.email, there.is_erased) == (BO, False)


def test_an_operator_erases_an_address_everywhere(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        other = programs.add_program(db, "Other", "UTC")
        there = people.add_person(db, other.id, "Bo There", BO, "UTC", "en", NOW)
        done = privacy.erase_address(db, BO, NOW)
        assert [each.program for each in done] == ["Springboard", "Other"]
        sent_all(db, stage)
        for mail in db.scalars(select(Outgoing).where(Outgoing.to == f"person:{there.id}")):
            mail.state = OutgoingState.FAILED
        db.flush()
        privacy.finish(db)
        assert places(db, BO) == []


def test_an_address_that_only_wrote_to_us_is_erased_too_and_an_unknown_one_is_told_apart(
    database: Database,
) -> None:
    with database.transaction() as db:
        published(db)
        db.add(_mail(db, None, "stranger@brook.example", IncomingState.QUARANTINED))
        db.flush()
        assert privacy.erase_address(db, "nobody@brook.example", NOW) == []
        assert privacy.erase_address(db, "stranger@brook.example", NOW)
        assert places(db, "stranger@brook.example") == []


def test_a_draft_is_formed_without_them(database: Database) -> None:
    with database.transaction() as db:
        season = open_season(db)
        members = [enrol(db, season, name) for name in ("Ana", "Bo")]
        privacy.erase(db, members[1].person, NOW)
        assert [each.id for each in circles.placeable(db, season)] == [members[0].id]


def test_the_circle_of_somebody_erased_goes_on(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        erased(db, stage)
        meetings.set_place(db, stage.circle, "Room 3", "organizer:1", LATER)
        said = by("Carl", stage, AFTER)
        attendance.say_attendance(db, stage.first, stage.members["Carl"], Attendance.CAME, said, AFTER)
        assert not db.scalars(select(Address).where(Address.normalised == BO)).all()


def test_an_upload_that_names_them_is_dropped_and_others_are_kept(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        imports.upload(db, stage.season, None, "others.csv", b"email\nnew@brook.example\n", NOW)
        erased(db, stage)
        kept = {row.filename: row.raw is not None for row in db.scalars(select(Import))}
        assert kept == {"people.csv": False, "others.csv": True}


def test_the_source_of_an_answer_stays_known(database: Database) -> None:
    with database.transaction() as db:
        stage = full_of_bo(db)
        erased(db, stage)
        event = attendance.rsvps(db, [stage.first])[stage.first.id, stage.members["Bo"].id]
        assert (event.source, event.said_by) == (Source.REPLY, stage.person("Bo"))


def test_an_address_that_only_looks_alike_is_left_alone(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        alike = ("dee.ana@meadow.example", "ana@meadow.example.org", "x-ana@meadow.example")
        for n, sender in enumerate(alike):
            raw = f"From: {sender}\r\n\r\nYes\r\n".encode()
            stored = inbox.store(db, raw, f"circles+{n}@reply.example", NOW)
            mail = db.get_one(Incoming, stored)
            mail.sender, mail.outcome, mail.state = sender, {"said": f"by {sender}"}, IncomingState.READ
        privacy.erase(db, stage.members["Ana"].person, NOW)
        kept = db.scalars(select(Incoming).where(Incoming.sender.in_(alike)).order_by(Incoming.id)).all()
        assert [(mail.sender, mail.outcome["said"]) for mail in kept] == [(a, f"by {a}") for a in alike]
        assert all(mail.raw is not None for mail in kept)
