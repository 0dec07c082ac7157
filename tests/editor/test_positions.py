"""Positions go to a client and come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.document.marks import Lines
from policycheck.editor.positions import Units


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@given(text=st.text(alphabet="aä🛶\n\r\u2028\x0c", max_size=30), at=st.integers(0, 30))
def test_an_offset_survives_the_way_there_and_back(encoding: str, text: str, at: int) -> None:
    lines, units = Lines(text), Units(encoding)
    offset = min(at, len(text))
    if text[offset - 1 : offset + 1] == "\r\n" or offset > len(text):
        return

    back = units.offset(units.position(offset, lines), lines)

    line, _ = lines.position(offset)
    assert back == min(offset, lines.starts[line - 1] + len(lines.line(line)))


def test_what_lies_behind_the_end_is_the_end() -> None:
    lines = Lines("ab\ncd")

    assert Units().offset((0, 99), lines) == 2
    assert Units().offset((9, 0), lines) == 5
