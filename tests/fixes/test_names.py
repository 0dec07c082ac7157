"""Codes and keys: what differs in layout only, what is near, and what is neither."""

import pytest

from policycheck.fixes import Safety
from policycheck.fixes.keys import meant
from policycheck.fixes.layout import only_like

CODES = ["order-history", "6(1)(a)", "6(1)(f)", "FI", "name"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Order History", "order-history"), ("order_history", "order-history"), ("fi", "FI"), (" Name ", "name"),
        ("6.1.f", "6(1)(f)"), ("6 (1) (F)", "6(1)(f)"),
    ],
)  # fmt: skip
def test_a_code_in_another_layout(written: str, code: str) -> None:
    assert only_like(written, CODES) == code


@pytest.mark.parametrize("written", ["", "FI", "names", "fi?", "~fi", "61f", "orderhistory", "6(1)", "nämë", "fi, se"])
def test_another_word_is_no_layout(written: str) -> None:
    assert only_like(written, CODES) is None


def test_two_words_of_one_layout_are_none() -> None:
    assert only_like("a b", ["a-b", "a_b"]) is None


KEYS = ["purposes", "legal_basis", "retention", "recipients", "data", "data_subjects"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("legalBasis", ("legal_basis", Safety.SAFE)),
        ("legal-basis", ("legal_basis", Safety.SAFE)),
        ("Legal Basis", ("legal_basis", Safety.SAFE)),
        ("purpses", ("purposes", Safety.SAFE)),
        ("reten", ("retention", Safety.UNSAFE)),
        ("tax", None),
        ("purposes", None),
    ],
)
def test_a_key_is_renamed_to_the_only_one_near(written: str, found: tuple[str, Safety] | None) -> None:
    assert meant(written, KEYS) == found


def test_of_two_near_keys_none_is_chosen() -> None:
    assert meant("until_day", ["until_days", "until_dax"]) is None
    assert meant("datum", ["date", "data"]) is None


def test_a_distant_key_does_not_cast_doubt_on_a_near_one() -> None:
    assert meant("retension", ["retention", "version"]) == ("retention", Safety.SAFE)
