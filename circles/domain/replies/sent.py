"""What we had sent, to be told from what came back."""

import re
from collections.abc import Iterable, Sequence

_URL = re.compile(r"<?\b(?:https?://|mailto:)[^\s<>]*>?")
_WORD = re.compile(r"[^\W_]+")
_MOST_CHARACTERS = 64 * 1024
_SHORT = 3  # words: so few may stand in our text by chance
_MOST_TRIES = 40


class Sent:
    """The words of one mail of ours, looked for in what is `said_in` lines; falsy when we don't know them."""

    def __init__(self, text: str | None) -> None:
        lines = (text or "")[:_MOST_CHARACTERS].splitlines()
        said = [*filter(None, said_in(lines))]
        self._lines = frozenset(said)
        self._all = f" {' '.join(said)} "

    def __bool__(self) -> bool:
        return bool(self._lines)

    def known_in(self, said: Sequence[str]) -> bool:
        """Tell whether at least half of these lines are ours, wrapped anew or not."""
        ours = [self.ours(said, at) for at, words in enumerate(said) if words]
        return bool(self) and 0 < len(ours) <= 2 * sum(ours)

    def ours(self, said: Sequence[str], at: int) -> bool:
        """Tell whether a line is ours; a few words only if they are a line, or go on from a neighbour's."""
        words = said[at]
        if not words or words in self._lines:
            return True
        if f" {words} " not in self._all:
            return False
        if words.count(" ") >= _SHORT:
            return True
        before = said[at - 1] if at else ""
        after = said[at + 1] if at + 1 < len(said) else ""
        return any(f" {joined} " in self._all for joined in _joins(before, words, after))

    def extent(self, said: Sequence[str]) -> tuple[int, int]:
        """Give the first line of ours and the one after the last."""
        ours = [at for at, words in enumerate(said) if words and self.ours(said, at)]
        return (ours[0], ours[-1] + 1) if ours else (0, 0)

    def answer(self, line: str, said: Sequence[str], at: int) -> str | None:
        """Give what somebody typed on a quoted line, all of it or after our words; None if it is ours."""
        if _URL.search(line) or self.ours(said, at):
            return None
        tokens = line.split()
        for end in range(min(len(tokens), _MOST_TRIES) - 1, _SHORT - 1, -1):
            if f" {_words(' '.join(tokens[:end]))} " in self._all:
                return " ".join(tokens[end:])
        return line.strip()


def said_in(lines: Iterable[str]) -> list[str]:
    """Give the words of each line: what stands around and between them, and its links, tell nothing."""
    return [*map(_words, lines)]


def _joins(before: str, words: str, after: str) -> list[str]:
    tail, head = " ".join(before.split()[-_SHORT:]), " ".join(after.split()[:_SHORT])
    return [joined for near, joined in ((tail, f"{tail} {words}"), (head, f"{words} {head}")) if near]


def _words(text: str) -> str:
    return " ".join(_WORD.findall(_URL.sub(" ", text).casefold()))
