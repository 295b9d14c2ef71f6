"""Asking that a meeting be called off: a wish for a person to see to, and no answer for its writer."""

from circles.domain.replies.languages import any_of
from circles.domain.replies.sentences import Sentence

_MEETING = "(?:the|our|this|that|next|tomorrow's|\\w+day's) (?:\\w+ )?(?:meeting|session|circle|call|one)"
_CALLS_OFF = any_of(
    rf"""
        (?:(?:hi|hello|please|pls|let's|let us|we (?:should|must|need to|have to|want to|will)|can we
        could we
        can you|could you|should we|better) )*(?:cancel {_MEETING}|call {_MEETING} off
        call (?:it )?off {_MEETING}
        call it off)
        (?:bitte )?(?:sagt?|sagen sie|sagen wir) (?:das |unser )?(?:\w+ )?(?:treffen|termin|sitzung)\b.* ab
        (?:bitte )?(?:das |unser )?treffen (?:bitte )?absagen
        (?:merci d'|il faut |veuillez |on )?annul(?:er|ez|ons|e) (?:la |notre )(?:reunion|rencontre|seance)
        (?:por favor )?(?:cancel(?:a|ad|ar|en|emos)|anul(?:a|ad|ar|en|emos)) (?:la|nuestra) (?:reunion
        sesion)
        (?:per favore )?(?:annull|cancell)(?:a|ate|are|iamo) (?:l'incontro|la riunione|il nostro incontro)
        (?:por favor )?(?:cancel(?:e|em|ar|emos)|desmar(?:que|quem|car)) (?:o|a|nosso|nossa) (?:encontro
        reuniao)
        (?:graag )?(?:annuleer|annuleren we|cancel) (?:de|onze) (?:bijeenkomst|afspraak|meeting)
        zeg (?:de|onze) (?:bijeenkomst|afspraak)\b.* af
        (?:venligst )?aflys (?:modet|vores mode)|(?:snalla )?stall in (?:motet|vart mote)
        (?:vennligst )?avlys (?:motet|vart mote)|peru(?:kaa|taan)? (?:tapaaminen|kokous|seuraava tapaaminen)
        (?:prosze )?odwola(?:j|jcie|jmy|c) (?:to |nasze )?spotkanie
    """
)


def calls_off(sentence: Sentence) -> bool:
    """Tell whether a sentence asks that the meeting not be."""
    return _CALLS_OFF.match(sentence.said) is not None
