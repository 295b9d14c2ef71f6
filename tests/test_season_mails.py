"""Every mail of a season that was played: whoever reads it, by whatever program, finds what we meant.

What is read here is the bytes that left; nothing of how they were written is asked.
"""

import email
import json
import re
from base64 import b64decode
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select
from sqlalchemy.orm import undefer

from circles.db import unseal
from circles.demo_people import simulated_people
from circles.domain.words import OutgoingState
from circles.mail.about import reader_of
from circles.mail.calendar_lint import faults
from circles.models import Meeting, Outgoing, Participant, Person, Table
from circles.runtime import Runtime
from circles.services.programs import SeasonPlan
from circles.simulation import play
from circles.simulation.offices import in_process
from circles.simulation.report import report, wrong
from circles.web import create_app
from tests.mail import ical_js, libical

pytestmark = pytest.mark.slow

OURS, SITE = "circles.example", "http://localhost:8000"
ANSWERS = {"receipt", "unsure", "help", "undo-done"}
NO_LIST = {"address", "erased"}
ALWAYS = {
    "X-Auto-Response-Suppress": r"OOF, AutoReply, RN, NRN",
    "Content-Language": r"en",
    "MIME-Version": r"1\.0",
    "Message-ID": rf"<[\w.-]+@{OURS}>",
    "Date": r"\w{3}, \d\d? \w{3} 2027 \d\d:\d\d:\d\d \+0000",
}
OF_LISTS = {
    "Precedence": r"list",
    "List-Id": rf"<(?:circle|program)-\d+\.{OURS}>",
    "List-Unsubscribe": rf"<{SITE}/\S+>, <mailto:circles\+\S+@{OURS}\?subject=Leave&body=Leave>",
    "List-Unsubscribe-Post": r"List-Unsubscribe=One-Click",
}
PAGES = {"confirm", "data", "host", "last-word", "leave", "notes", "pause", "recap", "survey", "topic"}
"""The last words of some of the pages that mails, or pages they lead to, must have led to."""
A_DOZEN = 12
ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Left:
    """A mail as it left, and whom it was for."""

    kind: str
    reader: str
    listed: bool
    """Whether it goes to one of the program's people, who can leave; organizers can't."""
    raw: bytes

    @property
    def mail(self) -> Message:
        return email.message_from_bytes(self.raw, policy=compat32)

    def __str__(self) -> str:
        return f"{self.kind} to {self.reader}"


@dataclass(frozen=True)
class Season:
    """A season when all is over."""

    runtime: Runtime
    mails: Sequence[Left]
    uids: frozenset[str]
    wrong: Sequence[str]


@pytest.fixture(scope="module")
def season() -> Iterator[Season]:
    """24 people and four meetings, with all that people do in between."""
    plan = SeasonPlan("Spring", play.STARTS_ON, meetings=4, every_weeks=4)
    with ExitStack() as stack:
        office = stack.enter_context(in_process(play.BEGINS))
        played = play.season(office, simulated_people(24, seed=3), plan, 3)
        runtime = office.runtime
        with runtime.transaction(read_only=True) as db:
            sent = select(Outgoing).where(Outgoing.state == OutgoingState.SENT).order_by(Outgoing.id)
            mails = [
                Left(
                    kind=str(row.kind),
                    reader=reader_of(db, row).email,
                    listed=row.to.startswith("person:") and row.kind not in NO_LIST,
                    raw=unseal(db, row.raw or b""),
                )
                for row in db.scalars(sent.options(undefer(Outgoing.raw)))
            ]
            uids = frozenset(db.scalars(select(Meeting.uid)))
        yield Season(runtime, mails, uids, wrong(report(runtime, played)))


def test_all_that_was_said_is_recorded_and_no_promise_is_broken(season: Season) -> None:
    assert season.wrong == []
    assert len(season.mails) > 400
    assert len({left.kind for left in season.mails}) > 15


def test_every_mail_has_the_headers_of_the_table(season: Season) -> None:
    invited: set[tuple[str, str]] = set()
    for left in season.mails:
        mail = left.mail
        answers, listed = left.kind in ANSWERS, left.listed
        expected = ALWAYS | (OF_LISTS if listed else {})
        expected |= {
            "Auto-Submitted": "auto-replied" if answers else "auto-generated",
            "Feedback-ID": rf"{left.kind}:program-\d+:circles",
        }
        for name, value in expected.items():
            found = mail.get_all(name, [])
            assert len(found) == 1, (str(left), name, found)
            assert re.fullmatch(value, found[0].replace("\r\n ", " ")), (str(left), name, found)
        for name in () if listed else OF_LISTS:
            assert name not in mail, (str(left), name)
        for name in ("Bcc", "Cc", "Sender", "Return-Path", "Resent-To"):
            assert name not in mail, (str(left), name)
        for name in ("From", "To", "Reply-To", "Subject"):
            assert len(mail.get_all(name, [])) == 1, (str(left), name)
        assert ("In-Reply-To" in mail) == answers, str(left)
        is_of_circle = listed and mail["List-Id"].startswith("<circle-")
        if is_of_circle:
            assert _addresses(mail["From"]) == _addresses(mail["Reply-To"]), str(left)
            circle = (left.reader, mail["List-Id"])
            if circle in invited:
                assert "References" in mail, str(left)
            elif left.kind == "invite":
                invited.add(circle)


def test_outlook_holds_all_mails_of_a_circle_together_and_no_others(season: Season) -> None:
    threads: dict[tuple[str, str], set[tuple[str, bytes]]] = defaultdict(set)
    for left in season.mails:
        mail = left.mail
        if left.listed and mail["List-Id"].startswith("<circle-"):
            index = b64decode(mail["Thread-Index"], validate=True)
            threads[left.reader, mail["List-Id"]].add((mail["Thread-Topic"], index[:22]))
        else:
            assert "Thread-Index" not in mail, str(left)
    assert len(threads) > 20
    assert {len(found) for found in threads.values()} == {1}
    assert len({index for found in threads.values() for _, index in found}) == len(threads)


