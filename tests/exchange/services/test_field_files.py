"""Files as people in both countries really keep and save them: each company of each goes in."""

from pathlib import Path
from typing import Any

import pytest

from companies.models import Company, Contact
from exchange.models import ImportBatch
from exchange.services.table_imports import apply_import, check_upload, confirm_import
from tests.exchange.uploads import OPTIONS
from tests.factories import AdministratorFactory

pytestmark = pytest.mark.django_db

FIELD = Path(__file__).parents[1] / "field"


def bring_in_file(name: str) -> ImportBatch:
    content = (FIELD / name).read_bytes()
    batch = check_upload(content, file_name=name, by=AdministratorFactory(), options=OPTIONS)
    confirm_import(batch, by=AdministratorFactory())
    apply_import(batch.pk)
    batch.refresh_from_db()
    return batch


def refusals(batch: ImportBatch) -> list[Any]:
    return [(row.line, row.name, row.reasons) for row in batch.rows.filter(outcome="refuse")]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("F00-control.xlsx", 3),
        ("F02-excel-luxembourg-cp1252.csv", 1),
        ("F04-sep-line.csv", 1),
        ("F05-header-with-line-break.csv", 1),
        ("F08-x000d.xlsx", 1),
        ("F09-telephones-as-people-write-them.xlsx", 5),
        ("F10-numbers-as-people-write-them.xlsx", 4),
        ("F28-hanja-cp949.csv", 1),
        ("F29-text-formula.csv", 2),
        ("F30-nace-after-excel.csv", 2),
        ("F41-text-named-xls.xls", 1),
        ("list-cp949-title.csv", 40),
        ("list-plain.xlsx", 40),
    ],
)
def test_every_company_of_the_file_goes_in_with_every_cell(name: str, count: int) -> None:
    batch = bring_in_file(name)

    assert refusals(batch) == []
    assert [(row.line, row.remarks) for row in batch.rows.exclude(remarks=[])] == []
    assert Company.objects.count() == Contact.objects.count() == count


def test_names_of_invisible_signs_alone_are_refused_in_words() -> None:
    batch = bring_in_file("F12-invisible-names.csv")

    assert [reasons for _line, _name, reasons in refusals(batch)] == [
        ["Column B (name): the cell is empty; fill it in."]
    ]
    assert (Company.objects.get().name, Contact.objects.get().email) == ("Hanbit Cycle", "i2@x.example")


def test_values_are_those_that_people_meant() -> None:
    for name in sorted(path.name for path in FIELD.iterdir()):
        bring_in_file(name)
    found = {company.name: company for company in Company.objects.select_related("contact")}

    assert found["Menuiserie Kraus S.à r.l."].summary == "Fenêtres à haute performance énergétique."
    assert found["Nace One"].nace == ["25.11"]
    assert found["Nace Two"].nace == ["01.11"]
    assert [found[f"Phone {number} Co., Ltd."].contact.phone.as_e164 for number in range(1, 6)] == [
        *("+821012345678", "+8221234567", "+35226123456", "+821012345678", "+821012345678")
    ]
    numbers = [found[f"Number {number} Co., Ltd."] for number in range(1, 5)]
    assert [(row.founded, row.employees, row.turnover, row.turnover_currency) for row in numbers] == [
        *((2015, 38, 4_200_000, "EUR"), (2015, 38, 4_200_000, "KRW")),
        *((2015, 1234, 4_200_000, "EUR"), (2015, 38, 4_200_000, "EUR")),
    ]
    listed = found["Hanbit Energy Co., Ltd."]
    assert (listed.name_local, listed.country, listed.turnover) == ("(주)한빛에너지", "KR", 3_450_000_000)


HABITS = {
    "semicolons with English heads, a note below, one column for both names": (
        "Participants 2026;;;;;;;\r\n\r\nNo.;Company (KR);Company;Biz. No.;Established;Staff;E-mail;Address\r\n",
        (
            "{n};한솔{n}(주);Hansol {n} Inc.;{number};{day:02d}/03/2015;{n}0 명;ceo{n}@hansol.example;"
            "(06236) 서울특별시 강남구 테헤란로 {n}\r\n"
        ),
        "Total;40;;;;;;\r\n* as of 30 Nov 2026;;;;;;;\r\n",
        "cp949",
    ),
    "tabs in UTF-16 with no country, no Latin name and several spellings of one value": (
        (
            "\t\t2026 참가업체 현황\t\t\r\n"
            "순번\t업체명\t대표자\t사업자 등록번호\t개업연월일\t상시근로자수\t전자우편\t휴대폰\r\n"
        ),
        (
            "{n}\t주식회사 다올{n}\t이영희\t'{bare}\t2015. {month}. 5.\t약 {n}명\tmailto:ceo{n}@daol.example\t"
            "010.1234.56{n:02d}\r\n"
        ),
        "총계\t40개사\t\t\t\t820명\t\t\r\n끝.\t\t\t\t\t\t\t\r\n",
        "utf-16",
    ),
}


def number_of(count: int) -> str:
    """A Korean registration number with its check digit."""
    digits = f"{100 + count}81{count:04d}"
    weights = (1, 3, 7, 1, 3, 7, 1, 3, 5)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) + int(digits[8]) * 5 // 10
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}{(10 - total % 10) % 10}"


@pytest.mark.parametrize("habit", HABITS)
def test_lists_kept_in_other_habits_go_in_as_a_whole(habit: str) -> None:
    head, line, foot, encoding = HABITS[habit]
    rows = [
        line.format(n=n, day=n % 28 + 1, month=n % 12 + 1, number=number_of(n), bare=number_of(n).replace("-", ""))
        for n in range(1, 41)
    ]
    content = "".join([head, *rows, foot]).encode(encoding)

    batch = check_upload(content, file_name="list.txt", by=AdministratorFactory(), options=OPTIONS)
    confirm_import(batch, by=AdministratorFactory())
    apply_import(batch.pk)

    assert refusals(batch) == []
    assert Company.objects.filter(country="KR", founded=2015).count() == Contact.objects.count() == 40
    assert {company.registration_number for company in Company.objects.all()} == {number_of(n) for n in range(1, 41)}
