"""An edit and a worker that stop between their two steps, whoever comes first; each on a connection of its own.

A round makes its companies, and asserts that what was written was matched by a run that began after it. The tests run
one of each, `benchmarks.introduction_races` many.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models.functions import Now

from companies.models import Project, ProjectStatus
from companies.services.projects import publish_project, update_project
from matching.models import Match, MatchRun, RunKind, RunStatus
from matching.queries import runs_to_enqueue
from matching.services.requests import request_full_run, request_rematch
from matching.services.runs import advance_run
from tests.factories import LuxembourgProjectFactory, ProjectFactory
from tests.patience import PATIENCE, wait_until

REWORDED = {"title": "Reworded while a worker began"}


@contextmanager
def held_transaction(write: Callable[[], object]) -> Iterator[None]:
    """Somebody else has written and not yet committed while the block lasts."""
    is_written, may_commit = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic():
                write()
                is_written.set()
                assert may_commit.wait(PATIENCE)
        finally:
            connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        assert is_written.wait(PATIENCE)
        yield
    finally:
        may_commit.set()
        thread.join()


def run_into(write: Callable[[], object], *, then: Callable[[], object]) -> None:
    """Somebody does `then` after another wrote and before it is committed: they wait for the lock, and go on after."""
    thread = threading.Thread(target=_act_and_close, args=(then,))
    with held_transaction(write):
        thread.start()
        wait_until(somebody_waits)
    thread.join(PATIENCE)
    assert not thread.is_alive()


def _act_and_close(act: Callable[[], object]) -> None:
    try:
        act()
    finally:
        connection.close()


def somebody_waits() -> bool:
    """Whether a session of this database waits for what another has locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock' AND cardinality(pg_blocking_pids(pid)) > 0)"
        )
        return bool(cursor.fetchone()[0])


def work_everything_off() -> None:
    """As the sweeper and a worker would."""
    while run_ids := runs_to_enqueue():
        for run_id in run_ids:
            advance_run(run_id)


def a_pair() -> tuple[Project, Project]:
    Project.objects.update(status=ProjectStatus.ARCHIVED)  # those of earlier rounds
    return ProjectFactory(), LuxembourgProjectFactory()


def began_after(run: MatchRun) -> list[MatchRun]:
    return list(MatchRun.objects.filter(pk__gt=run.pk, project=run.project, status=RunStatus.DONE))


def an_edit_joins_a_waiting_run_and_a_worker_comes_before_it_is_committed() -> str:
    korean, luxembourger = a_pair()
    (run,) = request_rematch(project_ids=[korean.pk])

    with held_transaction(lambda: update_project(korean, fields=REWORDED)):
        advance_run(run.pk)
        run.refresh_from_db()
        status_meanwhile = run.status
    work_everything_off()

    assert status_meanwhile == RunStatus.QUEUED
    assert Match.objects.filter(korean_project=korean, luxembourg_project=luxembourger).count() == 1
    run.refresh_from_db()
    assert run.status == RunStatus.DONE
    return "the run began after the edit"


def a_worker_begins_a_run_while_an_edit_looks_for_one_to_join() -> str:
    korean, _luxembourger = a_pair()
    (run,) = request_rematch(project_ids=[korean.pk])

    def begin() -> None:
        MatchRun.objects.filter(pk=run.pk).update(status=RunStatus.RUNNING, lease_token=1, lease_until=Now())

    run_into(begin, then=lambda: update_project(korean, fields=REWORDED))

    assert MatchRun.objects.filter(kind=RunKind.PROJECT, project=korean, status=RunStatus.QUEUED).count() == 1
    work_everything_off()
    assert len(began_after(run)) == 1
    return "another run came after it"


def a_full_run_starts_before_the_project_that_asked_for_it_is_published() -> str:
    a_pair()
    late = ProjectFactory(status=ProjectStatus.SUBMITTED)
    run = request_full_run()

    def publish() -> None:
        publish_project(late)
        request_full_run()

    run_into(publish, then=lambda: advance_run(run.pk))

    assert late.pk in [project_id for chunk in run.chunks.all() for project_id in chunk.project_ids]
    work_everything_off()
    return "the run took the project in"


EDIT_RACES = (
    an_edit_joins_a_waiting_run_and_a_worker_comes_before_it_is_committed,
    a_worker_begins_a_run_while_an_edit_looks_for_one_to_join,
    a_full_run_starts_before_the_project_that_asked_for_it_is_published,
)
