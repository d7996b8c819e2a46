"""Runs whose worker fails, dies or is taken over: each ends, and nothing is stored by who no longer holds it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from matching import queries
from matching.models import Match, MatchRun, RunChunk, RunKind, RunStatus
from matching.services import runs
from matching.services.requests import request_full_run, request_rematch
from matching.services.runs import MOST_ATTEMPTS, advance_run
from tests.factories import LuxembourgProjectFactory, ProjectFactory
from tests.matching.whole_runs import finish, snapshot

pytestmark = pytest.mark.django_db


def test_a_second_full_run_waits_for_the_first() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    first = request_full_run()
    advance_run(first.pk)

    second = request_full_run()
    advance_run(second.pk)

    second.refresh_from_db()
    assert (first.pk != second.pk, second.status) == (True, RunStatus.QUEUED)
    assert request_full_run() == second


def test_a_block_that_always_fails_ends_the_run_with_the_reason(settings: object) -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    run = request_full_run()
    advance_run(run.pk)
    settings.MATCHING_ENCODER = "/nowhere"  # type: ignore[attr-defined]

    for _attempt in range(MOST_ATTEMPTS):
        with pytest.raises(Exception, match="MATCHING_ENCODER"):
            advance_run(run.pk)
    advance_run(run.pk)

    run.refresh_from_db()
    assert run.status == RunStatus.FAILED
    assert "MATCHING_ENCODER" in run.error


def test_the_sweeper_finds_runs_that_nobody_works_on() -> None:
    now = timezone.now()
    waiting = MatchRun.objects.create(kind=RunKind.FULL)
    held = MatchRun.objects.create(
        kind=RunKind.PROJECT,
        project=ProjectFactory(),
        status=RunStatus.RUNNING,
        lease_token=1,
        lease_until=now + timedelta(minutes=1),
    )
    lost = MatchRun.objects.create(
        kind=RunKind.PROJECT,
        project=ProjectFactory(),
        status=RunStatus.RUNNING,
        lease_token=2,
        lease_until=now - timedelta(minutes=1),
    )
    busy = MatchRun.objects.create(kind=RunKind.FULL, status=RunStatus.RUNNING)
    lease = {"lease_token": 3, "lease_until": now + timedelta(minutes=1)}
    RunChunk.objects.create(run=busy, position=0, kind="score", project_ids=[], **lease)
    MatchRun.objects.create(kind=RunKind.PROJECT, project=ProjectFactory(), status=RunStatus.DONE)

    found = queries.runs_to_enqueue()

    assert found == [waiting.pk, lost.pk]
    assert held.pk not in found


def test_a_lost_lease_is_taken_over() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    run = request_full_run()
    advance_run(run.pk)
    lease = {"lease_token": 1, "lease_until": timezone.now() + timedelta(minutes=5)}
    RunChunk.objects.filter(run=run).update(**lease, attempts=1)
    while_held = advance_run(run.pk)
    RunChunk.objects.filter(run=run).update(lease_until=timezone.now() - timedelta(seconds=1))

    finish(run)

    assert while_held == 0
    assert (run.status, Match.objects.count()) == (RunStatus.DONE, 1)


def test_a_block_whose_worker_dies_again_and_again_ends_the_run() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    run = request_full_run()
    advance_run(run.pk)
    died = {"lease_token": 1, "lease_until": timezone.now()}
    RunChunk.objects.filter(run=run).update(**died, attempts=MOST_ATTEMPTS - 1)

    advance_run(run.pk)

    run.refresh_from_db()
    assert run.status == RunStatus.FAILED


def test_the_result_of_a_worker_that_was_taken_over_is_not_stored() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    run = request_full_run()
    advance_run(run.pk)
    run.refresh_from_db()
    late = runs._claim_chunk(run, token=1)
    RunChunk.objects.filter(lease_token=1).update(lease_until=timezone.now())
    current = runs._claim_chunk(run, token=2)
    assert late is not None
    assert late == current

    runs._work_on_chunk(run, late, token=1)
    late.refresh_from_db()
    seen = (late.done_at, late.lease_token)
    runs._work_on_chunk(run, late, token=2)

    late.refresh_from_db()
    assert seen == (None, 2)
    assert (late.done_at is None, late.lease_until, late.attempts) == (False, None, 2)


def project_run() -> MatchRun:
    LuxembourgProjectFactory()
    [run] = request_rematch(project_ids=[ProjectFactory().pk])
    return run


def test_a_project_run_whose_worker_died_waits_for_the_lease_and_is_done_then() -> None:
    run = project_run()
    died = {"status": RunStatus.RUNNING, "lease_token": 1}
    MatchRun.objects.update(**died, lease_until=timezone.now() + timedelta(minutes=1))
    advance_run(run.pk)
    run.refresh_from_db()
    under_lease = (run.status, run.lease_token)
    MatchRun.objects.update(lease_until=timezone.now())

    finish(run)

    assert under_lease == (RunStatus.RUNNING, 1)
    assert (run.status, run.attempts, run.lease_until) == (RunStatus.DONE, 2, None)
    assert Match.objects.count() == 1


def test_a_project_run_that_nobody_survives_is_given_up() -> None:
    run = project_run()
    died = {"status": RunStatus.RUNNING, "lease_token": 1, "lease_until": timezone.now()}
    MatchRun.objects.update(**died, attempts=MOST_ATTEMPTS - 1)

    finish(run)

    assert (run.status, run.attempts) == (RunStatus.FAILED, MOST_ATTEMPTS)


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_project_run_that_was_taken_over_changes_no_match(is_withdrawn: bool) -> None:
    run = project_run()
    project = run.project
    assert project is not None
    if is_withdrawn:
        finish(run)
        MatchRun.objects.update(status=RunStatus.QUEUED)
    before = snapshot()
    runs._claim_project_run(run, token=1)
    MatchRun.objects.update(lease_until=timezone.now())
    runs._claim_project_run(run, token=2)

    if is_withdrawn:
        runs._retire_withdrawn(run, token=1)
    else:
        runs._rematch_published(run, project, token=1)

    run.refresh_from_db()
    assert (run.status, run.lease_token, snapshot()) == (RunStatus.RUNNING, 2, before)
