"""What goes on after a yes, no or maybe at the head of a sentence: an answer, or something else."""

import re

from circles.domain.replies.cues import DAY
from circles.domain.replies.languages import alternatives, any_of

# Said lightly: these count alone or with a word of thanks, since they may answer something else.
LIGHT = frozenset(
    [
        "ok",
        "okay",
        "sure",
        "y",
        "n",
        "vale",
        "claro",
        "prima",
        "va bene",
        "pode ser",
        "d'accord",
        "gerne",
        "certo",
    ]
)
LIGHT_REST = re.compile(
    r"(?:thanks?|thank you|thx|great|perfect|good|fine|will do|for me|works|with me|that works|why not"
    r"|no problem|\s)*"
)
EMPHATIC = frozenset(
    [
        "of course",
        "certainly",
        "definitely",
        "absolutely",
        "gladly",
        "sicher",
        "klar",
        "zeker",
        "absolut",
        "certamente",
    ]
)
"""Adverbs, which may belong to what follows: "Absolutely hilarious"."""
NO_OF_NOUN = re.compile(
    r"no (?!(?:i|i'm|i'll|i've|we|we're|sorry|thanks|thank|not|no|nope|can|can't|cannot|cant|won't|wont"
    r"|will|am|unfortunately"
    r"|sadly|regrettably|afraid|but|too|from|for|this|that|that's|it|it's|my|the|on|because|as|since|have"
    r"|had|need"
    r"|got|still|actually|really|never|alas|apologies|please|way|go|luck|chance|dice|at|in|and|or|busy|away"
    r"|working|sick|ill|travell?ing|\w+day|today|tomorrow|next|see|yet|longer|it'll|don't|there's|there"
    r"|meetings?|session|call|circle)\b)\w"
)
"""A "no" that belongs to the word after it: "No conflicts on my side"."""
NO_BUT_NOT_NO = any_of(r"""
    no (?:problems?|prob|probs|worries|doubt|need|idea|clue|matter|one|longer|rush|hurry|pressure|reason)
    (?:sorry )?no time (?:to|for) (?!meet|get together|come|join|it\b|this|that)\w+
    no \w+ no \w+|no \d+|no way|no thanks to
    no (?:wonder|surprises?|comment|kidding|offen[cs]e|hard feelings|joke|signs?|trace|sooner|fewer)
    no (?:less|such|harm|sweat|biggie|objections?|luck|shortage|lack|limit|exception|excuses?)
    no (?:questions?|way to know|issues?|news|changes?|time|more|can do|go)
""")
_OWN_WAY = r"(?:(?:come|join|attend|be|make|know|see|manage|try|have|need|dial|call|drop|pop|can)\b|not )"
MAYBE_MEANT = re.compile(
    rf"$|(?:x+|tbh|sorry|thanks?|for now)$|i(?:'ll| will| may| might)? (?:also |still |just )?{_OWN_WAY}"
    rf"|i'm\b"
    r"|(?:will|not|depends|still|yet|can|have|need)\b|if (?!that|this|it)|whether (?:i|we|my)\b"
)
"""What goes on after a maybe that is an answer: not "I'll send the deck"."""
# After a yes: an assertion, and words that are about coming all the same.
ASSERTS = any_of("""
    was|were|had|is|are|has|have|did|came|read|saw|heard|know|agree|remember|met|liked|loved|found|wrote
    thought|got|received|won|lost|went|said|made|took|gave|told|knew|felt|became|began|left|sold|meant|kept
    ^(?:my|our|his|her) \\w+ \\w+s\\b|^(?:please )?(?:send|resend|forward|tell|give|show|share|explain|check)
    think|a|an|what|(?<!'d )(?<!would )(?:love|like|enjoy|hate|prefer)(?! to)|exactly|true|\\w+ed
    ^(?:that|it|this|there|he|she|they|you|these|those)(?:'s|'re|'ll)?
""")
"""Among these all regular verbs of the past, and what is said of a third person or a thing."""
ON_POINT = any_of(rf"""
    there(?! (?:is|are|was|were|has|have|will be)\b)|come|coming|join\w*|attend\w*|see you|late|early
    bring\w*|forward|{DAY}|works?|i'll|i will|i'm
    i am|im
    can|could|will|count|thanks?|thank you|time|date|fine|ok|okay|pencil\w*|calendar|booked|blocked|seat|week
    happy|glad|be|free|available|that's me|if|unless|excited|delighted|thrilled|pleased|confirmed
    accepted|noted
    ^from (?:me|us)|needed|interested|suits|can't wait
    ^(?:(?:that|it)(?:'s| is) |sounds |looks |all )?(?:good|great|perfect)|today|tomorrow|tonight|attached
""")
A_THING = re.compile(
    r"i'm (?:the (?:one|person|only)|an? (?!bit|little|few|tad|couple|minute|maybe|yes|no)\w+)\b|"
    rf"to (?!{DAY}|the (?:meeting|session|invit)|this|that|it\b|you|your|both|all|coming|join)\w"
    r"|the (?!time|date|day|slot|hour|meeting|session|place|invit|week|others?)\w+ (?:\w+ )?"
    r"(?:is|was|are|were|has|have|had|isn't|wasn't)\b(?!.*\b(?:i'll|i will|i'm|see you|coming)\b)"
)
"""A statement about something else: "the parking is free there"."""
OTHER_NO = re.compile(
    r"no (?:(?:meetings?|session|call|circle) (?:is|are|can|could|should|has|would|without|on \w+days"
    r"|in \w+ would|ever|like|room"
    r"|was (?:as|ever|so))\b"
    r"|not (?:that one|the|an? \w|quite|exactly|only|just)\b|i (?:don't|do not|didn't) (?:agree|think"
    r"|believe|like|mind|recall|remember|understand)"
    r"|(?:that|it)(?:'s| is) (?:not|a|wrong))\b"
)
ABOUT_US = any_of(
    "we|us|met|meeting|session|circle|everyone|everybody|all|nobody|came|there|and i|and me|did|happened"
    "|joined|attended|showed|missed|missing|present|only|just|with"
    r"|(?:as|was) (?:planned|agreed|scheduled|usual|always)|(?:on|last) \w+day|yesterday|today"
    r"|went (?:really |very |quite |so )?(?:well|great|fine|smoothly|ok)"
    r"|^(?:it |and it |it's been )?(?:was )?(?:a |an )?(?:really |very |quite |so |pretty )?(?:good|great"
    r"|nice|lovely|lively|productive|useful|fun|short|long|fantastic|brilliant|interesting"
    r"|helpful)(?: (?:one|meeting|session|talk|chat|discussion|time))?(?: too| as always| this time)?$"
)
THANKS = alternatives("""
    (?:many )?thanks|thank you|thx|cheers|(?:vielen |besten )?dank(?: je| u)?|danke|merci|(?:muchas )?gracias
    (?:mille )?grazie|(?:muito )?obrigad[oa]|bedankt|(?:mange |tusen )?(?:tak|takk)|tack|kiitos
    (?:bardzo )?dziekuje|dzieki
""")
OK_THANKS = re.compile(
    r"(?:(?:ok|okay|sure|great|good|fine|perfect|alright|all right|got it|noted|gut|klar|prima|super|d'accord"
    r"|bien|vale|va bene|perfetto|perfecto|certo|claro|fint|bra|hyva|selva|dobrze|jasne) )+"
    rf"(?:{THANKS})(?: (?:so much|very much|a lot|beaucoup|schon|sehr))?(?: \w+)?"
)
"""A kind word, where no yes was asked for."""
