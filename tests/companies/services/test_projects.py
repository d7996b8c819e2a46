from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from companies.errors import CompanyNotVerifiedError
from companies.models import Project, ProjectStatus
from companies.services.projects import (
    archive_project,
    create_project,
    expire_overdue_projects,
    publish_project,
    renew_project,
    return_project,
    submit_project,
    update_project,
    withdraw_project,
)
from companies.tasks import expire_projects
from tests.clocks import travel
from tests.factories import CompanyFactory, ProjectFactory
from tests.standing import suspend
from values.errors import PortalError, ReasonMissingError, StateConflictError

pytestmark = pytest.mark.django_db

Announced = list[tuple[str, list[int]]]
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
IN_A_YEAR = NOW + timedelta(days=365)


def return_with_reason(project: Project) -> Project:
    return return_project(project, reason="Say what you seek.")


STEPS: list[tuple[Callable[[Project], Project], set[str], str]] = [
    (submit_project, {"draft", "returned", "withdrawn"}, "submitted"),
    (publish_project, {"submitted"}, "published"),
    (return_with_reason, {"submitted"}, "returned"),
    (renew_project, {"published", "expired"}, "published"),
    (withdraw_project, {"published"}, "withdrawn"),
    (archive_project, {"expired", "withdrawn"}, "archived"),
]


@pytest.mark.parametrize("status", ProjectStatus.values)
@pytest.mark.parametrize(("step", "old", "new"), STEPS)
def test_project_moves_from_the_right_states_only(
    step: Callable[[Project], Project], old: set[str], new: str, status: str
) -> None:
    project = ProjectFactory(status=status)

    if status in old:
        assert step(project).status == new
    else:
        with pytest.raises(StateConflictError):
            step(project)

    project.refresh_from_db()
    assert project.status == (new if status in old else status)


@travel(NOW, tick=False)
def test_published_project_is_public_for_365_days_and_enters(announced: Announced) -> None:
    project = ProjectFactory(status="submitted", published_at=None, expires_at=None, return_reason="Too short.")

    published = publish_project(project)

    assert (published.published_at, published.expires_at, published.return_reason) == (NOW, IN_A_YEAR, "")
    assert announced == [("entered", [project.pk])]


@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "suspended"])
@pytest.mark.parametrize(("step", "project_status"), [(publish_project, "submitted"), (renew_project, "expired")])
def test_project_of_an_unverified_company_cannot_become_public(
    step: Callable[[Project], Project], project_status: str, status: str, announced: Announced
) -> None:
    project = ProjectFactory(status=project_status, company=CompanyFactory(name="Hanbit", status=status))

    with pytest.raises(CompanyNotVerifiedError) as told:
        step(project)

    project.refresh_from_db()
    assert str(told.value) == "Nothing was changed: Hanbit is not verified. Verify the company first."
    assert (project.status, announced) == (project_status, [])


def test_second_of_two_reviewers_is_told_and_nothing_enters_twice(announced: Announced) -> None:
    project = ProjectFactory(status="submitted", title="Glass line")

    publish_project(project)
    with pytest.raises(StateConflictError) as told:
        publish_project(project)

    assert str(told.value) == (
        "Nothing was changed: the status of “Glass line” is now “published”. Reload the page to "
        "see the current version."
    )
    assert announced == [("entered", [project.pk])]


def test_return_needs_a_reason_and_keeps_it() -> None:
    project = ProjectFactory(status="submitted")

    with pytest.raises(ReasonMissingError):
        return_project(project, reason="\n")

    assert return_project(project, reason=" Say more. ").return_reason == "Say more."


@travel(NOW, tick=False)
def test_renewing_in_time_changes_the_date_alone(announced: Announced) -> None:
    project = ProjectFactory(published_at=NOW - timedelta(days=360), expires_at=NOW + timedelta(days=5))

    renewed = renew_project(project)

    assert (renewed.published_at, renewed.expires_at) == (NOW - timedelta(days=360), IN_A_YEAR)
    assert announced == []


def test_renewing_an_expired_project_lets_it_enter_again(announced: Announced) -> None:
    project = ProjectFactory(status="expired")

    renew_project(project)

    assert announced == [("entered", [project.pk])]


def test_withdrawn_project_leaves(announced: Announced) -> None:
    project = ProjectFactory()

    withdraw_project(project)

    assert announced == [("left", [project.pk])]


