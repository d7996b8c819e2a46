import pytest
from django.test import Client

from accounts.models import User
from tests.factories import AdministratorFactory, ReviewerFactory
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
