"""The interests people choose from, and the ten discussion topics every program starts with."""

from dataclasses import astuple

from circles.domain.guide import Guide
from circles.domain.tongue import say_as

OPENING_ROUND = "In one sentence each: how are you here today?"
CLOSING_ROUND = "One thing I will do before we meet again."
HOST_NOTE = (
    "Let everybody speak once before anybody speaks twice, and keep five minutes for the closing round."
)
"""The rounds and the note of a topic that says nothing else."""
OPEN_TALK = Guide(
    "What is on your mind",
    "There is no set topic. Bring one question that the others could help you with.",
    opening_round=OPENING_ROUND,
    closing_round=CLOSING_ROUND,
    host_note=HOST_NOTE,
)
"""What a circle talks about where no topic is set."""

INTERESTS = (
    "asking for advice",
    "building confidence",
    "changing careers",
    "finding allies",
    "giving feedback",
    "leading a team",
    "managing time",
    "negotiation",
    "public speaking",
    "saying no",
    "working across cultures",
    "writing clearly",
)
"""What a signup page offers until the program says otherwise."""

BUILT_IN = (
    Guide(
        "Why bother with a mentor?",
        "Most of us can name someone who once took an hour for us. That hour often did more than a course.",
        (
            "Who took time for you when they didn't have to, and what did it change?",
            "What do you hope a second pair of eyes will see in you?",
            "What would you rather find out alone?",
            "What should we agree on, so that this circle is worth the hour?",
        ),
        opening_round="Your name, and one person who once took an hour for you.",
        closing_round=CLOSING_ROUND,
        host_note="Tell briefly how you came to be here, and ask each for one rule they would like to keep.",
    ),
    Guide(
        "Asking for advice",
        "A good question is a gift: it shows trust and it is easy to answer. A vague one is homework.",
        (
            "When did you last wait too long to ask? What held you back?",
            "Turn one worry of yours into a question that can be answered in five minutes.",
            "Whom do you ask only because they will agree?",
            "What did you do with the last advice you got, and did you tell the person?",
        ),
        opening_round="In one sentence each: a question you carry around this week.",
        closing_round=CLOSING_ROUND,
        host_note="Take two of these questions and try them on each other. Five minutes each is enough.",
    ),
    Guide(
        "The road behind the title",
        "Careers look straight only backwards. Ask for the bends.",
        (
            "Mentors: which turn in your path would never fit in a CV?",
            "What did you have to give up to get where you are?",
            "Whose help is invisible in your story?",
            "Everyone: which part of that road would you not want to walk?",
        ),
        opening_round="In one sentence each: what you wanted to be when you were ten.",
        closing_round=CLOSING_ROUND,
        host_note="Ask the mentors first, then let somebody else pick the turn they want to hear more about.",
    ),
    Guide(
        "When it went wrong",
        "We tend to tell failures once they have a happy end. Today, tell one that is still a bit sore.",
        (
            "What broke, and what was your part in it?",
            "What did you believe before that you no longer believe?",
            "Who knew about it, and how did they behave?",
            "What would you try again, knowing it may fail again?",
        ),
        opening_round="In one sentence each: a small thing that went wrong this week.",
        closing_round=CLOSING_ROUND,
        host_note="Go first, and stay with what hurt: the others will be as open as you. Nobody has to tell.",
    ),
    Guide(
        "Skills, knowledge, people",
        "Three shelves to fill: what you can do, what you know, whom you can call.",
        (
            "Which shelf is the emptiest right now?",
            "What can you learn in ten hours that would still help you in five years?",
            "Which skill do you keep polishing because it is comfortable?",
            "Whom could you introduce to whom this week?",
        ),
        opening_round="In one sentence each: something you have learned since we last met.",
        closing_round=CLOSING_ROUND,
        host_note="Let everybody draw their three shelves before you talk. It takes two minutes.",
    ),
    Guide(
        "When the floor moves",
        "Illness, a lost job, a cancelled project, news from home: nobody plans for it.",
        (
            "What upset your plans, and what were the first three days like?",
            "What helped that you would not have asked for?",
            "What do you drop first when you have half your strength?",
            "How can this circle tell when one of us is struggling?",
        ),
        opening_round="In one word each: how steady is the floor today?",
        closing_round=CLOSING_ROUND,
        host_note="Listen more than you advise, and end on what helps.",
    ),
    Guide(
        "Giving back",
        "Those who explain learn twice. Mentors leave this circle with something, too.",
        (
            "Mentors: what has someone younger taught you of late?",
            "Mentees: what do you know that the rest of us don't?",
            "To whom are you already a mentor without the word?",
            "What will you pass on in the next month, and to whom?",
        ),
        opening_round="In one sentence each: something that somebody taught you of late.",
        closing_round=CLOSING_ROUND,
        host_note="Begin with the mentors, who are asked too rarely what they take with them.",
    ),
    Guide(
        "Saying no",
        "Each yes is paid for by something. Most of us never look at the bill.",
        (
            "What did you say yes to that you would now refuse?",
            "How do you say no to someone you admire?",
            "What are you protecting?",
            "Try it: say no to a request from the circle, in one kind sentence.",
        ),
        opening_round="In one sentence each: the last thing you said yes to.",
        closing_round=CLOSING_ROUND,
        host_note="Leave ten minutes for trying it: a request, a kind no, and what it felt like.",
    ),
    Guide(
        "Being seen for your work",
        "Good work that nobody knows of is hard to build on.",
        (
            "Which work of yours is invisible?",
            "How could you speak about it without squirming?",
            "Whose work will you name aloud this week?",
            "What would your strongest supporter say that you leave out?",
        ),
        opening_round="In one sentence each: a piece of work of yours that nobody has asked about.",
        closing_round=CLOSING_ROUND,
        host_note="When somebody makes themselves small, ask what a friend of theirs would say.",
    ),
    Guide(
        "What now?",
        "Circles end so that people can carry them on.",
        (
            "What is different from the first week?",
            "Which question stays open?",
            "Whom from this circle will you write to next month?",
            "What should the next circle know?",
        ),
        opening_round="In one sentence each: a moment of this circle that you will keep.",
        closing_round="One person I will write to before the month is over.",
        host_note="Ask who would like to go on meeting, and let nobody be talked into it.",
    ),
)

WORDS = frozenset(
    part
    for guide in (OPEN_TALK, *BUILT_IN)
    for each in astuple(guide)
    for part in ((each,) if isinstance(each, str) else each)
    if part
) | {OPENING_ROUND, CLOSING_ROUND, HOST_NOTE}
"""All that the built-in topics say: only this is translated, never what a program or a host has written."""


def said(words: str) -> str:
    """Give words of a topic in the language in effect, where they are ours."""
    return say_as("topic", words) if words in WORDS else words


def guide_said(guide: Guide) -> Guide:
    """Give a guide in the language in effect, as far as its words are ours."""
    questions = tuple(said(question) for question in guide.questions)
    return Guide(
        said(guide.title),
        said(guide.opening),
        questions,
        said(guide.opening_round),
        said(guide.closing_round),
        said(guide.reading),
        said(guide.host_note),
    )
