"""Golden vectors: what the encoder makes of a few sentences must not change unseen.

It reads arrays of a young package, and every stored vector and every match depend on it. Where the change is wanted,
give `UniversalEncoder` another name, so that stored vectors are made anew, look at the figures of `evaluate_matching`,
and write the file again: `python -c "from tests.matching.test_encoder_vectors import write; write()"`.
"""

from pathlib import Path

import numpy as np

from matching.embeddings import UniversalEncoder

FILE = Path(__file__).with_name("encoder_vectors.npy")
SENTENCES = (
    "We recycle solar panels and recover the silver in them.",
    "A reseller in Europe for water pumps with 30 years of warranty.",
    "우리는 폐태양광 패널에서 은을 회수합니다.",
    "유럽에서 정수 설비를 판매할 파트너를 찾습니다.",
    "Nous cherchons un laboratoire qui mesure la qualité de l'air.",
    "Des capteurs sans fil pour les serres et les vignes.",
    "Wir bauen Wärmepumpen für Gemeinden und suchen einen Vertrieb in Korea.",
    "Software, die den Stromverbrauch von Fabriken vorhersagt.",
)
# Processors add up single-precision numbers in different orders: between kernels of one library that moves a number by
# 1e-7. To count pieces from 12.1 instead of 12.0 (`RARE`) moves the numbers of every sentence by 2e-4 and more.
TOLERANCE = 2e-5


def write() -> None:
    """Accept what the encoder makes of the sentences today."""
    np.save(FILE, UniversalEncoder().encode(SENTENCES))


def test_the_encoder_makes_of_a_sentence_what_it_always_made() -> None:
    vectors, golden = UniversalEncoder().encode(SENTENCES), np.load(FILE)

    differences = np.abs(vectors - golden).max(axis=1)
    changed = [text for text, difference in zip(SENTENCES, differences, strict=True) if difference > TOLERANCE]
    assert changed == [], f"The encoder changed: {differences.max():.2g} away at most. See the top of this file."
