"""Nothing confidential leaves, whatever people look at; a service that hangs holds up nobody."""

from time import monotonic
from typing import Any

import pytest
from django.test import Client

from companies.models import Contact
from partnerships.services.thread import post_message
from tests.factories import MembershipFactory, ProjectFactory, ReviewerFactory
from tests.room_factories import make_introduction, make_room
from tests.translation.services_double import TranslationService
from translation.services import making

pytestmark = pytest.mark.django_db

MARKER = "CANARY"
SECRETS = {
    "name": f"{MARKER} Seoyeon Han",
    "email": "canary@mulgyeol.example",
    "phone": "+82428624173",
}


def test_no_confidential_marker_ever_leaves(service: TranslationService) -> None:
    project = ProjectFactory(
        language="ko",
        title="누수 탐지",
        summary="문의는 canary@mulgyeol.example 또는 +82 42-862-4173 으로 바랍니다. https://canary.example/leak 참고.",
        company__registration_number="1248100998",
        company__name="Canary Acoustics Co., Ltd.",
        company__name_local="카나리어쿠스틱스(주)",
    )
    Contact.objects.update_or_create(company=project.company, defaults=SECRETS)
    member = MembershipFactory(company=project.company).user
    room = make_room(make_introduction(project))
    post_message(
        room.collaboration,
        actor=room.korean,
        text="제 번호는 +82 42-862-4173, canary@mulgyeol.example 입니다. 카나리어쿠스틱스 드림",
        language="ko",
    )
    reviewer = ReviewerFactory(language="fr")
    paths = (
        *(f"/projects/{project.public_id}/", f"/companies/{project.company.public_id}/", "/projects/", "/"),
        *(f"/collaborations/{room.collaboration.public_id}/", f"/staff/companies/{project.company.public_id}/"),
        f"/staff/projects/{project.public_id}/",
    )

    for user in (None, member, reviewer):
        client = Client(headers={"accept-language": "fr"})
        if user:
            client.force_login(user)
        for path in paths:
            client.get(path)
    while making.make_waiting():
        pass

    sent = "\n".join(service.texts).lower()
    assert "누수" in sent
    assert "번호는" in sent
    for secret in ("canary", "카나리", "@", "862", "1248100998", "124-81", "https://"):
        assert secret not in sent


def test_a_frozen_service_slows_no_page(service: TranslationService, settings: Any) -> None:
    project = ProjectFactory(language="ko", title="누수 탐지")
    path = f"/projects/{project.public_id}/"
    client = Client(headers={"accept-language": "fr"})
    client.get(path)
    service.go_on.clear()

    began = monotonic()
    with_service = client.get(path)
    took = monotonic() - began

    assert with_service.status_code == 200
    assert took < 1
    assert service.requests == []
