"""Keeps what people typed in forms until it is saved for good or thrown away."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from companies.models import Company, ProfileDraft, Project

RawFields = Mapping[str, list[str]]
"""What a form sent, by field: every value as text, as typed."""


class DraftKey(TypedDict):
    """What there is one draft of."""

    user: User
    company: Company | None
    project: Project | None
    step: str


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """Which form a draft belongs to: whose, about what, and which step of it."""

    user: User
    step: str
    company: Company | None = None
    project: Project | None = None

    def key(self) -> DraftKey:
        return {"user": self.user, "company": self.company, "project": self.project, "step": self.step}


def find_draft(place: DraftPlace) -> ProfileDraft | None:
    return ProfileDraft.objects.filter(**place.key()).first()


@transaction.atomic
def keep_draft(place: DraftPlace, *, fields: RawFields) -> ProfileDraft:
    """Keep these fields in place of the ones kept before."""
    values = {"fields": dict(fields), "saved_at": timezone.now()}
    draft, _is_new = ProfileDraft.objects.update_or_create(**place.key(), defaults=values)
    return draft


@transaction.atomic
def drop_draft(place: DraftPlace) -> None:
    """Forget what was typed there, if anything was."""
    ProfileDraft.objects.filter(**place.key()).delete()


@transaction.atomic
def discard_draft(draft: ProfileDraft) -> None:
    ProfileDraft.objects.filter(pk=draft.pk).delete()
