"""Who of those who wait suits a circle that meets already: its hour stands, and nobody else moves."""

from circles.domain.grouping.effect import Board, Effect
from circles.domain.grouping.problem import FormedCircle, Rules
from circles.domain.tongue import say


def suitors(table: Board, at: int, rules: Rules) -> list[tuple[str, Effect]]:
    """Rank those who could take a seat in the circle in place `at`: the mentor it lacks, then the best fit.

    Of equals it is who stands first among the candidates. The last seat of a circle without a mentor is kept
    for one.
    """
    before = table.of(at)
    lacking = len(before.mentors) < rules.mentors_lo
    found = []
    for person in table.could_come(at, None):
        effect = table.move(person, at)
        if (after := joined(effect, at, before, person)) is None:
            continue
        helps = len(after.mentors) > len(before.mentors)
        if helps or not lacking or len(after.members) < rules.size_hi:
            found.append((lacking and not helps, -effect.fit_after, person, effect))
    return [(person, effect) for *_, person, effect in sorted(found, key=lambda each: each[:2])]


def joined(effect: Effect, at: int, before: FormedCircle, person: str) -> FormedCircle | None:
    """Give the circle as it is with somebody who comes alone; None where that is refused or takes more."""
    after = effect.circles.get(at) if effect.allowed and set(effect.circles) == {at} else None
    return after if after and set(after.members) - set(before.members) == {person} else None


def why(after: FormedCircle) -> str:
    """Say to one who is offered a seat why it fits, without naming anybody."""
    return say("With you, {so}.", so=after.because)
