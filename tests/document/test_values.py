from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.document.stream import parts
from policycheck.document.values import plain


@pytest.mark.parametrize(
    "word",
    [
        *("NO", "no", "No", "YES", "yes", "on", "On", "OFF", "off", "y", "n"),
        *("nil", "none", "None", "nULL", "tRUE", "inf", "nan", "Infinity"),
        *("2026-03-01", "2026-03-01T10:00:00Z", "12:30:45", "190:20:30"),
        *("1_000", "0b101", "0o8", "0xg", "-0x1f", "-0o7", "1e", "e5", ".", "..", "+", "-", "+.", "1.2.3", "--1", "٣"),
        *("P5Y", "6(1)(f)", "+358 9 1234", "1,000", "<<", "="),
    ],
)
def test_what_yaml_1_2_calls_text_stays_text(word: str) -> None:
    assert plain(word) == word


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("true", True),
        ("FALSE", False),
        ("0", 0),
        ("0123", 123),
        ("-19", -19),
        ("+12", 12),
        ("0o14", 12),
        ("0xC", 12),
        ("1.", 1.0),
        (".5", 0.5),
        ("+12e03", 12000.0),
        ("-2E-2", -0.02),
        (".inf", math.inf),
        ("-.Inf", -math.inf),
        ("+.INF", math.inf),
    ],
)
def test_what_yaml_1_2_calls_a_value_is_one_of_its_type(word: str, value: Any) -> None:
    assert (type(plain(word)), plain(word)) == (type(value), value)


@pytest.mark.parametrize("word", [".nan", ".NaN", ".NAN"])
def test_what_is_not_a_number_is_a_float(word: str) -> None:
    assert math.isnan(plain(word))


@pytest.mark.parametrize("word", ["9" * 5000, "1." + "0" * 5000, "0x" + "f" * 5000])
def test_a_number_longer_than_anybody_counts_stays_text(word: str) -> None:
    assert plain(word) == word


@given(st.text(alphabet="0123456789+-.eExXoOabfinINF_~", max_size=12))
def test_reading_a_plain_scalar_never_fails(word: str) -> None:
    assert isinstance(plain(word), str | int | float | None)


@pytest.mark.parametrize(
    "text", ["'NO'", '"NO"', "!!str NO", "! NO", "|-\n  NO", ">-\n  NO", "&a NO", "NO # Norway", "NO "]
)
def test_norway_is_norway_in_every_style(text: str) -> None:
    assert _value(f"country: {text}\n") == {"country": "NO"}


@pytest.mark.parametrize("text", ["'12'", '"12"', "!!str 12", "|-\n  12"])
def test_a_quoted_number_is_text(text: str) -> None:
    assert _value(f"version: {text}\n") == {"version": "12"}


@pytest.mark.parametrize("key", ["1", "0123", "true", "NO", "~", "null", "2026-03-01", "1.5", "=", ".inf"])
def test_keys_stay_words_as_they_were_written(key: str) -> None:
    assert _value(f"{key}: x\n") == {key: "x"}


def test_a_quoted_merge_key_is_a_key() -> None:
    assert _value("'<<': {a: 1}\nb: 2\n") == {"<<": {"a": 1}, "b": 2}


def _value(text: str) -> Any:
    (part,) = parts(text)
    assert part.problems == ()
    return part.value
