import numpy as np
import pytest

from companies.models import Project
from companies.services.projects import update_project
from directory.queries.directory import search_directory
from directory.services.directory import rebuild_directory
from matching.embeddings import get_encoder
from matching.models import Match, MatchStatus, ProjectVectors
from matching.project_rows import EMBEDDING_SCALE, pack_embedding, profile_of, unpack_embeddings
from matching.queries import fits_with, project_ids_without_vectors
from matching.services.meaning import nearest_in_meaning
from matching.services.vectors import encode_projects, encoder_label
from tests.factories import LuxembourgProjectFactory, MatchFactory, MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db
NEED = "We are a town and need somebody who hears where our plastic drinking water pipes leak"


def nearest_ids(text: str) -> list[int]:
    return [project_id for project_id, _company_id, _nearness in nearest_in_meaning(text)]


def listening_project() -> Project:
    return ProjectFactory(
        language="ko",
        title="플라스틱 상수관 누수를 소리로 찾는 수중 청음 로거",
        summary="수도관 속 물소리를 들어 누수 위치를 찾습니다.",
        offer="청음 로거와 분석 서버를 제공합니다.",
        seek="상수도 운영사를 찾습니다.",
    )


def test_need_in_one_language_finds_the_offer_in_another_first() -> None:
    listening, glass, hall = listening_project(), ProjectFactory(), LuxembourgProjectFactory()
    encode_projects([listening, glass, hall], encoder=get_encoder())

    found = nearest_in_meaning(NEED)

    assert found[0][:2] == (listening.pk, listening.company_id)
    assert all(0 < nearness <= 1 for _project_id, _company_id, nearness in found)
    assert [nearness for *_ids, nearness in found] == sorted((entry[2] for entry in found), reverse=True)


def test_directory_shows_what_is_near_in_meaning_and_says_so() -> None:
    listening, glass = listening_project(), ProjectFactory()
    rebuild_directory()
    encode_projects([listening, glass], encoder=get_encoder())

    hit = search_directory("project", NEED).hits[0]

    assert hit.project == listening
    assert "meaning" in [reason.kind for reason in hit.reasons]


def test_text_changed_later_is_near_to_what_it_says_now() -> None:
    project, other = listening_project(), ProjectFactory()
    encode_projects([project, other], encoder=get_encoder())
    before = nearest_ids(NEED)
    texts = {"title": "색유리 외장재", "summary": "외벽용 색유리를 만듭니다.", "offer": "색유리를 제공합니다."}

    changed = update_project(project, fields={**texts, "seek": "건축사를 찾습니다."})
    encode_projects([changed], encoder=get_encoder())

    assert before[0] == project.pk
    assert nearest_ids(NEED)[:1] != [project.pk]
    assert nearest_ids("색유리로 만든 건물 외벽 자재")[0] == project.pk


def test_gist_is_the_direction_of_all_but_the_wish() -> None:
    profile = profile_of(ProjectFactory(title="A", summary="B.", offer="C.", seek="D."))
    vectors = np.eye(4, dtype=np.float32)

    summary_embedding = unpack_embeddings([pack_embedding(profile, vectors)])[0] / EMBEDDING_SCALE

    assert np.allclose(summary_embedding, [3**-0.5, 3**-0.5, 3**-0.5, 0], atol=0.005)


def test_vectors_from_before_there_were_gists_are_made_again() -> None:
    project = ProjectFactory()
    encode_projects([project], encoder=get_encoder())
    ProjectVectors.objects.update(summary_embedding=b"")
    label = encoder_label(get_encoder())

    assert project_ids_without_vectors(label) == [project.pk]
    encode_projects([project], encoder=get_encoder())
    assert project_ids_without_vectors(label) == []


def test_fit_is_the_score_of_open_matches_with_the_readers_companies() -> None:
    match, foreign = MatchFactory(score=0.7), MatchFactory()
    rejected = MatchFactory(korean_project=match.korean_project, status=MatchStatus.REJECTED)
    user = MembershipFactory(company=match.korean_project.company).user
    partner = match.luxembourg_project

    assert fits_with(user) == [(partner.pk, partner.company_id, 0.7)]
    assert Match.objects.filter(pk__in=[foreign.pk, rejected.pk]).count() == 2
