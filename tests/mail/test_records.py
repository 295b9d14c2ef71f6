"""The records that decide whether our mail is let in: what is there, what is wrong, how to mend it."""

import base64

import pytest

from circles.domain.finding import Health
from circles.mail.dns import Dns, DnsFailed
from circles.mail.records import check_all, check_dkim, check_dmarc, check_mx, check_spf

SOUND = {
    ("reply.example.org", "MX"): ["10 mx.example.org"],
    ("example.org", "TXT"): ["google-site=1", "v=spf1 mx include:relay.example -all"],
    ("reply.example.org", "TXT"): ["v=spf1 redirect=example.org"],
    ("relay.example", "TXT"): ["v=spf1 ip4:192.0.2.0/24 ~all"],
    ("_dmarc.example.org", "TXT"): ["v=DMARC1; p=quarantine; rua=mailto:d@example.org"],
}
KEY = b"a public key, as it stands in the record" * 5


def answering(changes: dict[tuple[str, str], list[str]] | None = None) -> Dns:
    records = SOUND | (changes or {})
    return lambda name, kind: records.get((name, kind), [])


def silent(name: str, kind: str) -> list[str]:
    raise DnsFailed("timed out")


def test_sound_records_are_good() -> None:
    found = list(check_all("example.org", "reply.example.org", answering()))
    assert [each.health for each in found] == [Health.GOOD] * 5
    assert "Replies go to mx.example.org." in found[0].said


def test_a_domain_below_goes_by_the_policy_of_its_organization() -> None:
    assert check_dmarc("mail.reply.example.org", answering()).health is Health.GOOD


@pytest.mark.parametrize(
    ("records", "health", "said"),
    [
        ([], Health.FAULT, "no reply can reach us"),
        (["0 "], Health.FAULT, "takes no mail"),
        (["20 b.example", "10 a.example"], Health.GOOD, "a.example, b.example"),
    ],
)
def test_where_replies_go(records: list[str], health: Health, said: str) -> None:
    found = check_mx("reply.example.org", answering({("reply.example.org", "MX"): records}))
    assert found.health is health
    assert said in found.said


def test_a_domain_with_only_an_address_is_tried_itself() -> None:
    changes = {("reply.example.org", "MX"): [], ("reply.example.org", "A"): ["192.0.2.1"]}
    assert check_mx("reply.example.org", answering(changes)).health is Health.WARNING


@pytest.mark.parametrize(
    ("records", "health", "said"),
    [
        ([], Health.FAULT, "There is none"),
        (["v=spf1 mx -all", "v=spf1 a -all"], Health.FAULT, "There are 2"),
        (["v=spf1 +all"], Health.FAULT, "lets everybody send"),
        (["v=spf1 all"], Health.FAULT, "lets everybody send"),
        (["v=spf1 mx"], Health.WARNING, "rules nobody out"),
        (["v=spf10 mx -all"], Health.FAULT, "There is none"),
        (["v=spf1 mx ?all"], Health.WARNING, "rules nobody out"),
        (["V=SPF1 MX -ALL"], Health.GOOD, "must be among these"),
        (["v=spf1 ipv4:192.0.2.1 -all"], Health.FAULT, "“ipv4:192.0.2.1” is nothing SPF knows"),
        (["v=spf1 mx include: -all"], Health.FAULT, "“include:” is nothing SPF knows"),
        (["v=spf1 mx, a -all"], Health.FAULT, "“mx,” is nothing SPF knows"),
        (
            ["v=spf1 a/24 ~mx:mx.example//64 ip6:2001:db8::/32 exists:%{i}.x.example exp=e.example -all"],
            Health.GOOD,
            "must be among these",
        ),
        (["v=spf1 " + "a " * 11 + "-all"], Health.FAULT, "more than 10 look-ups"),
        (["v=spf1 include:loop.example -all"], Health.FAULT, "more than 10 look-ups"),
    ],
)
def test_who_may_send(records: list[str], health: Health, said: str) -> None:
    changes = {
        ("example.org", "TXT"): records,
        ("loop.example", "TXT"): ["v=spf1 include:loop.example -all"],
    }
    found = check_spf("example.org", answering(changes))
    assert found.health is health
    assert said in found.said


@pytest.mark.parametrize(
    ("records", "health"),
    [
        ([], Health.FAULT),
        (["v=DMARC1; p=none"], Health.WARNING),
        (["v=DMARC1; p=reject"], Health.GOOD),
        (["v=DMARC1; rua=mailto:x@example.org"], Health.FAULT),
        (["v=DMARC1; p=reject", "v=DMARC1; p=none"], Health.FAULT),
    ],
)
def test_what_happens_to_forgeries(records: list[str], health: Health) -> None:
    found = check_dmarc("example.org", answering({("_dmarc.example.org", "TXT"): records}))
    assert found.health is health
    assert bool(found.remedy) is (health is not Health.GOOD)


@pytest.mark.parametrize(
    ("record", "health", "said"),
    [
        (["v=DKIM1; k=rsa; p=" + base64.b64encode(KEY).decode()], Health.GOOD, "has the key"),
        (["v=DKIM1; p=AAAA"], Health.FAULT, "another key"),
        (["v=DKIM1; p="], Health.FAULT, "revoked"),
        ([], Health.FAULT, "count for nothing"),
    ],
)
def test_the_key_we_sign_with(record: list[str], health: Health, said: str) -> None:
    dns = answering({("s1._domainkey.example.org", "TXT"): record})
    found = check_dkim("example.org", "s1", KEY, dns)
    assert found.health is health
    assert said in found.said


def test_a_silent_dns_is_no_fault_of_the_records() -> None:
    found = [
        *check_all("example.org", "reply.example.org", silent),
        check_dkim("x.example", "s", KEY, silent),
    ]
    assert {each.health for each in found} == {Health.WARNING}
    assert all("no answer" in each.said for each in found)
