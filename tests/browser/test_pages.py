"""Every kind of page, each language, on phone and desk: accessible, inside its width, no complaint in the console."""

from typing import Any

import pytest

from accounts.models import User
from directory.services.directory import rebuild_directory
from matching.models import Match
from matching.seen import seen_of
from matching.services.requests import request_full_run
from matching.services.reviews import approve_match
from matching.services.runs import advance_run
from notifications.models import OutboxEmail
from partnerships.services.requests import decline_request
from tests.browser.test_suggestion_journey import verified
from tests.factories import (
    AdministratorFactory,
    LuxembourgProjectFactory,
    MembershipFactory,
    PartnershipRequestFactory,
    ProjectFactory,
    ReviewerFactory,
    SavedSearchFactory,
    UserFactory,
)
from tests.seen import seen_by_receiver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def addresses() -> dict[User | None, list[str]]:
    """The pages worth looking at, by who looks at them."""
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    for _index in range(2):
        ProjectFactory()
        LuxembourgProjectFactory()
    member = verified(UserFactory(email="member@company.example"))
    MembershipFactory(user=member, company=luxembourger.company)
    reviewer = verified(ReviewerFactory(email="reviewer@sgbc.example"))
    verified(AdministratorFactory(email="administrator@sgbc.example"))
    rebuild_directory()
    run = request_full_run()
    while advance_run(run.pk):
        pass
    suggested, proposed = Match.objects.filter(luxembourg_project=luxembourger)[0], Match.objects.last()
    approve_match(suggested, reviewer=reviewer, seen=seen_of(suggested))
    email = OutboxEmail.objects.get()
    received = PartnershipRequestFactory(receiver_project=luxembourger)
    declined = PartnershipRequestFactory(sender_project=luxembourger, receiver_project=korean)
    decline_request(declined, by=reviewer, reason="capacity", comment="All the best.", seen=seen_by_receiver(declined))
    requests = [f"/partnerships/requests/{request.public_id}/" for request in (received, declined)]
    search = SavedSearchFactory(user=member, query="city=Daejeon&green=water&q=leaks")
    searches = ["/me/searches/", f"/me/searches/{search.pk}/", "/me/searches/new/?document_type=company&q=glass"]
    return {
        None: [
            "/",
            "/companies/",
            "/companies/map/",
            "/companies/?q=photovoltaic&country=KR&country=LU&nace=E",
            f"/companies/{korean.company.public_id}/",
            "/projects/",
            "/projects/?q=pannels&green=circular_economy",
            "/projects/?q=zzqq&country=KR",
            f"/projects/{korean.public_id}/",
            "/accounts/login/",
            "/accounts/signup/",
            "/accounts/password/reset/",
            "/nothing-here/",
        ],
        member: [
            "/partnerships/",
            *requests,
            f"/partnerships/ask/{ProjectFactory().company.public_id}/",
            f"/partnerships/ask/{luxembourger.company.public_id}/",
            "/suggestions/",
            f"/suggestions/{suggested.public_id}/",
            "/preferences/",
            "/me/",
            "/me/join/?text=Company",
            f"/me/companies/{luxembourger.company.public_id}/profile/languages/",
            f"/me/companies/{luxembourger.company.public_id}/profile/review/",
            f"/me/companies/{luxembourger.company.public_id}/members/",
            f"/me/projects/{luxembourger.public_id}/edit/",
            f"/me/projects/{luxembourger.public_id}/preview/",
            *searches,
        ],
        reviewer: [
            "/partnerships/unanswered/",
            requests[0],
            "/review/",
            f"/review/{proposed.public_id}/",
            "/review/run/",
            "/mail/",
            f"/mail/{email.pk}/",
        ],
    }


def test_pages_are_accessible_and_fit_the_screen(addresses: dict[User | None, list[str]], look_around: Any) -> None:
    assert look_around(addresses) == []
