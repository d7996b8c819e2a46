"""Reading a project: four criteria, the outcome shown first, then carried out."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Project, ProjectReview
from tests.companies.views.test_queues import GOOD, MIDDLING, POOR, decide, text_of
from tests.factories import (
    CompanyFactory,
    ProjectFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (GOOD, "14 of 20 points: publish"),
        (MIDDLING, "with 2 more points it would be published"),
        (POOR, "A project with fewer than 5 points is returned."),
        (GOOD | {"clarity": "0"}, "A project with 0 points for any criterion is returned, whatever its other scores"),
    ],
)
def test_outcome_is_explained_before_anything_is_saved(staff: Client, points: dict[str, str], words: str) -> None:
    project = ProjectFactory(status="submitted")

    response = decide(staff, project, decision="preview", reason="half written", **points)

    assert words in re.sub(r"\s+", " ", text_of(response))
    assert "half written" in text_of(response)
    assert (Project.objects.get().status, ProjectReview.objects.count()) == ("submitted", 0)


def test_fragment_swapped_into_the_page_equals_the_fresh_page(staff: Client) -> None:
    project = ProjectFactory(status="submitted")
    data = {"read_at": project.updated_at.isoformat(), "decision": "preview", "reason": "<b>Why</b>"} | GOOD
    address = reverse("companies:project_decide", args=[project.public_id])

    page = staff.post(address, data)
    fragment = staff.post(address, data, headers={"HX-Request": "true"})

    assert text_of(fragment).strip() in text_of(page)
    assert text_of(fragment).lstrip().startswith('<div id="outcome"')
    assert "HX-Request" in page.headers["Vary"]


def test_outcome_needs_all_four_criteria(staff: Client) -> None:
    project = ProjectFactory(status="submitted")

    response = decide(staff, project, decision="publish", advantages="5", clarity="5")

    assert response.status_code == 422
    assert "Enter 0 to 5 points." in text_of(response)
    assert ProjectReview.objects.count() == 0


def test_points_changed_after_the_outcome_was_shown_are_shown_again(staff: Client) -> None:
    project = ProjectFactory(status="submitted")

    response = decide(staff, project, decision="publish", **MIDDLING)

    assert response.status_code == 422
    assert "The points have changed." in text_of(response)
    assert Project.objects.get().status == "submitted"


@pytest.mark.parametrize(
    ("points", "decision", "status"),
    [(GOOD, "publish", "published"), (MIDDLING, "hold", "submitted"), (POOR, "return", "returned")],
)
def test_confirmed_outcome_is_carried_out(staff: Client, points: dict[str, str], decision: str, status: str) -> None:
    project = ProjectFactory(status="submitted")

    response = decide(staff, project, decision=decision, reason="Say more.", **points)

    assert response.status_code == 302
    assert Project.objects.get().status == status
    assert ProjectReview.objects.get().verdict == decision


def test_review_on_hold_is_shown_to_the_next_reader(staff: Client) -> None:
    project = ProjectFactory(status="submitted")
    decide(staff, project, decision="hold", reason="Unclear who sells.", remark_seek="Which country?", **MIDDLING)

    html = text_of(staff.get(f"/staff/projects/{project.public_id}/"))

    assert "Unclear who sells." in html
    assert "Which country?" in html
    assert "8 of 20 points: 2, 2, 2, 2" in html


def test_project_of_an_unverified_company_says_so_and_links(staff: Client) -> None:
    project = ProjectFactory(status="submitted", company=CompanyFactory(status="submitted"))

    page = text_of(staff.get(f"/staff/projects/{project.public_id}/"))
    response = decide(staff, project, decision="publish", reason="kept", **GOOD)

    assert f"/staff/companies/{project.company.public_id}/" in page
    assert response.status_code == 409
    assert "Verify the company first." in text_of(response)
    assert "kept" in text_of(response)


def test_second_reviewer_of_a_project_keeps_points_and_words(staff: Client) -> None:
    project = ProjectFactory(status="submitted")
    decide(staff, project, decision="hold", **MIDDLING)

    response = decide(staff, project, decision="return", reason="제목이 너무 짧습니다.", **POOR)

    assert response.status_code == 409
    assert "제목이 너무 짧습니다." in text_of(response)
    assert re.sub(r"\s+", " ", text_of(response)).count("checked") == 4
    assert ProjectReview.objects.count() == 1
