"""Projects that say too little to be compared with anybody."""

from collections.abc import Collection

from companies.models import Project
from matching.engine.passages import says_enough, split_passages
from matching.project_rows import profile_of


def projects_saying_too_little(company_ids: Collection[int]) -> list[Project]:
    """The published projects of these companies for which no partner can be found until their texts say more."""
    own = Project.objects.published().filter(company__in=company_ids).select_related("company")
    projects = own.prefetch_related("cooperations").order_by("pk")
    return [project for project in projects if not says_enough(split_passages(profile_of(project)))]
