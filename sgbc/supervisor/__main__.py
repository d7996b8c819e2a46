"""`python -m sgbc.supervisor`: run the portal of this checkout until Ctrl-C or SIGTERM."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from sgbc.embedded import ServiceError, demonstration
from sgbc.supervisor.console import say
from sgbc.supervisor.portal import Portal, alone
from sgbc.supervisor.programs import ENVIRONMENT
from sgbc.supervisor.web import address, open_socket

CHECKOUT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run the portal; leave with one sentence when it cannot run."""
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)  # both end it the way Ctrl-C does
    os.chdir(CHECKOUT)
    os.environ["PYTHONUTF8"] = "1"  # the programs' lines are read as UTF-8 whatever the locale says
    for name, value in ({"SGBC_MODE": "demonstration"} | ENVIRONMENT).items():
        os.environ.setdefault(name, value)
    try:
        with suppress(KeyboardInterrupt):
            _run_portal()
        say("portal", "Stopped; the data is kept in var/.")
    except ServiceError as error:
        sys.exit(str(error))


def _run_portal() -> None:
    given = dict(os.environ)
    with alone(CHECKOUT / "var") as note, open_socket(os.environ.get("PORT")) as web_socket:
        note.write_text(address(web_socket))
        os.environ.setdefault("SITE_URL", address(web_socket))
        say("portal", "Starting the database and the message broker.")
        with demonstration(CHECKOUT, os.environ):
            Portal(CHECKOUT, given, web_socket).run()


if __name__ == "__main__":
    main()
