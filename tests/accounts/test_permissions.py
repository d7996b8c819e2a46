import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from accounts.models import User
from accounts.permissions import View, reviewer_required, sign_in_required
from tests.factories import AdministratorFactory, ReviewerFactory, UserFactory


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the page")


def outcome(view: View[[]], user: User | AnonymousUser) -> int | str:
    """The status of the answer, or where the visitor is sent."""
    request = RequestFactory().get("/the/page/?of=mine")
    request.user = user
    try:
        answer = view(request)
    except PermissionDenied:
        return 403
    return answer.headers.get("Location", answer.status_code)


@pytest.mark.parametrize("decorator", [sign_in_required, reviewer_required])
def test_a_visitor_is_asked_to_sign_in_and_comes_back(decorator: object) -> None:
    assert outcome(decorator(page), AnonymousUser()) == "/accounts/login/?next=/the/page/%3Fof%3Dmine"


def test_whoever_has_signed_in_enters_while_the_account_is_active() -> None:
    people = [UserFactory.build(), ReviewerFactory.build(), AdministratorFactory.build()]
    closed = UserFactory.build(is_active=False)

    assert [outcome(sign_in_required(page), user) for user in [*people, closed]] == [200, 200, 200, 403]


def test_members_are_refused_where_case_managers_and_administrators_enter() -> None:
    people = [UserFactory.build(), ReviewerFactory.build(), AdministratorFactory.build()]

    assert [outcome(reviewer_required(page), user) for user in people] == [403, 200, 200]
