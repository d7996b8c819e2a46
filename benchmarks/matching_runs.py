"""A re-match of one edited project, and full runs by real Celery workers, in a database of their own.

    python -m benchmarks.matching_runs [--projects 20000] [--texts 600] [--workers 1 2 4] [--rounds 1]

First as many Korean and Luxembourg projects as asked for, made of the demonstration's: how long a fresh process takes
to load the other country, and then how long one edited project takes from the task's start until its new matches are in
the database. Then a full run of `--texts` projects a side whose texts have not been read yet, by each number of
worker processes, in turn with the threads that NumPy takes by itself and with one: seconds of the wall and of the
processors, and the same matches each time.
"""

import argparse
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import django
import numpy as np

from sgbc.embedded import services

ROOT = Path(__file__).resolve().parents[1]
ROWS_AT_ONCE = 1_000
THREADS = {"NumPy's own threads": {}, "one thread": {"OPENBLAS_NUM_THREADS": "1"}}


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--projects", type=int, default=20_000, help="a side, for the re-match; 0 for none")
    parser.add_argument("--texts", type=int, default=600, help="a side, for the full runs")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 4])
    parser.add_argument("--rounds", type=int, default=1, help="how often the full runs are repeated")
    return parser.parse_args()


def main():
    options = parse_options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ |= stack.enter_context(services(folder, given={}))
        os.environ |= {"SGBC_MODE": "demonstration", "SECRET_KEY": "benchmark", "MATCHING_CHUNK_SIZE": "100"}
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if options.workers:
            measure_workers(options.texts, options.workers * options.rounds)
        if options.projects:
            measure_rematch(options.projects)


def grow_projects(count, *, with_vectors):
    """`count` companies with a project in each country: the demonstration's in turn, their vectors shifted a little."""
    from companies.models import Company, Project, ProjectStatus  # noqa: PLC0415
    from matching.embeddings import get_encoder  # noqa: PLC0415
    from matching.models import ProjectVectors  # noqa: PLC0415
    from matching.services.vectors import encode_projects  # noqa: PLC0415

    models = list(sample_projects())
    read = encode_projects(models, encoder=get_encoder())
    stored = {row.project_id: row for row in ProjectVectors.objects.filter(project__in=models)}
    dice = np.random.default_rng(1)
    for country in ("KR", "LU"):
        own = [i for i, project in enumerate(models) if project.company.country == country]
        for start in range(0, count, ROWS_AT_ONCE):
            chosen = [own[number % len(own)] for number in range(start, min(start + ROWS_AT_ONCE, count))]
            companies = Company.objects.bulk_create(copy_row(models[i].company) for i in chosen)
            projects = [copy_row(models[i]) for i in chosen]
            for project, company in zip(projects, companies, strict=True):
                project.company, project.status = company, ProjectStatus.PUBLISHED
            Project.objects.bulk_create(projects)
            copy_cooperations([models[i] for i in chosen], projects)
            if with_vectors:
                rows = [stored[models[i].pk] for i in chosen]
                vectors = [shift(read.vectors[i], dice) for i in chosen]
                ProjectVectors.objects.bulk_create(
                    copy_vectors(row, project, data) for row, project, data in zip(rows, projects, vectors, strict=True)
                )
    Project.objects.filter(pk__in=[project.pk for project in models]).update(status=ProjectStatus.WITHDRAWN)


def sample_projects():
    from companies.models import Project  # noqa: PLC0415
    from companies.signals import projects_entered  # noqa: PLC0415
    from demonstration.companies import load_demonstration  # noqa: PLC0415

    projects_entered.receivers = []  # runs are asked for by hand here
    load_demonstration()
    return Project.objects.published().select_related("company").prefetch_related("cooperations").order_by("pk")


def copy_row(row):
    from companies.models import make_public_id  # noqa: PLC0415

    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    for name, value in (("id", None), ("source_id", ""), ("registration_number", "")):
        if name in values:
            values[name] = value
    return type(row)(**values | {"public_id": make_public_id()})


def copy_cooperations(models, projects):
    from companies.models import Cooperation  # noqa: PLC0415

    Cooperation.objects.bulk_create(
        Cooperation(project=project, type=entry.type, role=entry.role)
        for model, project in zip(models, projects, strict=True)
        for entry in model.cooperations.all()
    )


def copy_vectors(row, project, data):
    from matching.models import ProjectVectors  # noqa: PLC0415

    names = ("encoder", "text_digest", "passage_count", "concepts_offered", "concepts_needed", "summary_embedding")
    return ProjectVectors(project=project, data=data, **{name: getattr(row, name) for name in names})


def shift(vectors, dice):
    from matching.project_rows import pack_vectors  # noqa: PLC0415

    noise = dice.standard_normal(vectors.shape, dtype=np.float32) * np.float32(0.7 / np.sqrt(vectors.shape[1]))
    return pack_vectors((vectors + noise) / np.linalg.norm(vectors + noise, axis=1, keepdims=True))


