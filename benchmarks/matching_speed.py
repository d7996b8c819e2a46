"""The exact best 20 partners of every project on both sides, all criteria, beside FAISS.

    python benchmarks/matching_speed.py [KOREANS LUXEMBOURGERS [ROUNDS]]

FAISS `IndexFlatIP` answers as many plain 256-dimensional searches in both directions: the yardstick. CPU seconds of
this process on one thread; medians of the rounds, taken in turn. Needs faiss-cpu and numba (neither is needed to run
the portal; without numba the engine scores all pairs block by block in NumPy).
"""

import json
import os
import resource
import sys
import time
from pathlib import Path
from statistics import median

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import faiss  # noqa: E402
import numpy as np  # noqa: E402

from benchmarks.matching_population import grow_population  # noqa: E402
from matching.engine.arrays import stack_projects  # noqa: E402
from matching.engine.background import fit_background  # noqa: E402
from matching.engine.kernel import IS_COMPILED  # noqa: E402
from matching.engine.search import best_pairs  # noqa: E402
from matching.features import encode_profiles, load_concept_space, read_profiles  # noqa: E402

BEST = 20
SAMPLE = ROOT / "companies/demonstration/profiles.jsonl"


def read_sample():
    from matching.embeddings import UniversalEncoder  # noqa: PLC0415

    profiles = read_profiles(json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines())
    vectors = encode_profiles(profiles, UniversalEncoder())
    background = fit_background(profiles, vectors, load_concept_space())
    sides = [[i for i, profile in enumerate(profiles) if profile.country == country] for country in ("KR", "LU")]
    return [stack_projects([profiles[i] for i in side], [vectors[i] for i in side], background) for side in sides]


def cpu_seconds(work):
    started = time.process_time()
    work()
    return time.process_time() - started


def search_with_faiss(koreans, luxembourgers):
    for queries, stored in ((koreans, luxembourgers), (luxembourgers, koreans)):
        index = faiss.IndexFlatIP(stored.shape[1])
        index.add(stored)
        index.search(queries, BEST)


def main():
    counts = [int(number) for number in sys.argv[1:3]] or [20_000, 20_000]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    faiss.omp_set_num_threads(1)
    sample = read_sample()
    sides = [grow_population(sample[side], counts[side], side) for side in (0, 1)]
    small = [side.take(np.arange(min(600, len(side)))) for side in sides]
    best_pairs(*small, per_row=BEST, per_column=BEST)  # compiles, once on a machine
    generator = np.random.default_rng(0)
    plain = [generator.standard_normal((count, 256), dtype=np.float32) for count in counts]
    engine, yardstick = [], []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    for _ in range(rounds):
        engine.append(cpu_seconds(lambda: best_pairs(*sides, per_row=BEST, per_column=BEST)))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        yardstick.append(cpu_seconds(lambda: search_with_faiss(*plain)))
    one = sides[0].take(np.arange(1))
    incremental = median(cpu_seconds(lambda: best_pairs(one, sides[1], per_row=BEST, per_column=1)) for _ in range(5))
    print(f"{counts[0]} x {counts[1]}, best {BEST} both ways, compiled: {IS_COMPILED}")
    print(f"engine, all criteria        {median(engine):8.2f} CPU s   peak {peak:.2f} GiB, {before:.2f} of it before")
    print(f"FAISS IndexFlatIP, 256-d    {median(yardstick):8.2f} CPU s")
    print(f"ratio                       {median(e / y for e, y in zip(engine, yardstick, strict=True)):8.2f}")
    print(f"one project against {counts[1]:,}   {1000 * incremental:8.1f} ms")


if __name__ == "__main__":
    main()
