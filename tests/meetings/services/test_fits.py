"""How well those who come fit: everybody with everybody at once, and only what changed is written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Project
from events.models import EventFit, Registration
from matching.models import CompanyBlock, DeclinedPair
from matching.services.fits import find_fits
from meetings.services.fits import compute_fits, refresh_fits
from meetings.services.suggestions import suggest_partners
from tests.events.factories import EventFactory, MeetingRequestFactory
from tests.events.guests import a_pair
from tests.factories import LuxembourgProjectFactory, ProjectFactory


@pytest.mark.django_db
def test_a_fit_is_the_score_the_engine_gives_the_best_pair_of_their_projects() -> None:
    korean, luxembourger = a_pair()
    poor = ProjectFactory(company=korean.company, seek="Nothing of that kind.", offer="Woollen hats for winter.")
    korean.projects.add(poor)

    compute_fits(korean.event_id)

    fit = EventFit.objects.get()
    theirs = luxembourger.projects.get()
    scores = {match.korean_project_id: match.score for match in _each(korean, theirs)}
    best = max(sorted(scores), key=lambda project_id: scores[project_id])
    assert (fit.korean, fit.luxembourg, fit.luxembourg_project) == (korean, luxembourger, theirs)
    assert (fit.korean_project_id, fit.score) == (best, pytest.approx(scores[best], abs=1e-4))


def _each(registration: Registration, theirs: Project) -> list[object]:
    projects = registration.projects.select_related("company").prefetch_related("cooperations")
    return [match for project in projects for match in find_fits(project, [theirs])]


@pytest.mark.django_db
def test_computing_again_writes_nothing_and_a_change_only_what_it_concerns() -> None:
    event = EventFactory()
    sides = [a_pair(event) for _pair in range(3)]

    assert [compute_fits(event.pk), compute_fits(event.pk)] == [9, 0]
    Registration.objects.filter(pk=sides[0][0].pk).update(status="cancelled")

    assert [compute_fits(event.pk), compute_fits(event.pk)] == [3, 0]
    assert EventFit.objects.count() == 6


@pytest.mark.django_db
def test_without_projects_named_all_that_are_public_count() -> None:
    korean, luxembourger = a_pair()
    korean.projects.clear()
    ProjectFactory(company=korean.company, status="draft")

    compute_fits(korean.event_id)

    assert EventFit.objects.get().korean_project == Project.objects.get(company=korean.company, status="published")
    assert luxembourger.projects.exists()


@pytest.mark.django_db
def test_companies_kept_apart_and_pairs_declined_have_no_fit() -> None:
    event = EventFactory()
    korean, apart = a_pair(event)
    other, declined = a_pair(event)
    CompanyBlock.objects.create(korean_company=korean.company, luxembourg_company=apart.company)
    DeclinedPair.objects.create(
        korean_project=other.projects.get(),
        luxembourg_project=declined.projects.get(),
        korean_digest="",
        luxembourg_digest="",
        company=declined.company,
        reason="no_fit",
    )

    compute_fits(event.pk)

    pairs = set(EventFit.objects.values_list("korean", "luxembourg"))
    assert pairs == {(korean.pk, declined.pk), (other.pk, apart.pk)}


@pytest.mark.django_db
def test_of_suspended_companies_and_of_events_without_guests_nothing_is_said() -> None:
    korean, _luxembourger = a_pair()
    compute_fits(korean.event_id)
    Company.objects.filter(pk=korean.company_id).update(status="suspended")

    assert refresh_fits() == [korean.event_id]
    assert EventFit.objects.count() == 0
    assert compute_fits(EventFactory().pk) == 0


@pytest.mark.django_db
def test_suggestions_come_best_first_with_reasons_without_those_asked() -> None:
    event = EventFactory()
    korean, first = a_pair(event)
    others = [a_pair(event)[1] for _pair in range(2)]
    compute_fits(event.pk)
    MeetingRequestFactory(event=event, sender=korean, receiver=first)

    suggested = suggest_partners(korean, count=5)

    assert {entry.registration.pk for entry in suggested} == {other.pk for other in others}
    assert all(entry.reasons.sentence for entry in suggested)
    assert all(entry.ours.company_id == korean.company_id for entry in suggested)


@pytest.mark.django_db
def test_suggestions_cost_as_many_queries_for_one_as_for_three() -> None:
    event = EventFactory()
    korean, _first = a_pair(event)
    for _number in range(2):
        a_pair(event)
    LuxembourgProjectFactory()
    compute_fits(event.pk)
    suggest_partners(korean, count=3)  # reads the texts once

    counts = []
    for count in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            assert len(suggest_partners(korean, count=count)) == count
        counts.append(len(queries))

    assert counts[0] == counts[1]
