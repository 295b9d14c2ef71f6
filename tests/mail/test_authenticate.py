"""Who wrote a mail, as DMARC has it: honest mail passes, and whatever is not sure is not called sure."""

from datetime import UTC, datetime

import pytest

from circles.mail.authenticate import authenticate, organization
from circles.mail.dns import Dns, DnsFailed, Limited, TooManyQuestions, resolver
from tests.mail.senders import SIGNED, Zones, mail, public_key, sign

NOW = datetime(2026, 1, 12, 10, tzinfo=UTC)
ANA = "Ana <ana@meadow.example>"
OUTSIDE = {"ip": "9.9.9.9", "helo": "out.meadow.example", "mail_from": "ana@meadow.example"}
# A throw-away key of 768 bits: the library makes none so short.
WEAK_PUBLIC = (
    "v=DKIM1; k=rsa; p=MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhALWUwAA7s2fBfnK0vBQ9mEj/O4eALsqRRn0rb1Ksjce1"
    "tnasKJMNuO7voHrVxHf6WgV0OEkPEZZuBDCH5dw9nTqzCx+DgZ8h/QtN4qElTCmiCc5xJ/SqRlRNOE9p/RzRXQIDAQAB"
)
WEAK_KEY = b"""\
-----BEGIN RSA PRIVATE KEY-----
MIIByQIBAAJhALWUwAA7s2fBfnK0vBQ9mEj/O4eALsqRRn0rb1Ksjce1tnasKJMN
uO7voHrVxHf6WgV0OEkPEZZuBDCH5dw9nTqzCx+DgZ8h/QtN4qElTCmiCc5xJ/Sq
RlRNOE9p/RzRXQIDAQABAmBw3aT6gCFjvMH8SpsdeavOs9cswmBTSTmnU/g+S0NV
f32LBjeyMDVjT09RCs60RMfjSQAwRyjjH76STzr81WjZB7NbJJMUCSvAwbGuyTLL
BHbx3EmpenN15OeQAb9rrAECMQDlyJzNtO701Np3qkM6OIR8n/+P3oWYkGhfKwML
eAhXIZfGDkk3b7LRDdXK1btgfFkCMQDKTEOku4KxOtYm+1CCJKI0N5FGSzRhScoa
QR+hxmR5eDAiAZDgmLXMS3eAf6XMjKUCMEv/BHU4UQuiVjrbke5wgMji9df0RYUG
xa4sAI7LfR6sGpFDak2uYJqpk7rI43buyQIwP/RyYi8Bt2Qhdft3zV0lhpqWrAF0
ktlQMpKqHGvrMdfEZ8vU8Jx2xRqKsi4ozY0dAjASdvHsk++mOiTLgNPlQKJpdhbF
BiC0RDwEC/R7OJU6lFivzfiFQgsq5RDggMsfxh8=
-----END RSA PRIVATE KEY-----
"""
SPF = "v=spf1 ip4:9.9.9.0/24 -all"


@pytest.fixture
def zones() -> Zones:
    zones = Zones()
    zones.publish("meadow.example", spf=SPF)
    zones.publish("evil.example", spf="v=spf1 ip4:8.8.8.0/24 -all")
    return zones


def result(raw: bytes, zones: Dns | None, trusted: str = "", **envelope: str) -> str:
    return authenticate(raw, envelope, zones, trusted.split(), NOW).result


@pytest.mark.parametrize("selector", ["rsa", "ed25519"])
def test_a_mail_signed_by_its_domain_passes(selector: str, zones: Zones) -> None:
    assert result(sign(mail(ANA), "meadow.example", selector), zones) == "pass"


def test_a_mail_sent_by_a_server_its_domain_names_passes(zones: Zones) -> None:
    assert result(mail(ANA), zones, **OUTSIDE) == "pass"
    assert result(mail(ANA), zones, **{**OUTSIDE, "ip": "8.8.8.8"}) == "fail"


