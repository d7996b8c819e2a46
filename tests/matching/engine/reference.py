"""The score written out pair by pair in plain Python, as the test oracle for the array code."""

import math

import numpy as np

from matching.engine.asking import asks_nothing
from matching.engine.passages import split_passages
from tests.matching.engine.builders import CONCEPTS, DIMENSIONS

MEETINGS = {("provider", "seeker"), ("seeker", "provider"), ("peer", "peer")}


def unit(vector):
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-9 else np.zeros_like(vector)


def ramp(value, lowest, highest):
    return min(max((value - lowest) / (highest - lowest), 0.0), 1.0)


class KernelSide:
    """One project taken apart."""

    def __init__(self, profile, vectors):
        self.profile = profile
        rows = [
            (passage, unit(np.asarray(row, dtype=np.float64)))
            for passage, row in zip(split_passages(profile), vectors, strict=True)
        ]
        self.wished = [row for row in rows if row[0].field == "seek" and not row[0].is_excluded]
        self.refused = [row for row in rows if row[0].field == "seek" and row[0].is_excluded]
        self.offer = [row for row in rows if row[0].field != "seek"]
        self.means = {field: self.mean_of(rows, field) for field in ("title", "summary", "offer", "seek")}
        self.story = sum(self.means[field] for field in ("title", "summary", "offer")) / 3
        self.subject = sum(self.means[field] for field in ("title", "summary")) / 2
        self.need = (self.means["seek"] + 0.2 * self.subject) / 1.2

    @staticmethod
    def mean_of(rows, field):
        said = [(passage, row) for passage, row in rows if passage.field == field and not passage.is_excluded]
        told, parts, place = [], [], 0
        for passage, row in said:
            if passage.text in told:
                continue
            told.append(passage.text)
            is_praise = field == "seek" and asks_nothing(passage.text, passage.language)
            parts.append(math.sqrt(len(passage.text)) * 0.9**place * (0.3 if is_praise else 1) * row)
            place += not is_praise
        return unit(sum(parts)) if parts else np.zeros(DIMENSIONS)


def meaning(asker, giver):
    if not asker.wished or not giver.story.any():
        return None
    return ramp(asker.need @ giver.story, -0.2, 0.6)


def place(codes):
    return sum((CONCEPTS.table[CONCEPTS.codes.index(code)].astype(np.float64) for code in codes), np.zeros(3))


def concepts(asker, giver):
    need, offer = place(asker.profile.concepts_needed), place(giver.profile.concepts_offered)
    if not need.any() or not offer.any():
        return None
    return ramp(unit(need) @ unit(offer), 0, 1)


def cooperation(asker, giver):
    mine, theirs = asker.profile.cooperation, giver.profile.cooperation
    if not mine or not theirs:
        return None
    return float(any(a == b and (x, y) in MEETINGS for a, x in mine for b, y in theirs))


def maturity(asker, giver):
    accepted, level = asker.profile.partner_trl, giver.profile.trl
    if accepted is None or level is None:
        return None
    return max(1 - max(accepted[0] - level, level - accepted[1], 0) * 3 / 4, 0.0)


def overlap(mine, theirs):
    if not mine or not theirs:
        return None
    return len(set(mine) & set(theirs)) / math.sqrt(len(mine) * len(theirs))


def languages(asker, giver):
    mine, theirs = set(asker.profile.languages), set(giver.profile.languages)
    return float(bool(mine & theirs)) if mine and theirs else None


def directed_fit(asker, giver, weights):
    values = {
        "meaning": meaning(asker, giver),
        "concepts": concepts(asker, giver),
        "green": overlap(asker.profile.green_objectives, giver.profile.green_objectives),
        "digital": overlap(asker.profile.digital, giver.profile.digital),
    }
    known = {name: 0.25 if value is None else value for name, value in values.items()}
    return sum(weights.criteria[name] * value for name, value in known.items()) / sum(weights.criteria.values())


def competitor(mine, theirs):
    alike = (mine.story @ theirs.story + mine.means["seek"] @ theirs.means["seek"]) / 2
    rivals = ramp(alike, 0.12, 0.35) if cooperation(mine, theirs) == 0 else 0.0
    return max(rivals, ramp(alike, 0.3, 0.6))


def excluded(asker, giver):
    return max((ramp(row @ giver.subject, 0.25, 0.6) for _, row in asker.refused), default=0.0)


def kept_by_conditions(korean, luxembourger, weights):
    both = ((korean, luxembourger), (luxembourger, korean))
    kept = 1.0
    for name, judge in (("cooperation", cooperation), ("maturity", maturity), ("languages", languages)):
        known = [value for sides in both if (value := judge(*sides)) is not None]
        kept *= 1 - weights.conditions[name] * (1 - min(known, default=1.0))
    return kept


def score(korean, luxembourger, weights):
    forward = directed_fit(korean, luxembourger, weights)
    backward = directed_fit(luxembourger, korean, weights)
    fused = 2 * forward * backward / (forward + backward) if forward + backward else 0.0
    refused = max(excluded(korean, luxembourger), excluded(luxembourger, korean))
    fused *= 1 - weights.penalties["competitor"] * competitor(korean, luxembourger)
    fused *= 1 - weights.penalties["excluded"] * refused
    return fused * kept_by_conditions(korean, luxembourger, weights)
