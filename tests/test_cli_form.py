import json
from itertools import combinations

import pytest
from click.testing import CliRunner

from circles.cli import main

PEOPLE = """\
id,name,email,role,circles,topics,timezone,availability,department,apart,together
ana,Ana Sousa,ana@example.org,mentor,1,asking for advice,Europe/Lisbon,Tue 16-18; Thu 17-19,Sales,,
bo,Bo Lind,bo@example.org,mentee,,Asking for advice,Europe/Stockholm,Thu 17-21,Ops,,carl
carl,Carl Ek,carl@example.org,mentee,,public speaking,Europe/Stockholm,Thu 18-20,IT,,
dee,Dee Roy,dee@example.org,either,,negotiation,,Thu 16-19,IT,eva@example.org,
eva,Eva Ray,eva@example.org,mentee,,,America/New_York,Thu 12-15,HR,,
fay,Fay Low,fay@example.org,mentee,,,America/New_York,,HR,,
"""
KEPT = {
    "members": ["ana", "bo"],
    "mentors": ["ana"],
    "zone": "Europe/Lisbon",
    "slot": {"weekday": 3, "start": "17:00"},
}
SEASON = ["--from", "2026-01-05", "--weeks", "8"]


@pytest.fixture
def run(tmp_path):
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")

    def run(*options, people="people.csv"):
        arguments = [str(tmp_path / people), *SEASON]
        arguments += [str(tmp_path / each) if each.endswith((".csv", ".json")) else each for each in options]
        return CliRunner().invoke(main, ["form", *arguments])

    return run


def test_the_json_is_the_documented_contract(run):
    result = run("--json", "--seed", "7", "--steps", "50")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert list(data) == [
        *("circles", "waitlist", "score", "bound", "from", "weeks", "seed", "steps", "seconds"),
    ]
    assert (data["from"], data["weeks"], data["seed"], data["steps"]) == ("2026-01-05", 8, 7, 50)
    (circle,) = data["circles"]
    assert list(circle) == ["members", "mentors", "zone", "slot", "score", "terms", "why"]
    assert circle["mentors"] == ["ana"]
    assert set(circle["why"]) == set(circle["members"])
    assert {"bo", "carl"} <= set(circle["members"])
    assert not {"dee", "eva"} <= set(circle["members"])
    assert circle["zone"] == "Europe/Stockholm"
    assert circle["slot"] == {"weekday": 3, "start": "17:00", "minutes": 60}
    waiting = {each["id"]: each for each in data["waitlist"]}
    assert waiting["fay"]["reason"] == "No hours were given."
    assert set(waiting["fay"]) == {"id", "reason", "remedy"}
    assert set(circle["members"]) | set(waiting) == {"ana", "bo", "carl", "dee", "eva", "fay"}


def test_without_json_people_read_a_table(run):
    result = run()
    assert "Circle 1: Thursdays at 18:00 (Stockholm time)" in result.stdout
    assert "Put together as all four can meet" in result.stdout
    assert "* Ana Sousa" in result.stdout
    assert "Fay Low: No hours were given." in result.stdout
    assert result.stdout.endswith("4 of 6 people in 1 circle; * mentors.\n")


def test_the_zone_of_people_who_name_none_can_be_chosen(run):
    slot = json.loads(run("--json", "--zone", "Asia/Tokyo").stdout)
    assert "dee" in {each["id"] for each in slot["waitlist"]}


