"""The projects of a country ready to be searched: kept in this process, and brought up to date before each search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from django.conf import settings
from django.utils import timezone
from numpy.typing import NDArray

from matching.embeddings import get_encoder
from matching.engine.arrays import ProjectArrays, stack_projects
from matching.engine.centring import CorpusCentring
from matching.engine.hubness import sample_beside
from matching.engine.needs import NeedSide, join_needs, prepare_needs
from matching.engine.weights import Weights
from matching.queries import change_times, project_ids_to_match, projects_to_match
from matching.search import Side, get_search
from matching.services.vectors import encode_projects, encoder_label
from taxonomy.vocabulary import Country

LOADED_AT_ONCE = 1_000
OVERLAP = timedelta(minutes=10)  # a change is written at its time, but seen only when its transaction ends
MOST_CHANGED = 2_000  # projects loaded apart; with more, all are loaded again


@dataclass(frozen=True, slots=True)
class Terms:
    """What a score depends on besides the two projects."""

    centring: CorpusCentring
    weights: Weights
    centring_key: str

    @property
    def key(self) -> tuple[str, ...]:
        return self.centring_key, self.weights.version, encoder_label(get_encoder()), settings.MATCHING_SEARCH


@dataclass(frozen=True, slots=True)
class PreparedProjects:
    """The same projects ready for both passes."""

    side: Side
    needs: NeedSide

    def __len__(self) -> int:
        return len(self.needs)

    @property
    def ids(self) -> NDArray[np.str_]:
        return self.side.ids


@dataclass(slots=True)
class _Kept:
    """A country as loaded, and apart from it what has changed since."""

    key: tuple[str, ...]
    as_of: datetime
    everybody: PreparedProjects
    changed_at: dict[int, datetime]
    changed: set[int] = field(default_factory=set)
    latest: PreparedProjects | None = None


_kept: dict[str, _Kept] = {}


def purge_partner_cache() -> None:
    """Load everything anew at the next search."""
    _kept.clear()


def prepared_partners(country: str, *, terms: Terms) -> list[tuple[PreparedProjects, NDArray[np.int64]]]:
    """The public projects of a country as they are now, in two parts; with each the places that no longer count.

    The first call of a process loads all of them (some 8 s for 40,000); later ones what changed in between. A project
    deleted without a trace stays until all are loaded again: whoever records matches reads both projects anyhow.
    """
    kept = _kept.get(country)
    if kept is None or kept.key != terms.key:
        kept = _kept[country] = _load_everybody(country, terms)
    now = timezone.now()
    times = change_times(country=country, since=kept.as_of - OVERLAP)
    news = {project_id for project_id, changed in times.items() if kept.changed_at.get(project_id) != changed}
    if len(kept.changed | news) > MOST_CHANGED:
        kept = _kept[country] = _load_everybody(country, terms)
    elif news:
        kept.changed |= news
        kept.latest = prepare_projects(sorted(kept.changed), terms=terms)
        kept.changed_at = times
    kept.as_of = now
    return _parts(kept)


def prepare_projects(project_ids: Sequence[int], *, terms: Terms) -> PreparedProjects:
    """Those of these projects that are public, all of one country, in the order of their ids."""
    needs: list[NeedSide] = []
    parts = _load_parts(sorted(project_ids), terms.centring, needs)
    side = get_search().prepare_side(parts, terms.weights)
    return PreparedProjects(side, join_needs([part for part in needs if len(part)] or needs[:1]))


def _load_everybody(country: str, terms: Terms) -> _Kept:
    now = timezone.now()
    times = change_times(country=country, since=now - OVERLAP)
    everybody = prepare_projects(project_ids_to_match(country), terms=terms)
    return _Kept(terms.key, now, everybody, times)


def _load_parts(project_ids: Sequence[int], centring: CorpusCentring, needs: list[NeedSide]) -> Iterator[ProjectArrays]:
    """At least one part, so that there are arrays also of nobody; `needs` gets what the second pass reads of each."""
    for start in range(0, max(len(project_ids), 1), LOADED_AT_ONCE):
        projects = list(projects_to_match(project_ids[start : start + LOADED_AT_ONCE]))
        if projects or not start:
            encoded = encode_projects(projects, encoder=get_encoder())
            arrays = stack_projects(encoded.profiles, encoded.vectors, centring)
            country = encoded.profiles[0].country if encoded.profiles else Country.KOREA
            needs.append(prepare_needs(arrays, sample_beside(centring, country)))
            yield arrays


def _parts(kept: _Kept) -> list[tuple[PreparedProjects, NDArray[np.int64]]]:
    outdated = np.flatnonzero(np.isin(kept.everybody.ids.astype(np.int64), sorted(kept.changed)))
    parts = [(kept.everybody, outdated)]
    if kept.latest is not None:
        parts.append((kept.latest, np.zeros(0, np.int64)))
    return [part for part in parts if len(part[0])]
