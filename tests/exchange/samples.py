"""Documents of profiles as somebody else would write them by hand."""

import json
from typing import Any

XML = """<?xml version="1.0" encoding="utf-8"?>
<profiles schema="sgbc-een/1">
  <profile>
    <reference>TOLU20260312004</reference>
    <project>LU-membranes</project>
    <type>TO</type>
    <company>
      <reference>LU-0042</reference>
      <name>Minette Membranes S.à r.l.</name>
      <country>LU</country>
      <city>Esch-sur-Alzette</city>
      <languages><language>fr</language><language>en</language></languages>
      <description>Ceramic membranes for hot and dirty water.</description>
      <founded>2012</founded>
      <size>sme_11_49</size>
    </company>
    <language>en</language>
    <title>Ceramic membranes for hot process water</title>
    <short_summary>Membranes that stand 180 °C &amp; caustic cleaning.</short_summary>
    <description>The company makes silicon carbide membranes.</description>
    <advantages_and_innovation>Three times the flux of alumina.</advantages_and_innovation>
    <partner_role>A Korean dyeing works that tests a module for six months.</partner_role>
    <partnerships><partnership>licence</partnership><partnership>technical_assistance</partnership></partnerships>
    <stage>lab_tested</stage>
    <ipr>granted</ipr>
    <ipr_notes>EP 1 234 567.</ipr_notes>
    <technology_keywords><keyword>Internet of things</keyword><keyword>Filtration</keyword></technology_keywords>
    <market_keywords><keyword>water</keyword><keyword>Circular economy</keyword></market_keywords>
    <partners_sought><partner>large_company</partner></partners_sought>
    <published_on>2026-03-12</published_on>
    <expires_on>2027-03-12</expires_on>
  </profile>
  <profile>
    <reference>RDRLU20260312005</reference>
    <project>LU-membranes</project>
    <type>RDR</type>
    <company>
      <reference>LU-0042</reference>
      <name>Minette Membranes S.à r.l.</name>
      <country>LU</country>
      <city>Esch-sur-Alzette</city>
      <languages><language>fr</language><language>en</language></languages>
      <description>Ceramic membranes for hot and dirty water.</description>
      <founded>2012</founded>
      <size>sme_11_49</size>
    </company>
    <language>en</language>
    <title>Ceramic membranes for hot process water</title>
    <short_summary>Membranes that stand 180 °C &amp; caustic cleaning.</short_summary>
    <description>The company makes silicon carbide membranes.</description>
    <expertise_sought>A group that models fouling.</expertise_sought>
    <partner_role>It measures and publishes with us.</partner_role>
    <partnerships><partnership>rd_cooperation</partnership></partnerships>
    <stage>lab_tested</stage>
    <market_keywords><keyword>water</keyword></market_keywords>
  </profile>
</profiles>
"""


def profile_object(**changes: Any) -> dict[str, Any]:
    """A business request that is right in every field."""
    company = {
        "reference": "kr-42",
        "name": "Hanbit Cycle Co., Ltd.",
        "country": "KR",
        "city": "Daejeon",
        "languages": ["ko", "en"],
        "description": "Recycles photovoltaic modules.",
    }
    return {
        "reference": "BRKR20260401001",
        "type": "BR",
        "company": company,
        "language": "en",
        "title": "A collector of photovoltaic modules",
        "short_summary": "The company looks for a collector of modules in Luxembourg.",
        "description": "The company runs a line for 3,000 tonnes a year.",
        "expertise_sought": "A permit and a site.",
        "partnerships": ["commercial"],
        "stage": "on_the_market",
        "market_keywords": ["circular_economy"],
    } | changes


def document(*profiles: Any, **changes: Any) -> bytes:
    return json.dumps({"schema": "sgbc-een/1", "profiles": list(profiles)} | changes).encode()
