"""Imports many companies into a throw-away database and prints rows a second and the memory it took.

    python manage.py shell --no-imports -v 0 -c "from benchmarks.import_profiles import main; main(100_000)"

It copies the demonstration profiles under new ids. The database is made beside the configured one and dropped again.
"""

import json
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection

from companies.signals import projects_entered
from demonstration.companies import PROFILES
from exchange.services.imports import ImportOptions, import_companies


def copies(count: int) -> Iterator[dict[str, Any]]:
    """Companies of the demonstration again and again, each copy with its own ids and without its number."""
    lines = [json.loads(line) for line in PROFILES.read_text("utf-8").splitlines()]
    for number in range(count):
        company = lines[number % len(lines)] | {"id": f"c-{number}"}
        company.pop("registration_number", None)
        projects = [project | {"id": f"c-{number}-p{place}"} for place, project in enumerate(company["projects"], 1)]
        yield company | {"projects": projects}


def write_file(stream: BinaryIO, companies: Iterator[dict[str, Any]]) -> None:
    stream.writelines(json.dumps(company, ensure_ascii=False).encode() + b"\n" for company in companies)
    stream.flush()


def peak_memory() -> float:
    """The most this process has ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(title: str, path: Path, *, is_publishing: bool) -> None:
    before, started = peak_memory(), time.perf_counter()
    with path.open("rb") as stream:
        report = import_companies(stream, options=ImportOptions("benchmark", is_publishing=is_publishing))
    seconds = time.perf_counter() - started
    total = report.created + report.updated + report.unchanged
    print(
        f"{title:<22} {total:>7} companies {seconds:7.1f} s {total / seconds:>7.0f}/s   created {report.created}, "
        f"updated {report.updated}, unchanged {report.unchanged}, refused {report.refused}; "
        f"peak memory {peak_memory():.0f} MiB ({before:.0f} before)"
    )


def main(count: int = 10_000) -> None:
    projects_entered.receivers = []  # what other apps do with the news is theirs to measure
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "profiles.jsonl"
            with path.open("wb") as stream:
                write_file(stream, copies(count))
            print(f"file: {path.stat().st_size / 2**20:.0f} MiB")
            measure("new, published", path, is_publishing=True)
            measure("the same again", path, is_publishing=True)
            with path.open("wb") as stream:
                write_file(stream, (company | {"city": "Elsewhere"} for company in copies(count)))
            measure("every company changed", path, is_publishing=True)
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
