"""Read a mail: what kind it is, what of it the writer wrote, and what that says."""

import re
from collections.abc import Set as AbstractSet
from datetime import datetime
from types import MappingProxyType

from circles.domain.calendar_answer import ANSWERS, INVITES
from circles.domain.replies.automatic import why_automatic
from circles.domain.replies.budget import MOST_PLAIN_CHARACTERS, Budget
from circles.domain.replies.buttons import pressed
from circles.domain.replies.commands import (
    break_beside_answer,
    command,
    subject_command,
)
from circles.domain.replies.courtesies import own_name, plain_answer
from circles.domain.replies.draft import Draft, draft
from circles.domain.replies.grammar import keyword_line, plain_line
from circles.domain.replies.heads import head_line, keeps_head
from circles.domain.replies.host_words import is_question
from circles.domain.replies.intents import NUMBERED, OFFERS, talk
from circles.domain.replies.labels import begins, cut, is_bulleted
from circles.domain.replies.languages import answers
from circles.domain.replies.languages import words as folded
from circles.domain.replies.lead_cues import OK_THANKS
from circles.domain.replies.looking_back import is_words, score_line
from circles.domain.replies.own_lines import Stand, ask_about_line, own_lines, read_own_line
from circles.domain.replies.paragraphs import ends_sentence, follows_in_a_row, last_paragraph
from circles.domain.replies.quoting import OwnWords, own_words
from circles.domain.replies.segments import Segment, segments
from circles.domain.replies.sentences import sentences
from circles.domain.replies.sharing import asks_for_privacy, is_small_talk, may_share
from circles.domain.replies.values import QUESTION, Context, Finding, Mail, Reading, Span
from circles.domain.replies.verdicts import subject_verdict
from circles.domain.words import IncomingKind, MeetingState

ASKS = frozenset({"invite", "update", "resent", "topic", "reminder", "follow-up", None}) | OFFERS | NUMBERED
"""Mails to which "ok thanks" is more than a kind word. None: not known which."""
MOST_PROPOSED = 3
UNREADABLE = {
    "winmail.dat": "Your mail program sent your words in a format of its own (winmail.dat), which we can't"
    " read. Please send them again as plain text or HTML: in Outlook that is under Format Text.",
    "smime.p7m": "Your mail was encrypted, and we have no key to open it. Please send it again without.",
    "encrypted.asc": "Your mail was encrypted, and we have no key to open it. Please send it again without.",
}
"""What is attached where the words are in no form that we read, and what to tell the writer."""
_COUNTS = re.compile(r"(?:^|[:;,])\s*1[.)]\s")
"""A line in which things are numbered: "1. done 2. drop" says nothing of the follow-up 2."""


def read(mail: Mail, context: Context | None, now: datetime, own: AbstractSet[str] = frozenset()) -> Reading:
    """Read one mail at `now` (aware); raises nothing, whatever it holds.

    `own` holds our own addresses, without the +token, and Message-IDs of ours: such a mail is a loop. Without
    a context the words "yes" and "2" mean nothing: only the kind and the own text are given.
    """
    kind, why = _kind(mail, own)
    sent, name = (context.sent_text, own_name(context)) if context else (None, "")
    words = own_words(mail.text, mail.html, sent, name)
    sign = Finding(f"kind.{kind}", why, 1.0)
    if kind is not IncomingKind.HUMAN or context is None:
        return Reading(kind, words.text, words.removed, rules=(sign,))
    return _read_words(mail, words, draft(context, min(mail.date or now, now)), sign)


def _kind(mail: Mail, own: AbstractSet[str]) -> tuple[IncomingKind, str]:
    """Classify a mail; the first that applies."""
    local, _, domain = (mail.sender or "").partition("@")
    automatic = why_automatic(mail)
    kinds = (
        (IncomingKind.REFUSED, mail.refused),
        (IncomingKind.LOOP, f"{local.partition('+')[0]}@{domain}" in own and "From is an address of ours"),
        (IncomingKind.LOOP, mail.message_id in own and "its Message-ID is ours"),
        (IncomingKind.COMPLAINT, mail.bounce and mail.bounce.complaint and "a feedback report"),
        (IncomingKind.BOUNCE, mail.bounce and "a delivery report"),
        (IncomingKind.CALENDAR, _answers_invite(mail) and "an answer to an invite"),
        (IncomingKind.AUTOMATIC, automatic),
    )
    return next(((kind, str(why)) for kind, why in kinds if why), (IncomingKind.HUMAN, "a person's words"))


def _answers_invite(mail: Mail) -> bool:
    """Tell an answer from an invite that came along with somebody's words, such as ours sent back."""
    if mail.calendar is None:
        return False
    words = (mail.text or mail.html or "").strip()
    return mail.calendar_method in ANSWERS or (not words and mail.calendar_method not in INVITES)


