"""A pair's score changes only when its texts do; kin and projects that say too little are not suggested."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.urls import reverse

from matching.models import Match, MatchRun, RunKind, RunStatus
from matching.project_rows import pack_centring, unpack_centring
from matching.queries import newest_centring
from matching.services.kin import kin_pairs
from matching.services.scoring import FEWEST_TO_KEEP, background_version, fit_current_centring
from matching.services.silence import projects_saying_too_little
from tests.factories import LuxembourgProjectFactory, MembershipFactory, ProjectFactory
from tests.matching.whole_runs import full_run

pytestmark = pytest.mark.django_db


def keep_centring(size: int = FEWEST_TO_KEEP) -> bytes:
    """A run that fitted a centring on so many projects."""
    data = pack_centring(replace(fit_current_centring(), size=size))
    MatchRun.objects.create(kind=RunKind.FULL, status=RunStatus.DONE, centring=data)
    return data


def test_a_centring_comes_back_as_it_was_stored() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    fitted = fit_current_centring()

    stored = unpack_centring(pack_centring(fitted))

    assert (stored.version, stored.size) == (background_version(), 2)
    assert stored.samples["LU"].offers.tolist() == fitted.samples["LU"].offers.tolist()


def test_more_projects_change_no_score_of_a_pair_whose_texts_stay() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    kept = keep_centring()
    full_run()
    before = Match.objects.get()

    for seek in ("Pompes à chaleur pour une piscine.", "Eine Ferme für Algen im Meer.", "양봉 센서 유통사를 찾습니다."):
        LuxembourgProjectFactory(seek=seek)
    full_run()

    after = Match.objects.get(pk=before.pk)
    assert (after.score, after.likelihood) == (before.score, before.likelihood)
    assert bytes(newest_centring() or b"") == kept


def test_a_centring_of_a_few_projects_or_another_version_is_not_kept() -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    small = keep_centring(size=FEWEST_TO_KEEP - 1)

    full_run()

    assert bytes(newest_centring() or b"") != small


def test_the_centring_is_fitted_anew_on_purpose(capsys: pytest.CaptureFixture[str]) -> None:
    ProjectFactory()
    LuxembourgProjectFactory()
    kept = keep_centring()

    call_command("refit_matching")
    run = full_run()

    assert run.refits
    assert bytes(run.centring or b"") != kept
    assert "will fit the centring anew" in capsys.readouterr().out


def test_companies_of_one_site_are_not_suggested_to_each_other() -> None:
    korean = ProjectFactory(company__website="https://www.hanbit.example/ko")
    luxembourger = LuxembourgProjectFactory(company__website="https://hanbit.example")
    other = LuxembourgProjectFactory(company__website="https://blog.naver.com/other")
    ProjectFactory(company__website="https://blog.naver.com/one")

    assert kin_pairs(project_ids=[korean.pk, other.pk]) == {(korean.pk, luxembourger.pk)}
    full_run()
    assert not Match.objects.filter(korean_project=korean, luxembourg_project=luxembourger).exists()


@pytest.mark.parametrize("text", ["?", "1234", "Pumps"])
def test_the_owner_of_a_project_that_says_too_little_is_told_why_it_has_no_partners(client, text: str) -> None:  # type: ignore[no-untyped-def]
    silent, told = ProjectFactory(seek=text), LuxembourgProjectFactory()
    member = MembershipFactory(company=silent.company).user
    full_run()
    client.force_login(member)

    page = client.get(reverse("matching:suggestion_list"))

    assert not Match.objects.exists()
    assert projects_saying_too_little([silent.company_id, told.company_id]) == [silent]
    assert "its texts say too little" in page.content.decode()
