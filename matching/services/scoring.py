"""Scoring projects that are in the database: rows to arrays, arrays to candidate pairs."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from matching.embeddings import get_encoder
from matching.engine.candidates import Candidates, best_candidates, join_candidates
from matching.engine.centring import CorpusCentring
from matching.engine.hubness import fit_background
from matching.engine.needs import NeedSide
from matching.engine.ranking import KEPT, rank_pairs, shipped_ranking
from matching.features import load_concept_space
from matching.queries import project_ids_to_match, projects_to_match
from matching.search import get_search
from matching.services.partners import PreparedProjects, Terms, prepare_projects, prepared_partners
from matching.services.proposals import Pair, barred_pairs
from matching.services.vectors import encode_projects, encoder_label
from taxonomy.vocabulary import Country

POOL = 20  # candidates a project brings to a round
SCORE_DIGITS = 5  # rounding errors of chunks of another size must not break ties
BACKGROUND = "background 1"
FEWEST_TO_KEEP = 60  # projects; of fewer a centring says too little to be kept
CENTRING_SAMPLE = 2_000  # projects of each country
OTHER = {Country.KOREA: Country.LUXEMBOURG, Country.LUXEMBOURG: Country.KOREA}


class Scored(NamedTuple):
    """The best pairs found, and how many were looked at."""

    candidates: Candidates
    pairs: int


def score_projects(project_ids: Sequence[int], country: str, *, terms: Terms) -> Scored:
    """The likeliest feasible partners of each of these projects of `country`, with their likelihoods as scores.

    The first pass keeps the best `KEPT` above the threshold; of these at most `POOL` stay that reach the floor.
    """
    country = Country(country)
    mine, found, pairs = prepare_projects(project_ids, terms=terms), [], 0
    barred = _turned(barred_pairs(project_ids=project_ids), country)
    for partners, outdated in prepared_partners(OTHER[country], terms=terms) if len(mine) else []:
        found.append(_search(mine, partners, outdated, barred, terms))
        pairs += len(mine) * (len(partners) - len(outdated))
    best = best_candidates(join_candidates(found), per_row=POOL, per_column=0)
    return Scored(best if country == Country.KOREA else Candidates(best.columns, best.rows, best.scores), pairs)


def _turned(pairs: set[Pair], country: Country) -> NDArray[np.int64]:
    """The pairs as (project of this country, partner), shape (number of pairs, 2)."""
    table = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return table if country == Country.KOREA else table[:, ::-1]


def _search(
    mine: PreparedProjects,
    partners: PreparedProjects,
    outdated: NDArray[np.int64],
    barred: NDArray[np.int64],
    terms: Terms,
) -> Candidates:
    ids, partner_ids = mine.ids.astype(np.int64), partners.ids.astype(np.int64)
    is_here = np.isin(barred[:, 0], ids) & np.isin(barred[:, 1], partner_ids)
    rows = np.repeat(np.arange(len(ids)), len(outdated))
    columns = np.tile(outdated, len(ids))
    best = get_search().best_pairs(
        mine.side,
        partners.side,
        per_row=KEPT,
        per_column=0,
        threshold=settings.MATCHING_THRESHOLD,
        excluded=(
            np.concatenate([rows, np.searchsorted(ids, barred[is_here, 0])]),
            np.concatenate([columns, np.searchsorted(partner_ids, barred[is_here, 1])]),
        ),
    )
    likely = _rank(mine.needs, partners.needs, best, terms)
    likely = likely.take(likely.scores >= settings.MATCHING_FLOOR)
    return Candidates(ids[likely.rows], partner_ids[likely.columns], np.round(likely.scores, SCORE_DIGITS))


def _rank(mine: NeedSide, partners: NeedSide, pairs: Candidates, terms: Terms) -> Candidates:
    """Likelihoods are symmetric: which side is called Korean changes nothing."""
    return rank_pairs(mine, partners, pairs, terms.centring.concepts, shipped_ranking())


def fit_current_centring() -> CorpusCentring:
    """What the texts published now have in common, from a bounded sample of each country in id order."""
    ids = [i for country in Country for i in project_ids_to_match(country)[:CENTRING_SAMPLE]]
    encoded = encode_projects(list(projects_to_match(ids)), encoder=get_encoder())
    fitted = fit_background(encoded.profiles, encoded.vectors, load_concept_space())
    return replace(fitted, version=background_version(), size=len(ids))


def background_version() -> str:
    """What a centring was made with; one made with something else is void."""
    return f"{BACKGROUND} · {encoder_label(get_encoder())}"


def is_in_force(centring: CorpusCentring) -> bool:
    """Say whether a centring is kept: until it is fitted anew on purpose, from `FEWEST_TO_KEEP` projects on."""
    return centring.version == background_version() and centring.size >= FEWEST_TO_KEEP
