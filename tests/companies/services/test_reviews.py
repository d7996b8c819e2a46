from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from companies.errors import ChecksMissingError, CompanyNotVerifiedError
from companies.models import Company, CompanyReview, FieldRemark, Project, ProjectReview
from companies.queries.remarks import remarks_for
from companies.rubric import Scores
from companies.services.companies import submit_company, update_company
from companies.services.decision_emails import email_company_decision, email_project_decision
from companies.services.projects import submit_project, update_project
from companies.services.reviews import (
    CompanyChecks,
    ReviewNotes,
    return_after_review,
    review_project,
    verify_after_review,
)
from notifications.models import EmailKind, OutboxEmail
from notifications.services.presend_checks import reason_to_cancel
from tests.factories import CompanyFactory, MembershipFactory, ProjectFactory, ReviewerFactory, UserFactory
from values.errors import PortalError, ReasonMissingError, StateConflictError

pytestmark = pytest.mark.django_db

ALL_CHECKED = CompanyChecks(is_number_checked=True, is_sme_checked=True, is_duplicate_checked=True)
GOOD, MIDDLING, POOR = Scores(4, 4, 3, 3), Scores(2, 2, 2, 2), Scores(3, 0, 3, 3)
NOTES = ReviewNotes("Say what the machine does.", {"offer": "Name the machine.", "seek": " "})


def verify(company: Company) -> CompanyReview:
    return verify_after_review(company, reviewer=ReviewerFactory(), checks=ALL_CHECKED, read_at=company.updated_at)


def send_back(company: Company, notes: ReviewNotes = NOTES) -> CompanyReview:
    return return_after_review(
        company, reviewer=ReviewerFactory(), checks=CompanyChecks(), notes=notes, read_at=company.updated_at
    )


def review(project: Project, scores: Scores, notes: ReviewNotes = NOTES) -> ProjectReview:
    return review_project(project, reviewer=ReviewerFactory(), scores=scores, notes=notes, read_at=project.updated_at)


def mails() -> list[tuple[str, str, str]]:
    return list(OutboxEmail.objects.order_by("pk").values_list("kind", "recipient", "subject"))


def test_verified_company_is_public_and_its_people_hear_of_it() -> None:
    company = CompanyFactory(status="submitted", name="Hanbit")
    MembershipFactory(company=company, user=UserFactory(email="a@hanbit.example"))
    MembershipFactory(company=company, user=UserFactory(email="gone@hanbit.example", is_active=False))

    found = verify(company)

    company.refresh_from_db()
    assert (company.status, found.verdict) == ("verified", "verified")
    assert mails() == [(EmailKind.COMPANY_NEWS, "a@hanbit.example", "Hanbit is verified")]


def test_company_is_not_verified_before_everything_was_looked_at() -> None:
    company = CompanyFactory(status="submitted")
    checks = CompanyChecks(is_number_checked=True, is_sme_checked=True)

    with pytest.raises(ChecksMissingError):
        verify_after_review(company, reviewer=ReviewerFactory(), checks=checks, read_at=company.updated_at)

    company.refresh_from_db()
    assert (company.status, CompanyReview.objects.count()) == ("submitted", 0)


def test_returned_company_reads_reason_and_remarks_until_it_submits_again() -> None:
    company = CompanyFactory(status="submitted")
    send_back(company, ReviewNotes("Too short.", {"summary": "Say what you make.", "city": ""}))
    company.refresh_from_db()

    before = remarks_for(company)
    after = remarks_for(submit_company(company))

    assert (company.status, company.return_reason) == ("returned", "Too short.")
    assert (before, after) == ({"summary": ["Say what you make."]}, {})


def test_only_the_latest_return_is_beside_the_fields() -> None:
    company = CompanyFactory(status="submitted")
    send_back(company, ReviewNotes("Too short.", {"summary": "Say what you make."}))
    submit_company(company)
    company.refresh_from_db()

    send_back(company, ReviewNotes("Where?", {"city": "Is it Daejeon?"}))

    company.refresh_from_db()
    assert remarks_for(company) == {"city": ["Is it Daejeon?"]}


def test_return_without_a_reason_changes_nothing() -> None:
    company, project = CompanyFactory(status="submitted"), ProjectFactory(status="submitted")

    with pytest.raises(ReasonMissingError):
        send_back(company, ReviewNotes("  "))
    with pytest.raises(ReasonMissingError):
        review(project, POOR, ReviewNotes(""))

    assert (CompanyReview.objects.count(), ProjectReview.objects.count(), mails()) == (0, 0, [])


def test_profile_changed_since_it_was_read_is_not_decided() -> None:
    company = CompanyFactory(status="submitted")
    read = Company.objects.get()
    update_company(company, fields={"summary": "Something else altogether."})

    with pytest.raises(StateConflictError, match="changed since you opened the page"):
        verify(read)

    company.refresh_from_db()
    assert company.status == "submitted"


@pytest.mark.parametrize(
    ("scores", "verdict", "status"),
    [(GOOD, "publish", "published"), (MIDDLING, "hold", "submitted"), (POOR, "return", "returned")],
)
def test_points_move_the_project_as_the_rubric_says(scores: Scores, verdict: str, status: str) -> None:
    project = ProjectFactory(status="submitted")

    found = review(project, scores)

    project.refresh_from_db()
    assert (found.verdict, project.status, found.scores) == (verdict, status, scores)
    assert FieldRemark.objects.count() == 1


