"""How replies are read: the corpus of the tests and its sentences, beside libraries that cut quotations."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import hostile
from benchmarks.measure import in_turns
from benchmarks.report import PAGE, Cell, Claim, Report
from benchmarks.tally import Said, recorded_rows, silent_row
from benchmarks.unquoting import installed, own_words
from circles.cli.explain import Explained, roster_context
from circles.domain.replies import Context, Mail, Member
from circles.domain.replies.reading import read
from circles.mail.calendar_in import read_replies
from circles.mail.parse import parse

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "data" / "replies"
SENTENCES = {"development sentences": "sentences.jsonl", "held-out sentences": "sentences-held-out.jsonl"}
OURS = "Circles"

WRITTEN_AT = datetime(2026, 3, 3, 10, tzinfo=UTC)
MET_AT, MEETS_AT = datetime(2026, 3, 2, 17, tzinfo=UTC), datetime(2026, 3, 5, 17, tzinfo=UTC)
MEMBERS = tuple(
    Member(name, f"{name.split()[0].lower()}@example.org")
    for name in ("Ana Sousa", "Bo Larsen", "Carl Weiss", "Carla Rossi", "Dee Ray")
)


@dataclass(frozen=True)
class Sizes:
    """At most how many mails, sentences of a kind and hostile mails; rounds of reading; a library's time."""

    mails: int = 100_000
    sentences: int = 100_000
    rounds: int = 5
    seconds: float = 2
    hostile: int = 100


SHORT, FULL = Sizes(), Sizes(rounds=50)


@dataclass(frozen=True)
class Case:
    """A mail of the corpus, what it answers, and what should be found in it."""

    raw: bytes
    mail: Mail
    context: Context | None
    expected: Said
    found: Said

    def read(self, now: datetime) -> None:
        """Do what is timed."""
        mail = parse(self.raw)
        read(mail, self.context, now)
        if mail.calendar is not None:
            read_replies(mail.calendar, mail.calendar_method)


def run(sizes: Sizes) -> Report:
    """Read every mail and sentence once for what is found, and the mails some more times for the time."""
    now = datetime.now(UTC)
    cases = [_case(path, now) for path in sorted(CORPUS.glob("*.eml"))[: sizes.mails]]
    lines = {name: lines_of(CORPUS / file)[: sizes.sentences] for name, file in SENTENCES.items()}
    judged = [case for case in cases if "rsvp" in case.expected]
    pairs = {"mails": [(case.expected, case.found) for case in judged]}
    pairs |= {name: [pair(line) for line in these] for name, these in lines.items() if these}
    own = _own_words(cases, sizes.seconds)
    speed = _speed("raw bytes to meaning", {str(n): case for n, case in enumerate(cases)}, sizes.rounds, now)
    worst = _speed("hostile mails", _hostile(sizes.hostile), 3, now)
    return Report(
        name="replies",
        measures="Own words: people's mails of which exactly the writer's own words were kept, but for white"
        " space; a failure or a time-out is wrong. Recorded: what would be recorded without asking, each"
        " answer, attendance and follow-up by itself; then the mails and sentences where nothing should be,"
        " since they are talk or have to be asked about.",
        sizes=replace(sizes, mails=len(cases), sentences=sum(map(len, lines.values()))),
        rows=own,
        more=(
            [row for name, these in pairs.items() for row in recorded_rows(name, these)],
            [silent_row(name, these) for name, these in pairs.items()],
            [speed, worst],
        ),
        claims=[
            *_claims(own),
            Claim(
                "a hostile mail: milliseconds at worst", float(worst["milliseconds (worst)"]), "at most", 200
            ),
        ],
        page=PAGE.with_name("reading-replies.md"),
    )


def _case(path: Path, now: datetime) -> Case:
    raw, context = path.read_bytes(), roster_context(path.with_suffix(".roster.json"))
    mail, expected = parse(raw), json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    found = Explained(path, mail, context, now).as_json()
    # What the corpus says nothing of, as of free talk, counts neither way.
    return Case(raw, mail, context, expected, {key: found[key] for key in found if key in expected})


def _own_words(cases: Sequence[Case], seconds: float) -> list[dict[str, Cell]]:
    """Count who keeps exactly the writer's words."""
    people = [case for case in cases if case.expected.get("kind") == "human" and "own_text" in case.expected]
    kept: dict[str, list[str | None]] = {OURS: [case.found["own_text"] for case in people]}
    for name, reader in installed().items():
        kept[name] = [own_words(reader, case.mail, seconds) for case in people]
    return [
        {"own words by": name, "mails": len(people), "exact": exact, "exact %": 100 * exact / len(people)}
        for name, texts in kept.items()
        for exact in [_exact(people, texts)]
    ]


def _exact(cases: Sequence[Case], texts: Sequence[str | None]) -> int:
    return sum(
        text is not None and text.split() == case.expected["own_text"].split()
        for case, text in zip(cases, texts, strict=True)
    )


def _claims(own: Sequence[Mapping[str, Any]]) -> list[Claim]:
    others = [row["exact"] for row in own if row["own words by"] != OURS]
    return (
        [
            Claim(
                "own words: times as many mails as the best of the others",
                own[0]["exact"] / max(others),
                "at least",
                1,
            )
        ]
        if any(others)
        else []
    )


def lines_of(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def pair(line: Mapping[str, Any]) -> tuple[Said, Said]:
    """Read a sentence as a whole mail of Ana's."""
    after = line["kind"].startswith("recap")
    context = Context(
        writer=MEMBERS[0].email,
        members=MEMBERS,
        zone="Europe/Lisbon",
        language=line["language"],
        kind=line["kind"],
        meeting_starts_at=MET_AT if after else MEETS_AT,
    )
    mail = Mail(sender=MEMBERS[0].email, date=WRITTEN_AT, text=line["text"])
    return _in_addresses(line["expect"]), Explained(CORPUS, mail, context, WRITTEN_AT).as_json()


def _in_addresses(expect: Said) -> Said:
    """Write the short names of the sentences as addresses."""
    addresses = {member.email.partition("@")[0]: member.email for member in MEMBERS}
    attendance = {addresses.get(who, who): value for who, value in expect.get("attendance", {}).items()}
    follow_ups = [
        each | {"owner": addresses.get(each["owner"], each["owner"])} for each in expect.get("follow_ups", ())
    ]
    return {**expect, "attendance": attendance, "follow_ups": follow_ups}


def _speed(what: str, cases: Mapping[str, Case], rounds: int, now: datetime) -> dict[str, Cell]:
    """Time each mail from its raw bytes."""
    taken = in_turns(rounds, {name: partial(case.read, now) for name, case in cases.items()})
    each = [1000 * one.wall for one in taken.values()]
    return {
        "what": what,
        "mails": len(each),
        "octets (mean)": sum(len(case.raw) for case in cases.values()) // len(cases),
        "milliseconds (median)": median(each),
        "milliseconds (worst)": max(each),
    }


def _hostile(most: int) -> dict[str, Case]:
    """Give mails meant to wear out their reader, as answers to a mail of ours."""
    context = Context(MEMBERS[0].email, MEMBERS, kind="topic", sent_text="Could you come?\n" * 100)
    mails = list(hostile.mails().items())[:most]
    return {name: Case(raw, parse(raw), context, {}, {}) for name, raw in mails}
