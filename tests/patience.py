"""Waiting for what must happen: as long as a busy machine may need, and no longer than it takes."""

import time
from collections.abc import Callable

PATIENCE = 300.0
"""Seconds until a test gives up. What is waited for takes a few at most where nothing else runs."""


def wait_until(is_so: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, f"waited in vain for {PATIENCE:.0f} seconds"
        time.sleep(0.03)
