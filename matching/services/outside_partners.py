"""Which companies would find the best partners among some projects: asked by who brings companies together."""

import hashlib
from collections.abc import Collection

from django.db.models import Max

from companies.models import Project
from matching.engine.centring import NO_CENTRING
from matching.models import Match
from matching.project_rows import unpack_centring
from matching.queries import FITTING_STATUSES, companies_of_projects, newest_centring
from matching.services.partners import Terms
from matching.services.scoring import score_projects
from matching.services.weights import weights_in_force
from taxonomy.vocabulary import Country


def best_outside_partners(project_ids: Collection[int]) -> dict[int, float]:
    """For each company the score of its best project with these projects of the other country, where it has any.

    Pairs that stay out of a round stay out here.
    """
    terms, scores = _current_terms(), dict[int, float]()
    for country in Country:
        ids = Project.objects.filter(pk__in=project_ids, company__country=country).order_by("pk")
        found = score_projects(list(ids.values_list("pk", flat=True)), country, terms=terms).candidates
        partners = (found.columns if country == Country.KOREA else found.rows).tolist()
        companies = companies_of_projects(partners)
        for project_id, score in zip(partners, found.scores.tolist(), strict=True):
            company_id = companies.get(project_id)
            if company_id is not None:
                scores[company_id] = max(score, scores.get(company_id, 0.0))
    return scores


def _current_terms() -> Terms:
    data = bytes(newest_centring() or b"")
    centring = unpack_centring(data) if data else NO_CENTRING
    return Terms(centring, weights_in_force(), hashlib.sha256(data).hexdigest())


def best_matched_companies() -> dict[int, float]:
    """For each company the score of its best match that somebody may still take up: for want of projects to compare."""
    scores: dict[int, float] = {}
    for side in ("korean_project", "luxembourg_project"):
        fitting = Match.objects.filter(status__in=FITTING_STATUSES).order_by()
        scores |= dict(fitting.values_list(f"{side}__company").annotate(Max("score")))
    return scores
