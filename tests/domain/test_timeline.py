"""Who is owed which mail, when; the hours are those of the reader's zone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from circles.domain.cadence import days_before, local, next_allowed
from circles.domain.kindness import Mail, news_leaves
from circles.domain.timeline import (
    REPORT_DAYS,
    Due,
    Ending,
    First,
    FollowUp,
    Meeting,
    Member,
    State,
    due,
    horizon,
    next_instant,
    over_before,
    plan,
)
from circles.domain.words import MailKind, Rsvp

ANA = Member(person=1, zone="Europe/Lisbon")
BO = Member(person=2, zone="Asia/Kolkata")
FAR = ["Pacific/Pago_Pago", "America/Sao_Paulo", "Europe/Lisbon", "Asia/Kolkata", "Pacific/Kiritimati"]
TUESDAY = datetime(2027, 1, 12, 10, tzinfo=UTC)
FIRST = Meeting(
    id=7,
    circle=3,
    starts_at=TUESDAY,
    minutes=60,
    moves=0,
    sequence=0,
    members=(ANA, BO),
    host=1,
    known=False,
    previous_end=None,
    first=First(1, ANA.zone),
)
SECOND = replace(
    FIRST, id=8, starts_at=TUESDAY + timedelta(weeks=4), previous_end=TUESDAY + timedelta(hours=1)
)


def owed(meeting: Meeting, kind: MailKind, person: int) -> list[Due]:
    return [each for each in plan(State([meeting])) if (each.kind, each.person) == (kind, person)]


def test_topic_leaves_at_nine_four_days_before_or_the_friday_before_that() -> None:
    [ana], [bo] = owed(FIRST, MailKind.TOPIC, 1), owed(FIRST, MailKind.TOPIC, 2)
    assert local(ana.at, ANA.zone) == datetime(2027, 1, 8, 9, tzinfo=local(ana.at, ANA.zone).tzinfo)
    assert local(bo.at, BO.zone).strftime("%a %H:%M") == "Fri 09:00"


@given(st.datetimes(datetime(2027, 1, 1), datetime(2028, 1, 1)), st.sampled_from([ANA.zone, BO.zone]))
def test_the_host_has_the_draft_a_working_day_before_anybody_has_the_topic(at: datetime, zone: str) -> None:
    host = replace(ANA, zone=zone)
    meeting = replace(FIRST, starts_at=at.replace(tzinfo=UTC), members=(host,))
    [draft], [topic] = owed(meeting, MailKind.TOPIC_DRAFT, 1), owed(meeting, MailKind.TOPIC, 1)
    assert timedelta(days=1) <= topic.at - draft.at <= timedelta(days=5)
    assert meeting.starts_at - draft.at <= timedelta(days=9)
    assert timedelta() < topic.at - draft.until < timedelta(hours=5)


def test_only_those_who_said_nothing_or_maybe_are_reminded() -> None:
    answered = replace(ANA, rsvp=Rsvp.YES)
    unsure = replace(BO, rsvp=Rsvp.MAYBE)
    meeting = replace(FIRST, members=(answered, unsure))
    assert not owed(meeting, MailKind.REMINDER, 1)
    assert len(owed(meeting, MailKind.REMINDER, 2)) == 1


def test_a_host_who_can_not_come_gets_no_draft() -> None:
    meeting = replace(FIRST, members=(replace(ANA, rsvp=Rsvp.NO), BO))
    assert owed(meeting, MailKind.TOPIC_DRAFT, 1) == []


def test_host_is_asked_first_and_the_others_a_day_later() -> None:
    [host], [other] = owed(FIRST, MailKind.RECAP_ASK, 1), owed(FIRST, MailKind.RECAP_ASK, 2)
    assert host.at == FIRST.ends_at
    assert other.at >= FIRST.ends_at + timedelta(days=1)


def test_nobody_is_asked_what_is_known_already() -> None:
    assert not owed(replace(FIRST, known=True), MailKind.RECAP_ASK, 1)


def test_a_host_is_asked_though_somebody_has_told_that_they_were_there_themselves() -> None:
    meeting = replace(FIRST, known=True, host_may_know_more=True)
    [host] = owed(meeting, MailKind.RECAP_ASK, 1)
    assert host.at == FIRST.ends_at
    assert not owed(meeting, MailKind.RECAP_ASK, 2)


@given(st.sampled_from([4, 5]), st.integers(0, 23))
def test_after_a_meeting_at_a_weekend_the_others_are_asked_a_day_after_the_host(days: int, hour: int) -> None:
    begins = TUESDAY.replace(hour=hour) + timedelta(days=days)  # a Saturday or a Sunday
    members = (ANA, replace(BO, zone=ANA.zone))
    meeting = replace(FIRST, starts_at=begins, members=members)
    [host], [other] = owed(meeting, MailKind.RECAP_ASK, 1), owed(meeting, MailKind.RECAP_ASK, 2)
    assert local(host.at, ANA.zone).strftime("%a %H:%M") == "Mon 09:00"
    assert local(other.at, ANA.zone).strftime("%a %H:%M") == "Tue 09:00"


@given(
    st.datetimes(datetime(2027, 1, 1), datetime(2028, 1, 1)),
    st.lists(st.sampled_from(FAR), min_size=2, max_size=2),
)
def test_nobody_is_asked_whether_they_met_sooner_than_a_day_after_the_host(
    at: datetime, zones: list[str]
) -> None:
    host, member = (replace(each, zone=zone) for each, zone in zip((ANA, BO), zones, strict=True))
    begins = at.replace(tzinfo=UTC)
    meeting = replace(FIRST, starts_at=begins, members=(host, member), first=First(1, host.zone))
    [asked], [other] = owed(meeting, MailKind.RECAP_ASK, 1), owed(meeting, MailKind.RECAP_ASK, 2)
    assert other.at >= asked.at + timedelta(days=1)
    assert other.at == next_allowed(other.at, member.zone)


def test_after_an_outage_the_host_is_asked_alone_and_the_others_a_day_after_that() -> None:
    friday = TUESDAY + timedelta(days=3)
    asks = [each for each in due(State([FIRST]), friday) if each.kind is MailKind.RECAP_ASK]
    assert [each.person for each in asks] == [1]
    asked = replace(FIRST, first=First(1, ANA.zone, asked_at=friday))
    [other] = owed(asked, MailKind.RECAP_ASK, 2)
    assert local(other.at, BO.zone).strftime("%a %H:%M") == "Mon 09:00"
    late = replace(asked, first=First(1, ANA.zone, asked_at=FIRST.ends_at + timedelta(days=5)))
    assert not owed(late, MailKind.RECAP_ASK, 2), "so long after the meeting nobody is asked"


def test_the_others_do_not_wait_for_a_host_who_had_two_nudges_that_week() -> None:
    thursday = TUESDAY + timedelta(days=2)
    had = [Mail(MailKind.REMINDER, 9, TUESDAY), Mail(MailKind.REMINDER, 9, TUESDAY - timedelta(days=1))]
    asks = due(State([FIRST], mails={1: had}), thursday)
    assert [each.person for each in asks if each.kind is MailKind.RECAP_ASK] == [2]


def test_where_the_host_is_away_everybody_is_asked_when_the_meeting_is_over() -> None:
    on_a_break = First(1, ANA.zone, paused_until=FIRST.ends_at + timedelta(days=9))
    for first in (None, on_a_break):
        [other] = owed(replace(FIRST, first=first), MailKind.RECAP_ASK, 2)
        assert other.at == FIRST.ends_at


def test_the_next_invite_goes_the_morning_after_the_meeting_before() -> None:
    [invite] = owed(SECOND, MailKind.INVITE, 1)
    assert local(invite.at, ANA.zone).strftime("%Y-%m-%d %H:%M") == "2027-01-13 09:00"
    assert not owed(FIRST, MailKind.INVITE, 1)


def test_an_invite_that_would_miss_its_meeting_on_the_morning_after_goes_once_the_last_is_over() -> None:
    friday, monday = TUESDAY + timedelta(days=3), datetime(2027, 1, 18, 8, tzinfo=UTC)
    [invite] = owed(replace(SECOND, starts_at=monday, previous_end=friday), MailKind.INVITE, 1)
    assert invite.at == friday
    night = friday + timedelta(hours=12)
    [late] = due(State([replace(SECOND, starts_at=monday, previous_end=night, members=(ANA,))]), night)[:1]
    assert (late.kind, late.at) == (MailKind.INVITE, night)


def test_an_invite_that_would_miss_its_meeting_goes_as_soon_as_a_break_is_over() -> None:
    sunday, monday = datetime(2027, 2, 7, tzinfo=UTC), datetime(2027, 2, 8, 8, tzinfo=UTC)
    back = replace(ANA, paused_until=sunday)
    [invite] = owed(replace(SECOND, starts_at=monday, members=(back,)), MailKind.INVITE, 1)
    assert invite.at == sunday
    away = replace(ANA, paused_until=monday)
    assert not owed(replace(SECOND, starts_at=monday, members=(away,)), MailKind.INVITE, 1)


def test_a_moved_meeting_gets_its_topic_and_reminder_anew() -> None:
    [before], [after] = owed(FIRST, MailKind.TOPIC, 1), owed(replace(FIRST, moves=1), MailKind.TOPIC, 1)
    assert (before.version, after.version) == (0, 1)


def test_who_had_the_topic_of_late_has_it_not_again_when_the_meeting_moves() -> None:
    left = days_before(TUESDAY, 4, ANA.zone)
    had = replace(ANA, had_topic_at=left)
    friday = replace(FIRST, moves=1, starts_at=TUESDAY + timedelta(days=3), members=(had, BO))
    assert not owed(friday, MailKind.TOPIC, 1)
    assert not owed(friday, MailKind.TOPIC_DRAFT, 1)
    [other] = owed(friday, MailKind.TOPIC, 2)
    assert local(other.at, BO.zone).strftime("%a %d %b") == "Mon 11 Jan"
    assert owed(replace(friday, starts_at=TUESDAY + timedelta(weeks=2)), MailKind.TOPIC, 1)


def test_what_belongs_to_a_weekend_that_is_there_already_is_dropped_if_a_reminder_and_late_if_a_topic() -> (
    None
):
    monday, friday = datetime(2027, 1, 11, 18, tzinfo=UTC), datetime(2027, 1, 8, 15, tzinfo=UTC)
    moved = replace(FIRST, starts_at=monday, moves=1, members=(replace(ANA, had_topic_at=friday),))
    reminder = MailKind.REMINDER
    assert [(each.kind, each.at) for each in due(State([moved]), friday)] == [(reminder, friday)]
    topic_of_the_day = Mail(MailKind.TOPIC, FIRST.circle, friday - timedelta(hours=6))
    assert due(State([moved], mails={1: [topic_of_the_day]}), friday) == []
    assert due(State([moved]), monday - timedelta(hours=9)) == []
    thursday = replace(moved, starts_at=monday + timedelta(days=3), members=(ANA,))
    late = due(State([thursday]), datetime(2027, 1, 11, 9, tzinfo=UTC))
    assert [each.kind for each in late] == [MailKind.TOPIC]


def test_follow_up_mail_goes_two_days_before_or_at_once_if_nearer() -> None:
    said = datetime(2027, 1, 12, 17, tzinfo=UTC)
    far = FollowUp(1, 3, 2, "Europe/Lisbon", date(2027, 1, 29), said)
    near = FollowUp(2, 3, 2, "Europe/Lisbon", date(2027, 1, 13), said)
    [first], [second] = plan(State((), [far])), plan(State((), [near]))
    assert first.at == datetime(2027, 1, 27, 9, tzinfo=UTC)
    assert second.at == said


def test_nothing_goes_to_somebody_on_a_break_until_they_are_back() -> None:
    away = replace(ANA, paused_until=datetime(2027, 1, 10, tzinfo=UTC))
    [topic] = owed(replace(FIRST, members=(away,)), MailKind.TOPIC, 1)
    assert local(topic.at, ANA.zone).strftime("%a %H:%M") == "Mon 09:00"
    gone = replace(ANA, paused_until=datetime(2027, 2, 10, tzinfo=UTC))
    assert not owed(replace(FIRST, members=(gone,)), MailKind.TOPIC, 1)


def test_who_is_back_from_a_break_is_asked_whether_they_were_there_if_that_is_not_long_ago() -> None:
    for back, asked_on in ((1, 14), (8, 20), (9, 21), (10, None)):
        carl = replace(ANA, is_disputed=True, paused_until=TUESDAY + timedelta(days=back))
        meeting = replace(FIRST, known=True, held=True, members=(carl,))
        asked = [each.at.day for each in owed(meeting, MailKind.CONFLICT, 1)]
        assert asked == ([asked_on] if asked_on else [])


def leaving(state: State, now: datetime) -> list[tuple[MailKind, str]]:
    return [(each.kind, local(each.at, each.zone).strftime("%a %H:%M")) for each in due(state, now)]


def test_mails_of_one_day_leave_on_one_morning_each_the_most_urgent_first() -> None:
    promise = FollowUp(1, 3, 1, ANA.zone, date(2027, 1, 13), TUESDAY - timedelta(weeks=1))
    monday = TUESDAY - timedelta(days=1)
    state = State([replace(FIRST, members=(ANA,))], [promise])
    assert leaving(state, monday) == [(MailKind.TOPIC, "Mon 10:00")]
    had_topic = replace(ANA, posted=frozenset({MailKind.TOPIC}))
    had = [Mail(MailKind.TOPIC, 3, monday)]
    state = replace(state, meetings=[replace(FIRST, members=(had_topic,))], mails={1: had})
    assert not leaving(state, monday)
    assert leaving(state, TUESDAY - timedelta(hours=1)) == [(MailKind.REMINDER, "Tue 09:00")]
    had.append(Mail(MailKind.REMINDER, 3, TUESDAY - timedelta(hours=1)))
    assert leaving(State((), [promise], mails={1: had}), TUESDAY + timedelta(hours=23)) == [
        (MailKind.FOLLOW_UP, "Wed 09:00")
    ]


def test_what_is_left_of_a_day_takes_the_next_from_nothing_more_urgent_that_falls_due_then() -> None:
    friday = days_before(TUESDAY, 4, ANA.zone)
    promise = FollowUp(1, 3, 1, ANA.zone, date(2027, 1, 9), TUESDAY - timedelta(weeks=2))
    had = {1: [Mail(MailKind.FOLLOW_UP, 3, friday - timedelta(days=1))]}
    state = State([replace(FIRST, members=(ANA,))], [promise], mails=had)
    for hours in (23, 13, 9, 1):
        assert not leaving(state, friday - timedelta(hours=hours))
    planned = list(plan(state))
    assert next_instant(planned, friday - timedelta(hours=23), had) == friday
    assert leaving(state, friday) == [(MailKind.TOPIC, "Fri 09:00")]
    assert leaving(replace(state, meetings=()), friday) == [(MailKind.FOLLOW_UP, "Fri 09:00")]


def test_a_topic_that_is_of_no_use_at_nine_goes_at_eight() -> None:
    early = replace(FIRST, members=(ANA,), starts_at=TUESDAY - timedelta(hours=1, minutes=30))
    assert not leaving(State([early]), TUESDAY - timedelta(hours=12))
    assert leaving(State([early]), TUESDAY - timedelta(hours=2)) == [(MailKind.TOPIC, "Tue 08:00")]


def test_of_two_circles_each_writes_on_the_same_day() -> None:
    other = replace(FIRST, id=9, circle=4)
    on_friday = [
        each for each in leaving(State([FIRST, other]), TUESDAY - timedelta(days=4)) if each[1] == "Fri 10:00"
    ]
    assert on_friday == [(MailKind.TOPIC, "Fri 10:00")] * 2


def test_what_is_asked_after_a_meeting_goes_before_the_topic_of_the_next() -> None:
    ended = replace(FIRST, members=(ANA,), starts_at=TUESDAY - timedelta(hours=2))
    coming = replace(FIRST, id=8, members=(ANA,), starts_at=TUESDAY + timedelta(days=3))
    assert leaving(State([coming, ended]), TUESDAY) == [(MailKind.RECAP_ASK, "Tue 10:00")]
    asked = State([coming], mails={1: [Mail(MailKind.RECAP_ASK, 3, TUESDAY)]})
    assert leaving(asked, TUESDAY + timedelta(hours=23)) == [(MailKind.TOPIC, "Wed 09:00")]


def test_who_had_a_mail_today_gets_the_next_one_tomorrow() -> None:
    friday = TUESDAY - timedelta(days=4)
    meeting = replace(FIRST, members=(ANA,))
    yesterday = {1: [Mail(MailKind.FOLLOW_UP, 3, friday - timedelta(hours=23))]}
    assert leaving(State([meeting], mails=yesterday), friday) == [(MailKind.TOPIC, "Fri 10:00")]
    today = {1: [Mail(MailKind.FOLLOW_UP, 3, friday)]}
    assert not leaving(State([meeting], mails=today), friday)
    monday = friday + timedelta(days=2, hours=23)
    assert leaving(State([meeting], mails=today), monday) == [(MailKind.TOPIC, "Mon 09:00")]


def test_the_third_nudge_within_seven_days_is_not_posted_whichever_circle_it_is_of() -> None:
    monday = TUESDAY - timedelta(days=1)
    had_topic = replace(ANA, posted=frozenset({MailKind.TOPIC}))
    state = State(
        [replace(FIRST, members=(had_topic,))],
        mails={
            1: [
                Mail(MailKind.RECAP_ASK, 4, monday - timedelta(days=6)),
                Mail(MailKind.FOLLOW_UP, 5, monday - timedelta(days=2)),
            ]
        },
    )
    assert not due(state, monday)
    a_week_ago = Mail(MailKind.RECAP_ASK, 4, monday - timedelta(days=7))
    state = replace(state, mails={1: [a_week_ago, state.mails[1][1]]})
    assert leaving(state, monday) == [(MailKind.REMINDER, "Mon 10:00")]


def test_a_nudge_that_is_allowed_seconds_later_keeps_its_rank_for_the_day() -> None:
    monday = TUESDAY - timedelta(days=1, hours=1)
    promise = FollowUp(1, 3, 1, ANA.zone, date(2027, 1, 13), TUESDAY - timedelta(weeks=2))
    ended = Ending(1, 3, 1, ANA.zone, monday - timedelta(days=REPORT_DAYS + 1))
    a_week_ago = monday - timedelta(days=7) + timedelta(seconds=7)
    had = [Mail(MailKind.REMINDER, 3, a_week_ago), Mail(MailKind.RECAP_ASK, 3, monday - timedelta(days=5))]
    state = State((), [promise], endings=[ended], mails={1: had})
    assert [(each.kind, each.at) for each in due(state, monday)] == [
        (MailKind.FOLLOW_UP, monday + timedelta(seconds=7))
    ]
    tomorrow = replace(had[0], at=a_week_ago + timedelta(days=1))
    state = replace(state, mails={1: [tomorrow, had[1]]})
    assert leaving(state, monday) == [(MailKind.SEASON_REPORT, "Mon 09:00")]


def test_the_next_instant_is_also_when_a_week_is_over_in_which_there_were_two_nudges() -> None:
    monday = TUESDAY - timedelta(days=1)
    promise = FollowUp(1, 3, 1, ANA.zone, date(2027, 1, 13), TUESDAY - timedelta(weeks=2))
    days_ago = [timedelta(days=6), timedelta(days=1)]
    had = {1: [Mail(MailKind.REMINDER, 4, monday - each) for each in days_ago]}
    planned = list(plan(State((), [promise])))
    assert not due(State((), [promise], mails=had), monday)
    morning = TUESDAY - timedelta(hours=1)
    assert next_instant(planned, monday, had) == morning  # from then on it has the day
    assert leaving(State((), [promise], mails=had), morning) == [(MailKind.FOLLOW_UP, "Tue 10:00")]
    assert not leaving(State((), [promise], mails=had), morning - timedelta(hours=12))
    assert next_instant(planned, monday) is None
    overdue = {1: [Mail(MailKind.REMINDER, 4, monday - each / 3) for each in days_ago]}
    assert next_instant(planned, monday, overdue) is None


def test_an_overdue_follow_up_is_not_nudged() -> None:
    promise = FollowUp(1, 3, 1, ANA.zone, TUESDAY.date(), TUESDAY - timedelta(weeks=1))
    assert leaving(State((), [promise]), TUESDAY) == [(MailKind.FOLLOW_UP, "Tue 10:00")]
    assert not due(State((), [promise]), TUESDAY + timedelta(days=1))
    said_late = replace(promise, said_at=TUESDAY + timedelta(days=1))
    assert not list(plan(State((), [said_late])))


def test_only_those_who_were_members_then_are_asked_of_a_meeting() -> None:
    latecomer = replace(BO, was_in=False)
    meeting = replace(FIRST, members=(ANA, latecomer))
    assert owed(meeting, MailKind.RECAP_ASK, 1)
    assert not owed(meeting, MailKind.RECAP_ASK, 2)


def test_where_all_others_are_on_a_break_nobody_leads_is_reminded_or_asked_whether_they_met() -> None:
    deserted = replace(SECOND, members=(ANA,), others_away=True)
    assert {each.kind for each in plan(State([deserted]))} == {MailKind.INVITE, MailKind.TOPIC}


def test_who_is_left_alone_in_a_circle_is_neither_invited_nor_asked_until_somebody_joins() -> None:
    alone = replace(SECOND, members=(ANA,), is_alone=True)
    assert not list(plan(State([alone])))
    joined = {each.kind for each in plan(State([replace(alone, is_alone=False)]))}
    assert joined == {
        MailKind.INVITE,
        MailKind.TOPIC_DRAFT,
        MailKind.TOPIC,
        MailKind.REMINDER,
        MailKind.RECAP_ASK,
    }


def test_news_of_a_far_meeting_waits_for_the_morning_and_of_a_near_one_does_not() -> None:
    saturday = datetime(2027, 1, 9, 3, tzinfo=UTC)
    monday = datetime(2027, 1, 11, 9, tzinfo=UTC)
    assert news_leaves(saturday, saturday + timedelta(weeks=5), ANA.zone) == monday
    assert news_leaves(saturday, saturday + timedelta(hours=48), ANA.zone) == saturday
    soon = saturday + timedelta(hours=50)
    assert news_leaves(saturday, soon, ANA.zone) == soon - timedelta(hours=48)


def test_what_falls_due_at_night_waits_for_the_morning_but_an_invite_does_not_miss_its_meeting() -> None:
    night = datetime(2027, 2, 9, 3, tzinfo=UTC)
    early = replace(SECOND, starts_at=datetime(2027, 2, 9, 8, tzinfo=UTC), members=(ANA,))
    assert [(each.kind, each.at) for each in due(State([early]), night)] == [(MailKind.INVITE, night)]


@given(
    st.sampled_from(["Europe/Lisbon", "Asia/Kathmandu", "America/St_Johns", "Pacific/Chatham", "UTC"]),
    st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),
)
def test_no_scheduled_mail_leaves_at_night_or_on_a_weekend(zone: str, starts_at: datetime) -> None:
    member = Member(person=1, zone=zone)
    meeting = replace(
        SECOND, starts_at=starts_at, members=(member,), previous_end=starts_at - timedelta(weeks=4)
    )
    for each in plan(State([meeting], [FollowUp(1, 3, 1, zone, starts_at.date(), starts_at)])):
        there = local(each.at, zone)
        assert there.weekday() < 5
        assert 8 <= there.hour < 20


@given(
    st.sampled_from(["Etc/GMT+12", "Etc/GMT-14", "Pacific/Chatham", "America/St_Johns", "UTC"]),
    st.datetimes(datetime(2027, 1, 1), datetime(2027, 1, 14), timezones=st.just(UTC)),
    st.timedeltas(timedelta(0), timedelta(days=9)),
    st.integers(1, 4),
)
def test_a_mail_that_is_due_is_of_a_meeting_within_the_horizon(
    zone: str, now: datetime, ahead: timedelta, days: int
) -> None:
    starts_at = now + ahead
    assert days_before(starts_at, days, zone) > now or starts_at < horizon(now, days, [zone])


@given(
    st.sampled_from(
        ["Etc/GMT+12", "Pacific/Kiritimati", "Europe/Lisbon", "America/New_York", "Asia/Kolkata"]
    ),
    st.datetimes(datetime(2026, 12, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),
    st.timedeltas(timedelta(0), timedelta(days=9)),
)
def test_who_is_to_be_thanked_by_now_has_met_before_the_instant_that_is_looked_from(
    zone: str, now: datetime, ago: timedelta
) -> None:
    ended = Ending(membership=5, circle=3, person=1, zone=zone, ended_at=now - ago)
    [thanks] = plan(State(endings=[ended]))
    assert thanks.at > now or ended.ended_at < over_before(now, [zone], REPORT_DAYS)


@given(st.datetimes(datetime(2026, 12, 1), datetime(2027, 3, 1), timezones=st.just(UTC)))
def test_stepping_from_instant_to_instant_meets_everything_that_is_due(now: datetime) -> None:
    ahead = {each.at for each in plan(State([FIRST, SECOND])) if each.at > now}
    met = set()
    while (instant := next_instant(plan(State([FIRST, SECOND])), now)) is not None:
        met.add(instant)
        now = instant
    assert met >= ahead
