"""Every word and every operator against every kind of nothing: the table of the information model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policycheck.assertions.operators import OPERATORS
from policycheck.assertions.words import WORDS
from policycheck.finding import Outcome

if TYPE_CHECKING:
    from tests.assertions.conftest import Ask

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
DOES_NOT_APPLY, CANNOT_TELL = Outcome.DOES_NOT_APPLY, Outcome.CANNOT_TELL

WRITTEN = {
    "not spoken of": "",
    "a heading left blank": "responsible:",
    "an empty list": "responsible: []",
    "an empty mapping": "responsible: {}",
    "an empty text": 'responsible: ""',
    "a template's text": "responsible: {not_filled: name the role}",
    "a placeholder": "responsible: TODO",
    "brackets": "responsible: (name the role)",
    "said only": "responsible: {said_only: somebody}",
    "not applicable": "responsible: {not_applicable: there is no staff}",
    "not known": "responsible: {not_known: we ask}",
    "not known yet": "responsible: {not_known: we ask, owner: lead, until: 2026-11-22}",
    "not known in time": "responsible: {not_known: we ask, owner: lead, until: 2026-11-21}",
    "none": "responsible: none",
    "none except": "responsible: {none_except: [lead]}",
}
UNSAID = tuple(WRITTEN)[:9]
UNKNOWN = tuple(WRITTEN)[10:13]
NONE = tuple(WRITTEN)[13:]

ASKED = {
    **dict.fromkeys(UNSAID, NOT_MET),
    "not applicable": DOES_NOT_APPLY,
    "not known": CANNOT_TELL,
    "not known yet": CANNOT_TELL,
    "not known in time": NOT_MET,
    **dict.fromkeys(NONE, MET),
}
GONE = {**dict.fromkeys((*UNSAID, "not applicable", *NONE), MET), **dict.fromkeys(UNKNOWN, CANNOT_TELL)}
COMPARED = {**dict.fromkeys((*UNSAID, "not applicable"), DOES_NOT_APPLY), **dict.fromkeys(UNKNOWN, CANNOT_TELL)}

COMPARISONS: dict[str, tuple[Any, Outcome]] = {
    "equals": ("none", MET),
    "one_of": (["none", "lead"], MET),
    "none_of": (["lead"], MET),
    "includes": (["lead"], NOT_MET),
    "matches": ("[a-z]+", MET),
    "at_least": ("a", MET),
    "at_most": ("z", MET),
    "refers_to": ("party", NOT_MET),
}
"""An operand of each operator, and what it comes to where the author says that there is none."""


@pytest.mark.parametrize(("written", "outcome"), ASKED.items(), ids=ASKED)
def test_has_asks_for_a_value(written: str, outcome: Outcome, ask: Ask) -> None:
    assert ask({"has": "responsible"}, WRITTEN[written]).outcome is outcome


@pytest.mark.parametrize(("written", "outcome"), GONE.items(), ids=GONE)
def test_lacks_is_met_by_everything_that_is_no_value(written: str, outcome: Outcome, ask: Ask) -> None:
    assert ask({"lacks": "responsible"}, WRITTEN[written]).outcome is outcome


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize(("written", "outcome"), COMPARED.items(), ids=COMPARED)
def test_what_is_no_value_is_not_compared(written: str, outcome: Outcome, operator: str, ask: Ask) -> None:
    condition = {"field": "responsible", operator: COMPARISONS[operator][0]}

    assert ask(condition, WRITTEN[written]).outcome is outcome


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("written", NONE)
def test_none_is_compared_as_what_it_is(written: str, operator: str, ask: Ask) -> None:
    operand, outcome = COMPARISONS[operator]

    assert ask({"field": "responsible", operator: operand}, WRITTEN[written]).outcome is outcome


@pytest.mark.parametrize(("written", "outcome"), ASKED.items(), ids=ASKED)
def test_not_turns_met_and_not_met_and_nothing_else(written: str, outcome: Outcome, ask: Ask) -> None:
    turned = {MET: NOT_MET, NOT_MET: MET}.get(outcome, outcome)

    assert ask({"not": {"has": "responsible"}}, WRITTEN[written]).outcome is turned


@pytest.mark.parametrize("word", ["all_of", "any_of"])
@pytest.mark.parametrize(("written", "outcome"), ASKED.items(), ids=ASKED)
def test_one_operand_alone_decides(written: str, outcome: Outcome, word: str, ask: Ask) -> None:
    assert ask({word: [{"has": "responsible"}]}, WRITTEN[written]).outcome is outcome


def test_no_word_and_no_operator_is_left_out() -> None:
    assert set(WORDS) == {"has", "lacks", "field", "all_of", "any_of", "not"}
    assert set(COMPARISONS) == set(OPERATORS)
