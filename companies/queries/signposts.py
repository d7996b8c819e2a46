"""What later apps know about entries: the meaning of sentences, and the fit with a member's own projects."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.dispatch import Signal

from accounts.models import User
from companies.models import Shelf
from companies.search.catalogue import Catalogue, Scores
from companies.signals import fit_asked, meaning_asked


def meanings_of(text: str, catalogue: Catalogue, shelf: str) -> Scores:
    """For each entry how near its nearest passage is in meaning, in [0, 1]; 0 where nobody knows."""
    return _ask(meaning_asked, catalogue, shelf, text=text)


def fits_of(user: User, catalogue: Catalogue, shelf: str) -> Scores:
    """For each entry its best fit with a project of the user's companies, in [0, 1]; 0 where nobody knows."""
    return _ask(fit_asked, catalogue, shelf, user=user)


def _ask(signal: Signal, catalogue: Catalogue, shelf: str, **question: object) -> Scores:
    """Every receiver's estimates, the highest for each entry."""
    scores = np.zeros(len(catalogue), np.float32)
    is_project = shelf == Shelf.PROJECT
    subjects = catalogue.project_ids if is_project else catalogue.company_ids
    answers: Sequence[tuple[object, Any]] = signal.send(sender=Catalogue, **question)
    for _receiver, estimates in answers:
        best: dict[int, float] = {}
        for project_id, company_id, estimate in estimates:
            subject = project_id if is_project else company_id
            best[subject] = max(best.get(subject, 0.0), estimate)
        for place in np.flatnonzero(np.isin(subjects, list(best))):
            scores[place] = max(scores[place], best[int(subjects[place])])
    return scores
