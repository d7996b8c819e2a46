"""Good lines of the exchange format, to be made bad by the tests."""

import json
from io import BytesIO
from typing import Any


def company_line(**changes: Any) -> dict[str, Any]:
    """A company in the exchange format that is right in every key."""
    number = changes.get("id", "kr-01")
    return {
        "id": "kr-01",
        "name": "Hanbit Cycle Co., Ltd.",
        "name_local": "한빛사이클(주)",
        "country": "KR",
        "city": "Daejeon",
        "founded": 2015,
        "employees": 38,
        "turnover_eur": 4200000,
        "website": "https://hanbit-cycle.example",
        "languages": ["ko", "en"],
        "nace": ["38.32"],
        "summary": "폐태양광 모듈을 재활용하는 대전의 중소기업입니다.",
        "projects": [project_line(id=f"{number}-p1")],
    } | changes


def project_line(**changes: Any) -> dict[str, Any]:
    return {
        "id": "kr-01-p1",
        "language": "ko",
        "title": "폐태양광 모듈 유리 분리",
        "summary": "유리를 깨지 않고 분리하는 연속 라인입니다.",
        "offer": "분리 설비와 교육을 제공합니다.",
        "seek": "허가를 갖춘 유럽의 수거 사업자를 찾습니다.",
        "cooperation": [{"type": "technology_transfer", "role": "provider"}],
        "green_objectives": ["circular_economy"],
        "digital": ["ai", "iot"],
        "trl": 7,
        "partner_trl": [4, 9],
    } | changes


def file_of(*companies: dict[str, Any]) -> BytesIO:
    return BytesIO("\n".join(json.dumps(company, ensure_ascii=False) for company in companies).encode())
