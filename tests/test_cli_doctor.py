"""`circles doctor` looks at everything Circles stands on and says how to mend what is wrong."""

import contextlib
import json

import pytest
from click.testing import CliRunner

from circles.cli import main
from tests.certificates import self_signed
from tests.databases import SECRET_KEY
from tests.relay import Relay

SETTINGS = {
    "SECRET_KEY": SECRET_KEY,
    "PUBLIC_URL": "https://circles.example",
    "MAIL_FROM": "circles@circles.example",
    "REPLY_DOMAIN": "reply.circles.example",
}


@pytest.fixture
def run(tmp_path):
    """Run a command in a folder of its own."""

    def call(*words, **settings):
        with contextlib.chdir(tmp_path):
            return CliRunner(env=SETTINGS | settings).invoke(main, words)

    return call


def found(result):
    return {each["what"]: each for each in json.loads(result.stdout)}


def test_it_names_each_missing_setting_with_an_example(tmp_path):
    with contextlib.chdir(tmp_path):
        result = CliRunner(env=dict.fromkeys(SETTINGS)).invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert "SECRET_KEY is not set" in result.stdout
    assert "https://circles.example.org" in result.stdout


def test_it_looks_at_database_redis_mail_server_and_records(run):
    with Relay() as relay:
        run("upgrade", SMTP_URL=relay.url)
        result = run("doctor", "--json", SMTP_URL=relay.url)
    checks = found(result)
    assert checks["Database (sqlite)"]["health"] == "good"
    assert checks["Redis"]["health"] == "good"
    assert checks[f"SMTP server 127.0.0.1:{relay.port}"]["health"] == "good"
    assert {"MX of reply.circles.example", "SPF of circles.example", "DMARC of circles.example"} <= set(
        checks
    )
    assert relay.mails == []


def test_what_is_wrong_comes_with_its_remedy_and_a_failing_exit_code(run):
    result = run("doctor", "--json", REDIS_URL="redis://127.0.0.1:1", SMTP_URL="smtp://127.0.0.1:1")
    checks = found(result)
    assert result.exit_code == 1
    for what in ("Database (sqlite)", "Redis", "SMTP server 127.0.0.1:1"):
        assert checks[what]["health"] == "fault"
        assert checks[what]["remedy"]
    assert checks["Database (sqlite)"]["remedy"] == "Run: circles upgrade"


def test_a_certificate_that_keeps_the_door_shut_is_named(run, tmp_path):
    certificate, key = self_signed("localhost")
    (tmp_path / "both.pem").write_bytes(certificate + key)
    files = {"MAIL_TLS_CERT": str(tmp_path / "both.pem"), "SMTP_URL": "smtp://127.0.0.1:1"}
    what = "Certificate of MAIL_TLS_CERT"
    assert found(run("doctor", "--json", **files))[what]["health"] == "good"
    (tmp_path / "both.pem").write_bytes(certificate)
    checks = found(run("doctor", "--json", **files))
    assert checks[what]["health"] == "fault"
    assert "can't be used" in checks[what]["said"]


def test_a_database_that_is_away_is_no_traceback(run):
    result = run("doctor", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none", SMTP_URL="smtp://127.0.0.1:1")
    assert result.exit_code == 1
    assert "MEND  Database (postgresql): It can't be reached" in result.stdout
    assert "Traceback" not in result.output


def test_the_demo_sends_no_mail_and_needs_no_records(run):
    run("upgrade", DEMO="1")
    result = run("doctor", DEMO="1")
    assert result.exit_code == 0
    assert "SPF" not in result.stdout


def test_pages_without_https_are_pointed_out(run):
    run("upgrade", DEMO="0", PUBLIC_URL="http://circles.example")
    result = run("doctor", "--json", PUBLIC_URL="http://circles.example", SMTP_URL="smtp://127.0.0.1:1")
    assert found(result)["PUBLIC_URL"]["health"] == "warning"
