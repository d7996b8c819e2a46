"""Runs: cut into blocks, each done by whoever comes, as often as needed, with the same result."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone

from companies.models import Project
from matching.embeddings import get_encoder
from matching.engine.background import NO_BACKGROUND, Background
from matching.engine.candidates import Candidates, unite_candidates
from matching.models import BlockKind, MatchRun, RunBlock, RunKind, RunStatus
from matching.project_rows import pack_arrays, pack_background, unpack_arrays, unpack_background
from matching.queries import (
    country_of_projects,
    newest_background,
    project_ids_to_match,
    project_ids_without_vectors,
    projects_to_match,
    standing_pairs,
)
from matching.services.partners import Terms
from matching.services.proposals import Outcome, record_matches, retire_changed, retire_proposals
from matching.services.requests import retire_matches
from matching.services.rounds import choose_round, compare_exposure
from matching.services.scoring import fit_current_background, score_projects
from matching.services.vectors import encode_projects, encoder_label
from matching.services.weights import weights_in_force, weights_of
from taxonomy.vocabulary import Country

LEASE = timedelta(minutes=5)  # a block takes seconds; a longer silence means its worker is gone
MOST_ATTEMPTS = 5
ENCODE_BLOCK = 50
MOST_WORKERS_WOKEN = 4


def advance_run(run_id: int) -> int:
    """Do one piece of work of this run: start it, do one block, or finish it. Returns how many calls should follow.

    May be called any number of times, by any number of workers at once.
    """
    run = MatchRun.objects.filter(pk=run_id, status__in=[RunStatus.QUEUED, RunStatus.RUNNING]).first()
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
    block = _claim_block(run)
    if block is not None:
        return _work_on_block(run, block)
    if run.blocks.filter(done_at__isnull=True).exists():
        _give_up_if_hopeless(run)
    else:
        _finish_full_run(run)
    return 0


def _work_on_block(run: MatchRun, block: RunBlock) -> int:
    """A block that fails is free again at once, for as many attempts as it has left."""
    try:
        if block.kind == BlockKind.ENCODE:
            _encode_block(block)
        else:
            _score_block(run, block)
    except Exception:
        RunBlock.objects.filter(pk=block.pk, done_at__isnull=True).update(lease_until=None)
        raise
    is_last_text = (
        block.kind == BlockKind.ENCODE and not run.blocks.filter(done_at__isnull=True, kind=BlockKind.ENCODE).exists()
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
    return min(MOST_WORKERS_WOKEN, _plan_blocks(run)) if started else 0


def _plan_blocks(run: MatchRun) -> int:
    """Cut the work into blocks; returns their number, at least 1 so that an empty run is finished too."""
    to_encode = project_ids_without_vectors(encoder_label(get_encoder()))
    chunks = [(BlockKind.ENCODE, ids) for ids in _chunks(to_encode, ENCODE_BLOCK)]
    for country in Country:
        ids_of_country = project_ids_to_match(country)
        chunks += [(BlockKind.SCORE, ids) for ids in _chunks(ids_of_country, settings.MATCHING_BLOCK_SIZE)]
    RunBlock.objects.bulk_create(
        RunBlock(run=run, position=position, kind=kind, project_ids=ids) for position, (kind, ids) in enumerate(chunks)
    )
    return max(1, len(chunks))


def _chunks(ids: Sequence[int], size: int) -> list[list[int]]:
    return [list(ids[start : start + size]) for start in range(0, len(ids), size)]


@transaction.atomic
def _claim_block(run: MatchRun) -> RunBlock | None:
    """Lease the next free block; scoring waits until every text is encoded."""
    now = timezone.now()
    todo = run.blocks.filter(done_at__isnull=True)
    if todo.filter(kind=BlockKind.ENCODE).exists():
        todo = todo.filter(kind=BlockKind.ENCODE)
    free = todo.filter(Q(lease_until__isnull=True) | Q(lease_until__lte=now), attempts__lt=MOST_ATTEMPTS)
    block = free.order_by("position").select_for_update(skip_locked=True).first()
    if block is not None:
        RunBlock.objects.filter(pk=block.pk).update(lease_until=now + LEASE, attempts=F("attempts") + 1)
    return block


def _give_up_if_hopeless(run: MatchRun) -> None:
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=timezone.now())
    if run.blocks.filter(free, done_at__isnull=True, attempts__gte=MOST_ATTEMPTS).exists():
        MatchRun.objects.filter(pk=run.pk, status=RunStatus.RUNNING).update(
            status=RunStatus.FAILED, finished_at=timezone.now()
        )


def _encode_block(block: RunBlock) -> None:
    encode_projects(list(projects_to_match(block.project_ids)), encoder=get_encoder())
    RunBlock.objects.filter(pk=block.pk).update(done_at=timezone.now(), lease_until=None)


def _score_block(run: MatchRun, block: RunBlock) -> None:
    terms = _terms(_background_of(run), run)
    country = country_of_projects(block.project_ids)
    scored = score_projects(block.project_ids, country, terms=terms)
    RunBlock.objects.filter(pk=block.pk).update(
        candidates=pack_arrays(scored.candidates._asdict()),
        pairs_scored=scored.pairs if country == Country.KOREA else 0,  # the same pairs from the other side
        done_at=timezone.now(),
        lease_until=None,
    )


def _terms(background: bytes, run: MatchRun) -> Terms:
    key = hashlib.sha256(background).hexdigest()
    return Terms(_stored_background(background), weights_of(run.weights_version), key)


def _background_of(run: MatchRun) -> bytes:
    """The background of this run; the first score block fits it, whoever comes second uses the stored one."""
    if run.background is None:
        fitted = pack_background(fit_current_background())
        MatchRun.objects.filter(pk=run.pk, background__isnull=True).update(background=fitted)
        run.refresh_from_db(fields=["background"])
    return bytes(run.background or b"")


@transaction.atomic
def _finish_full_run(run: MatchRun) -> None:
    """Put forward the best of all blocks, once: the run's row is the lock."""
    locked = MatchRun.objects.select_for_update(skip_locked=True).filter(pk=run.pk, status=RunStatus.RUNNING).first()
    if locked is None:
        return
    pool = _gather_candidates(run)
    chosen = choose_round(pool, standing=standing_pairs())
    locked.exposure = compare_exposure(pool, chosen)
    outcome = record_matches(chosen, background=_stored_background(locked.background), run=locked)
    staled = retire_proposals(keep=chosen, only_project_id=None)
    pairs = run.blocks.aggregate(pairs=Sum("pairs_scored"))["pairs"] or 0
    _close_run(locked, pairs=pairs, outcome=outcome, staled=staled)


