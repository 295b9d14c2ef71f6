"""What was said in the mails that were sent to us, mail by mail, so that Undo can be told as well."""

from collections.abc import Sequence
from datetime import datetime

from circles.demo.facts import Fact, FactType, Key

UNDOABLE = frozenset({FactType.RSVP, FactType.ATTENDANCE, FactType.MET})


class Book:
    """For each key, the values said one after the other, and in which mail (its Message-ID)."""

    def __init__(self) -> None:
        self._said: dict[Key, list[tuple[str, str]]] = {}
        self.zones: dict[str, list[tuple[datetime, str]]] = {}
        """By reader, as the outbox names them, the zones they were in and until when."""

    def note(self, mail: str, facts: Sequence[Fact]) -> None:
        """Note what a mail says; a fact without a value only makes sure that nothing comes of it."""
        for fact in facts:
            said = self._said.setdefault(fact.key, [])
            takes_place = fact.instead_of is None or (said and said[-1][1] == fact.instead_of)
            if fact.value is not None and takes_place:
                said.append((mail, fact.value))

    def may_undo(self, mail: str) -> bool:
        """Tell whether all that a mail said can be taken back without touching what others did since."""
        types = {key.type for key, said in self._said.items() for by, _ in said if by == mail}
        return bool(types) and types <= UNDOABLE

    def undo(self, mail: str) -> None:
        """Take back what a mail said."""
        for key, said in self._said.items():
            self._said[key] = [(by, value) for by, value in said if by != mail]

    def moved(self, reader: str, zone: str, until: datetime) -> None:
        """Note that somebody was in a zone until now."""
        self.zones.setdefault(reader, []).append((until, zone))

    def facts(self) -> dict[Key, str | None]:
        """Give what stands: the last value said about each key, None if nothing does."""
        return {key: said[-1][1] if said else None for key, said in self._said.items()}
