"""Ending between two pieces of work: a worker that is told to stop finishes what it does and gives the rest back.

A worker's first process hears of it (`tell`, when Celery begins to stop); those that work look between two pieces
(`is_told`). One that gets the signal itself hears of it in the same way (`deferred`).
"""

import mmap
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_everybody = mmap.mmap(-1, 1)  # one byte of memory that the processes forked later share
_this_process = bytearray(1)


def tell() -> None:
    """This process and all that were forked from it should stop. Takes no lock, so a signal's handler may call it."""
    _everybody[0] = 1


def is_told() -> bool:
    return bool(_everybody[0] or _this_process[0])


@contextmanager
def deferred() -> Iterator[None]:
    """SIGTERM in this block is told by `is_told` and takes effect at its end; only the first thread can put it off."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    former = signal.signal(signal.SIGTERM, _note)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, former or signal.SIG_DFL)
        if _this_process[0]:
            _this_process[0] = 0
            signal.raise_signal(signal.SIGTERM)


def _note(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    _this_process[0] = 1