def test_a_mail_without_return_path_is_judged_by_the_name_of_its_server(zones: Zones) -> None:
    zones.records["out.meadow.example", "TXT"] = ["v=spf1 a -all"]
    zones.records["out.meadow.example", "A"] = ["9.9.9.9"]
    assert result(mail(ANA), zones, **{**OUTSIDE, "mail_from": ""}) == "pass"
    assert result(mail(ANA), zones, **{**OUTSIDE, "mail_from": "", "ip": "9.9.9.8"}) == "fail"


def test_the_servers_that_take_a_domains_mail_may_be_named_by_mx(zones: Zones) -> None:
    zones.publish("meadow.example", spf="v=spf1 include:_spf.host.example mx -all")
    zones.records["_spf.host.example", "TXT"] = ["v=spf1 ip6:2620:fe::/48 -all"]
    zones.records["meadow.example", "MX"] = ["10 mx.meadow.example."]
    zones.records["mx.meadow.example", "A"] = ["9.9.9.9"]
    assert result(mail(ANA), zones, **OUTSIDE) == "pass"
    assert result(mail(ANA), zones, **{**OUTSIDE, "ip": "2620:fe::fe"}) == "pass"


def test_what_a_server_of_this_network_hands_on_says_nothing_of_who_sent_it(zones: Zones) -> None:
    zones.publish("meadow.example", spf="v=spf1 ip4:10.0.0.0/8 ip4:9.9.9.9 -all")
    assert result(mail(ANA), zones, **{**OUTSIDE, "ip": "10.0.0.7"}) == "fail"
    assert result(mail(ANA), zones, "mx.circles.example", **OUTSIDE) == "fail"


@pytest.mark.parametrize(
    ("policy", "signer", "verdict"),
    [
        ("v=DMARC1; p=none", "meadow.example", "pass"),
        ("v=DMARC1; p=none", "evil.example", "fail"),
        ("v=DMARC1; p=reject; pct=0", "evil.example", "fail"),
        ("v=DMARC1; p=reject", "mail.meadow.example", "pass"),
        ("v=DMARC1; p=reject; adkim=r", "mail.meadow.example", "pass"),
        ("v=DMARC1; p=reject; adkim=s", "mail.meadow.example", "fail"),
        ("v=DMARC1; p=reject; adkim=s", "meadow.example", "pass"),
        ("V=dmarc1; p=reject", "meadow.example", "none"),
        ("v=DMARC1; sp=reject", "evil.example", "none"),
        ("v=DMARC1; rua=mailto:dmarc@meadow.example", "evil.example", "fail"),
        ("v=DMARC1; p=nonsense", "evil.example", "none"),
        ("", "meadow.example", "none"),
    ],
)
def test_the_record_says_what_is_aligned_and_not_what_is_true(
    policy: str, signer: str, verdict: str, zones: Zones
) -> None:
    zones.publish(signer)
    zones.publish("meadow.example", dmarc=policy)
    assert result(sign(mail(ANA), signer), zones) == verdict


def test_two_records_are_none(zones: Zones) -> None:
    zones.records["_dmarc.meadow.example", "TXT"] *= 2
    assert result(mail(ANA), zones) == "none"


def test_a_subdomain_has_the_record_of_its_organization(zones: Zones) -> None:
    raw = mail("Ana <ana@staff.meadow.example>")
    assert result(raw, zones) == "fail"
    assert result(sign(raw, "meadow.example"), zones) == "pass"


@pytest.mark.parametrize(
    ("domain", "found"),
    [
        ("staff.meadow.example", "meadow.example"),
        ("meadow.example", "meadow.example"),
        ("a.b.meadow.co.uk", "meadow.co.uk"),
        ("meadow.github.io", "meadow.github.io"),
        ("co.uk", "co.uk"),
        ("a.xn--fiqs8s", "a.xn--fiqs8s"),
    ],
)
def test_the_organization_is_one_label_below_the_public_suffix(domain: str, found: str) -> None:
    assert organization(domain) == found


