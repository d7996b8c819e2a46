"""What the timetable does: a row that cannot be done stops no other, and the worker's clock decides nothing."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from jobs.models import RowFailure
from sgbc.celery import app
from tests.sweep_cases import CASES, OTHERS, Case, changed_company

pytestmark = pytest.mark.django_db
AN_HOUR = timedelta(hours=1)
UNNOTED = {"notifications.send_due_emails"}  # its own row says why it is put off
DAY_AND_MORE = timedelta(hours=26)
TIMED = [case for case in CASES if case.make is not changed_company]
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.make.__name__)


def run(task: str) -> Any:
    app.loader.import_default_modules()
    return app.tasks[task]()


def test_every_task_of_the_timetable_has_its_case() -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert {case.task for case in CASES} | OTHERS.keys() == scheduled


@each_case
def test_a_row_that_cannot_be_done_stops_no_other_and_is_shown(case: Case, settings: Any) -> None:
    settings.SMTP_URL = ""
    first, bad, last = (case.make(AN_HOUR) for _number in range(3))
    case.spoil(bad)

    run(case.task)
    run(case.task)

    assert [case.is_done(row) for row in (first, bad, last)] == [True, False, True]
    if case.task not in UNNOTED:
        (failure,) = RowFailure.objects.all()
        assert (failure.count, "this row cannot be done" in failure.error) == (2, True)


@pytest.mark.parametrize("case", TIMED, ids=lambda case: case.make.__name__)
def test_a_worker_whose_clock_is_a_day_ahead_ends_and_reminds_of_nothing(case: Case, settings: Any) -> None:
    settings.SMTP_URL = ""
    row = case.make(-AN_HOUR)

    with time_machine.travel(timezone.now() + DAY_AND_MORE):
        run(case.task)

    assert not case.is_done(row)


@each_case
def test_a_worker_whose_clock_is_a_day_behind_does_what_is_due(case: Case, settings: Any) -> None:
    settings.SMTP_URL = ""
    row = case.make(AN_HOUR)

    with time_machine.travel(timezone.now() - DAY_AND_MORE):
        run(case.task)

    assert case.is_done(row)
