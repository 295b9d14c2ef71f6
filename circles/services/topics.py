"""The topics of a program, and which of them the meetings of a season have."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from circles.domain.guide import Guide
from circles.domain.tongue import say
from circles.domain.topics import BUILT_IN, said
from circles.domain.words import SeasonState
from circles.errors import Invalid, NotAllowed, NotFound
from circles.models import Circle, Meeting, Program, Season, Topic
from circles.services import guides
from circles.services.audit import note

USUAL = (2, 3, 4, 5, 7, 10)
"""Positions, among the built-in ten, of the topics of a season of six."""
EXTRAS = ("opening_round", "closing_round", "reading", "host_note")


def start_with(db: Session, program: Program) -> None:
    """Give a new program the built-in topics."""
    for position, guide in enumerate(BUILT_IN, 1):
        db.add(_filled(Topic(program_id=program.id, position=position), guide))


def of_program(db: Session, program_id: int) -> list[Topic]:
    """Give a program's topics in order, those that are archived among them."""
    return list(db.scalars(_OF_PROGRAM, {"program": program_id}))


_OF_PROGRAM = select(Topic).where(Topic.program_id == bindparam("program")).order_by(Topic.position)


def to_choose(db: Session, program_id: int) -> list[Topic]:
    """Give the topics a meeting may take."""
    return [topic for topic in of_program(db, program_id) if topic.archived_at is None]


def used(db: Session, program_id: int) -> dict[int, int]:
    """Count by topic the meetings that have it."""
    having = (
        select(Meeting.topic_id, func.count())
        .join(Meeting.topic)
        .where(Topic.program_id == program_id)
        .group_by(Meeting.topic_id)
    )
    return {topic_id: n for topic_id, n in db.execute(having) if topic_id is not None}


def find(db: Session, program_id: int, topic_id: int) -> Topic:
    """Find a topic through its program, so that nobody reaches another's."""
    topic = db.get(Topic, topic_id)
    if topic is None or topic.program_id != program_id:
        raise NotFound("There is no such topic in your program.")
    return topic


def named(db: Session, program_id: int, words: str) -> Topic:
    """Find the topic that words mean: its title as the writer reads it, or a part that only one title has.

    Raises Invalid that lists the titles.
    """
    topics = to_choose(db, program_id)
    meant = _plain(words)
    called = {topic: (_plain(topic.title), _plain(said(topic.title))) for topic in topics}
    exact = [topic for topic in topics if meant in called[topic]]
    close = [topic for topic in topics if meant and any(meant in title for title in called[topic])]
    if len(exact or close) != 1:
        raise Invalid(
            say(
                "We could not tell which topic “{words}” is. These are there: {titles}",
                words=words[:60],
                titles="; ".join(said(topic.title) for topic in topics) or say("none so far"),
            ),
            field="topic",
        )
    return (exact or close)[0]


def add(db: Session, program: Program, guide: Guide, who: str, now: datetime) -> Topic:
    """Add a topic of the program's own, after the others."""
    _must_be_new(db, program.id, guide)
    last = select(func.max(Topic.position)).where(Topic.program_id == program.id)
    topic = _filled(Topic(program_id=program.id, position=(db.scalar(last) or 0) + 1), guide)
    db.add(topic)
    db.flush()
    note(db, program.id, who, f"topic:{topic.id}", f"wrote the topic “{topic.title}”", now)
    return topic


def edit(db: Session, topic: Topic, guide: Guide, who: str, now: datetime) -> None:
    """Rewrite a topic; circles that were told of it keep what they were told."""
    if guide == guides.of_topic(topic):
        return
    _must_be_new(db, topic.program_id, guide, but=topic)
    having = db.scalars(select(Meeting).where(Meeting.topic_id == topic.id)).all()
    to_change = guides.still_open(db, having, now)
    for meeting in having:
        if meeting not in to_change:
            guides.keep_as_told(meeting)
    _filled(topic, guide)
    note(db, topic.program_id, who, f"topic:{topic.id}", f"rewrote the topic “{topic.title}”", now)


def archive(db: Session, topic: Topic, who: str, now: datetime, *, archived: bool = True) -> None:
    """Offer a topic no more, or again; meetings that have it keep it."""
    if (topic.archived_at is not None) == archived:
        return
    topic.archived_at = now if archived else None
    what = "archived" if archived else "brought back"
    note(db, topic.program_id, who, f"topic:{topic.id}", f"{what} the topic “{topic.title}”", now)


