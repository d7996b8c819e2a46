"""What somebody was shown of a match before they decide on it, and in words what has changed since."""

import hashlib
import json
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from companies.models import Project
from matching.errors import SeenUnreadableError
from matching.models import Match
from matching.project_rows import digest_profile, profile_of
from values.errors import Difference

DIGEST_LENGTH = 16  # hexadecimal digits: nobody gains by two texts of one digest, so chance is all there is to fear
WRITTEN = re.compile(
    r"(?P<round>[1-9]\d{0,4}):(?P<score>\d(?:\.\d{1,20})?(?:e-\d{1,3})?)"
    rf":(?P<korean>[0-9a-f]{{{DIGEST_LENGTH}}}):(?P<luxembourg>[0-9a-f]{{{DIGEST_LENGTH}}})"
    rf":(?P<reasons>[0-9a-f]{{{DIGEST_LENGTH}}})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A match as it was shown: its round, its score, and a digest each of both projects and of the reasons.

    `str` writes it as pages and programs carry it; `read_seen` reads it again.
    """

    round: int
    score: float
    korean: str
    luxembourg: str
    reasons: str

    def __str__(self) -> str:
        return f"{self.round}:{self.score!r}:{self.korean}:{self.luxembourg}:{self.reasons}"

    @property
    def digest(self) -> str:
        """One fingerprint of it all, to be kept with a decision."""
        return hashlib.sha256(str(self).encode()).hexdigest()


def seen_of(match: Match) -> Seen:
    """What a page or an answer tells of this match now: the projects as they stand, not as they were scored.

    Costs no query for a match read `with_profiles`.
    """
    return Seen(
        round=match.round,
        score=match.score,
        korean=_digest_project(match.korean_project),
        luxembourg=_digest_project(match.luxembourg_project),
        reasons=hashlib.sha256(json.dumps(match.explanation, sort_keys=True).encode()).hexdigest()[:DIGEST_LENGTH],
    )


def _digest_project(project: Project) -> str:
    return digest_profile(profile_of(project))[:DIGEST_LENGTH]


def read_seen(text: str) -> Seen:
    """What `str` wrote. Raises SeenUnreadableError."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise SeenUnreadableError
    return Seen(
        round=int(found["round"]),
        score=float(found["score"]),
        korean=found["korean"],
        luxembourg=found["luxembourg"],
        reasons=found["reasons"],
    )


def changes_between(seen: Seen, now: Seen) -> list[Difference]:
    """In words what differs, the weightiest first; nothing exactly when the two are equal."""
    before, after = round(100 * seen.score), round(100 * now.score)
    words = {"before": before, "after": after}
    changes = [
        (seen.round != now.round, Difference("round", _("The pair was proposed again."))),
        (seen.korean != now.korean, Difference("korean_project", _("The Korean project was edited."))),
        (seen.luxembourg != now.luxembourg, Difference("luxembourg_project", _("The Luxembourg project was edited."))),
        (
            before != after,
            Difference("score", _("The score has changed from %(before)d to %(after)d out of 100.") % words),
        ),
    ]
    told = [change for is_so, change in changes if is_so]
    if told or seen == now:
        return told
    return [Difference("reasons", _("The reasons were recalculated."))]