def test_a_kept_output_moves_nobody(run, tmp_path):
    first = run("--json", "--size", "3-4")
    (tmp_path / "before.json").write_text(first.stdout, "utf-8")
    again = json.loads(run("--json", "--size", "3-4", "--seed", "9", "--keep", "before.json").stdout)
    assert again["circles"] == json.loads(first.stdout)["circles"]


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")])
def test_history_parts_those_who_were_together(run, tmp_path, delimiter, encoding):
    rows = [f"p{k},p{k}@example.org,{'mentor' if k % 4 == 0 else 'mentee'},Thu 17-18" for k in range(8)]
    (tmp_path / "eight.csv").write_text("\n".join(["id,email,role,availability", *rows]), "utf-8")
    lines = ["Season,circle,id", *(f"2025,{k // 4},p{k}@example.org" for k in range(8))]
    (tmp_path / "history.csv").write_text("\n".join(lines).replace(",", delimiter), encoding)
    result = run("--json", "--size", "4", "--history", "history.csv", people="eight.csv")
    circles = json.loads(result.stdout)["circles"]
    before = [{f"p{k}" for k in range(4)}, {f"p{k}" for k in range(4, 8)}]
    repeated = sum(
        {*pair} <= old for c in circles for pair in combinations(c["members"], 2) for old in before
    )
    assert len(circles) == 2
    assert repeated == 4


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (["--size", "8-4"], "2 to 50 people"),
        (["--size", "many"], "expected a range such as 4-8"),
        (["--mentors", "9-9"], "Mentors are part of the circle"),
        (["--zone", "Mars/Base"], "Mars/Base"),
        (["--keep", "people.csv"], "people.csv is not an output of `circles form --json`: Invalid JSON"),
        (["--from", "9999-12-30"], "A season starts in a year from 1970 to 2200, not on 9999-12-30"),
        (["--from", "9990-01-01", "--weeks", "520"], "A season starts in a year from 1970 to 2200"),
        (["--history", "people.csv"], "people.csv has no column season, circle. It needs"),
        (["--history", "missing.csv"], "does not exist"),
        (["--minutes", "0"], "from 1 minute to a day"),
    ],
)
def test_a_mistake_is_named_on_stderr_without_a_traceback(run, options, fault):
    result = run(*options)
    assert result.exit_code in {1, 2}
    assert fault in result.stderr
    assert result.stdout == ""
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"from": "9999-12-31"}, "`from`: a year from 1970 to 2200 is expected"),
        ({"circles": [{}]}, "`circles.0.members`: Field required"),
        ({"circles": [KEPT | {"zone": "Mars/X"}]}, "`circles.0.zone`: A time zone has a name such as"),
        ({"circles": [KEPT | {"slot": {"weekday": 7, "start": "17:00"}}]}, "`circles.0.slot.weekday`: "),
        ({"circles": [KEPT | {"slot": {"weekday": 3, "start": "late"}}]}, "`circles.0.slot.start`: "),
    ],
)
def test_what_is_wrong_in_the_circles_to_keep_is_named_by_its_key(run, tmp_path, changes, fault):
    (tmp_path / "kept.json").write_text(json.dumps({"from": "2026-01-05", "circles": [KEPT]} | changes))
    result = run("--keep", "kept.json")
    assert result.exit_code == 1
    assert f"kept.json is not an output of `circles form --json`: {fault}" in result.stderr


def test_a_file_that_names_nobody_is_refused(run, tmp_path):
    (tmp_path / "empty.csv").write_text("id,email\n", "utf-8")
    result = run(people="empty.csv")
    assert result.exit_code == 1
    assert "empty.csv" in result.stderr or "nobody" in result.stderr


def test_a_row_that_cannot_be_read_is_said_and_left_out(run, tmp_path):
    (tmp_path / "people.csv").write_text(PEOPLE.replace("Thu 12-15", "any time"), "utf-8")
    result = run("--json")
    assert result.exit_code == 0
    assert "Row 6, Availability" in result.stderr


def test_help_shows_an_example():
    result = CliRunner().invoke(main, ["form", "--help"])
    assert "circles form people.csv --size 4-8" in result.stdout


def test_earlier_circles_of_strangers_are_said_to_change_nothing(run, tmp_path):
    (tmp_path / "history.csv").write_text("season,circle,id\n1,1,nobody\n", "utf-8")
    result = run("--history", "history.csv", "--steps", "0")
    assert result.exit_code == 0
    assert "nobody in it is among these people" in result.stderr
    (tmp_path / "keep.json").write_text(
        json.dumps({"from": "2026-01-05", "circles": [KEPT | {"members": ["x", "y"], "mentors": ["x"]}]}),
        "utf-8",
    )
    assert "nobody in its circles is among" in run("--keep", "keep.json", "--steps", "0").stderr


def test_a_history_without_its_columns_is_refused_with_those_it_needs(run, tmp_path):
    (tmp_path / "history.csv").write_text("season;group;id\n1;1;ana\n", "utf-8")
    result = run("--history", "history.csv")
    assert result.exit_code == 1
    assert "history.csv has no column circle. It needs a first line season,circle,id." in result.stderr


@pytest.mark.parametrize("seconds", ["nan", "inf"])
def test_seconds_are_a_number(run, seconds):
    assert run("--seconds", seconds).exit_code == 2


@pytest.mark.parametrize("seconds", ["0", "0.01"])
def test_hardly_any_time_gives_circles_that_keep_every_rule(run, seconds):
    result = run("--seconds", seconds)
    assert result.exit_code == 0
    assert "people in 1 circle" in result.stdout


def test_the_table_of_a_few_says_that_nothing_scores_more(run):
    assert "these score most" in run().stdout
