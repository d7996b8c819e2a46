"""How long a request of the web waits for the database: a page says 503 rather than nothing.

Programs of the worker and commands may take long; nobody waits for them.
"""

import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

from django.db import connections
from psycopg2 import OperationalError
from psycopg2.extensions import POLL_OK, POLL_READ, POLL_WRITE, set_wait_callback
from psycopg2.extensions import connection as Connection  # noqa: N812

GRACE = 5.0  # seconds that the server has to end a statement by itself, before it is given up from here
IDLE_STATEMENTS = 6  # a transaction of a request that does nothing for as long as so many statements may take is ended

_patience: ContextVar[float] = ContextVar("seconds to wait for the database")


def limit_waits(seconds: int) -> None:
    """From now on no statement of this process takes longer, whatever holds it up: a lock, a bad plan, a server that
    went silent. Connections made before keep their ways. Zero is no limit."""
    if not seconds:
        return
    options: dict[str, object] = connections.settings["default"].setdefault("OPTIONS", {})
    limits = {
        "statement_timeout": 1000 * seconds,
        "idle_in_transaction_session_timeout": 1000 * IDLE_STATEMENTS * seconds,
    }
    told = " ".join(f"-c {name}={value}" for name, value in limits.items())
    options["options"] = f"{options.get('options', '')} {told}".strip()
    set_wait_callback(_waiter(seconds + GRACE))


def _waiter(seconds: float) -> Callable[[Connection], None]:
    def wait(connection: Connection) -> None:
        """Until the server has answered. An error makes psycopg close the connection, which is lost anyway."""
        deadline = monotonic() + _patience.get(seconds)
        while (state := connection.poll()) != POLL_OK:
            left = deadline - monotonic()
            readers = [connection] if state == POLL_READ else []
            writers = [connection] if state == POLL_WRITE else []
            if left <= 0 or select.select(readers, writers, [], left) == ([], [], []):
                raise OperationalError("the database has not answered in time")

    return wait


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Less patience for what is asked of the database here, where waits are limited at all."""
    token = _patience.set(seconds)
    try:
        yield
    finally:
        _patience.reset(token)
