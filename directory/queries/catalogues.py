"""The directory as this process holds it, brought up to date with the rows, and look-ups in its text index."""

from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from directory.models import DirectoryEntry
from directory.models.directory import DIRECTORY_LOCK
from directory.search.catalogue import Catalogue, CatalogueRow, carry_query_cache, change_catalogue, make_catalogue

MOST_CHANGES = 5_000  # more than this cost less to read afresh
MOST_COMPARED = 5_000  # pairs of a changed entry and a query asked before; 30 ms

_held: dict[str, Catalogue] = {}
_loading = Lock()

_VERSION = "SELECT max(id), coalesce(bool_or(id = %s), false) FROM directory_directoryversion"
_FOUND = """
    SELECT (
        SELECT string_agg(int8send(id), ''::bytea) FROM directory_directoryentry
        WHERE document @@ asked.query AND document_type = %s
    ) FROM unnest(%s::tsquery[]) WITH ORDINALITY AS asked (query, place) ORDER BY place
"""
_MET = """
    WITH changed AS MATERIALIZED (
        SELECT id, document || ''::tsvector AS document FROM directory_directoryentry WHERE id = ANY(%s)
    )
    SELECT ARRAY(SELECT id FROM changed WHERE document @@ asked.query)
    FROM unnest(%s::tsquery[]) WITH ORDINALITY AS asked (query, place) ORDER BY place
"""


def lock_directory() -> None:
    """Wait until no other transaction refreshes the directory, and keep others out until this one ends.

    So states become visible in the order of their numbers, and none is missed by who has seen a later one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [DIRECTORY_LOCK])


def current_catalogue(document_type: str) -> Catalogue:
    """Everything listed on a document_type. Costs one tiny query while nothing changed, then only what did."""
    held = _held.get(document_type)
    version, is_known = _read_version(held)
    if held and held.version == version:
        return held
    with _loading:
        held = _held.get(document_type)
        if not held or held.version != version:
            _held[document_type] = _catch_up(document_type, held if is_known else None, version)
        return _held[document_type]


def find_positions(catalogue: Catalogue, document_type: str, query: str) -> NDArray[np.int32]:
    """Where in the catalogue the entries are whose document meets a tsquery; kept while the catalogue is."""
    positions = catalogue.found.get(query)
    return look_up(catalogue, document_type, [query])[query] if positions is None else positions


def look_up(catalogue: Catalogue, document_type: str, queries: Iterable[str]) -> dict[str, NDArray[np.int32]]:
    """Find, by one statement, the positions of those of `queries` that are not kept yet, and keep them."""
    unknown = [query for query in dict.fromkeys(queries) if catalogue.found.get(query) is None]
    ids = _find_ids(document_type, unknown) if unknown else []
    positions = {query: catalogue.positions_of(found) for query, found in zip(unknown, ids, strict=True)}
    for query, found in positions.items():
        catalogue.found.keep(query, found)
    return positions


def _find_ids(document_type: str, queries: Sequence[str]) -> list[NDArray[np.int64]]:
    """As one value of eight bytes an id for each query: 36,000 rows would take longer to read than to find."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [document_type, list(queries)])
        return [np.frombuffer(packed or b"", ">i8").astype(np.int64) for (packed,) in cursor.fetchall()]


def _read_version(held: Catalogue | None) -> tuple[int, bool]:
    """The newest state, and whether the one held is among those the database remembers."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [held.version if held else 0])
        version, is_known = cursor.fetchone()
    return version or 0, is_known


def _catch_up(document_type: str, held: Catalogue | None, version: int) -> Catalogue:
    if held:
        changed = list(_read_rows(document_type, held.version))
        if len(changed) <= MOST_CHANGES:
            gone_ids = [row.id for row, is_listed in changed if not is_listed]
            new = change_catalogue(held, version, [row for row, is_listed in changed if is_listed], gone_ids)
            _carry_over(held, new, [row.id for row, _is_listed in changed])
            return new
    return make_catalogue(version, (row for row, is_listed in _read_rows(document_type, 0) if is_listed))


def _carry_over(held: Catalogue, new: Catalogue, changed_ids: Sequence[int]) -> None:
    """A word asked before a change costs no second look-up after it, unless too much changed."""
    queries = held.found.latest(MOST_COMPARED // max(1, len(changed_ids)))
    with connection.cursor() as cursor:
        cursor.execute(_MET, [list(changed_ids), queries])
        met = {query: np.array(ids, np.int64) for query, (ids,) in zip(queries, cursor.fetchall(), strict=True)}
    carry_query_cache(held, new, np.array(changed_ids, np.int64), met)


def _read_rows(document_type: str, after: int) -> Iterable[tuple[CatalogueRow, bool]]:
    entries = DirectoryEntry.objects.filter(document_type=document_type)
    entries = entries.filter(version__gt=after) if after else entries.filter(is_listed=True)
    columns = ("pk", "company_id", "project_id", "newest", "facets", "is_listed")
    for pk, company_id, project_id, newest, facets, is_listed in entries.values_list(*columns).iterator(5_000):
        yield CatalogueRow(pk, company_id, project_id or 0, newest.timestamp(), facets), is_listed
