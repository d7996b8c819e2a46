"""What is asked of matches, runs and vectors."""

from collections import Counter, defaultdict
from collections.abc import Collection
from datetime import datetime
from itertools import product
from typing import NamedTuple

from django.db.models import Case, Count, Q, QuerySet, Value, When

from accounts.models import User
from companies.models import Company, Project
from jobs import leases
from matching.models import (
    ChunkKind,
    CompanyBlock,
    DeclinedPair,
    Match,
    MatchRun,
    MatchStatus,
    ProjectVectors,
    Response,
    Review,
    ReviewDecision,
    RunChunk,
    RunKind,
    RunStatus,
    WeightsVersion,
)
from taxonomy.vocabulary import Country

FITTING_STATUSES = (MatchStatus.PROPOSED, MatchStatus.APPROVED, MatchStatus.INTRODUCED, MatchStatus.EXPIRED)
OPEN_RUNS = (RunStatus.QUEUED, RunStatus.RUNNING)
OPEN_STATUSES = (MatchStatus.PROPOSED, MatchStatus.APPROVED)
CLOSED_STATUSES = (MatchStatus.REJECTED, MatchStatus.DECLINED, MatchStatus.EXPIRED, MatchStatus.INTRODUCED)
REFUSED_STATUSES = (MatchStatus.REJECTED, MatchStatus.DECLINED)
SUGGESTED_STATUSES = (MatchStatus.APPROVED, MatchStatus.DECLINED, MatchStatus.EXPIRED, MatchStatus.INTRODUCED)


def projects_to_match(project_ids: Collection[int] | None = None) -> QuerySet[Project]:
    """Published projects of verified companies, with what the engine reads; in id order."""
    projects = Project.objects.published().select_related("company").prefetch_related("cooperations").order_by("pk")
    return projects if project_ids is None else projects.filter(pk__in=project_ids)


def project_ids_to_match(country: str) -> list[int]:
    return list(
        Project.objects.published().filter(company__country=country).order_by("pk").values_list("pk", flat=True)
    )


def project_ids_without_vectors(encoder: str) -> list[int]:
    """Published projects whose vectors are missing or were made by another encoder."""
    encoded = ProjectVectors.objects.filter(encoder=encoder).exclude(summary_embedding=b"").values("project_id")
    return list(Project.objects.published().exclude(pk__in=encoded).order_by("pk").values_list("pk", flat=True))


class ClosedPair(NamedTuple):
    """A pair on which somebody has decided, and what both projects said at that moment."""

    korean_id: int
    luxembourg_id: int
    status: str
    korean_digest: str
    luxembourg_digest: str


def closed_pairs(*, project_ids: Collection[int]) -> list[ClosedPair]:
    """Those in which one of these projects stands."""
    touched = Q(korean_project_id__in=project_ids) | Q(luxembourg_project_id__in=project_ids)
    rows = Match.objects.filter(touched, status__in=CLOSED_STATUSES).order_by("pk")
    names = ("korean_project_id", "luxembourg_project_id", "status", "korean_digest", "luxembourg_digest")
    declined = DeclinedPair.objects.filter(touched).annotate(status=Value(str(MatchStatus.DECLINED))).order_by("pk")
    return [ClosedPair(*row) for row in [*rows.values_list(*names), *declined.values_list(*names)]]


def are_kept_apart(one: Company, other: Company) -> bool:
    """Whether somebody blocks suggestions between the two, whoever it is."""
    blocks = CompanyBlock.objects.filter(
        Q(korean_company=one, luxembourg_company=other) | Q(korean_company=other, luxembourg_company=one)
    )
    return blocks.exists()


def matches_between(korean_ids: Collection[int], luxembourg_ids: Collection[int]) -> dict[tuple[int, int], Match]:
    """The stored matches of these projects with those, in whatever state."""
    found = Match.objects.filter(korean_project__in=set(korean_ids), luxembourg_project__in=set(luxembourg_ids))
    return {(match.korean_project_id, match.luxembourg_project_id): match for match in found}


def fitting_partners(project: Project) -> QuerySet[Match]:
    """The stored matches of a project that speak for its partners, best first."""
    return (
        Match.objects.filter(matches_of_project(project.pk), status__in=FITTING_STATUSES).with_projects().best_first()
    )