def test_overdue_projects_expire_once_however_often_the_task_runs(announced: Announced) -> None:
    past, future = timezone.now() - timedelta(seconds=1), timezone.now() + timedelta(hours=1)
    overdue = [ProjectFactory(expires_at=past), ProjectFactory(expires_at=past)]
    others = [ProjectFactory(expires_at=future), ProjectFactory(status="withdrawn", expires_at=past)]

    expire_projects()
    expire_projects()

    assert announced == [("left", [project.pk for project in overdue])]
    assert [Project.objects.get(pk=project.pk).status for project in overdue + others] == [
        "expired",
        "expired",
        "published",
        "withdrawn",
    ]


def test_nothing_overdue_is_nothing_told(announced: Announced) -> None:
    assert (expire_overdue_projects(), announced) == ([], [])


def test_new_project_is_a_draft_with_its_cooperations(announced: Announced) -> None:
    project = create_project(
        CompanyFactory(),
        fields={
            "language": "en",
            "title": "Glass line",
            "summary": "A line.",
            "offer": "The line.",
            "seek": "A site.",
            "green_objectives": ["water"],
            "trl": 7,
        },
        cooperations=[("joint_venture", "peer"), ("technology_transfer", "provider")],
    )

    assert project.status == "draft"
    assert list(project.cooperations.values_list("type", "role")) == [
        ("joint_venture", "peer"),
        ("technology_transfer", "provider"),
    ]
    assert announced == []


@pytest.mark.parametrize("status", ["draft", "returned", "published", "expired", "withdrawn"])
def test_public_project_enters_again_when_its_text_changes(status: str, announced: Announced) -> None:
    project = ProjectFactory(status=status)

    updated = update_project(project, fields={"seek": "A site in Luxembourg."})

    assert updated.seek == "A site in Luxembourg."
    assert announced == ([("entered", [project.pk])] if status == "published" else [])


def test_changed_project_of_a_suspended_company_stays_silent(announced: Announced) -> None:
    project = ProjectFactory(company=CompanyFactory(status="suspended"))

    update_project(project, fields={"seek": "A site in Luxembourg."})

    assert announced == []


@pytest.mark.parametrize("status", ["submitted", "archived"])
def test_project_under_review_or_put_away_cannot_be_edited(status: str) -> None:
    project = ProjectFactory(status=status, seek="A site.")

    with pytest.raises(StateConflictError):
        update_project(project, fields={"seek": "Something else."})

    project.refresh_from_db()
    assert project.seek == "A site."


def test_saving_the_same_again_changes_nothing(announced: Announced) -> None:
    project = ProjectFactory(cooperations=[("joint_venture", "peer"), ("technology_transfer", "provider")])
    before = project.updated_at, list(project.cooperations.values_list("pk", flat=True))

    update_project(
        project,
        fields={"title": project.title, "green_objectives": ["circular_economy"]},
        cooperations=[("technology_transfer", "provider"), ("joint_venture", "peer")],
    )

    project.refresh_from_db()
    assert (project.updated_at, list(project.cooperations.values_list("pk", flat=True))) == before
    assert announced == []


def test_changed_cooperation_alone_enters_again(announced: Announced) -> None:
    project = ProjectFactory()

    update_project(project, fields={}, cooperations=[("joint_research", "peer")])

    assert list(project.cooperations.values_list("type", "role")) == [("joint_research", "peer")]
    assert announced == [("entered", [project.pk])]


def run_together(*steps: Callable[[], object]) -> list[type[PortalError] | None]:
    """Start the steps at the same moment, each on its own connection; what each raised, in their order."""
    together, raised = Barrier(len(steps)), dict[int, type[PortalError]]()

    def run(position: int) -> None:
        together.wait()
        try:
            steps[position]()
        except PortalError as error:
            raised[position] = type(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[position]) for position in range(len(steps))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [raised.get(position) for position in range(len(steps))]


@pytest.mark.django_db(transaction=True)
def test_of_reviewers_who_publish_at_the_same_moment_one_succeeds(announced: Announced) -> None:
    project = ProjectFactory(status="submitted")

    raised = run_together(*[lambda: publish_project(project)] * 4)

    assert sorted(raised, key=str) == [StateConflictError] * 3 + [None]
    assert announced == [("entered", [project.pk])]


@pytest.mark.django_db(transaction=True)
def test_project_published_while_its_company_is_suspended_is_told_to_leave_last(announced: Announced) -> None:
    project = ProjectFactory(status="submitted")

    raised = run_together(lambda: publish_project(project), lambda: suspend(project.company))

    project.refresh_from_db()
    if raised == [None, None]:
        assert (project.status, announced) == ("published", [("entered", [project.pk]), ("left", [project.pk])])
    else:
        assert raised == [CompanyNotVerifiedError, None]
        assert (project.status, announced) == ("submitted", [])
