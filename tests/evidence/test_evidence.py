"""What a report rests on: gathered, told in words and as plain values, and what the public may know of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft202012Validator
from tests.conftest import PACK

from policycheck import __version__, resources
from policycheck.evidence.audience import for_public
from policycheck.evidence.document import document, evidence_of, leaves
from policycheck.evidence.manifest import FORMAT, Listed, written
from policycheck.evidence.types import Tree, TreeState
from policycheck.evidence.verifying import notes, outdated
from policycheck.evidence.words import rests_on
from policycheck.speech import speech

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo
    from tests.evidence.conftest import Gather

    from policycheck.evidence.types import Evidence

DAY = date(2026, 11, 22)


def words(evidence: Evidence, language: str = "en") -> dict[str, tuple[str, ...]]:
    return {label: tuple(lines) for label, *lines in rests_on(evidence, speech(language), date.isoformat)}


def test_it_names_program_day_packs_and_tables(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    found = gather()

    assert (found.policycheck, found.as_of) == (__version__, DAY)
    shipped = {one.name: one for one in found.packs}
    assert sorted(shipped) == ["consistency", "eprivacy", "fi", "form", "gdpr", "hygiene", "waivers"]
    assert {one.version for one in found.packs} == {__version__}
    assert (shipped["gdpr"].judged, shipped["gdpr"].own, shipped["gdpr"].law_as_of) == (1, False, "2026-11-22")
    assert shipped["gdpr"].rules > shipped["gdpr"].judged
    assert {one.name for one in found.tables} == {path.stem for path in (resources.policies() / "law").glob("*.yaml")}
    assert {len(one.digest) for one in found.packs} | {len(one.digest) for one in found.tables} == {64}


def test_it_says_what_was_met_not_met_and_left_open(repo: PolicyRepo, gather: Gather) -> None:
    repo.register(body="  news: {category: newsletter, legal_basis: {article: 6(1)(f)}}\n")
    repo.write("broken.yaml", "a: [\n")
    found = gather().judged

    assert (found.documents, found.refused) == (2, 1)
    assert found.findings == {"error": 2, "warning": 0, "info": 0}
    assert found.outcomes["not met"] == 1
    assert found.outcomes["met"] == 1
    assert set(found.outcomes) == {"met", "not met", "does not apply", "cannot tell", "waived"}


def test_an_own_pack_states_its_version_or_none(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    repo.card("ours/words")
    own = next(one for one in gather(select=("ours",)).packs if one.own)
    assert (own.name, own.publisher, own.version, own.rules, own.judged) == ("ours", "us", "", 1, 1)

    repo.write("packs/ours/pack.yaml", yaml.safe_dump({**PACK, "version": "3.1.4"}))
    newer = next(one for one in gather(select=("ours",)).packs if one.own)
    assert (newer.version, newer.digest != own.digest) == ("3.1.4", True)
    assert "ours (own): 3.1.4, law as of 2026-11-22, 1 of 1 rule" in words(gather(select=("ours",)))["packs"][-2]


@pytest.mark.parametrize(
    ("lines", "until"),
    [
        ("reviewed: 2026-01-31\nreview_every: P1Y\n", "2027-01-31"),
        ("reviewed: 2025-11-22\nreview_every: P1Y\n", "2026-11-22"),
        ("retention: {not_known: asked, owner: secretary, until: 2026-12-24}\n", "2026-12-24"),
    ],
)
def test_it_lasts_until_something_falls_due(lines: str, until: str, repo: PolicyRepo, gather: Gather) -> None:
    repo.register(body=lines)

    assert gather().until == date.fromisoformat(until)


def test_it_lasts_no_longer_than_the_law_and_rules(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    lasts = gather().until
    assert lasts is not None
    assert lasts > DAY

    repo.card("ours/words", effective_from="2026-12-02")
    assert gather(select=("ours",)).until == date(2026, 12, 1)
    assert gather(as_of=date(9999, 12, 31)).until is None
    assert words(gather(as_of=date(9999, 12, 31)))["last day without a known change"] == ("no day",)


def test_its_plain_values_lose_nothing(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    found = gather(profile="notice", ignore=("hygiene",))

    assert evidence_of(json.loads(json.dumps(document(found)))) == found
    told = dict(leaves(document(found)))
    assert told["tree.state"] == "no git"
    assert told["packs.gdpr.version"] == __version__
    assert told["packs.gdpr.own"] == "no"
    assert told["choice.ignore"] == "hygiene"


def test_its_manifest_has_the_shape_that_is_published(repo: PolicyRepo, gather: Gather, run: Cli) -> None:
    repo.register()
    stated = json.loads(written(gather(), [Listed.of("b", b""), Listed.of("a", b"x")], whole=True))
    published = json.loads(run("schema", "manifest").stdout)

    Draft202012Validator.check_schema(published)
    Draft202012Validator(published).validate(stated)
    assert stated["format"] == FORMAT
    assert [(one["path"], one["size"]) for one in stated["files"]] == [("a", 1), ("b", 0)]


def test_the_order_of_files_does_not_count(repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    files = [Listed.of(name, name.encode()) for name in "cab"]

    assert written(gather(), files, whole=False) == written(gather(), files[::-1], whole=False)


@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_it_is_told_in_words_for_every_state_of_the_tree(language: str, repo: PolicyRepo, gather: Gather) -> None:
    repo.register()
    found = gather(waivers=False, select=("gdpr",), ignore=("fi",), profile="record")
    trees = [Tree(state, "c0ffee" if state in ("clean", "changed") else "") for state in TreeState]
    many = Tree(TreeState.CHANGED, "c0ffee", tuple("abcdefg"))
    told = [words(replace(found, tree=tree), language) for tree in (*trees, many)]

    assert len({tuple(one.items()) for one in told}) == len(TreeState) + 1
    if language == "en":
        assert told[-1]["commit"] == ("c0ffee", "not clean: 7 files are not as in it: a, b, c, d, e and 2 more")
        assert told[0]["waivers"] == ("judged as if there were none",)
        assert told[0]["only judged by"] == ("gdpr",)


def test_the_public_learns_no_name_and_nothing_of_what_was_found(repo: PolicyRepo, gather: Gather) -> None:
    repo.register("secret-project")
    repo.card("confidential/words")
    found = gather(select=("confidential", "form"))
    open_to_all = for_public(found)
    bytes_ = written(open_to_all, [], whole=True)

    assert b"secret-project" not in bytes_
    assert b'"error"' not in bytes_
    assert words(open_to_all)["what was judged"] == ("1 document, 35 rules",)
    assert [one.own for one in open_to_all.packs if one.own] == []
    assert outdated(open_to_all, found) == []
    repo.register("secret-project", "name: x\n")
    assert outdated(open_to_all, gather(select=("confidential", "form"))) == [
        "the registers: they are no longer what the report rests on"
    ]
    changed = replace(open_to_all, tree=Tree(TreeState.CHANGED, "c0ffee"))
    assert list(notes(changed, found)) == ["When the report was made, not all files were as in the commit."]
