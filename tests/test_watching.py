"""A repo that notes what is read of it: it answers as the repo does, and a judgement shows what it rests on."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policycheck import Request, check
from policycheck.engine import subjects
from policycheck.engine.asked import Asked, plans
from policycheck.engine.reasons import Reasons
from policycheck.engine.watching import WatchedRepo
from policycheck.facts.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.conftest import PolicyRepo

    from policycheck.engine.judging import Plan
    from policycheck.place import Place
    from policycheck.repo import Record, Repo

FIXTURES = Path(__file__).parents[1] / "fixtures"
REPOS = [FIXTURES / "clean", *sorted((FIXTURES / "repos").iterdir()), *sorted((FIXTURES / "imagined").iterdir())]
DAY = date(2026, 11, 22)


def asked(repo: Repo, plan: Plan) -> Iterable[Any]:
    if plan.scope == "record":
        return [one for one in repo.records if plan.suits(one.kind, one.serves, one.countries)]
    return list(subjects(repo, plan))


@pytest.mark.parametrize("root", [root for root in REPOS if root.is_dir()], ids=lambda root: root.name)
def test_a_check_comes_to_the_same_whether_it_is_watched_or_not(root: Path) -> None:
    checked = check(Request((root,), DAY))
    watched = WatchedRepo(checked.repo, ([],))

    for plan in plans(checked.rules, checked.book, DAY):
        for subject in asked(checked.repo, plan) if plan.compiled.check else ():
            assert plan.compiled.check is not None
            found = list(plan.compiled.check(subject, plan.setting))
            assert list(plan.compiled.check(watched.watched(subject), plan.setting)) == found, plan.rule.id
    assert [one.stated for one in watched.records] == [one.stated for one in checked.repo.records]


def looked(repo: PolicyRepo, rule: str) -> dict[str, list[str]]:
    """What each judgement of a rule about the register looked at."""
    checked = repo.check(select=(rule,))
    reasons = Reasons(checked.repo, Asked(checked.book, DAY, checked.rules, {}))
    place = checked.repo.of_kind("register")[0].place
    return {
        str(one.judgement.place): [str(found.place) for found in one.evidence] for one in reasons.about(rule, place)
    }


@pytest.fixture
def two_parties(repo: PolicyRepo) -> PolicyRepo:
    repo.register("customer", "recipients: {near: {role: processor}, far: {role: processor}}\n")
    for name, country in (("near", "FI"), ("far", "IN")):
        repo.write(f"{name}.yaml", f"policycheck: 1\nkind: party\nid: {name}\ncountry: {country}\n")
    return repo


def test_a_judgement_shows_the_fields_that_its_check_has_read(two_parties: PolicyRepo) -> None:
    found = looked(two_parties, "gdpr/transfer-safeguarded")["register/customer: recipients/far"]

    assert found[:2] == ["register/customer: recipients/far", "party/far: country"]
    assert "register/customer: recipients/far/country" in found


def test_a_judgement_shows_nothing_of_what_was_read_for_another(two_parties: PolicyRepo) -> None:
    found = looked(two_parties, "gdpr/transfer-safeguarded")

    assert not any("near" in place for place in found["register/customer: recipients/far"])
    assert not any("far" in place for place in found["register/customer: recipients/near"])


@remembered
def _country(record: Record) -> object:
    return record.stated.get("country")


def test_who_asks_for_a_fact_that_is_known_has_read_what_it_rests_on(two_parties: PolicyRepo) -> None:
    tape: list[Place] = []
    party = WatchedRepo(two_parties.check().repo, (tape,)).party_record("far")
    assert party is not None

    def read() -> Iterator[str]:
        tape.clear()
        assert _country(party) == "IN"
        yield from map(str, tape)

    assert set(read()) == set(read()) == {"party/far: country"}


def test_what_is_absent_is_read_without_being_written(two_parties: PolicyRepo) -> None:
    tape: list[Place] = []
    repo = WatchedRepo(two_parties.check().repo, (tape,))
    register = repo.of_kind("register")[0].stated

    assert register.get("transfers", {}) == {}
    assert "transfers" not in register
    assert {str(place) for place in tape} == {"register/customer: transfers"}
