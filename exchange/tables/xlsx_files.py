"""Reads the sheets of an XLSX file, by a program that may take only so much time and memory."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from exchange.errors import SpreadsheetRefusedError
from exchange.tables import workbooks
from exchange.tables.tables import MAX_SECONDS, Collector, Sheet, SheetFile
from exchange.tables.workbooks import Ending

ROOT = Path(__file__).resolve().parents[2]
MIB = 1024 * 1024


class Limits(NamedTuple):
    """What one workbook may cost: seconds of work, and bytes of memory with all that the program itself needs."""

    seconds: int = int(MAX_SECONDS)
    memory: int = 384 * MIB


LIMITS = Limits()
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}  # openpyxl brings NumPy in, which would set memory aside for each processor


def read_xlsx_rows(content: bytes, *, limits: Limits = LIMITS) -> SheetFile:
    """The rows of every sheet that has some. Raises SpreadsheetRefusedError."""
    with TemporaryFile() as rows:
        ending = _run(content, rows, limits)
        if ending != Ending.READ:
            raise SpreadsheetRefusedError(_words_for(ending))
        rows.seek(0)
        return SheetFile(_read_sheets(rows))


def _run(content: bytes, rows: BinaryIO, limits: Limits) -> int:
    """How the program ended; less than nothing is the signal that ended it."""
    command = [sys.executable, "-m", workbooks.__name__, str(limits.seconds), str(limits.memory)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program; the file comes by its input
            command,
            input=content,
            stdout=rows,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=ENVIRONMENT,
            timeout=limits.seconds * 3,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -signal.SIGXCPU
    return done.returncode


def _words_for(ending: int) -> str:
    if ending in {-signal.SIGXCPU, -signal.SIGKILL}:
        return _("Reading the file takes too long. Split it into smaller files.")
    words = {
        Ending.OLD: _("This is an old .xls file or one with a password. Save it as .xlsx without a password."),
        Ending.OTHER: _("This is a file of another spreadsheet program. Open it there and save it as .xlsx."),
        Ending.ENCRYPTED: _("The file is protected by a password. Save it without one."),
        Ending.BOMB: _(
            "When unpacked, the file would be far larger than any list of companies. Copy the rows into our template."
        ),
        Ending.TOO_MANY_CELLS: _(
            "The file contains far more cells than any list of companies. Copy the rows into our template."
        ),
        Ending.ENTITIES: _(
            "The file defines XML entities, which no spreadsheet program does. Copy the rows into our template."
        ),
    }
    damaged = _(
        "This is not a readable .xlsx file: it is damaged or of another type. Save it again as .xlsx or as CSV UTF-8."
    )
    return words.get(Ending(ending), damaged) if ending in list(Ending) else damaged


def _read_sheets(rows: BinaryIO) -> tuple[Sheet, ...]:
    sheets: list[tuple[str, Collector]] = []
    for line in rows:
        found = json.loads(line)
        if isinstance(found, str):
            sheets.append((found, Collector()))
        else:
            sheets[-1][1].add(found[0], found[1:])
    return tuple(collector.sheet(title) for title, collector in sheets if collector.rows)
