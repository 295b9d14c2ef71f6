"""Why somebody missed a meeting is said of them alone, never of those who came."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.reading import read
from circles.domain.words import MeetingState

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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tout le monde est venu sauf Bo, quel dommage", "fr"),
        ("Tout le monde est venu sauf Bo, merci encore", "fr"),
        ("C'erano tutti tranne Bo, che peccato", "it"),
        ("Iedereen was er behalve Bo, jammer genoeg", "nl"),
        ("Alle waren da außer Bo, sehr schade", "de"),
        ("Alle waren da, bis auf Bo, danke", "de"),
        ("Wszyscy byli oprócz Bo, dziękuję wszystkim", "pl"),
        ("Vieram todos exceto Bo, desculpem a demora", "pt"),
        ("Kaikki olivat paikalla paitsi Bo, anteeksi viive", "fi"),
        ("Vinieron todos menos Bo, se disculpa", "es"),
        ("Alla kom utom Bo, så synd", "sv"),
        ("Alle kom undtagen Bo, det er ærgerligt", "da"),
        ("Alle kom unntatt Bo, så synd", "nb"),
    ],
)
def test_a_courtesy_of_some_words_behind_all_but_one_changes_nothing(text: str, language: str) -> None:
    assert _attendance(text, language) == _all_but("bo")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nur Bo kam, leider", "de"),
        ("Es war leider niemand da außer Bo", "de"),
        ("Alleen Bo kwam, helaas", "nl"),
        ("Solo Bo è venuta, purtroppo", "it"),
        ("Só veio o Bo, infelizmente", "pt"),
        ("Kun Bo kom, desværre", "da"),
        ("Desværre kom kun Bo", "da"),
        ("Tyvärr kom bara Bo", "sv"),
        ("Dessverre kom bare Bo", "nb"),
        ("Vain Bo tuli, valitettavasti", "fi"),
        ("Tylko Bo przyszedł, niestety", "pl"),
    ],
)
def test_a_regret_does_not_turn_round_that_one_alone_came(text: str, language: str) -> None:
    others = {"carl": "missed", "carla": "missed", "dee": "missed"}
    assert _attendance(text, language) == {"bo": "came"} | others


@pytest.mark.parametrize(
    "text",
    ["Leider waren nur Bo und Dee da", "Es waren leider nur Bo und Dee da", "Leider kamen nur Bo und Dee"],
)
def test_those_who_alone_came_alas_have_come(text: str) -> None:
    assert _attendance(text, "de") == {"bo": "came", "dee": "came"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No vino nadie excepto Bo", "es"),
        ("No vino nadie excepto Bo, lo siento", "es"),
        ("No vino nadie, solo Bo", "es"),
        ("Non c'era nessuno tranne Bo", "it"),
        ("Purtroppo non è venuto nessuno tranne Bo, peccato", "it"),
        ("Não veio ninguém exceto o Bo, que pena", "pt"),
        ("Lamento, não veio ninguém exceto o Bo", "pt"),
        ("Nikt nie przyszedł oprócz Bo, przykro mi", "pl"),
        ("Nikt oprócz Bo nie przyszedł", "pl"),
        ("Kukaan ei tullut paitsi Bo, harmi", "fi"),
    ],
)
def test_a_not_beside_nobody_is_said_twice(text: str, language: str) -> None:
    others = {"carl": "missed", "carla": "missed", "dee": "missed"}
    assert _attendance(text, language) == {"bo": "came"} | others


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Nadie faltó excepto Bo", "es", _all_but("bo")),
        ("Keiner war krank außer Bo", "de", _all_but("bo")),
        ("Nikt nie był chory oprócz Bo", "pl", _all_but("bo")),
        ("Kukaan ei ollut poissa paitsi Bo", "fi", _all_but("bo")),
        ("Bo no vino, nadie más", "es", _all_but("bo")),
        ("Kun Bo kom desværre ikke", "da", _all_but("bo")),
        ("No vino nadie puntual excepto Bo", "es", {}),
    ],
)
def test_that_nobody_but_one_was_absent_stays_so(text: str, language: str, said: dict[str, str]) -> None:
    assert _attendance(text, language) == said


@pytest.mark.parametrize(
    ("text", "language", "missed"),
    [
        ("Sauf Bo, tout le monde était là", "fr", ["bo"]),
        ("Sauf Bo et Dee, tout le monde était là", "fr", ["bo", "dee"]),
        ("Außer Bo, waren alle da", "de", ["bo"]),
        ("Excepto Bo, vinieron todos", "es", ["bo"]),
        ("Tranne Bo, c'erano tutti", "it", ["bo"]),
        ("Menos o Bo, vieram todos", "pt", ["bo"]),
        ("Undtagen Bo, kom alle", "da", ["bo"]),
        ("Paitsi Bo, kaikki tulivat", "fi", ["bo"]),
        ("Oprócz Bo, wszyscy byli", "pl", ["bo"]),
        ("Sin duda, vinieron todos", "es", []),
    ],
)
def test_an_exception_may_stand_before_all(text: str, language: str, missed: list[str]) -> None:
    assert _attendance(text, language) == _all_but(*missed)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Außer Bo, der leider krank war, waren alle da", "de"),
        ("Sauf Bo, qui était malade, tout le monde était là", "fr"),
        ("Undtagen Bo, som var syg, kom alle", "da"),
        ("Sauf Bo, Carl et Dee sont venus", "fr"),
        ("Tout le monde est venu, sauf Bo qui était malade", "fr"),
        ("Alle waren da, außer Carl, und zwei andere", "de"),
        ("Alle waren da, außer Carl, Anni und Didi", "de"),
        ("Tout le monde était là, sauf Carl, je crois", "fr"),
        ("C'erano tutti, tranne Carl, mi pare", "it"),
        ("Wszyscy byli, oprócz Carl, tak myślę", "pl"),
    ],
)
def test_an_exception_that_is_not_understood_takes_back_all(text: str, language: str) -> None:
    assert _attendance(text, language) == {}


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Desværre, Bo kom ikke", "da", {"bo": "missed"}),
        ("Desværre, Bo og Dee var syge", "da", {"bo": "missed", "dee": "missed"}),
        ("Desværre kom Bo ikke, men mødet blev ikke aflyst", "da", {}),
        ("Desværre sagde Bo at mødet var aflyst, men vi mødtes", "da", {}),
        ("Desværre var Bo syg", "da", {}),
        ("Desværre kunne jeg ikke komme", "da", {}),
        ("Tyvärr kom Bo inte", "sv", {}),
        ("Dessverre kom ikke Bo", "nb", {"bo": "missed"}),
    ],
)
def test_a_regret_of_what_is_told_of_somebody_is_no_word_that_you_did_not_meet(
    text: str, language: str, said: dict[str, str]
) -> None:
    assert (_read(text, language).met, _attendance(text, language)) == (None, said)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Desværre", "da"),
        ("Desværre nåede vi det ikke", "da"),
        ("Dessverre ingen møte, Bo var syk", "nb"),
        ("Tyvärr blev det inget möte", "sv"),
        ("Desværre Ana", "da"),
        ("Desværre, Bo", "da"),
        ("Tyvärr, Bo", "sv"),
        ("Tyvärr, hälsar Ana", "sv"),
        ("Dessverre /Ana", "nb"),
        ("Desværre blev Bo syg, så vi aflyste", "da"),
        ("Desværre kom Bo ikke, så vi mødtes ikke", "da"),
        ("Tyvärr blev Bo sjuk så det blev inget möte", "sv"),
        ("Dessverre kunne ikke Bo, så møtet ble avlyst", "nb"),
        ("Desværre kom kun Bo, så vi aflyste", "da"),
        ("Dessverre kom bare Bo, så vi avlyste", "nb"),
        ("Tyvärr kom Bo, men vi ställde in", "sv"),
        ("Tyvärr kom ingen, Ana", "sv"),
    ],
)
def test_a_regret_of_nobody_is_a_no_to_whether_you_met(text: str, language: str) -> None:
    assert _read(text, language).met is MeetingState.NOT_HELD
    assert not _attendance(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No vino nadie, Ana", "es"),
        ("No vino nadie, Bo", "es"),
        ("No vino nadie, gracias, Ana", "es"),
        ("Non è venuto nessuno, ciao, Ana", "it"),
        ("Não veio ninguém, abraço, Ana", "pt"),
        ("Nadie faltó, Ana", "es"),
        ("Nie było nikogo, Ana", "pl"),
        ("Leider kam niemand, Ana", "de"),
        ("Es war niemand da, Ana", "de"),
        ("Helaas kwam er niemand, Ana", "nl"),
    ],
)
def test_a_name_behind_nobody_is_nobody_who_came_or_missed_it(text: str, language: str) -> None:
    assert _attendance(text, language) == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sauf Bo, tout le monde est arrivé en retard", "fr"),
        ("Tout le monde est arrivé en retard sauf Bo", "fr"),
        ("Excepto Bo, todos llegaron tarde", "es"),
        ("Tranne Bo, sono arrivati tutti in ritardo", "it"),
        ("Behalve Bo kwam iedereen te laat", "nl"),
        ("Undtagen Bo, kom alle for sent", "da"),
        ("Paitsi Bo, kaikki tulivat myöhässä", "fi"),
        ("Außer Bo, waren alle pünktlich", "de"),
        ("No llegó nadie tarde excepto Bo", "es"),
        ("Nikt nie był online oprócz Bo", "pl"),
        ("Kukaan ei tullut ajoissa paitsi Bo", "fi"),
    ],
)
def test_who_alone_was_not_late_or_was_on_time_is_asked_about(text: str, language: str) -> None:
    assert _attendance(text, language) == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No vino nadie más, solo Bo", "es"),
        ("No vinieron todos, solo Bo", "es"),
        ("Nicht alle kamen, nur Bo", "de"),
        ("Ikke alle kom, kun Bo", "da"),
        ("Nie wszyscy przyszli, tylko Bo", "pl"),
        ("Kaikki eivät tulleet, vain Bo", "fi"),
    ],
)
def test_an_only_behind_a_not_is_not_who_missed_it(text: str, language: str) -> None:
    assert _attendance(text, language) == {}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sorry all, only Bo came", "en"),
        ("Apologies everyone, only Bo came", "en"),
        ("Nie było nikogo, oprócz Bo", "pl"),
        ("Nie było nikogo oprócz Bo", "pl"),
    ],
)
def test_sorry_to_all_and_the_polish_nobody_leave_who_alone_came(text: str, language: str) -> None:
    assert _attendance(text, language) == {"bo": "came", "carl": "missed", "carla": "missed", "dee": "missed"}
