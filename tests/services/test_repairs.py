"""A silent member, or a circle that has lost too many: proposed to an organizer, done with their yes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from threading import Barrier

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.statement import Said
from circles.domain.waiting_words import reason, remedy
from circles.domain.words import (
    MailKind,
    MeetingState,
    OfferState,
    OutgoingState,
    ParticipantState,
    Role,
    Source,
    SuggestionKind,
    SuggestionState,
)
from circles.errors import NotAllowed
from circles.models import Circle, Meeting, Membership, Outgoing, Suggestion
from circles.services import (
    attendance,
    condition,
    departures,
    freeing,
    offers,
    outbox,
    owed,
    people,
    privacy,
    repairs,
    seasons,
    seat_clock,
    seats,
    suggestions,
    timeline,
    unheard,
)
from tests.services.stage import MEETS, NOW, Stage, by, enrol, published
from tests.services.waiting import all_sent, arrives, invite_to, mails, names, offered, offers_to, waits

DAY = timedelta(days=1)
THIRD = MEETS + timedelta(weeks=8)
"""When there is a third meeting, it begins."""
ASKED = MEETS + timedelta(weeks=4, days=7) - timedelta(hours=1)
"""The morning a week after the second meeting."""
OLGA = "organizer:1"


def with_a_third(db: Session, stage: Stage) -> None:
    """Let the circle meet once more."""
    stage.circle.meetings.append(Meeting(n=3, starts_at=THIRD, minutes=60, uid="third@circles"))
    db.flush()


def live(db: Session, now: datetime) -> None:
    """Let a tick post and a worker send what leaves at an instant."""
    outbox.recover(db, now)
    timeline.post_due(db, now)
    while claimed := outbox.claim(db, outbox.due(db, now), "worker", now):
        for mail in departures.hold_back(db, claimed, now):
            mail.state, mail.sent_at, mail.claim = OutgoingState.SENT, now, ""
        db.flush()


def after_two_meetings(db: Session) -> Stage:
    """Let all but Dee have come to the second of three meetings; nothing else was said."""
    stage = published(db)
    with_a_third(db, stage)
    invite_to(db, stage.second)
    all_sent(db)
    after = stage.second.starts_at + timedelta(hours=2)
    for name in ("Ana", "Bo", "Carl"):
        told = Said(OLGA, Source.ORGANIZER, after)
        attendance.say_attendance(db, stage.second, stage.members[name], "came", told, after)
    return stage


def open_suggestions(db: Session, stage: Stage) -> list[tuple[SuggestionKind, str]]:
    found = suggestions.open_of(db, stage.program.id, NOW)
    return [(each.kind, _whom(each)) for each in found]


def _whom(each: Suggestion) -> str:
    who = each.participant or (each.membership and each.membership.participant)
    return who.person.name if who else each.into.name if each.into else ""


# --- A silent member ---


def test_nobody_is_silent_about_a_meeting_to_which_no_invite_had_left_in_time(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        dee = stage.person("Dee")
        for mail in db.scalars(select(Outgoing).where(Outgoing.to == dee)):
            if mail.about == f"meeting:{stage.second.id}":
                mail.sent_at = stage.second.starts_at + DAY
        live(db, ASKED)
        assert mails(db, stage, "Dee", MailKind.CHECK_IN) == []
        assert condition.look(db, [stage.circle], ASKED)[stage.circle.id].silent == []


def test_who_was_heard_of_is_found_in_no_more_queries_for_many_than_for_one(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        about = [
            Suggestion(
                circle=stage.circle,
                kind=SuggestionKind.FREE_SEAT,
                membership=each,
                why="",
                state=SuggestionState.OPEN,
                made_at=ASKED,
            )
            for each in stage.circle.members
        ]
        db.add_all(about)
        db.flush()
        unheard.heard_of(db, about)
        asked: list[str] = []
        event.listen(database.engine, "before_cursor_execute", lambda *of: asked.append(of[2]))
        unheard.heard_of(db, about[:1])
        for_one = len(asked)
        unheard.heard_of(db, about)
        assert len(asked) == 2 * for_one


def test_who_says_nothing_while_two_meetings_pass_is_asked_once_how_they_are(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        live(db, ASKED - DAY)
        assert not mails(db, stage, "Dee", MailKind.CHECK_IN)
        for n in range(9):
            live(db, ASKED + n * DAY)
        (mail,) = mails(db, stage, "Dee", MailKind.CHECK_IN)
        assert (mail.version, mail.state) == (2, OutgoingState.SENT)
        assert not any(mails(db, stage, name, MailKind.CHECK_IN) for name in ("Ana", "Bo", "Carl"))


def test_who_writes_before_it_leaves_is_not_asked(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        timeline.post_due(db, ASKED)
        attendance.say_rsvp(
            db, stage.circle.meetings[2], stage.members["Dee"], "yes", by("Dee", stage, ASKED), ASKED
        )
        live(db, ASKED)
        (mail,) = mails(db, stage, "Dee", MailKind.CHECK_IN)
        assert (mail.state, mail.error) == (OutgoingState.SUPERSEDED, "not sent: the season has moved on")


def test_about_a_meeting_that_was_not_held_nobody_is_silent(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        with_a_third(db, stage)
        after = stage.second.starts_at + timedelta(hours=2)
        attendance.say_held(db, stage.second, Said(OLGA, Source.ORGANIZER, after), after, held=False)
        assert not list(owed.silences(db, Membership.id > 0, ASKED))


def test_nobody_is_asked_after_the_last_meeting(database: Database) -> None:
    with database.transaction() as db:
        published(db)
        assert not list(owed.silences(db, Membership.id > 0, ASKED))


def test_after_a_week_of_silence_the_organizer_is_asked_once_whatever_clocks_tick(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        live(db, ASKED)
        assert seat_clock.post_due(db, ASKED + 6 * DAY) == 0
        assert [seat_clock.post_due(db, ASKED + 7 * DAY) for _ in range(2)] == [1, 0]
        assert open_suggestions(db, stage) == [(SuggestionKind.FREE_SEAT, "Dee")]


def test_who_may_lose_their_seat_in_silence_hosts_nothing_until_they_are_heard_of(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        third = stage.circle.meetings[2]
        third.host = next(each for each in stage.circle.members if each.participant is stage.members["Dee"])
        live(db, ASKED)
        seat_clock.post_due(db, ASKED + 7 * DAY)
        assert third.host.participant is stage.members["Carl"]
        said = by("Dee", stage, ASKED + 8 * DAY)
        attendance.say_rsvp(db, third, stage.members["Dee"], "yes", said, ASKED + 8 * DAY)
        assert seat_clock.post_due(db, ASKED + 8 * DAY) == 1
        assert seat_clock.post_due(db, ASKED + 9 * DAY) == 0
        assert open_suggestions(db, stage) == []


def test_where_all_have_fallen_silent_every_meeting_keeps_its_host(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        with_a_third(db, stage)
        invite_to(db, stage.second)
        all_sent(db)
        after = stage.second.starts_at + timedelta(hours=2)
        attendance.say_held(db, stage.second, Said(OLGA, Source.ORGANIZER, after), after, held=True)
        third = stage.circle.meetings[2]
        third.host = next(each for each in stage.circle.members if each.participant is stage.members["Bo"])
        live(db, ASKED)
        assert seat_clock.post_due(db, ASKED + 7 * DAY) == 4
        assert third.host.participant is stage.members["Bo"]


def test_who_had_said_yes_and_of_whom_nobody_tells_is_not_silent(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        for n, name in enumerate(("Dee", "Carl")):
            said = Said(OLGA, Source.ORGANIZER, NOW)  # no word of their own
            attendance.say_rsvp(db, stage.circle.meetings[n], stage.members[name], "yes", said, NOW)
        assert not list(owed.silences(db, Membership.id > 0, ASKED))
        assert condition.look(db, [stage.circle], ASKED)[stage.circle.id].silent == []
        live(db, ASKED)
        assert mails(db, stage, "Dee", MailKind.CHECK_IN) == []
        missed = Said(OLGA, Source.ORGANIZER, ASKED)
        attendance.say_attendance(db, stage.first, stage.members["Dee"], "missed", missed, ASKED)
        (found,) = owed.silences(db, Membership.id > 0, ASKED)
        assert (found.meeting, found.is_known_of, found.is_missed) == (2, True, True)
        assert len(condition.look(db, [stage.circle], ASKED)[stage.circle.id].silent) == 1


def test_where_nobody_told_of_either_meeting_the_circle_is_quiet_and_no_seat_is_proposed(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        with_a_third(db, stage)
        invite_to(db, stage.second)
        all_sent(db)
        live(db, ASKED)
        assert len(mails(db, stage, "Dee", MailKind.CHECK_IN)) == 1
        assert seat_clock.post_due(db, ASKED + 7 * DAY) == 0
        assert open_suggestions(db, stage) == []
        found = condition.look(db, [stage.circle], ASKED)[stage.circle.id].condition
        assert (found.word, found.reason) == (
            "Quiet",
            "nobody has told us that the last two meetings happened",
        )


def test_the_proposal_says_what_is_known_and_missed_only_where_it_is(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        live(db, ASKED)
        seat_clock.post_due(db, ASKED + 7 * DAY)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        assert kept.why.endswith(" Nobody has told us whether they came.")
        assert suggestions.why(kept).endswith("; nobody has told us whether they came")
        db.delete(kept)
        told = Said(OLGA, Source.ORGANIZER, ASKED)
        attendance.say_attendance(db, stage.second, stage.members["Dee"], "missed", told, ASKED)
        seat_clock.post_due(db, ASKED + 7 * DAY)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        assert "told us" not in kept.why + suggestions.why(kept)
        assert "missed" not in kept.why + suggestions.why(kept)


def test_of_a_season_that_is_over_no_tick_waits_for_a_word(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        live(db, ASKED)
        seat_clock.post_due(db, ASKED + 7 * DAY)
        assert len(db.execute(freeing.awaited()).all()) == 1
        seasons.close(db, stage.season, OLGA, ASKED + 8 * DAY)
        assert db.execute(freeing.awaited()).all() == []


def test_any_word_ends_the_silence_before_and_after_the_organizer_is_asked(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        live(db, ASKED)
        seat_clock.post_due(db, ASKED + 7 * DAY)
        said = by("Dee", stage, ASKED + 8 * DAY)
        attendance.say_rsvp(db, stage.circle.meetings[2], stage.members["Dee"], "no", said, ASKED + 8 * DAY)
        assert open_suggestions(db, stage) == []
        (kept,) = db.scalars(select(Suggestion)).all()
        assert suggestions.take(db, kept, OLGA, ASKED + 9 * DAY) == suggestions.MOOT
        assert "Dee" in names(stage, db)
    with database.transaction() as db:
        stage = None
        assert seat_clock.post_due(db, ASKED + 10 * DAY) == 0


@pytest.mark.parametrize("n", [1, 2])
def test_who_is_known_to_have_come_after_all_or_again_keeps_their_seat(database: Database, n: int) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        live(db, ASKED)
        seat_clock.post_due(db, ASKED + 7 * DAY)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        meeting = stage.circle.meetings[n]
        later = max(ASKED + 8 * DAY, meeting.starts_at + timedelta(hours=2))
        told = by("Ana", stage, later)
        attendance.say_attendance(db, meeting, stage.members["Dee"], "came", told, later)
        assert open_suggestions(db, stage) == []
        assert seat_clock.post_due(db, later) == 1
        assert suggestions.take(db, kept, OLGA, later) == suggestions.SETTLED
        assert "Dee" in names(stage, db)


def test_who_came_to_one_of_the_two_that_counted_keeps_their_seat_though_another_was_between(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        dee, third = stage.members["Dee"], stage.circle.meetings[2]
        stage.circle.meetings.append(Meeting(n=4, starts_at=THIRD + 28 * DAY, minutes=60, uid="fourth"))
        db.flush()
        attendance.say_rsvp(db, stage.second, dee, "yes", Said(OLGA, Source.ORGANIZER, NOW), NOW)
        invite_to(db, third)
        all_sent(db)
        after = third.starts_at + timedelta(hours=2)
        told = Said(OLGA, Source.ORGANIZER, after)
        attendance.say_attendance(db, third, stage.members["Ana"], "came", told, after)
        seat_clock.post_due(db, after)
        live(db, ASKED + 28 * DAY)
        later = ASKED + 36 * DAY
        seat_clock.post_due(db, later)
        assert (SuggestionKind.FREE_SEAT, "Dee") in open_suggestions(db, stage)
        for name in ("Ana", "Bo"):
            attendance.say_attendance(db, stage.first, dee, "came", by(name, stage, later), later)
        assert (SuggestionKind.FREE_SEAT, "Dee") not in open_suggestions(db, stage)


def test_with_the_organizers_yes_the_seat_is_freed_kindly_and_offered_on(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        stage.season.size_lo, stage.season.size_hi = 3, 4
        waits(db, stage, "Eva")
        live(db, ASKED)
        seat_clock.post_due(db, ASKED + 7 * DAY)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        later = ASKED + 8 * DAY
        outbox.post(db, MailKind.INVITE, stage.person("Dee"), f"meeting:{stage.circle.meetings[2].id}", later)
        all_sent(db, later)
        suggestions.take(db, kept, OLGA, later)
        assert kept.state is SuggestionState.TAKEN
        assert names(stage, db) == ["Ana", "Bo", "Carl"]
        assert stage.members["Dee"].state is ParticipantState.LEFT
        (told,) = mails(db, stage, "Dee", MailKind.LEFT)
        assert told.about.startswith("membership:")
        (cancelled,) = mails(db, stage, "Dee", MailKind.CANCEL)
        assert cancelled.about == f"meeting:{stage.circle.meetings[2].id}"
        assert offered(db) == ["Eva"]
        assert suggestions.take(db, kept, OLGA, later) == suggestions.SETTLED
        assert people.confirm(db, stage.members["Dee"], later)
        assert stage.members["Dee"].state is ParticipantState.WAITLISTED  # the seat is promised


def test_nothing_waits_for_a_yes_about_a_circle_that_has_met_for_the_last_time(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        live(db, ASKED)
        seat_clock.post_due(db, ASKED + 7 * DAY)
        last = stage.circle.meetings[-1].starts_at
        assert suggestions.open_of(db, stage.program.id, last - DAY)
        assert not suggestions.open_of(db, stage.program.id, last + DAY)


def test_a_dismissed_suggestion_is_not_made_again_for_the_same_silence(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        live(db, ASKED)
        seat_clock.post_due(db, ASKED + 7 * DAY)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        suggestions.dismiss(db, kept, OLGA, ASKED + 8 * DAY)
        assert seat_clock.post_due(db, ASKED + 9 * DAY) == 0
        assert open_suggestions(db, stage) == []
        assert "Dee" in names(stage, db)


def test_who_asks_for_another_circle_waits_for_one_and_gives_up_the_seat(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        (dee,) = [m for m in stage.circle.members if m.participant is stage.members["Dee"]]
        freeing.give_up(db, dee, ASKED)
        assert dee.participant.state is ParticipantState.WAITLISTED
        assert len(mails(db, stage, "Dee", MailKind.WAITLISTED)) == 1
        assert not offers_to(db, dee.participant)  # not the one they left
        assert dee.participant.wait["why"] == "asked-for-another"
        with pytest.raises(NotAllowed, match="not in Circle 1 any more"):
            freeing.give_up(db, dee, ASKED)
        assert freeing.take_back(db, dee, ASKED)
        assert "Dee" in names(stage, db)


def test_who_takes_back_the_last_seat_is_told_that_they_are_alone_and_invited_once_another_is_there(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        all_sent(db)
        for name in ("Bo", "Carl", "Dee"):
            people.leave(db, stage.members[name], NOW)
        (ana,) = stage.circle.members
        freeing.give_up(db, ana, NOW)
        all_sent(db)
        assert freeing.take_back(db, ana, NOW + DAY)
        assert mails(db, stage, "Ana", MailKind.LEFT)[-1].about == f"membership:{ana.id}"
        assert len(mails(db, stage, "Ana", MailKind.INVITE)) == 1
        all_sent(db)
        seats.join(db, stage.circle, waits(db, stage, "Eva"), NOW + DAY)
        seats.join(db, stage.circle, waits(db, stage, "Fay"), NOW + DAY)
        assert len(mails(db, stage, "Ana", MailKind.INVITE)) == 2


def test_a_seat_that_was_filled_by_hand_is_not_given_back_nor_offered_to_anybody_else(
    database: Database,
) -> None:
    night = NOW.replace(hour=22)
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo, stage.season.size_hi = 2, 4
        eva, fay = waits(db, stage, "Eva"), waits(db, stage, "Fay")
        (dee,) = [m for m in stage.circle.members if m.participant is stage.members["Dee"]]
        freeing.give_up(db, dee, night)
        first, second = (eva, fay) if offers_to(db, eva) else (fay, eva)
        assert offers_to(db, first)
        seats.join(db, stage.circle, second, night)
        assert not freeing.take_back(db, dee, night + timedelta(minutes=1))
        assert second.person.name in names(stage, db)
        assert [each.state for each in offers_to(db, first)] == [OfferState.AWAITED]


def test_who_changed_circles_and_left_comes_back_to_the_one_they_were_in_last(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        other, dee = second_circle(db, stage), stage.members["Dee"]
        (seat,) = [each for each in stage.circle.members if each.participant is dee]
        freeing.give_up(db, seat, NOW)
        seats.join(db, other, dee, NOW + DAY)
        people.leave(db, dee, NOW + 2 * DAY)
        people.confirm(db, dee, NOW + 3 * DAY)
        assert [each.circle for each in seats.held_by(db, dee)] == [other]


def test_what_would_help_stays_known_of_who_asks_for_another_circle(database: Database) -> None:
    with database.transaction() as db:
        stage = after_two_meetings(db)
        second_circle(db, stage)
        (dee,) = [m for m in stage.circle.members if m.participant is stage.members["Dee"]]
        dee.participant.availability = ""
        freeing.give_up(db, dee, ASKED)
        assert reason(dee.participant.wait) == "They asked for another circle or another time."
        assert remedy(dee.participant.wait).startswith("Ask when they could meet")


# --- A circle that has lost too many ---


def second_circle(
    db: Session, stage: Stage, people_in_it: int = 4, hour: int = 10, number: int = 2
) -> Circle:
    """Add a circle of others that meets on Tuesdays, too."""
    name = f"Circle {number}"
    circle = Circle(season=stage.season, name=name, zone="Europe/Lisbon", weekday=1, start=time(hour))
    db.add(circle)
    for n in range(people_in_it):
        role = Role.MENTOR if n == 0 else Role.MENTEE
        other = f"Other{n}" if number == 2 else f"Further{n}"
        participant = enrol(db, stage.season, other, role)
        participant.state = ParticipantState.PLACED
        stage.members[other] = participant
        circle.memberships.append(Membership(participant=participant, role=role, joined_at=NOW))
    for n, each in enumerate(stage.circle.meetings, 1):
        begins = each.starts_at + timedelta(hours=hour - 10)
        circle.meetings.append(Meeting(n=n, starts_at=begins, minutes=60, uid=f"{n}@{name}"))
    db.flush()
    return circle


def test_a_circle_below_its_minimum_is_proposed_to_refill_or_to_merge(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        second_circle(db, stage)
        stage.season.mentors_hi = 2
        eva = waits(db, stage, "Eva")
        eva.topics = ["asking for advice"]
        people.leave(db, stage.members["Bo"], NOW)
        assert open_suggestions(db, stage) == [
            (SuggestionKind.REFILL, "Eva"),
            (SuggestionKind.MERGE, "Circle 2"),
        ]
        why = suggestions.open_of(db, stage.program.id, NOW)[1].why
        assert why.startswith(
            "Circle 1 has three people, and needs four. All its people are free when Circle 2 meets."
            " Together they would be seven;"
        )
        assert offered(db) == []  # what becomes of the circle is open


def test_nothing_is_proposed_that_breaks_a_rule(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        second_circle(db, stage, people_in_it=6)  # seven more than two circles hold
        stage.season.size_hi = 8
        people.leave(db, stage.members["Bo"], NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.GO_ON, "")]


def test_a_circle_of_another_hour_is_no_circle_to_go_into(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        second_circle(db, stage, hour=15)
        stage.season.mentors_hi = 2
        people.leave(db, stage.members["Bo"], NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.GO_ON, "")]


def test_a_circle_that_loses_its_only_mentor_is_proposed_one_who_waits(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo = 3
        waits(db, stage, "Marta", role=Role.MENTOR)
        people.leave(db, stage.members["Ana"], NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.REFILL, "Marta")]
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        assert kept.why.startswith("Circle 1 has no mentor any more.")
        assert suggestions.take(db, kept, OLGA, NOW) == "Marta is asked whether they would like the seat."
        assert offered(db) == ["Marta"]


def test_a_circle_without_its_mentor_is_put_to_an_organizer_where_nobody_could_take_over(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo = 3
        people.leave(db, stage.members["Ana"], NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.GO_ON, "")]
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        assert kept.why == (
            "Circle 1 has no mentor any more."
            " No mentor who waits fits in, and no other circle that has one fits all its people."
        )
        assert suggestions.take(db, kept, OLGA, NOW) == "Circle 1 goes on as it is."
        assert open_suggestions(db, stage) == []


def test_a_mentee_is_no_mentor_for_a_circle_that_lost_its_only_one_but_may_have_the_free_seat(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo = 3
        waits(db, stage, "Eva", role=Role.MENTEE)
        people.leave(db, stage.members["Ana"], NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.GO_ON, "")]
        assert offered(db) == ["Eva"]


def test_a_circle_goes_not_for_want_of_a_mentor_into_one_that_has_none_either(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        second_circle(db, stage)
        stage.season.size_lo = 3
        people.leave(db, stage.members["Ana"], NOW)
        (other,) = open_suggestions(db, stage)
        assert other == (SuggestionKind.MERGE, "Circle 2")
        people.leave(db, stage.members["Other0"], NOW)
        assert {kind for kind, _ in open_suggestions(db, stage)} == {SuggestionKind.GO_ON}


def test_of_a_circle_too_small_and_without_its_mentor_both_are_said(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        waits(db, stage, "Eva", role=Role.MENTEE)
        people.leave(db, stage.members["Ana"], NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.REFILL, "Eva")]
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        assert kept.why.startswith(
            "Circle 1 has three people, and needs four. Circle 1 has no mentor any more."
        )


@pytest.mark.parametrize("erased", [False, True])
def test_who_goes_while_proposed_leaves_their_place_to_the_next(database: Database, erased: bool) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva = waits(db, stage, "Eva")
        people.leave(db, stage.members["Bo"], NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.REFILL, "Eva")]
        waits(db, stage, "Fay")
        if erased:
            privacy.erase(db, eva.person, NOW)
        else:
            people.leave(db, eva, NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.REFILL, "Fay")]


def test_of_several_small_circles_each_proposal_is_made_once(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        second_circle(db, stage)
        second_circle(db, stage, number=3)
        stage.season.size_hi, stage.season.mentors_hi = 7, 2
        for name in ("Dee", "Other3", "Further3"):
            people.leave(db, stage.members[name], NOW)
        found = suggestions.open_of(db, stage.program.id, NOW)
        pairs = [(each.circle.name, each.into.name) for each in found if each.into]
        assert len(pairs) == len(set(pairs)) == 6
        suggestions.take(db, found[0], OLGA, NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.GO_ON, "")]


def test_nobody_on_a_break_is_proposed_or_asked_into_a_circle(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva, gil = waits(db, stage, "Eva"), waits(db, stage, "Gil")
        people.leave(db, stage.members["Bo"], NOW)
        assert {whom for _, whom in open_suggestions(db, stage)} == {"Eva", "Gil"}
        people.pause(db, eva, None, NOW)
        ((_, whom),) = open_suggestions(db, stage)
        assert whom == "Gil"
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        gil.paused_until = NOW + DAY
        assert suggestions.take(db, kept, OLGA, NOW) == suggestions.MOOT
        assert offered(db) == []


@pytest.mark.parametrize("other", [suggestions.take, suggestions.dismiss])
def test_of_two_organizers_who_decide_at_once_one_hears_that_it_is_settled(
    database: Database, other: Callable[..., str]
) -> None:
    with database.transaction() as db:
        stage = published(db)
        second_circle(db, stage)
        stage.season.mentors_hi = 2
        people.leave(db, stage.members["Bo"], NOW)
        (merger,) = [each.id for each in suggestions.open_of(db, stage.program.id, NOW)]
    barrier = Barrier(2, timeout=60)

    def press(decide: Callable[..., str]) -> str:
        with database.transaction() as db:
            shown = db.get_one(Suggestion, merger)
            if database.engine.dialect.name == "postgresql":  # on SQLite the second waits before it looks
                barrier.wait()
            return decide(db, shown, OLGA, NOW)

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(press, [suggestions.take, other]))
    assert said.count(suggestions.SETTLED) == 1


def test_a_merger_invites_to_the_other_circle_and_calls_off_what_was_invited_to(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        other = second_circle(db, stage)
        stage.season.mentors_hi = 2
        all_sent(db)
        people.leave(db, stage.members["Bo"], NOW)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        assert (
            suggestions.take(db, kept, OLGA, NOW) == "Circle 1 goes on in Circle 2. Everyone is being told."
        )
        assert names(stage, db) == []
        db.expire(other, ["memberships"])
        assert len(other.members) == 7
        assert {each.state for each in stage.circle.meetings} == {MeetingState.CANCELLED}
        (cancel,) = mails(db, stage, "Carl", MailKind.CANCEL)  # only the first one was invited to
        assert cancel.about == f"meeting:{stage.first.id}"
        (invite,) = [m for m in mails(db, stage, "Carl", MailKind.INVITE) if m.state is OutgoingState.QUEUED]
        assert invite.about == f"meeting:{other.meetings[0].id}"
        (carl,) = [m for m in other.members if m.participant is stage.members["Carl"]]
        assert "goes on together with Circle 2" in carl.why
        assert open_suggestions(db, stage) == []


def test_each_reads_in_their_language_why_their_circle_goes_on_in_another(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        other = second_circle(db, stage)
        stage.season.mentors_hi = 2
        stage.members["Carl"].person.language = "de"
        people.leave(db, stage.members["Bo"], NOW)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        suggestions.take(db, kept, OLGA, NOW)
        db.expire(other, ["memberships"])
        why = {each.participant: each.why for each in other.members}
        assert "goes on together with Circle 2" in why[stage.members["Dee"]]
        assert "Circle 1 ist klein geworden" in why[stage.members["Carl"]]


def test_in_a_merger_before_its_invites_have_left_nothing_is_cancelled(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        second_circle(db, stage)
        stage.season.mentors_hi = 2
        people.leave(db, stage.members["Bo"], NOW)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        suggestions.take(db, kept, OLGA, NOW)
        assert db.scalar(select(func.count(Outgoing.id)).where(Outgoing.kind == MailKind.CANCEL)) == 0


def test_a_suggestion_whose_circle_has_changed_is_moot(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        second_circle(db, stage)
        stage.season.mentors_hi = 2
        people.leave(db, stage.members["Bo"], NOW)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        people.leave(db, stage.members["Other1"], NOW)
        assert kept.state is SuggestionState.MOOT
        assert suggestions.take(db, kept, OLGA, NOW) == suggestions.SETTLED
        assert (SuggestionKind.MERGE, "Circle 2") in open_suggestions(db, stage)  # weighed anew
        assert (SuggestionKind.MERGE, "Circle 1") in open_suggestions(db, stage)


def test_who_comes_back_mends_the_circle_and_nothing_is_suggested_any_more(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        waits(db, stage, "Eva")
        all_sent(db)
        people.leave(db, stage.members["Bo"], NOW)
        assert open_suggestions(db, stage) == [(SuggestionKind.REFILL, "Eva")]
        people.confirm(db, stage.members["Bo"], NOW + DAY)
        assert "Bo" in names(stage, db)
        assert open_suggestions(db, stage) == []
        assert offered(db) == ["Eva"]


def test_who_goes_on_as_they_are_have_their_free_seats_offered(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva = waits(db, stage, "Eva")
        people.leave(db, stage.members["Bo"], NOW)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        assert suggestions.dismiss(db, kept, OLGA, NOW) == "Circle 1 goes on as it is."
        assert [each.circle_id for each in offers_to(db, eva)] == [stage.circle.id]


def test_a_small_circle_that_nothing_mends_is_proposed_to_go_on_and_is_settled_so(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        people.leave(db, stage.members["Bo"], NOW)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        assert suggestions.title(kept) == "Let Circle 1 go on as it is"
        assert suggestions.why(kept) == kept.why
        assert kept.why == (
            "Circle 1 has three people, and needs four. Nobody who waits fits in, and no other circle fits"
            " all its people."
        )
        assert suggestions.take(db, kept, OLGA, NOW) == "Circle 1 goes on as it is."
        assert open_suggestions(db, stage) == []


def test_who_signs_up_is_offered_the_seat_of_a_small_circle_and_mends_it(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        people.leave(db, stage.members["Bo"], NOW)
        (kept,) = suggestions.open_of(db, stage.program.id, NOW)
        eva = arrives(db, stage, "Eva")
        repairs.seat(db, offers_to(db, eva)[0], NOW)
        assert kept.state is SuggestionState.MOOT
        assert open_suggestions(db, stage) == []


def test_a_circle_that_everybody_has_left_needs_nothing(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for name in ("Ana", "Bo", "Carl", "Dee"):
            people.leave(db, stage.members[name], NOW)
        assert open_suggestions(db, stage) == []
        assert repairs.needs(stage.circle) == ""
        assert seats.room(db, stage.circle, NOW) == 0


def test_who_is_asked_into_a_circle_that_goes_on_elsewhere_keeps_the_place_in_line(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        other = second_circle(db, stage)
        stage.season.mentors_hi = 2
        other.season.size_hi = 7
        eva = waits(db, stage, "Eva")
        offers.fill(db, stage.season, NOW, offers.Among(circles=[stage.circle.id]))
        people.leave(db, stage.members["Bo"], NOW)
        (kept,) = [
            e for e in suggestions.open_of(db, stage.program.id, NOW) if e.kind is SuggestionKind.MERGE
        ]
        suggestions.take(db, kept, OLGA, NOW)
        assert [each.state for each in offers_to(db, eva)] == [OfferState.LAPSED]
        assert eva.state is ParticipantState.WAITLISTED
