"""What the demonstration's people write, and who writes for a company."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from accounts.models import User
from companies.models import Company

TEXTS = Path(__file__).resolve().parent / "data" / "partnerships.json"


@cache
def load_texts() -> dict[str, Any]:
    """By kind of text, then by language."""
    texts: dict[str, Any] = json.loads(TEXTS.read_text("utf-8"))
    return texts


def member_of(company: Company) -> User:
    """Who acted for the company first."""
    return User.objects.filter(memberships__company=company).order_by("pk")[0]