def _read_words(mail: Mail, words: OwnWords, found: Draft, sign: Finding) -> Reading:
    if words.doubtful:
        found.ask("quote.doubtful", "Own and quoted words can't be told apart")
    elif _is_kind_word(words.text, found.context):
        found.note("kind-word", "Thanks, in answer to what asked for no yes", None)
    elif is_words(words.text, found.context):
        _read_words_asked_for(words.text, found)
    else:
        _read_lines(words.text, found)
    if asks_for_privacy(words.text) and may_share(words.text):
        _keep_private(found)
    if not words.text:
        subject_command(mail.subject, found)
        subject_verdict(mail.subject, found)
        _say_why_empty(mail, found)
    rsvp, met, attendance = found.settled_rsvp(), found.settled_met(), found.settled_attendance()
    if met is MeetingState.NOT_HELD:
        attendance = MappingProxyType({})  # nobody can have come, or missed it
    recorded = rsvp or met or attendance or found.follow_ups or found.commands
    if not recorded and not found.unsure:
        _ask_a_person(words.text, found)
    return Reading(
        kind=IncomingKind.HUMAN,
        own_text=words.text,
        removed=words.removed,
        rsvp=rsvp,
        met=met,
        met_on=found.met_on if met else None,
        attendance=attendance,
        everyone=found.said_everyone,
        follow_ups=tuple(found.follow_ups),
        proposed=tuple(found.proposed[:MOST_PROPOSED]),
        commands=tuple(found.commands),
        unsure=found.unsure,
        rules=(sign, *found.rules),
        namesakes=MappingProxyType(found.namesakes),
    )


def _keep_private(found: Draft) -> None:
    """Hold back notes to the circle, as all that is meant for others, and ask about the mail."""
    notes = [rule.span for rule in found.rules if rule.id == "command.circle"]
    found.commands = [each for each in found.commands if each.name != "circle"]
    for span in [*notes, None]:
        found.ask("private", "Asks to keep something private", span)


def _is_kind_word(text: str, context: Context) -> bool:
    """Tell whether a mail is "ok thanks", and was asked for no yes."""
    said = folded(text)
    says_yes = said.rpartition(" ")[2] in answers(context.language)  # "ok, tak" does in Polish
    return context.kind not in ASKS and not says_yes and OK_THANKS.fullmatch(said) is not None


def _say_why_empty(mail: Mail, found: Draft) -> None:
    """Tell a mail whose words are there, and in a form that we can't read, from one without words."""
    names = {name.strip().lower() for name in mail.attachments}
    why = next((text for name, text in UNREADABLE.items() if name in names), "")
    if why and not found.commands and not found.rsvps:
        found.ask("format", why)


def _read_lines(text: str, found: Draft) -> None:
    """Read line by line: commands and answers at the head, keywords anywhere, and talk for the rest.

    What a label shares goes on over lines of prose, and below it no line is the first (`labels`).
    """
    head = True
    budget = Budget()
    pieces = [piece for segment in budget.affordable(segments(text)) for piece in cut(segment)]
    below = own_lines(pieces, found)
    for place, piece in enumerate(pieces):
        head = head and begins(piece) is None
        stand = below.get(piece.span)
        if stand is Stand.PROSE or is_question(piece, text, found.context):
            continue
        if stand is Stand.READ:
            read_own_line(piece, found)
        elif stand is Stand.ASKED:
            ask_about_line(piece, found)
        elif piece.keyword:
            keyword_line(piece, found)
        elif stand is Stand.SHARED:
            _shared_line(piece, found)
        else:
            is_read = _read_line(piece, found, head=head)
            head = head and (is_read or keeps_head(piece, pieces[place + 1 :], found))
    if budget.spent:
        found.ask("cap", "More words than are read for their meaning")


def _read_words_asked_for(text: str, found: Draft) -> None:
    """Read the score, commands, and keywords: the rest is what was asked for, and no talk.

    A command counts at the head, or as the one line of the last paragraph; never as an item of a list, nor as
    a word below a colon or below another word.
    """
    pieces = list(segments(text))
    last, above, prose = last_paragraph(pieces, found), None, None
    head = True
    for segment in pieces:
        head = head and (not segment.text[:1].islower() or above is None or ends_sentence(above))
        if segment.keyword:
            keyword_line(segment, found)
        elif not score_line(segment, found):
            is_alone = last == [segment] and not follows_in_a_row(prose, segment)
            is_command = (head or is_alone) and not is_bulleted(segment.text) and command(segment, found)
            head = head and is_command
            apart = above is None or segment.line > above.line + 1
            prose = segment if apart and not (is_command or is_small_talk(segment.text)) else None
        prose = segment if segment.text.endswith(":") else prose
        above = segment
    _ask_a_person(text, found)


def _ask_a_person(text: str, found: Draft) -> None:
    """Ask about the lines that ask."""
    if "?" in text:
        asking: list[Span | None] = [each.span for each in segments(text) if "?" in each.text]
        for at in asking or [None]:
            found.ask(QUESTION, "A question that a person should answer", at)


def _read_line(piece: Segment, found: Draft, *, head: bool) -> bool:
    """Read a line, and tell whether it was more than talk."""
    is_short = len(piece.text) <= MOST_PLAIN_CHARACTERS
    rest = break_beside_answer(piece, found) if head and is_short else piece
    rest = pressed(plain_answer(rest, found.context), found.context) if is_short else rest
    if (head and head_line(rest, found)) or _plain_line(rest, found):
        return True
    _talk_line(rest, found)
    return False


def _shared_line(piece: Segment, found: Draft) -> None:
    """Read what a line tells that is meant for others: an answer in it is asked about and takes back none."""
    given, doubted = [*found.rsvps], found.doubted
    _talk_line(piece, found)
    if set(found.rsvps) != set(given):
        found.rsvps = given
        found.ask("conflict.shared", f"May be for us as well: {piece.text[:80]!r}")
    found.doubted = doubted


def _talk_line(segment: Segment, found: Draft) -> None:
    said = list(sentences(segment))
    found.line_asks_or_counts = any(each.asks for each in said) or bool(_COUNTS.search(segment.text))
    for sentence in said:
        talk(sentence, found)


def _plain_line(segment: Segment, found: Draft) -> bool:
    return len(segment.text) <= MOST_PLAIN_CHARACTERS and plain_line(segment, found)
