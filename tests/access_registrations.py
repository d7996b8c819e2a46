"""What the addresses of registrations and meeting requests name: made anew for each visit that may change it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from companies.models import Project
from events.models import Event
from tests.events.factories import EventFactory, MeetingRequestFactory, RegistrationFactory
from tests.factories import CompanyFactory


def registration_arguments(project: Project) -> dict[str, Callable[[], list[object]]]:
    """Registrations of the project's company, each for an event of its own."""

    def own(**fields: Any) -> Any:
        return RegistrationFactory(company=project.company, **fields)

    def offered() -> list[object]:
        due_at = timezone.now() + timedelta(days=1)
        return [own(status="offered", offer_due_at=due_at, confirmed_at=None).public_id]

    def pair() -> tuple[Any, Any]:
        mine = own()
        return mine, RegistrationFactory(event=mine.event, company=CompanyFactory(country="LU", city="Wiltz"))

    def asked(*, is_received: bool) -> list[object]:
        mine, other = pair()
        sender, receiver = (other, mine) if is_received else (mine, other)
        return [MeetingRequestFactory(event=mine.event, sender=sender, receiver=receiver).public_id]

    def to_decide() -> list[object]:
        event: Event = EventFactory(is_confirmed_automatically=False)
        RegistrationFactory(event=event, status="requested", confirmed_at=None)
        return [event.public_id]

    names = ("registration_detail", "registration_edit", "registration_cancel")
    makers: dict[str, Callable[[], list[object]]] = {name: lambda: [own().public_id] for name in names}
    makers |= {
        "intention_drop": lambda: [EventFactory().public_id],
        "registration_create": lambda: [EventFactory().public_id],
        "offer_accept": offered,
        "registration_decide": to_decide,
    }
    makers |= dict.fromkeys(("registration_list", "registration_export", "invitation_list"), to_decide)
    return {f"events:{name}": maker for name, maker in makers.items()} | {
        "meetings:partner_list": lambda: [own().public_id],
        "meetings:meeting_requests": lambda: [own().public_id],
        "meetings:meeting_ask": lambda: [side.public_id for side in pair()],
        "meetings:meeting_request_accept": lambda: asked(is_received=True),
        "meetings:meeting_request_decline": lambda: asked(is_received=True),
        "meetings:meeting_request_withdraw": lambda: asked(is_received=False),
    }
