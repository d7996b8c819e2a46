"""How often the directory's search has an expected company among its first five.

    python manage.py shell --no-imports -v 0 -c "from benchmarks.directory_relevance import main; main()"

`directory_queries.tsv` holds the queries: the collection whose companies they ask for, what is difficult about each,
the reader's language, the query, and the companies a case manager would expect. Kinds: a name; the name in the other
script; its legal form; typing errors; spacing; accents; words; words in another language than the company's (cross); a
need in plain words; such a need in another language than the company's (cross-need).

The second collection is looked for beside the checkout and left out where it is not. The database is made beside the
configured one and dropped again.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from companies.models import Company, Project
from demonstration.companies import PROFILES
from directory.queries.directory import search_directory
from directory.services.directory import rebuild_directory
from exchange.services.imports import ImportOptions, import_companies
from matching.embeddings import get_encoder
from matching.services.vectors import encode_projects

ROOT = Path(__file__).resolve().parents[1]
QUERIES = Path(__file__).with_name("directory_queries.tsv")
COLLECTIONS = {"demonstration": PROFILES, "dev": ROOT.parent / "shared/eval/dev/profiles.jsonl"}
FIRST = 5


@dataclass(frozen=True)
class Query:
    collection: str
    kind: str
    language: str
    text: str
    expected: frozenset[str]


@dataclass(frozen=True)
class Outcome:
    """A query and the ids of the companies found first."""

    query: Query
    found: tuple[str, ...]

    @property
    def is_success(self) -> bool:
        return bool(self.query.expected & set(self.found))


def read_queries(collection: str) -> list[Query]:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Query(row["collection"], row["kind"], row["language"], row["query"], frozenset(row["expected"].split()))
        for row in rows
        if row["collection"] == collection
    ]


def load_collection(profiles: Path) -> None:
    """Publish these companies, and no others, with their directory and what is known of their meaning."""
    Company.objects.all().delete()
    with profiles.open("rb") as stream:
        import_companies(stream, options=ImportOptions("relevance", is_publishing=True))
    encode_projects(list(Project.objects.published().select_related("company")), encoder=get_encoder())
    rebuild_directory()


def ask(query: Query) -> Outcome:
    page = search_directory("company", query.text, language=query.language)
    return Outcome(query, tuple(hit.company.source_id for hit in page.hits[:FIRST]))


def success_by_kind(outcomes: Iterable[Outcome]) -> dict[str, tuple[int, int]]:
    """(successes, queries) of each kind in the order of the file, then of all."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.query.kind].append(outcome)
        groups["all"].append(outcome)
    kinds = [*(kind for kind in groups if kind != "all"), "all"]
    return {kind: (sum(outcome.is_success for outcome in groups[kind]), len(groups[kind])) for kind in kinds}


def report(name: str, outcomes: Sequence[Outcome]) -> None:
    print(f"{name}: success@{FIRST}")
    for kind, (successes, count) in success_by_kind(outcomes).items():
        print(f"  {kind:<12} {successes:>3} of {count:>3}   {successes / count:.3f}")
    for outcome in outcomes:
        if not outcome.is_success:
            query = outcome.query
            print(f"  not found: [{query.kind}] {query.text} -> {' '.join(outcome.found) or 'nothing'}")


def main() -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        for name, profiles in COLLECTIONS.items():
            if not profiles.exists():
                print(f"{name}: left out, for its companies are not on this machine")
                continue
            load_collection(profiles)
            report(name, [ask(query) for query in read_queries(name)])
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
