"""Small projects and arrays for the engine's tests, with vectors of eight dimensions."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from matching.engine.arrays import stack_projects
from matching.engine.centring import CorpusCentring
from matching.engine.concepts import span_concepts
from matching.engine.passages import split_passages
from matching.engine.profiles import (
    COOPERATION_TYPES,
    DIGITAL_TECHNOLOGIES,
    GREEN_OBJECTIVES,
    ROLES,
    ProjectProfile,
)

DIMENSIONS = 8
CONCEPTS = span_concepts(
    ("water", "pumps", "solar"), np.array([[1, 0.7, 0.2], [0.7, 1, 0], [0.2, 0, 1]]), np.array([0.5, 1, 0.8])
)
CENTRING = CorpusCentring(concepts=CONCEPTS)
SENTENCES = (
    "We make pumps.",
    "We need a reseller in Europe.",
    "We do not want other makers of pumps.",
    "A research group that models flow.",
    "Wir suchen einen Vertrieb.",
    "Pas de logiciel.",
)

PROFILE = ProjectProfile(
    id="kr-1",
    company_id="kr",
    country="KR",
    languages=("ko", "en"),
    nace=("28.13",),
    employees=20,
    language="en",
    title="Pumps for clean water",
    summary="We make pumps.",
    offer="Pumps with a warranty.",
    seek="A reseller in Europe. We do not want other makers of pumps.",
    cooperation=(("marketing_cooperation", "provider"),),
    green_objectives=("water",),
    digital=("iot",),
    trl=8,
    partner_trl=(6, 9),
)


def profile(**changes):
    return replace(PROFILE, **changes)


def random_vectors(profiles, seed):
    generator = np.random.default_rng(seed)
    vectors = []
    for item in profiles:
        rows = generator.normal(size=(len(split_passages(item)), DIMENSIONS)).astype(np.float32)
        vectors.append(rows / np.linalg.norm(rows, axis=1, keepdims=True))
    return vectors


def arrays_of(profiles, seed=0):
    return stack_projects(profiles, random_vectors(profiles, seed), CENTRING)


def _texts():
    return st.lists(st.sampled_from(SENTENCES), max_size=3).map(" ".join)


def _subsets(codes):
    return st.lists(st.sampled_from(codes), unique=True, max_size=3).map(tuple)


@st.composite
def profiles(draw, country):
    lowest = draw(st.integers(1, 9))
    accepted = (lowest, draw(st.integers(lowest, 9)))
    return profile(
        id=f"{country.lower()}-{draw(st.uuids())}",
        country=country,
        languages=draw(_subsets(("ko", "en", "fr", "de", "lb"))),
        language=draw(st.sampled_from(("en", "fr", "de", "ko"))),
        title=draw(_texts()),
        summary=draw(_texts()),
        offer=draw(_texts()),
        seek=draw(_texts()),
        cooperation=draw(_subsets(tuple((kind, role) for kind in COOPERATION_TYPES for role in ROLES))),
        green_objectives=draw(_subsets(GREEN_OBJECTIVES)),
        digital=draw(_subsets(DIGITAL_TECHNOLOGIES)),
        concepts_offered=draw(_subsets(CONCEPTS.codes)),
        concepts_needed=draw(_subsets(CONCEPTS.codes)),
        trl=draw(st.none() | st.integers(1, 9)),
        partner_trl=draw(st.none() | st.just(accepted)),
    )


@st.composite
def sides(draw, min_size=1, max_size=4):
    """Draw (Korean profiles, their vectors, Luxembourg profiles, their vectors)."""
    koreans = draw(st.lists(profiles("KR"), min_size=min_size, max_size=max_size))
    luxembourgers = draw(st.lists(profiles("LU"), min_size=min_size, max_size=max_size))
    seed = draw(st.integers(0, 2**32 - 1))
    return koreans, random_vectors(koreans, seed), luxembourgers, random_vectors(luxembourgers, seed + 1)