def measure_rematch(count):
    from companies.models import Project  # noqa: PLC0415
    from companies.services.projects import update_project  # noqa: PLC0415
    from matching.services import partners, runs, scoring  # noqa: PLC0415
    from matching.services.requests import request_full_run, request_rematch  # noqa: PLC0415
    from taxonomy.vocabulary import Country  # noqa: PLC0415

    started = time.perf_counter()
    grow_projects(count, with_vectors=True)
    print(f"\n{count:,} projects a side in the database ({time.perf_counter() - started:.0f} s to make)")
    run = request_full_run()
    runs.advance_run(run.pk)
    runs._centring_of(run)  # what a re-match compares under
    run.chunks.all().delete()
    runs.advance_run(run.pk)
    terms = runs._terms(runs._centring_of(run), run)
    started = time.perf_counter()
    for country in Country:
        partners.prepared_partners(country, terms=terms)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"both countries loaded by a fresh process: {seconds:.1f} s; peak of this process {peak:.2f} GiB")
    for country in Country:
        taken, searched = [], []
        for project in Project.objects.published().filter(company__country=country).order_by("pk")[:7]:
            changed = update_project(project, fields={"summary": project.summary + " (revised)"})
            started = time.perf_counter()
            scoring.score_projects([changed.pk], country, terms=terms)
            searched.append(time.perf_counter() - started)
            request = request_rematch(project_ids=[changed.pk])[0]
            started = time.perf_counter()
            runs.advance_run(request.pk)
            taken.append(time.perf_counter() - started)
        print(
            f"one edited {country.label} project: text read, searched {1000 * np.median(searched[1:]):.0f} ms; "
            f"task until its matches are stored {1000 * np.median(taken[1:]):.0f} ms (medians)"
        )


def measure_workers(count, numbers):
    from matching.engine.passages import split_passages  # noqa: PLC0415
    from matching.models import Match, MatchRun, ProjectVectors  # noqa: PLC0415
    from matching.project_rows import profile_of  # noqa: PLC0415
    from matching.queries import projects_to_match  # noqa: PLC0415

    grow_projects(count, with_vectors=False)
    sentences = sum(len(split_passages(profile_of(project))) for project in projects_to_match())
    print(f"full run of {count:,} projects a side, {sentences:,} sentences to be read")
    outcomes = {threads: [] for threads in THREADS}
    for number, threads in itertools.product(numbers, THREADS):
        Match.objects.all().delete()
        MatchRun.objects.all().delete()
        ProjectVectors.objects.all().delete()
        seconds, processor_seconds, run = time_full_run(number, THREADS[threads])
        rows = Match.objects.order_by("korean_project", "luxembourg_project")
        matches = {
            tuple(pair): score for *pair, score in rows.values_list("korean_project", "luxembourg_project", "score")
        }
        outcomes[threads].append(matches)
        print(
            f"{number} worker processes, {threads:19}: {seconds:6.1f} s, {processor_seconds:6.1f} s of the processors, "
            f"{sentences / seconds:6.0f} sentences/s, "
            f"{run.chunks.count()} blocks, {run.pairs_scored:,} pairs, {len(matches)} matches"
        )
    for threads, found in outcomes.items():
        print(f"{threads}: {compare_matches(found)}")
    print(f"all: {compare_matches(list(itertools.chain(*outcomes.values())))}")


def compare_matches(outcomes):
    first = outcomes[0]
    differing = max(len(first.keys() ^ other.keys()) for other in outcomes)
    furthest = max(abs(other[pair] - first[pair]) for other in outcomes for pair in first.keys() & other.keys())
    return f"up to {differing} matches that not all have, up to {furthest:.1g} between scores"


def time_full_run(number, threads):
    from matching.models import MatchRun, RunStatus  # noqa: PLC0415
    from matching.services.requests import request_full_run  # noqa: PLC0415
    from matching.tasks import advance_run  # noqa: PLC0415

    command = [sys.executable, "-m", "celery", "-A", "sgbc", "worker", f"--concurrency={number}", "--loglevel=ERROR"]
    before = processor_seconds_of_children()
    worker = subprocess.Popen(command, cwd=ROOT, env=os.environ | threads)
    try:
        run = request_full_run()
        started = time.perf_counter()
        advance_run.delay(run.pk)
        while MatchRun.objects.get(pk=run.pk).status in (RunStatus.QUEUED, RunStatus.RUNNING):
            time.sleep(0.2)
        seconds = time.perf_counter() - started
    finally:
        worker.terminate()
        worker.wait(timeout=60)
    return seconds, processor_seconds_of_children() - before, MatchRun.objects.get(pk=run.pk)


def processor_seconds_of_children():
    """Of those that have ended; the worker's start is among it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
