"""What stands in the way of a start is a sentence that names the setting, never a traceback."""

import contextlib

import pytest
from click.testing import CliRunner
from structlog.testing import capture_logs

from circles.cli import main
from circles.cli.processes import warn_without_queue
from circles.demo.environment import alone
from circles.errors import CirclesError
from circles.runtime import build
from circles.settings import Settings
from tests.databases import SECRET_KEY

SETTINGS = {
    "SECRET_KEY": SECRET_KEY,
    "PUBLIC_URL": "https://circles.example",
    "MAIL_FROM": "circles@example.org",
    "REPLY_DOMAIN": "reply.example.org",
    "REDIS_URL": "redis://127.0.0.1:1",
}


@pytest.fixture
def run(tmp_path):
    def call(*words, **changes):
        with contextlib.chdir(tmp_path):
            return CliRunner(env=SETTINGS | changes).invoke(main, words)

    return call


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REDIS_URL", "foo"),
        ("REDIS_URL", "redis://h:x"),
        ("SMTP_URL", "smtp://h:notaport"),
        ("SMTP_URL", "smtp://"),
        ("SMTP_URL", "smtp://h:99999"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://localhost/circles"),
        ("DATABASE_URL", "postgresql://localhost:x/circles"),
        ("REPLY_DOMAIN", "@@"),
        ("REPLY_DOMAIN", "reply example.org"),
    ],
)
def test_a_setting_that_cannot_work_is_named_with_an_example(run, name, value):
    result = run("upgrade", **{name: value})
    assert result.exit_code == 1
    assert f"circles: {name} can't be used: it must" in result.stderr
    assert "For example: " in result.stderr


@pytest.mark.parametrize(
    "url", ["postgresql://circles@127.0.0.1:1/circles", "sqlite:////nowhere/circles.sqlite3"]
)
def test_a_database_that_is_away_is_named(run, url):
    result = run("upgrade", DATABASE_URL=url)
    assert result.exit_code == 1
    assert "circles: The database can't be used: " in result.stderr
    assert "DATABASE_URL" in result.stderr
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("command", ["upgrade", "demo"])
def test_a_data_folder_that_cannot_be_made_is_named(run, tmp_path, command):
    (tmp_path / "file").touch()
    result = run(command, DATA_DIR=str(tmp_path / "file" / "data"), REDIS_URL="")
    assert result.exit_code == 1
    assert f"circles: {tmp_path / 'file'}" in result.stderr
    assert "DATA_DIR" in result.stderr


def test_a_second_demo_in_one_folder_says_so(tmp_path):
    with alone(tmp_path), pytest.raises(CirclesError, match="Another demo is running in"), alone(tmp_path):
        pytest.fail("two were let in")
    with alone(tmp_path):
        assert (tmp_path / "demo.lock").exists()


def test_a_redis_that_is_away_is_named_at_the_start_and_whenever_it_is_missed(tmp_path, capsys):
    given = {name.lower(): value for name, value in SETTINGS.items()}
    runtime = build(Settings(_env_file=None, data_dir=tmp_path, **given), SETTINGS["REDIS_URL"])
    with contextlib.closing(runtime):
        warn_without_queue(runtime)
        assert "No Redis answers at REDIS_URL" in capsys.readouterr().err
        with capture_logs() as logs:
            runtime.wake([("deliver", 1)])
    assert "see that the server of REDIS_URL runs" in logs[0]["event"]
