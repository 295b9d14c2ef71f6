"""How the memory of a process is given back."""

import ctypes
import gc
from contextlib import suppress

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of glibc's malloc.h
_OCTETS = 1024 * 1024
_LOOKS_EVERY = 10_000
"""New objects between two looks for what is no longer reached: the rows of a batch of mails, and more."""


def give_back_large_blocks() -> None:
    """Return blocks of a megabyte and more to the system when they are free; does nothing without glibc.

    By itself, glibc keeps what was once freed for the thread that freed it: after one mail of 25 MB in each
    of four threads, a process would hold the memory of four.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _OCTETS)


def look_for_garbage_less() -> None:
    """Let what was loaded to run be looked through no more, and the rest after more new objects than usual.

    Rows refer to each other, so every batch of mails makes Python look, which took a twentieth of the time to
    play a season.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_LOOKS_EVERY, *gc.get_threshold()[1:])
