"""How often the search has an expected company among the first five, frozen a little below where it stands."""

import pytest

from benchmarks.directory_relevance import COLLECTIONS, Query, ask, load_collection, read_queries, success_by_kind

FLOOR = 0.96
KINDS = {"name", "script", "suffix", "typo", "spacing", "accent", "word", "cross", "need", "cross-need"}
CERTAIN = {"name", "suffix", "typo", "spacing", "accent", "word"}
"""Kinds of which every query succeeds."""


@pytest.mark.thorough
@pytest.mark.django_db
def test_the_search_finds_as_much_as_it_did() -> None:
    load_collection(COLLECTIONS["demonstration"])

    outcomes = [ask(query) for query in read_queries("demonstration")]

    figures = success_by_kind(outcomes)
    successes, count = figures["all"]
    assert count >= 60
    assert successes / count >= FLOOR, figures
    assert {kind: figures[kind][0] for kind in CERTAIN} == {kind: figures[kind][1] for kind in CERTAIN}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_queries_name_companies_of_their_collection(collection: str) -> None:
    profiles = COLLECTIONS[collection]
    if not profiles.exists():
        pytest.skip("this collection lies outside this repository and is not on this machine")
    text = profiles.read_text("utf-8")

    queries = read_queries(collection)

    unknown = {name for query in queries for name in query.expected if f'"id": "{name}"' not in text}
    assert unknown == set()
    assert all(query.expected for query in queries)


def test_queries_cover_every_difficulty_and_language_once() -> None:
    queries: list[Query] = [query for collection in COLLECTIONS for query in read_queries(collection)]

    assert {query.kind for query in queries} == KINDS
    assert {query.language for query in queries} == {"ko", "en", "fr", "de"}
    assert len({(query.collection, query.text) for query in queries}) == len(queries) >= 60
