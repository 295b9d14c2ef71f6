"""What holds on every page, generated from the URL map."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask, g
from sqlalchemy import select
from werkzeug.routing import Rule

from circles.db import wake
from circles.errors import NotAllowed
from circles.models import Circle, Organizer, Person, Program, Table
from circles.runtime import Runtime
from circles.settings import Settings
from circles.web import LARGEST_UPLOAD, TEMPLATES, create_app
from tests.web import seasons
from tests.web.browser import Browser

NOW = datetime.now(UTC)
STATIC = {"static", "bootstrap.static"}
WITHOUT_TOKEN = {
    "participant.leave_by_one_click",
    "signup.forget_address",
    "hooks.raw",
    "hooks.mailgun",
    "hooks.postmark",
}
"""Machines press them, without cookies: the link is signed (RFC 8058), or the request is."""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The demo has every page."""
    return settings.model_copy(update={"demo": True})


@pytest.fixture
def organizer_id(runtime: Runtime) -> int:
    with runtime.transaction() as db:
        organizer = seasons.add_program(db, NOW)
        seasons.add_record(db, seasons.publish(db, organizer, NOW), NOW)
        return organizer.id


@pytest.fixture
def browser(app: Flask, organizer_id: int) -> Browser:
    browser = Browser(app)
    _sign_in(browser, organizer_id)
    return browser


def _sign_in(browser: Browser, organizer_id: int) -> None:
    with browser.client.session_transaction(base_url=browser.base_url) as session:
        session["organizer"] = organizer_id


def _rules(app: Flask, method: str, begin: str = "") -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in STATIC and rule.endpoint.startswith(begin) and method in (rule.methods or ())
    ]


def _path(rule: Rule, id_: int = 1) -> str:
    built = rule.build(dict.fromkeys(rule.arguments, id_))
    assert built is not None
    return built[1]


def test_every_page_has_the_headers_that_guard_it(app, browser):
    for rule in _rules(app, "GET"):
        headers = browser.open(_path(rule)).headers
        assert headers["X-Content-Type-Options"] == "nosniff", rule
        assert headers["Referrer-Policy"] == "no-referrer", rule
        assert headers["Cache-Control"] == "no-store", rule
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, rule
        if rule.endpoint != "demo.html":  # one mail, alone in a frame without scripts
            assert "frame-ancestors 'none'" in policy, rule
            assert "unsafe" not in policy, rule


def test_every_form_wants_its_token(app, browser):
    rules = _rules(app, "POST")
    assert len(rules) > 20
    for rule in rules:
        status = browser.client.post(_path(rule)).status_code
        assert (status == 400) == (rule.endpoint not in WITHOUT_TOKEN), rule


def test_every_organizer_page_asks_to_sign_in(app, organizer_id):
    stranger = Browser(app)
    for rule in _rules(app, "GET", "organizer."):
        if not rule.endpoint.startswith("organizer.sign_in"):
            answer = stranger.open(_path(rule))
            assert answer.location == "/sign-in", rule


def test_an_organizer_finds_nothing_of_another_program(app, runtime, organizer_id):
    with runtime.transaction() as db:
        other = seasons.add_program(db, NOW, "Elsewhere").id
    browser = Browser(app)
    _sign_in(browser, other)
    rules = [
        rule for rule in _rules(app, "GET", "organizer.") if rule.arguments and "token" not in rule.arguments
    ]
    assert len(rules) > 10
    for rule in rules:
        assert browser.open(_path(rule)).status_code == 404, rule
    for rule in _rules(app, "POST", "organizer."):
        if rule.arguments and "token" not in rule.arguments:
            assert browser.press("/organizer/", _path(rule)).status_code == 404, rule


@pytest.mark.parametrize("id_", [2**31, 10**22, 10**1000], ids=["33 bits", "74 bits", "1000 digits"])
def test_a_number_no_row_can_have_finds_nothing(app, browser, id_):
    rules = [rule for rule in _rules(app, "GET") if any(name.endswith("_id") for name in rule.arguments)]
    assert len(rules) > 15
    for rule in rules:
        assert browser.open(_path(rule, id_)).status_code in {404, 410}, rule  # 410 offers a new link
    for page in ("/organizer/people?season=", "/organizer/people?page="):
        assert browser.open(f"{page}{id_}").status_code == 200, page


def test_an_address_with_a_control_character_in_it_finds_nothing(browser):
    assert browser.open("/join/harbour%00mentoring").status_code == 404
    assert browser.open("/organizer/people?q=%00ana%1b").status_code == 200


def test_looking_changes_nothing(app, browser, runtime):
    before = _everything(runtime)
    for rule in _rules(app, "GET"):
        for method in (browser.client.get, browser.client.head):
            for _ in range(2):
                assert method(_path(rule)).status_code != 500, rule
    assert _everything(runtime) == before


