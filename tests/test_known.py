"""Which edits leave a known finding known, tried on the notice and data flow that a company really has."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policycheck.document.stream import parts
from policycheck.known import Before, Entry, entries, entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import PolicyRepo

    from policycheck.checking import Checked
    from policycheck.finding import Finding
    from policycheck.place import Place

VEISTO = Path(__file__).parents[1] / "fixtures/repos/veisto"
CLEAN = VEISTO.parents[1] / "clean"
REGISTER = "purposes:\n  orders:\n    category: orders\n    legal_basis: {article: 6(1)(f)}\n"
REORDERED = "purposes:\n  orders:\n    legal_basis:\n      article: '6(1)(f)'\n    category: orders\n"


def documents() -> list[Any]:
    paths = sorted(VEISTO.glob("[!.]*.yaml"))
    return [part.value for path in paths for part in parts(path.read_text(encoding="utf-8"))]


def shuffled(value: Any, dice: random.Random) -> Any:
    """The same facts in another order."""
    if isinstance(value, dict):
        keys = list(value)
        dice.shuffle(keys)
        return {key: shuffled(value[key], dice) for key in keys}
    return value


@pytest.fixture(scope="module")
def checked(new_repo: Callable[[], PolicyRepo]) -> Checked:
    repo = new_repo()
    repo.configure(language="fi")
    repo.write("all.yaml", yaml.safe_dump_all(documents(), sort_keys=False, allow_unicode=True))
    return repo.check(select=())


@pytest.fixture(scope="module")
def original(checked: Checked) -> Before:
    return Before("before", entries(checked.report.findings, checked.repo))


@pytest.fixture(scope="module")
def found(checked: Checked) -> list[tuple[Finding, Entry]]:
    """The findings that point at a value which can be changed, with their entries."""
    stated = documents()
    every = [(finding, own) for finding in checked.report.findings if (own := entry(finding, checked.repo))]
    return [one for one in every if any(next(stands_at(at, stated), None) for at in pointed_at(one[0]))]


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


def other(value: object) -> object:
    """Another value of the same form; None where a form has too few values to know one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    words = str(value)
    if re.fullmatch("[A-Z]{2}", words):
        return "IN" if words == "BR" else "BR"
    if re.fullmatch(r"P\d+[YMD]", words):
        return "P9Y" if words != "P9Y" else "P8Y"
    return "2025-02-03" if re.fullmatch(r"\d{4}-\d\d-\d\d", words) else None


def values(holder: Any, key: Any) -> Iterator[tuple[Any, str | int]]:
    """The values that can be changed at a key or below it, each with what holds it."""
    value = holder[key] if isinstance(holder, list) else holder.get(key)
    if isinstance(value, (dict, list)):
        for one in value if isinstance(value, dict) else range(len(value)):
            yield from values(value, one)
    elif value is not None and other(value) is not None:
        yield holder, key


def stands_at(place: Place, stated: list[Any]) -> Iterator[tuple[Any, str | int]]:
    """The values that can be changed at a place, if maps alone lead there."""
    holder: Any = next(one for one in stated if (one["kind"], one["id"]) == (place.kind, place.id))
    *above, last = place.path
    for step in above:
        holder = holder.get(step) if isinstance(holder, dict) else None
    if isinstance(holder, dict):
        yield from values(holder, last)


def pointed_at(finding: Finding) -> list[Place]:
    """Every place within a document that a finding names."""
    spots = (finding.spot, *finding.related, *(step.spot for step in finding.steps))
    return sorted({spot.place for spot in spots if spot.place and spot.place.path})


@settings(max_examples=40)
@given(data=st.data())
def test_another_value_where_a_finding_points_makes_it_new(
    data: st.DataObject, found: list[tuple[Finding, Entry]], new_repo: Callable[[], PolicyRepo]
) -> None:
    stated = documents()
    finding, known = data.draw(st.sampled_from(found))
    holder, key = data.draw(st.sampled_from([one for at in pointed_at(finding) for one in stands_at(at, stated)]))
    holder[key] = other(holder[key])
    repo = new_repo()
    repo.configure(language="fi")
    repo.write("all.yaml", yaml.safe_dump_all(stated, sort_keys=False, allow_unicode=True))
    checked = repo.check(select=())

    assert known not in entries(checked.report.findings, checked.repo)


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


def test_a_chain_that_ends_in_another_country_is_another_finding(new_repo: Callable[[], PolicyRepo]) -> None:
    def known(country: str) -> set[Entry]:
        repo = new_repo()
        for path in CLEAN.glob("*.yaml"):
            text = path.read_text("utf-8")
            moved = text.replace("country: FI", f"country: {country}") if path.name == "parties.yaml" else text
            repo.write(path.name, moved)
        checked = repo.check(select=("gdpr/no-transfer-claim-true",))
        return {own for finding in checked.report.findings if (own := entry(finding, checked.repo))}

    assert known("US")
    assert known("US") == known("US")
    assert known("US").isdisjoint(known("BR"))


def test_findings_of_shape_are_never_known(repo: PolicyRepo) -> None:
    repo.register("customer", "purpozes: x\n")
    checked = repo.check(select=("form",))

    assert [finding.rule for finding in checked.report.findings] == ["form/key-known"]
    assert not entries(checked.report.findings, checked.repo)
