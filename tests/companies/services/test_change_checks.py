from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from companies.models import ChangeCheck, Company, ProfileChange, Project
from companies.queries.edited_profiles import changes_to_check, describe_edits, profiles_with_changes
from companies.queries.remarks import remarks_for
from companies.queries.review_queue import desk_counts
from companies.services.change_checks import check_changes
from companies.services.companies import update_company
from companies.services.projects import update_project, withdraw_project
from notifications.models import OutboxEmail
from tests.factories import CompanyFactory, MembershipFactory, ProjectFactory, ReviewerFactory, UserFactory
from tests.standing import suspend
from values.errors import StateConflictError

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    """Published yesterday, by a company verified the day before."""
    yesterday = timezone.now() - timedelta(days=1)
    company = CompanyFactory(verified_at=yesterday - timedelta(days=1))
    return ProjectFactory(company=company, published_at=yesterday, offer="A line for glass.")


def edit(project: Project, offer: str) -> Project:
    return update_project(project, fields={"offer": offer}, by=UserFactory())


def last_id() -> int:
    return ProfileChange.objects.latest("pk").pk


def waiting() -> list[tuple[str, str, str]]:
    """(field, before, after) of every edit in the queue."""
    profiles = describe_edits(list(profiles_with_changes()))
    return [(name, found.before, found.after) for profile in profiles for name, found in profile.edits.items()]


def test_several_edits_of_a_field_are_one_difference(project: Project) -> None:
    edit(project, "A line for silver.")
    edit(project, "A line for copper.")

    assert waiting() == [("offer", "A line for glass.", "A line for copper.")]
    assert desk_counts().changes == 1


def test_edits_before_publication_were_read_with_the_review(project: Project) -> None:
    edit(project, "A line for silver.")
    Project.objects.update(published_at=timezone.now())

    assert waiting() == []


def test_edits_of_what_is_no_longer_public_do_not_wait(project: Project) -> None:
    edit(project, "A line for silver.")
    update_company(project.company, fields={"city": "Seoul"}, by=UserFactory())
    assert len(waiting()) == 2

    withdraw_project(project)
    assert [name for name, _before, _after in waiting()] == ["city"]

    suspend(project.company)
    assert waiting() == []


def test_longest_waiting_profile_comes_first(project: Project) -> None:
    other = ProjectFactory(published_at=project.published_at)
    edit(other, "Something else.")
    edit(project, "A line for silver.")

    profiles = describe_edits(list(profiles_with_changes()))

    assert [profile.project for profile in profiles] == [other, project]


def test_what_was_seen_leaves_the_queue_and_nobody_is_written_to(project: Project) -> None:
    MembershipFactory(company=project.company)
    edit(project, "A line for silver.")

    check_changes(project.company, project, by=ReviewerFactory(), last_id=last_id())

    assert (waiting(), OutboxEmail.objects.count(), remarks_for(project)) == ([], 0, {})


def test_edit_made_after_the_page_was_shown_stays(project: Project) -> None:
    edit(project, "A line for silver.")
    shown = last_id()
    edit(project, "A line for copper.")

    check_changes(project.company, project, by=ReviewerFactory(), last_id=shown)

    assert waiting() == [("offer", "A line for silver.", "A line for copper.")]


def test_remark_is_told_and_stays_until_the_field_is_edited_again(project: Project) -> None:
    member = MembershipFactory(company=project.company).user
    edit(project, "The best line in the world.")

    check_changes(
        project.company,
        project,
        by=ReviewerFactory(),
        last_id=last_id(),
        remarks={"offer": "Give a figure instead.", "seek": "not edited, so not kept"},
    )

    project.refresh_from_db()
    assert project.status == "published"
    assert remarks_for(project) == {"offer": ["Give a figure instead."]}
    email = OutboxEmail.objects.get()
    assert (email.recipient, "What the company offers: Give a figure instead." in email.text) == (member.email, True)
    assert remarks_for(edit(project, "99 % of the glass.")) == {}


def test_remark_on_a_company_stays_with_the_company(project: Project) -> None:
    update_company(project.company, fields={"summary": "We are the best."}, by=UserFactory())

    check_changes(
        project.company,
        None,
        by=ReviewerFactory(),
        last_id=last_id(),
        remarks={"summary": "Who says so?"},
    )

    assert remarks_for(Company.objects.get()) == {"summary": ["Who says so?"]}
    assert remarks_for(project) == {}


def test_second_reviewer_is_told(project: Project) -> None:
    edit(project, "A line for silver.")
    check_changes(project.company, project, by=ReviewerFactory(), last_id=last_id())

    with pytest.raises(StateConflictError):
        check_changes(project.company, project, by=ReviewerFactory(), last_id=last_id(), remarks={"offer": "No."})

    assert list(ChangeCheck.objects.values_list("remark", flat=True)) == [""]


def test_confidential_contact_is_not_shown_as_a_change(project: Project) -> None:
    ProfileChange.objects.create(company=project.company, field="contact")

    assert changes_to_check().count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_reviewers_at_the_same_moment_one_succeeds(project: Project) -> None:
    edit(project, "A line for silver.")
    reviewer, upto = ReviewerFactory(), last_id()
    together, told = Barrier(3), list[str]()

    def work() -> None:
        together.wait()
        try:
            check_changes(project.company, project, by=reviewer, last_id=upto)
        except StateConflictError as conflict:
            told.append(str(conflict))
        finally:
            connection.close()

    threads = [Thread(target=work) for _number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert told == ["Nothing was saved: someone else has checked these changes in the meantime."] * 2
    assert ChangeCheck.objects.count() == 1
