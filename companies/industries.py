"""The divisions of NACE Rev. 2 by name, in the order of the classification."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: Sequence[tuple[Promise, Sequence[tuple[str, Promise]]]] = (
    (
        _("Agriculture, forestry and fishing"),
        (
            ("01", _("Crops, animals and hunting")),
            ("02", _("Forestry and logging")),
            ("03", _("Fishing and aquaculture")),
        ),
    ),
    (
        _("Mining and quarrying"),
        (
            ("05", _("Coal and lignite mining")),
            ("06", _("Oil and gas extraction")),
            ("07", _("Metal ore mining")),
            ("08", _("Other mining and quarrying")),
            ("09", _("Mining support services")),
        ),
    ),
    (
        _("Manufacturing"),
        (
            ("10", _("Food")),
            ("11", _("Beverages")),
            ("12", _("Tobacco products")),
            ("13", _("Textiles")),
            ("14", _("Clothing")),
            ("15", _("Leather and footwear")),
            ("16", _("Wood and cork products")),
            ("17", _("Paper")),
            ("18", _("Printing and recorded media")),
            ("19", _("Coke and refined petroleum")),
            ("20", _("Chemicals")),
            ("21", _("Pharmaceuticals")),
            ("22", _("Rubber and plastics")),
            ("23", _("Glass, ceramics, cement and stone")),
            ("24", _("Basic metals")),
            ("25", _("Metal products")),
            ("26", _("Computers, electronics and optics")),
            ("27", _("Electrical equipment and batteries")),
            ("28", _("Machinery and equipment")),
            ("29", _("Motor vehicles")),
            ("30", _("Other transport equipment")),
            ("31", _("Furniture")),
            ("32", _("Other manufacturing, medical devices")),
            ("33", _("Repair and installation of machinery")),
        ),
    ),
    (
        _("Energy, water and waste"),
        (
            ("35", _("Electricity, gas, steam and cooling")),
            ("36", _("Water supply")),
            ("37", _("Sewerage")),
            ("38", _("Waste collection, treatment and recycling")),
            ("39", _("Remediation and other waste services")),
        ),
    ),
    (
        _("Construction"),
        (
            ("41", _("Construction of buildings")),
            ("42", _("Civil engineering")),
            ("43", _("Specialised construction work")),
        ),
    ),
    (
        _("Trade"),
        (
            ("45", _("Trade and repair of motor vehicles")),
            ("46", _("Wholesale")),
            ("47", _("Retail")),
        ),
    ),
    (
        _("Transport and storage"),
        (
            ("49", _("Land transport and pipelines")),
            ("50", _("Water transport")),
            ("51", _("Air transport")),
            ("52", _("Warehousing and transport support")),
            ("53", _("Post and couriers")),
        ),
    ),
    (
        _("Hotels and restaurants"),
        (
            ("55", _("Accommodation")),
            ("56", _("Restaurants and catering")),
        ),
    ),
    (
        _("Information and communication"),
        (
            ("58", _("Publishing and software publishing")),
            ("59", _("Film, television and music production")),
            ("60", _("Broadcasting")),
            ("61", _("Telecommunications")),
            ("62", _("Programming and IT consultancy")),
            ("63", _("Data processing, hosting and portals")),
        ),
    ),
    (
        _("Finance, insurance and real estate"),
        (
            ("64", _("Financial services")),
            ("65", _("Insurance and pension funds")),
            ("66", _("Services to finance and insurance")),
            ("68", _("Real estate")),
        ),
    ),
    (
        _("Professional, scientific and technical services"),
        (
            ("69", _("Law and accounting")),
            ("70", _("Head offices and management consultancy")),
            ("71", _("Architecture, engineering and testing")),
            ("72", _("Research and development")),
            ("73", _("Advertising and market research")),
            ("74", _("Design and other technical services")),
            ("75", _("Veterinary services")),
        ),
    ),
    (
        _("Business support services"),
        (
            ("77", _("Rental and leasing")),
            ("78", _("Employment services")),
            ("79", _("Travel agencies")),
            ("80", _("Security")),
            ("81", _("Building and landscape services")),
            ("82", _("Office and other business support")),
        ),
    ),
    (
        _("Public, social and personal services"),
        (
            ("84", _("Public administration")),
            ("85", _("Education")),
            ("86", _("Health care")),
            ("87", _("Residential care")),
            ("88", _("Social work")),
            ("90", _("Arts and entertainment")),
            ("91", _("Libraries, museums and nature reserves")),
            ("92", _("Gambling")),
            ("93", _("Sports and recreation")),
            ("94", _("Membership organisations")),
            ("95", _("Repair of computers and household goods")),
            ("96", _("Other personal services")),
            ("97", _("Households as employers")),
            ("98", _("Production of households for own use")),
            ("99", _("International organisations")),
        ),
    ),
)
DIVISIONS: dict[str, Promise] = {code: name for _section, divisions in SECTIONS for code, name in divisions}


def name_division(nace: str) -> str:
    """The name of the division of a class or division (`38.32` or `38`); empty when there is none."""
    return str(DIVISIONS.get(nace[:2], ""))
