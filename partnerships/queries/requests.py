"""What is asked of partnership requests: whether one may be sent, who waits for whom, how a company answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Avg, Case, Count, F, Q, QuerySet, When
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import User
from companies.models import Company, Project, ProjectStatus
from matching.models import Match
from matching.queries import are_kept_apart, fitting_partners
from partnerships.models import (
    ANSWERED_STATUSES,
    OPEN_REQUESTS_PER_COMPANY,
    PartnershipRequest,
    RequestStatus,
)

FEWEST_FOR_A_RATE = 3
MOST_ALTERNATIVES = 3


def refusal_between(sender: Company, receiver: Company, *, reader: Company | None = None) -> str:
    """Why these two cannot meet, told to `reader` (the sender unless named); empty when they can.

    Never says who keeps whom apart.
    """
    if sender.pk == receiver.pk:
        return _("This is your own company. Search for a partner in the other country.")
    if sender.country == receiver.country:
        return _(
            "Requests are sent between Korea and Luxembourg, but both companies are in the same "
            "country. Search for a partner in the other country."
        )
    pair = Company.objects.filter(pk__in=(sender.pk, receiver.pk))
    unverified = pair.exclude(pk__in=Company.objects.acting()).values_list("pk", flat=True)
    if unverified:
        return _explain_unverified(is_own=(reader or sender).pk in unverified)
    if are_kept_apart(sender, receiver):
        return _("A request between these two companies is not possible. Other companies may suit you just as well.")
    return ""


def _explain_unverified(*, is_own: bool) -> str:
    if is_own:
        return _(
            "Companies must be verified before they can contact others, and yours is not verified at "
            "the moment. “My company” shows what is missing."
        )
    return _(
        "Both companies must be verified, and the other company is not verified at the moment. Try "
        "again in a few days, or choose another company."
    )


def refusal_of_sender(sender: Company) -> str:
    """Why this company may not ask anybody at the moment; empty when it may."""
    count = PartnershipRequest.objects.open().filter(sender=sender).count()
    if count < OPEN_REQUESTS_PER_COMPANY:
        return ""
    return _(
        "Your company has %(count)s open requests, which is the maximum. Wait for an answer or withdraw a request."
    ) % {"count": count}


def refusal_of_pair(project: Project, receiver: Company, receiver_project: Project | None) -> str:
    """Why these projects cannot be brought together; empty when they can."""
    if project.status != ProjectStatus.PUBLISHED:
        return _("Choose one of your published projects: the other company reads it before it answers.")
    public = Project.objects.published().filter(company=receiver)
    if receiver_project is not None:
        public = public.filter(pk=receiver_project.pk)
        if not public.exists():
            return _("This project is no longer public. Choose another project, or the company as a whole.")
    switches = set(public.values_list("is_open_for_requests", flat=True))
    if switches == {False}:
        return _("Partnership requests are not accepted here at the moment. Browse other projects.")
    return ""


def open_request_between(sender: Company, receiver: Company) -> PartnershipRequest | None:
    return PartnershipRequest.objects.open().filter(sender=sender, receiver=receiver).first()


def projects_concerned(request: PartnershipRequest) -> list[Project]:
    """The receiver's project that was asked for; for the company at large all that are public."""
    if request.receiver_project is not None:
        return [request.receiver_project]
    public = Project.objects.published().filter(company=request.receiver)
    return list(public.select_related("company").prefetch_related("cooperations").order_by("pk"))


def sending_projects(user: User, *, receiver: Company) -> QuerySet[Project]:
    """The published projects this person may ask with: those of their verified companies in the other country."""
    mine = Project.objects.published().filter(company__memberships__user=user)
    return mine.exclude(company__country=receiver.country).select_related("company").order_by("company__name", "pk")


def projects_to_ask(receiver: Company) -> QuerySet[Project]:
    """The public projects of a company that are open for requests."""
    public = Project.objects.published().filter(company=receiver, is_open_for_requests=True)
    return public.select_related("company").prefetch_related("cooperations").order_by("pk")


def requests_of(user: User) -> QuerySet[PartnershipRequest]:
    """Every request sent or received by a company this person acts for; those that need their answer first."""
    mine = user.memberships.values("company_id")
    requests = PartnershipRequest.objects.filter(Q(sender__in=mine) | Q(receiver__in=mine))
    is_open = Q(status=RequestStatus.SENT, due_at__gt=Now())
    urgency = Case(When(is_open & Q(receiver__in=mine), then=0), When(is_open, then=1), default=2)
    until = Case(When(is_open, then=F("due_at")))
    return requests.with_sides().order_by(urgency, until, "-sent_at", "-pk")


def to_answer(user: User) -> QuerySet[PartnershipRequest]:
    """The open requests that this person may answer."""
    return PartnershipRequest.objects.open().filter(receiver__memberships__user=user)


def request_queue(*, state: str = "", country: str = "", text: str = "") -> QuerySet[PartnershipRequest]:
    """For staff: the requests of one state (those without an answer unless another is named), oldest first."""
    requests = PartnershipRequest.objects.filter(status=state) if state else PartnershipRequest.objects.open()
    if country:
        requests = requests.filter(receiver__country=country)
    for word in text.split():
        requests = requests.filter(
            Q(sender__name__icontains=word)
            | Q(sender__name_local__icontains=word)
            | Q(receiver__name__icontains=word)
            | Q(receiver__name_local__icontains=word)
        )
    return requests.with_sides().order_by("sent_at", "pk")


@dataclass(frozen=True, slots=True)
class ResponseRate:
    """How a company deals with requests: of those that ended with its answer or without, how many it answered."""

    received: int
    answered: int
    average_time: timedelta | None

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.received)

    @property
    def days(self) -> int | None:
        """How long an answer took on average, in whole days, at least one."""
        return None if self.average_time is None else max(1, round(self.average_time / timedelta(days=1)))


def response_rate(company: Company) -> ResponseRate | None:
    """None while fewer than three requests were answered or ran out: less would tell of single requests."""
    ended = PartnershipRequest.objects.filter(receiver=company).exclude(
        status__in=(RequestStatus.SENT, RequestStatus.WITHDRAWN)
    )
    figures = ended.order_by().aggregate(
        received=Count("pk"),
        answered=Count("pk", filter=Q(status__in=ANSWERED_STATUSES)),
        average_time=Avg(F("answered_at") - F("sent_at"), filter=Q(status__in=ANSWERED_STATUSES)),
    )
    return ResponseRate(**figures) if figures["received"] >= FEWEST_FOR_A_RATE else None


def alternatives_to(request: PartnershipRequest, *, closed: Collection[int] = ()) -> list[Match]:
    """The best stored matches of the sender's project with others whom it may ask; `closed` companies are left out."""
    asked = PartnershipRequest.objects.filter(sender=request.sender).values_list("receiver_id", flat=True)
    passed_over = {*asked, request.receiver_id, *closed}
    found: list[Match] = []
    for match in fitting_partners(request.sender_project)[: 4 * MOST_ALTERNATIVES]:
        other = partner_in(match, request.sender_project)
        is_there = other.status == ProjectStatus.PUBLISHED and other.company.is_acting
        if is_there and other.is_open_for_requests and other.company_id not in passed_over:
            found.append(match)
    return [match for match in found if not are_kept_apart(*_companies(match))][:MOST_ALTERNATIVES]


def partner_in(match: Match, project: Project) -> Project:
    """The project on the other side of a match."""
    return match.luxembourg_project if match.korean_project_id == project.pk else match.korean_project


def _companies(match: Match) -> tuple[Company, Company]:
    return match.korean_project.company, match.luxembourg_project.company
