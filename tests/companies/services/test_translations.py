import pytest

from companies.models import ProfileChange, ProjectTranslation
from companies.services.translations import remove_translation, save_translation
from tests.factories import ProjectFactory, UserFactory
from tests.seen import seen_by_translator
from values.errors import StateConflictError

pytestmark = pytest.mark.django_db

TEXTS = {"title": "Ligne", "summary": "Une ligne.", "offer": "Une ligne.", "seek": "Un collecteur."}


def test_a_translation_is_written_changed_and_removed_with_its_history() -> None:
    project, person = ProjectFactory(language="en"), UserFactory()

    save_translation(project, language="fr", texts=TEXTS, by=person, seen=seen_by_translator(project, "fr"))
    stored = save_translation(
        project,
        language="fr",
        texts=TEXTS | {"title": "Ligne neuve"},
        by=person,
        seen=seen_by_translator(project, "fr"),
    )

    assert ProjectTranslation.objects.get() == stored
    changes = ProfileChange.objects.filter(project=project, field="title (fr)").order_by("pk")
    assert list(changes.values_list("old_text", "new_text")) == [("", "Ligne"), ("Ligne", "Ligne neuve")]
    remove_translation(stored, by=person, seen=seen_by_translator(stored.project, stored.language))
    assert not ProjectTranslation.objects.exists()
    assert ProfileChange.objects.filter(field="seek (fr)").latest("pk").old_text == "Un collecteur."


@pytest.mark.parametrize("language", ["en", "xx"])
def test_there_is_no_translation_into_the_originals_or_an_unknown_language(language: str) -> None:
    project = ProjectFactory(language="en")

    with pytest.raises(ValueError, match=r"original|xx"):
        save_translation(
            project, language=language, texts=TEXTS, by=UserFactory(), seen=seen_by_translator(project, language)
        )


def test_an_archived_project_stays_as_it_is() -> None:
    project = ProjectFactory(status="archived")

    with pytest.raises(StateConflictError):
        save_translation(project, language="fr", texts=TEXTS, by=UserFactory(), seen=seen_by_translator(project, "fr"))
