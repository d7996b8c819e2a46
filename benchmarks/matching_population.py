"""A large population of projects for benchmarks, grown from a real collection: neighbours of real projects."""

from dataclasses import fields, replace

import numpy as np

from matching.engine.arrays import ProjectArrays

NOISE = 0.7  # length of the random vector added to each real one of length 1
CHANGED = 0.3  # share of the attributes taken over from another project
KEPT = {"ids", "passages", "meanings", "field_codes", "is_excluded", "offsets", "concept_codes"}


def grow_population(projects: ProjectArrays, count: int, seed: int) -> ProjectArrays:
    """Return `count` projects: real ones with shifted vectors, and attributes partly taken over from others."""
    generator = np.random.default_rng(seed)
    grown = projects.take(generator.integers(0, len(projects), count))
    others = projects.take(generator.integers(0, len(projects), count))
    names = sorted({item.name for item in fields(grown)} - KEPT)
    changed = {name: _exchange(getattr(grown, name), getattr(others, name), generator) for name in names}
    offer = _mix(grown.offered_concepts, others.offered_concepts, generator)
    need = _mix(grown.needed_concepts, others.needed_concepts, generator)
    return replace(
        grown,
        **changed | {"offered_concepts": offer, "needed_concepts": need},
        ids=np.array([f"{number:08d}" for number in range(count)]),
        passages=_shift(grown.passages, generator),
        meanings=_shift(grown.meanings, generator),
    )


def _exchange(mine, theirs, generator):
    chosen = generator.random(len(mine)) < CHANGED
    return np.where(chosen.reshape(-1, *[1] * (mine.ndim - 1)), theirs, mine)


def _mix(mine, theirs, generator):
    mixed = mine + generator.random((len(mine), 1), dtype=np.float32) * theirs
    return mixed / np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1)


def _shift(vectors, generator):
    noise = generator.standard_normal(vectors.shape, dtype=np.float32)
    noise *= np.float32(NOISE / np.sqrt(vectors.shape[-1]))
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    shifted = vectors + noise
    scale = lengths / np.linalg.norm(shifted, axis=-1, keepdims=True)
    return (shifted * scale).astype(np.float32)
