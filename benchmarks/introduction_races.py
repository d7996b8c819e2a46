"""Lets people send, decide and edit at the same moment, and workers begin under their hands; counts who was first.

    python -m benchmarks.introduction_races [--rounds 200] [--only WORD]

On a PostgreSQL of its own in a throw-away folder, every person on a connection of their own. Each round asserts what
must hold whoever was first (the races of `TABLES`): one winner, the loser told in words, one introduction, one mail
each, no contact before both consents. The first round that fails ends the run with its traceback.
"""

import argparse
import logging
import os
import secrets
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string

from sgbc.embedded import ServiceError, services

TABLES = (
    *("partnerships.request_races.REQUEST_RACES", "partnerships.races.RACES", "matching.edit_races.EDIT_RACES"),
    *("companies.people_races.PEOPLE_RACES", "form_races.FORM_RACES", "meetings.schedule_races.SCHEDULE_RACES"),
)


def set_up(urls: dict[str, str]) -> None:
    os.environ.update(
        urls, SGBC_MODE="demonstration", SECRET_KEY=secrets.token_urlsafe(50), DJANGO_SETTINGS_MODULE="sgbc.settings"
    )
    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PAGE_RATES = dict.fromkeys(settings.PAGE_RATES, "0/s")  # all of it comes from one address
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # thousands of people, no sign-in
    logging.disable()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def run(tables: Sequence[str], rounds: int, word: str, folder: Path, servers: ExitStack) -> None:
    set_up(servers.enter_context(services(folder, given={})))
    races: list[tuple[str, Callable[[], str]]] = []
    for table in tables:
        races += [(table, race) for race in import_string(f"tests.{table}")]
    for race in (race for table, race in races if word in f"{table}.{race.__name__}"):
        start = time.monotonic()
        outcomes = Counter(race() for _round in range(rounds))
        seconds = time.monotonic() - start
        print(f"{race.__name__.replace('_', ' ')}: {rounds} rounds in {seconds:.0f} s", flush=True)
        for outcome, count in outcomes.most_common():
            print(f"    {count:4d}  {outcome}", flush=True)


def main(tables: Sequence[str] = TABLES, *, description: str = __doc__ or "") -> int:
    parser = argparse.ArgumentParser(description=description.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--only", default="", metavar="WORD", help="only races with this in their table or name")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="sgbc-races-") as folder, ExitStack() as servers:
            run(tables, options.rounds, options.only, Path(folder), servers)
    except ServiceError as error:
        sys.exit(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
