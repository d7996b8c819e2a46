import numpy as np
import pytest

from matching.engine.arrays import stack_projects
from matching.engine.centring import DIRECTIONS, NO_CENTRING, PRIOR_PASSAGES, CorpusCentring, fit_centring, places_of
from matching.engine.passages import split_passages
from tests.matching.engine.builders import profile, random_vectors


def test_a_centre_is_the_shrunk_mean_of_its_field_and_language():
    projects = [profile(id="a", title="One"), profile(id="b", title="Two")]
    vectors = random_vectors(projects, seed=1)
    titles = np.stack([rows[0] for rows in vectors])

    centring = fit_centring(projects, vectors)

    general = titles.sum(axis=0) / (2 + PRIOR_PASSAGES)
    english = (titles.sum(axis=0) + PRIOR_PASSAGES * general) / (2 + PRIOR_PASSAGES)
    assert centring.centre("title", "") == pytest.approx(general, abs=1e-6)
    assert centring.centre("title", "en") == pytest.approx(english, abs=1e-6)


def test_a_language_never_seen_takes_the_centre_of_all_languages():
    projects = [profile()]
    centring = fit_centring(projects, random_vectors(projects, seed=1))

    assert centring.centre("seek", "fr") is centring.centre("seek", "")


def test_an_empty_collection_takes_nothing_off():
    assert fit_centring([], []) == NO_CENTRING
    assert NO_CENTRING.centre("seek", "en") is None


def test_many_equal_vectors_vanish_behind_their_own_mean():
    projects = [profile(id=f"p-{number}", title="One", summary="", offer="", seek="") for number in range(2000)]
    row = np.zeros((1, 8), dtype=np.float32)
    row[0, 0] = 1

    centring = fit_centring(projects, [row] * len(projects))

    assert centring.centre("title", "en") == pytest.approx(row[0], abs=1e-3)


def test_the_background_is_taken_off_before_vectors_become_units():
    projects = [profile(id=name, title=name, summary="", offer="", seek="") for name in ("One", "Two")]
    vectors = random_vectors(projects, seed=3)  # two, for the centre of one lies in its own direction
    centring = fit_centring(projects, vectors)

    arrays = stack_projects(projects, vectors, centring)

    difference = vectors[0][0] - centring.centre("title", "en")
    assert arrays.passages[0] == pytest.approx(difference / np.linalg.norm(difference), abs=1e-6)


def test_fitting_changes_none_of_its_input():
    projects = [profile()]
    vectors = random_vectors(projects, seed=4)
    before = [rows.copy() for rows in vectors]

    centring = fit_centring(projects, vectors)
    stack_projects(projects, vectors, centring)

    np.testing.assert_array_equal(vectors[0], before[0])


def test_only_the_directions_in_which_texts_differ_most_are_kept():
    projects = [profile(id=f"p-{number}") for number in range(60)]
    generator = np.random.default_rng(5)
    spread = np.zeros(DIRECTIONS + 30, dtype=np.float32)
    spread[: DIRECTIONS - 10] = 1
    vectors = [generator.normal(size=(5, len(spread))).astype(np.float32) * spread for _ in projects]

    centring = fit_centring(projects, vectors)

    assert centring.basis is not None
    assert centring.basis.shape == (len(spread), DIRECTIONS)
    assert centring.basis.T @ centring.basis == pytest.approx(np.eye(DIRECTIONS), abs=1e-5)
    units = centring.remove(places_of([split_passages(project) for project in projects]), vectors)
    kept = centring.project(units)
    assert kept @ kept.T == pytest.approx(units @ units.T, abs=1e-4)


def test_what_lies_outside_the_directions_kept_counts_as_like_nothing():
    centring = CorpusCentring(basis=np.eye(3, 2, dtype=np.float32))

    assert centring.project(np.float32([[0.6, 0, 0.8]])).tolist() == [pytest.approx([0.6, 0])]
