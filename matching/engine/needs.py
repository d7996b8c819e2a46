"""What a pair is judged by when its lists are put in order: single wishes, single concepts, proper terms.

The first pass compares whole texts, which is cheap and has a bound; here the few pairs that it kept are looked at wish
by wish. Every value is known for every pair: where a side tells nothing, an unrelated pair's usual value stands in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from matching.engine import criteria
from matching.engine.arrays import NO_CODE, ProjectArrays, join_tables
from matching.engine.candidates import Candidates
from matching.engine.concepts import ConceptSpace
from matching.engine.hubness import measure_hubs
from matching.engine.samples import Sample
from matching.engine.terms import NO_TERM
from matching.engine.weights import UNKNOWN

Table = NDArray[np.float32]
Places = NDArray[np.int64]

# The columns of `judge_needs`: +1 where a value may only speak for a pair, -1 where only against it. "weaker" and
# "best" say which of both directions counts.
SIGNS = {
    "first_pass": 1,
    "whole_mean": 1,
    "whole_weaker": 1,
    "wish_mean": 1,
    "wish_best": 1,
    "concepts_mean": 1,
    "concept_mean": 1,
    "concept_best": 1,
    "terms_best": 1,
    "green": 1,
    "digital": 1,
    "roles_apart": -1,
    "immature": -1,
    "no_language": -1,
    "competitor": -1,
    "excluded": -1,
    "alike_roles_apart": -1,
}
ENOUGH_TERMS = 2  # shared proper terms that count in full
# What an unrelated pair has in each directed value, for a side that tells nothing.
USUAL_WHOLE, USUAL_WISH, USUAL_CONCEPTS = np.float32(-0.17), np.float32(-0.11), np.float32(-0.16)
PAIRS_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class NeedSide:
    """n projects ready to be looked at wish by wish, and nothing that this does not need.

    needs, offers, subjects, seeks (n, d); clauses (m, d), those of project i being rows offsets[i] to offsets[i + 1];
    refusals likewise; needed, offered (n, r): concepts as vectors; needed_codes, offered_codes (n, k): places of
    concepts, filled up with NO_CODE; the rest as in `ProjectArrays`; *_hub: see `Hubs`; says_enough (n,).
    """

    needs: Table
    offers: Table
    subjects: Table
    seeks: Table
    clauses: Table
    clause_counts: Places
    refusals: Table
    refusal_counts: Places
    needed: Table
    offered: Table
    needed_codes: NDArray[np.int16]
    offered_codes: NDArray[np.int16]
    needed_terms: NDArray[np.int32]
    offered_terms: NDArray[np.int32]
    cooperation: NDArray[np.bool_]
    green: NDArray[np.bool_]
    digital: NDArray[np.bool_]
    languages: NDArray[np.int16]
    trl: NDArray[np.int8]
    partner_trl: NDArray[np.int8]
    says_enough: NDArray[np.bool_]
    needs_hub: Table
    offers_hub: Table
    clauses_hub: Table
    offers_of_clauses_hub: Table
    needed_hub: Table
    offered_hub: Table

    def __len__(self) -> int:
        return len(self.needs)


_FILLED = {
    "needed_codes": NO_CODE,
    "offered_codes": NO_CODE,
    "languages": NO_CODE,
    "needed_terms": NO_TERM,
    "offered_terms": NO_TERM,
}


def prepare_needs(projects: ProjectArrays, others: Sample | None) -> NeedSide:
    """Return the projects ready for `judge_needs`; `others` is the sample of the other country."""
    wishes, refused = criteria.need_passages(projects), criteria.refused_passages(projects)
    hubs = measure_hubs(projects, others)
    shared = ("needed_terms", "offered_terms", "cooperation", "green", "digital", "languages", "trl", "partner_trl")
    return NeedSide(
        needs=criteria.need_meanings(projects),
        offers=criteria.offer_meanings(projects),
        subjects=criteria.subjects(projects),
        seeks=np.ascontiguousarray(projects.meanings[:, criteria.SEEK]),
        clauses=projects.passages[wishes],
        clause_counts=np.bincount(criteria.owners(projects, wishes), minlength=len(projects)),
        refusals=projects.passages[refused],
        refusal_counts=np.bincount(criteria.owners(projects, refused), minlength=len(projects)),
        needed=projects.needed_concepts,
        offered=projects.offered_concepts,
        needed_codes=_places(projects.concepts_needed),
        offered_codes=_places(projects.concepts_offered),
        says_enough=projects.says_enough,
        **{name: getattr(projects, name) for name in shared},
        **{f"{item.name}_hub": getattr(hubs, item.name) for item in fields(hubs)},
    )


def join_needs(parts: Sequence[NeedSide]) -> NeedSide:
    """Return the projects of all parts, at least one, in the order given."""
    names = [item.name for item in fields(NeedSide)]
    return NeedSide(**{n: join_tables([getattr(part, n) for part in parts], _FILLED.get(n)) for n in names})


def _places(mentions: NDArray[np.bool_]) -> NDArray[np.int16]:
    """The places of the true values of each row, filled up with NO_CODE."""
    widest = int(mentions.sum(axis=1).max(initial=0))
    table = np.full((len(mentions), widest), NO_CODE, dtype=np.int16)
    rows, codes = np.nonzero(mentions)
    counts = mentions.sum(axis=1)
    table[rows, np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)] = codes
    return table


def judge_needs(koreans: NeedSide, luxembourgers: NeedSide, pairs: Candidates, space: ConceptSpace) -> Table:
    """Return the values of these pairs, whose scores are those of the first pass: (pairs, len(SIGNS)).

    Rows and columns are places in the sides; `space` is that of the concepts of both.
    """
    products = np.zeros((1, 1), np.float32) if space.table is None else space.table @ space.table.T
    blocks = np.split(np.arange(len(pairs.rows)), range(PAIRS_AT_ONCE, len(pairs.rows), PAIRS_AT_ONCE))
    parts = [_judge_some(koreans, luxembourgers, pairs.take(block), products) for block in blocks if len(block)]
    return np.concatenate([np.zeros((0, len(SIGNS)), np.float32), *parts])


def _judge_some(koreans: NeedSide, luxembourgers: NeedSide, pairs: Candidates, products: Table) -> Table:
    forward = _judge_direction(koreans, pairs.rows, luxembourgers, pairs.columns, products)
    backward = _judge_direction(luxembourgers, pairs.columns, koreans, pairs.rows, products)
    mean, best = (forward + backward) / 2, np.maximum(forward, backward)
    whole, wish, concepts, concept, terms = range(5)
    roles_apart = _roles_apart(koreans.cooperation[pairs.rows], luxembourgers.cooperation[pairs.columns])
    alike = _alike(koreans, luxembourgers, pairs)
    columns = (
        np.log((pairs.scores + 0.02) / (1.02 - pairs.scores)),
        mean[whole],
        np.minimum(forward, backward)[whole],
        mean[wish],
        best[wish],
        mean[concepts],
        mean[concept],
        best[concept],
        best[terms],
        _overlap(koreans.green[pairs.rows], luxembourgers.green[pairs.columns]),
        _overlap(koreans.digital[pairs.rows], luxembourgers.digital[pairs.columns]),
        roles_apart,
        np.maximum(
            _immature(koreans, pairs.rows, luxembourgers, pairs.columns),
            _immature(luxembourgers, pairs.columns, koreans, pairs.rows),
        ),
        _no_language(koreans.languages[pairs.rows], luxembourgers.languages[pairs.columns]),
        criteria.rivalry(alike, roles_apart),
        np.maximum(
            _refused(koreans, pairs.rows, luxembourgers, pairs.columns),
            _refused(luxembourgers, pairs.columns, koreans, pairs.rows),
        ),
        np.maximum(alike, 0) * roles_apart,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _judge_direction(askers: NeedSide, asking: Places, givers: NeedSide, giving: Places, products: Table) -> Table:
    """What one side asks of the other: (5, pairs)."""
    wished, told = askers.needed[asking], givers.offered[giving]
    whole = _dots(askers.needs[asking], givers.offers[giving])
    whole -= (askers.needs_hub[asking] + givers.offers_hub[giving]) / 2
    concepts = np.clip(_dots(wished, told), 0, 1)
    concepts -= (askers.needed_hub[asking] + givers.offered_hub[giving]) / 2
    is_whole = askers.needs[asking].any(axis=1) & givers.offers[giving].any(axis=1)
    terms = askers.needed_terms[asking], givers.offered_terms[giving]
    shared = (terms[0][:, :, None] == terms[1][:, None, :]) & (terms[0] != NO_TERM)[:, :, None]
    return np.stack(
        [
            np.where(is_whole, whole, USUAL_WHOLE),
            _best_wishes(askers, asking, givers, giving),
            np.where(wished.any(axis=1) & told.any(axis=1), concepts, USUAL_CONCEPTS),
            _best_concepts(askers.needed_codes[asking], givers.offered_codes[giving], products),
            np.minimum(shared.sum(axis=(1, 2)) / ENOUGH_TERMS, 1),
        ]
    ).astype(np.float32)


def _best_concepts(needed: NDArray[np.int16], offered: NDArray[np.int16], products: Table) -> Table:
    """How near the nearest two concepts are, one needed and one offered; 0 where there are none."""
    known = (needed != NO_CODE)[:, :, None] & (offered != NO_CODE)[:, None, :]
    nearest: Table = np.where(known, products[needed[:, :, None], offered[:, None, :]], 0).max(axis=(1, 2), initial=0)
    return nearest


def _dots(mine: Table, theirs: Table) -> Table:
    products: Table = np.einsum("pd,pd->p", mine, theirs)
    return products


def _best_wishes(askers: NeedSide, asking: Places, givers: NeedSide, giving: Places) -> Table:
    """The wish that the giver's whole offer answers best."""
    places, pair = _unfold(askers.clause_counts, asking)
    cosines = _dots(askers.clauses[places], givers.offers[giving[pair]]) - askers.clauses_hub[places] / 2
    best = np.full(len(asking), -np.inf, dtype=np.float32)
    np.maximum.at(best, pair, cosines)
    known = np.isfinite(best) & givers.offers[giving].any(axis=1)
    return np.where(known, best - givers.offers_of_clauses_hub[giving] / 2, USUAL_WISH)


