"""From scored pairs to matches: what is proposed, refreshed, brought back or retired."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from companies.models import Project
from matching.engine.candidates import Candidates
from matching.engine.centring import CorpusCentring
from matching.engine.explanations import ExplanationObject
from matching.engine.weights import Weights
from matching.models import Match, MatchRun, MatchStatus
from matching.project_rows import digest_profile, profile_of
from matching.queries import (
    OPEN_STATUSES,
    blocked_pairs,
    closed_pairs,
    matches_of_project,
    projects_to_match,
)
from matching.services.explaining import explain_projects
from matching.services.kin import kin_pairs
from matching.services.weights import weights_of

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ProposalOutcome:
    proposed: int = 0
    updated: int = 0
    staled: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair to put forward: what the two projects said, and why they fit."""

    korean_id: int
    luxembourg_id: int
    korean_digest: str
    luxembourg_digest: str
    explanation: ExplanationObject
    weights_version: str

    @property
    def pair(self) -> Pair:
        return self.korean_id, self.luxembourg_id


def may_come_back(status: str, *, is_korean_changed: bool, is_luxembourg_changed: bool) -> bool:
    """Whether a pair may be proposed again, given how it ended and which projects have changed since.

    Rejected and declined pairs return only when both projects changed; an unanswered one when either did; a pair
    already introduced never.
    """
    if status in (MatchStatus.REJECTED, MatchStatus.DECLINED):
        return is_korean_changed and is_luxembourg_changed
    if status == MatchStatus.EXPIRED:
        return is_korean_changed or is_luxembourg_changed
    return status == MatchStatus.STALE


def barred_pairs(*, project_ids: Collection[int]) -> set[Pair]:
    """The pairs with one of these projects that stay out: decided on and not changed enough since, blocked, or kin."""
    closed = closed_pairs(project_ids=project_ids)
    digests = _current_digests({i for pair in closed for i in (pair.korean_id, pair.luxembourg_id)})
    barred = {
        (pair.korean_id, pair.luxembourg_id)
        for pair in closed
        if not may_come_back(
            pair.status,
            is_korean_changed=digests[pair.korean_id] != pair.korean_digest,
            is_luxembourg_changed=digests[pair.luxembourg_id] != pair.luxembourg_digest,
        )
    }
    return barred | blocked_pairs(project_ids=project_ids) | kin_pairs(project_ids=project_ids)


def _current_digests(project_ids: Iterable[int]) -> dict[int, str]:
    projects = Project.objects.filter(pk__in=project_ids).select_related("company").prefetch_related("cooperations")
    return {project.pk: digest_profile(profile_of(project)) for project in projects}


@transaction.atomic
def record_matches(candidates: Candidates, *, centring: CorpusCentring, run: MatchRun) -> ProposalOutcome:
    """Explain these pairs from what the projects say now, and propose, refresh or bring back their matches.

    A pair of which a side left since it was scored is passed over: leaving has its own way of retiring matches.
    """
    proposals = _explain_candidates(candidates, centring, weights_of(run.weights_version))
    existing = _lock_matches(proposals)
    new = [_new_match(proposal, run) for proposal in proposals if proposal.pair not in existing]
    created = Match.objects.bulk_create(new, ignore_conflicts=True)
    refreshed = [_refresh_match(existing[p.pair], p, run) for p in proposals if p.pair in existing]
    return ProposalOutcome(
        proposed=len(created) + refreshed.count(ProposalOutcome(proposed=1)),
        updated=refreshed.count(ProposalOutcome(updated=1)),
        staled=refreshed.count(ProposalOutcome(staled=1)),
    )


def _explain_candidates(candidates: Candidates, centring: CorpusCentring, weights: Weights) -> list[Proposal]:
    pairs = list(zip(candidates.rows.tolist(), candidates.columns.tolist(), strict=True))
    projects = list(projects_to_match({i for pair in pairs for i in pair}))
    places = {project.pk: place for place, project in enumerate(projects)}
    digests = {project.pk: digest_profile(profile_of(project)) for project in projects}
    present = [pair for pair in pairs if places.keys() >= set(pair)]
    told = explain_projects(
        projects, [(places[one], places[other]) for one, other in present], centring=centring, weights=weights
    )
    return [
        Proposal(one, other, digests[one], digests[other], explanation, weights.version)
        for (one, other), explanation in zip(present, told, strict=True)
    ]


