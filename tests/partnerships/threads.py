"""Things done at the same time, each over a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connection

from values.errors import PortalError


def at_once(*actions: Callable[[], object]) -> list[object]:
    """What each action returned, or the refusal it raised, in order."""
    outcomes: list[object] = [None] * len(actions)
    barrier = threading.Barrier(len(actions))

    def run(index: int) -> None:
        barrier.wait()
        try:
            outcomes[index] = actions[index]()
        except PortalError as error:
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
