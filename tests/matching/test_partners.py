"""What a process keeps of a country between searches, against a real database."""

import numpy as np
import pytest

from companies.services.projects import update_project, withdraw_project
from matching.engine.centring import NO_CENTRING
from matching.engine.weights import DEFAULT_WEIGHTS
from matching.services import partners
from matching.services.partners import Terms, prepared_partners
from taxonomy.vocabulary import Country
from tests.factories import LuxembourgProjectFactory, ProjectFactory
from tests.standing import suspend

pytestmark = pytest.mark.django_db
TERMS = Terms(NO_CENTRING, DEFAULT_WEIGHTS, "none")


def current_ids(terms: Terms = TERMS) -> list[int]:
    """The projects that count, part after part."""
    found = []
    for side, outdated in prepared_partners(Country.LUXEMBOURG, terms=terms):
        found += np.delete(side.ids.astype(np.int64), outdated).tolist()
    return sorted(found)


def test_the_second_search_reads_nothing_again_but_what_changed(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    LuxembourgProjectFactory()
    project = LuxembourgProjectFactory()
    current_ids()

    with django_assert_num_queries(2):  # has anything changed: of projects, of companies
        current_ids()

    update_project(project, fields={"title": "Eine andere Überschrift"})
    assert len(prepared_partners(Country.LUXEMBOURG, terms=TERMS)) == 2


def test_projects_that_come_change_and_go_are_seen_at_the_next_search() -> None:
    stays, goes, suspended = LuxembourgProjectFactory(), LuxembourgProjectFactory(), LuxembourgProjectFactory()
    ProjectFactory()
    assert current_ids() == [stays.pk, goes.pk, suspended.pk]

    withdraw_project(goes)
    suspend(suspended.company)
    comes = LuxembourgProjectFactory()

    assert current_ids() == [stays.pk, comes.pk]


def test_a_changed_text_is_the_one_that_is_compared() -> None:
    project = LuxembourgProjectFactory()
    before = prepared_partners(Country.LUXEMBOURG, terms=TERMS)[0][0]

    update_project(project, fields={"seek": "Eine Partnerin, die Algen im Meer züchtet."})
    _old, (latest, outdated) = prepared_partners(Country.LUXEMBOURG, terms=TERMS)

    assert (len(outdated), latest.ids.tolist()) == (0, [str(project.pk)])
    assert not np.array_equal(before.needs.needs, latest.needs.needs)


def test_with_many_changes_or_other_terms_everybody_is_loaded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partners, "MOST_CHANGED", 1)
    projects = [LuxembourgProjectFactory() for _number in range(3)]
    current_ids()

    for project in projects:
        update_project(project, fields={"title": f"{project.title} II"})
    assert len(prepared_partners(Country.LUXEMBOURG, terms=TERMS)) == 1
    assert current_ids() == [project.pk for project in projects]

    assert current_ids(Terms(NO_CENTRING, DEFAULT_WEIGHTS, "another")) == [project.pk for project in projects]
