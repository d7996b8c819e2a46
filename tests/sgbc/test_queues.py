"""What talks to other people's servers waits in queues of its own, and each queue has a worker."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from sgbc.celery import app
from sgbc.supervisor.programs import portal_programs
from tests.structure import ROOT

QUEUES = {"celery", "mail", "webhooks", "translations"}


@pytest.mark.parametrize(
    ("task", "queue"),
    [
        ("notifications.send_due_emails", "mail"),
        ("notifications.deliver_webhooks", "webhooks"),
        ("translation.translate_waiting", "translations"),
        ("matching.advance_run", "celery"),
    ],
)
def test_a_task_waits_in_the_queue_of_those_it_may_hold_up(task: str, queue: str) -> None:
    assert app.amqp.router.route({}, task)["queue"].name == queue


def test_every_queue_has_one_worker_beside_the_demonstration_and_on_a_server(tmp_path: Path) -> None:
    commands = [" ".join(program.command) for program in portal_programs(5, tmp_path)]
    served = [queues for command in commands for queues in re.findall(r"--queues (\S+)", command)]
    composed = re.findall(r"--queues=([\w,]+)", (ROOT / "compose.yaml").read_text())

    assert {queue.name for queue in settings.CELERY_TASK_QUEUES} == QUEUES
    assert sorted(",".join(served).split(",")) == sorted(QUEUES)
    assert sorted(",".join(composed).split(",")) == sorted(QUEUES)