@pytest.mark.parametrize("name", ["_dmarc.meadow.example", "rsa._domainkey.meadow.example"])
def test_a_dns_that_does_not_answer_gives_no_verdict(name: str, zones: Zones) -> None:
    zones.down.add(name)
    assert result(sign(mail(ANA), "meadow.example"), zones) == "none"


def test_another_proof_does_when_the_dns_keeps_one_back(zones: Zones) -> None:
    zones.down.add("rsa._domainkey.meadow.example")
    both = sign(sign(mail(ANA), "meadow.example"), "meadow.example", "ed25519")
    assert result(both, zones) == "pass"
    assert result(sign(mail(ANA), "meadow.example"), zones, **OUTSIDE) == "pass"


def test_without_a_dns_and_without_a_server_of_ours_there_is_no_verdict() -> None:
    assert result(sign(mail(ANA), "meadow.example"), None) == "none"


@pytest.mark.parametrize(
    "tags",
    [(b"x=1",), (b"l=5",)],
    ids=["expired", "covers a part"],
)
def test_a_signature_with_a_weakness_is_none(tags: tuple[bytes, ...], zones: Zones) -> None:
    assert result(sign(mail(ANA), "meadow.example", tags=tags), zones) == "fail"


def test_a_signature_that_leaves_the_subject_open_is_none(zones: Zones) -> None:
    raw = sign(mail(ANA), "meadow.example", headers=("from", "to", "date"))
    assert result(raw, zones) == "fail"


@pytest.mark.parametrize(
    "record",
    [
        "{key}; t=y",
        "{key}; t=s:y",
        "{key}; h=sha1",
        "{key}; s=tlsrpt",
        "v=DKIM2; {key}",
        "k=rsa; p=",
        "k=ed25519; p=AAAA",
        "p=not base64",
        "",
    ],
)
def test_a_key_that_may_not_be_used_verifies_nothing(record: str, zones: Zones) -> None:
    key = public_key("meadow.example", "rsa").partition("; ")[2]
    zones.records["rsa._domainkey.meadow.example", "TXT"] = [record.format(key=key)]
    assert result(sign(mail(ANA), "meadow.example"), zones) == "fail"


def test_a_key_of_fewer_than_1024_bits_verifies_nothing(zones: Zones) -> None:
    zones.records["rsa._domainkey.meadow.example", "TXT"] = [WEAK_PUBLIC]
    assert result(sign(mail(ANA), "meadow.example", key=WEAK_KEY), zones) == "fail"


def test_a_forwarded_mail_keeps_its_signature_and_a_list_breaks_it(zones: Zones) -> None:
    raw = sign(mail(ANA), "meadow.example")
    alias = b"Received: from mx.alias.example by mx.circles.example; Mon, 12 Jan 2026 10:00:01 +0000\r\n"
    assert result(alias + raw, zones, ip="8.8.8.8", mail_from="ana=meadow@alias.example") == "pass"
    assert result(raw.replace(b"Subject: Re:", b"Subject: [list] Re:"), zones) == "fail"
    assert result(raw + b"-- \r\nlist footer\r\n", zones) == "fail"


def test_many_signatures_of_others_do_not_hide_the_right_one(zones: Zones) -> None:
    raw = sign(mail(ANA), "meadow.example")
    for _ in range(12):
        raw = sign(raw, "evil.example", headers=SIGNED)
    assert result(raw, zones) == "pass"
    assert not [name for name in zones.asked if "evil" in name]


def test_questions_are_limited_in_number(zones: Zones) -> None:
    ask = Limited(zones, most=2, seconds=60)
    assert ask("meadow.example.", "MX") == ask("MEADOW.example", "MX") == []
    assert len(zones.asked) == 1
    ask("a.example", "A")
    with pytest.raises(TooManyQuestions):
        ask("b.example", "A")
    with pytest.raises(DnsFailed):
        Limited(zones, most=2, seconds=-1)("b.example", "A")


