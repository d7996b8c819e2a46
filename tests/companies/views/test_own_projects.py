"""Writing, checking and moving projects as a browser without scripts sees it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from companies.models import Membership, ProfileDraft, Project, ProjectTranslation
from companies.services.projects import update_project
from tests.factories import MembershipFactory, ProjectFactory
from tests.seen import seen_by_owner, seen_by_translator
from translation.models import Translation

pytestmark = pytest.mark.django_db

TYPED: dict[str, Any] = {
    "language": "en",
    "title": "Recycling line for photovoltaic glass",
    "summary": "A line that separates the glass of photovoltaic modules.",
    "offer": "A line for photovoltaic module recycling with a digital twin of the plant.",
    "seek": "A collector with a permit.",
    "cooperations": ["technology_transfer:provider", "joint_research:peer"],
    "green_objectives": ["circular_economy"],
    "trl": "7",
    "partner_trl_min": "6",
    "partner_trl_max": "",
}


@pytest.fixture
def member(client: Client) -> Membership:
    membership: Membership = MembershipFactory()
    client.force_login(membership.user)
    return membership


def new(membership: Membership) -> str:
    return f"/me/companies/{membership.company.public_id}/projects/new/"


def edit(project: Project) -> str:
    return f"/me/projects/{project.public_id}/edit/"


def seen_in(client: Client, path: str) -> str:
    found = re.search(r'name="seen" value="(\w*)"', client.get(path).content.decode())
    assert found
    return found[1]


def test_a_project_is_written_and_previewed(client: Client, member: Membership) -> None:
    response = client.post(new(member), TYPED, follow=True)

    project = Project.objects.get()
    assert (project.status, project.company, project.partner_trl) == ("draft", member.company, (6, 9))
    assert sorted(project.cooperations.values_list("type", "role")) == [
        ("joint_research", "peer"),
        ("technology_transfer", "provider"),
    ]
    content = response.content.decode()
    assert "Preview: this is how the project will look" in content
    assert "The description of what you seek is short (number of words: 5)." in content
    assert not ProfileDraft.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "x" * 101}, "at most 100 characters"),
        ({"offer": "x" * 701}, "at most 700 characters"),
        ({"cooperations": []}, "Select at least one type of cooperation."),
        ({"cooperations": ["technology_transfer:peer"]}, "Select a valid choice"),
        (
            {"cooperations": [f"{kind}:provider" for kind in ("joint_research", "technology_transfer")] * 2},
            "Select up to three types of cooperation:",
        ),
        ({"green_objectives": []}, "Select at least one environmental objective."),
        ({"partner_trl_min": "8", "partner_trl_max": "3"}, "cannot be below the lowest"),
    ],
)
def test_wrong_input_is_kept_with_words_and_as_a_draft(
    client: Client, member: Membership, changes: dict[str, Any], words: str
) -> None:
    response = client.post(new(member), TYPED | changes)

    content = response.content.decode()
    assert response.status_code == 422
    assert words in content
    assert "A collector with a permit." in content
    assert not Project.objects.exists()
    assert "A collector with a permit." in client.get(new(member)).content.decode()


def test_line_ends_count_once_against_the_limit(client: Client, member: Membership) -> None:
    client.post(new(member), TYPED | {"offer": "\r\n".join(["x" * 99] * 7)})

    assert len(Project.objects.get().offer) == 699


def test_half_a_project_is_kept_as_a_draft_without_judging_it(client: Client, member: Membership) -> None:
    client.post(new(member), {"language": "ko", "title": "반쯤", "offer": "x" * 900, "then": "draft"})

    content = client.get(new(member)).content.decode()

    assert "반쯤" in content
    assert "x" * 900 in content
    assert 'class="error-summary"' not in content
    assert "A project you started, last edited on" in client.get("/me/").content.decode()


def test_themes_are_found_in_the_text_and_confirmed(client: Client, member: Membership) -> None:
    checked = client.post(new(member), TYPED | {"then": "check"}).content.decode()

    codes = re.findall(r'name="concepts" value="([\w-]+)"', checked)
    assert "Digital twin" in checked
    assert not Project.objects.exists()
    client.post(new(member), TYPED | {"concepts": codes[:1]})
    assert Project.objects.get().concepts == codes[:1]
    again = client.get(edit(Project.objects.get())).content.decode()
    assert re.search(rf'value="{codes[0]}"[^>]*checked', again)


def test_a_theme_nobody_knows_is_refused(client: Client, member: Membership) -> None:
    assert client.post(new(member), TYPED | {"concepts": ["nonsense"]}).status_code == 422


def test_the_checked_fragment_is_what_the_page_shows(client: Client, member: Membership) -> None:
    fragment = client.post(new(member), TYPED | {"then": "check"}, headers={"HX-Request": "true"})
    page = client.post(new(member), TYPED | {"then": "check"})

    assert fragment.content.decode().strip().startswith('<section id="text-check"')
    assert fragment.content.decode().strip() in page.content.decode()
    assert "HX-Request" in fragment.headers["Vary"]
    assert "HX-Request" in page.headers["Vary"]


def test_a_check_after_the_session_ended_leads_to_signing_in_and_keeps_the_text(client: Client) -> None:
    membership = MembershipFactory()
    response = client.post(new(membership), TYPED | {"then": "check"}, headers={"HX-Request": "true"})

    assert response.headers["HX-Redirect"] == f"/accounts/login/?next={new(membership)}%23kept"
    client.force_login(membership.user)
    assert "A collector with a permit." in client.get(new(membership)).content.decode()


def test_editing_a_public_project_keeps_it_public_with_its_history(client: Client, member: Membership) -> None:
    project = ProjectFactory(company=member.company)

    client.post(edit(project), TYPED | {"seen": seen_in(client, edit(project))})

    project.refresh_from_db()
    assert (project.status, project.title) == ("published", TYPED["title"])
    assert project.changes.filter(changed_by=member.user, field="title").exists()


def test_the_second_of_two_editors_is_told_and_keeps_their_text(client: Client, member: Membership) -> None:
    project = ProjectFactory(company=member.company)
    seen = seen_in(client, edit(project))
    update_project(project, fields={"title": "Her title of the project"}, by=MembershipFactory().user)

    response = client.post(edit(project), TYPED | {"seen": seen})

    content = response.content.decode()
    assert response.status_code == 409
    assert "Her title of the project" in content
    assert TYPED["title"] in content
    told = content[content.index("Currently saved version") : content.index('id="project-form"')]
    assert "Technology transfer (provider)" in told
    assert "Environmental objectives" not in told  # both say the same
    client.post(edit(project), TYPED | {"seen": seen_in(client, edit(project))})
    assert Project.objects.get().title == TYPED["title"]


@pytest.mark.parametrize("status", ["submitted", "archived"])
def test_what_staff_read_and_what_is_archived_stays_and_the_text_is_kept(
    client: Client, member: Membership, status: str
) -> None:
    project = ProjectFactory(company=member.company, status=status, title="As it was")

    response = client.post(edit(project), TYPED | {"seen": seen_in(client, edit(project))})

    assert response.status_code == 409
    assert Project.objects.get().title == "As it was"
    assert ProfileDraft.objects.get().fields["title"] == [TYPED["title"]]


@pytest.mark.parametrize(
    ("move", "before", "after"),
    [
        ("submit", "draft", "submitted"),
        ("submit", "returned", "submitted"),
        ("withdraw", "published", "withdrawn"),
        ("renew", "expired", "published"),
        ("archive", "withdrawn", "archived"),
        ("archive", "published", "published"),
        ("submit", "published", "published"),
    ],
)
def test_a_company_moves_its_project_on(client: Client, member: Membership, move: str, before: str, after: str) -> None:
    project = ProjectFactory(company=member.company, status=before)

    response = client.post(f"/me/projects/{project.public_id}/{move}/", {"seen": seen_by_owner(project)})

    assert response.status_code == 302
    assert Project.objects.get().status == after


def test_the_link_of_the_reminder_asks_before_it_renews(client: Client, member: Membership) -> None:
    soon = timezone.now() + timezone.timedelta(days=3)
    project = ProjectFactory(company=member.company, expires_at=soon)
    path = f"/me/projects/{project.public_id}/renew/"

    asked = client.get(path)
    project.refresh_from_db()
    assert asked.status_code == 200
    assert project.expires_at == soon

    client.post(path)
    project.refresh_from_db()
    assert project.expires_at > soon + timezone.timedelta(days=300)


def test_a_project_of_a_draft_company_waits_for_it(client: Client) -> None:
    membership = MembershipFactory(company__status="draft")
    project = ProjectFactory(company=membership.company, status="draft")
    client.force_login(membership.user)

    content = client.post(f"/me/projects/{project.public_id}/submit/", follow=True).content.decode()

    assert "Submit your company first" in content
    assert Project.objects.get().status == "draft"


@pytest.mark.parametrize("move", ["submit", "withdraw", "renew", "archive", "edit"])
def test_another_companys_project_does_not_exist(client: Client, member: Membership, move: str) -> None:
    project = ProjectFactory(status="published")

    assert client.post(f"/me/projects/{project.public_id}/{move}/", TYPED).status_code == 404
    assert Project.objects.get(pk=project.pk).status == "published"


def test_a_translation_is_written_and_shown_with_the_original_one_click_away(
    client: Client, member: Membership
) -> None:
    project = ProjectFactory(company=member.company, language="en", title="Glass line")
    texts = {"title": "Ligne de verre", "summary": "Une ligne.", "offer": "Une autre ligne.", "seek": ""}
    path = f"/me/projects/{project.public_id}/translations/fr/"
    seen = {"seen": seen_by_translator(project, "fr")}

    refused = client.post(path, texts | {"title": ""} | seen)

    assert refused.status_code == 422
    assert "Une autre ligne." in client.get(path).content.decode()
    assert client.post(path, texts | seen).status_code == 302
    page = Client(headers={"accept-language": "fr"}).get(f"/projects/{project.public_id}/").content.decode()
    assert '<h1><span lang="fr">Ligne de verre</span></h1>' in page
    assert '<p lang="fr">Une autre ligne.</p>' in page
    assert f'<p lang="en">{project.offer}</p></details>' in page
    assert f'<div class="written"><p lang="en">{project.seek}</p>' in page
    original = Client().get(f"/projects/{project.public_id}/").content.decode()
    assert '<h1><span lang="en">Glass line</span></h1>' in original
    assert "Ligne de verre" not in original
    client.post(path, texts | {"then": "remove", "seen": seen_by_translator(project, "fr")})
    assert not ProjectTranslation.objects.exists()
    assert not Translation.objects.exists()


@pytest.mark.parametrize("language", ["en", "xx"])
def test_there_is_no_page_to_translate_into_the_original(client: Client, member: Membership, language: str) -> None:
    project = ProjectFactory(company=member.company, language="en")

    assert client.get(f"/me/projects/{project.public_id}/translations/{language}/").status_code == 404
