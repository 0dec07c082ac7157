"""Conditions asked about one record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from policycheck.assertions import compile_assertion
from policycheck.assertions.fields import item_at
from policycheck.assertions.words import Context
from policycheck.cards import Rulebook, load_rulebook
from policycheck.repo import load
from policycheck.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policycheck.assertions import Verdict

    Ask = Callable[..., Verdict]

DAY = date(2026, 11, 22)
HEAD = "policycheck: 1\nkind: register\nid: customer\n"


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load_rulebook()


@pytest.fixture
def ask(book: Rulebook) -> Ask:
    """Ask a condition, as `require` means it or as `when` does, about a register with some lines."""

    def answer(condition: Mapping[str, Any], lines: str = "", *, required: bool = True, others: str = "") -> Verdict:
        sources = [Source("a.yaml", f"{HEAD}{lines}\n"), Source("others.yaml", others)]
        repo = load(sources, book.shapes, book.vocabulary, book.lexicon)
        context = Context(book.shapes, "register", None, book.sets(book.law(DAY)), required)
        record = repo.record("register", "customer")
        assert record is not None, repo.flaws
        assertion = compile_assertion(condition, context)
        verdict = assertion(record, (), DAY)
        assert assertion.tell(item_at(record, ()), DAY) in (None, verdict.outcome)
        return verdict

    return answer