@pytest.mark.parametrize("selector", ["x" * 64, ".".join(["x" * 60] * 4), "x..y", "x\\", "\xe9"])
def test_a_selector_that_can_not_be_gives_no_doubt_in_its_favour(selector: str, zones: Zones) -> None:
    raw = sign(mail(ANA), "meadow.example").replace(b"s=rsa;", f"s={selector};".encode("latin-1"))
    assert result(raw, lambda name, kind: zones(name, kind) if "_dmarc" in name else down()) == "fail"


def down() -> list[str]:
    raise DnsFailed("Timeout")


@pytest.mark.parametrize("name", ["x" * 64 + ".example", ".".join(["x" * 60] * 5), "x..example"])
def test_a_name_that_can_not_be_has_no_records(name: str) -> None:
    assert resolver()(name, "TXT") == []


def test_a_record_that_never_ends_gives_no_pass(zones: Zones) -> None:
    zones.publish("meadow.example", spf="v=spf1 " + "exists:%{i}.%{l}.meadow.example " * 40 + "+all")
    assert result(mail(ANA), zones, **OUTSIDE) == "fail"
    zones.publish("meadow.example", spf="v=spf1 include:meadow.example +all")
    assert result(mail(ANA), zones, **OUTSIDE) == "fail"


def test_a_record_longer_than_any_honest_one_lets_nobody_send(zones: Zones) -> None:
    zones.publish("meadow.example", spf=f"v=spf1 exists:{'%{l1r+-.}' * 5_000} ip4:9.9.9.9 -all")
    assert result(mail(ANA), zones, **OUTSIDE) == "fail"
    zones.publish("meadow.example", spf=f"v=spf1 {'ip4:10.0.0.1 ' * 200} ip4:9.9.9.9 -all")
    assert result(mail(ANA), zones, **OUTSIDE) == "pass"


@pytest.mark.parametrize("blank", [" ", "\t", " \t"])
def test_rows_of_blanks_that_no_signature_minds_change_nothing(blank: str, zones: Zones) -> None:
    raw = sign(mail(ANA, body="Yes and  so on \r\n\r\n"), "meadow.example")
    many = (blank * 9_000).encode()
    assert result(raw.replace(b"  so on ", many + b"so on" + many), zones) == "pass"
    assert result(raw.replace(b"  so", b"so"), zones) == "fail"


def test_a_signature_made_long_by_blanks_is_none(zones: Zones) -> None:
    raw = sign(mail(ANA), "meadow.example")
    assert result(raw.replace(b" bh=", b" " * 2_000 + b" bh=", 1), zones) == "pass"
    assert result(raw.replace(b" bh=", b" " * 40_000 + b" bh=", 1), zones) == "fail"


PASSED = "Authentication-Results: mx.circles.example; dmarc=pass header.from=meadow.example\r\n"
RECEIVED = "Received: from out.meadow.example by mx.circles.example; Mon, 12 Jan 2026 10:00:01 +0000\r\n"


@pytest.mark.parametrize(
    "top",
    [
        PASSED,
        PASSED + RECEIVED,
        RECEIVED + PASSED,
        "Return-Path: <ana@meadow.example>\r\nDelivered-To: circles@circles.example\r\n" + RECEIVED + PASSED,
        PASSED.replace("mx.", "MX."),
        PASSED.replace("; ", ";\r\n\t").replace("pass ", "pass (p=reject dis=none) "),
        PASSED.replace("dmarc", "dkim=pass header.d=meadow.example; spf=fail; dmarc"),
    ],
)
def test_what_a_server_of_ours_noted_counts_without_a_dns(top: str) -> None:
    assert result(mail(ANA, top=top), None, "mx.other.example mx.circles.example") == "pass"
    assert result(mail(ANA, top=top), None, "mx.other.example") == "none"
    assert result(mail(ANA, top=top), None) == "none"


