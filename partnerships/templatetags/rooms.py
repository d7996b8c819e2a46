"""Rooms in templates: what is overdue, how a stage is painted, headings in a case's own language."""

from django import template
from django.utils.translation import gettext, override

from partnerships.models import CollaborationStage, NextAction
from partnerships.queries.rooms import today_of

register = template.Library()
BADGES = {
    CollaborationStage.AGREED: "badge--green",
    CollaborationStage.COMPLETED: "badge--green",
    CollaborationStage.ENDED: "badge--neutral",
}


@register.filter
def is_overdue(action: NextAction | None) -> bool:
    """Whether the day it was due is over where its owner works."""
    return isinstance(action, NextAction) and action.due_on < today_of(action.owner)


@register.filter
def stage_badge(stage: str) -> str:
    """The badge's colour."""
    return BADGES.get(CollaborationStage(stage), "badge--amber")


@register.filter
def case_heading(language: str, part: str) -> str:
    """The heading of a part of a case in the language of its text."""
    with override(language):
        return gettext("What the companies did") if part == "story" else gettext("Results")