def test_somebody_who_is_no_organizer_any_more_is_asked_to_sign_in(app, organizer_id):
    browser = Browser(app)
    _sign_in(browser, 999)
    assert browser.open("/organizer/").location == "/sign-in"
    assert browser.open("/organizer/people").location == "/sign-in"


def test_over_https_the_cookie_is_bound_to_our_host(runtime, settings):
    secure = settings.model_copy(update={"public_url": "https://circles.example", "demo": False})
    browser = Browser(create_app(replace(runtime, settings=secure)), "https://circles.example")
    answer = browser.open("/sign-in")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-circles=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert browser.press("/sign-in", "/sign-in", {"email": "a@example.org"}).status_code == 200
    assert browser.open("/").location.endswith("/organizer/")


def test_over_http_the_demo_works_without_a_secure_cookie(app):
    cookie = Browser(app).open("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("circles=")
    assert "Secure" not in cookie


def test_an_error_answer_leaves_nothing_behind(runtime):
    app = create_app(runtime)

    @app.route("/try/<how>", methods=["GET", "POST"])
    def attempt(how: str) -> tuple[str, int]:
        if how != "reading":
            wake(g.db, "deliver", 1)
        g.db.add(Program(slug=how, name=how))
        g.db.flush()
        if how == "raises":
            raise NotAllowed("Not today.")
        if how == "breaks":
            raise ZeroDivisionError
        return how, 422 if how == "refuses" else 200

    browser = Browser(app)
    statuses = {
        how: browser.press("/sign-in", f"/try/{how}").status_code for how in ("keeps", "refuses", "raises")
    }
    assert statuses == {"keeps": 200, "refuses": 422, "raises": 403}
    broken = browser.press("/sign-in", "/try/breaks")
    assert broken.status_code == 500
    assert "nothing was saved" in broken.text
    assert "ZeroDivisionError" not in broken.text
    assert browser.open("/try/reading").status_code == 500
    with runtime.transaction() as db:
        assert list(db.scalars(select(Program.slug))) == ["keeps"]


def test_too_many_tries_are_told_to_wait_even_without_redis(app):
    browser = Browser(app)
    tries = [browser.press("/sign-in", "/sign-in", {"email": "a@example.org"}) for _ in range(21)]
    assert {each.status_code for each in tries[:20]} == {200}
    assert tries[20].status_code == 429
    assert "Wait a few minutes" in tries[20].text


def test_names_are_text_wherever_they_stand(browser, runtime):
    with runtime.transaction() as db:
        for person in db.scalars(select(Person)):
            person.name = '"><script>alert(1)</script>'
        db.scalars(select(Organizer)).one().program.name = "<b>Bold</b>"
    for page, answer in browser.walk("/organizer/", "/organizer/").items():
        if answer.mimetype == "text/html":
            assert "<script>alert" not in answer.text, page
            assert "<b>Bold" not in answer.text, page


def test_a_place_is_a_link_only_to_the_web(app, browser, runtime):
    with runtime.transaction() as db:
        for circle in db.scalars(select(Circle)):
            circle.place = "javascript:alert(1)"
        link = runtime.links.personal(circle.members[0].participant, "")
    participant = Browser(app)
    participant.open(link.removeprefix(runtime.settings.public_url))
    for pages in (browser.walk("/organizer/", "/organizer/"), participant.walk("/me", "/me")):
        assert any("javascript:alert(1)" in answer.text for answer in pages.values())
        for page, answer in pages.items():
            assert 'href="javascript' not in answer.text, page


def test_a_file_that_is_too_large_is_told_its_limit_and_the_way_back(browser):
    form = "/organizer/seasons/1/import"
    answer = browser.press(form, form, {"pasted": "x" * (LARGEST_UPLOAD + 1)})
    assert answer.status_code == 413
    assert "up to 5 MB" in answer.text
    assert f'<a href="{form}">Go back</a>' in answer.text


def test_what_may_not_be_done_leads_back_to_where_one_may_go_on(browser):
    form = "/organizer/seasons/1/import"
    check = browser.press(form, form, {"pasted": "email\nana@example.org"}).location
    assert browser.press("/organizer/", check).status_code == 302
    answer = browser.press("/organizer/", check)
    assert answer.status_code == 403
    assert '<a href="/organizer/">Go back</a>' in answer.text


def test_no_template_holds_a_script_or_a_style_of_its_own():
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), path
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text)), path


def test_every_script_is_a_module_of_ours():
    scripts = [
        tag for path in TEMPLATES.rglob("*.html") for tag in re.findall(r"<script[^>]*>", path.read_text())
    ]
    assert scripts
    assert all('type="module"' in tag and "url_for('static'" in tag for tag in scripts)


def _everything(runtime: Runtime) -> dict[str, list[tuple[object, ...]]]:
    with runtime.transaction(read_only=True) as db:
        tables = Table.metadata.sorted_tables
        return {table.name: [tuple(row) for row in db.execute(select(table))] for table in tables}
