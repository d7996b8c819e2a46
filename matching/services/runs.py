"""Runs: cut into chunks, each done by whoever comes, as often as needed, with the same result."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum
from django.utils import timezone

from companies.models import Project
from jobs import leases
from matching.embeddings import get_encoder
from matching.engine.candidates import Candidates, unite_candidates
from matching.engine.centring import NO_CENTRING, CorpusCentring
from matching.models import ChunkKind, MatchRun, RunChunk, RunKind, RunStatus
from matching.project_rows import pack_arrays, pack_centring, unpack_arrays, unpack_centring
from matching.queries import (
    OPEN_RUNS,
    country_of_projects,
    newest_centring,
    project_ids_to_match,
    project_ids_without_vectors,
    projects_to_match,
    standing_pairs,
)
from matching.services.partners import Terms
from matching.services.proposals import ProposalOutcome, record_matches, retire_changed, retire_proposals
from matching.services.requests import retire_matches
from matching.services.rounds import choose_round, compare_exposure
from matching.services.scoring import fit_current_centring, is_in_force, score_projects
from matching.services.vectors import encode_projects, encoder_label
from matching.services.weights import weights_in_force, weights_of
from taxonomy.vocabulary import Country

LEASE = timedelta(minutes=5)  # a chunk takes seconds; a longer silence means its worker is gone
AT_ONCE = timedelta()
MOST_ATTEMPTS = 5
ENCODE_BLOCK = 50
MOST_WORKERS_WOKEN = 4


def advance_run(run_id: int) -> int:
    """Do one piece of work of this run: start it, do one chunk, or finish it. Returns how many calls should follow.

    May be called any number of times, by any number of workers at once.
    """
    run = MatchRun.objects.filter(pk=run_id, status__in=OPEN_RUNS).first()
    if run is None:
        return 0
    work = _advance_full_run if run.kind == RunKind.FULL else _rematch_project
    try:
        return work(run)
    except Exception as error:
        MatchRun.objects.filter(pk=run_id).update(error=f"{type(error).__name__}: {error}")
        raise


def _advance_full_run(run: MatchRun) -> int:
    if run.status == RunStatus.QUEUED:
        return _start_full_run(run)
    token = leases.make_token()
    chunk = _claim_chunk(run, token=token)
    if chunk is not None:
        return _work_on_chunk(run, chunk, token=token)
    if run.chunks.filter(done_at__isnull=True).exists():
        _give_up_if_hopeless(run)
    else:
        _finish_full_run(run)
    return 0


def _work_on_chunk(run: MatchRun, chunk: RunChunk, *, token: int) -> int:
    """A chunk that fails is free again at once, for as many attempts as it has left."""
    undone = RunChunk.objects.filter(pk=chunk.pk, done_at__isnull=True)
    try:
        found = _encode_chunk(chunk) if chunk.kind == ChunkKind.ENCODE else _score_chunk(run, chunk)
    except Exception:
        leases.postpone(undone, token=token, delay=AT_ONCE)
        raise
    leases.finish(undone, token=token, done_at=timezone.now(), **found)
    is_last_text = (
        chunk.kind == ChunkKind.ENCODE and not run.chunks.filter(done_at__isnull=True, kind=ChunkKind.ENCODE).exists()
    )
    return MOST_WORKERS_WOKEN if is_last_text else 1


@transaction.atomic
def _start_full_run(run: MatchRun) -> int:
    if MatchRun.objects.filter(kind=RunKind.FULL, status=RunStatus.RUNNING).exists():
        return 0
    now = timezone.now()
    started = MatchRun.objects.filter(pk=run.pk, status=RunStatus.QUEUED).update(
        status=RunStatus.RUNNING, started_at=now, weights_version=weights_in_force().version
    )
    return min(MOST_WORKERS_WOKEN, _plan_chunks(run)) if started else 0


def _plan_chunks(run: MatchRun) -> int:
    """Cut the work into chunks; returns their number, at least 1 so that an empty run is finished too."""
    to_encode = project_ids_without_vectors(encoder_label(get_encoder()))
    chunks = [(ChunkKind.ENCODE, ids) for ids in _chunks(to_encode, ENCODE_BLOCK)]
    for country in Country:
        ids_of_country = project_ids_to_match(country)
        chunks += [(ChunkKind.SCORE, ids) for ids in _chunks(ids_of_country, settings.MATCHING_CHUNK_SIZE)]
    RunChunk.objects.bulk_create(
        RunChunk(run=run, position=position, kind=kind, project_ids=ids) for position, (kind, ids) in enumerate(chunks)
    )
    return max(1, len(chunks))


def _chunks(ids: Sequence[int], size: int) -> list[list[int]]:
    return [list(ids[start : start + size]) for start in range(0, len(ids), size)]


def _claim_chunk(run: MatchRun, *, token: int) -> RunChunk | None:
    """Lease the next free chunk; scoring waits until every text is encoded."""
    undone = RunChunk.objects.filter(run=run, done_at__isnull=True)
    leases.recover(undone)
    texts = undone.filter(kind=ChunkKind.ENCODE)
    next_ones = (texts if texts.exists() else undone).order_by("position")
    chunks = leases.claim(next_ones, token=token, lease=LEASE, limit=1, most_attempts=MOST_ATTEMPTS)
    return chunks[0] if chunks else None


def _give_up_if_hopeless(run: MatchRun) -> None:
    undone = RunChunk.objects.filter(run=run, done_at__isnull=True)
    if leases.exhausted(undone, most_attempts=MOST_ATTEMPTS).exists():
        MatchRun.objects.filter(pk=run.pk, status=RunStatus.RUNNING).update(
            status=RunStatus.FAILED, finished_at=timezone.now()
        )


def _encode_chunk(chunk: RunChunk) -> dict[str, object]:
    encode_projects(list(projects_to_match(chunk.project_ids)), encoder=get_encoder())
    return {}


def _score_chunk(run: MatchRun, chunk: RunChunk) -> dict[str, object]:
    terms = _terms(_centring_of(run), run)
    country = country_of_projects(chunk.project_ids)
    scored = score_projects(chunk.project_ids, country, terms=terms)
    pairs = scored.pairs if country == Country.KOREA else 0  # the same pairs from the other side
    return {"candidates": pack_arrays(scored.candidates._asdict()), "pairs_scored": pairs}


def _terms(centring: bytes, run: MatchRun) -> Terms:
    key = hashlib.sha256(centring).hexdigest()
    return Terms(_stored_centring(centring), weights_of(run.weights_version), key)


def _centring_of(run: MatchRun) -> bytes:
    """The centring of this run: the one in force, so that a pair's score changes only when its texts do.

    Where there is none, or the run is to fit it anew, the first score chunk fits it; whoever comes second uses that.
    """
    if run.centring is None:
        kept = None if run.refits else newest_centring()
        is_kept = kept is not None and is_in_force(unpack_centring(bytes(kept)))
        fitted = bytes(kept) if kept is not None and is_kept else pack_centring(fit_current_centring())
        MatchRun.objects.filter(pk=run.pk, centring__isnull=True).update(centring=fitted)
        run.refresh_from_db(fields=["centring"])
    return bytes(run.centring or b"")


@transaction.atomic
def _finish_full_run(run: MatchRun) -> None:
    """Put forward the best of all chunks, once: the run's row is the lock."""
    locked = MatchRun.objects.select_for_update(skip_locked=True).filter(pk=run.pk, status=RunStatus.RUNNING).first()
    if locked is None:
        return
    pool = _gather_candidates(run)
    chosen = choose_round(pool, standing=standing_pairs())
    locked.exposure = compare_exposure(pool, chosen)
    outcome = record_matches(chosen, centring=_stored_centring(locked.centring), run=locked)
    staled = retire_proposals(keep=chosen, only_project_id=None)
    pairs = run.chunks.aggregate(pairs=Sum("pairs_scored"))["pairs"] or 0
    MatchRun.objects.filter(pk=run.pk).update(**_result(locked, pairs=pairs, outcome=outcome, staled=staled))


