"""Published cases, and how far an unpublished one is."""

from dataclasses import dataclass

from django.db.models import QuerySet

from companies.models import Company
from partnerships.models import CaseStudy, CaseTranslation, Collaboration


def public_cases(*, green: str = "") -> QuerySet[CaseStudy]:
    """The newest first; with a green objective only those that serve it."""
    cases = (
        CaseStudy.objects.public()
        .select_related(
            "collaboration__introduction__korean_company", "collaboration__introduction__luxembourg_company"
        )
        .prefetch_related("translations")
    )
    return cases.filter(green_objectives__contains=[green]) if green else cases


def texts_in(case: CaseStudy, language: str) -> CaseStudy | CaseTranslation:
    """The case in this language if there is such a translation, otherwise as it was written."""
    return next((words for words in case.translations.all() if words.language == language), case)


def languages_of(case: CaseStudy) -> list[str]:
    return [case.language, *(words.language for words in case.translations.all())]


@dataclass(frozen=True, slots=True)
class SideApproval:
    """One of the three sides; `company` None is staff."""

    company: Company | None
    is_given: bool


def approvals_of(case: CaseStudy, collaboration: Collaboration) -> list[SideApproval]:
    """Both companies, then staff, by the present version."""
    standing = case.approvals.filter(version=case.version, withdrawn_at=None)
    given = set(standing.values_list("company_id", flat=True))
    sides: list[Company | None] = [*collaboration.companies, None]
    return [SideApproval(side, (side.pk if side else None) in given) for side in sides]
