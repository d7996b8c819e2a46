"""How near a text is to everything: what a general text has in common with all wishes is taken off.

A text that is near to many ("digital solutions for industry") is the best partner of many lists and of no use in most
of them. So each cosine is compared with the nearest twentieth of a fixed sample of the other country (cross-domain
similarity local scaling: Conneau et al., Word Translation Without Parallel Data, ICLR 2018).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matching.engine import criteria
from matching.engine.arrays import ProjectArrays, stack_projects
from matching.engine.centring import CorpusCentring, fit_centring
from matching.engine.concepts import ConceptSpace
from matching.engine.profiles import COUNTRIES, ProjectProfile
from matching.engine.samples import Sample

SAMPLE = 200  # projects of a country in the sample
NEAREST = 20  # one in so many of the sample counts as near
# Of so many projects a sample counts as being, besides its own, all of the usual nearness: a small one says little.
PRIOR_PROJECTS = 30
USUAL = {"needs": 0.25, "offers": 0.25, "clauses": 0.2, "offers_of_clauses": 0.25, "needed": 0.2, "offered": 0.2}

Table = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hubs:
    """The nearness of n projects to the other country's sample: (n,), of their m wishes clauses (m,)."""

    needs: Table
    offers: Table
    clauses: Table
    offers_of_clauses: Table
    needed: Table
    offered: Table


def draw_sample(some: ProjectArrays) -> Sample:
    """Return what these projects need and offer."""
    return Sample(
        needs=criteria.need_meanings(some),
        offers=criteria.offer_meanings(some),
        clauses=some.passages[criteria.need_passages(some)],
        needed=some.needed_concepts,
        offered=some.offered_concepts,
    )


def fit_background(
    profiles: Sequence[ProjectProfile], vectors: Sequence[NDArray[np.float32]], concepts: ConceptSpace | None = None
) -> CorpusCentring:
    """Return the centring of these projects, as `fit_centring` does, with a sample of each country."""
    centring = fit_centring(profiles, vectors, concepts)
    samples = {}
    for country in COUNTRIES:
        own = [place for place, profile in enumerate(profiles) if profile.country == country]
        some = own[:: max(1, -(-len(own) // SAMPLE))]
        samples[country] = draw_sample(
            stack_projects([profiles[i] for i in some], [vectors[i] for i in some], centring)
        )
    return replace(centring, samples=samples)


def sample_beside(centring: CorpusCentring, country: str) -> Sample | None:
    """Return the sample of the other country, None where the centring has none."""
    return centring.samples.get(COUNTRIES[1 - COUNTRIES.index(country)])


def measure_hubs(projects: ProjectArrays, others: Sample | None) -> Hubs:
    """Return how near these projects are to the sample of the other country; to none, as near as is usual."""
    needs, offers = criteria.need_meanings(projects), criteria.offer_meanings(projects)
    clauses = projects.passages[criteria.need_passages(projects)]
    size = len(others.offers) if others else 0
    return Hubs(
        needs=_nearness(needs, others.offers if others else None, USUAL["needs"], size),
        offers=_nearness(offers, others.needs if others else None, USUAL["offers"], size),
        clauses=_nearness(clauses, others.offers if others else None, USUAL["clauses"], size),
        offers_of_clauses=_nearness(offers, others.clauses if others else None, USUAL["offers_of_clauses"], size),
        needed=_nearness(projects.needed_concepts, others.offered if others else None, USUAL["needed"], size),
        offered=_nearness(projects.offered_concepts, others.needed if others else None, USUAL["offered"], size),
    )


def _nearness(rows: Table, sample: Table | None, usual: float, size: int) -> Table:
    if sample is None or not len(sample) or not len(rows):
        return np.full(len(rows), usual, dtype=np.float32)
    count = max(1, len(sample) // NEAREST)
    cosines = rows @ sample.T
    near = np.partition(cosines, -count, axis=1)[:, -count:].mean(axis=1)
    shrunk: Table = (usual + size / (size + PRIOR_PROJECTS) * (near - usual)).astype(np.float32)
    return shrunk
