from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.search.catalogue import (
    MOST_KEPT,
    Catalogue,
    CatalogueRow,
    Ids,
    QueryCache,
    carry_query_cache,
    change_catalogue,
    make_catalogue,
)
from directory.search.facets import FACETS

CODES = ["country:KR", "country:LU", "green:water", "green:circular_economy", "trl:6", "trl:7", "city:Seoul", "nace:C"]
facet_sets = st.lists(st.sampled_from(CODES), unique=True, max_size=6)
row_lists = st.lists(
    st.builds(
        CatalogueRow,
        st.integers(1, 200),
        st.integers(1, 50),
        st.integers(0, 50),
        st.integers(0, 9).map(float),
        facet_sets,
    ),
    unique_by=lambda row: row.id,
    max_size=70,
)
choices = st.dictionaries(
    st.sampled_from(["country", "green", "trl", "nace"]),
    st.lists(st.sampled_from(["KR", "LU", "water", "6", "7", "C", "unheard of"]), min_size=1, max_size=2),
    max_size=3,
)


def reference_ids(rows: Sequence[CatalogueRow], chosen: dict[str, list[str]]) -> list[int]:
    """Row by row: ids newest first of what has at least one of the values of every facet."""
    kept = [row for row in rows if all({f"{f}:{v}" for v in vs} & set(row.facets) for f, vs in chosen.items())]
    return [row.id for row in sorted(kept, key=lambda row: (-row.newest, -row.id))]


def ids_with(facet: str, rows: Sequence[CatalogueRow]) -> Ids:
    return np.array([row.id for row in rows if facet in row.facets], np.int64)


def selected_ids(catalogue: Catalogue, chosen: dict[str, list[str]]) -> list[int]:
    return catalogue.ids[catalogue.select(chosen, np.ones(len(catalogue), np.bool_))].tolist()


@given(row_lists, choices)
def test_selection_equals_looking_at_every_row(rows: list[CatalogueRow], chosen: dict[str, list[str]]) -> None:
    assert selected_ids(make_catalogue(1, rows), chosen) == reference_ids(rows, chosen)


@given(row_lists, choices)
def test_counts_hold_under_what_is_chosen_in_the_other_facets(
    rows: list[CatalogueRow], chosen: dict[str, list[str]]
) -> None:
    catalogue = make_catalogue(1, rows)

    counts = catalogue.count(chosen, np.ones(len(catalogue), np.bool_))

    for facet in FACETS:
        others = {name: values for name, values in chosen.items() if name != facet}
        kept = set(reference_ids(rows, others))
        having = [code for row in rows if row.id in kept for code in row.facets if code.startswith(f"{facet}:")]
        assert counts[facet] == {code.partition(":")[2]: having.count(code) for code in having}


@given(row_lists, row_lists, st.sets(st.integers(1, 200), max_size=5), choices)
def test_changing_a_catalogue_equals_making_it_anew(
    rows: list[CatalogueRow], news: list[CatalogueRow], gone: set[int], chosen: dict[str, list[str]]
) -> None:
    news = [row for row in news if row.id not in gone]
    changed_ids = {row.id for row in news}
    expected = [row for row in rows if row.id not in changed_ids | gone] + news

    changed = change_catalogue(make_catalogue(1, rows), 2, news, gone)

    everything = np.ones(len(changed), np.bool_)
    fresh = make_catalogue(2, expected)
    assert changed.version == 2
    assert changed.ids.tolist() == fresh.ids.tolist()
    assert changed.company_ids.tolist() == fresh.company_ids.tolist()
    assert changed.project_ids.tolist() == fresh.project_ids.tolist()
    assert selected_ids(changed, chosen) == selected_ids(fresh, chosen)
    assert changed.count(chosen, everything) == fresh.count(chosen, everything)


@given(row_lists, row_lists, st.sets(st.integers(1, 200), max_size=5))
def test_findings_carried_over_are_what_a_new_look_up_would_find(
    rows: list[CatalogueRow], news: list[CatalogueRow], gone: set[int]
) -> None:
    news = [row for row in news if row.id not in gone]
    old = make_catalogue(1, rows)
    old.found.keep("green", old.positions_of(ids_with("green:water", rows)))
    new = change_catalogue(old, 2, news, gone)
    changed = np.array(sorted({row.id for row in news} | gone), np.int64)

    carry_query_cache(old, new, changed, {"green": ids_with("green:water", news), "never asked": changed})

    carried = new.found.get("green")
    kept = [row for row in rows if row.id not in changed.tolist()]
    assert carried is not None
    assert carried.tolist() == new.positions_of(ids_with("green:water", [*kept, *news])).tolist()
    assert new.found.get("never asked") is None


@given(row_lists, st.lists(st.integers(-5, 250)))
def test_positions_are_those_of_known_ids_in_order(rows: list[CatalogueRow], asked: list[int]) -> None:
    catalogue = make_catalogue(1, rows)

    positions = catalogue.positions_of(np.array(sorted(set(asked)), np.int64))

    assert positions.tolist() == [place for place, pk in enumerate(catalogue.ids.tolist()) if pk in set(asked)]


def test_findings_begin_anew_when_they_hold_too_much() -> None:
    findings = QueryCache()
    large = np.zeros(MOST_KEPT, np.int32)

    findings.keep("first", large)
    assert findings.get("first") is large
    findings.keep("second", np.zeros(1, np.int32))

    assert findings.get("first") is None
    assert findings.get("second") is not None
