"""The board that organizers share: locks, moves, undo, suggestions, and what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain import draft as drawn
from circles.domain.draft import Draft
from circles.domain.grouping import Kept, Weights, effect
from circles.domain.grouping.forming import form
from circles.domain.words import PairKind, ParticipantState, Role, SeasonState
from circles.errors import Invalid, NotAllowed
from circles.models import Board, Circle, Membership, Pair, Participant, Season
from circles.services import board, circles, drafts, forming, people, programs
from tests.services.stage import NOW, enrol, open_season

NAMES = ("Ana", "Bo", "Carl", "Dee", "Eva", "Finn", "Gus", "Hal", "Ida", "Jon")
MENTORS = ("Ana", "Bo")
INES, RUI = 0, 1
"""The organizers, in the order they came."""
LATER = NOW + timedelta(minutes=2)


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    with database.transaction() as db:
        yield db


@pytest.fixture
def season(db: Session) -> Season:
    """Ten people who are all free on Tuesday mornings, two of them mentors."""
    season = open_season(db)
    programs.add_organizer(db, season.program, "rui@springboard.example", "Rui")
    db.expire(season.program, ["organizers"])
    for name in NAMES:
        enrol(db, season, name, Role.MENTOR if name in MENTORS else Role.MENTEE)
    return season


@pytest.fixture
def formed(db: Session, season: Season) -> Season:
    """The season with two circles of five, led by Ana and by Bo."""
    ids = [str(each.id) for each in circles.placeable(db, season)]
    seats = [Kept(tuple(ids[n::2]), (ids[n],)) for n in range(2)]
    table = effect.board(circles.problem(db, season), seats)
    draft = Draft(tuple(drawn.explained(table.of(n), None) for n in range(2)))
    drafts.lay(db, season, draft, NOW)
    return season


def hand(db: Session, season: Season, n: int = INES) -> board.Hand:
    who = f"organizer:{season.program.organizers[n].id}"
    return board.Hand(who, board.of_season(db, season).version, NOW)


def suggest(db: Session, season: Season) -> dict[str, object]:
    problem, version = board.to_solve(db, season)
    hand = board.Hand(board.SEARCH, version, NOW)
    return board.suggest(db, season, form(problem, steps=20_000), hand)


def who(db: Session, season: Season) -> list[set[str]]:
    return [
        {member.participant.person.name for member in each.members} for each in circles.of_season(db, season)
    ]


def person(db: Session, season: Season, name: str) -> Participant:
    return next(each for each in circles.placeable(db, season) if each.person.name == name)


def somebody(db: Session, season: Season, circle: int) -> Participant:
    """A mentee of a circle."""
    members = circles.of_season(db, season)[circle].members
    return next(member.participant for member in members if member.role is Role.MENTEE)


def move(db: Session, season: Season, person: Participant, to: int | None, hand: board.Hand) -> None:
    """Move somebody to the circle in a place, or out of the first."""
    rows = [circle.id for circle in circles.of_season(db, season)]
    board.move(db, season, person, board.Way(rows[0], None if to is None else rows[to]), hand)


def test_the_first_circles_are_laid_at_once_and_can_be_taken_back(db: Session, season: Season) -> None:
    assert suggest(db, season) == {"outcome": "laid", "circles": 2, "placed": 10, "waiting": 0}
    assert board.undo(db, season, hand(db, season)) == "the suggested circles"
    assert who(db, season) == []
    with pytest.raises(NotAllowed, match="nothing to undo"):
        board.undo(db, season, hand(db, season))


def test_a_move_by_hand_is_saved_pinned_and_can_be_taken_back(db: Session, formed: Season) -> None:
    before, [first, second] = drafts.present(db, formed), circles.of_season(db, formed)
    mover = somebody(db, formed, 0)
    move(db, formed, mover, 1, hand(db, formed))
    assert mover.person.name in who(db, formed)[1] - who(db, formed)[0]
    assert [member.pinned for member in second.members if member.participant is mover] == [True]
    assert first.why.startswith("Put together as all four can meet")
    assert board.of_season(db, formed).step == f"{mover.person.name} to Circle 2"
    board.undo(db, formed, hand(db, formed))
    assert drafts.present(db, formed) == before


def test_a_move_that_breaks_a_rule_changes_nothing_and_says_why(db: Session, formed: Season) -> None:
    ana = person(db, formed, "Ana")
    before, version = drafts.present(db, formed), board.of_season(db, formed).version
    with pytest.raises(NotAllowed, match="would have no mentor"):
        move(db, formed, ana, None, hand(db, formed))
    assert (drafts.present(db, formed), board.of_season(db, formed).version) == (before, version)


def test_whoever_is_taken_out_waits_with_the_reason_and_is_not_put_back(db: Session, formed: Season) -> None:
    out = somebody(db, formed, 0)
    move(db, formed, out, None, hand(db, formed))
    assert out.wait == {"why": "taken-out"}
    problem, _ = board.to_solve(db, formed)
    assert problem.keep[0].barred == {str(out.id)}
    board.move(db, formed, out, board.Way(None, circles.of_season(db, formed)[0].id), hand(db, formed))
    assert out.wait == {}
    assert not circles.of_season(db, formed)[0].barred


def test_two_organizers_never_overwrite_each_other(db: Session, formed: Season) -> None:
    seen = hand(db, formed, RUI)
    mover = somebody(db, formed, 0)
    move(db, formed, mover, 1, hand(db, formed, INES))
    present = drafts.present(db, formed)
    late = replace(seen, now=LATER)
    with pytest.raises(NotAllowed, match=r"^Inês changed this board 2 min ago\."):
        board.undo(db, formed, late)
    with pytest.raises(NotAllowed, match=r"^You changed this board 2 min ago"):
        board.keep(db, formed, replace(late, who=hand(db, formed, INES).who))
    assert drafts.present(db, formed) == present


def test_suggesting_again_keeps_what_is_locked_and_waits_for_a_yes(db: Session, formed: Season) -> None:
    mover = somebody(db, formed, 0)
    move(db, formed, mover, 1, hand(db, formed))
    first, second = circles.of_season(db, formed)
    board.lock_circle(db, formed, first.id, hand(db, formed), on=True)
    before = drafts.present(db, formed)
    enrol(db, formed, "Kim")
    counts = suggest(db, formed)
    assert drafts.present(db, formed) == before, "nothing has changed yet"
    assert (counts["placed"], counts["outcome"]) == (11, "suggested")
    after = board.suggestion(db, formed)
    assert after is not None
    assert after.circles[0].people == before.circles[0].people
    board.use(db, formed, hand(db, formed))
    assert who(db, formed)[1] >= {"Kim", mover.person.name}
    assert [each.id for each in circles.of_season(db, formed)] == [first.id, second.id]
    assert board.undo(db, formed, hand(db, formed)) == "the suggestion"
    assert drafts.present(db, formed) == before


def test_a_suggestion_can_be_declined_and_goes_with_the_board_it_was_for(db: Session, formed: Season) -> None:
    enrol(db, formed, "Kim")
    suggest(db, formed)
    board.keep(db, formed, hand(db, formed))
    assert board.suggestion(db, formed) is None
    suggest(db, formed)
    board.lock_circle(db, formed, circles.of_season(db, formed)[0].id, hand(db, formed), on=True)
    with pytest.raises(NotAllowed, match="no suggestion any more"):
        board.use(db, formed, hand(db, formed))


def test_where_nothing_is_better_nothing_is_suggested(db: Session, formed: Season) -> None:
    assert suggest(db, formed)["outcome"] == "same"
    assert board.suggestion(db, formed) is None


def test_somebody_locked_stays_until_unlocked(db: Session, formed: Season) -> None:
    circle, one = circles.of_season(db, formed)[0], somebody(db, formed, 0)
    board.lock_person(db, formed, circle.id, one, hand(db, formed), on=True)
    assert str(one.id) in board.to_solve(db, formed)[0].keep[0].pinned
    assert board.of_season(db, formed).step == f"lock {one.person.name}"
    board.lock_person(db, formed, circle.id, one, hand(db, formed), on=False)
    assert not board.to_solve(db, formed)[0].keep[0].pinned


def test_a_circle_that_was_closed_comes_back_in_its_place(db: Session, formed: Season) -> None:
    before = drafts.present(db, formed)
    first, _ = before.circles
    drafts.lay(db, formed, Draft((replace(before.circles[1]),), {}), NOW)
    assert [circle.name for circle in circles.of_season(db, formed)] == ["Circle 1"]
    drafts.lay(db, formed, before, NOW)
    assert drafts.present(db, formed) == before
    assert circles.of_season(db, formed)[0].id == first.row


def test_who_left_meanwhile_gets_no_place_by_undo(db: Session, formed: Season) -> None:
    mover = somebody(db, formed, 0)
    move(db, formed, mover, 1, hand(db, formed))
    people.leave(db, mover, NOW)
    board.undo(db, formed, hand(db, formed))
    assert sum(len(circle) for circle in who(db, formed)) == 9


# --- Settings ---


def test_weights_and_sizes_are_saved_and_used(db: Session, formed: Season) -> None:
    settings = replace(forming.of_season(formed), size_hi=6, hours=2, topics=1, mix=0, again=0)
    board.settle(db, formed, settings, hand(db, formed))
    rules = board.to_solve(db, formed)[0].rules
    assert rules.size_hi == 6
    weights = rules.weights
    assert (weights.hours, weights.topics, weights.offers, weights.mix, weights.again) == (2, 1, 1, 0, 0)
    assert weights.stay == 0, "other settings are no reason to stay"
    assert all(circle.terms["hours"] > 0 for circle in circles.of_season(db, formed))


def test_settings_that_can_not_be_change_nothing(db: Session, formed: Season) -> None:
    before = forming.of_season(formed)
    with pytest.raises(Invalid) as refused:
        board.settle(db, formed, replace(before, size_lo=9), hand(db, formed))
    assert refused.value.field == "size_lo"
    with pytest.raises(Invalid) as refused:
        board.settle(db, formed, replace(before, topics=3), hand(db, formed))
    assert refused.value.field == "topics"


def test_usual_settings_weigh_as_forming_does_by_itself(db: Session, season: Season) -> None:
    assert circles.problem(db, season).rules.weights == Weights()


# --- Earlier seasons ---


def test_pairs_of_earlier_seasons_are_known_by_person_and_others_are_not(db: Session, formed: Season) -> None:
    formed.starts_on = date(2026, 12, 7)
    gone = somebody(db, formed, 0)
    people.leave(db, gone, NOW)
    circles.publish(db, formed, "organizer:1", NOW)
    plan = programs.SeasonPlan("Autumn", date(2027, 9, 6), meetings=2)
    autumn = programs.add_season(db, formed.program, plan, "organizer:1", NOW)
    draft = programs.add_season(db, formed.program, replace(plan, name="Summer"), "organizer:1", NOW)
    for season in (autumn, draft):
        for member in (member for circle in circles.of_season(db, formed) for member in circle.memberships):
            again = Participant(
                season=season,
                person=member.participant.person,
                state=ParticipantState.CONFIRMED,
                enrolled_at=NOW,
            )
            db.add(again)
    db.flush()
    names = {str(each.id): each.person.name for each in circles.placeable(db, autumn)}
    history = circles.problem(db, autumn).history
    met = {frozenset(names[each] for each in pair) for pair in history}
    expected = {frozenset((a, b)) for circle in who(db, formed) for a in circle for b in circle if a < b}
    assert met == expected
    assert set(history.values()) == {1}
    assert not circles.problem(db, formed).history


# --- What can't be formed ---


def test_nobody_and_one_person_are_told_apart(db: Session) -> None:
    season = open_season(db)
    with pytest.raises(NotAllowed, match="Nobody is ready to be placed yet"):
        board.to_solve(db, season)
    enrol(db, season, "Ana")
    with pytest.raises(NotAllowed, match=r"^1 person is ready, and a circle needs 4\. Invite 3 more"):
        board.to_solve(db, season)


def test_a_locked_circle_that_somebody_left_is_named(db: Session, formed: Season) -> None:
    circle = circles.of_season(db, formed)[0]
    board.lock_circle(db, formed, circle.id, hand(db, formed), on=True)
    people.leave(db, somebody(db, formed, 0), NOW)
    board.to_solve(db, formed)
    gone = somebody(db, formed, 0)
    people.leave(db, gone, NOW)
    with pytest.raises(Invalid, match=rf"Circle 1 is locked with 3 people since .*{gone.person.name}.* left"):
        board.to_solve(db, formed)


def test_locks_beyond_the_sizes_are_named(db: Session, formed: Season) -> None:
    first = circles.of_season(db, formed)[0]
    board.lock_circle(db, formed, first.id, hand(db, formed), on=True)
    formed.size_lo, formed.size_hi = 2, 4
    with pytest.raises(Invalid, match="5 people are locked in circle 1, and a circle has 4 at most"):
        board.to_solve(db, formed)


def test_locks_against_what_is_apart_or_together_are_named(db: Session, formed: Season) -> None:
    first, second = circles.of_season(db, formed)
    ana, bo = (person(db, formed, name) for name in MENTORS)
    carl = somebody(db, formed, 0)
    for circle, one in ((first, ana), (first, carl), (second, bo)):
        board.lock_person(db, formed, circle.id, one, hand(db, formed), on=True)
    pair = Pair(season_id=formed.id, a_id=ana.id, b_id=carl.id, kind=PairKind.APART)
    db.add(pair)
    db.flush()
    with pytest.raises(Invalid, match="Ana and Carl are to be apart, and both are locked in circle 1"):
        board.to_solve(db, formed)
    pair.b_id, pair.kind = bo.id, PairKind.TOGETHER
    formed.mentors_hi = 3
    db.flush()
    with pytest.raises(Invalid, match="Ana and Bo are to be together, and only some are locked in circle 1"):
        board.to_solve(db, formed)


def test_locked_people_without_a_shared_hour_are_told_who_stands_out(db: Session, formed: Season) -> None:
    circle, one = circles.of_season(db, formed)[0], somebody(db, formed, 0)
    board.lock_circle(db, formed, circle.id, hand(db, formed), on=True)
    one.availability = "Mon 8-10"
    before = drafts.present(db, formed)
    with pytest.raises(Invalid, match=rf"circle 1 share no hour\. Without {one.person.name} they would\."):
        board.to_solve(db, formed)
    assert drafts.present(db, formed) == before


def test_somebody_locked_in_two_circles_who_takes_one_is_named(db: Session, formed: Season) -> None:
    first, second = circles.of_season(db, formed)
    ana = person(db, formed, "Ana")
    second.memberships.append(Membership(participant=ana, role=Role.MENTOR, joined_at=NOW, pinned=True))
    board.lock_person(db, formed, first.id, ana, hand(db, formed), on=True)
    with pytest.raises(Invalid, match="Ana is locked in 2 circles and takes 1"):
        board.to_solve(db, formed)


def test_apart_and_together_at_once_is_told_by_name(db: Session, season: Season) -> None:
    ids = [person(db, season, name).id for name in ("Carl", "Dee", "Eva")]
    for a, b, kind in ((0, 1, PairKind.TOGETHER), (1, 2, PairKind.TOGETHER), (0, 2, PairKind.APART)):
        db.add(Pair(season_id=season.id, a_id=ids[a], b_id=ids[b], kind=kind))
    db.flush()
    with pytest.raises(Invalid, match="Carl, Dee, Eva are to be together, yet Carl and Eva are to be apart"):
        board.to_solve(db, season)


def test_a_published_board_is_closed_and_forgets_its_steps(db: Session, formed: Season) -> None:
    seen = hand(db, formed)
    circles.publish(db, formed, "organizer:1", NOW)
    assert db.scalars(select(Board)).all() == []
    assert formed.state is SeasonState.PUBLISHED
    for act in (board.undo, board.use, board.keep):
        with pytest.raises(NotAllowed, match="published"):
            act(db, formed, seen)
    with pytest.raises(NotAllowed, match="published"):
        board.to_solve(db, formed)


def test_a_suggestion_for_an_earlier_board_is_refused(db: Session, formed: Season) -> None:
    problem, version = board.to_solve(db, formed)
    board.lock_circle(db, formed, circles.of_season(db, formed)[0].id, hand(db, formed), on=True)
    before = drafts.present(db, formed)
    with pytest.raises(NotAllowed, match="Inês changed this board"):
        board.suggest(db, formed, form(problem, steps=0), board.Hand(board.SEARCH, version, NOW))
    assert drafts.present(db, formed) == before


def test_a_hand_made_draft_survives_being_written_down(db: Session, formed: Season) -> None:
    present = drafts.present(db, formed)
    assert drawn.from_json(drawn.to_json(present)) == present
    assert db.scalars(select(Circle.locked)).all() == [False, False]
