"""What somebody was shown before they decide, part by part, and in words what has changed since."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from values.errors import ChangedMeanwhileError, Difference

DIGEST_LENGTH = 12  # hexadecimal digits: nobody gains by two values of one digest, so chance is all there is to fear


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was shown: a code for programs, a sentence for when it has changed, and what it says."""

    code: str
    changed: str
    value: object


def write_seen(parts: Sequence[Part]) -> str:
    """What a form or an ETag carries of them: a digest each."""
    return ".".join(_digest(part.value) for part in parts)


def require_seen(seen: str, parts: Sequence[Part]) -> None:
    """Raises ChangedMeanwhileError unless `seen` was written of what these parts say now.

    To be called under the lock of the rows they come from.
    """
    changes = _changes_since(seen, parts)
    if changes:
        words = {"changes": " ".join(change.text for change in changes)}
        raise ChangedMeanwhileError(
            _(
                "Nothing was saved: something has changed since you opened the page. %(changes)s Check what has "
                "changed, then decide."
            )
            % words,
            changes=changes,
        )


def _changes_since(seen: str, parts: Sequence[Part]) -> list[Difference]:
    digests = seen.split(".")
    if len(digests) != len(parts):
        return [Difference("unknown", _("It is not clear which version you have seen."))]
    return [
        Difference(part.code, part.changed)
        for digest, part in zip(digests, parts, strict=True)
        if digest != _digest(part.value)
    ]


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, default=str, sort_keys=True).encode()).hexdigest()[:DIGEST_LENGTH]
