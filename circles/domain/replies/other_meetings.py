"""Words that put what is said into another circle, another season or no one meeting at all.

"Last season we met twice", "in my old circle nobody came", "Bo always came late": none of it is of the
meeting that was asked about, nor of the one to come. Patterns are for folded words.
"""

import re

from circles.domain.replies.languages import any_of

_ROUND = "(?:seasons?|years?|rounds?|programmes?|programs?|editions?|terms?|semesters?|cohorts?)"
_PEOPLE = (
    "(?:circles?|groups?|teams?|company|companies|clubs?|jobs?|employer|mentors?|mentees?|program(?:me)?s?)"
)

OF_ANOTHER = any_of(rf"""
    (?:last|previous|past|first|earlier|every|each|that|this|next|coming|all) {_ROUND}(?! ago)
    (?:old|former|previous|last|other|different|new|first|own|husband's|wife's|friend's) {_PEOPLE}
    another {_PEOPLE}|(?:in|of|at) (?:my|our|his|her) (?:{_PEOPLE}|department|school|family|church|choir)
    (?:years?|decades?|months) ago|back (?:then|when|in \w+)|in those days|when (?:i|we) (?:was|were)
    in (?:january|february|march|april|may|june|july|august|september|october|november|december)
    (?:first|second|third|last) in\b
    in (?:19|20)\d\d|(?:as|when) an? (?:child|student|kid|trainee)|at (?:uni|university|college)
    in (?:the )?(?:spring|summer|autumn|fall|winter)|(?:last|next) (?:spring|summer|autumn|fall|winter)
    (?:always|usually|normally|typically|generally|often|rarely|sometimes|mostly) (?:came|come|comes|met
    meet|missed|misses|was|were|had|showed|showed up|there|late|join|joined|attend|attended)
    since (?:school|university|college|then|christmas|easter|childhood|\d{4})
    used to|would always|(?:came|met|missed) (?:every|each) \w+|(?:came|met) (?:twice|three times|only once)
    letzte[sn] jahr|fruher|damals|l'annee derniere|autrefois|souvent|el ano pasado|a menudo|l'anno scorso
    spesso
    no ano passado|muitas vezes|vorig jaar|vroeger|vaak|sidste ar|forra aret|i fjor|viime vuonna|usein
    w zeszlym roku
    czesto|ofta|ofte|oft|tit|letzte saison|la saison derniere|la temporada pasada|la scorsa stagione
    vorige keer dat
    met only (?:twice|once|three times)
""")
"""Where these stand nothing of coming, or of a meeting that was, is recorded."""

SOME_OTHER_TIME = any_of(rf"""
    next {_ROUND}|^(?:and |maybe |well )?next time(?! we\b)|one (?:fine )?day|someday
    next (?:month|spring|summer|autumn|fall|winter)
    (?:some|any|another) (?:time|day)|sooner or later|in (?:the )?(?:spring|summer|autumn|fall|winter)
    in the (?:near |distant )?future|when (?:i'm|i am) (?:old|older|retired|rich|back)|in another life
    in my (?:next|spare|own) \w+|from now on|at (?:work|home|school)$|at (?:work|home|school) (?:on|in)
    at (?:my|his|her|their) (?:job|company|school|church)
    at (?:an?|the) (?:\w+ )?(?:gala|conference|congress|fair)
    ^(?:at|in|for) (?:work|home|school|church|(?:my|his|her|their) (?!next|turn|part|mentor)\w+)
""")
"""Where these stand a promise is only proposed."""

_CLAUSES = re.compile(r"(?i)\s*[,;–—]\s*(?:(?:but|and|so|though|however)\b,?\s*)?|\s+(?:but|though)\s+")
_OF_THE_LAST = re.compile(
    r"(?i)(?:sorry )?(?:that )?(?:i|we)\b.*\b(?:last (?:time|week|month)"
    r"|(?:the|our) (?:last|previous) (?:one|meeting|session|time|call|circle))"
)


def without_the_last(text: str) -> str:
    """Leave out the clauses in which the writer tells of the meeting before; "" where there are none."""
    clauses = _CLAUSES.split(text.strip(" .!"))
    left = [clause for clause in clauses if not _OF_THE_LAST.fullmatch(clause)]
    return ", ".join(left) if len(left) < len(clauses) else ""
