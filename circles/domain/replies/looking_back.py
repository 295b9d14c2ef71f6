"""What looking back asks for: a score from 1 to 5 with words beside it, and a last word.

The words beside them are kept as they are written: none of them is an answer, a fact or a promise.
"""

import re
from collections.abc import Iterable

from circles.domain.replies.courtesies import is_courtesy, own_name, says_nothing
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import alternatives
from circles.domain.replies.segments import Segment, segments
from circles.domain.replies.sharing import is_small_talk
from circles.domain.replies.values import QUESTION, Context, Reading, Span

LONGEST = 300
"""Characters of the words that are kept."""
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_NUMBER = rf"(?P<score>[1-5]|{'|'.join(_WORDS)})"
_OF_FIVE = r"\s*(?:/|out of|of|von|sur|de|di|av|af|na|z)\s*(?:5|five)(?![\w/])"
_PLAINLY = r"\s*(?:/\s*5|out of (?:5|five))(?![\w/])(?!\s+(?:of|people|members|meetings|times|came)\b)"
_BECAUSE = r"\s+(?:because|since|as|so far|overall|for now|from me|thanks)\b"
_ENDS = rf"(?=[^\w?]*$|\s*[-–—.,:;!(](?=\s*[^\d\s])|{_BECAUSE})"
_SCORE = rf"{_NUMBER}(?![\d.,]\d)(?:{_PLAINLY}|(?:{_OF_FIVE})?(?:\s*(?:stars|points|\*))?{_ENDS})"
_MENDS = (
    r"(?P<sorry>(?:(?:so )?sorry|oops|ups|apologies|pardon|correction|entschuldigung|perd[oó]n|scusa(?:te)?"
    r"|desculpe?|undskyld|f[oö]rl[aå]t"
    r"|unnskyld|beklager|anteeksi|przepraszam)[\s,;:.!–—-]+)?(?P<meant>(?:(?:i meant|(?P<filler>i mean))"
    r"(?: to (?:say|give|write))?|ich meinte|je voulais dire|quer[ií]a decir|volevo dire|queria dizer"
    r"|ik bedoelde|jeg mente|jag menade|tarkoitin|mia[lł][ae]m na my[sś]li)\s+)?"
)
"""What a score that takes the place of another begins with: "Sorry, I meant 3".

"I mean" does so beside an apology or with no more than a courtesy behind: "4 / I mean 2: listening" goes on.
"""
_LEAD = re.compile(
    rf"(?i){_MENDS}"
    r"(?:(?:(?:my |the )?(?:score|rating|answer|number)(?: is|\s*[:=])?|it(?:['’]s| is)|from me|for me)"
    rf"\s*,?\s*)?(?:an? )?{_SCORE}"
)
_SAID = re.compile(
    r"(?i)i(?:['’]d| would) (?:say|go (?:with|for)|give (?:it|this|us|them|the circle)|rate (?:it|this|us))"
    rf" (?:it['’]s )?(?:about )?(?:an? )?(?:(?:solid|strong|clear|good|full) )?{_SCORE}"
)
_HEDGE = alternatives("""
    maybe(?: even)?|perhaps|possibly|or(?: rather| maybe| even)?|rather|almost|nearly|more like|better|no|well
    actually|even|vielleicht|eher|fast|oder|peut-[eê]tre|plut[oô]t|presque|ou|quiz[aá]s?|tal vez|casi|o|forse
    quasi|talvez|quase|misschien|bijna|of|m[aå]ske|n[aæ]sten|eller|kanske|n[aä]stan|kanskje|nesten|ehk[aä]
    melkein|tai|może|prawie|albo|lub
""")
_ANOTHER = re.compile(
    rf"(?i)(?:^|[,;.!(–—-])\s*(?:(?:but|and) )?(?:{_HEDGE})[\s,]+(?:an? |eine? |une? )?"
    rf"(?:[1-5](?:[.,]\d+)?|{'|'.join(_WORDS)})(?:{_OF_FIVE})?(?:\s*(?:stars|points|\*))?\s*(?=$|[,;.!)–—-])"
)
"""Another number behind the score, with nothing that it would be of: "a 3, maybe 4"."""
_EDGES = " \t-–—.,:;!()"


