"""The organizer's pages of small and large seasons against a page with nothing on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from flask import Flask, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import func, select

from benchmarks.measure import counted_queries, in_turns
from benchmarks.report import Cell, Claim, Report
from benchmarks.stage import NEAR, Service, opened_service, publish
from circles.models import Circle, Meeting, Organizer, Person, Season
from circles.web import create_app

HERE = "http://circles.example"
TRIVIAL = "/benchmark/trivial"


@dataclass(frozen=True)
class Sizes:
    """How many people the seasons have, and how often each page is opened."""

    people: tuple[int, ...]
    rounds: int = 5


SHORT, FULL = Sizes((1_000, 10_000), rounds=2), Sizes((1_000, 10_000), rounds=25)


def run(sizes: Sizes) -> Report:
    """Open every page of each season in turns."""
    rows = [row for people in sizes.people for row in _opened(people, sizes.rounds)]
    by_page = groupby(sorted(rows, key=lambda row: str(row["page"])), key=lambda row: row["page"])
    growth = max(
        max(queries) - min(queries)
        for queries in ([int(row["queries"]) for row in same] for _, same in by_page)
    )
    worst = max(float(row["times trivial"]) for row in rows if row["people"] == max(sizes.people))
    return Report(
        name="pages",
        measures="The organizer's pages in the application itself, without a socket, against a trivial"
        " template in the same application and with the same transaction around it.",
        sizes=sizes,
        rows=rows,
        claims=(
            Claim("times the trivial page at the largest season, slowest page", worst, "at most", 3),
            Claim("queries more on any page of a larger season", growth, "at most", 0),
        ),
    )


def _opened(people: int, rounds: int) -> Iterator[dict[str, Cell]]:
    with opened_service() as service:
        with service.runtime.database.transaction() as db:
            publish(db, people)
        service.clock.now = NEAR
        app = create_app(service.runtime)
        app.add_url_rule(TRIVIAL, "trivial", lambda: render_template_string("{{ 6 * 7 }}"))
        browser = _signed_in(app, service)
        pages = {"trivial": TRIVIAL, **_addresses(service)}
        taken = in_turns(rounds, {name: partial(_open, browser, path) for name, path in pages.items()})
        for name, path in pages.items():
            with counted_queries(service.runtime.database.engine) as queries:
                octets = _open(browser, path)
            yield {
                "people": people,
                "page": name,
                "queries": len(queries),
                "octets": octets,
                "milliseconds": 1000 * taken[name].wall,
                "CPU milliseconds": 1000 * taken[name].cpu,
                "times trivial": taken[name].cpu / taken["trivial"].cpu,
            }


def _signed_in(app: Flask, service: Service) -> FlaskClient:
    browser = app.test_client()
    with service.runtime.database.transaction(read_only=True) as db:
        organizer = db.scalars(select(Organizer.id)).one()
    with browser.session_transaction(base_url=HERE) as session:
        session["organizer"] = organizer
    return browser


def _addresses(service: Service) -> dict[str, str]:
    with service.runtime.database.transaction(read_only=True) as db:
        season, circle, meeting, person = (
            db.scalar(select(func.min(table.id))) for table in (Season, Circle, Meeting, Person)
        )
    return {
        "home": "/organizer/",
        "people": "/organizer/people",
        "people, found by name": "/organizer/people?q=an",
        "person": f"/organizer/people/{person}",
        "season": f"/organizer/seasons/{season}",
        "board": f"/organizer/seasons/{season}/board",
        "circle": f"/organizer/circles/{circle}",
        "meeting": f"/organizer/meetings/{meeting}",
        "review": "/organizer/review",
        "outbox": "/organizer/outbox",
    }


def _open(browser: FlaskClient, path: str) -> int:
    response = browser.get(path, base_url=HERE)
    assert response.status_code == 200, f"{path} answered {response.status}"
    return len(response.data)
