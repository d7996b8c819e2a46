"""A pair of projects declined in a request is as barred from suggestions as one declined in a suggestion."""

import pytest

from companies.models import Project
from matching.services.declined import keep_projects_apart
from matching.services.proposals import barred_pairs
from tests.factories import LuxembourgProjectFactory, ProjectFactory


def edit(project: Project) -> None:
    project.offer = f"{project.offer} And a warranty of five years."
    project.save(update_fields=["offer"])


@pytest.mark.django_db
def test_a_declined_pair_stays_barred_until_both_projects_changed() -> None:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    pair = (korean.pk, luxembourger.pk)

    keep_projects_apart(luxembourger, others=[korean], company=korean.company, reason="no_fit")
    assert barred_pairs(project_ids=[korean.pk]) == {pair}
    edit(korean)
    assert barred_pairs(project_ids=[luxembourger.pk]) == {pair}
    edit(luxembourger)
    assert barred_pairs(project_ids=[korean.pk, luxembourger.pk]) == set()


@pytest.mark.django_db
def test_declining_again_remembers_what_the_projects_say_now() -> None:
    korean, luxembourger = ProjectFactory(), LuxembourgProjectFactory()
    keep_projects_apart(korean, others=[luxembourger], company=luxembourger.company, reason="no_fit")
    edit(korean)
    edit(luxembourger)

    keep_projects_apart(korean, others=[luxembourger], company=luxembourger.company, reason="not_now")

    assert barred_pairs(project_ids=[korean.pk]) == {(korean.pk, luxembourger.pk)}
