"""Why somebody waits for a circle, said to themselves: it was written down for organizers."""

_FOR_THEM = (
    "No circle can meet",
    "Circle",
    "The hours given",
    "No hours were given",
    "Every circle is full",
    "They asked",
)
_OTHERS_BUSINESS = ("keep apart", "another rule")
_TO_YOU = (
    ("when they are free", "when you are free"),
    ("The hours given", "The hours you gave"),
    ("No hours were given.", "We know of no hours of yours yet; two or three a week are enough."),
    ("They asked", "You asked"),
)


def to_themselves(reason: str, remedy: str) -> str:
    """Give the reason in the second person, and what would help; "" where it is not theirs to know."""
    said = []
    if reason.startswith(_FOR_THEM) and not any(words in reason for words in _OTHERS_BUSINESS):
        for third, second in _TO_YOU:
            reason = reason.replace(third, second)
        said.append(reason)
    if remedy.startswith("If "):
        said.append(remedy)
    return " ".join(said)
