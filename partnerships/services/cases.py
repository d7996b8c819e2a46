"""Telling a successful collaboration to others: nothing is public before all three sides agreed to the very text.

While one of the companies is suspended their people write and agree to nothing (RoomPausedError); what is public is
hidden, and an approval may be taken back.
"""

from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnerships.errors import CaseEditedMeanwhileError, CaseNotReadyError
from partnerships.models import CaseApproval, CaseStudy, CaseTranslation, Collaboration
from partnerships.permissions import Actor
from partnerships.services.acting import require_acting
from partnerships.services.room_emails import email_news


class CaseTexts(NamedTuple):
    """A case in the language it was written in."""

    language: str
    title: str
    story: str
    outcome: str
    green_objectives: list[str]


class CaseWords(NamedTuple):
    """A case in another language."""

    title: str
    story: str
    outcome: str


def draft_case(collaboration: Collaboration, *, actor: Actor, texts: CaseTexts) -> CaseStudy:
    """Write the first version. Raises CaseNotReadyError, CaseEditedMeanwhileError (somebody has just written one)."""
    if not collaboration.is_successful:
        raise CaseNotReadyError
    try:
        with transaction.atomic():
            require_acting(collaboration, actor)
            case = CaseStudy.objects.create(collaboration=collaboration, edited_by=actor.user, **texts._asdict())
            email_news(collaboration, actor=actor, news="case")
            return case
    except IntegrityError as error:
        raise CaseEditedMeanwhileError from error


@transaction.atomic
def edit_case(case: CaseStudy, *, actor: Actor, texts: CaseTexts, version: int) -> CaseStudy:
    """Change the version the person read; earlier approvals no longer count. Raises CaseEditedMeanwhileError."""
    _begin_version(case, actor, version)
    CaseStudy.objects.filter(pk=case.pk).update(**texts._asdict())
    case.translations.filter(language=texts.language).delete()
    return _notify(case, actor)


@transaction.atomic
def translate_case(case: CaseStudy, *, actor: Actor, language: str, words: CaseWords, version: int) -> CaseStudy:
    """Write or change a translation: a new version as well. Raises CaseEditedMeanwhileError."""
    _begin_version(case, actor, version)
    CaseTranslation.objects.update_or_create(case=case, language=language, defaults=words._asdict())
    return _notify(case, actor)


def _begin_version(case: CaseStudy, actor: Actor, version: int) -> None:
    require_acting(case.collaboration, actor)
    rows = CaseStudy.objects.filter(pk=case.pk, version=version)
    values = {"edited_by": actor.user, "edited_at": timezone.now(), "published_at": None}
    if not rows.update(version=version + 1, **values):
        raise CaseEditedMeanwhileError


def _notify(case: CaseStudy, actor: Actor) -> CaseStudy:
    case.refresh_from_db()
    email_news(case.collaboration, actor=actor, news="case")
    return case


@transaction.atomic
def approve_case(case: CaseStudy, *, actor: Actor, version: int) -> CaseStudy:
    """Agree to publish this version for one's company or for staff; with all three it is public.

    The case is locked, so that of the last two approvals at once one publishes. Raises CaseEditedMeanwhileError.
    """
    require_acting(case.collaboration, actor)
    locked = CaseStudy.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if locked.version != version:
        raise CaseEditedMeanwhileError
    CaseApproval.objects.get_or_create(
        case=locked, version=version, company=actor.company, withdrawn_at=None, defaults={"user": actor.user}
    )
    if locked.published_at is None and missing_approvals(locked) == 0:
        CaseStudy.objects.filter(pk=locked.pk).update(published_at=timezone.now())
    return _notify(locked, actor)


@transaction.atomic
def withdraw_approval(case: CaseStudy, *, actor: Actor) -> CaseStudy:
    """Take back one's side's approval; the case is public no longer."""
    locked = CaseStudy.objects.select_for_update(of=("self",)).get(pk=case.pk)
    standing = locked.approvals.filter(version=locked.version, company=actor.company, withdrawn_at=None)
    if standing.update(withdrawn_at=timezone.now()):
        CaseStudy.objects.filter(pk=locked.pk).update(published_at=None)
        return _notify(locked, actor)
    return locked


def missing_approvals(case: CaseStudy) -> int:
    """How many of the three sides have not agreed to the present version."""
    return 3 - case.approvals.filter(version=case.version, withdrawn_at=None).count()
