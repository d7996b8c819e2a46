"""The page on which a company asks another: the fit first, kind refusals, nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from companies.models import Company, Project
from companies.services.projects import set_open_for_requests
from matching.services.blocks import keep_apart
from partnerships.models import PartnershipRequest
from tests.factories import (
    PASSWORD,
    PITCH,
    CompanyFactory,
    LuxembourgProjectFactory,
    MatchFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    UserFactory,
)
from tests.sent_forms import form_at


@pytest.fixture
def project(db: None) -> Project:
    return ProjectFactory()


@pytest.fixture
def wanted(db: None) -> Project:
    return LuxembourgProjectFactory()


@pytest.fixture
def member(project: Project, client: Client) -> User:
    user: User = MembershipFactory(company=project.company).user
    client.force_login(user)
    return user


def address(company: Company) -> str:
    return reverse("partnerships:request_create", args=[company.public_id])


def typed(project: Project, **changes: str) -> dict[str, str]:
    return {
        "mine": project.public_id,
        "theirs": "company",
        "cooperation": "technology_transfer",
        "pitch": PITCH,
        "question": "",
        "language": "en",
        "then": "send",
    } | changes


def test_the_page_shows_a_stored_fit_and_why(client: Client, member: User, project: Project, wanted: Project) -> None:
    MatchFactory(korean_project=project, luxembourg_project=wanted, score=0.8)

    page = client.get(address(wanted.company), {"theirs": wanted.public_id})

    assert page.status_code == 200
    assert page.context["form"]["theirs"].value() == wanted.public_id
    assert "How well you match" in page.content.decode()
    assert 0 < page.context["fit"].score <= 1
    assert page.context["theirs"] == wanted


def test_a_fit_nobody_stored_is_computed(client: Client, member: User, project: Project, wanted: Project) -> None:
    page = client.get(address(wanted.company))

    assert page.context["fit"].pk is None
    assert page.context["reasons"].criteria
    assert page.context["reasons"].korean_passages


def test_for_the_company_at_large_the_best_of_its_projects_is_compared(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    LuxembourgProjectFactory(
        company=wanted.company,
        summary="Wir entwickeln Software für Buchhaltung.",
        offer="Eine Buchhaltungssoftware für Steuerberater.",
        seek="Ein Steuerbüro als ersten Kunden.",
        language="de",
    )

    page = client.get(address(wanted.company))

    assert page.context["form"]["theirs"].value() == "company"
    assert page.context["theirs"] == wanted


def test_sending_goes_to_the_request(client: Client, member: User, project: Project, wanted: Project) -> None:
    answer = client.post(address(wanted.company), typed(project, theirs=wanted.public_id))

    request = PartnershipRequest.objects.get()
    assert answer.headers["Location"] == reverse("partnerships:request_detail", args=[request.public_id])
    assert (request.sender_project, request.receiver_project, request.sent_by) == (project, wanted, member)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pitch": "Let us meet."}, "Only 12 characters so far: write at least 150"),
        ({"pitch": "x" * 601}, "601 characters, but the limit is 600"),
        ({"pitch": ""}, "This field is required."),
        ({"mine": "nobodys"}, "Select a valid choice."),
        ({"theirs": "nobodys"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    changes: dict[str, str], words: str, client: Client, member: User, project: Project, wanted: Project
) -> None:
    data = typed(project, question="Is your permit valid?", **changes)

    page = client.post(address(wanted.company), data)

    assert page.status_code == 422
    assert words in page.content.decode()
    assert "Is your permit valid?" in page.content.decode()
    assert not PartnershipRequest.objects.exists()


def test_line_ends_count_once(client: Client, member: User, project: Project, wanted: Project) -> None:
    pitch = "\r\n".join(["y" * 99] * 6)

    client.post(address(wanted.company), typed(project, pitch=pitch))

    assert len(PartnershipRequest.objects.get().pitch) == 599


def test_looking_at_another_fit_keeps_what_was_typed_unjudged(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    second = ProjectFactory(company=project.company)

    page = client.post(
        address(wanted.company), typed(second, pitch="Not done yet", theirs=wanted.public_id, then="fit")
    )

    assert page.status_code == 200
    assert page.context["project"] == second
    assert "Not done yet" in page.content.decode()
    assert "error-summary" not in page.content.decode()


def test_what_was_typed_and_not_sent_is_there_again(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    client.post(address(wanted.company), typed(project, pitch="Half of a pitch"))

    page = client.get(address(wanted.company))

    assert page.context["form"]["pitch"].value() == "Half of a pitch"
    client.post(address(wanted.company), typed(project))
    PartnershipRequest.objects.all().delete()
    assert not client.get(address(wanted.company)).context["form"]["pitch"].value()


def test_what_was_sent_after_the_session_ended_is_there_after_signing_in(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    client.logout()
    path = address(wanted.company)

    answer = client.post(path, typed(project, question="Is your permit valid?"), follow=True)
    client.login(email=member.email, password=PASSWORD)
    form = form_at(client.get(path).content.decode(), path, base=path)

    assert answer.redirect_chain[-1][0] == f"/accounts/login/?next={path}%23kept"
    assert "your text has been kept" in answer.content.decode()
    assert (form.values("pitch"), form.values("question")) == ([PITCH], ["Is your permit valid?"])
    assert not PartnershipRequest.objects.exists()


def test_who_acts_for_two_companies_asks_with_the_one_chosen(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    second = ProjectFactory(company=MembershipFactory(user=member, company=CompanyFactory()).company)
    PartnershipRequestFactory(sender_project=project, receiver_project=wanted)

    client.post(address(wanted.company), typed(second))

    assert PartnershipRequest.objects.get(sender=second.company).sender_project == second


def test_a_colleague_who_was_faster_leaves_me_my_text(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    PartnershipRequestFactory(sender_project=project, receiver_project=wanted)

    page = client.post(address(wanted.company), typed(project))

    assert page.status_code == 409
    assert "Your company has already sent this company a request and has not had an answer yet" in page.content.decode()
    assert PITCH in page.content.decode()
    assert PartnershipRequest.objects.count() == 1


def test_the_text_is_shown_even_when_the_own_project_left_meanwhile(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    Project.objects.filter(pk=project.pk).update(status="withdrawn")

    page = client.post(address(wanted.company), typed(project))

    assert (
        "You need a published project to send a request, and your company does not have one yet"
        in page.content.decode()
    )
    assert PITCH in page.content.decode()


def refusal(client: Client, company: Company) -> Any:
    page = client.get(address(company))
    assert page.templates[0].name == "partnerships/request_refused.html"
    return page.context["reason"]


def test_refusals_are_told_before_anything_is_typed(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    assert "own company" in refusal(client, project.company)
    assert "between Korea and Luxembourg" in refusal(client, ProjectFactory().company)
    PartnershipRequestFactory(sender_project=project, receiver_project=wanted)
    assert "Your company has already sent this company a request and has not had an answer yet" in refusal(
        client, wanted.company
    )
    for _number in range(4):
        PartnershipRequestFactory(sender_project=project)
    assert "5 open requests" in refusal(client, LuxembourgProjectFactory().company)


def test_a_blocked_company_is_refused_without_saying_who_blocked(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    keep_apart(project.company, wanted.company, user=UserFactory(), company=wanted.company)

    assert refusal(client, wanted.company) == (
        "A request between these two companies is not possible. Other companies may suit you just as well."
    )


def test_who_acts_for_no_company_or_has_no_public_project_is_told_what_to_do(client: Client, wanted: Project) -> None:
    user = UserFactory()
    client.force_login(user)
    assert "Requests are sent by companies, and you are not linked to a company yet" in refusal(client, wanted.company)

    MembershipFactory(user=user, company=CompanyFactory())
    assert "You need a published project to send a request, and your company does not have one yet" in refusal(
        client, wanted.company
    )


def test_who_is_refused_is_led_on(client: Client, member: User, project: Project, wanted: Project) -> None:
    neighbour = client.get(address(ProjectFactory().company)).content.decode()
    Company.objects.filter(pk=project.company_id).update(status="suspended")
    unverified = client.get(address(wanted.company))

    assert 'href="/projects/?country=LU"' in neighbour
    assert (
        "Companies must be verified before they can contact others, and yours is not verified at the moment"
        in unverified.context["reason"]
    )
    assert unverified.context["way"] == "room"


def test_a_closed_project_is_not_offered(client: Client, member: User, project: Project, wanted: Project) -> None:
    other = LuxembourgProjectFactory(company=wanted.company)
    set_open_for_requests(wanted, is_open=False)

    page = client.get(address(wanted.company))

    assert list(page.context["form"].wanted) == [other.public_id]
    from_it = client.get(address(wanted.company), {"theirs": wanted.public_id}).content.decode()
    assert "This project does not accept requests at the moment" in from_it
    set_open_for_requests(other, is_open=False)
    assert "Partnership requests are not accepted here at the moment" in refusal(client, wanted.company)


def test_the_pages_of_company_and_project_lead_here(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    company_page = client.get(reverse("directory:company_detail", args=[wanted.company.public_id])).content.decode()
    project_page = client.get(reverse("directory:project_detail", args=[wanted.public_id])).content.decode()
    own_page = client.get(reverse("directory:company_detail", args=[project.company.public_id])).content.decode()
    neighbour = client.get(reverse("directory:company_detail", args=[ProjectFactory().company.public_id]))

    assert f'href="{address(wanted.company)}"' in company_page
    assert f'href="{address(wanted.company)}?theirs={wanted.public_id}"' in project_page
    assert "Request a partnership" not in own_page
    assert "Request a partnership" not in neighbour.content.decode()


def test_the_switch_in_the_room_closes_and_opens_a_project(
    client: Client, member: User, project: Project, wanted: Project
) -> None:
    switch = reverse("companies:own_project_requests", args=[project.public_id])

    page = client.post(switch, {"open": "no"}, follow=True).content.decode()
    project.refresh_from_db()
    assert not project.is_open_for_requests
    assert "Does not accept partnership requests at the moment." in page
    client.force_login(MembershipFactory(company=wanted.company).user)
    public = client.get(reverse("directory:project_detail", args=[project.public_id])).content.decode()
    assert "Does not accept partnership requests at the moment" in public
    client.force_login(member)

    client.post(switch, {"open": "yes"})
    project.refresh_from_db()
    assert project.is_open_for_requests
