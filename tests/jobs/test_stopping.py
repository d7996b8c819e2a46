"""How those who work hear that they should stop."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from jobs import stopping
from tests.patience import PATIENCE

FORKED = """
import os, time
from jobs import stopping
if os.fork() == 0:
    while not stopping.is_told():
        time.sleep(0.01)
    os._exit(7)
stopping.tell()
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""


@pytest.fixture
def heard() -> Iterator[list[int]]:
    """What SIGTERM was taken for; the test is not ended by it."""
    numbers: list[int] = []
    former = signal.signal(signal.SIGTERM, lambda number, _frame: numbers.append(number))
    yield numbers
    signal.signal(signal.SIGTERM, former)


def test_a_signal_waits_for_the_end_of_the_work(heard: list[int]) -> None:
    with stopping.deferred():
        os.kill(os.getpid(), signal.SIGTERM)
        during = (stopping.is_told(), list(heard))

    assert during == (True, [])
    assert (stopping.is_told(), heard) == (False, [signal.SIGTERM])


def test_work_without_a_signal_ends_as_it_began(heard: list[int]) -> None:
    with stopping.deferred():
        during = stopping.is_told()

    assert (during, heard) == (False, [])


def test_work_in_another_thread_leaves_the_signal_alone(heard: list[int]) -> None:
    before, during = signal.getsignal(signal.SIGTERM), []

    def work() -> None:
        with stopping.deferred():
            during.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert during == [before]


@pytest.mark.processes
def test_processes_forked_later_are_told_by_their_parent() -> None:
    told = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, timeout=PATIENCE, check=True)

    assert told.stdout == "7\n"
