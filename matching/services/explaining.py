"""Explaining pairs of projects: the reasons of the first pass with the likelihood of the second."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from companies.models import Project
from matching.embeddings import get_encoder
from matching.engine.arrays import stack_projects
from matching.engine.candidates import Candidates
from matching.engine.centring import CorpusCentring
from matching.engine.explanations import (
    ConceptObject,
    Direction,
    Explanation,
    ExplanationObject,
    PassageObject,
    explain_pair,
)
from matching.engine.hubness import sample_beside
from matching.engine.needs import prepare_needs
from matching.engine.passages import split_passages
from matching.engine.profiles import ProjectProfile
from matching.engine.ranking import rank_pairs, shipped_ranking
from matching.engine.weights import Weights
from matching.services.vectors import encode_projects
from taxonomy.recognition import find_concepts
from taxonomy.vocabulary import Country

LIKELIHOOD_DIGITS = 5  # rounding errors of arrays of another size change no order


def explain_projects(
    projects: Sequence[Project], pairs: Sequence[tuple[int, int]], *, centring: CorpusCentring, weights: Weights
) -> list[ExplanationObject]:
    """The explanation of each of these pairs, given as places of a Korean and a Luxembourg project in `projects`."""
    if not pairs:
        return []
    encoded = encode_projects(projects, encoder=get_encoder())
    arrays = stack_projects(encoded.profiles, encoded.vectors, centring)
    explained = [explain_pair(arrays, i, arrays, j, weights) for i, j in pairs]
    rows, columns = np.array(pairs, dtype=np.int64).T
    scores = np.array([explanation.score for explanation in explained], dtype=np.float32)
    koreans, luxembourgers = (
        prepare_needs(arrays, sample_beside(centring, country)) for country in (Country.KOREA, Country.LUXEMBOURG)
    )
    likely = rank_pairs(
        koreans, luxembourgers, Candidates(rows, columns, scores), centring.concepts, shipped_ranking()
    ).scores
    return [
        serialize_explanation(
            replace(explanation, likelihood=round(likelihood, LIKELIHOOD_DIGITS)),
            encoded.profiles[i],
            encoded.profiles[j],
        )
        for explanation, likelihood, (i, j) in zip(explained, likely.tolist(), pairs, strict=True)
    ]


def serialize_explanation(
    explanation: Explanation, korean: ProjectProfile, luxembourger: ProjectProfile
) -> ExplanationObject:
    """The explanation as JSON, each passage with its text and language, so that it can be read on its own.

    Of the concepts only those that stand in the passages shown.
    """
    told = explanation.as_dict()
    passages = {Direction.KOREAN_SEEKS: (korean, luxembourger), Direction.LUXEMBOURG_SEEKS: (luxembourger, korean)}
    for passage in told["passages"]:
        asker, giver = passages[Direction(passage["direction"])]
        seek, answer = split_passages(asker)[passage["seek_index"]], split_passages(giver)[passage["answer_index"]]
        passage["seek_text"], passage["seek_language"] = seek.text, seek.language
        passage["answer_text"], passage["answer_language"] = answer.text, answer.language
    told["concepts"] = [shared for shared in told.get("concepts", []) if _stands_in(shared, told["passages"])]
    return told


def _stands_in(shared: ConceptObject, passages: Sequence[PassageObject]) -> bool:
    """Whether a pair of passages of the same direction names the concept on both sides."""
    return any(
        passage["direction"] == shared["direction"]
        and _names(shared["code"], passage["seek_text"], passage["seek_language"])
        and _names(shared["code"], passage["answer_text"], passage["answer_language"])
        for passage in passages
    )


def _names(code: str, text: str, language: str) -> bool:
    return any(hit.code == code for hit in find_concepts(text, language))
