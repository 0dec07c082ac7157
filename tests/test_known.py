"""Which edits leave a known finding known, tried on the notice and data flow that a company really has."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policycheck.document.stream import parts
from policycheck.known import Before, entries, entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import PolicyRepo

VEISTO = Path(__file__).parents[1] / "fixtures/repos/veisto"
REGISTER = "purposes:\n  orders:\n    category: orders\n    legal_basis: {article: 6(1)(f)}\n"
REORDERED = "purposes:\n  orders:\n    legal_basis:\n      article: '6(1)(f)'\n    category: orders\n"


def documents() -> list[Any]:
    return [part.value for path in sorted(VEISTO.glob("*.yaml")) for part in parts(path.read_text(encoding="utf-8"))]


def shuffled(value: Any, dice: random.Random) -> Any:
    """The same facts in another order."""
    if isinstance(value, dict):
        keys = list(value)
        dice.shuffle(keys)
        return {key: shuffled(value[key], dice) for key in keys}
    return value


@pytest.fixture(scope="module")
def original(new_repo: Callable[[], PolicyRepo]) -> Before:
    repo = new_repo()
    repo.configure(language="fi")
    repo.write("all.yaml", yaml.safe_dump_all(documents(), sort_keys=False, allow_unicode=True))
    checked = repo.check(select=())
    return Before("before", entries(checked.report.findings, checked.repo))


@settings(max_examples=8)
@given(seed=st.integers(), flow=st.sampled_from([True, False, None]), width=st.integers(20, 200))
def test_layout_order_and_file_names_leave_findings_known(
    *, seed: int, flow: bool | None, width: int, original: Before, new_repo: Callable[[], PolicyRepo]
) -> None:
    dice = random.Random(seed)  # noqa: S311 - order, not secrecy
    repo = new_repo()
    repo.configure(language="fi")
    for number, document in enumerate(dice.sample(documents(), len(documents()))):
        words = yaml.safe_dump(
            shuffled(document, dice), sort_keys=False, allow_unicode=True, default_flow_style=flow, width=width
        )
        repo.write(f"{number}.yaml", f"# {'a word first ' * dice.randrange(4)}\n\n{words}")
    checked = repo.check(select=())

    assert entries(checked.report.findings, checked.repo) == original.entries


def facts(repo: PolicyRepo, body: str) -> str:
    repo.write("customer.yaml", "policycheck: 1\nkind: register\nid: customer\n" + body)
    checked = repo.check(select=("gdpr/interest-named", "gdpr/interest-balanced"))
    found = [own for finding in checked.report.findings if (own := entry(finding, checked.repo))]
    assert found
    return str(found)


@pytest.mark.parametrize(
    "other",
    [
        REORDERED,
        "# words\n" + REGISTER,
        REGISTER + "data: {names: {items: [name]}}\n",
    ],
)
def test_what_leaves_the_facts_at_the_place_alone_changes_nothing(other: str, repo: PolicyRepo) -> None:
    assert facts(repo, REGISTER) == facts(repo, other)


@pytest.mark.parametrize(
    "other",
    [
        REGISTER.replace("6(1)(f)}", "6(1)(f), interest: {said_only: profit}}"),
        REGISTER.replace("orders:", "deliveries:"),
    ],
)
def test_another_value_is_another_finding(other: str, repo: PolicyRepo) -> None:
    assert facts(repo, REGISTER) != facts(repo, other)


def test_findings_of_shape_are_never_known(repo: PolicyRepo) -> None:
    repo.register("customer", "purpozes: x\n")
    checked = repo.check(select=("form",))

    assert [finding.rule for finding in checked.report.findings] == ["form/key-known"]
    assert not entries(checked.report.findings, checked.repo)
