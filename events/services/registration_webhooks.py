"""What webhooks are told of registrations: ids, states and addresses, never the people or what they wish."""

from django.urls import reverse

from events.models import Registration
from notifications.models import About, EventKind
from notifications.services.webhook_events import page_of, publish_event, thing_at


def publish_registration(registration: Registration) -> None:
    """Once for each change of it, in the transaction of the change."""
    occasion = f"{registration.status} {registration.updated_at:%Y%m%dT%H%M%S%f}"
    publish_event(
        EventKind.REGISTRATION_CHANGED,
        about=About(registration, occasion),
        tell=lambda: describe_registration(registration),
    )


def describe_registration(registration: Registration) -> dict[str, object]:
    page = page_of(reverse("events:registration_detail", args=[registration.public_id]))
    return {
        "registration": thing_at("staff_registration_detail", registration.public_id)
        | {"status": registration.status, "page": page},
        "event": thing_at("staff_event_detail", registration.event.public_id),
        "company": thing_at("company_detail", registration.company.public_id),
    }
