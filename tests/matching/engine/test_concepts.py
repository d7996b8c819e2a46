import numpy as np
import pytest

from matching.engine.concepts import CONCEPT_DIRECTIONS, PRIOR_PROJECTS, ConceptSpace, span_concepts
from tests.matching.engine.builders import CONCEPTS


def test_inner_products_are_cubed_similarities_weighed_by_information():
    expected = np.outer([0.5, 1, 0.8], [0.5, 1, 0.8]) * np.array([[1, 0.7, 0.2], [0.7, 1, 0], [0.2, 0, 1]]) ** 3

    assert CONCEPTS.table @ CONCEPTS.table.T == pytest.approx(expected, abs=1e-6)


def test_a_list_becomes_a_unit_vector_and_an_empty_one_nothing():
    vectors = CONCEPTS.place(CONCEPTS.indicate([("water", "pumps"), ()]))

    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0], abs=1e-6)


def test_relatives_are_near_and_strangers_are_not():
    water, pumps, solar = CONCEPTS.place(CONCEPTS.indicate([("water",), ("pumps",), ("solar",)]))

    assert water @ pumps == pytest.approx(0.7**3, abs=1e-6)
    assert pumps @ solar == pytest.approx(0, abs=1e-6)


def test_unknown_codes_are_passed_over():
    assert CONCEPTS.indicate([("steam", "solar")]).tolist() == [[False, False, True]]


def test_what_everybody_speaks_of_counts_less():
    weighed = CONCEPTS.weigh([("water",)] * 9 + [("pumps",)])

    rarity = 1 - np.log([10, 2, 1]) / np.log(10 + PRIOR_PROJECTS)
    assert weighed.table == pytest.approx(CONCEPTS.table * rarity[:, None], abs=1e-6)


def test_long_vectors_keep_their_strongest_directions():
    count = CONCEPT_DIRECTIONS + 20
    space = span_concepts([str(number) for number in range(count)], np.eye(count), np.linspace(0.1, 1, count))

    assert space.place(np.eye(count, dtype=np.bool_)).shape == (count, CONCEPT_DIRECTIONS)


def test_without_a_taxonomy_there_are_no_concepts():
    assert ConceptSpace().weigh([("water",)]).place(np.zeros((2, 0), dtype=np.bool_)).shape == (2, 0)