def _unfold(counts: Places, chosen: Places) -> tuple[Places, Places]:
    """The rows of the chosen projects one after the other, and for each the place of its project in `chosen`."""
    starts, wanted = np.cumsum(counts) - counts, counts[chosen]
    pair = np.repeat(np.arange(len(chosen)), wanted)
    return np.arange(wanted.sum()) - np.repeat(np.cumsum(wanted) - wanted - starts[chosen], wanted), pair


def _refused(askers: NeedSide, asking: Places, givers: NeedSide, giving: Places) -> Table:
    places, pair = _unfold(askers.refusal_counts, asking)
    nearest = np.zeros(len(asking), dtype=np.float32)
    np.maximum.at(nearest, pair, criteria.refusal(_dots(askers.refusals[places], givers.subjects[giving[pair]])))
    return nearest


def _alike(koreans: NeedSide, luxembourgers: NeedSide, pairs: Candidates) -> Table:
    offers = _dots(koreans.offers[pairs.rows], luxembourgers.offers[pairs.columns])
    alike: Table = (offers + _dots(koreans.seeks[pairs.rows], luxembourgers.seeks[pairs.columns])) / np.float32(2)
    return alike


def _overlap(mine: NDArray[np.bool_], theirs: NDArray[np.bool_]) -> Table:
    norms = np.sqrt(mine.sum(axis=1) * theirs.sum(axis=1)).astype(np.float32)
    shared = (mine & theirs).sum(axis=1).astype(np.float32)
    overlap: Table = np.divide(shared, norms, out=np.full_like(norms, UNKNOWN), where=norms > 0)
    return overlap


