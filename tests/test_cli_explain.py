"""The public contract of `circles explain`, over a corpus of replies in the shapes of many mail clients."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from circles.cli.explain import explain

CORPUS = Path(__file__).parent / "data" / "replies"
MAILS = sorted(CORPUS.glob("*.eml"))
KEYS = [
    *(
        "file",
        "kind",
        "from",
        "own_text",
        "removed",
        "rsvp",
        "met",
        "met_on",
        "attendance",
        "follow_ups",
        "proposed",
    ),
    *("commands", "unsure", "rules", "trust", "calendar", "bounce"),
]


def _run(*args: object) -> Result:
    return CliRunner().invoke(explain, [str(arg) for arg in args])


def _json(*args: object) -> dict[str, Any]:
    result = _run(*args, "--json")
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.stdout)
    return found


KNOWN_FAILURES = {
    "308-sentence-below-signature": "a closing in the middle stays, since the sentence below it must",
}


def _marks(mail: Path) -> list[pytest.MarkDecorator]:
    reason = KNOWN_FAILURES.get(mail.stem)
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


@pytest.mark.parametrize("mail", [pytest.param(mail, id=mail.stem, marks=_marks(mail)) for mail in MAILS])
def test_reply_of_the_corpus_is_read_as_expected(mail: Path) -> None:
    """Where the words are talk, the expected file leaves out the keys of meaning: they are not compared."""
    expected = json.loads(mail.with_suffix(".expected.json").read_text(encoding="utf-8"))
    found = _json(mail)
    found["trust"] = found["trust"]["level"]
    assert {key: found[key] for key in expected} == expected


def test_every_mail_gets_one_line_in_order_with_the_keys_of_the_contract() -> None:
    result = _run(*MAILS[:3], "--json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["file"] for line in lines] == [str(mail) for mail in MAILS[:3]]
    assert all(list(line) == KEYS for line in lines)


def test_without_a_roster_kind_sender_and_own_words_are_given(tmp_path: Path) -> None:
    mail = tmp_path / "x.eml"
    mail.write_bytes(b"From: Ana <ana@example.org>\r\n\r\nYes\r\n\r\n-- \r\nAna\r\n")
    found = _json(mail)
    assert (found["kind"], found["from"], found["own_text"]) == ("human", "ana@example.org", "Yes")
    assert found["rsvp"] is None
    assert found["trust"]["level"] == "D"


def test_calendar_answer_is_shown(tmp_path: Path) -> None:
    mail = tmp_path / "x.eml"
    mail.write_bytes(
        b"From: ana@example.org\r\nAuto-Submitted: auto-generated\r\n"
        b"Content-Type: text/calendar; method=REPLY\r\n\r\n"
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:meeting-1\r\nSEQUENCE:2\r\n"
        b"ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    found = _json(mail)
    assert found["kind"] == "calendar"
    assert found["calendar"] == {
        "method": "REPLY",
        "uid": "meeting-1",
        "sequence": 2,
        "partstat": "DECLINED",
        "attendee": "ana@example.org",
        "comment": None,
        "proposal": False,
    }


@pytest.mark.parametrize(
    ("sender", "said", "rsvp", "level"),
    [
        ("ana@example.org", "METHOD:REPLY|PARTSTAT=ACCEPTED:mailto:ana@example.org", "yes", "B"),
        ("ana@example.org", "METHOD:REPLY|PARTSTAT=TENTATIVE:MAILTO:Ana@Example.org", "maybe", "B"),
        ("ana@example.org", "METHOD:REPLY|PARTSTAT=NEEDS-ACTION:mailto:ana@example.org", None, "B"),
        ("ana@example.org", "METHOD:COUNTER|PARTSTAT=ACCEPTED:mailto:ana@example.org", None, "B"),
        ("ana@example.org", "METHOD:REPLY|PARTSTAT=ACCEPTED:mailto:zoe@party.example", None, "B"),
        ("alias@example.org", "METHOD:REPLY|PARTSTAT=DECLINED:mailto:ana@example.org", "no", "C"),
        ("alias@example.org", "METHOD:REPLY|PARTSTAT=DECLINED:mailto:alias@example.org", None, "C"),
        ("alias@example.org", "METHOD:COUNTER|PARTSTAT=DECLINED:mailto:ana@example.org", None, "C"),
    ],
)
def test_the_answer_of_a_calendar_is_what_would_be_recorded(
    tmp_path: Path, sender: str, said: str, rsvp: str | None, level: str
) -> None:
    mail, roster = tmp_path / "x.eml", tmp_path / "x.roster.json"
    roster.write_text('{"writer": "ana@example.org"}')
    method, attendee = said.split("|")
    mail.write_text(
        f"From: {sender}\nContent-Type: text/calendar; method=REPLY\n\n"
        f"BEGIN:VCALENDAR\n{method}\nBEGIN:VEVENT\nUID:1\nATTENDEE;{attendee}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    found = _json(mail)
    assert (found["kind"], found["rsvp"], found["trust"]["level"]) == ("calendar", rsvp, level)


def test_bounce_is_shown(tmp_path: Path) -> None:
    mail = tmp_path / "x.eml"
    mail.write_bytes(
        b"From: MAILER-DAEMON@mx.example\r\nX-Failed-Recipients: bo@example.org\r\n\r\nno such user\r\n"
    )
    found = _json(mail)
    assert found["kind"] == "bounce"
    assert found["bounce"] == {"recipients": ["bo@example.org"], "permanent": True}


def test_our_own_mail_come_back_is_a_loop(tmp_path: Path) -> None:
    mail = tmp_path / "x.eml"
    mail.write_bytes(b"From: circles+abc@circles.example\r\nTo: circles+abc@circles.example\r\n\r\nYes\r\n")
    assert _json(mail)["kind"] == "loop"


def test_any_bytes_are_explained(tmp_path: Path) -> None:
    mail = tmp_path / "x.eml"
    for raw in (
        b"",
        b"\0\xff",
        b"\r\n\r\n",
        b"From",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n--b",
    ):
        mail.write_bytes(raw)
        assert _json(mail)["kind"] == "human"
    mail.write_bytes(b"x" * 26_000_000)
    assert _json(mail)["kind"] == "refused"


@pytest.mark.parametrize(
    ("noted", "options", "level"),
    [
        ("dmarc=pass", ("--trusted-authserv", "mx.ours.example"), "A"),
        ("dmarc=pass", ("--trusted-authserv", "mx.other.example"), "B"),
        ("dmarc=pass", (), "B"),
        ("dmarc=fail", ("--trusted-authserv", "mx.ours.example"), "D"),
        ("dmarc=fail", (), "D"),
    ],
)
def test_what_a_trusted_server_found_of_the_sender_gives_the_level(
    tmp_path: Path, noted: str, options: tuple[str, ...], level: str
) -> None:
    mail, roster = tmp_path / "x.eml", tmp_path / "r.json"
    mail.write_text(
        f"Authentication-Results: mx.ours.example; {noted} header.from=example.org\n"
        "From: ana@example.org\n\nYes\n"
    )
    roster.write_text('{"writer": "ana@example.org", "members": []}')
    trust = _json(mail, "--roster", roster, *options)["trust"]
    assert trust["level"] == level
    assert ("mx.ours.example found that DMARC" in trust["why"]) is (bool(options) and level != "B")


def test_the_time_of_reading_stands_in_for_a_missing_date(tmp_path: Path) -> None:
    mail, roster = tmp_path / "x.eml", tmp_path / "r.json"
    mail.write_bytes(b"From: ana@example.org\r\n\r\nNext: send it - Friday\r\n")
    roster.write_text('{"writer": "ana@example.org", "members": []}')
    found = _json(mail, "--roster", roster, "--at", "2026-03-03T10:00:00Z")
    assert found["follow_ups"] == [{"owner": "ana@example.org", "text": "send it", "due": "2026-03-06"}]


def test_a_person_sees_what_was_cut_which_rule_fired_and_what_would_be_recorded() -> None:
    shown = _run(MAILS[1]).stdout
    for words in (
        "human",
        "ana@example.org",
        "Trust  B",
        "Cut    signature.closing",
        "rsvp.no",
        "Record rsvp no",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("roster", "fault"),
    [
        ("", "Invalid JSON"),
        ("[]", "Input should be an object"),
        ("{}", "`writer`: Field required"),
        ('{"writer": 1}', "`writer`: Input should be a valid string. Found '1'"),
        ('{"writer": "a@b.example", "members": [{}]}', "`members.0.name`: Field required"),
        ('{"writer": "a@b.example", "zone": "Mars/X"}', "`zone`: A time zone has a name such as"),
        (
            '{"writer": "a@b.example", "kind": "nokind"}',
            "`kind`: expected the kind of the mail that is answered, one of address,",
        ),
        ('{"writer": "a@b.example", "meeting": {"starts_at": "soon"}}', "`meeting.starts_at`: "),
        (
            '{"writer": "a@b.example", "slots": [{"n": 1, "starts_at": "9999-12-31T23:00"}]}',
            "`slots.0.starts_at`: ",
        ),
    ],
)
def test_a_broken_roster_is_named_with_its_key_and_what_was_expected(
    tmp_path: Path, roster: str, fault: str
) -> None:
    file = tmp_path / "r.json"
    file.write_text(roster)
    result = _run(MAILS[0], "--roster", file)
    assert result.exit_code == 1
    assert f"r.json is not a roster: {fault}" in str(result.exception)
