"""The demonstration's past: every state is there, loading twice changes nothing, production refuses."""

from typing import Any

import pytest
from django.utils import timezone

from demonstration.companies import load_demonstration
from demonstration.errors import DemonstrationRefusedError
from demonstration.partnerships import load_partnership_demonstration
from matching.models import Match, Review
from partnerships.models import CaseStudy, Collaboration, CollaborationStage, PartnershipRequest, RequestStatus
from partnerships.queries.cases import Period, count_cases

pytestmark = pytest.mark.django_db


@pytest.mark.processes
def test_demonstration_holds_every_state_in_the_right_order_and_is_loaded_once() -> None:
    load_demonstration()

    assert load_partnership_demonstration()
    before = Match.objects.count(), PartnershipRequest.objects.count(), Collaboration.objects.count()
    assert not load_partnership_demonstration()

    assert before == (Match.objects.count(), PartnershipRequest.objects.count(), Collaboration.objects.count())
    assert set(PartnershipRequest.objects.values_list("status", flat=True)) == set(RequestStatus.values)
    assert set(Collaboration.objects.values_list("stage", flat=True)) == set(CollaborationStage.values)
    assert CaseStudy.objects.public().count() == 1
    assert Match.objects.filter(status="proposed").exists()
    check_the_past()


def check_the_past() -> None:
    """All of it happened, each step after the one before."""
    now = timezone.now()
    funnels = count_cases(Period()).funnels
    assert len(funnels["month"]) >= 10
    assert all(review.created_at <= now for review in Review.objects.all())
    for room in Collaboration.objects.select_related("introduction"):
        moments = [room.introduction.created_at, room.created_at]
        moments += [change.created_at for change in room.stage_changes.order_by("pk")]
        assert max(abs((moments[1] - moments[0]).total_seconds()), 0) < 60
        assert moments[1:] == sorted(moments[1:])
        assert moments[-1] <= now
    for request in PartnershipRequest.objects.exclude(answered_at=None):
        assert request.sent_at <= request.answered_at <= now


def test_demonstration_is_refused_in_production(settings: Any) -> None:
    settings.IS_DEMONSTRATION = False

    with pytest.raises(DemonstrationRefusedError):
        load_partnership_demonstration()