@pytest.mark.parametrize(
    ("scores", "subjects"),
    [
        (GOOD, ["Your project has been published: Glass line"]),
        (MIDDLING, []),
        (POOR, ["Please improve your project: Glass line"]),
    ],
)
def test_people_hear_of_a_decision_and_not_of_a_hold(scores: Scores, subjects: list[str]) -> None:
    project = ProjectFactory(status="submitted", title="Glass line")
    MembershipFactory(company=project.company)

    review(project, scores)

    assert [subject for _kind, _recipient, subject in mails()] == subjects


def test_letter_of_a_return_carries_reason_and_remarks_in_the_readers_language() -> None:
    project = ProjectFactory(status="submitted")
    MembershipFactory(company=project.company, user=UserFactory(language="de"))

    review(project, POOR)

    email = OutboxEmail.objects.get()
    assert email.language == "de"
    assert "Say what the machine does." in email.text
    assert f"/me/projects/{project.public_id}/edit/" in email.text  # where the remarks stand beside the fields
    assert "- Was das Unternehmen anbietet: Name the machine." in email.text


def test_writing_the_letters_again_writes_none() -> None:
    company, project = CompanyFactory(status="submitted"), ProjectFactory(status="submitted")
    MembershipFactory(company=company)
    MembershipFactory(company=project.company)
    first, second = verify(company), review(project, GOOD)

    email_company_decision(first)
    email_project_decision(second)

    assert len(mails()) == 2


@pytest.mark.django_db(transaction=True)
def test_a_decision_that_is_told_by_two_at_once_is_told_once() -> None:
    company = CompanyFactory(status="submitted")
    decision = verify(company)
    MembershipFactory(company=company)
    barrier = Barrier(4)

    def tell() -> None:
        barrier.wait()
        email_company_decision(decision)
        connection.close()

    tellers = [Thread(target=tell) for _teller in range(4)]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()

    assert [email.about for email in OutboxEmail.objects.all()] == [decision]


def test_mail_of_a_decision_stays_when_the_decision_is_gone() -> None:
    company = CompanyFactory(status="submitted")
    MembershipFactory(company=company)
    decision = verify(company)

    CompanyReview.objects.all().delete()

    email = OutboxEmail.objects.get()
    assert (email.about, email.is_about(CompanyReview), reason_to_cancel(email)) == (None, True, "")
    assert decision.company.name in email.subject


def test_project_of_an_unverified_company_stays_with_everything_unsaved() -> None:
    project = ProjectFactory(status="submitted", company=CompanyFactory(status="submitted"))

    with pytest.raises(CompanyNotVerifiedError):
        review(project, GOOD)

    project.refresh_from_db()
    assert (project.status, ProjectReview.objects.count(), mails()) == ("submitted", 0, [])


def test_second_reading_of_a_project_on_hold_may_publish_it() -> None:
    project = ProjectFactory(status="submitted")
    review(project, MIDDLING)
    project.refresh_from_db()

    review(project, GOOD)

    project.refresh_from_db()
    assert (project.status, [entry.verdict for entry in project.reviews.all()]) == ("published", ["publish", "hold"])


def test_who_had_the_page_open_before_a_hold_is_told() -> None:
    project = ProjectFactory(status="submitted")
    read = Project.objects.get()
    review(project, MIDDLING)

    with pytest.raises(StateConflictError, match="reviewed or changed since"):
        review(read, GOOD)

    assert ProjectReview.objects.count() == 1


def test_project_returned_changed_and_submitted_again_must_be_read_again() -> None:
    project = ProjectFactory(status="submitted")
    read = Project.objects.get()
    review(project, POOR)
    submit_project(update_project(project, fields={"offer": "Another machine altogether."}))

    with pytest.raises(StateConflictError):
        review(read, GOOD)

    project.refresh_from_db()
    assert project.status == "submitted"


def test_remarks_on_a_project_go_when_it_is_submitted_again() -> None:
    project = ProjectFactory(status="submitted")
    review(project, POOR)
    project.refresh_from_db()

    assert remarks_for(project) == {"offer": ["Name the machine."]}
    assert remarks_for(submit_project(project)) == {}


def race(*steps: Callable[[], object]) -> list[type[PortalError] | None]:
    """Start the steps at the same moment, each on its own connection; what each raised."""
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
@pytest.mark.parametrize("second", [GOOD, MIDDLING, POOR], ids=["publish", "hold", "return"])
def test_of_reviewers_who_decide_at_the_same_moment_one_succeeds(second: Scores) -> None:
    project = ProjectFactory(status="submitted")
    MembershipFactory(company=project.company)

    raised = race(lambda: review(project, GOOD), lambda: review(project, second), lambda: review(project, second))

    assert sorted(raised, key=str) == [StateConflictError, StateConflictError, None]
    assert ProjectReview.objects.count() == 1
    assert len(mails()) <= 1


@pytest.mark.django_db(transaction=True)
def test_of_reviewers_of_a_company_one_succeeds() -> None:
    company = CompanyFactory(status="submitted")
    MembershipFactory(company=company)

    raised = race(lambda: verify(company), lambda: send_back(company))

    assert sorted(raised, key=str) == [StateConflictError, None]
    assert (CompanyReview.objects.count(), len(mails())) == (1, 1)