def blocked_pairs(*, project_ids: Collection[int]) -> set[tuple[int, int]]:
    """(Korean, Luxembourg) ids of public projects whose companies are kept apart, one of these among them."""
    companies = set(companies_of_projects(project_ids).values())
    blocks = CompanyBlock.objects.filter(Q(korean_company__in=companies) | Q(luxembourg_company__in=companies))
    kept_apart = set(blocks.values_list("korean_company_id", "luxembourg_company_id"))
    projects: dict[int, list[int]] = defaultdict(list)
    everybody = Project.objects.published().filter(company__in={i for pair in kept_apart for i in pair})
    for project_id, company_id in everybody.values_list("pk", "company_id"):
        projects[company_id].append(project_id)
    return {pair for one, other in kept_apart for pair in product(projects[one], projects[other])}


def change_times(*, country: str, since: datetime) -> dict[int, datetime]:
    """When each project of this country that changed since then, itself or by its company, did so last."""
    own = Project.objects.filter(company__country=country)
    projects = own.filter(updated_at__gte=since).values_list("pk", "updated_at")
    companies = own.filter(company__updated_at__gte=since).values_list("pk", "company__updated_at")
    times = dict(projects)
    for project_id, changed_at in companies:
        times[project_id] = max(changed_at, times.get(project_id, changed_at))
    return times


def blocks_by(user: User) -> QuerySet[CompanyBlock]:
    """The blocks that companies of this person asked for, and may lift."""
    blocks = CompanyBlock.objects.filter(company__memberships__user=user)
    return blocks.select_related("korean_company", "luxembourg_company", "company").order_by("-pk")


def adopted_weights() -> WeightsVersion | None:
    """The version in force; None while nobody adopted any."""
    return WeightsVersion.objects.filter(adopted_at__isnull=False).order_by("-adopted_at", "-pk").first()


def decided_reviews() -> QuerySet[Review]:
    """Every review with its match and the companies' answers, oldest first."""
    reviews = Review.objects.select_related("match__korean_project", "match__luxembourg_project")
    return reviews.prefetch_related("match__responses").order_by("pk")


def standing_pairs(*, beside_project_id: int | None = None) -> set[tuple[int, int]]:
    """(Korean, Luxembourg) project ids of the matches that keep their place in a round.

    Those approved; when only one project is matched, also every proposal that does not concern it.
    """
    standing = Q(status=MatchStatus.APPROVED)
    if beside_project_id is not None:
        standing |= Q(status=MatchStatus.PROPOSED) & ~matches_of_project(beside_project_id)
    return set(Match.objects.filter(standing).values_list("korean_project_id", "luxembourg_project_id"))


def approval_counts(project_ids: Collection[int]) -> Counter[int]:
    """How often staff have approved a suggestion of each project, in all rounds."""
    counts: Counter[int] = Counter()
    for side in ("korean_project_id", "luxembourg_project_id"):
        reviews = Review.objects.filter(decision=ReviewDecision.APPROVE, **{f"match__{side}__in": project_ids})
        counts.update(dict(reviews.order_by().values_list(f"match__{side}").annotate(Count("pk"))))
    return counts


def summary_embeddings_since(moment: datetime | None, *, encoder: str) -> list[tuple[int, int, bytes, datetime]]:
    """(project id, company id, summary embedding, when made) of what this encoder made since then, oldest first."""
    rows = (
        ProjectVectors.objects.filter(encoder=encoder)
        .exclude(summary_embedding=b"")
        .order_by("updated_at", "project_id")
    )
    if moment:
        rows = rows.filter(updated_at__gte=moment)
    columns = rows.values_list("project_id", "project__company_id", "summary_embedding", "updated_at")
    return [
        (project_id, company_id, bytes(summary_embedding), made)
        for project_id, company_id, summary_embedding, made in columns
    ]


def fits_with(user: User) -> list[tuple[int, int, float]]:
    """(project id, company id, score) of the other side of every match of the user's companies that is not closed."""
    mine = Company.objects.filter(memberships__user=user).values("pk")
    fits: list[tuple[int, int, float]] = []
    for own, other in (("korean_project", "luxembourg_project"), ("luxembourg_project", "korean_project")):
        matches = Match.objects.filter(**{f"{own}__company__in": mine}, status__in=FITTING_STATUSES).order_by()
        fits += matches.values_list(f"{other}_id", f"{other}__company_id", "score")
    return fits


def companies_of_projects(project_ids: Collection[int]) -> dict[int, int]:
    return dict(Project.objects.filter(pk__in=project_ids).values_list("pk", "company_id"))


def country_of_projects(project_ids: Collection[int]) -> str:
    """The country of these projects, which share one; Korea when all of them are gone."""
    countries = Project.objects.filter(pk__in=project_ids).values_list("company__country", flat=True)
    return countries.first() or Country.KOREA


def matches_of_project(project_id: int) -> Q:
    return Q(korean_project_id=project_id) | Q(luxembourg_project_id=project_id)


