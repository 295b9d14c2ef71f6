"""The board in a browser without scripts: locks, moves with their effect, undo, settings, suggestions."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from sqlalchemy import event, select

from circles.domain.words import ParticipantState, Role
from circles.models import Board, Circle, Organizer, Participant, Season
from circles.runtime import Runtime
from circles.services import circles, people, programs
from tests.web import seasons
from tests.web.browser import Browser
from worker import long_work

NOW = datetime.now(UTC)
BOARD = "/organizer/seasons/1/board"


@pytest.fixture
def organizer_id(runtime: Runtime) -> int:
    """A program with a draft of two circles of five, and Zoe who waits."""
    with runtime.transaction() as db:
        organizer = seasons.add_program(db, NOW)
        season = seasons.season_of(organizer)
        seasons.form(db, season, 2, 5, NOW)
        zoe = seasons.enrol(db, season, "Zoe Waits", Role.MENTEE, NOW)
        zoe.wait = {"reason": "No circle has room.", "remedy": "Move her by hand."}
        return organizer.id


@pytest.fixture
def browser(app, organizer_id) -> Browser:
    return signed_in(app, organizer_id)


def signed_in(app, organizer_id: int) -> Browser:
    browser = Browser(app)
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = organizer_id
    return browser


def act(browser: Browser, action: str, **data: object) -> str:
    """Press a button of the board as it is now, and give the board one sees next."""
    version = re.search(r'name="version" value="(\d+)"', browser.open(BOARD).text)
    given = {"version": version[1] if version else 0} | {
        name.rstrip("_"): value for name, value in data.items()
    }
    answer = browser.press(BOARD, f"{BOARD}/{action}", given)
    assert answer.status_code == 302
    return unescape(browser.open(answer.location).text)


def ids(runtime: Runtime, name: str) -> tuple[int, int | None]:
    """Give a participant and the row of their circle."""
    with runtime.transaction(read_only=True) as db:
        everyone = db.scalars(select(Participant)).all()
        found = next(each for each in everyone if each.person.name == name)
        rooms = people.memberships(db, found)
        return found.id, rooms[0].circle_id if rooms else None


def members(runtime: Runtime, n: int) -> set[str]:
    with runtime.transaction(read_only=True) as db:
        circle = circles.of_season(db, db.scalars(select(Season)).one())[n]
        return {member.participant.person.name for member in circle.members}


def test_a_card_says_what_a_circle_is_and_why(browser, runtime):
    with runtime.transaction() as db:
        first = db.scalars(select(Circle)).first()
        first.hours = ["Tue 17:00", "Thu 12:00", "Thu 17:00"]
        first.warnings = ["Two people from the same department, Research."]
    card = browser.open(BOARD).text.split('<li class="card"')[1]
    assert "3 shared hours: Tue 17:00, Thu 12:00, Thu 17:00 (Lisbon time)" in card
    assert "Two people from the same department" in card
    assert card.index("Ana Sousa") < card.index("Bo Lindqvist"), "mentors come first"
    assert "asking for advice (5)" in card
    assert "shared topics</th><td>40" in card
    assert "Most is to be gained by" in card


def test_a_move_shows_its_effect_before_it_is_kept(browser, runtime):
    bo, row = ids(runtime, "Bo Lindqvist")
    page = f"{BOARD}/move?person={bo}&from={row}"
    asked = unescape(browser.open(page).text)
    assert "Now in Circle 1, 5 people, Thursdays at 17:00 (Lisbon time)" in asked
    assert "Keep it" not in asked
    _, other = ids(runtime, "Person1 Number1")
    shown = unescape(browser.open(f"{page}&to={other}").text)
    assert re.search(r"Circle 2 keeps \d shared hours, fit 82 → \d+", shown)
    assert "Keep it" in shown
    assert "Bo Lindqvist" in members(runtime, 0), "looking changes nothing"
    board = act(browser, "move", person=bo, from_=row, to=other)
    assert "Bo Lindqvist is in Circle 2 now." in board
    assert "Undo: Bo Lindqvist to Circle 2" in board
    assert "Bo Lindqvist" in members(runtime, 1)
    assert "Undone: Bo Lindqvist to Circle 2." in act(browser, "undo")
    assert "Bo Lindqvist" in members(runtime, 0)


def test_a_move_that_can_not_be_is_listed_with_its_reason_and_changes_nothing(browser, runtime):
    ana, row = ids(runtime, "Ana Sousa")
    page = unescape(browser.open(f"{BOARD}/move?person={ana}&from={row}").text)
    assert "There is no place Ana Sousa could move to." in page
    assert "Circle 1 would have no mentor; it needs one." in page
    _, other = ids(runtime, "Person1 Number1")
    assert "would have no mentor" in act(browser, "move", person=ana, from_=row, to=other)
    assert "Ana Sousa" in members(runtime, 0)


def test_somebody_goes_from_the_tray_to_a_circle_and_back(browser, runtime):
    zoe, nowhere = ids(runtime, "Zoe Waits")
    assert nowhere is None
    assert "Not placed now. No circle has room." in browser.open(f"{BOARD}/move?person={zoe}").text
    _, row = ids(runtime, "Ana Sousa")
    assert "Zoe Waits is in Circle 1 now." in act(browser, "move", person=zoe, from_="", to=row)
    board = act(browser, "move", person=zoe, from_=row, to="none")
    assert "Zoe Waits is not placed now." in board
    assert "You took them out by hand." in board


def test_while_dragging_every_place_says_what_would_become_of_it(browser, runtime):
    bo, row = ids(runtime, "Bo Lindqvist")
    _, other = ids(runtime, "Person1 Number1")
    told = browser.open(f"{BOARD}/move.json?person={bo}&from={row}").json
    assert told.keys() == {str(other), "none"}
    assert told[str(other)]["allowed"]
    assert "shared hour" in told[str(other)]["words"]


def test_circles_and_people_are_locked_and_unlocked(browser, runtime):
    bo, row = ids(runtime, "Bo Lindqvist")
    assert "Suggest again keeps Bo Lindqvist here." in act(browser, "locks", lock=f"{row}-{bo}")
    assert "keeps exactly these people" in act(browser, "locks", lock=row)
    board = browser.open(BOARD).text
    assert f'name="unlock" value="{row}"' in board
    assert f'name="unlock" value="{row}-{bo}"' in board
    assert "Circle 1 is locked." in browser.open(f"{BOARD}/move?person={bo}&from={row}").text
    act(browser, "locks", unlock=row)
    assert "Bo Lindqvist may be moved." in act(browser, "locks", unlock=f"{row}-{bo}")


def test_a_form_of_an_earlier_board_is_refused_and_the_present_one_is_shown(app, browser, runtime):
    with runtime.transaction() as db:
        program = db.scalars(select(Organizer)).one().program
        rui = programs.add_organizer(db, program, "rui@harbour.example", "Rui Costa").id
    bo, row = ids(runtime, "Bo Lindqvist")
    act(signed_in(app, rui), "locks", lock=row)
    with runtime.transaction() as db:
        db.scalars(select(Board)).one().changed_at = runtime.now() - timedelta(minutes=2, seconds=5)
    board = act(browser, "move", version=0, person=bo, from_=row, to="none")
    assert re.search(r"Rui Costa changed this board \d min ago\.", board)
    assert f'name="unlock" value="{row}"' in board
    assert "Bo Lindqvist" in members(runtime, 0)


@pytest.mark.parametrize(
    "data",
    [{}, {"person": "x", "to": "1"}, {"person": "2", "to": "later"}, {"person": "2", "to": "99999"}],
)
def test_a_form_that_makes_no_sense_changes_nothing(browser, runtime, data):
    before = members(runtime, 0)
    assert 'role="status"' in act(browser, "move", **data)
    assert members(runtime, 0) == before


def test_nobody_of_another_program_is_reached(app, browser, runtime):
    with runtime.transaction() as db:
        other = seasons.add_program(db, NOW, "Other").id
    stranger = signed_in(app, other)
    bo, row = ids(runtime, "Bo Lindqvist")
    for page in (BOARD, f"{BOARD}/move?person={bo}&from={row}", f"{BOARD}/suggestion"):
        assert stranger.open(page).status_code == 404
    own = "/organizer/seasons/2/board"
    assert stranger.open(f"{own}/move?person={bo}").status_code == 404
    for page in (f"{BOARD}/move", f"{BOARD}/move?person=99999", f"{BOARD}/move?person=x"):
        assert browser.open(page).status_code == 404


# --- Settings and suggestions ---


def test_settings_are_saved_and_the_circles_weighed_by_them(browser, runtime):
    answer = browser.press(BOARD, f"{BOARD}/settings", seasons.FORMING | {"size_hi": 6, "hours": 2})
    board = unescape(browser.open(answer.location).text)
    assert "4 to 6 people, 1 to 2 of them mentors." in " ".join(board.split())
    assert "Time overlap: a lot" in board
    with runtime.transaction(read_only=True) as db:
        assert db.scalars(select(Circle.terms)).first()["hours"] > 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"size_lo": 9}, "the smallest size comes first"),
        ({"mentors_lo": 3}, "the smaller number comes first"),
        ({"topics": 7}, "Choose one from the list."),
        ({"size_hi": "many"}, "Write a whole number."),
    ],
)
def test_settings_that_can_not_add_up_are_told_beside_their_field(browser, runtime, wrong, words):
    answer = browser.press(BOARD, "/organizer/seasons/1/form", seasons.FORMING | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert "Please look at this again" in answer.text


def test_suggesting_with_too_few_people_says_so_at_once(app, runtime):
    with runtime.transaction() as db:
        organizer = seasons.add_program(db, NOW)
        seasons.enrol(db, seasons.season_of(organizer), "Ana Sousa", Role.MENTOR, NOW)
        alone = signed_in(app, organizer.id)
    answer = alone.press(BOARD, "/organizer/seasons/1/form", seasons.FORMING)
    assert answer.location == BOARD
    assert "1 person is ready, and a circle needs 4." in alone.open(BOARD).text


def test_a_suggestion_is_looked_at_and_then_used_or_not(browser, runtime):
    act(browser, "locks", lock=ids(runtime, "Person1 Number1")[1])
    suggestion = suggest(browser, runtime, 1)
    assert suggestion == f"{BOARD}/suggestion"
    page = " ".join(unescape(browser.open(suggestion).text).split())
    assert "1 move, 1 more person placed, fit" in page
    assert "Nothing has changed yet." in page
    assert "Zoe Waits</span> <span>not placed → Circle 1" in page
    assert "A suggestion waits for your yes or no." in browser.open(BOARD).text
    assert "Your circles are as they were." in act(browser, "suggestion/keep")
    assert "Zoe Waits" not in members(runtime, 0)
    suggest(browser, runtime, 2)
    assert "These are your circles now." in act(browser, "suggestion/use")
    assert "Zoe Waits" in members(runtime, 0)
    act(browser, "undo")
    assert "Zoe Waits" not in members(runtime, 0)
    assert "no suggestion any more" in act(browser, "suggestion/use")


def test_where_nothing_is_better_the_circles_stay_and_it_is_said(browser, runtime):
    with runtime.transaction() as db:
        zoe = next(each for each in db.scalars(select(Participant)) if each.person.name == "Zoe Waits")
        zoe.state = ParticipantState.DECLINED
    assert suggest(browser, runtime, 1) == BOARD
    assert "found nothing better" in browser.open(BOARD).text


def suggest(browser: Browser, runtime: Runtime, job: int) -> str:
    """Press Suggest again, let a worker do it, and give where the progress page leads."""
    version = re.search(r'name="version" value="(\d+)"', browser.open(BOARD).text)[1]
    form = seasons.FORMING | {"version": version}
    progress = browser.press(BOARD, "/organizer/seasons/1/form", form).location
    long_work.run(runtime, job)
    return browser.open(progress).location


def test_who_left_is_named_on_the_card_and_before_publishing(browser, runtime):
    with runtime.transaction() as db:
        for name in ("Bo Lindqvist", "Carl Whitmore"):
            people.leave(db, next(p for p in db.scalars(select(Participant)) if p.person.name == name), NOW)
    words = "Bo Lindqvist and Carl Whitmore left the season. 3 stay, and a circle needs 4."
    assert words in browser.open(BOARD).text
    assert f"Circle 1: {words}" in browser.open("/organizer/seasons/1/publish").text


def test_a_circle_that_lost_people_is_shown_what_would_help(browser, runtime):
    with runtime.transaction() as db:
        for name in ("Bo Lindqvist", "Carl Whitmore"):
            people.leave(db, next(p for p in db.scalars(select(Participant)) if p.person.name == name), NOW)
    board = unescape(browser.open(BOARD).text)
    zoe, _ = ids(runtime, "Zoe Waits")
    assert "Move Zoe Waits here: fit" in board
    link = re.search(rf'href="([^"]*person={zoe}&to=\d+)"', board)[1]
    assert "To Circle 1" in browser.open(link).text
    assert "Undo: Circle 1 into Circle 2" in act(
        browser, "merge", merge=re.search(r'value="(\d+-\d+)">Let all go', board)[1]
    )
    assert len(members(runtime, 0)) == 8


def test_merging_what_makes_no_sense_changes_nothing(browser, runtime):
    for words in ("", "1", "1-99", "x-2"):
        assert "Undo" not in act(browser, "merge", merge=words)
    assert len(members(runtime, 0)) == 5


def test_a_published_board_is_only_for_reading(browser, runtime):
    browser.press(BOARD, "/organizer/seasons/1/publish")
    board = browser.open(BOARD).text
    assert "2 circles" in board
    assert "Suggest" not in board
    assert "/move?" not in board
    bo, row = ids(runtime, "Bo Lindqvist")
    assert browser.open(f"{BOARD}/move?person={bo}&from={row}").location == BOARD
    assert browser.press("/organizer/circles/1", f"{BOARD}/locks", {"lock": row, "version": 0}).location
    assert "published, so they can't be formed anew" in unescape(browser.open(BOARD).text)


def test_more_circles_take_no_more_queries(browser, runtime):
    bo, row = ids(runtime, "Bo Lindqvist")
    pages = (BOARD, f"{BOARD}/move?person={bo}&from={row}", f"{BOARD}/suggestion")
    taken = []
    for more in (range(2, 3), range(3, 20)):
        with runtime.transaction() as db:
            season = db.scalars(select(Season)).one()
            for n in more:
                seasons.form_one(db, season, n, 5, NOW)
            seasons.suggest_a_swap(db, season)
        taken.append([queries(runtime, browser, page) for page in pages])
    assert taken[0] == taken[1]


def queries(runtime: Runtime, browser: Browser, page: str) -> int:
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(runtime.database.engine, "before_cursor_execute", note)
    assert browser.open(page).status_code == 200
    event.remove(runtime.database.engine, "before_cursor_execute", note)
    return len(seen)


def test_the_pages_never_load_the_compiled_search():
    code = "import circles.web, circles.services.board, worker.long_work, sys; print('numba' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert told.strip() == "False"
