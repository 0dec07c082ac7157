"""Readers know a thing by its title; what a fix tells to write stays the id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import PolicyRepo

ROLES = "roles:\n  lead: {title: {en: head of sales, fi: myyntijohtaja, sv: försäljningschef}}\n"


@pytest.fixture
def limited(repo: PolicyRepo) -> PolicyRepo:
    """A role that erases by hand and may not."""
    repo.register(
        "customer",
        "retention: {orders: {period: P1Y, from: collection, by: [lead]}}\naccess: {lead: {may: [read]}}\n",
    )
    return repo


@pytest.mark.parametrize(
    ("language", "title"), [("en", "head of sales"), ("fi", "myyntijohtaja"), ("sv", "försäljningschef")]
)
def test_a_role_is_called_by_its_title_and_written_by_its_id(limited: PolicyRepo, language: str, title: str) -> None:
    limited.write("us.yaml", f"policycheck: 1\nkind: organisation\nid: us\n{ROLES}")

    (finding,) = limited.check(select=("consistency/eraser-may-erase",), language=language).report.findings

    assert title in finding.message
    assert "lead: {may: [read, erase]}" in finding.fix


def test_a_role_that_several_organisations_have_stays_what_it_is(limited: PolicyRepo) -> None:
    for name in ("us", "them"):
        limited.write(f"{name}.yaml", f"policycheck: 1\nkind: organisation\nid: {name}\n{ROLES}")

    (finding,) = limited.check(select=("consistency/eraser-may-erase",)).report.findings

    assert "lead" in finding.message
    assert "head of sales" not in finding.message


def test_without_the_words_of_authors_no_title_is_told(limited: PolicyRepo) -> None:
    limited.write("us.yaml", f"policycheck: 1\nkind: organisation\nid: us\n{ROLES}")

    (finding,) = limited.check(select=("consistency/eraser-may-erase",), redact=True).report.findings

    assert "head of sales" not in finding.message
