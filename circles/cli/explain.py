"""`circles explain`: read mails as the service would, without a database and without DNS, and say why."""

import json
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import click
from pydantic import AfterValidator, BaseModel, Field

from circles.cli.json_file import Instant, Zone, read_json
from circles.domain.calendar_answer import CalendarAnswer, rsvp_of
from circles.domain.replies import Context, Finding, Mail, Member, NewFollowUp, Reading
from circles.domain.replies.intents import NUMBERED
from circles.domain.replies.reading import read
from circles.domain.words import IncomingKind, MailKind, TrustLevel
from circles.errors import Invalid
from circles.mail.authenticate import authenticate
from circles.mail.calendar_in import read_replies
from circles.mail.parse import parse
from circles.mail.sender import UNKNOWN, Trust, Verdict, trust

_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_OWN_PREFIX = "circles+"


@click.command(epilog="Example: circles explain reply.eml --roster circle.json")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--roster", type=_FILE, help="Who writes and what is answered.  [default: FILE.roster.json]")
@click.option("--at", metavar="ISO", help="When the mail is read.  [default: now]")
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a line, as docs/reading-replies.md says."
)
@click.option(
    "--trusted-authserv",
    multiple=True,
    envvar="TRUSTED_AUTHSERV",
    metavar="ID",
    help="A mail server of ours, whose Authentication-Results count.  [default: TRUSTED_AUTHSERV]",
)
def explain(
    files: tuple[Path, ...],
    roster: Path | None,
    at: str | None,
    trusted_authserv: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Show how mails would be read: who wrote, what was cut, which rules fired, what would be recorded.

    Nothing is stored and nothing is asked of the network. The roster of x.eml is --roster, else
    x.roster.json beside it; without one, the kind, the sender and the writer's own words are still shown.
    """
    now = _instant(at, "--at") if at else datetime.now(UTC)
    for file in files:
        context = roster_context(roster or file.with_suffix(".roster.json"))
        raw = file.read_bytes()
        verdict = authenticate(raw, {}, None, trusted_authserv, now)
        found = Explained(file, parse(raw), context, now, verdict)
        click.echo(
            json.dumps(found.as_json(), ensure_ascii=False) if as_json else "\n".join(found.as_lines())
        )


def _known_kind(kind: str) -> str:
    kinds = {*MailKind, *NUMBERED}
    if kind not in kinds:
        raise ValueError(f"expected the kind of the mail that is answered, one of {', '.join(sorted(kinds))}")
    return kind


class _Member(BaseModel):
    name: str
    email: str


class _Meeting(BaseModel):
    starts_at: Instant | None = None
    minutes: int = Field(60, ge=1, le=24 * 60)


class _FollowUp(BaseModel):
    n: int
    text: str


class _Slot(BaseModel):
    n: int
    starts_at: Instant


class _Roster(BaseModel):
    """What docs/reading-replies.md shows."""

    writer: str
    members: tuple[_Member, ...] = ()
    zone: Zone = "UTC"
    language: str = "en"
    kind: Annotated[str, AfterValidator(_known_kind)] | None = None
    meeting: _Meeting = _Meeting()
    sent_text: str | None = None
    follow_ups: tuple[_FollowUp, ...] = ()
    slots: tuple[_Slot, ...] = ()
    hosts: bool = False


class Explained:
    """One mail, and everything that reading it shows."""

    def __init__(
        self, file: Path, mail: Mail, context: Context | None, now: datetime, verdict: Verdict = UNKNOWN
    ) -> None:
        self.file, self.mail = file, mail
        known = frozenset([context.writer]) if context else frozenset()
        self.trust: Trust = trust(
            mail,
            known,
            token_valid=context is not None,
            answers_our_mail=False,
            authentication=verdict,
        )
        self.reading: Reading = _believed(read(mail, context, now, _own_addresses(mail)), self.trust)
        self.calendar: CalendarAnswer | None = None
        if self.reading.kind is IncomingKind.CALENDAR and mail.calendar is not None:
            writers = known | {mail.sender or ""}
            self.calendar = read_replies(mail.calendar, mail.calendar_method, writers)[0]
            self.reading = _pressed(self.reading, self.calendar, self.trust, known)

    def as_json(self) -> dict[str, Any]:
        """Give the public contract of `--json`."""
        reading, bounce = self.reading, self.mail.bounce
        return {
            "file": str(self.file),
            "kind": reading.kind,
            "from": self.mail.sender,
            "own_text": reading.own_text,
            "removed": [asdict(removed) for removed in reading.removed],
            "rsvp": reading.rsvp,
            "met": reading.met,
            "met_on": reading.met_on and reading.met_on.isoformat(),
            "attendance": dict(reading.attendance),
            "follow_ups": [_follow_up(each) for each in reading.follow_ups],
            "proposed": [_follow_up(each) for each in reading.proposed],
            "commands": [{"name": command.name, "args": list(command.args)} for command in reading.commands],
            "unsure": reading.unsure,
            "rules": [
                {"id": rule.id, "text": rule.text, "confidence": rule.confidence} for rule in reading.rules
            ],
            "trust": {"level": self.trust.level, "why": self.trust.why},
            "calendar": self.calendar and _calendar(self.calendar),
            "bounce": bounce and {"recipients": list(bounce.recipients), "permanent": bounce.permanent},
        }

    def as_lines(self) -> Iterator[str]:
        """Tell the same to a person."""
        reading = self.reading
        yield f"{self.file}: {reading.kind}"
        yield f"  From   {self.mail.sender or 'nobody for certain'}"
        yield f"  Trust  {self.trust.level}: {self.trust.why}"
        for removed in reading.removed:
            yield f"  Cut    {removed.rule}: {_short(removed.text)}"
        yield from (f"  Own    {line}" for line in reading.own_text.splitlines())
        for rule in reading.rules:
            words = reading.own_text[slice(*rule.span)] if rule.span else ""
            yield f"  Rule   {rule.id} ({rule.confidence:.0%}): {rule.text}" + (
                f" <- {_short(words)}" if words else ""
            )
        if self.calendar:
            yield f"  Says   {json.dumps(_calendar(self.calendar), ensure_ascii=False)}"
        yield from (f"  Record {line}" for line in _recorded(reading) or ["nothing"])
        for each in reading.proposed:
            yield f"  Asks   whether {each.owner} will {each.text} (due {each.due or 'any day'})"
        if reading.unsure:
            yield "  Ask    the rest is not plain: a question goes back, and a person reads it"


def _believed(reading: Reading, given: Trust) -> Reading:
    """Keep what would be recorded: below trust B nothing is; at C the person is asked first."""
    if given.level in {TrustLevel.A, TrustLevel.B} or reading.says_nothing:
        return reading
    asked = reading.unsure or given.level is TrustLevel.C
    rule = Finding(f"trust.{given.level}", given.why, 1.0)
    rules = (*reading.rules, rule)
    return Reading(
        reading.kind, reading.own_text, reading.removed, commands=reading.commands, unsure=asked, rules=rules
    )


def _pressed(reading: Reading, answer: CalendarAnswer, given: Trust, known: AbstractSet[str]) -> Reading:
    """Add what a calendar's button records: at C only for the one we invited, for another person never."""
    theirs, rsvp = answer.attendee in known, rsvp_of(answer)
    if given.level is TrustLevel.D or (answer.attendee is not None and not theirs):
        return reading
    if given.level is TrustLevel.C and not (theirs and rsvp):
        return replace(reading, unsure=True)
    silent = rsvp is None and not answer.proposal and answer.method != "REFRESH"
    return replace(reading, rsvp=rsvp, unsure=silent)


def _recorded(reading: Reading) -> list[str]:
    lines = [f"rsvp {reading.rsvp}"] if reading.rsvp else []
    if reading.met:
        lines.append(f"meeting {reading.met}" + (f" on {reading.met_on}" if reading.met_on else ""))
    lines += [f"{email} {value}" for email, value in reading.attendance.items()]
    lines += [
        f"follow-up of {each.owner}: {each.text} (due {each.due or 'any day'})" for each in reading.follow_ups
    ]
    return lines + [" ".join(["command", command.name, *command.args]) for command in reading.commands]


def _follow_up(new: NewFollowUp) -> dict[str, Any]:
    return {"owner": new.owner, "text": new.text, "due": new.due and new.due.isoformat()}


def _calendar(answer: CalendarAnswer) -> dict[str, Any]:
    keys = ("method", "uid", "sequence", "partstat", "attendee", "comment", "proposal")
    return {key: getattr(answer, key) for key in keys}


def _own_addresses(mail: Mail) -> frozenset[str]:
    """Take the address the mail was sent to for ours, since any installation's mail may be explained."""
    sender = mail.sender or ""
    local, _, domain = sender.partition("@")
    to_us = any(
        sender in value.lower()
        for name in ("to", "delivered-to", "x-original-to")
        for value in mail.all(name)
    )
    return (
        frozenset([f"{local.partition('+')[0]}@{domain}"])
        if to_us and local.startswith(_OWN_PREFIX)
        else frozenset()
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:69]}…"


def roster_context(path: Path) -> Context | None:
    """Read a roster file. Raises Invalid with the file's name and what is wrong in it."""
    if not path.exists():
        return None
    roster = read_json(_Roster, path, "a roster")
    return Context(
        writer=roster.writer.lower(),
        members=tuple(Member(member.name, member.email) for member in roster.members),
        zone=roster.zone,
        language=roster.language,
        kind=roster.kind,
        meeting_starts_at=roster.meeting.starts_at,
        meeting_minutes=roster.meeting.minutes,
        sent_text=roster.sent_text,
        follow_ups=tuple((each.n, each.text) for each in roster.follow_ups),
        slots=tuple((each.n, each.starts_at) for each in roster.slots),
        hosts=roster.hosts,
    )


def _instant(text: str, where: str) -> datetime:
    """Read an ISO 8601 instant; without a zone it is UTC."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise Invalid(
            f"{where}: {text!r} is no ISO 8601 time such as 2026-03-05T17:00:00Z.", where
        ) from error
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
