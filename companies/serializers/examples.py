"""A company and a project as the description of the API shows them, by member."""

Example = dict[str, object]
COMPANY: Example = {
    "name": "Hanbit Cycle Co., Ltd.",
    "name_local": "한빛사이클",
    "city": "Daejeon",
    "registration_number": "124-81-00998",
    "founded": 2015,
    "employees": 38,
    "turnover": {"amount": 3_100_000_000, "currency": "KRW"},
    "turnover_eur": None,
    "website": "https://hanbit-cycle.example",
    "languages": ["ko", "en"],
    "nace": ["38.32"],
    "summary": "Recovers glass and silver from end-of-life photovoltaic modules.",
    "is_sme_eu": True,
    "is_sme_korea": True,
    "sme_year": 2025,
    "status": "verified",
    "projects": ["w7c2n8p5ts"],
}
PROJECT: Example = {
    "company": "k3v9x2m4qa",
    "status": "published",
    "title": "Recycling line for photovoltaic glass",
    "summary": "A line that separates the glass of photovoltaic modules without breaking it.",
    "offer": "A container-sized line with training, spare parts and two years of operating data.",
    "seek": "A collector of modules with a permit, a site and at least one thousand tonnes a year.",
    "green_objectives": ["circular_economy"],
    "digital": ["robotics"],
    "concepts": ["solar.pv"],
    "trl": 8,
    "partner_trl_min": 6,
    "partner_trl_max": 9,
    "cooperations": [{"type": "technology_transfer", "role": "provider"}],
}
LABELS: Example = {"en": "Photovoltaics", "fr": "Photovoltaïque", "de": "Photovoltaik", "ko": "태양광 발전"}
FACETS: Example = {"country": {"KR": 12, "LU": 9}, "green": {"circular_economy": 7}}
POINTS: Example = {"advantages": 4, "clarity": 3, "cooperation": 4, "guidelines": 5}
