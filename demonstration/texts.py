"""What the demonstration's people did and wrote, pair by pair, and who writes for a company."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from accounts.models import User
from companies.models import Company, Project
from demonstration.companies import SOURCE

TEXTS = Path(__file__).resolve().parent / "data" / "partnerships.json"

Story = dict[str, Any]
"""As demonstration/data/README.md describes it."""


@cache
def load_stories() -> dict[str, list[Story]]:
    """`suggestions` and `requests`, each pair with all that its people wrote."""
    stories: dict[str, list[Story]] = json.loads(TEXTS.read_text("utf-8"))
    return stories


def project_of(source_id: str) -> Project | None:
    """None when another file of companies was loaded."""
    projects = Project.objects.filter(company__source=SOURCE, source_id=source_id)
    return projects.select_related("company").first()


def member_of(company: Company) -> User:
    """Who acted for the company first."""
    return User.objects.filter(memberships__company=company).order_by("pk")[0]


def staff_of(story: Story) -> User:
    """The case manager of the story."""
    return User.objects.get(email=f"{story['staff']}@sgbc.example")
