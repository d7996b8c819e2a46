"""Which names hold the address of a site, and which only look a little like one."""

import pytest

from values.errors import SiteInNameError
from values.sites import find_site, refuse_site

NAMES = [
    *("Hanbit Cycle Co., Ltd.", "Hanbit.Co.,Ltd", "Hanbit Co.Ltd", "(주)한빛", "㈜에코그린", "S.à r.l.", "A.B.C. S.A."),
    *("E.ON SE", "GmbH & Co. KG", "Soc. Coop. a r.l.", "Node.js for water", "Industry 4.0", "A 2.5kW pump", "ver.di"),
    *(
        "Dr.Li",
        "J.Li",
        "Mr.Ma",
        "Kim Jiwon",
        "No.1 Solar",
        "St.Vith",
        "D.I.Y. roofs",
        "Vol.2",
        "Rain/snow",
        "CO2 → fuel",
    ),
]
SITES = [
    *(
        "evil.com",
        "Win at evil.com now",
        "EVIL.COM",
        "evil．com",
        "evil。com",
        "(evil.com)",
        "Visit evil.com.",
        "evil.co.kr",
    ),
    *("http://192.0.2.1", "https:/evil", "www.evil", "//evil", "bit.ly/x", "t.co/abc", "javascript:/x", "kim@b.com"),
    *("녹색.한국", "한빛.com", "x.evil.io", "Kim,evil.com", "a-b.shop"),
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name(name: str) -> None:
    assert find_site(name) == ""


@pytest.mark.parametrize("name", SITES)
def test_an_address_is_found_however_it_is_written(name: str) -> None:
    with pytest.raises(SiteInNameError, match="cannot contain web addresses"):
        refuse_site(name)


@pytest.mark.parametrize("website", ["https://www.booking.com/about", "booking.com", "http://booking.com:8080"])
def test_a_company_may_be_called_by_its_own_domain(website: str) -> None:
    refuse_site("Booking.com B.V.", website=website)


@pytest.mark.parametrize("website", ["", "https://booking.com.evil.example", "https://evil.com", "https://ooking.com"])
def test_but_by_no_other(website: str) -> None:
    with pytest.raises(SiteInNameError):
        refuse_site("Booking.com B.V.", website=website)
