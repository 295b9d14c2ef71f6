"""Small numbers: a random generator and weeks as six words of 64 bits, alike on every machine."""

from decimal import Decimal, localcontext
from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import intrinsic

_njit: Any = njit  # its types don't know all its options
compiled = _njit(cache=True, error_model="numpy")
"""For functions called from Python that make arrays."""
bare = _njit(cache=True, error_model="numpy", _nrt=False)
"""For functions that make no arrays: without counting references they are several times as quick."""
inner = _njit(cache=True, error_model="numpy", _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True)
"""The same for functions that only compiled code calls: a way in from Python takes long to compile."""


def _mark(attribute: str) -> Any:
    """Do nothing but give the function that is being compiled an attribute of LLVM."""

    def generate(context, builder, _signature, _arguments):
        builder.function.attributes.add(attribute)
        return context.get_dummy_value()

    return types.none(), generate


@intrinsic
def inlined(_context):
    """Put the function it is called in into its callers: where a call would take longer than the work."""
    return _mark("alwaysinline")


@intrinsic
def not_inlined(_context):
    """Keep the function it is called in out of its callers: a copy in each takes seconds to compile."""
    return _mark("noinline")


WORDS = 6
"""336 half-hours of a week."""
ONE = 10_000
"""The best worth of a member; the same as in `score`."""
AGAIN = ONE // 2
"""What each time together before takes from a member, by its weight; the same as in `score`."""
PLACED = 40 * ONE
"""What it is worth that one more is placed: more than any fit."""
_TABLE = 4096
_SCALE = 1024


def _minus_logarithms() -> list[int]:
    with localcontext() as context:
        context.prec = 20
        return [int(-(Decimal(2 * k + 1) / (2 * _TABLE)).ln() * _SCALE) for k in range(_TABLE)]


_MINUS_LOG = np.array(_minus_logarithms(), dtype=np.int64)


@inner
def below(state, limit):
    """Draw a whole number from 0 to limit - 1 (xorshift64*; limit below 2**31)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    high = (x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(33)
    return np.int64((high * np.uint64(limit)) >> np.uint64(31))


@inner
def patience(state, heat):
    """Draw how much a change may lose at a heat: exponentially distributed, `heat` on average."""
    return heat * _MINUS_LOG[below(state, _TABLE)] // _SCALE


@inner
def ones(word):
    """Count the bits of a word."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@inner
def holds(week, bit):
    """Tell whether a half-hour is in a week."""
    return (week[bit >> 6] >> np.uint64(bit & 63)) & np.uint64(1) != 0


@inner
def first_of(week, wanted):
    """Give the earliest half-hour that is in both weeks; -1 if none is."""
    for w in range(WORDS):
        both = week[w] & wanted[w]
        if both:
            return w * 64 + ones((both & (~both + np.uint64(1))) - np.uint64(1))
    return -1


@inner
def meets(week, other):
    """Tell whether two weeks have a half-hour in common."""
    for w in range(WORDS):
        if week[w] & other[w]:
            return True
    return False


@inner
def draw(state, week, other):
    """Draw one of the half-hours that two weeks have in common; -1 if there is none."""
    total = 0
    for w in range(WORDS):
        total += ones(week[w] & other[w])
    if total == 0:
        return -1
    left = below(state, total)
    for w in range(WORDS):
        both = week[w] & other[w]
        here = ones(both)
        if left < here:
            for _ in range(left):
                both &= both - np.uint64(1)
            return w * 64 + ones((both & (~both + np.uint64(1))) - np.uint64(1))
        left -= here
    return -1


@inner
def is_empty(week):
    """Tell whether a week holds no half-hour."""
    for w in range(WORDS):
        if week[w]:
            return False
    return True


@bare
def size_of(week):
    """Count the half-hours of a week."""
    total = 0
    for w in range(WORDS):
        total += ones(week[w])
    return total


def words(bits: int) -> list[int]:
    """Split a set of half-hours into the words of a week."""
    return [bits >> 64 * w & (1 << 64) - 1 for w in range(WORDS)]
