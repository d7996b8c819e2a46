"""How far e-mails and webhook deliveries got, as colours."""

from django import template

from notifications.models import DeliveryStatus, EmailStatus

register = template.Library()
BADGES: dict[str, str] = {
    EmailStatus.SENT: "badge--green",
    EmailStatus.CAUGHT: "badge--green",
    EmailStatus.UNKNOWN: "badge--amber",
    EmailStatus.FAILED: "badge--red",
    EmailStatus.CANCELLED: "badge--neutral",
    DeliveryStatus.DELIVERED: "badge--green",
    DeliveryStatus.FAILED: "badge--red",
    DeliveryStatus.CANCELLED: "badge--neutral",
}


@register.filter
def status_badge(status: str) -> str:
    """The badge's colour; blue is what is still under way."""
    return BADGES.get(status, "badge--blue")