def suggestions_for(user: User) -> QuerySet[Match]:
    """What staff suggested to the companies this person acts for; open ones first, then the newest."""
    companies = Company.objects.filter(memberships__user=user).values("pk")
    mine = Match.objects.filter(
        Q(korean_project__company__in=companies) | Q(luxembourg_project__company__in=companies),
        status__in=SUGGESTED_STATUSES,
    )
    return (
        mine.with_projects()
        .prefetch_related("responses")
        .order_by(Case(When(status=MatchStatus.APPROVED, then=0), default=1), "-approved_at", "pk")
    )


def people_of(company: Company) -> QuerySet[User]:
    """Who reads mail for this company: its active members."""
    return User.objects.filter(memberships__company=company, is_active=True).order_by("pk")


def responses_of_round(match: Match) -> QuerySet[Response]:
    return Response.objects.filter(match=match, round=match.round)


def match_queue(
    *,
    status: str = MatchStatus.PROPOSED,
    green: str = "",
    cooperation: str = "",
    least_score: float = 0.0,
    text: str = "",
) -> QuerySet[Match]:
    """The review desk's list, best first."""
    matches = Match.objects.filter(status=status, score__gte=least_score)
    if green:
        matches = matches.filter(
            Q(korean_project__green_objectives__contains=[green])
            | Q(luxembourg_project__green_objectives__contains=[green])
        )
    if cooperation:
        matches = matches.filter(
            korean_project__cooperations__type=cooperation, luxembourg_project__cooperations__type=cooperation
        ).distinct()
    for word in text.split():
        matches = matches.filter(_mentions(word))
    return matches.with_profiles().best_first()


def _mentions(word: str) -> Q:
    found = Q()
    for side in ("korean_project", "luxembourg_project"):
        for field in ("title", "company__name", "company__name_local"):
            found |= Q(**{f"{side}__{field}__icontains": word})
    return found


def next_in_queue(match: Match) -> Match | None:
    """The proposed match that follows this one, best first; from the top when this was the last."""
    others = Match.objects.proposed().exclude(pk=match.pk).best_first()
    is_next = Q(score__lt=match.score) | Q(score=match.score, pk__gt=match.pk)
    after = others.filter(Q(likelihood__lt=match.likelihood) | (Q(likelihood=match.likelihood) & is_next)).first()
    return after or others.first()


def reviews_of(match: Match) -> QuerySet[Review]:
    return match.reviews.select_related("reviewer")


def counts_by_status() -> dict[str, int]:
    return dict(Match.objects.order_by().values_list("status").annotate(Count("pk")))


def latest_full_run() -> MatchRun | None:
    """The full run under way or waiting, else the last one that ended."""
    return MatchRun.objects.filter(kind=RunKind.FULL).order_by("-pk").first()


class RunProgress(NamedTuple):
    chunks_done: int
    chunks: int
    is_encoding: bool

    @property
    def percent(self) -> int:
        return 100 * self.chunks_done // self.chunks if self.chunks else 0


def run_progress(run: MatchRun) -> RunProgress:
    counts = run.chunks.aggregate(
        done=Count("pk", filter=Q(done_at__isnull=False)),
        encoding=Count("pk", filter=Q(done_at__isnull=True, kind=ChunkKind.ENCODE)),
        everything=Count("pk"),
    )
    return RunProgress(counts["done"], counts["everything"], counts["encoding"] > 0)


def runs_to_enqueue() -> list[int]:
    """Open runs with work that nobody holds a lease on: what a lost message left behind."""
    workable = leases.workable(MatchRun.objects.filter(status__in=OPEN_RUNS))
    held = leases.current(RunChunk.objects.filter(done_at__isnull=True)).values("run_id")
    return list(workable.exclude(pk__in=held).order_by("pk").values_list("pk", flat=True))


def newest_centring() -> bytes | memoryview | None:
    """The centring fitted by the latest finished full run, as `project_rows.pack_centring` stored it."""
    runs = MatchRun.objects.filter(kind=RunKind.FULL, centring__isnull=False).order_by("-pk")
    return runs.values_list("centring", flat=True).first()


def landing_figures() -> dict[str, int]:
    """The live figures of the landing page."""
    companies = Company.objects.verified().aggregate(
        korean=Count("pk", filter=Q(country=Country.KOREA)),
        luxembourg=Count("pk", filter=Q(country=Country.LUXEMBOURG)),
    )
    return {
        "korean_companies": companies["korean"],
        "luxembourg_companies": companies["luxembourg"],
        "projects": Project.objects.published().count(),
    }
