"""A project's texts in further languages, as its company writes them."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Language, User
from companies.models import Company, Project, ProjectStatus, ProjectTranslation
from companies.seen import TEXTS, translation_to_write
from companies.services.history import record_changes
from translation.models import Origin
from translation.services.writing import write_translations
from translation.texts import words_of
from values.errors import StateConflictError
from values.seen import require_seen


@transaction.atomic
def save_translation(
    project: Project, *, language: str, texts: Mapping[str, str], by: User, seen: str
) -> ProjectTranslation:
    """Write the texts in `language`, kept in the history; `seen` is what `companies.seen.translation_to_write` told.

    Raises ChangedMeanwhileError, StateConflictError for an archived project, ValueError for the original's own language
    or an unknown one.
    """
    current = _lock(project)
    stored = ProjectTranslation.objects.filter(project=current, language=language).first()
    require_seen(seen, translation_to_write(current, stored))
    if Language(language) == current.language:
        raise ValueError("The original is in this language.")
    before = _texts_of(stored)
    translation, _is_new = ProjectTranslation.objects.update_or_create(
        project=current, language=language, defaults={name: texts[name] for name in TEXTS}
    )
    after = _texts_of(translation)
    _record(current, language, by=by, before=before, after=after)
    _write(current, language, after, by=by)
    return translation


@transaction.atomic
def remove_translation(translation: ProjectTranslation, *, by: User, seen: str) -> None:
    """Raises ChangedMeanwhileError and StateConflictError as `save_translation`."""
    current = _lock(translation.project)
    stored = ProjectTranslation.objects.filter(pk=translation.pk).first()
    require_seen(seen, translation_to_write(current, stored))
    _record(current, translation.language, by=by, before=_texts_of(stored), after=_texts_of(None))
    _write(current, translation.language, _texts_of(None), by=by)
    translation.delete()


@transaction.atomic
def save_summaries(company: Company, *, language: str, texts: Mapping[str, str], by: User) -> Company:
    """What the company says of itself, by language; `language` corrects which one its own text is in, empty: guessed.

    An empty text takes a translation away.
    """
    current = Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    if current.summary_language != language:
        current.summary_language = language
        current.save(update_fields=["summary_language", "updated_at"])
    words = words_of(current.summary, language, current)
    for target, text in texts.items():
        write_translations([(words, text)], target, origin=Origin.COMPANY, by=by)
    return current


def _write(project: Project, language: str, texts: Mapping[str, str], *, by: User) -> None:
    """So that readers find them wherever the original stands. Of an original edited later nothing is left to find."""
    pairs = [(words_of(getattr(project, name), project.language, project.company), texts[name]) for name in TEXTS]
    write_translations(pairs, language, origin=Origin.COMPANY, by=by)


def _lock(project: Project) -> Project:
    current = Project.objects.select_for_update(of=("self",), no_key=True).select_related("company").get(pk=project.pk)
    if current.status == ProjectStatus.ARCHIVED:
        raise StateConflictError(_("Nothing was changed: the project is archived."))
    return current


def _texts_of(translation: ProjectTranslation | None) -> dict[str, str]:
    return {name: getattr(translation, name) if translation else "" for name in TEXTS}


def _record(project: Project, language: str, *, by: User, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    named_before, named_after = (
        {f"{name} ({language})": text for name, text in texts.items()} for texts in (before, after)
    )
    record_changes(project.company, by=by, before=named_before, after=named_after, project=project)
