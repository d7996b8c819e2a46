"""A project's texts in the language its reader asked for."""

from dataclasses import dataclass, field

from django import template
from django.template.context import RequestContext

from accounts.models import Language
from companies.models import Company, Logo, Project, ProjectTranslation
from taxonomy.concepts import load_taxonomy, name_concept

register = template.Library()


@dataclass(frozen=True, slots=True)
class ShownTexts:
    """What to show, in which language, and what else there is: (code, name, is it shown, is it the original)."""

    title: str
    summary: str
    offer: str
    seek: str
    language: str
    is_original: bool
    original_name: str
    choices: list[dict[str, object]] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def shown_texts(context: RequestContext, project: Project) -> ShownTexts:
    """The company's translation that `?texts=` names, otherwise the original."""
    translations = {translation.language: translation for translation in project.translations.all()}
    wanted = context["request"].GET.get("texts", "")
    source: Project | ProjectTranslation = translations.get(wanted, project)
    return ShownTexts(
        title=source.title,
        summary=source.summary,
        offer=source.offer,
        seek=source.seek,
        language=source.language,
        is_original=source is project,
        original_name=Language(project.language).label,
        choices=_choices(project, list(translations), source.language),
    )


def _choices(project: Project, others: list[str], shown: str) -> list[dict[str, object]]:
    return [
        {
            "code": code,
            "name": Language(code).label,
            "is_shown": code == shown,
            "is_original": code == project.language,
        }
        for code in [project.language, *others]
    ]


@register.filter
def theme_label(code: str) -> str:
    """A concept by name; one that has left the taxonomy by its code."""
    return name_concept(code) if code in load_taxonomy() else code


@register.simple_tag
def logo_of(company: Company) -> Logo | None:
    """The company's logo without its bytes, for its measures and its address."""
    return Logo.objects.filter(company=company).defer("png").first()
