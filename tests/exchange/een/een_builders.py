"""Sources of profiles for tests: one that is right in every field, and a strategy for all there can be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from unicodedata import normalize

from hypothesis import strategies as st

from companies.records import CompanyFields, CompanyRecord, ProjectFields, ProjectRecord
from exchange.een.profiles import Source
from taxonomy.vocabulary import PEER_TYPES, CooperationRole, CooperationType, DigitalTechnology, GreenObjective
from values.sites import find_site

COMPANY_FIELDS: CompanyFields = {
    "name": "Hanbit Cycle Co., Ltd.",
    "country": "KR",
    "city": "Daejeon",
    "languages": ["ko", "en"],
    "summary": "폐태양광 모듈을 재활용하는 대전의 중소기업입니다.",
    "founded": 2015,
    "website": "https://hanbit-cycle.example",
    "employees": 38,
}
PROJECT_FIELDS: ProjectFields = {
    "language": "en",
    "title": "Glass recovery line",
    "summary": "A line that separates the glass of photovoltaic modules without breaking it.",
    "offer": "A container-sized line with training & spare parts <two years>.",
    "seek": "A collector with a permit and a site.\n\nAt least 1,000 tonnes a year.",
    "green_objectives": ["circular_economy"],
    "digital": ["ai", "iot"],
    "concepts": [],
    "trl": 7,
    "partner_trl_min": None,
    "partner_trl_max": None,
}


def source_with(*cooperations: tuple[str, str], **fields: Any) -> Source:
    project = ProjectRecord(
        "p234567890",
        {**PROJECT_FIELDS, **fields},
        cooperations or (("technology_transfer", "provider"),),
    )
    return Source(CompanyRecord("c234567890", COMPANY_FIELDS, ()), project)


VALID_PAIRS = [
    (kind, role)
    for kind in CooperationType.values
    for role in CooperationRole.values
    if role != "peer" or kind in PEER_TYPES
]
# What the portal's forms let through: no invisible characters, nothing that Unicode would write otherwise.
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "Co")).filter(
    lambda letter: letter not in "\u2028\u2029\u202f"
)


def texts(limit: int, *, is_long: bool = False) -> st.SearchStrategy[str]:
    alphabet = LETTERS | st.sampled_from("\n\t") if is_long else LETTERS
    written = st.text(alphabet, min_size=1, max_size=limit).map(lambda text: normalize("NFC", text))
    return written.filter(lambda text: 0 < len(text.strip()) <= limit)


def names(limit: int) -> st.SearchStrategy[str]:
    return texts(limit).filter(lambda text: not find_site(text))


def some_of(values: Sequence[str], lowest: int, highest: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=lowest, max_size=highest)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    levels = draw(st.none() | st.lists(st.integers(1, 9), min_size=2, max_size=2).map(sorted))
    fields: ProjectFields = {
        "language": draw(st.sampled_from(["ko", "en", "fr", "de"])),
        "title": draw(names(100)),
        "summary": draw(texts(500, is_long=True)),
        "offer": draw(texts(700, is_long=True)),
        "seek": draw(texts(700, is_long=True)),
        "green_objectives": draw(some_of(GreenObjective.values, 1, 6)),
        "digital": draw(some_of(DigitalTechnology.values, 0, 12)),
        "concepts": draw(some_of(["solar.pv", "solar.cell"], 0, 2)),
        "trl": draw(st.integers(1, 9)),
        "partner_trl_min": levels[0] if levels else None,
        "partner_trl_max": levels[1] if levels else None,
    }
    pairs = draw(st.lists(st.sampled_from(VALID_PAIRS), unique=True, min_size=1, max_size=3))
    company: CompanyFields = {
        **COMPANY_FIELDS,
        "name": draw(names(200)),
        "city": draw(texts(100)),
        "summary": draw(texts(1000, is_long=True)),
        "founded": draw(st.none() | st.integers(1800, 2026)),
        "website": draw(st.sampled_from(["", "https://company.example/a?b=1&c=2"])),
        "employees": draw(st.none() | st.integers(0, 1_000_000)),
        "languages": draw(some_of(["ko", "en", "fr", "de", "lb"], 1, 5)),
    }
    dates = draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    record = CompanyRecord("c234567890", company, ())
    source = Source(record, ProjectRecord("p234567890", fields, tuple(pairs)))
    return replace(source, published_on=dates, expires_on=dates) if dates else source