def _gather_candidates(run: MatchRun) -> Candidates:
    stored = run.blocks.filter(kind=BlockKind.SCORE).order_by("position").values_list("candidates", flat=True)
    parts = [Candidates(**unpack_arrays(bytes(part))) for part in stored]  # type: ignore[arg-type]
    return unite_candidates(parts)


def _stored_background(data: bytes | memoryview | None) -> Background:
    return unpack_background(bytes(data)) if data else NO_BACKGROUND


def _close_run(run: MatchRun, *, pairs: int, outcome: Outcome, staled: int) -> None:
    MatchRun.objects.filter(pk=run.pk, status=RunStatus.RUNNING).update(
        status=RunStatus.DONE,
        finished_at=timezone.now(),
        lease_until=None,
        pairs_scored=pairs,
        proposed=outcome.proposed,
        updated=outcome.updated,
        staled=outcome.staled + staled,
        exposure=run.exposure,
        error="",
    )


def _rematch_project(run: MatchRun) -> int:
    if not _claim_project_run(run):
        return 0
    project = projects_to_match([run.project_id or 0]).first()
    if project is None:
        staled = retire_matches(project_ids=[run.project_id or 0])
        _close_run(run, pairs=0, outcome=Outcome(), staled=staled)
    else:
        _rematch_published(run, project)
    return 0


def _claim_project_run(run: MatchRun) -> bool:
    now = timezone.now()
    free = Q(status=RunStatus.QUEUED) | Q(status=RunStatus.RUNNING, lease_until__lte=now)
    if run.attempts >= MOST_ATTEMPTS:
        MatchRun.objects.filter(free, pk=run.pk).update(status=RunStatus.FAILED, finished_at=now)
        return False
    claimed = MatchRun.objects.filter(free, pk=run.pk).update(
        status=RunStatus.RUNNING,
        started_at=now,
        lease_until=now + LEASE,
        attempts=F("attempts") + 1,
        weights_version=weights_in_force().version,
    )
    return claimed == 1


def _rematch_published(run: MatchRun, project: Project) -> None:
    run.refresh_from_db(fields=["weights_version"])
    terms = _terms(bytes(newest_background() or b""), run)
    pool, pairs = score_projects([project.pk], project.company.country, terms=terms)
    with transaction.atomic():
        staled = retire_changed(project_id=project.pk)
        chosen = choose_round(pool, standing=standing_pairs(beside_project_id=project.pk))
        outcome = record_matches(chosen, background=terms.background, run=run)
        staled += retire_proposals(keep=chosen, only_project_id=project.pk)
        _close_run(run, pairs=pairs, outcome=outcome, staled=staled)
