"""The topics of a program, their order in a season, and what a host makes of one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.guide import Guide
from circles.domain.topics import BUILT_IN, OPEN_TALK
from circles.domain.words import MailKind, OutgoingState, Role, SeasonState
from circles.errors import Invalid, NotAllowed, NotFound
from circles.models import Circle, Meeting, Membership, Outgoing, Season, Topic
from circles.services import circles, guides, meetings, outbox, programs, seasons, topics
from tests.services.stage import AFTER, NOW, Stage, enrol, open_season, published

WHO = "organizer:1"
OURS = Guide("Money", "Nobody talks about it.", ("What is enough?", "Who told you so?", "What if not?"))


def titles(found: list[Topic]) -> list[str]:
    return [topic.title for topic in found]


def of(*places: int) -> list[str]:
    return [BUILT_IN[place - 1].title for place in places]


def posted(db: Session, stage: Stage, meeting: Meeting, state: OutgoingState, name: str = "Dee") -> Outgoing:
    """Post the topic mail of a meeting to somebody, as if it were in a state."""
    about = f"meeting:{meeting.id}"
    outbox.post(db, MailKind.TOPIC, stage.person(name), about, NOW, version=meeting.moves)
    mail = db.scalars(select(Outgoing).order_by(Outgoing.id.desc()).limit(1)).one()
    mail.state, mail.raw = state, b"written"
    db.flush()
    return mail


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    with database.transaction() as db:
        yield db


@pytest.fixture
def stage(db: Session) -> Stage:
    return published(db)


@pytest.fixture
def season(db: Session) -> Season:
    return open_season(db)


def enrolled_circle(db: Session, season: Season) -> None:
    circle = Circle(season=season, name="Circle 1", zone="Europe/Lisbon", weekday=1, start=time(10))
    for name in ("Ana", "Bo"):
        role = Role.MENTOR if name == "Ana" else Role.MENTEE
        participant = enrol(db, season, name, role)
        circle.memberships.append(Membership(participant=participant, role=role, joined_at=NOW))
    db.add(circle)
    db.flush()


def test_a_program_begins_with_the_ten_topics_whole(db: Session, season: Season) -> None:
    found = topics.of_program(db, season.program_id)
    assert tuple(map(guides.of_topic, found)) == BUILT_IN


def test_a_topic_from_before_rounds_has_the_usual_ones(db: Session, season: Season) -> None:
    topic = topics.of_program(db, season.program_id)[1]
    topic.extras = {}
    guide = guides.of_topic(topic)
    assert guide.closing_round == "One thing I will do before we meet again."
    assert guide.opening_round == OPEN_TALK.opening_round


def test_a_season_of_six_takes_the_usual_topics(db: Session, season: Season) -> None:
    season.meetings = 6
    assert titles(topics.of_season(db, season)) == of(2, 3, 4, 5, 7, 10)


def test_an_archived_topic_is_replaced_by_the_next_that_is_not_in_the_season(
    db: Session, season: Season
) -> None:
    season.meetings = 6
    topics.archive(db, topics.of_program(db, season.program_id)[2], WHO, NOW)
    assert titles(topics.of_season(db, season)) == of(2, 4, 5, 7, 10, 1)


def test_a_season_longer_than_the_list_ends_with_open_talks(db: Session, season: Season) -> None:
    season.meetings = 12
    enrolled_circle(db, season)
    circles.publish(db, season, WHO, NOW)
    [circle] = circles.of_season(db, season)
    assert [guides.title(meeting) for meeting in circle.meetings] == [*of(*range(1, 11)), "", ""]
    assert guides.of_meeting(circle.meetings[11]) == OPEN_TALK


def test_a_program_without_topics_talks_about_what_is_on_their_mind(db: Session, season: Season) -> None:
    for topic in topics.of_program(db, season.program_id):
        topics.archive(db, topic, WHO, NOW)
    enrolled_circle(db, season)
    circles.publish(db, season, WHO, NOW)
    [circle] = circles.of_season(db, season)
    assert [meeting.topic for meeting in circle.meetings] == [None, None]
    assert guides.of_meeting(circle.meetings[0]).title == "What is on your mind"


def test_the_chosen_order_is_what_circles_get(db: Session, season: Season) -> None:
    every = topics.of_program(db, season.program_id)
    topics.arrange(db, season, [every[7], every[0]], WHO, NOW)
    enrolled_circle(db, season)
    circles.publish(db, season, WHO, NOW)
    [circle] = circles.of_season(db, season)
    assert [guides.title(meeting) for meeting in circle.meetings] == of(8, 1)


def test_a_season_whose_topics_are_all_taken_out_has_none(db: Session, season: Season) -> None:
    season.meetings = 2
    for _ in range(2):
        topics.drop(db, season, 1, WHO, NOW)
    assert topics.of_season(db, season) == []
    enrolled_circle(db, season)
    circles.publish(db, season, WHO, NOW)
    [circle] = circles.of_season(db, season)
    assert [guides.title(meeting) for meeting in circle.meetings] == [""] * 2
    seasons.edit(db, season, replace(seasons.plan_of(season), meetings=3), WHO, NOW)
    assert [guides.title(meeting) for meeting in circle.meetings] == [""] * 3
    assert topics.of_season(db, season) == []


def test_topics_change_places_move_and_go(db: Session, season: Season) -> None:
    every = topics.of_program(db, season.program_id)
    season.meetings = 3
    assert titles(topics.of_season(db, season)) == of(1, 2, 3)
    topics.move(db, season, 3, -1, WHO, NOW)
    assert titles(topics.of_season(db, season)) == of(1, 3, 2)
    topics.choose(db, season, 1, every[1], WHO, NOW)  # it is the third now: they change places
    assert titles(topics.of_season(db, season)) == of(2, 3, 1)
    topics.choose(db, season, 1, every[8], WHO, NOW)
    assert titles(topics.of_season(db, season)) == of(9, 3, 1)
    topics.drop(db, season, 2, WHO, NOW)
    assert titles(topics.of_season(db, season)) == of(9, 1)
    topics.choose(db, season, 3, every[4], WHO, NOW)
    assert titles(topics.of_season(db, season)) == of(9, 1, 5)
    topics.move(db, season, 1, -1, WHO, NOW)
    topics.move(db, season, 7, 1, WHO, NOW)
    assert titles(topics.of_season(db, season)) == of(9, 1, 5)


def test_a_topic_of_ones_own_comes_last_and_needs_a_title_of_its_own(db: Session, season: Season) -> None:
    topic = topics.add(db, season.program, OURS, WHO, NOW)
    assert topics.of_program(db, season.program_id)[-1] is topic
    assert guides.of_topic(topic) == OURS
    with pytest.raises(Invalid, match="already"):
        topics.add(db, season.program, replace(OURS, title="money!"), WHO, NOW)
    with pytest.raises(Invalid, match="already"):
        topics.edit(db, topic, replace(OURS, title="Saying No"), WHO, NOW)


def test_nobody_reaches_a_topic_of_another_program(db: Session, season: Season) -> None:
    theirs = topics.add(db, programs.add_program(db, "Other", "UTC"), OURS, WHO, NOW)
    with pytest.raises(NotFound):
        topics.find(db, season.program_id, theirs.id)


@pytest.mark.parametrize("words", ["saying no", "Saying no.", "SAYING"])
def test_a_topic_is_found_by_its_title_or_a_part_of_it(db: Session, season: Season, words: str) -> None:
    assert topics.named(db, season.program_id, words).title == "Saying no"


@pytest.mark.parametrize("words", ["the", "gardening", "", "?"])
def test_words_that_mean_no_topic_or_several_get_the_list(db: Session, season: Season, words: str) -> None:
    with pytest.raises(Invalid, match="These are there: Why bother with a mentor"):
        topics.named(db, season.program_id, words)


# --- While a season runs ---


def test_rewriting_a_topic_changes_only_what_nobody_was_told(db: Session, stage: Stage) -> None:
    topic = stage.second.topic = stage.first.topic
    assert topic is not None
    waits = posted(db, stage, stage.second, OutgoingState.QUEUED)
    posted(db, stage, stage.first, OutgoingState.SENT)
    told = guides.of_meeting(stage.first)
    topics.edit(db, topic, OURS, WHO, NOW)
    assert guides.of_meeting(stage.first) == told
    assert guides.of_meeting(stage.second) == OURS
    assert waits.raw is None  # it is written anew


def test_a_new_order_changes_only_meetings_nobody_was_told_of(db: Session, stage: Stage) -> None:
    posted(db, stage, stage.first, OutgoingState.SENT)
    before = stage.first.topic
    every = topics.of_program(db, stage.program.id)
    topics.arrange(db, stage.season, [every[5], every[6]], WHO, NOW)
    assert stage.first.topic is before
    assert stage.second.topic is every[6]
    assert not db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.UPDATE)).all()


def test_a_new_order_leaves_what_a_circle_has_chosen_or_its_host_changed(db: Session, stage: Stage) -> None:
    every = topics.of_program(db, stage.program.id)
    guides.swap(db, stage.first, every[8], WHO, NOW)
    guides.change(db, stage.second, {"words": "Bring a story."}, stage.person("Bo"), NOW)
    chosen = stage.second.topic
    topics.arrange(db, stage.season, [every[5], every[6]], WHO, NOW)
    assert (stage.first.topic, stage.second.topic) == (every[8], chosen)


def test_an_order_can_be_cut_short_while_the_season_runs(db: Session, stage: Stage) -> None:
    topics.drop(db, stage.season, 2, WHO, NOW)
    assert stage.first.topic is not None
    assert stage.second.topic is None


def test_a_season_that_is_over_keeps_its_topics(db: Session, stage: Stage) -> None:
    stage.season.state = SeasonState.CLOSED
    with pytest.raises(NotAllowed, match="over"):
        topics.move(db, stage.season, 1, 1, WHO, NOW)


def test_meetings_keep_a_topic_that_is_archived_and_the_order_its_places(db: Session, stage: Stage) -> None:
    topic = stage.first.topic
    assert topic is not None
    topics.archive(db, topic, WHO, NOW)
    assert topic not in topics.to_choose(db, stage.program.id)
    assert topics.of_season(db, stage.season)[0] is topic
    topics.archive(db, topic, WHO, NOW, archived=False)
    assert topic in topics.to_choose(db, stage.program.id)


# --- What a host makes of a topic ---


def test_the_host_changes_a_part_and_the_rest_follows_the_topic(db: Session, stage: Stage) -> None:
    guides.change(db, stage.first, {"questions": ("What now?",)}, stage.person("Ana"), NOW)
    assert stage.first.guide == {"questions": ["What now?"], "by": stage.person("Ana")}
    topic = stage.first.topic
    assert topic is not None
    topics.edit(db, topic, OURS, WHO, NOW)
    assert guides.of_meeting(stage.first) == replace(OURS, questions=("What now?",))


def test_the_words_of_the_host_stay_theirs(db: Session, stage: Stage) -> None:
    guides.change(db, stage.first, {"words": "Bring a story."}, stage.person("Ana"), NOW)
    guides.change(db, stage.first, {"title": "Stories"}, stage.person("Bo"), NOW)
    writer = guides.writer(stage.first)
    assert writer is not None
    assert writer.participant is stage.members["Ana"]
    assert (guides.words(stage.first), guides.title(stage.first)) == ("Bring a story.", "Stories")
    guides.swap(db, stage.first, None, stage.person("Bo"), NOW)
    assert (guides.words(stage.first), guides.title(stage.first)) == ("Bring a story.", "")


def test_what_says_the_same_as_the_topic_is_no_change(db: Session, stage: Stage) -> None:
    guide = guides.of_meeting(stage.first)
    guides.change(db, stage.first, {**vars(guide), "words": ""}, stage.person("Ana"), NOW)
    assert stage.first.guide is None


def test_a_part_can_be_left_out(db: Session, stage: Stage) -> None:
    guides.change(db, stage.first, {"opening_round": ""}, stage.person("Ana"), NOW)
    assert guides.of_meeting(stage.first).opening_round == ""


@pytest.mark.parametrize("state", [OutgoingState.SENT, OutgoingState.CLAIMED, OutgoingState.HELD])
@pytest.mark.parametrize(
    "late",
    [
        lambda db, meeting: guides.change(db, meeting, {"words": "Late"}, "person:1", NOW),
        lambda db, meeting: guides.swap(db, meeting, None, "person:1", NOW),
        lambda db, meeting: guides.put_back(db, meeting, None, None, "person:1", NOW),
    ],
)
def test_who_is_too_late_is_told_how_to_reach_the_circle(
    db: Session, stage: Stage, state: OutgoingState, late: Callable[[Session, Meeting], None]
) -> None:
    posted(db, stage, stage.first, state)
    with pytest.raises(NotAllowed, match="everyone gets it at once"):
        late(db, stage.first)


def test_a_meeting_that_is_over_keeps_its_topic(db: Session, stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="over"):
        guides.change(db, stage.first, {"words": "Late"}, "person:1", AFTER)
    assert guides.has_gone(db, stage.first, AFTER)


def test_a_meeting_that_moved_may_change_until_its_topic_mail_goes_again(db: Session, stage: Stage) -> None:
    posted(db, stage, stage.first, OutgoingState.SENT)
    assert guides.has_gone(db, stage.first, NOW)
    meetings.reschedule(db, stage.first, stage.first.starts_at + timedelta(days=2), WHO, "", NOW)
    assert not guides.has_gone(db, stage.first, NOW)
    guides.change(db, stage.first, {"words": "In time"}, stage.person("Ana"), NOW)


def test_a_draft_that_went_to_the_host_leaves_the_topic_open(db: Session, stage: Stage) -> None:
    outbox.post(db, MailKind.TOPIC_DRAFT, stage.person("Ana"), f"meeting:{stage.first.id}", NOW)
    mail = db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.TOPIC_DRAFT)).one()
    mail.state = OutgoingState.SENT
    assert not guides.has_gone(db, stage.first, NOW)


def test_hostile_words_of_a_host_are_refused(db: Session, stage: Stage) -> None:
    for words in ("![x](https://tracker.example/1.gif)", "w" * 2000, "<img src=x>"):
        with pytest.raises(Invalid) as refusal:
            guides.change(db, stage.first, {"words": words}, stage.person("Ana"), NOW)
        assert refusal.value.field == "words"
    assert stage.first.guide is None
