from django.utils.translation import override

from companies.models import ProjectStatus
from companies.templatetags.own_companies import group_words, state_words


def test_a_group_of_projects_is_spoken_of_in_the_plural() -> None:
    with override("fr"):
        words = [(state_words(state), group_words(state)) for state in (ProjectStatus.PUBLISHED, ProjectStatus.EXPIRED)]

    assert words == [
        ("Public et inclus dans la mise en correspondance", "Publics et inclus dans la mise en correspondance"),
        ("Expiré", "Expirés"),
    ]


def test_a_group_is_called_as_its_project_is_in_english() -> None:
    assert [state for state in ProjectStatus if state_words(state) != group_words(state)] == []
