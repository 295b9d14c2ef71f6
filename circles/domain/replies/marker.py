"""The line at the head of our mails: what a reply has below it is ours, in every language we write it in."""

ABOVE_THIS_LINE = {
    "en": "-- Reply above this line --",
    "de": "-- Bitte über dieser Zeile antworten --",
    "fr": "-- Répondez au-dessus de cette ligne --",
    "es": "-- Responda por encima de esta línea --",
    "it": "-- Rispondi sopra questa riga --",
    "pt": "-- Responda acima desta linha --",
    "nl": "-- Antwoord boven deze regel --",
    "da": "-- Svar over denne linje --",
    "sv": "-- Svara ovanför den här raden --",
    "nb": "-- Svar over denne linjen --",
    "fi": "-- Vastaa tämän rivin yläpuolelle --",
    "pl": "-- Odpowiedz powyżej tej linii --",
}
_FOLDED = tuple(line.casefold() for line in ABOVE_THIS_LINE.values())


def has_marker(line: str) -> bool:
    """Tell whether a line holds the marker, quoted or not."""
    folded = line.casefold()
    return any(marker in folded for marker in _FOLDED)
