"""What became of an import and of each of its rows, as colours."""

from django import template

from exchange.models import ImportStatus, RowOutcome

register = template.Library()
STATUS_BADGES: dict[str, str] = {
    ImportStatus.DONE: "badge--green",
    ImportStatus.FAILED: "badge--red",
    ImportStatus.CONFIRMED: "badge--blue",
}
OUTCOME_BADGES: dict[str, str] = {
    RowOutcome.CREATE: "badge--green",
    RowOutcome.UPDATE: "badge--blue",
    RowOutcome.REFUSE: "badge--red",
}


@register.filter
def status_badge(status: str) -> str:
    """The badge's colour; amber waits for somebody."""
    return STATUS_BADGES.get(status, "badge--amber")


@register.filter
def outcome_badge(outcome: str) -> str:
    """The badge's colour; a row that changes nothing has none."""
    return OUTCOME_BADGES.get(outcome, "badge--neutral")
