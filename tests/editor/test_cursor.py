"""Where a cursor is, told from texts that may be half-typed. `|` marks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.editor.cursor import cursor_at

CASES = {
    "k|": ((), True, "k"),
    "kind: reg|ister\n": (("kind",), False, "register"),
    "purposes:\n  orders:\n    categ|": (("purposes", "orders"), True, "categ"),
    "purposes:\n  orders:\n    category: |\n": (("purposes", "orders", "category"), False, ""),
    "purposes:\n  orders: {category: ord|": (("purposes", "orders", "category"), False, "ord"),
    "purposes:\n  orders: {category: x,\n   leg|al_basis: {a: b}}\n": (("purposes", "orders"), True, "legal_basis"),
    "purposes:\n  orders: {legal_basis: {art|": (("purposes", "orders", "legal_basis"), True, "art"),
    "data_subjects: [member, cust|]\n": (("data_subjects", 1), False, "cust"),
    "data_subjects:\n  - member\n  - cu|\n": (("data_subjects", 1), False, "cu"),
    "data_subjects:\n- member\n- cu|\nx: 1\n": (("data_subjects", 1), False, "cu"),
    "list:\n  - a: 1\n    b: |\n": (("list", 0, "b"), False, ""),
    "recipients:\n  the-v|endor: {role: processor}\n": (("recipients",), True, "the-vendor"),
    "note: |-\n  words: here\nresp|": ((), True, "resp"),
    "id: a\n---\nid: b\nname: |\n": (("name",), False, ""),
    "'quoted key': |\n": (("quoted key",), False, ""),
    "note: |-\n  wor|ds\n": None,
    "# comm|ent\n": None,
    "id: a  # comm|ent\n": None,
}


@pytest.mark.parametrize(("text", "expected"), list(CASES.items()))
def test_a_cursor_knows_where_it_is(text: str, expected: tuple[tuple[str | int, ...], bool, str] | None) -> None:
    at = text.rindex("|")

    cursor = cursor_at(text[:at] + text[at + 1 :], at)

    assert expected == (cursor and (cursor.path, cursor.is_key, cursor.word))


def test_a_mapping_tells_which_keys_it_has() -> None:
    text = "purposes:\n  orders:\n    category: a\n    "

    cursor = cursor_at(text, len(text))

    assert cursor is not None
    assert cursor.present == {"category"}


@given(st.text(alphabet="ab:-#{}[],'\"|> \n\r\t🛶", max_size=60), st.integers(0, 60))
def test_any_text_has_an_answer(text: str, offset: int) -> None:
    at = min(offset, len(text))

    cursor = cursor_at(text, at)

    assert cursor is None or cursor.start <= at <= cursor.end
