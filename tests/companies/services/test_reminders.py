"""The reminder two weeks before a project expires: once for each date, whatever happens."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from companies.models import Membership, Project
from companies.services.projects import renew_project
from companies.services.reminders import remind_of_expiry
from companies.tasks import remind_companies_of_expiry
from notifications.models import OutboxEmail
from tests.factories import MembershipFactory, ProjectFactory, UserFactory


def expiring(days: float, **changes: object) -> Project:
    member = MembershipFactory(user=UserFactory(language="ko"))
    return ProjectFactory(company=member.company, expires_at=timezone.now() + timedelta(days=days), **changes)


@pytest.mark.django_db
def test_everybody_of_the_company_is_reminded_once_in_their_language() -> None:
    project = expiring(13.9)
    MembershipFactory(company=project.company, user__language="fr")

    told = [remind_of_expiry(), remind_of_expiry()]
    remind_companies_of_expiry()

    assert told == [[project.pk], []]
    assert list(OutboxEmail.objects.order_by("pk").values_list("kind", "language")) == [
        ("reminder", "ko"),
        ("reminder", "fr"),
    ]
    assert f"/me/projects/{project.public_id}/renew/" in OutboxEmail.objects.all()[0].text


@pytest.mark.django_db
def test_only_public_projects_within_two_weeks_are_told_of() -> None:
    expiring(14.1)
    expiring(-0.1)
    expiring(3, status="withdrawn")
    suspended = expiring(3)
    suspended.company.__class__.objects.filter(pk=suspended.company.pk).update(status="suspended")

    assert remind_of_expiry() == []


@pytest.mark.django_db
def test_a_renewed_project_is_told_of_again_a_year_later() -> None:
    project = expiring(10)
    remind_of_expiry()
    renew_project(project)
    assert remind_of_expiry() == []

    Project.objects.update(expires_at=timezone.now() + timedelta(days=5))

    assert remind_of_expiry() == [project.pk]
    assert OutboxEmail.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_write_one_letter_to_each() -> None:
    for _index in range(5):
        expiring(7)
    told: list[list[int]] = []
    barrier = threading.Barrier(2)

    def work() -> None:
        barrier.wait()
        told.append(remind_of_expiry())
        connection.close()

    workers = [threading.Thread(target=work) for _index in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(told[0] + told[1]) == sorted(Project.objects.values_list("pk", flat=True))
    assert OutboxEmail.objects.count() == Membership.objects.count() == 5
