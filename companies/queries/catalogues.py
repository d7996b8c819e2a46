"""The directory as this process holds it, brought up to date with the rows, and look-ups in its text index."""

from collections.abc import Iterable
from threading import Lock

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from companies.models import DirectoryEntry
from companies.search.catalogue import Catalogue, CatalogueRow, change_catalogue, make_catalogue

DIRECTORY_LOCK = 7_305_811_023  # any number that no other advisory lock of the portal uses
MOST_CHANGES = 5_000  # more than this cost less to read afresh

_held: dict[str, Catalogue] = {}
_loading = Lock()

_VERSION = "SELECT max(id), coalesce(bool_or(id = %s), false) FROM companies_directoryversion"
_FOUND = """
    SELECT string_agg(int8send(id), ''::bytea) FROM companies_directoryentry
    WHERE document @@ %s::tsquery AND shelf = %s
"""


def lock_directory() -> None:
    """Wait until no other transaction refreshes the directory, and keep others out until this one ends.

    So states become visible in the order of their numbers, and none is missed by who has seen a later one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DIRECTORY_LOCK])


def current_catalogue(shelf: str) -> Catalogue:
    """Everything listed on a shelf. Costs one tiny query while nothing changed, then only what did."""
    held = _held.get(shelf)
    version, is_known = _read_version(held)
    if held and held.version == version:
        return held
    with _loading:
        held = _held.get(shelf)
        if not held or held.version != version:
            _held[shelf] = _catch_up(shelf, held if is_known else None, version)
        return _held[shelf]


def find_positions(catalogue: Catalogue, shelf: str, query: str) -> NDArray[np.int32]:
    """Where in the catalogue the entries are whose document meets a tsquery; kept while the catalogue is."""
    positions = catalogue.found.get(query)
    if positions is None:
        positions = catalogue.positions_of(_find_ids(shelf, query))
        catalogue.found.keep(query, positions)
    return positions


def _find_ids(shelf: str, query: str) -> NDArray[np.int64]:
    """As one value of eight bytes an id: 36,000 rows would take longer to read than to find."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [query, shelf])
        (packed,) = cursor.fetchone()
    return np.frombuffer(packed or b"", ">i8").astype(np.int64)


def _read_version(held: Catalogue | None) -> tuple[int, bool]:
    """The newest state, and whether the one held is among those the database remembers."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [held.version if held else 0])
        version, is_known = cursor.fetchone()
    return version or 0, is_known


def _catch_up(shelf: str, held: Catalogue | None, version: int) -> Catalogue:
    if held:
        changed = list(_read_rows(shelf, held.version))
        if len(changed) <= MOST_CHANGES:
            gone_ids = [row.id for row, is_listed in changed if not is_listed]
            return change_catalogue(held, version, [row for row, is_listed in changed if is_listed], gone_ids)
    return make_catalogue(version, (row for row, is_listed in _read_rows(shelf, 0) if is_listed))


def _read_rows(shelf: str, after: int) -> Iterable[tuple[CatalogueRow, bool]]:
    entries = DirectoryEntry.objects.filter(shelf=shelf)
    entries = entries.filter(version__gt=after) if after else entries.filter(is_listed=True)
    columns = ("pk", "company_id", "project_id", "newest", "facets", "is_listed")
    for pk, company_id, project_id, newest, facets, is_listed in entries.values_list(*columns).iterator(5_000):
        yield CatalogueRow(pk, company_id, project_id or 0, newest.timestamp(), facets), is_listed
