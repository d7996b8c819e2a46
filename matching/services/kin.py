"""Companies of the two countries that belong together: they know each other and are not suggested to each other."""

from collections import defaultdict
from collections.abc import Collection
from itertools import product

from companies.models import Company, Project
from companies.queries.duplicates import website_host
from matching.queries import companies_of_projects
from taxonomy.vocabulary import Country

FEW = 20  # companies whose sites are looked up one by one; of more, all sites are read
# Hosts at which unrelated companies have a page.
SHARED_HOSTS = frozenset(
    ("blog.naver.com", "cafe.naver.com", "smartstore.naver.com", "facebook.com", "linkedin.com", "instagram.com")
)


def kin_pairs(*, project_ids: Collection[int]) -> set[tuple[int, int]]:
    """(Korean, Luxembourg) ids of projects, one of these among them, whose companies share a website."""
    companies = Company.objects.filter(pk__in=set(companies_of_projects(project_ids).values()))
    hosts = {_own_host(website) for website in companies.exclude(website="").values_list("website", flat=True)} - {""}
    sides = _companies_at(hosts)
    pairs = {pair for korean, luxembourg in sides.values() for pair in product(korean, luxembourg)}
    projects: dict[int, list[int]] = defaultdict(list)
    everybody = Project.objects.filter(company__in={company for pair in pairs for company in pair})
    for project_id, company_id in everybody.values_list("pk", "company_id"):
        projects[company_id].append(project_id)
    return {pair for one, other in pairs for pair in product(projects[one], projects[other])}


def _own_host(website: str) -> str:
    host = website_host(website)
    return "" if host in SHARED_HOSTS else host


def _companies_at(hosts: set[str]) -> dict[str, tuple[set[int], set[int]]]:
    """The Korean and the Luxembourg companies at each of these hosts."""
    found: dict[str, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    companies = Company.objects.exclude(website="")
    if len(hosts) <= FEW:
        companies = companies.filter(pk__in={pk for host in hosts for pk in _ids_at(host)})
    for pk, country, website in companies.values_list("pk", "country", "website"):
        if (host := _own_host(website)) in hosts:
            found[host][country == Country.LUXEMBOURG].add(pk)
    return found


def _ids_at(host: str) -> list[int]:
    return list(Company.objects.filter(website__icontains=host).values_list("pk", flat=True))