def _gather_candidates(run: MatchRun) -> Candidates:
    stored = run.chunks.filter(kind=ChunkKind.SCORE).order_by("position").values_list("candidates", flat=True)
    parts = [Candidates(**unpack_arrays(bytes(part))) for part in stored]  # type: ignore[arg-type]
    return unite_candidates(parts)


def _stored_centring(data: bytes | memoryview | None) -> CorpusCentring:
    return unpack_centring(bytes(data)) if data else NO_CENTRING


def _result(run: MatchRun, *, pairs: int, outcome: ProposalOutcome, staled: int) -> dict[str, object]:
    """What a run that is done says of itself."""
    return {
        "status": RunStatus.DONE,
        "finished_at": timezone.now(),
        "pairs_scored": pairs,
        "proposed": outcome.proposed,
        "updated": outcome.updated,
        "staled": outcome.staled + staled,
        "exposure": run.exposure,
        "error": "",
    }


def _rematch_project(run: MatchRun) -> int:
    token = leases.make_token()
    if not _claim_project_run(run, token=token):
        return 0
    project = projects_to_match([run.project_id or 0]).first()
    if project is None:
        _retire_withdrawn(run, token=token)
    else:
        _rematch_published(run, project, token=token)
    return 0


def _claim_project_run(run: MatchRun, *, token: int) -> bool:
    """A run that fails stays leased: its next attempt comes when the lease is over.

    None begins beside a full run, which would retire at its end what was found of a project that it has not seen.
    """
    if MatchRun.objects.filter(kind=RunKind.FULL, status=RunStatus.RUNNING).exists():
        return False
    open_run = MatchRun.objects.filter(pk=run.pk, status__in=OPEN_RUNS)
    leases.recover(open_run)
    begun = {
        "status": RunStatus.RUNNING,
        "started_at": timezone.now(),
        "weights_version": weights_in_force().version,
    }
    if leases.claim(open_run, token=token, lease=LEASE, limit=1, most_attempts=MOST_ATTEMPTS, **begun):
        return True
    hopeless = leases.exhausted(open_run, most_attempts=MOST_ATTEMPTS)
    hopeless.update(status=RunStatus.FAILED, finished_at=timezone.now())
    return False