def of_season(db: Session, season: Season) -> list[Topic]:
    """Give the topics of a season's meetings in order; meetings beyond the list have none that is set.

    Before it is published, what is archived is left out, and where no order was chosen the usual topics come.
    """
    every = of_program(db, season.program_id)
    if season.state not in {SeasonState.DRAFT, SeasonState.OPEN}:
        return _usual(every, season) if season.topics is None else _in_order(every, season.topics)
    current = [topic for topic in every if topic.archived_at is None]
    if season.topics is not None:
        return _in_order(current, season.topics)[: season.meetings]
    usual = [topic for topic in _usual(every, season) if topic in current]
    others = [topic for topic in current if topic not in usual]
    return [*usual, *others][: season.meetings]


def choose(db: Session, season: Season, n: int, topic: Topic, who: str, now: datetime) -> None:
    """Give the meeting number `n` a topic; one that another meeting has changes places with it."""
    order = of_season(db, season)
    at = min(n - 1, len(order))
    if topic in order:
        here = order.index(topic)
        at = min(at, len(order) - 1)
        order[here], order[at] = order[at], topic
    else:
        order[at : at + 1] = [topic]
    arrange(db, season, order, who, now)


def move(db: Session, season: Season, n: int, by: int, who: str, now: datetime) -> None:
    """Let the topic of meeting number `n` change places with the one before (-1) or after (1) it."""
    order = of_season(db, season)
    here, there = n - 1, n - 1 + by
    if here in range(len(order)) and there in range(len(order)):
        order[here], order[there] = order[there], order[here]
        arrange(db, season, order, who, now)


def drop(db: Session, season: Season, n: int, who: str, now: datetime) -> None:
    """Take the topic of meeting number `n` out; those after it come earlier."""
    order = of_season(db, season)
    if n - 1 in range(len(order)):
        del order[n - 1]
        arrange(db, season, order, who, now)


def arrange(db: Session, season: Season, order: Sequence[Topic], who: str, now: datetime) -> None:
    """Set the topics of a season in order.

    While it runs, a meeting changes only where its own place in the order does, its circle has not chosen
    for itself, its host has changed nothing, and nobody has its topic mail.
    """
    if season.state in {SeasonState.CLOSED, SeasonState.ANONYMISED}:
        raise NotAllowed(say("This season is over, so its topics stay what they were."))
    before = of_season(db, season)
    if list(order) == before and season.topics is not None:
        return
    season.topics = [topic.id for topic in order]
    planned = (
        select(Meeting)
        .join(Meeting.circle)
        .where(Circle.season_id == season.id, Meeting.guide.is_(None))
        .options(joinedload(Meeting.topic))
    )
    affected = [
        meeting
        for meeting in db.scalars(planned)
        if at(order, meeting.n) is not at(before, meeting.n) and meeting.topic is at(before, meeting.n)
    ]
    for meeting in guides.still_open(db, affected, now):
        meeting.topic = at(order, meeting.n)
    titles = "; ".join(topic.title for topic in order) or "none"
    note(db, season.program_id, who, f"season:{season.id}", f"set the topics: {titles}", now)


def at(order: Sequence[Topic], n: int) -> Topic | None:
    """Give the topic of meeting number `n`, if there is one."""
    return order[n - 1] if n <= len(order) else None


def _usual(every: Sequence[Topic], season: Season) -> list[Topic]:
    if len(every) >= max(USUAL) and season.meetings == len(USUAL):
        return [every[position - 1] for position in USUAL]
    return list(every[: season.meetings])


def _in_order(topics: Sequence[Topic], ids: Sequence[int]) -> list[Topic]:
    by_id = {topic.id: topic for topic in topics}
    return [by_id[each] for each in ids if each in by_id]


def _must_be_new(db: Session, program_id: int, guide: Guide, but: Topic | None = None) -> None:
    for topic in of_program(db, program_id):
        if topic is not but and _plain(topic.title) == _plain(guide.title):
            raise Invalid(f"There is a topic “{topic.title}” already. Choose another title.", field="text")


def _filled(topic: Topic, guide: Guide) -> Topic:
    topic.title, topic.opening, topic.questions = guide.title, guide.opening, list(guide.questions)
    topic.extras = {name: getattr(guide, name) for name in EXTRAS}
    return topic


def _plain(title: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())
