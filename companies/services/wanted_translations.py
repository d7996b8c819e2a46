"""What everybody may read of projects is ordered in every language once it is public, so that nobody waits for it."""

from collections.abc import Iterable, Iterator

from companies.models import Project
from companies.seen import TEXTS
from translation.services.asking import ask_for, has_service
from translation.texts import Words, words_of


def order_translations(project_ids: Iterable[int]) -> None:
    """Only from a service that the operator chose; what is ordered already costs nothing."""
    if has_service():
        projects = Project.objects.published().filter(pk__in=list(project_ids)).select_related("company")
        ask_for(words for project in projects.order_by("pk") for words in _public_words(project))


def _public_words(project: Project) -> Iterator[Words]:
    for name in TEXTS:
        yield words_of(getattr(project, name), project.language, project.company)
    yield words_of(project.company.summary, project.company.summary_language, project.company)
