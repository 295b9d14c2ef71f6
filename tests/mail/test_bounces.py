"""Bounces, complaints and automatic mail, in the shapes of many servers, told from what people write."""

from datetime import UTC, datetime

import pytest

from circles.domain.replies.reading import read
from circles.domain.words import IncomingKind
from circles.mail.parse import parse
from tests.mail.bounce_mails import (
    COMPLAINTS,
    NOT_FAILED,
    OUR_ID,
    REPORTS,
    arf,
    dsn,
    group,
    in_words,
    mail,
)

NOW = datetime(2026, 3, 4, tzinfo=UTC)


def _kind(raw: bytes) -> IncomingKind:
    return read(parse(raw), None, NOW).kind


def _told(raw: bytes) -> str:
    """Say what is read from a report, and about whom."""
    found = parse(raw).bounce
    if found is None:
        return ""
    lasting = "permanent" if found.permanent else "temporary"
    return " ".join(["complaint" if found.complaint else lasting, *found.recipients])


def _cases(table: list[tuple[str, bytes, str]]) -> list[object]:
    return [pytest.param(raw, expected, id=name) for name, raw, expected in table]


@pytest.mark.parametrize(
    ("raw", "expected"), _cases([*REPORTS, *in_words("odd-reports"), *in_words("in-words")])
)
def test_bounce_is_known_with_its_recipient_and_whether_it_lasts(raw: bytes, expected: str) -> None:
    assert _told(raw) == expected
    assert _kind(raw) is IncomingKind.BOUNCE


@pytest.mark.parametrize(("raw", "expected"), _cases(COMPLAINTS))
def test_complaint_is_known_with_who_complains(raw: bytes, expected: str) -> None:
    assert _told(raw) == expected.strip()
    assert _kind(raw) is IncomingKind.COMPLAINT


@pytest.mark.parametrize("raw", [pytest.param(raw, id=name) for name, raw in NOT_FAILED])
def test_report_without_a_failure_is_automatic_mail(raw: bytes) -> None:
    assert _told(raw) == ""
    assert _kind(raw) is IncomingKind.AUTOMATIC


@pytest.mark.parametrize(("raw", "expected"), _cases(in_words("automatic")))
def test_mail_of_a_machine_is_automatic_and_no_bounce(raw: bytes, expected: str) -> None:
    assert _told(raw) == expected
    assert _kind(raw) is IncomingKind.AUTOMATIC


@pytest.mark.parametrize(("raw", "expected"), _cases(in_words("ordinary")))
def test_mail_of_a_person_stays_one_whatever_it_looks_like(raw: bytes, expected: str) -> None:
    assert _told(raw) == expected
    assert _kind(raw) is IncomingKind.HUMAN


def test_report_says_which_mail_of_ours_it_is_about_and_why() -> None:
    found = parse(dsn("MAILER-DAEMON@mx.example", "Mail failed", group(code="550 5.1.1 unknown"))).bounce
    assert found is not None
    assert (found.message_id, found.reason) == (OUR_ID, "5.1.1 smtp; 550 5.1.1 unknown")
    complaint = parse(arf("Feedback-Type: abuse\n")).bounce
    assert complaint is not None
    assert (complaint.message_id, complaint.reason) == (OUR_ID, "abuse")


def test_returned_mail_names_nobody_as_failed() -> None:
    raw = mail(
        "MAILER-DAEMON@mx.example",
        "failure notice",
        "It failed.\n\n--- Original message ---\n<eva@x.example>:\n",
    )
    assert _told(raw) == "permanent"


def test_no_more_groups_and_addresses_are_read_than_a_report_of_ours_can_have() -> None:
    groups = "\n".join(group(final=f"rfc822; b{n}@example.org") for n in range(1_000))
    found = parse(dsn("MAILER-DAEMON@mx.example", "Mail failed", groups)).bounce
    assert found is not None
    assert len(found.recipients) == 50
