"""What webhook_publishers keep a copy of, as `companies.queries.changes.changes_after` reads it.

Triggers of the database set `updated_at`, whoever writes: on every update of the row, on an introduction with each
consent and withdrawal, on a collaboration with each next action that is set or closed.
"""

from django.db.models import F, QuerySet

from partnerships.models import Collaboration, Introduction, PartnershipRequest
from partnerships.queries.introductions import all_introductions
from partnerships.queries.rooms import with_next_action


def request_rows() -> QuerySet[PartnershipRequest]:
    return PartnershipRequest.objects.with_sides().annotate(modified_at=F("updated_at"))


def introduction_rows() -> QuerySet[Introduction]:
    return all_introductions().annotate(modified_at=F("updated_at"))


def collaboration_rows() -> QuerySet[Collaboration]:
    return with_next_action(Collaboration.objects.with_sides()).annotate(modified_at=F("updated_at"))
