"""The exact best 20 partners of every project on both sides, all criteria, beside FAISS.

    python benchmarks/matching_speed.py [KOREANS LUXEMBOURGERS [ROUNDS]]

FAISS `IndexFlatIP` answers as many plain 256-dimensional searches in both directions: the yardstick. CPU seconds on one
thread, medians of the rounds, taken in turn; the engine's include preparing both sides. Some projects are checked
against brute force. The memory is that of a process of its own which reads both sides in parts and searches.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import faiss  # noqa: E402
import numpy as np  # noqa: E402

from benchmarks.matching_population import grow_population  # noqa: E402
from matching.engine import search as plain  # noqa: E402
from matching.engine.arrays import stack_projects  # noqa: E402
from matching.engine.centring import fit_centring  # noqa: E402
from matching.engine.fast import best_pairs, prepare_side  # noqa: E402
from matching.engine.scoring import score_pairs  # noqa: E402
from matching.features import encode_profiles, load_concept_space, read_profiles  # noqa: E402

BEST = 20
CHECKED = 200  # rows, and columns, compared with brute force
GROWN_AT_ONCE = 5_000
PLAIN = 2_000  # projects a side that are searched the plain way besides
SAMPLE = ROOT / "demonstration/data/profiles.jsonl"


def read_sample():
    from matching.embeddings import UniversalEncoder  # noqa: PLC0415

    profiles = read_profiles(json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines())
    vectors = encode_profiles(profiles, UniversalEncoder())
    centring = fit_centring(profiles, vectors, load_concept_space())
    sides = [[i for i, profile in enumerate(profiles) if profile.country == country] for country in ("KR", "LU")]
    return [stack_projects([profiles[i] for i in side], [vectors[i] for i in side], centring) for side in sides]


def grow_parts(sample, count, seed):
    """The population in parts, each grown when it is asked for and forgotten after."""
    for start in range(0, count, GROWN_AT_ONCE):
        yield grow_population(sample, min(GROWN_AT_ONCE, count - start), (seed, start))


def cpu_seconds(work):
    started = time.process_time()
    work()
    return time.process_time() - started


def search_with_engine(sides):
    prepared = [prepare_side(parts) for parts in sides]
    return best_pairs(*prepared, per_row=BEST, per_column=BEST)


def search_plainly(sides):
    return plain.best_pairs(*map(plain.prepare_side, sides), per_row=BEST, per_column=BEST)


def search_with_faiss(koreans, luxembourgers):
    for queries, stored in ((koreans, luxembourgers), (luxembourgers, koreans)):
        index = faiss.IndexFlatIP(stored.shape[1])
        index.add(stored)
        index.search(queries, BEST)


def differs_from_brute_force(sides, best):
    """Lists of the checked rows and columns whose scores are not those of the whole matrix, within 1e-6."""
    wrong = 0
    for mine, others, owners in ((*sides, best.rows), (*sides[::-1], best.columns)):
        for project in np.linspace(0, len(mine) - 1, CHECKED).astype(int):
            pair = (mine.take(np.array([project])), others)
            scores = score_pairs(*pair)[0] if mine is sides[0] else score_pairs(*pair[::-1])[:, 0]
            expected = -np.sort(-scores)[:BEST]
            found = -np.sort(-best.scores[owners == project])[:BEST]
            wrong += not np.allclose(found, expected, atol=1e-6)
    return wrong


def peak_gib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def measure_memory(counts, folder):
    """Peak memory of a process that is given the sample and does the search alone."""
    command = [sys.executable, __file__, "--memory", folder, *map(str, counts)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def report_memory(folder, counts):
    import pickle  # noqa: PLC0415

    sample = pickle.loads((Path(folder) / "sample").read_bytes())
    before = peak_gib()
    prepared = [prepare_side(grow_parts(sample[side], counts[side], side)) for side in (0, 1)]
    best_pairs(*prepared, per_row=BEST, per_column=BEST)
    print(f"{peak_gib():.2f} GiB, of which {before:.2f} before the first project was read")


def main():
    import pickle  # noqa: PLC0415

    counts = [int(number) for number in sys.argv[1:3]] or [20_000, 20_000]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    faiss.omp_set_num_threads(1)
    sample = read_sample()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "sample").write_bytes(pickle.dumps(sample))
        memory = measure_memory(counts, folder)
    sides = [grow_population(sample[side], counts[side], side) for side in (0, 1)]
    few = [side.take(np.arange(min(PLAIN, len(side)))) for side in sides]
    search_with_engine([side.take(np.arange(min(600, len(side)))) for side in sides])  # compiles, once on a machine
    generator = np.random.default_rng(0)
    plain_vectors = [generator.standard_normal((count, 256), dtype=np.float32) for count in counts]
    ways = {
        "engine": lambda: search_with_engine(sides),
        "FAISS": lambda: search_with_faiss(*plain_vectors),
        "few, the plain way": lambda: search_plainly(few),
        "few": lambda: search_with_engine(few),
    }
    rounds_taken = [{name: cpu_seconds(work) for name, work in ways.items()} for _ in range(rounds)]
    seconds = {name: median(taken[name] for taken in rounds_taken) for name in ways}
    ratio = median(taken["engine"] / taken["FAISS"] for taken in rounds_taken)
    print(f"{counts[0]:,} x {counts[1]:,}, best {BEST} both ways")
    print(f"{'FAISS IndexFlatIP, 256-d, both ways':<40} {seconds['FAISS']:8.2f} CPU s")
    print(f"{'engine, all criteria':<40} {seconds['engine']:8.2f} CPU s   ratio {ratio:.2f}")
    print(f"{len(few[0]):,} x {len(few[1]):,}, the plain way: {seconds['few, the plain way']:.2f} CPU s, ", end="")
    print(f"the fast way: {seconds['few']:.2f}")
    best = search_with_engine(sides)
    print(f"lists that differ from brute force: {differs_from_brute_force(sides, best)} of {2 * CHECKED} looked at")
    print(f"peak memory of a search on its own: {memory}")
    for mine, others, name in ((sides[0], sides[1], "Korean"), (sides[1], sides[0], "Luxembourg")):
        pair = prepare_side(mine.take(np.arange(1))), prepare_side(others)
        alone = median(cpu_seconds(lambda pair=pair: best_pairs(*pair, per_row=BEST, per_column=1)) for _ in range(9))
        print(f"one {name} project against {len(others):,}: {1000 * alone:.1f} CPU ms")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        report_memory(sys.argv[2], [int(number) for number in sys.argv[3:5]])
    else:
        main()
