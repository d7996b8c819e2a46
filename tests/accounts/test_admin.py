import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.test import Client, RequestFactory

from accounts.models import User
from tests.factories import AdministratorFactory, MembershipFactory, ReviewerFactory
from tests.signing_in import sign_in_afresh

pytestmark = pytest.mark.django_db
PERSON = {
    "email": "New.Person@SGBC.example",
    "full_name": "New Person",
    "language": "de",
    "time_zone": "Europe/Luxembourg",
    "staff_role": "reviewer",
    "is_active": "on",
}


def test_an_administrator_adds_a_reviewer_who_has_yet_to_choose_a_password(client: Client) -> None:
    sign_in_afresh(client, AdministratorFactory())

    client.post("/admin/accounts/user/add/", PERSON)

    person = User.objects.get(email="new.person@sgbc.example")
    assert (person.is_reviewer, person.has_usable_password()) == (True, False)


def test_an_administrator_changes_a_role_and_leaves_the_password_alone(client: Client) -> None:
    sign_in_afresh(client, AdministratorFactory())
    reviewer = ReviewerFactory()

    client.post(f"/admin/accounts/user/{reviewer.pk}/change/", PERSON | {"email": reviewer.email, "staff_role": ""})

    changed = User.objects.get(pk=reviewer.pk)
    assert (changed.is_reviewer, changed.password) == (False, reviewer.password)


def test_a_reviewer_cannot_make_themselves_administrator(client: Client) -> None:
    reviewer = ReviewerFactory()
    client.force_login(reviewer)

    response = client.post(f"/admin/accounts/user/{reviewer.pk}/change/", PERSON | {"staff_role": "administrator"})

    reviewer.refresh_from_db()
    assert (response.status_code, reviewer.staff_role) == (302, "reviewer")


def test_an_administrator_signs_in_as_nobody_by_an_address_of_their_own(client: Client) -> None:
    """Whoever gave an account another address, or called one confirmed, would get its next link for a new password."""
    sign_in_afresh(client, AdministratorFactory())
    person = MembershipFactory().user
    kept = EmailAddress.objects.create(user=person, email=person.email, verified=False, primary=True)
    mine = {"user": person.pk, "email": "mine@elsewhere.example", "verified": "on", "primary": "on"}

    codes = [
        client.get("/admin/account/emailaddress/").status_code,
        client.post("/admin/account/emailaddress/add/", mine).status_code,
        client.post(f"/admin/account/emailaddress/{kept.pk}/change/", mine).status_code,
    ]
    client.post("/admin/account/emailaddress/", {"action": "make_verified", "_selected_action": kept.pk})
    client.post(f"/admin/accounts/user/{person.pk}/change/", PERSON | {"email": mine["email"], "staff_role": ""})

    changed = User.objects.get(pk=person.pk)
    assert codes == [200, 403, 403]
    assert EmailAddress.objects.values_list("email", "verified").get() == (person.email, False)
    assert (changed.email, changed.full_name) == (person.email, PERSON["full_name"])


def test_nobody_writes_in_the_administration_but_what_is_named_here(client: Client) -> None:
    """A library's model that registers itself would be one more door."""
    request = RequestFactory().get("/admin/")
    request.user = AdministratorFactory()

    writable = {
        model._meta.label
        for model, page in admin.site._registry.items()
        if page.has_add_permission(request) or page.has_change_permission(request)
    }

    assert writable == {
        *(
            "accounts.User",
            "companies.Company",
            "companies.Project",
            "matching.CompanyBlock",
            "matching.WeightsVersion",
        ),
        "auth.Group",  # Django's own: no rule here asks for a group
    }