@transaction.atomic
def _retire_withdrawn(run: MatchRun, *, token: int) -> None:
    if not leases.renew(_this(run), token=token, lease=LEASE):
        return
    staled = retire_matches(project_ids=[run.project_id or 0])
    leases.finish(_this(run), token=token, **_result(run, pairs=0, outcome=ProposalOutcome(), staled=staled))


def _rematch_published(run: MatchRun, project: Project, *, token: int) -> None:
    run.refresh_from_db(fields=["weights_version"])
    terms = _terms(bytes(newest_centring() or b""), run)
    pool, pairs = score_projects([project.pk], project.company.country, terms=terms)
    with transaction.atomic():
        if not leases.renew(_this(run), token=token, lease=LEASE):
            return
        staled = retire_changed(project_id=project.pk)
        chosen = choose_round(pool, standing=standing_pairs(beside_project_id=project.pk))
        outcome = record_matches(chosen, centring=terms.centring, run=run)
        staled += retire_proposals(keep=chosen, only_project_id=project.pk)
        leases.finish(_this(run), token=token, **_result(run, pairs=pairs, outcome=outcome, staled=staled))


def _this(run: MatchRun) -> QuerySet[MatchRun]:
    return MatchRun.objects.filter(pk=run.pk, status=RunStatus.RUNNING)
