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
        self.groups: list[Party] = []
        self.group = Party()
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
        self._excepted: list[str] | None = None
        self._negated = False

    def take(self, sign: str, what: str) -> None:
        if sign in "np":
            self._name(what or self.last, again=sign == "p")
        elif sign == "P" and self._excepted:
            left_out = [*self._excepted]
            self._close(self.label)
            self.group.names = left_out
        elif sign in "CMcm":
            self._verb(Attendance.CAME if sign in "Cc" else Attendance.MISSED, verb=sign in "CM")
        elif sign in "xy" or (sign == "b" and self.group.everyone and not self._excepted):
            self._except(inclusive=sign == "y")
        elif sign == "N":
            self._close(self.label)
            self.label, self._negated, self.group.but = Attendance.MISSED, True, True
        elif self._negated and sign in ",:b" and not self.group.empty:
            self._close(self.label)
            self.label, self._negated = None, False
        elif sign == "b" or (sign == ":" and self.label):
            self._close(self.label)
            self.group.but = sign == "b"
            self.label = self.label if sign == ":" and not self._negated else None
            self._negated = False
        elif sign == "t":
            self._too()
        elif sign in ",:&":
            self._list(joins=sign == "&")
        else:
            self._all(sign, what)

    def _name(self, who: str, *, again: bool) -> None:
        """Take a member's name; `again` for "he" and "she", who is whoever was named last."""
        self.contradicts |= not who
        if self._excepted and (again or who in self._excepted):
            self._close(self.label)  # "all except me, I was ill"
        self.last = who
        (self.group.names if self._excepted is None else self._excepted).append(who)
        self.group.others &= self._excepted is not None  # "the other two, Carl and Dee"

    def _all(self, sign: str, what: str) -> None:
        """Take what is about more than those named: everyone, the others, only these, so many."""
        if sign == "a" or (sign == "A" and self.group.empty):
            self.group.everyone, self._excepted = True, None
            self.total = int(what) if what else self.total
        elif sign == "r":
            self.group.others, self.group.so_many = True, int(what or 0)
        elif sign == "o":
            self.group.alone = True
        elif sign == "k":
            self.count = int(what)
        elif sign == "s":
            self.label = self.groups[-1].value if self.groups else None
            self.contradicts |= self.label is None
        elif sign == "w":
            self.excuses = True

    def done(self) -> list[Party]:
        self._close(self.label)
        return self.groups

    def _too(self) -> None:
        """Say of those just named what was said before: "Bo was ill and Carl too, Dee came"."""
        if self.groups and not (self.label or self._excepted):
            self._close(self.groups[-1].value)

    def _list(self, *, joins: bool) -> None:
        """Take what stands in a list: an "and", which takes back a comma right before it, or a comma."""
        group = self.group
        if joins:
            group.joins = True
            group.cut = 0 if group.cut == len(group.names) else group.cut
            return
        group.paused = len(self._excepted or ())
        if not group.joined:
            group.cut, group.joined, group.joins = len(group.names), group.joins, False

    def _verb(self, value: Attendance, *, verb: bool) -> None:
        if self._excepted and self.group.everyone and self.group.paused:
            self._after_exception(value, verb=verb)
        self._excepted, self.tells = None, True
        if self.group.empty and not self.groups and self.inclusive:
            self.group.names, self.besides = self.besides, []  # "besides me, Bo and Dee came"
        pending = [group for group in self.groups if group.value is None]
        if not self.group.empty:
            self._cut(value)
            self._close(value)
            self.label = None
        elif verb and pending:  # "Carl (not Dee) came"
            for group in pending:
                group.value = value
        elif verb and self.groups:  # "Bo came and stayed to the end" says it twice
            self.contradicts |= self.groups[-1].value is not value
        else:
            self.label = value

    def _after_exception(self, value: Attendance, *, verb: bool) -> None:
        """Take why those before a comma were left out; "all but Bo, Dee was ill" may be about others."""
        if value is Attendance.MISSED:
            self.contradicts |= verb
            self._close(self.label)
        else:
            self.contradicts |= len(self._excepted or ()) > self.group.paused and not self.group.joins

    def _cut(self, value: Attendance) -> None:
        """Part those after a label, or in a list of their own, from those of whom a verb says otherwise.

        "Present: Bo, Carl was ill", "Bo and I, Carl was ill"; "Bo, Carl, Dee was ill" may be about all three.
        """
        group = self.group
        cut = len(group.names) if group.others else group.cut
        if not group.names[:cut]:
            return
        labelled = self.label not in {None, value}
        apart = value is Attendance.MISSED and self.label is None and not group.others
        apart &= 0 < cut < len(group.names)
        if labelled or (apart and group.joined):
            self.groups.append(Party(group.names[:cut], value=self.label, alone=group.alone))
            group.names, group.alone = group.names[cut:], False
        amid = self.writer in group.names[1:cut]
        self.contradicts |= apart and (group.joined is group.joins or (amid and not group.joined))
        self.contradicts |= labelled and cut > 1 and group.joins and not group.joined

    def _except(self, *, inclusive: bool) -> None:
        self.inclusive |= inclusive
        last = self.groups[-1] if self.groups and self.group.empty else self.group
        self._excepted = last.out if last.everyone else self.besides

    def _close(self, value: Attendance | None) -> None:
        if not self.group.empty:
            self.group.value = value
            self.groups.append(self.group)
            self.group = Party()
        self._excepted = None