def test_every_mail_has_one_recipient_and_shows_no_address_but_theirs_and_ours(season: Season) -> None:
    for left in season.mails:
        assert _addresses(left.mail["To"]) == [left.reader], str(left)
        for text in _texts(left.raw):
            shown = {address.lower() for address in ADDRESS.findall(text)}
            others = {each for each in shown if each != left.reader and not each.endswith("@" + OURS)}
            assert not others, (str(left), others)


def test_every_calendar_is_read_alike_by_readers_of_every_make(season: Season) -> None:
    told = {text for left in season.mails for text in _calendars(left)}
    assert len(told) > 50
    for data in told:
        method = re.search(rb"METHOD:(\w+)", data)
        assert method is not None
        assert faults(data, method[1].decode()) == []
        (theirs,) = IcsCalendarStream.calendar_from_ics(data.decode()).events
        (found,) = libical.read(data)
        assert theirs.uid in season.uids
        assert (found.uid, found.sequence, found.summary) == (theirs.uid, theirs.sequence, theirs.summary)
        assert (found.starts, found.ends) == (theirs.dtstart, theirs.dtend)


def test_the_reader_of_web_calendars_finds_the_same(season: Season) -> None:
    """One run for all: Node takes long to start, and the objects of a calendar may be several."""
    told = sorted({text for left in season.mails for text in _calendars(left)})
    events = [data[data.index(b"BEGIN:VEVENT") : data.index(b"END:VCALENDAR")] for data in told]
    together = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:all\r\n" + b"".join(events) + b"END:VCALENDAR\r\n"
    assert ical_js.read(together) == [found for data in told for found in libical.read(data)]


def test_opening_the_links_of_all_mails_changes_nothing(season: Season) -> None:
    """As a scanner's browser does: of each kind of page, those of a dozen readers, and one it leads to."""
    app = create_app(season.runtime)
    before = _everything(season.runtime)
    links = {link for left in season.mails for text in _texts(left.raw) for link in _links(text)}
    seen: Counter[str] = Counter()
    for link in sorted(links):
        kind = _shape(link)
        seen[kind] += 1
        if seen[kind] > A_DOZEN:
            continue
        browser = app.test_client()
        for page in _opened(browser, link):
            if not seen[_shape(page)]:
                seen[_shape(page)] += 1
                _opened(browser, page)
    assert _everything(season.runtime) == before
    assert {shape.rpartition("/")[2] for shape in seen} >= PAGES, seen


def test_who_unsubscribes_by_the_button_of_their_mail_program_is_out(season: Season) -> None:
    app = create_app(season.runtime)
    last = [left for left in season.mails if "List-Unsubscribe" in left.mail][-1]
    page = re.search(r"<(http[^>]+)>", last.mail["List-Unsubscribe"].replace("\r\n ", ""))
    assert page is not None
    client = app.test_client(use_cookies=False)
    answer = client.post(page[1], data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    with season.runtime.transaction(read_only=True) as db:
        theirs = select(Participant).join(Person).where(Person.addresses.any(normalised=last.reader))
        assert {each.state for each in db.scalars(theirs)} == {"left"}


def _addresses(header: str) -> list[str]:
    return [address for _, address in getaddresses([header])]


def _parts(raw: bytes) -> Iterator[tuple[str, str]]:
    for part in email.message_from_bytes(raw, policy=compat32).walk():
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            yield part.get_content_type(), data.decode()


def _texts(raw: bytes) -> Iterator[str]:
    """Give all that can be read in a mail, decoded: headers but those of Message-IDs, and every part."""
    for name, value in email.message_from_bytes(raw, policy=compat32).items():
        if name not in {"Message-ID", "In-Reply-To", "References"}:
            yield str(make_header(decode_header(value.replace("\r\n ", " "))))
    for kind, text in _parts(raw):
        unfolded = text.replace("\r\n ", "") if "calendar" in kind or kind.endswith("ics") else text
        yield re.sub(r"(?m)^UID:.*$", "", unfolded).replace("&amp;", "&")


def _calendars(left: Left) -> Iterator[bytes]:
    for part in left.mail.walk():
        if part.get_content_type() in {"text/calendar", "application/ics"}:
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            yield data


def _shape(page: str) -> str:
    """Tell what kind of page it is, whosever it is."""
    path = re.sub(r"^/(me|address|calendar|waiting)/[\w.-]{20,}", r"/\1", urlsplit(page).path)
    return re.sub(r"/\d+", "/*", path)


def _links(text: str) -> Iterator[str]:
    yield from re.findall(SITE + r"[^\s\"<>)\\,]*", text)


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def _opened(browser: FlaskClient, link: str) -> set[str]:
    """Look at a page twice; give it and our own pages that it leads to."""
    assert browser.head(link).status_code < 400, link
    answer = browser.get(link, follow_redirects=True)
    assert answer.status_code in {200, 404}, link  # who has left a circle is not shown its meetings
    anchors = _Anchors()
    anchors.feed(answer.get_data(as_text=True) if answer.mimetype == "text/html" else "")
    found = {urljoin(answer.request.url, each).partition("#")[0] for each in anchors.found}
    return {answer.request.url, *(each for each in found if each.startswith(SITE))}


def _everything(runtime: Runtime) -> str:
    with runtime.transaction(read_only=True) as db:
        tables = Table.metadata.sorted_tables
        rows = {table.name: [list(row) for row in db.execute(select(table))] for table in tables}
    return json.dumps(rows, default=str)
