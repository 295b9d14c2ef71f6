"""What a machine wrote, told from what a person did."""

import pytest

from circles.domain.replies import Mail
from circles.domain.replies.automatic import is_automatic, why_automatic


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("auto-submitted", "auto-replied"),
        ("auto-submitted", "auto-generated; type=x"),
        ("x-autoreply", "yes"),
        ("x-autorespond", "away"),
        ("x-fc-machinegenerated", "true"),
        ("precedence", "bulk"),
        ("precedence", "Auto_Reply"),
        ("return-path", "<>"),
        ("content-type", "multipart/report; report-type=disposition-notification; boundary=b"),
    ],
)
def test_headers_of_machines_are_known(name: str, value: str) -> None:
    assert is_automatic(Mail(sender="ana@example.org", headers=((name, value),)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("auto-submitted", "no"),
        ("x-auto-response-suppress", "All"),
        ("x-autoreply", "no"),
        ("precedence", "normal"),
        ("return-path", "<ana@example.org>"),
    ],
)
def test_headers_that_people_send_too_are_no_sign(name: str, value: str) -> None:
    assert not is_automatic(Mail(sender="ana@example.org", headers=((name, value),)))


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Thursday's topic",
        "Out of Office: Re: Thursday's topic",
        "Out of office",
        "Auto-Reply - Thursday's topic",
        "Automatische Antwort: Thema",
        "Abwesenheitsnotiz: Thema",
        "Réponse automatique : Sujet",
        "Réponse d'absence : Sujet",
        "Respuesta automática: Tema",
        "Risposta automatica: Tema",
        "Resposta automática: Tema",
        "Automatisch antwoord: Thema",
        "Automatisk svar: Emne",
        "Autosvar: Ämne",
        "Automaattinen vastaus: Aihe",
        "Automatyczna odpowiedź: Temat",
        "OOO: Thursday's topic",
        "[Auto-Reply] Thursday's topic",
    ],
)
def test_subjects_of_machines_are_known_in_every_language(subject: str) -> None:
    assert why_automatic(Mail(sender="ana@example.org", subject=subject)) == f"subject: {subject}"


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Out of office hours?",
        "Autobahn",
        "On leave-taking",
        "On vacation: see you later",
        "Re: Thursday's topic",
        "",
        "Auto: which garage do you use?",
    ],
)
def test_subjects_of_people_are_no_sign(subject: str) -> None:
    assert not is_automatic(Mail(sender="ana@example.org", subject=subject))


@pytest.mark.parametrize("sender", ["mailer-daemon@mx.example", "no-reply@shop.example", "noreply@x.example"])
def test_addresses_of_machines_are_known(sender: str) -> None:
    assert is_automatic(Mail(sender=sender))