@pytest.mark.parametrize("door", ["mailgun", "postmark"])
def test_mail_of_a_service_passes_no_server_of_ours_that_could_note_anything(door: str) -> None:
    assert result(mail(ANA, top=PASSED), None, "mx.circles.example", door=door) == "none"
    assert result(mail(ANA, top=PASSED), None, "mx.circles.example", door="smtp") == "pass"
    assert result(mail(ANA, top=PASSED.replace("pass", "fail")), None, door=door) == "fail"


def test_a_failure_that_any_server_noted_is_believed() -> None:
    assert result(mail(ANA, top=PASSED.replace("pass", "fail")), None, "mx.circles.example") == "fail"
    assert result(mail(ANA, top=PASSED.replace("pass", "fail")), None) == "fail"
    assert result(mail(ANA, top=PASSED.replace("pass", "fail").replace("meadow", "evil")), None) == "none"


@pytest.mark.parametrize(
    "top",
    [
        PASSED.replace("mx.circles.example", "mx.circ1es.example"),
        PASSED.replace("mx.circles.example", "mx.circles.example.evil.example"),
        PASSED.replace("mx.circles.example", "mx.circles.example/evil"),
        PASSED.replace("mx.circles.example", "evil.example (mx.circles.example)"),
        PASSED.replace("mx.circles.example", "(mx.circles.example;) evil.example"),
        PASSED.replace("mx.circles.example", '"mx.circles.example" evil'),
        PASSED.replace("mx.circles.example", "=?utf-8?q?mx.circles.example?="),
        PASSED.replace("mx.circles.example", "mx.circles.ex\r\n ample"),
        PASSED.replace("mx.circles.example", "mx.circles.example 2"),
        PASSED.replace("mx.circles.example", "mx.\xadcircles.example"),
        PASSED.replace("meadow.example", "evil.example"),
        PASSED.replace("meadow.example", "evil.example (meadow.example)"),
        PASSED.replace("dmarc=pass", "dkim=pass"),
        PASSED.replace("dmarc=pass", "dmarc=none"),
        PASSED.replace("dmarc=pass", "dmarc=temperror (dmarc=pass)"),
        PASSED.replace("dmarc=pass", 'spf=none reason="; dmarc=pass'),
        PASSED.replace("dmarc=pass", "x-dmarc=pass"),
        PASSED.replace("Results:", "Results :"),
        PASSED.replace("Authentication", "X-Authentication"),
        PASSED.replace("Authentication", "ARC-Authentication"),
        "Subject: x\r\n" + PASSED,
        "Subject : x\r\n" + PASSED,
        "DKIM-Signature: v=1; d=evil.example\r\n" + PASSED,
        "Authentication-Results: mx.evil.example; none\r\n" + PASSED,
        "Authentication-Results: mx.circles.example; none\r\n" + PASSED,
        "Authentication-Results: mx.circles.example; dmarc=none header.from=meadow.example\r\n" + PASSED,
        "Authentication-Results: ((((\r\n" + PASSED,
        PASSED.replace("\r\n", "; dmarc=pass header.from=evil.example\r\n"),
        PASSED.replace("\r\n", " " + "x" * 20_000 + "\r\n"),
    ],
)
def test_a_forged_or_unclear_note_passes_nobody(top: str) -> None:
    assert result(mail(ANA, top=top), None, "mx.circles.example") == "none"


def test_a_note_that_contradicts_itself_is_a_failure() -> None:
    top = PASSED.replace("\r\n", "; dmarc=fail header.from=meadow.example\r\n")
    assert result(mail(ANA, top=top), None, "mx.circles.example") == "fail"


def test_a_failure_noted_by_ours_stands_whatever_else_would_pass(zones: Zones) -> None:
    raw = sign(mail(ANA), "meadow.example")
    failed = PASSED.replace("pass", "fail").encode()
    assert result(failed + raw, zones, "mx.circles.example") == "fail"
