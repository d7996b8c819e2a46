"""How well those who come to an event fit: every Korean with every Luxembourg registration, from the match engine."""

from collections.abc import Iterator

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from events.models import Event, EventFit, Registration
from events.queries.participants import projects_that_come
from jobs.sweeps import for_each_row
from matching.services.fits import ScoredPairs, score_everybody
from meetings.queries.fits import lock_fits, stored_fits

ROWS_AT_ONCE = 5_000
Pair = tuple[int, int]
Fit = tuple[int, int, float]
"""The two projects that fit best, and how well."""


@transaction.atomic
def compute_fits(event_id: int) -> int:
    """Bring the fits of this event up to date; how many rows were written or removed.

    All pairs are scored at once, and only what differs from what is stored is written: a second call writes nothing.
    """
    lock_fits(event_id)
    brought_by = projects_that_come(event_id)
    wanted = dict(_best_pairs(score_everybody(brought_by), brought_by))
    stored = stored_fits(event_id)
    gone = [pair for pair in stored if pair not in wanted]
    changed = sorted(pair for pair, fit in wanted.items() if stored.get(pair) != fit)
    _remove(event_id, gone)
    _write(event_id, changed, wanted)
    return len(gone) + len(changed)


def _best_pairs(scored: ScoredPairs, brought_by: dict[int, int]) -> Iterator[tuple[Pair, Fit]]:
    """Of each pair of registrations the pair of projects with the highest score, if they are not kept apart.

    Equal scores go to the lower ids, so that the order of the rows changes nothing.
    """
    rows, columns = np.nonzero(scored.scores >= 0)
    scores = scored.scores[rows, columns]
    korean, luxembourg = scored.korean_ids[rows], scored.luxembourg_ids[columns]
    one, other = _registrations(korean, brought_by), _registrations(luxembourg, brought_by)
    order = np.lexsort((luxembourg, korean, -scores, other, one))
    one, other = one[order], other[order]
    is_first = np.r_[True, (np.diff(one) != 0) | (np.diff(other) != 0)][: len(order)]
    best = order[is_first]
    pairs = zip(one[is_first].tolist(), other[is_first].tolist(), strict=True)
    fits = zip(korean[best].tolist(), luxembourg[best].tolist(), _as_stored(scores[best]), strict=True)
    return zip(pairs, fits, strict=True)


def _registrations(project_ids: NDArray[np.int64], brought_by: dict[int, int]) -> NDArray[np.int64]:
    return np.array([brought_by[project_id] for project_id in project_ids.tolist()], dtype=np.int64)


def _as_stored(scores: NDArray[np.float32]) -> list[float]:
    """As the database gives them back, so that what is the same compares equal."""
    rounded: list[float] = np.round(scores.astype(np.float64), 5).tolist()
    return rounded


def _remove(event_id: int, pairs: list[Pair]) -> None:
    for start in range(0, len(pairs), ROWS_AT_ONCE):
        some = set(pairs[start : start + ROWS_AT_ONCE])
        near = EventFit.objects.filter(event=event_id, korean__in={korean for korean, _ in some})
        ids = [
            pk for pk, *pair in near.order_by().values_list("pk", "korean_id", "luxembourg_id") if tuple(pair) in some
        ]
        EventFit.objects.filter(pk__in=ids).delete()


def _write(event_id: int, pairs: list[Pair], wanted: dict[Pair, Fit]) -> None:
    for start in range(0, len(pairs), ROWS_AT_ONCE):
        EventFit.objects.bulk_create(
            [_row(event_id, pair, wanted[pair]) for pair in pairs[start : start + ROWS_AT_ONCE]],
            update_conflicts=True,
            unique_fields=["korean", "luxembourg"],
            update_fields=["korean_project", "luxembourg_project", "score"],
        )


def _row(event_id: int, pair: Pair, fit: Fit) -> EventFit:
    return EventFit(
        event_id=event_id,
        korean_id=pair[0],
        luxembourg_id=pair[1],
        korean_project_id=fit[0],
        luxembourg_project_id=fit[1],
        score=fit[2],
    )


def refresh_fits() -> list[int]:
    """Bring the fits of every coming event up to date with what its companies say now; ids of those that changed."""
    coming = Event.objects.coming().filter(registrations__in=Registration.objects.live()).order_by("pk").distinct()
    return for_each_row("events.refresh_fits", coming, lambda event_id: bool(compute_fits(event_id)))
