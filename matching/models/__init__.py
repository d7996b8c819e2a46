"""Who should meet whom: runs, matches, and what people decided on them."""

from matching.models.decisions import Answer, DeclineReason, RejectionReason, Response, Review, ReviewDecision
from matching.models.kept_apart import CompanyBlock, DeclinedPair
from matching.models.matches import ANSWER_PERIOD, Match, MatchQuerySet, MatchStatus
from matching.models.runs import ChunkKind, MatchRun, RunChunk, RunKind, RunStatus
from matching.models.vectors import ProjectVectors
from matching.models.weights import WeightsVersion

__all__ = [
    "ANSWER_PERIOD",
    "Answer",
    "ChunkKind",
    "CompanyBlock",
    "DeclineReason",
    "DeclinedPair",
    "Match",
    "MatchQuerySet",
    "MatchRun",
    "MatchStatus",
    "ProjectVectors",
    "RejectionReason",
    "Response",
    "Review",
    "ReviewDecision",
    "RunChunk",
    "RunKind",
    "RunStatus",
    "WeightsVersion",
]
