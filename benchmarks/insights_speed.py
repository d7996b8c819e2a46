"""The staff's insights and the public digest at growing numbers of matches: seconds, CPU and queries.

    python -m benchmarks.insights_speed [1000 10000 100000]

On a PostgreSQL of its own in a throw-away folder. Each page is asked in process, without middleware, five times; the
medians are of the wall clock and of the CPU of this process and of the database's. The digest is counted anew each
time: visitors get it from a cache for an hour.
"""

import argparse
import logging
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

import django
from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string

from sgbc.embedded import ServiceError, services

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 5
TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    wall: float
    own: float
    database: float
    queries: int


def set_up(urls: dict[str, str]) -> None:
    os.environ.update(
        urls, SGBC_MODE="demonstration", SECRET_KEY=secrets.token_urlsafe(50), DJANGO_SETTINGS_MODULE="sgbc.settings"
    )
    django.setup()
    logging.disable()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES["staticfiles"] = storage  # without the manifest of a running portal


def measure(work: Callable[[], object], backend: int) -> Cost:
    """Of one call; the queries are counted in a call before it."""
    connection = import_string("django.db.connection")
    with import_string("django.test.utils.CaptureQueriesContext")(connection) as queries:
        work()
    costs = []
    for _round in range(ROUNDS):
        wall, own, database = time.perf_counter(), time.process_time(), _cpu_of(backend)
        work()
        costs.append((time.perf_counter() - wall, time.process_time() - own, _cpu_of(backend) - database))
    return Cost(*(median(column) for column in zip(*costs, strict=True)), len(queries))


def _cpu_of(process: int) -> float:
    """Seconds that a process has computed (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def run(sizes: list[int], folder: Path, servers: ExitStack) -> None:
    set_up(servers.enter_context(services(folder, given={})))
    populate = import_string("benchmarks.insights_population.populate")
    connection = import_string("django.db.connection")
    pages = _pages()
    print(f"{'matches':>8}  {'page':26} {'wall':>7} {'Python':>7} {'database':>9} queries")
    for size in sizes:
        rows = populate(size)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend = cursor.fetchone()[0]
        for name, work in pages.items():
            cost = measure(work, backend)
            figures = f"{cost.wall:6.3f}s {cost.own:6.3f}s {cost.database:8.3f}s {cost.queries:7d}"
            print(f"{size:>8}  {name:26} {figures}", flush=True)
        told = [f"{count:,} {table.partition('_')[2]}" for table, count in rows.items()]
        print(f"{'':10}{', '.join(told)}", flush=True)


def _pages() -> dict[str, Callable[[], object]]:
    """What is measured; modules of the portal are read after its set-up alone."""
    user_model = import_string("accounts.models.User")
    for name in ("first", "second"):
        user = user_model.objects.create(email=f"{name}@sgbc.example", full_name=name, staff_role="reviewer")
    request = import_string("django.test.RequestFactory")().get("/staff/insights/")
    request.user = user
    insights = import_string("partnerships.views.insights.insights")
    digest_period = import_string("partnerships.insights.pages.digest_period")
    digest_tables = import_string("partnerships.insights.pages.digest_tables")
    staff_tables = import_string("partnerships.insights.pages.staff_tables")
    return {
        "staff's page": lambda: insights(request),
        "the tables in it": lambda: staff_tables(import_string("partnerships.queries.cases.Period")()),
        "public digest, uncached": lambda: digest_tables(digest_period()),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="sgbc-insights-") as folder, ExitStack() as servers:
            run(options.sizes, Path(folder), servers)
    except ServiceError as error:
        sys.exit(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
