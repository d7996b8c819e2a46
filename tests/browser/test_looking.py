"""The look at pages itself: what is wrong in one width alone is found, whichever width is looked at first."""

from typing import Any

import pytest

from tests.browser.looking import AXE, NOTE_WHAT_IS_SHOWN, WIDTHS, find_faults, find_faults_anew
from tests.browser.wording import find_wording

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = """<!doctype html><html lang="en"><head><title>Page</title><style>
@media (width > 400px) { .phone { display: none } }
@media (width <= 400px) { .desk { display: none } .wide { width: 600px } }
</style></head><body><main><h1>Page</h1><p class="wide">Text</p>%s</main></body></html>"""
NAMELESS = '<div><button class="%s" style="width: 30px; height: 30px"></button></div>'


@pytest.mark.parametrize("first", WIDTHS)
@pytest.mark.parametrize("place", ["desk", "phone"])
def test_a_fault_of_one_width_is_found_there_and_once(visit: Any, first: int, place: str) -> None:
    visitor = visit()
    visitor.page.set_content(PAGE % (NAMELESS % place))
    visitor.page.evaluate(AXE.read_text())
    second = next(width for width in WIDTHS if width != first)

    visitor.resize(first)
    found = {first: find_faults(visitor.page)}
    visitor.page.evaluate(NOTE_WHAT_IS_SHOWN)
    visitor.resize(second)
    known: list[str] = []
    found[second] = find_faults_anew(visitor.page, known)
    again = find_faults_anew(visitor.page, known)

    nameless = [("button-name", (NAMELESS % place)[5:-6])]
    too_wide = [("wider than the screen", "")]
    assert found[1280] == (nameless if place == "desk" else [])
    assert found[390] == (nameless if place == "phone" else []) + too_wide
    assert again == ([] if second == 1280 else too_wide)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ('<p lang="fr"><b>Titre</b> : {}</p>', ["an ordinary space before : ; ? ! » %"]),
        ('<p lang="fr">« Oui\u00a0»</p>', ["no no-break space after «"]),
        ('<p lang="fr"><span aria-label="l\'offre">L’offre</span></p>', ["a straight apostrophe"]),
        ('<p lang="fr">«\u00a0Oui\u00a0»\u00a0: 20\u00a0% à 14:30\u00a0!</p>', []),
        ('<p lang="fr"><span lang="en">It\'s 20 %</span></p>', []),
        ('<p lang="fr" hidden>l\'offre</p>', []),
        ('<p lang="de">Hier ist dein Profil.</p>', ["du instead of Sie"]),
        ('<p lang="de">Hier ist Ihr Profil.<span lang="fr">du vin</span></p>', []),
    ],
)
def test_a_text_is_judged_by_its_own_language(visit: Any, text: str, rules: list[str]) -> None:
    visitor = visit()
    visitor.page.set_content(PAGE % text)

    assert [rule for rule, _text in find_wording(visitor.page)] == rules
