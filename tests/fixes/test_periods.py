"""Which periods are only laid out otherwise, and which may mean something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycheck.fixes.periods import laid_out
from policycheck.period import Period

CLEAR = {
    "p5y": "P5Y",
    " P5Y ": "P5Y",
    "P 5 Y": "P5Y",
    "p1y6m": "P1Y6M",
    "24 months": "P24M",
    "24 Months": "P24M",
    "1 year": "P1Y",
    "1 year 6 months": "P1Y6M",
    "1 year and 6 months": "P1Y6M",
    "14days": "P14D",
    "5 vuotta": "P5Y",
    "1 vuosi ja 6 kuukautta": "P1Y6M",
    "10 år": "P10Y",
    "1 år och 2 veckor": "P1Y2W",
    "14\u00a0päivää": "P14D",
}


@pytest.mark.parametrize(("written", "meant"), CLEAR.items())
def test_one_period_in_another_layout(written: str, meant: str) -> None:
    assert laid_out(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "", "P5Y", "P", "5", "5Y", "6M", "5 v", "24 kk", "12 m", "PT24M", "P0.5Y", "1.5 years", "5-10 years",
        "about 5 years", "at least 5 years", "5 years after the end", "5 years?", "five years", "6 months 1 year",
        "P6M1Y", "1 year 1 year", "as long as needed", "5 decades", "9999999 years", "\u0665 years",
        "-5 years", "years 5",
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_left_alone(written: str) -> None:
    assert laid_out(written) is None


@given(st.text(max_size=20) | st.from_regex(r"p? ?[0-9]{1,5} ?[a-zåä]{1,8}( and [0-9]+ [a-z]+)?", fullmatch=True))
def test_what_is_written_is_a_period_and_is_written_once(written: str) -> None:
    meant = laid_out(written)

    if meant is not None:
        assert isinstance(Period.told(meant), Period)
        assert laid_out(meant) is None