def is_words(text: str, context: Context) -> bool:
    """Tell whether a reply gives what was asked for, so that the rest of it is words and nothing else."""
    if context.kind == "survey":
        return any(not each.keyword and _scored(each.text) for each in segments(text))
    return context.kind == "season-report"


def score_line(segment: Segment, draft: Draft) -> bool:
    """Read a line that gives a score, with or without words behind it; tell whether it does.

    What the writer meant takes the place of what they gave above: "5 / Sorry, I meant 3".
    """
    found = _scored(segment.text) if draft.context.kind == "survey" else None
    lead = _LEAD.match(segment.text)
    others = [each for each in draft.commands if each.name != "score"]
    if found is None or (lead and others != draft.commands and _goes_on(lead, draft.context)):
        return False
    if lead and lead["meant"]:
        draft.commands = others
    draft.command("score", str(found[0]), span=segment.span)
    return True


def survey_line(reading: Reading) -> tuple[int, str] | None:
    """Give the score and the words beside it; None where there is no score, or it may be another."""
    scores = {command.args[0] for command in reading.commands if command.name == "score"}
    read = {rule.span for rule in reading.rules if rule.id == "command.score"}
    words = [_beside(each.text) if each.span in read else each.text for each in _free(reading)]
    if len(scores) != 1 or any(map(_ANOTHER.search, words)):
        return None
    return int(scores.pop()), _joined(words)


def last_word(reading: Reading, language: str = "en", name: str = "") -> str | None:
    """Give what somebody leaves at the end of a season, without what is asked in it; None for nothing.

    Beside a command neither a courtesy in their language nor their name is anything.
    """
    said = [each.text for each in _free(reading) if not reading.asks(each.span)]
    if reading.commands and all(_is_kind(each, language, name) for each in said):
        return None
    return _joined(said) or None


def _is_kind(text: str, language: str, name: str) -> bool:
    return is_small_talk(text) or is_courtesy(text, language, name) or says_nothing(text, language, name)


def _free(reading: Reading) -> list[Segment]:
    """Give the lines that are no command and no fact, nor hold one: a score's line is one of them."""
    rules = (rule for rule in reading.rules if rule.id not in {"command.score", QUESTION})
    read = [rule.span for rule in rules if rule.span]
    return [each for each in segments(reading.own_text) if not (each.keyword or _holds(each, read))]


def _holds(segment: Segment, spans: list[Span]) -> bool:
    return any(segment.span[0] <= start < end <= segment.span[1] for start, end in spans)


def _beside(line: str) -> str:
    """Give the words of a line without the score it begins with."""
    found = _scored(line)
    if found is None:
        return line
    rest = line[found[1] :]
    return rest.lstrip(_EDGES).rstrip(" \t-–—:;()") if rest.strip(_EDGES) else ""


def _joined(lines: Iterable[str]) -> str:
    return " ".join(filter(None, lines))[:LONGEST].strip()


def _scored(text: str) -> tuple[int, int] | None:
    """Give the score of a line and where its words begin."""
    found = _LEAD.match(text) or _SAID.match(text)
    if found is None:
        return None
    written = found["score"].lower()
    return _WORDS.get(written) or int(written), found.end()


def _goes_on(found: re.Match[str], context: Context) -> bool:
    """Tell whether "I mean" is a filler, by the words behind the number."""
    rest = found.string[found.end() :].strip(_EDGES)
    is_filler = bool(found["filler"] and not found["sorry"] and rest)
    return is_filler and rest.lower() != "typo" and not _is_kind(rest, context.language, own_name(context))
