"""How the memory of a process is given back."""

import ctypes
from contextlib import suppress

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of glibc's malloc.h
_OCTETS = 1024 * 1024


def give_back_large_blocks() -> None:
    """Return blocks of a megabyte and more to the system when they are free; does nothing without glibc.

    By itself, glibc keeps what was once freed for the thread that freed it: after one mail of 25 MB in each
    of four threads, a process would hold the memory of four.
    """
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _OCTETS)
