"""What matching knows about entries: the meaning of sentences, and the fit with a member's own projects."""

from collections.abc import Iterable

import numpy as np

from accounts.models import User
from directory.models import DocumentType
from directory.search.catalogue import Catalogue, Scores
from matching.queries import fits_with
from matching.services.meaning import nearest_in_meaning


def meanings_of(text: str, catalogue: Catalogue, document_type: str) -> Scores:
    """For each entry how near its nearest passage is in meaning, in [0, 1]; 0 where nobody knows."""
    return _spread(nearest_in_meaning(text), catalogue, document_type)


def fits_of(user: User, catalogue: Catalogue, document_type: str) -> Scores:
    """For each entry its best fit with a project of the user's companies, in [0, 1]; 0 where nobody knows."""
    return _spread(fits_with(user), catalogue, document_type)


def _spread(estimates: Iterable[tuple[int, int, float]], catalogue: Catalogue, document_type: str) -> Scores:
    """The highest of the (project id, company id, estimate) triples for each entry."""
    scores = np.zeros(len(catalogue), np.float32)
    is_project = document_type == DocumentType.PROJECT
    subjects = catalogue.project_ids if is_project else catalogue.company_ids
    best: dict[int, float] = {}
    for project_id, company_id, estimate in estimates:
        subject = project_id if is_project else company_id
        best[subject] = max(best.get(subject, 0.0), estimate)
    for place in np.flatnonzero(np.isin(subjects, list(best))):
        scores[place] = best[int(subjects[place])]
    return scores
