"""Those of whom one thing is said in a sentence of signs: who stands before a verb, or after a label."""

from dataclasses import dataclass, field

from circles.domain.words import Attendance


@dataclass(slots=True)
class Party:
    """Those of whom one thing is said."""

    names: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)
    everyone: bool = False
    others: bool = False
    so_many: int = 0  # "the other two"
    alone: bool = False
    but: bool = False
    value: Attendance | None = None
    cut: int = 0  # names up to the last comma
    joined: bool = False  # "and" stands before that comma
    joins: bool = False  # and after it
    paused: int = 0  # left out of everyone up to the last comma

    @property
    def empty(self) -> bool:
        return not (self.names or self.everyone or self.others)


class Reader:
    """Puts together of whom one thing is said: what stands before its verb, or after its label."""

    def __init__(self, writer: str) -> None:
        self.writer = writer
        self.told: list[Party] = []
        self.party = Party()
        self.label: Attendance | None = None
        self.count: int | None = None
        self.total: int | None = None  # "all five of us"
        self.last = ""  # named last, so that "he" and "she" mean them
        self.tells = False
        self.excuses = False
        # "Apart from me" at the head: left out of everyone, or counted with others.
        self.besides: list[str] = []
        self.inclusive = False
        self.contradicts = False
        self._excepted: list[str] | None = None  # after an "except": where the names that follow go
        self._negated = False  # after a "not"

    def take(self, sign: str, what: str) -> None:
        """Take the next sign of a sentence (signs.py), with whom it names or how many."""
        if sign in "np":
            self._name(what or self.last, again=sign == "p")
        elif sign == "P":
            self._they()
        elif sign in "CMcm":
            self._verb(Attendance.CAME if sign in "Cc" else Attendance.MISSED, verb=sign in "CM")
        elif sign in "xy" or (sign == "b" and self.party.everyone and not self._excepted):
            self._except(inclusive=sign == "y")
        elif sign == "N":
            self._not()
        elif self._ends_party(sign):
            self._end_party(sign)
        elif sign == "t":
            self._too()
        elif sign == "&":
            self._and()
        elif sign in ",:":
            self._pause()
        else:
            self._all(sign, what)

    def done(self) -> list[Party]:
        self._close(self.label)
        return self.told

    # --- Who ---

    def _name(self, who: str, *, again: bool) -> None:
        """Take a member's name; `again` for "he" and "she", who is whoever was named last."""
        self.contradicts |= not who
        if self._excepted and (again or who in self._excepted):
            self._close(self.label)  # "all except me, I was ill"
        self.last = who
        (self.party.names if self._excepted is None else self._excepted).append(who)
        self.party.others &= self._excepted is not None  # "the other two, Carl and Dee"

    def _they(self) -> None:
        """Speak of those just left out: "all but Bo and Carl, who were ill"."""
        if self._excepted:
            left_out = [*self._excepted]
            self._close(self.label)
            self.party.names = left_out

    def _all(self, sign: str, what: str) -> None:
        """Take what is about more than those named: everyone, the others, only these, so many."""
        if sign == "a" or (sign == "A" and self.party.empty):
            self.party.everyone, self._excepted = True, None
            self.total = int(what) if what else self.total
        elif sign == "r":
            self.party.others, self.party.so_many = True, int(what or 0)
        elif sign == "o":
            self.party.alone = True
        elif sign == "k":
            self.count = int(what)
        elif sign == "s":
            self.label = self.told[-1].value if self.told else None
            self.contradicts |= self.label is None
        elif sign == "w":
            self.excuses = True

    def _except(self, *, inclusive: bool) -> None:
        self.inclusive |= inclusive
        last = self.told[-1] if self.told and self.party.empty else self.party
        self._excepted = last.out if last.everyone else self.besides

    # --- Where one party ends, and its lists ---

    def _not(self) -> None:
        self._close(self.label)
        self.label, self._negated, self.party.but = Attendance.MISSED, True, True

    def _ends_party(self, sign: str) -> bool:
        """Tell whether a sign parts what was said from the next: a "but", a mark after "not" or a label."""
        after_not = self._negated and not self.party.empty and sign in ",:"
        return sign == "b" or after_not or (sign == ":" and self.label is not None)

    def _end_party(self, sign: str) -> None:
        was_not = self._negated and not self.party.empty
        self._close(self.label)
        self.party.but = sign == "b" and not was_not
        self.label = self.label if sign == ":" and not self._negated else None
        self._negated = False

    def _too(self) -> None:
        """Say of those just named what was said before: "Bo was ill and Carl too, Dee came"."""
        if self.told and not (self.label or self._excepted):
            self._close(self.told[-1].value)

    def _and(self) -> None:
        """Take an "and" of a list, which takes back a comma right before it."""
        party = self.party
        party.joins = True
        party.cut = 0 if party.cut == len(party.names) else party.cut

    def _pause(self) -> None:
        """Take a comma of a list; after an "and" it ends one."""
        party = self.party
        party.paused = len(self._excepted or ())
        if not party.joined:
            party.cut, party.joined, party.joins = len(party.names), party.joins, False

    def _close(self, value: Attendance | None) -> None:
        if not self.party.empty:
            self.party.value = value
            self.told.append(self.party)
            self.party = Party()
        self._excepted = None

    # --- What is said of them ---

    def _verb(self, value: Attendance, *, verb: bool) -> None:
        """Take a verb, or without `verb` what may be one or a label: "missing: Carl"."""
        if self._excepted and self.party.everyone and self.party.paused:
            self._after_exception(value, verb=verb)
        self._excepted, self.tells = None, True
        if self.party.empty and not self.told and self.inclusive:
            self.party.names, self.besides = self.besides, []  # "besides me, Bo and Dee came"
        if not self.party.empty:
            self._part_lists(value)
            self._close(value)
            self.label = None
        elif verb and self.told:
            self._of_those_told(value)
        else:
            self.label = value

    def _of_those_told(self, value: Attendance) -> None:
        """Take a verb without anybody new: "Carl (not Dee) came", or "Bo came and stayed to the end"."""
        pending = [party for party in self.told if party.value is None]
        for party in pending:
            party.value = value
        self.contradicts |= self.told[-1].value is not value and not pending

    def _after_exception(self, value: Attendance, *, verb: bool) -> None:
        """Take why those before a comma were left out; "all but Bo, Dee was ill" may be about others."""
        if value is Attendance.MISSED:
            self.contradicts |= verb
            self._close(self.label)
        else:
            self.contradicts |= len(self._excepted or ()) > self.party.paused and not self.party.joins

    def _part_lists(self, value: Attendance) -> None:
        """Part those after a label, or in a list of their own, from those of whom a verb says otherwise."""
        party = self.party
        listed = 0 < party.cut < len(party.names) and not party.others
        if self.label not in {None, value}:
            self._part_labelled()
        elif self.label is None and value is Attendance.MISSED and listed:
            self._part_listed()

    def _part_labelled(self) -> None:
        """Read "Present: Bo, Carl was ill"."""
        party = self.party
        cut = len(party.names) if party.others else party.cut
        self.contradicts |= cut > 1 and party.joins and not party.joined
        self._split(cut)

    def _part_listed(self) -> None:
        """Read "Bo and I, Carl was ill"; "Bo, Carl, Dee was ill" may be about all three."""
        party = self.party
        if party.joined:
            self.contradicts |= party.joins
            self._split(party.cut)
        else:
            self.contradicts |= not party.joins or self.writer in party.names[1 : party.cut]

    def _split(self, cut: int) -> None:
        party = self.party
        if first := party.names[:cut]:
            self.told.append(Party(first, value=self.label, alone=party.alone))
            party.names, party.alone = party.names[cut:], False
