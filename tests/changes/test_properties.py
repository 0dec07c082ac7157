"""What holds of every two states: nothing differs from itself, and a change taken back means the opposite."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policycheck.cards import load_rulebook
from policycheck.changes.comparing import compared
from policycheck.repo import load
from policycheck.source import Source

if TYPE_CHECKING:
    from policycheck.changes.comparing import Change
    from policycheck.repo import Repo

BOOK = load_rulebook()
DAY = date(2026, 11, 22)
COUNTRIES = st.sampled_from(["FI", "SE", "US", "IN", "CH"])
NAMES = ["one", "two", "three"]


def some(of: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(of), unique=True, max_size=3)


@st.composite
def trees(draw: st.DrawFn) -> list[dict[str, Any]]:
    """An organisation, three parties, a system and up to three registers."""
    head = {"policycheck": 1}
    found: list[dict[str, Any]] = [{**head, "kind": "organisation", "id": "club", "country": "FI"}]
    found += [
        {**head, "kind": "party", "id": name, "country": draw(COUNTRIES), "role": draw(st.sampled_from(ROLES))}
        for name in NAMES
    ]
    found.append({**head, "kind": "system", "id": "crm", "hosting": {"country": draw(COUNTRIES), "premises": "cloud"}})
    return found + [{**head, "kind": "register", "id": f"r-{name}", **draw(registers())} for name in draw(some(NAMES))]


ROLES = ["processor", "controller", "authority"]
ARTICLES = ["6(1)(a)", "6(1)(b)", "6(1)(f)"]


@st.composite
def registers(draw: st.DrawFn) -> dict[str, Any]:
    items = {name: {"items": draw(some(["name", "email", "health"])) or ["name"]} for name in draw(some(["a", "b"]))}
    kept = {"all": {"period": draw(st.sampled_from(["P1Y", "P12M", "P2Y", "P30D", "P1M"]))}}
    based = {name: {"legal_basis": {"article": draw(st.sampled_from(ARTICLES))}} for name in draw(some(["x", "y"]))}
    found = {
        "controller": "club",
        "data": items,
        "retention": kept,
        "purposes": based,
        "recipients": {name: {"task": "something"} for name in draw(some(NAMES))},
        "rights": {name: {"how": ["email"]} for name in draw(some(["access", "erasure", "objection"]))},
        "systems": draw(some(["crm"])),
    }
    return {key: value for key, value in found.items() if value}


def repo_of(documents: list[dict[str, Any]], *, shuffled: bool = False) -> Repo:
    texts = [yaml.safe_dump(one, sort_keys=shuffled, default_flow_style=shuffled) for one in documents]
    names = (f"{'z' if shuffled else ''}{number}.yaml" for number in range(len(texts)))
    sources = [Source(name, text) for name, text in zip(names, reversed(texts) if shuffled else texts, strict=False)]
    repo = load(sources, BOOK.shapes, BOOK.vocabulary, BOOK.lexicon)
    assert repo.refused == 0
    return repo


def changes(one: Repo, other: Repo) -> list[Change]:
    return compared(one, other, BOOK, DAY)


@settings(deadline=None, max_examples=60)
@given(trees())
def test_nothing_changes_between_a_tree_and_itself_however_it_is_laid_out(tree: list[dict[str, Any]]) -> None:
    worded = [{**one, "name": "Called otherwise"} for one in tree]

    assert changes(repo_of(tree), repo_of(worded, shuffled=True)) == []


@settings(deadline=None, max_examples=100)
@given(trees(), trees())
def test_swapped_revisions_turn_worsened_into_improved(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    forth, back = changes(repo_of(one), repo_of(other)), changes(repo_of(other), repo_of(one))

    assert Counter((c.register, c.of.reverse) for c in forth if not renamed(c)) == Counter(
        (c.register, c.of.id) for c in back if not renamed(c)
    )


def renamed(change: Change) -> bool:
    """Told under the newer id, which is another one when the revisions are swapped."""
    return change.of.id == "register-renamed"
