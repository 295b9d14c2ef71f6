"""Free seats are offered to who waits and fits best; the first yes in time takes one."""

from datetime import UTC, datetime, timedelta

import pytest

from circles.db import Database
from circles.domain.tongue import speaking
from circles.domain.waiting_words import reason, remedy, to_themselves
from circles.domain.words import (
    IncomingState,
    MailKind,
    OfferState,
    OutgoingState,
    PairKind,
    ParticipantState,
    Role,
)
from circles.errors import NotAllowed
from circles.models import Incoming, Pair
from circles.services import (
    freeing,
    inbox,
    offers,
    outbox,
    people,
    privacy,
    seasons,
    seat_clock,
    seats,
    timeline,
)
from tests.services.stage import MEETS, NOW, enrol, published
from tests.services.waiting import (
    THURSDAYS,
    all_sent,
    arrives,
    mails,
    names,
    offered,
    offers_to,
    seats_left,
    waits,
)

SATURDAY = datetime(2026, 12, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_who_comes_late_waits_and_is_offered_a_seat_that_fits(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva = arrives(db, stage, "Eva")
        assert eva.state is ParticipantState.WAITLISTED
        assert [mail.kind for mail in mails(db, stage, "Eva", *MailKind)] == [
            MailKind.WAITLISTED,
            MailKind.SEAT,
        ]
        (offer,) = offers_to(db, eva)
        assert offer.why == "With you, all five can meet Tuesdays at 10:00 (Lisbon time)."
        assert offer.expires_at == NOW + 3 * DAY


def test_who_is_not_free_when_a_circle_meets_hears_what_would_help(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva = arrives(db, stage, "Eva", hours=THURSDAYS)
        assert not offers_to(db, eva)
        assert reason(eva.wait) == "No circle can meet at an hour when they are free."
        assert "Tuesdays at 10:00 (Lisbon time)" in remedy(eva.wait)
        assert "circle 1" in remedy(eva.wait)


def test_where_every_circle_is_full_it_says_so(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 4
        assert arrives(db, stage, "Eva").wait == {"why": "all-full"}


def test_a_leavers_seat_goes_to_who_waits_and_fits_and_is_asked_once(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo, stage.season.size_hi = 3, 4
        waits(db, stage, "Finn", THURSDAYS)
        waits(db, stage, "Eva")
        waits(db, stage, "Gil")
        people.leave(db, stage.members["Bo"], NOW)
        assert offered(db) == ["Eva"]
        assert offers.fill(db, stage.season, NOW) == 0


def test_a_mail_about_a_seat_waits_for_a_working_day_and_so_does_its_end(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva = arrives(db, stage, "Eva", SATURDAY)
        (mail,) = mails(db, stage, "Eva", MailKind.SEAT)
        assert mail.due_at == datetime(2026, 12, 7, 9, tzinfo=UTC)
        assert offers_to(db, eva)[0].expires_at == mail.stale_at == mail.due_at + 3 * DAY


def test_a_yes_joins_from_the_next_meeting_on(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        between = MEETS + 3 * DAY
        eva = arrives(db, stage, "Eva", between)
        membership = offers.take(db, offers_to(db, eva)[0], between)
        assert membership is not None
        assert (eva.state, membership.role) == (ParticipantState.PLACED, Role.MENTEE)
        assert "Tuesdays at 10:00 (Lisbon time) suit all of you" in membership.why
        (invite,) = mails(db, stage, "Eva", MailKind.INVITE)
        assert invite.about == f"meeting:{stage.second.id}"
        assert offers.take(db, offers_to(db, eva)[0], between) is membership
        assert len(mails(db, stage, "Eva", MailKind.INVITE, MailKind.RESENT)) == 1
        assert seats.is_first_of(membership, stage.second)


def test_why_a_seat_fits_is_said_anew_when_somebody_else_has_left(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo = 3
        eva = arrives(db, stage, "Eva")
        people.leave(db, stage.members["Bo"], NOW)
        assert offers_to(db, eva)[0].why == "With you, all four can meet Tuesdays at 10:00 (Lisbon time)."


def test_why_a_seat_fits_is_said_anew_in_the_language_of_who_is_asked(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo = 3
        eva = arrives(db, stage, "Eva")
        eva.person.language = "de"
        with speaking("fr"):  # as in the mail of one who leaves
            people.leave(db, stage.members["Bo"], NOW)
        assert "dienstags" in offers_to(db, eva)[0].why


def test_a_no_gives_the_seat_to_the_next_best(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva, gil = waits(db, stage, "Eva"), waits(db, stage, "Gil")
        offers.fill(db, stage.season, NOW)
        offers.decline(db, offers_to(db, eva)[0], NOW)
        assert offered(db) == ["Gil"]
        offers.decline(db, offers_to(db, gil)[0], NOW)
        assert offered(db) == []


def test_who_waited_as_all_was_full_hears_what_would_help_once_a_seat_that_was_kept_is_free(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva = arrives(db, stage, "Eva")
        gil = arrives(db, stage, "Gil", hours=THURSDAYS)
        assert gil.wait == {"why": "all-full"}
        offers.decline(db, offers_to(db, eva)[0], NOW)
        assert "If Tuesdays at 10:00 (Lisbon time) were possible" in to_themselves(gil.wait)
        assert not offers_to(db, gil)


def test_after_three_days_the_seat_goes_on_once_whatever_clocks_tick(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva, gil = waits(db, stage, "Eva"), waits(db, stage, "Gil")
        offers.fill(db, stage.season, NOW)
        late = NOW + 3 * DAY
        assert (seat_clock.post_due(db, late), seat_clock.post_due(db, late)) == (1, 0)
        assert offered(db) == ["Gil"]
        assert offers.take(db, offers_to(db, eva)[0], late) is None
        assert eva.state is ParticipantState.WAITLISTED
        offers.take(db, offers_to(db, gil)[0], late)
        assert names(stage, db) == ["Ana", "Bo", "Carl", "Dee", "Gil"]
        with pytest.raises(NotAllowed, match="gone to somebody else"):
            offers.take(db, offers_to(db, eva)[0], late)


def test_a_seat_does_not_go_on_before_the_mail_is_read_that_came_in_time(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva, gil = waits(db, stage, "Eva"), waits(db, stage, "Gil")
        offers.fill(db, stage.season, NOW)
        (offer,) = offers_to(db, eva)
        unread = inbox.store(db, b"Subject: Yes", "outgoing:1", offer.expires_at)
        late = offer.expires_at + timedelta(hours=5)
        assert (seat_clock.post_due(db, late), offered(db)) == (0, ["Eva"])
        db.get_one(Incoming, unread).state = IncomingState.READ
        inbox.store(db, b"Subject: Yes, gladly", "outgoing:1", late)
        assert (seat_clock.post_due(db, late), offers_to(db, gil)[0].state) == (1, OfferState.OPEN)


def test_who_says_yes_too_late_is_asked_first_once_who_was_asked_instead_says_no(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva, gil, hal = (waits(db, stage, name) for name in ("Eva", "Gil", "Hal"))
        offers.fill(db, stage.season, NOW)
        late = NOW + 3 * DAY
        for after in (eva, gil):  # they let it run out
            seat_clock.post_due(db, offers_to(db, after)[0].expires_at)
        assert offered(db) == ["Hal"]
        offers.take(db, offers_to(db, gil)[0], late)
        waits(db, stage, "Ida")
        offers.decline(db, offers_to(db, hal)[0], late)
        assert offered(db) == ["Gil"]
        offers.decline(db, offers_to(db, gil)[-1], late)
        assert offered(db) == ["Ida"]


def test_who_was_not_asked_in_time_for_an_outage_is_asked_once_more(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva = waits(db, stage, "Eva")
        offers.fill(db, stage.season, NOW)
        for n in (1, 2, 2):
            back = offers_to(db, eva)[-1].expires_at
            outbox.recover(db, back)
            seat_clock.post_due(db, back)
            assert len(mails(db, stage, "Eva", MailKind.SEAT)) == min(n + 1, 2)


def test_who_said_no_on_their_page_is_not_asked_once_more_though_the_mail_never_left(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva = waits(db, stage, "Eva")
        offers.fill(db, stage.season, NOW)
        (offer,) = offers_to(db, eva)
        outbox.recover(db, offer.expires_at)
        offers.decline(db, offer, offer.expires_at)
        assert not offered(db)


def test_a_late_yes_is_welcome_while_nobody_else_was_asked(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva = arrives(db, stage, "Eva")
        seat_clock.post_due(db, NOW + 4 * DAY)
        assert offers_to(db, eva)[0].state is OfferState.LAPSED
        offers.take(db, offers_to(db, eva)[0], NOW + 5 * DAY)
        assert "Eva" in names(stage, db)


def test_nobody_is_asked_during_a_break_nor_twice_about_one_circle(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva = waits(db, stage, "Eva")
        eva.paused_until = NOW + DAY
        assert offers.fill(db, stage.season, NOW) == 0
        assert offers.fill(db, stage.season, NOW + 2 * DAY) == 1
        offers.decline(db, offers_to(db, eva)[0], NOW + 2 * DAY)
        assert offers.fill(db, stage.season, NOW + 3 * DAY) == 0


def test_who_takes_a_break_before_the_mail_has_left_is_asked_first_after_it(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva, gil = waits(db, stage, "Eva"), waits(db, stage, "Gil")
        offers.fill(db, stage.season, SATURDAY)
        people.pause(db, eva, None, SATURDAY)
        assert offered(db) == ["Gil"]
        people.set_break(db, eva, None, "person:1", SATURDAY)  # an Undo
        waits(db, stage, "Hal")
        offers.decline(db, offers_to(db, gil)[0], SATURDAY)
        assert offered(db) == ["Eva"]
        all_sent(db, SATURDAY + 2 * DAY)
        people.pause(db, eva, None, SATURDAY + 2 * DAY)
        assert offered(db) == ["Eva"]  # who has the mail can answer it


def test_who_is_back_before_the_next_ones_mail_has_left_has_kept_the_place_in_line(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva, gil = waits(db, stage, "Eva"), waits(db, stage, "Gil")
        offers.fill(db, stage.season, SATURDAY)
        people.pause(db, eva, None, SATURDAY)
        assert offered(db) == ["Gil"]
        people.resume(db, eva, SATURDAY + timedelta(hours=1))
        assert offered(db) == ["Eva"]
        people.pause(db, eva, None, SATURDAY + timedelta(hours=2))
        assert offered(db) == ["Gil"]
        all_sent(db, SATURDAY + 2 * DAY)
        people.resume(db, eva, SATURDAY + 2 * DAY)  # who has the mail can answer it
        assert offered(db) == ["Gil"]
        offers.decline(db, offers_to(db, gil)[-1], SATURDAY + 2 * DAY)
        assert offered(db) == ["Eva"]


def test_who_can_not_be_reached_is_not_asked(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        waits(db, stage, "Eva").person.addresses[0].bounced_at = NOW
        assert offers.fill(db, stage.season, NOW) == 0


def test_who_joins_when_the_others_have_the_topic_gets_it_too(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        soon = MEETS - DAY
        eva = arrives(db, stage, "Eva", soon)
        timeline.post_due(db, soon)
        assert not mails(db, stage, "Eva", MailKind.TOPIC)
        offers.take(db, offers_to(db, eva)[0], soon)
        timeline.post_due(db, soon)
        assert [mail.about for mail in mails(db, stage, "Eva", MailKind.INVITE, MailKind.TOPIC)] == [
            f"meeting:{stage.first.id}"
        ] * 2


def test_who_is_to_be_apart_from_a_member_or_one_who_was_asked_is_not(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo, eva, gil = stage.members["Bo"], waits(db, stage, "Eva"), waits(db, stage, "Gil")
        hal = waits(db, stage, "Hal")
        db.add(Pair(season_id=stage.season.id, a_id=bo.id, b_id=eva.id, kind=PairKind.APART))
        db.add(Pair(season_id=stage.season.id, a_id=gil.id, b_id=hal.id, kind=PairKind.APART))
        db.flush()
        offers.fill(db, stage.season, NOW)
        assert offered(db) == ["Gil"]


def test_who_belongs_with_somebody_elsewhere_is_left_to_an_organizer(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva, gil = waits(db, stage, "Eva"), waits(db, stage, "Gil", THURSDAYS)
        db.add(Pair(season_id=stage.season.id, a_id=eva.id, b_id=gil.id, kind=PairKind.TOGETHER))
        db.flush()
        offers.fill(db, stage.season, NOW)
        assert offered(db) == []


def test_a_circle_without_a_mentor_asks_one_first_and_keeps_its_last_seat_for_one(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 4
        waits(db, stage, "Eva")
        seats.vacate(db, stage.circle.memberships[0], NOW)  # Ana, the mentor
        assert offers.fill(db, stage.season, NOW) == 0
        waits(db, stage, "Marta", role=Role.MENTOR)
        offers.fill(db, stage.season, NOW)
        assert offered(db) == ["Marta"]


def test_who_leaves_while_asked_leaves_the_seat_to_the_next(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva = waits(db, stage, "Eva")
        waits(db, stage, "Gil")
        offers.fill(db, stage.season, NOW)
        people.leave(db, eva, NOW)
        assert offered(db) == ["Gil"]
        with pytest.raises(NotAllowed, match="You have left"):
            offers.take(db, offers_to(db, eva)[0], NOW)


def test_who_is_erased_while_asked_leaves_the_seat_to_the_next(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for name in ("Eva", "Fay", "Gil", "Hal", "Ida"):
            arrives(db, stage, name)
        assert offered(db) == ["Eva", "Fay", "Gil", "Hal"]
        privacy.erase(db, stage.members["Eva"].person, NOW)
        assert offered(db) == ["Fay", "Gil", "Hal", "Ida"]


def test_of_equals_who_came_first_is_asked_first(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        for name in ("Eva", "Fay", "Gil", "Hal", "Ida", "Jon"):  # the ninth and the tenth
            arrives(db, stage, name)
        offers.decline(db, offers_to(db, stage.members["Eva"])[0], NOW)
        assert offered(db) == ["Fay", "Gil", "Hal", "Ida"]


def test_a_yes_to_a_seat_of_a_closed_season_hears_that_it_is_over(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        eva = arrives(db, stage, "Eva")
        seasons.close(db, stage.season, "organizer:1", NOW)
        with pytest.raises(NotAllowed, match="Spring is over"):
            offers.take(db, offers_to(db, eva)[0], NOW)


def test_who_waits_for_the_old_seat_does_not_take_one_that_is_promised(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo, stage.season.size_hi = 3, 4
        waits(db, stage, "Eva")
        all_sent(db)
        people.leave(db, stage.members["Bo"], NOW)
        people.confirm(db, stage.members["Bo"], NOW + DAY)
        assert stage.members["Bo"].state is ParticipantState.WAITLISTED
        assert (offered(db), seats_left(db, stage)) == (["Eva"], 0)


def test_who_comes_back_while_their_seat_is_promised_is_asked_first_when_it_is_free(
    database: Database,
) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo, stage.season.size_hi = 3, 4
        eva = waits(db, stage, "Eva")
        waits(db, stage, "Gil")
        all_sent(db)
        people.leave(db, stage.members["Bo"], NOW)
        for _ in range(2):
            people.confirm(db, stage.members["Bo"], NOW + DAY)
        offers.decline(db, offers_to(db, eva)[0], NOW + DAY)
        assert offered(db) == ["Bo"]
        offers.decline(db, offers_to(db, stage.members["Bo"])[-1], NOW + DAY)
        assert offered(db) == ["Gil"]


def test_who_gave_a_seat_up_for_another_is_not_asked_about_it_again(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_lo, stage.season.size_hi = 3, 4
        eva = waits(db, stage, "Eva")
        (bo,) = [each for each in stage.circle.members if each.participant is stage.members["Bo"]]
        people.leave(db, bo.participant, NOW)
        people.confirm(db, bo.participant, NOW)  # asked first, as Eva is asked now
        eva.paused_until = NOW + 30 * DAY
        offers.decline(db, offers_to(db, eva)[0], NOW)
        offers.take(db, offers_to(db, bo.participant)[-1], NOW)
        freeing.give_up(db, bo, NOW)
        assert offered(db) == []


def test_after_the_last_meeting_no_seat_is_offered(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        waits(db, stage, "Eva")
        assert offers.fill(db, stage.season, stage.second.starts_at) == 0


def test_a_seat_that_could_only_be_asked_about_too_late_is_not_offered(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        waits(db, stage, "Eva")
        night_before = stage.second.starts_at.replace(hour=8, minute=30) - timedelta(hours=12)
        stage.second.starts_at = night_before + timedelta(hours=10)
        assert offers.fill(db, stage.season, night_before) == 0


def test_a_full_circle_takes_nobody_in(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 4
        with pytest.raises(NotAllowed, match="no free seat in Circle 1"):
            seats.join(db, stage.circle, enrol(db, stage.season, "Eva"), NOW)


def test_a_no_taken_back_opens_the_offer_again_while_nobody_else_was_asked(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.season.size_hi = 5
        eva = arrives(db, stage, "Eva")
        (offer,) = offers_to(db, eva)
        offers.decline(db, offer, NOW)
        assert offers.reopen(db, offer, NOW)
        offers.decline(db, offer, NOW)
        gil = arrives(db, stage, "Gil")
        assert not offers.reopen(db, offer, NOW)
        offers.decline(db, offers_to(db, gil)[0], NOW)
        assert offered(db) == ["Eva"]


def test_who_has_left_keeps_no_mail_of_the_circle_but_what_empties_the_calendar(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        all_sent(db)
        people.leave(db, stage.members["Bo"], NOW)
        waiting = [m.kind for m in mails(db, stage, "Bo", *MailKind) if m.state is OutgoingState.QUEUED]
        assert waiting == [MailKind.CANCEL, MailKind.LEFT]