def _lock_matches(proposals: Sequence[Proposal]) -> dict[Pair, Match]:
    wanted = {proposal.pair for proposal in proposals}
    matches = Match.objects.filter(korean_project_id__in={korean_id for korean_id, _luxembourg_id in wanted})
    matches = matches.order_by("pk").select_for_update(of=("self",))
    found = {(match.korean_project_id, match.luxembourg_project_id): match for match in matches}
    return {pair: match for pair, match in found.items() if pair in wanted}


def _new_match(proposal: Proposal, run: MatchRun) -> Match:
    return Match(
        korean_project_id=proposal.korean_id,
        luxembourg_project_id=proposal.luxembourg_id,
        run=run,
        **_content(proposal),
    )


def _content(proposal: Proposal) -> dict[str, object]:
    return {
        "score": proposal.explanation["score"],
        "likelihood": proposal.explanation["likelihood"],
        "explanation": proposal.explanation,
        "weights_version": proposal.weights_version,
        "korean_digest": proposal.korean_digest,
        "luxembourg_digest": proposal.luxembourg_digest,
    }


def _refresh_match(match: Match, proposal: Proposal, run: MatchRun) -> ProposalOutcome:
    """What becomes of a pair that scored well again; the row is locked by the caller."""
    is_korean_changed = match.korean_digest != proposal.korean_digest
    is_luxembourg_changed = match.luxembourg_digest != proposal.luxembourg_digest
    if match.status == MatchStatus.APPROVED and (is_korean_changed or is_luxembourg_changed):
        return _move(match, to=MatchStatus.STALE)
    if match.status == MatchStatus.PROPOSED:
        return _update_proposal(match, proposal, run)
    if may_come_back(match.status, is_korean_changed=is_korean_changed, is_luxembourg_changed=is_luxembourg_changed):
        return _propose_again(match, proposal, run)
    return ProposalOutcome()


def _update_proposal(match: Match, proposal: Proposal, run: MatchRun) -> ProposalOutcome:
    content = _content(proposal)
    if all(getattr(match, name) == value for name, value in content.items()):
        return ProposalOutcome()
    changed = Match.objects.filter(pk=match.pk, status=MatchStatus.PROPOSED).update(
        **content, run=run, updated_at=timezone.now()
    )
    return ProposalOutcome(updated=changed)


def _propose_again(match: Match, proposal: Proposal, run: MatchRun) -> ProposalOutcome:
    now = timezone.now()
    changed = Match.objects.filter(pk=match.pk, status=match.status).update(
        **_content(proposal),
        status=MatchStatus.PROPOSED,
        round=F("round") + 1,
        run=run,
        proposed_at=now,
        approved_at=None,
        expires_at=None,
        updated_at=now,
    )
    return ProposalOutcome(proposed=changed)


def _move(match: Match, *, to: MatchStatus) -> ProposalOutcome:
    moved = Match.objects.filter(pk=match.pk, status=match.status).update(status=to, updated_at=timezone.now())
    return ProposalOutcome(staled=moved)


@transaction.atomic
def retire_proposals(*, keep: Candidates, only_project_id: int | None) -> int:
    """Retire proposals that are not among the pairs kept: of one project, or of all. Returns how many."""
    kept = set(zip(keep.rows.tolist(), keep.columns.tolist(), strict=True))
    proposals = Match.objects.filter(status=MatchStatus.PROPOSED)
    if only_project_id is not None:
        proposals = proposals.filter(matches_of_project(only_project_id))
    pairs = proposals.values_list("pk", "korean_project_id", "luxembourg_project_id")
    gone = [pk for pk, korean_id, luxembourg_id in pairs if (korean_id, luxembourg_id) not in kept]
    return Match.objects.filter(pk__in=gone, status=MatchStatus.PROPOSED).update(
        status=MatchStatus.STALE, updated_at=timezone.now()
    )


@transaction.atomic
def retire_changed(*, project_id: int) -> int:
    """Retire approved suggestions of a project that no longer says what its partner was told. Returns how many."""
    matches = Match.objects.filter(matches_of_project(project_id), status__in=OPEN_STATUSES[1:]).order_by("pk")
    digest = _current_digests([project_id]).get(project_id, "")
    changed = [m.pk for m in matches if digest not in (m.korean_digest, m.luxembourg_digest)]
    return Match.objects.filter(pk__in=changed, status=MatchStatus.APPROVED).update(
        status=MatchStatus.STALE, updated_at=timezone.now()
    )
