"""What the portal called its columns before: files written then still match."""

from collections.abc import Mapping

FORMER_COMPANY_NAMES: Mapping[str, tuple[str, ...]] = {
    "public_id": ("Kennung im Portal",),
    "name": ("name in Latin script", "nom en caractères latins", "Name in lateinischer Schrift", "로마자 이름"),
    "name_local": (
        *("name in its own script", "nom dans son écriture d’origine", "Name in eigener Schrift", "자국 문자 이름"),
    ),
    "turnover_eur": ("지난해 매출(유로)",),
    "is_sme_eu": ("SME by the EU definition",),
    "is_sme_korea": ("SME by the Korean definition",),
    "sme_year": ("année de la déclaration PME", "Jahr der KMU-Erklärung", "중소기업 확인 연도"),
    "contact_name": ("personne de contact",),
}
FORMER_PROJECT_NAMES: Mapping[str, tuple[str, ...]] = {
    "company": ("id of the company", "Kennung des Unternehmens"),
    "id": ("id of the project", "Kennung des Projekts"),
    "offer": ("what we offer", "ce que nous offrons", "was wir anbieten", "제공하는 것"),
    "seek": ("what we seek", "ce que nous recherchons", "was wir suchen", "찾는 것"),
    "green_objectives": ("green objectives", "objectifs verts", "녹색 목표"),
    "partner_trl_min": (
        *("partner’s lowest level", "niveau minimal chez le partenaire", "niedrigste Stufe des Partners"),
        "파트너의 최저 단계",
    ),
    "partner_trl_max": (
        *("partner’s highest level", "niveau maximal chez le partenaire", "höchste Stufe des Partners"),
        "파트너의 최고 단계",
    ),
}
