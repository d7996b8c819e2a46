"""Putting values back into a form: only its controls change, and what they show is what was typed."""

import pytest

from accounts.resubmission.filling import apply_edits, fill_form, find_form
from accounts.resubmission.parsing import parse_page

TWO = """<main>\r
<p title='a "quoted" < word'>Über uns &amp; mehr</p>\r
<form method=post action="/a/"><input type=hidden name=row value=1>
<input name=text value="old &quot;one&quot;" hx-vals='{"a": "b"}'></form>
<form method="POST" action="?page=2"><textarea name="text" rows=3>
old</textarea>
<select name="kind"><optgroup label="x"><option value="a" selected>A</option><option value="b">B</option></optgroup>
</select>
<select name="many" multiple><option value="1" selected><option value="2"></select>
<input type="checkbox" name="tick" value="1" checked><input type="checkbox" name="tick" value="2">
<input type="radio" name="one" value="x" checked /><input type="radio" name="one" value="y" />
<input type="password" name="key"><input name="off" value="as it was" disabled>
<button name="then" value="save">Save</button></form></main>"""


def filled(address: str, fields: dict[str, list[str]], page: str = TWO) -> str:
    form = find_form(parse_page(page), base="/b/", address=address, fields=fields)
    assert form is not None
    return apply_edits(page, fill_form(form, fields).edits)


def test_what_is_not_typed_stays_letter_by_letter() -> None:
    page = filled("/a/", {"text": ["<b> \"new\" & 'old'"]})

    before, after = TWO.split("<input name=text", maxsplit=1)[0], TWO.split("'>", maxsplit=2)[2]
    assert page.startswith(before)
    assert page.endswith(after)
    assert 'value="&lt;b&gt; &quot;new&quot; &amp; &#x27;old&#x27;" hx-vals="{&quot;a&quot;: &quot;b&quot;}">' in page


def test_every_kind_of_control_shows_what_was_sent() -> None:
    sent = {"text": ["</textarea>\nnew"], "kind": ["b"], "many": ["2"], "tick": ["2"], "one": ["y"], "off": ["x"]}

    page = filled("/b/", sent | {"key": ["secret"], "then": ["save"]})

    assert "\n&lt;/textarea&gt;\nnew</textarea>" in page
    assert '<option value="a">A</option><option value="b" selected>' in page
    assert '<option value="1"><option value="2" selected>' in page
    assert '<input type="checkbox" name="tick" value="1"><input type="checkbox" name="tick" value="2" checked>' in page
    assert '<input type="radio" name="one" value="x"><input type="radio" name="one" value="y" checked>' in page
    assert ("secret" in page, 'value="as it was" disabled' in page) == (False, True)


def test_what_was_left_empty_is_empty() -> None:
    page = filled("/b/", {"text": [""], "kind": ["a"], "tick": []})

    assert '<textarea name="text" rows=3>\n</textarea>' in page
    assert "checked" not in page


@pytest.mark.parametrize(("row", "chosen"), [("1", 0), ("2", 1)])
def test_of_two_forms_with_one_address_the_one_it_was_sent_from_is_filled_in(row: str, chosen: int) -> None:
    forms = [f'<form method="post"><input type="hidden" name="row" value="{n}"><input name="t"></form>' for n in "12"]
    page = parse_page("".join(forms))

    assert find_form(page, base="/b/", address="/b/", fields={"row": [row], "t": ["x"]}) is page.forms[chosen]


def test_a_form_that_asks_and_one_that_leads_elsewhere_are_none() -> None:
    page = parse_page('<form><input name="t"></form><form method="post" action="/else/"><input name="t"></form>')

    assert find_form(page, base="/b/", address="/b/", fields={"t": ["x"]}) is None


def test_what_finds_no_place_is_said() -> None:
    form = parse_page('<form method="post"><select name="a"><option value="1"></select></form>').forms[0]

    filling = fill_form(form, {"a": ["2"], "b": ["words", ""]})

    assert (filling.left, filling.lost_choices) == ([("b", "words")], 1)
