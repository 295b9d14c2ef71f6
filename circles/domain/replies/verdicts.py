"""The verdict that a mail program puts before the subject of an invite.

It is all there is where a server took the calendar out of the answer, or packed it into winmail.dat.
"""

import re

from circles.domain.replies.draft import Draft
from circles.domain.words import Rsvp

_VERDICTS = {  # en, de, fr, es, it, pt, nl, da, sv, nb, fi, pl
    Rsvp.YES: "accepted|zugesagt|angenommen|acceptée?|aceptad[ao]|accettat[ao]|aceit[aoe]|geaccepteerd"
    "|accepteret|accepterat|accepterad|godtatt|akseptert|hyväksytty|zaakceptowan[eoy]",
    Rsvp.NO: "declined|abgelehnt|refusée?|déclinée?|rechazad[ao]|rifiutat[ao]|recusad[ao]|geweigerd"
    "|afgewezen|afvist|avböjt|avböjd|avslått|avslag|hylätty|odrzucon[eoy]",
    Rsvp.MAYBE: "tentative|tentatively accepted|mit vorbehalt|mit vorbehalt zugesagt|provisoire|provisional"
    "|provvisori[ao]|provisóri[ao]|voorlopig|foreløbig|foreløpig|preliminärt?|alustava|wstępnie",
}
_ANY = "|".join(f"(?P<{value}>{words})" for value, words in _VERDICTS.items())
_BEFORE_SUBJECT = re.compile(rf"(?i)\s*(?:{_ANY})\s*[:：]")


def subject_verdict(subject: str, draft: Draft) -> None:
    """Read the verdict in the subject of a mail without words; a proposal of another time is none."""
    found = _BEFORE_SUBJECT.match(subject)
    if found is not None and found.lastgroup is not None:
        draft.rsvps.append(Rsvp(found.lastgroup))
        draft.note("rsvp.subject", f"A mail program answers: {found[0].strip()!r}", (0, 0))
