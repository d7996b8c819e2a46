"""A second edit is never lost for matching, however it meets the run that is about to begin."""

from collections.abc import Callable

import pytest

from matching.models import Match, MatchRun, RunStatus
from matching.services.requests import request_full_run, request_rematch
from matching.services.runs import advance_run
from tests.factories import LuxembourgProjectFactory, ProjectFactory
from tests.matching.edit_races import EDIT_RACES, work_everything_off


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("race", EDIT_RACES, ids=lambda race: race.__name__)
def test_an_edit_is_matched_by_a_run_that_begins_after_it(race: Callable[[], str]) -> None:
    assert race()


@pytest.mark.django_db
def test_a_project_published_during_a_full_run_is_matched_after_it() -> None:
    ProjectFactory()
    full = request_full_run()
    advance_run(full.pk)
    late = LuxembourgProjectFactory()
    (single,) = request_rematch(project_ids=[late.pk])

    advance_run(single.pk)
    single.refresh_from_db()
    status_meanwhile = single.status
    work_everything_off()

    full.refresh_from_db()
    single.refresh_from_db()
    assert status_meanwhile == RunStatus.QUEUED
    assert (full.status, single.status) == (RunStatus.DONE, RunStatus.DONE)
    assert full.finished_at <= single.started_at
    assert Match.objects.get().luxembourg_project == late
    assert MatchRun.objects.count() == 2
