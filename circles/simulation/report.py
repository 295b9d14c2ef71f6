"""What came of a season that was played: every fact beside the record, and the rules no mail may break."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import unseal
from circles.demo.facts import Key
from circles.domain import cadence
from circles.domain.words import OutgoingState, Role
from circles.mail.about import reader_of
from circles.mail.site import Site
from circles.models import Circle, Outgoing, Season
from circles.runtime import Runtime
from circles.services import circles
from circles.simulation import record
from circles.simulation.play import Played
from circles.simulation.promises import broken


@dataclass(frozen=True)
class Report:
    """The public contract of report.json, and what else went wrong, in sentences."""

    circles: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    mails: dict[str, int]
    faults: list[str]

    @property
    def ok(self) -> bool:
        """Whether every fact was recorded as it was said and no promise broken."""
        return not self.faults and all(fact["ok"] for fact in self.facts)


def report(runtime: Runtime, played: Played) -> Report:
    """Compare what was said with what stands in the database."""
    with runtime.transaction(read_only=True) as db:
        return look(db, runtime.site, played)


def look(db: Session, site: Site, played: Played) -> Report:
    """Do so in a transaction that is open."""
    season = db.get_one(Season, played.season_id)
    formed = circles.of_season(db, season)
    said = {key: value for key, value in played.book.facts().items() if not record.gone_by(formed, key)}
    return Report(
        circles=[_circle(circle) for circle in formed],
        facts=compared(said, record.recorded(db, season, played.zones), _circle_of(formed)),
        mails=dict(sorted(Counter(row.kind.value for row in _sent(db)).items())),
        faults=list(broken(db, site, played.book.zones)),
    )


def table(found: Report) -> str:
    """Write for people what happened."""
    seen = Counter((fact["type"], fact["ok"]) for fact in found.facts)
    people = sum(len(circle["members"]) for circle in found.circles)
    lines = [f"{people} people in {len(found.circles)} circles."]
    lines += ["", f"{'Said':12} {'recorded':>9} {'wrong':>6}"]
    kinds = sorted({kind for kind, _ in seen})
    lines += [f"{kind:12} {seen[kind, True]:9} {seen[kind, False]:6}" for kind in kinds]
    lines += ["", f"{'Mails':12} {'sent':>9}"]
    lines += [f"{kind:12} {n:9}" for kind, n in found.mails.items()]
    return "\n".join(lines + wrong(found))


def wrong(found: Report) -> list[str]:
    """Say what was lost, misread or made up, and which promises were broken; nothing where all is well."""
    return [
        *(f"Wrong: {_sentence(fact)}" for fact in found.facts if not fact["ok"]),
        *(f"Broken: {fault}" for fault in found.faults),
    ]


def write(runtime: Runtime, played: Played, found: Report, out: Path) -> None:
    """Write report.json and every mail, with its envelope recipient as the first header."""
    for name in ("outgoing", "incoming"):
        (out / name).mkdir(parents=True, exist_ok=True)
        for old in (out / name).glob("*.eml"):
            old.unlink()
    with runtime.transaction(read_only=True) as db:
        for n, row in enumerate(_sent(db), 1):
            assert row.raw is not None, "a mail that was sent has its bytes"
            _write_mail(out / "outgoing" / f"{n:05}.eml", reader_of(db, row).email, unseal(db, row.raw))
    for n, mail in enumerate(played.received, 1):
        _write_mail(out / "incoming" / f"{n:05}.eml", mail.recipient, mail.raw)
    contract = {"circles": found.circles, "facts": found.facts, "mails": found.mails, "ok": found.ok}
    (out / "report.json").write_text(json.dumps(contract, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _write_mail(path: Path, recipient: str, raw: bytes) -> None:
    path.write_bytes(f"X-Envelope-To: {recipient}\r\n".encode() + raw)


def _sent(db: Session) -> Iterable[Outgoing]:
    rows = select(Outgoing).where(Outgoing.state == OutgoingState.SENT)
    return db.scalars(rows.order_by(Outgoing.sent_at, Outgoing.id)).all()


def compared(
    said: dict[Key, str | None], recorded: dict[Key, str], circle_of: dict[str, int]
) -> list[dict[str, Any]]:
    """Put beside each other what was said and what is recorded, also where only one of them is."""
    return [
        {
            "type": key.type.value,
            "circle": key.circle or circle_of.get(key.person),
            "meeting": key.meeting or None,
            "person": key.person,
            "scripted": said.get(key),
            "recorded": recorded.get(key),
            "ok": said.get(key) == recorded.get(key),
        }
        for key in sorted(said.keys() | recorded.keys())
    ]


def _circle_of(formed: Iterable[Circle]) -> dict[str, int]:
    return {
        member.participant.person.email: n
        for n, circle in enumerate(formed, 1)
        for member in circle.memberships
    }


def _circle(circle: Circle) -> dict[str, Any]:
    """Describe a circle as `circles form --json` does, its people by address."""
    emails = {member: member.participant.person.email for member in circle.memberships}
    monday = circle.season.starts_on - timedelta(days=circle.season.starts_on.weekday())
    at = cadence.instant(monday + timedelta(days=circle.weekday), circle.start, circle.zone)
    return {
        "members": list(emails.values()),
        "mentors": [email for member, email in emails.items() if member.role is Role.MENTOR],
        "zone": circle.zone,
        "slot": {"weekday": at.weekday(), "start": f"{at:%H:%M}", "minutes": circle.season.minutes},
        "score": circle.score,
        "terms": circle.terms,
        "why": {email: member.why for member, email in emails.items()},
    }


def _sentence(fact: dict[str, Any]) -> str:
    where = f"circle {fact['circle']}, meeting {fact['meeting'] or '-'}"
    return f"{fact['type']} of {fact['person']} ({where}): said {fact['scripted']}, found {fact['recorded']}"
