"""What pages of other apps show of published cases."""

from django import template
from django.utils.translation import get_language

from accounts.models import Language
from partnerships.models import CaseStudy, CaseTranslation, Introduction
from partnerships.queries.case_studies import public_cases, texts_in

register = template.Library()
MOST_SHOWN = 2


@register.simple_tag
def introductions_made() -> int:
    """All there are, whatever led to them: as the public statistics count them."""
    return Introduction.objects.count()


@register.simple_tag
def latest_cases() -> list[tuple[CaseStudy, CaseStudy | CaseTranslation]]:
    """The newest public cases, each with its texts in the reader's language where it is told in it."""
    language = get_language() or Language.ENGLISH
    return [(case, texts_in(case, language)) for case in public_cases()[:MOST_SHOWN]]
