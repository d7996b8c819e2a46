import numpy as np
import pytest

from matching.embeddings import get_encoder
from matching.engine.passages import split_passages
from matching.features import ProfileError, encode_profiles, load_concept_space, read_profiles, with_concepts
from taxonomy.concepts import load_taxonomy
from tests.matching.engine.builders import PROFILE, profile

COMPANY = {
    "id": "kr",
    "country": "KR",
    "languages": ["ko", "en"],
    "nace": ["28.13"],
    "employees": 20,
    "projects": [
        {
            "id": "kr-1",
            "language": "en",
            "title": "Pumps for clean water",
            "summary": "We make pumps.",
            "offer": "Pumps with a warranty.",
            "seek": "A reseller in Europe. We do not want other makers of pumps.",
            "cooperation": [{"type": "marketing_cooperation", "role": "provider"}],
            "green_objectives": ["water"],
            "digital": ["iot"],
            "trl": 8,
            "partner_trl": [6, 9],
        }
    ],
}


def test_each_project_becomes_a_profile_with_what_its_company_adds():
    assert read_profiles([COMPANY]) == [with_concepts(PROFILE)]


def test_a_project_id_may_occur_once_only():
    with pytest.raises(ProfileError, match="project id 'kr-1' occurs twice"):
        read_profiles([COMPANY, COMPANY | {"id": "other"}])


def test_profiles_are_encoded_passage_by_passage():
    profiles = [profile(), profile(id="empty", title="", summary="", offer="", seek=""), profile(title="Water")]

    vectors = encode_profiles(profiles, get_encoder())

    assert [len(rows) for rows in vectors] == [len(split_passages(item)) for item in profiles] == [5, 0, 5]
    np.testing.assert_allclose(vectors[2][0], get_encoder().encode(["Water"])[0], atol=1e-5)


def test_no_profile_has_no_vectors():
    assert encode_profiles([], get_encoder()) == []


def test_concepts_are_read_from_what_is_told_and_what_is_sought_but_not_from_what_is_refused():
    project = profile(offer="We recycle.", seek="A maker of heat pumps. We do not want biogas.")

    found = with_concepts(project)

    assert "circular.recycling" in found.concepts_offered
    assert found.concepts_needed == ("heat.pump",)


def test_every_concept_of_the_taxonomy_has_a_place():
    space = load_concept_space()

    assert space.codes == load_taxonomy().codes
    assert space.table is not None
    assert space.table.shape == (len(space.codes), len(space.codes))
