"""What stands beside "we moved it to Friday", or makes a question of it: then we ask, and move nothing."""

import re

from circles.domain.replies.courtesies import is_courtesy
from circles.domain.replies.languages import alternatives, answers, any_of, fold, language_of, words
from circles.domain.replies.met_abroad import says_not_met
from circles.domain.replies.values import Reading
from circles.domain.words import Rsvp

_MET_IN_DOUBT = "conflict.met"
_CALLED_OFF = any_of(r"""
    cancel\w*|called (?:it )?off|(?:that|it|this) was (?:last|back)\b.*|abgesagt|abgeblasen|ausgefallen
    annule\w*|cancelad\w*|cancelamos
    suspendid\w*|annullat\w*|geannuleerd|afgelast|afgezegd|aflyst\w*|avlyst\w*
    installd\w*|stallts? in|peru\w+|odwola\w+
""")
_SADLY_NOT = re.compile(
    r"(?:leider|malheureusement|lamentablemente|desafortunadamente|purtroppo|infelizmente|helaas|desvaerre"
    r"|tyvarr|dessverre|valitettavasti|niestety)?(?:^| |$)(?:nicht|nein|pas|non|no|nao|niet|nee|ikke|nej"
    r"|inte|nei|ei|nie)?"
)
_VERB_FIRST = re.compile(
    r"(?:(?:ja|jo|nein|nee|nej|nei|no|und|aber|en|maar|og|och|men),? )*(?:"
    + alternatives(r"""
        (?:haben|habt|hatten|mussten|har|hade|havde|hadde|hebben|hadden|moesten|matte|maste|fick) (?:wir|ihr
        sie|vi|i|ni|dere|we|wij|jullie|ze)
        (?:ist|wurde|war|er|blev|blir|ble|vart|is|werd) (?:es|sie|das|der|die|den|det|dette|detta|unser
        het|de|dit|onze|vart|vores|modet|motet)
        (?:flytt[ea]\w*|utsatt\w*|udskod|sk[jo]+t\w*|verlegten|verschoben|verzetten|verplaatsten) (?:wir
        vi|we|wij)
        (?!\w*viikko)\w+ko
    """)
    + r")(?!\w)"
)


def is_question(sentence: str, language: str) -> bool:
    """Tell a question whose mark was left out, by its verb; one that has it is asked about anyway."""
    is_other = language_of(language) != "en" and "?" not in sentence
    return is_other and _VERB_FIRST.match(words(sentence)) is not None


def is_in_doubt(reading: Reading) -> bool:
    """Tell whether a mail says both that they met and that they did not."""
    return any(rule.id == _MET_IN_DOUBT for rule in reading.rules)


def is_called_off(text: str) -> bool:
    """Tell whether what follows a move says that it was called off, or when it was."""
    return _CALLED_OFF.search(words(text)) is not None


def is_understood(text: str, reading: Reading, language: str, name: str) -> bool:
    """Tell whether another sentence changes nothing of a move: a no, a courtesy, a name, or a follow-up.

    Words under a label may speak about the meeting, and an Undo may be of the move.

    In English more is read, and a reason beside a move is none against it.
    """
    said = words(text)
    if any(each.name == "undo" for each in reading.commands):
        return False
    if language_of(language) == "en" or not said or is_courtesy(text, language, name):
        return True
    if answers(language).get(said) is Rsvp.NO or says_not_met(said, language) or _SADLY_NOT.fullmatch(said):
        return True
    return any(fold(each.text) in fold(text) for each in (*reading.follow_ups, *reading.proposed))
