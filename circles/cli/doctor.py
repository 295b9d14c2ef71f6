"""`circles doctor`: look at everything Circles stands on, and say how to mend what is wrong."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import click
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from circles import migrations
from circles.cli.context import opened_runtime
from circles.domain.finding import Finding, Health, fault, good, warning
from circles.errors import CirclesError
from circles.mail import checkup
from circles.runtime import Runtime
from circles.settings import Settings, read_settings

SAFE_PYTHON = (3, 11, 10)
_MARKS = {Health.GOOD: "ok  ", Health.WARNING: "look", Health.FAULT: "MEND"}


@click.command(epilog="Example: circles doctor || echo something is to be mended")
@click.option("--json", "as_json", is_flag=True, help="Write JSON instead of lines for people.")
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Check settings, database, Redis, mail server and DNS records; say how to mend what is wrong."""
    findings = [*_of_python(sys.version_info[:3]), *_of_installation()]
    if as_json:
        click.echo(json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=1))
    else:
        click.echo(_as_text(findings))
    if any(each.health is Health.FAULT for each in findings):
        context.exit(1)


def _as_text(findings: Sequence[Finding]) -> str:
    lines = []
    for each in findings:
        lines.append(f"{_MARKS[each.health]}  {each.what}: {each.said}")
        if each.remedy:
            lines.append(f"      {each.remedy}")
    return "\n".join(lines)


def _of_python(version: tuple[int, ...]) -> Iterator[Finding]:
    shown = ".".join(map(str, version))
    if version < SAFE_PYTHON:
        yield warning(
            "Python",
            f"{shown} lets a line break in a header make another one (CVE-2024-6923); we guard against it.",
            "Move to 3.11.10 or later.",
        )
    else:
        yield good("Python", f"{shown}.")


def _of_installation() -> Iterator[Finding]:
    try:
        settings = read_settings()
    except CirclesError as error:
        yield fault("Settings", " ".join(str(error).split("\n")), "Set them in the environment or in .env.")
        return
    yield from _of_settings(settings)
    try:
        with opened_runtime(settings) as runtime:
            yield from _of_database(runtime)
            yield from _of_redis(runtime)
            yield from checkup.of_mail(runtime.settings, runtime.site.signer, runtime.dns)
    except CirclesError as error:
        yield fault("Redis", str(error), "Set REDIS_URL, or install valkey-server.")


def _of_settings(settings: Settings) -> Iterator[Finding]:
    yield good("Settings", "Complete.")
    if not settings.secure and not settings.demo:
        yield warning(
            "PUBLIC_URL",
            f"{settings.public_url} is not https://, so sign-in links and pages can be read on their way.",
            "Put a server with a certificate in front, and write PUBLIC_URL with https://.",
        )
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.data_dir):
            pass
    except OSError as error:
        yield fault(
            "DATA_DIR",
            f"{settings.data_dir} can't be written: {error.strerror}.",
            f"Give it to the user that runs Circles ({os.geteuid()}).",
        )


def _of_database(runtime: Runtime) -> Iterator[Finding]:
    what = f"Database ({runtime.database.engine.dialect.name})"
    try:
        current = migrations.is_current(runtime.database)
    except SQLAlchemyError as error:
        found = str(getattr(error, "orig", error)).splitlines()[0]
        yield fault(what, f"It can't be reached: {found}", "Start it, or mend DATABASE_URL.")
        return
    if current:
        yield good(what, "It answers and is of this version.")
    else:
        yield fault(what, "It is of another version than this program.", "Run: circles upgrade")


def _of_redis(runtime: Runtime) -> Iterator[Finding]:
    try:
        policy = runtime.redis.config_get("maxmemory-policy").get("maxmemory-policy", "noeviction")
    except RedisError as error:
        yield fault("Redis", f"It can't be reached: {error}", "Start it, or mend REDIS_URL.")
        return
    if policy == "noeviction":
        yield good("Redis", "It answers.")
    else:
        yield warning(
            "Redis", f"It may drop jobs when memory is short ({policy}).", "Set maxmemory-policy noeviction."
        )
