"""The nightly run is made up for when its message was lost, and only then."""

from datetime import datetime

import pytest

from matching.models import MatchRun, RunKind, RunStatus
from matching.services.requests import request_full_run
from matching.tasks import sweep
from tests.clocks import travel

pytestmark = pytest.mark.django_db


def sweep_at(moment: str) -> int:
    """How many full runs were asked for by then, in Luxembourg's winter or summer time."""
    with travel(datetime.fromisoformat(moment), tick=False):
        sweep()
    return MatchRun.objects.filter(kind=RunKind.FULL).count()


def ran_at(moment: str, status: RunStatus = RunStatus.DONE) -> None:
    with travel(datetime.fromisoformat(moment), tick=False):
        run = request_full_run()
    MatchRun.objects.filter(pk=run.pk).update(status=status)


@pytest.mark.parametrize(
    "last", ["2026-11-23T02:15:01+01:00", "2026-11-23T22:00:00+01:00", "2026-11-24T02:14:59+01:00"]
)
def test_a_run_that_the_night_did_not_bring_is_started_once(last: str) -> None:
    ran_at(last)

    moments = ["02:14:00", "02:15:30", "02:29:59", "02:30:00", "02:30:30", "12:00:00", "23:59:59"]
    counts = [sweep_at(f"2026-11-24T{moment}+01:00") for moment in moments]

    assert counts == [1, 1, 1, 2, 2, 2, 2]


@pytest.mark.parametrize("status", [RunStatus.DONE, RunStatus.FAILED, RunStatus.RUNNING, RunStatus.QUEUED])
def test_a_run_that_the_night_brought_is_enough_for_the_day(status: RunStatus) -> None:
    ran_at("2026-07-24T02:15:00+02:00", status)

    assert sweep_at("2026-07-25T02:10:00+02:00") == 1


def test_nights_without_workers_are_made_up_for_with_one_run() -> None:
    ran_at("2026-11-20T02:15:00+01:00")

    assert [sweep_at("2026-11-24T01:00:00+01:00"), sweep_at("2026-11-24T01:00:30+01:00")] == [2, 2]