def _roles_apart(mine: NDArray[np.bool_], theirs: NDArray[np.bool_]) -> Table:
    answering = theirs[:, :, [criteria.SEEKER, criteria.PROVIDER, criteria.PEER]]
    known = mine.any(axis=(1, 2)) & theirs.any(axis=(1, 2))
    apart: Table = np.asarray(known & ~(mine & answering).any(axis=(1, 2)), dtype=np.float32)
    return apart


def _immature(askers: NeedSide, asking: Places, givers: NeedSide, giving: Places) -> Table:
    accepted, level = askers.partner_trl[asking].astype(np.float32), givers.trl[giving]
    distance = np.maximum(np.maximum(accepted[:, 0] - level, level - accepted[:, 1]), 0)
    known = (accepted[:, 0] > 0) & (level > 0)
    return np.where(known, np.minimum(distance * 3 / 4, 1), 0).astype(np.float32)


def _no_language(mine: NDArray[np.int16], theirs: NDArray[np.int16]) -> Table:
    common = ((mine[:, :, None] == theirs[:, None, :]) & (mine != NO_CODE)[:, :, None]).any(axis=(1, 2))
    known = (mine != NO_CODE).any(axis=1) & (theirs != NO_CODE).any(axis=1)
    lacking: Table = np.asarray(known & ~common, dtype=np.float32)
    return lacking
