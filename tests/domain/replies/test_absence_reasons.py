"""Why somebody missed a meeting is said of them alone, never of those who came."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.reading import read

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
NAMES = ("Ana Sousa", "Bo Larsen", "Carl Weiss", "Carla Rossi", "Dee Ray")
MEMBERS = tuple(Member(name, f"{name.split()[0].lower()}@example.org") for name in NAMES)
EVERYBODY = frozenset(["ana", "bo", "carl", "carla", "dee"])


def _read(text: str, language: str = "en") -> Reading:
    context = Context(
        "ana@example.org",
        MEMBERS,
        zone="Europe/Lisbon",
        kind="recap-ask",
        language=language,
        meeting_starts_at=NOW - timedelta(days=1),
    )
    return read(Mail(sender="ana@example.org", date=NOW, text=text), context, NOW)


def _attendance(text: str, language: str = "en") -> dict[str, str]:
    attendance = _read(text, language).attendance
    return {email.split("@")[0]: str(value) for email, value in attendance.items()}


def _all_but(*missed: str) -> dict[str, str]:
    return {name: "missed" if name in missed else "came" for name in EVERYBODY}


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("All here except Carla, she had the flu.", ["carla"]),
        ("All here except Bo and Carla, they had the flu.", ["bo", "carla"]),
        ("All here except Bo, Carl and Dee, they were on a plane.", ["bo", "carl", "dee"]),
        ("All except Carla (she had the flu).", ["carla"]),
        ("All except Carla, because she had to work.", ["carla"]),
        ("All except me, I had a cold.", ["ana"]),
        ("All but Dee, her train was late.", ["dee"]),
        ("Everyone but Bo and Dee, both sick.", ["bo", "dee"]),
        ("Everyone, except Dee, she was ill.", ["dee"]),
        ("Everyone except Dee came, she had a cold and stayed home.", ["dee"]),
        ("Full house minus Dee, she overslept.", ["dee"]),
        ("We were complete except for Dee, she had a fever.", ["dee"]),
        ("Here: all except Carla and Dee, they had the flu.", ["carla", "dee"]),
        ("All here. Except Dee, she had the flu.", ["dee"]),
        ("All here but Dee had the flu.", ["dee"]),
        ("Everyone was here except Bo (flu) and Carl (work).", ["bo", "carl"]),
        ("We met, all but Bo who was travelling and Carl who had the flu.", ["bo", "carl"]),
        ("All but Bo and Carl, he was travelling and she had the flu.", ["bo", "carl"]),
        ("Carla had the flu, all others were here.", ["carla"]),
        ("Dee stayed home with a cold, the rest of us met.", ["dee"]),
        ("Bo couldn't come, he had a cold, the others were there.", ["bo"]),
        ("Dee and Carla had the flu, it was only Bo, Carl and me.", ["carla", "dee"]),
        ("Bo, Carl, Carla and I met, Dee was on a plane.", ["dee"]),
        ("Bo and Carl and Carla and I met in the end, Dee had a cold and stayed home.", ["dee"]),
        ("Bo, Carl and I met, neither Carla nor Dee came, both were ill.", ["carla", "dee"]),
        ("Carl and I met, Bo, Carla and Dee got stuck in traffic.", ["bo", "carla", "dee"]),
        ("Only Bo came, Carl, Carla, Dee and I were ill.", ["ana", "carl", "carla", "dee"]),
        ("We were four, Dee had a fever.", ["dee"]),
        ("Everyone showed up, even Bo who had a cold.", []),
        ("All came but Carl had to leave early.", []),
        ("Dee had the flu and Carl too, the rest came.", ["carl", "dee"]),
        ("Bo and I came, Carl too, Carla and Dee had the flu.", ["carla", "dee"]),
        ("Apart from Dee and Carl, they had a cold, everyone came.", ["carl", "dee"]),
    ],
)
def test_reason_is_of_those_who_missed_it(text: str, missed: list[str]) -> None:
    assert _attendance(text) == _all_but(*missed)


@pytest.mark.parametrize(
    "text",
    [
        "Bo, Carl, Dee had the flu.",
        "Bo and Carl, Carla and Dee had the flu.",
        "All except Bo, Carl had the flu.",
        "All except Dee, Carl was late.",
        "Bo and Carl came, they had the flu.",
        "Carl, Dee, I, Bo and Carla had the flu.",
        "Everyone came, Dee had a cold and stayed home.",
        "Bo had a cold but came.",
    ],
)
def test_reason_that_may_be_of_somebody_else_records_nobody(text: str) -> None:
    assert not _attendance(text)


_REASONS = ("had the flu", "was ill", "had to work", "got stuck in traffic", "had a cold and stayed home")
_SHAPES = (
    "All here except {who}, {they} {reason}.",
    "Everyone except {who} came, {they} {reason}.",
    "Everybody was there apart from {who}, {they} {reason}.",
    "All except {who}. {They} {reason}.",
    "{who} {reason}, everyone else came.",
    "{who} {reason}, {rest} met.",
    "{who} {reason} so {rest} met.",
    "{rest} met, {who} {reason}.",
    "{rest} were there but {who} {reason}.",
    "{rest}, {who} {reason}.",
    "{rest}. {who} {reason}.",
    "Just {rest}, {who} {reason}.",
    "Present: {rest}, {who} {reason}.",
    "Because {who} {reason}, {rest} met.",
    "{listed} were there, {who} {reason}.",
    "{listed}, {who} {reason}.",
    "Not {who}, {they} {reason}.",
    "We met without {who}, {they} {reason}.",
)


def _spoken(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


@pytest.mark.parametrize("missed", [["Dee"], ["Bo", "Carla"], ["Bo", "Carl", "Dee"]])
def test_nobody_is_recorded_as_the_opposite(missed: list[str]) -> None:
    rest = [name for name in ("Bo", "Carl", "Carla", "Dee", "I") if name not in missed]
    several = len(missed) > 1
    they = "they" if several else "she"
    for shape, reason in product(_SHAPES, _REASONS):
        text = shape.format(
            who=_spoken(missed),
            rest=_spoken(rest),
            listed=", ".join(rest),
            they=they,
            They=they.capitalize(),
            reason=reason.replace("was", "were") if several else reason,
        )
        said = _attendance(text)
        truth = _all_but(*map(str.lower, missed))
        assert said.items() <= truth.items(), text


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Alle außer Carla und Dee, krank.", "de", _all_but("carla", "dee")),
        ("Tout le monde sauf Carla, malade.", "fr", _all_but("carla")),
        ("Todos menos Carla, estaba enferma.", "es", _all_but("carla")),
        ("Tutti tranne Carla, era malata.", "it", _all_but("carla")),
        ("Todos menos a Carla, estava doente.", "pt", _all_but("carla")),
        ("Wszyscy oprócz Carla, była chora.", "pl", _all_but("carla")),
        ("Alle außer Carla, Dee war krank.", "de", {}),
        ("Bo, Carl, Dee war krank.", "de", {}),
        ("Bo und ich, Carl war krank.", "de", {"carl": "missed"}),
        ("Bo et moi, Carl était malade.", "fr", {"carl": "missed"}),
        ("Bo och jag, Carl var sjuk.", "sv", {"carl": "missed"}),
    ],
)
def test_reason_in_another_language_is_of_those_who_missed_it(
    text: str, language: str, said: dict[str, str]
) -> None:
    assert _attendance(text, language) == said


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Everyone came.", "en"),
        ("Alle kamen, es war schön.", "de"),
        ("Tout le monde est venu, c'était super.", "fr"),
        ("Vinieron todos, fue genial.", "es"),
        ("Eravamo al completo, bellissimo incontro.", "it"),
        ("Vieram todos, foi ótimo.", "pt"),
        ("Iedereen was er, heel gezellig.", "nl"),
        ("Alle kom, det var hyggeligt.", "da"),
        ("Alle møtte opp, veldig hyggelig.", "nb"),
        ("Kaikki tulivat, oli tosi mukavaa.", "fi"),
        ("Przyszli wszyscy, było bardzo miło.", "pl"),
    ],
)
def test_all_came_whatever_is_said_of_the_evening(text: str, language: str) -> None:
    assert _attendance(text, language) == _all_but()


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Alle kamen, bis auf Bo.", "de", _all_but("bo")),
        ("Tout le monde est venu, sauf Bo.", "fr", _all_but("bo")),
        ("Bo und Carl kamen, leider nicht alle.", "de", {}),
        ("Vinieron Bo, Xenia y Dee.", "es", {}),
        ("Bo kam, glaube ich.", "de", {}),
        ("Die anderen waren krank.", "de", {}),
        (
            "Bo kam, die anderen waren krank.",
            "de",
            {name: value for name, value in (_all_but(*EVERYBODY) | {"bo": "came"}).items() if name != "ana"},
        ),
    ],
)
def test_who_came_and_what_takes_it_back_elsewhere(text: str, language: str, said: dict[str, str]) -> None:
    assert _attendance(text, language) == said
