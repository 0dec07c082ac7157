"""What is told of the rules themselves: one in full, and all of them as a page."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pytest
import yaml
from tests.rules.test_fixes import flaws

from policycheck import resources
from policycheck.__about__ import __version__
from policycheck.cards import load_rulebook
from policycheck.cards.examples import COMPILED, compile_examples, pair_of
from policycheck.cards.history import history, number
from policycheck.document import Document, Text, read
from policycheck.reference import entry
from policycheck.reference.markdown import written
from policycheck.speech import LANGUAGES, speech

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, PolicyRepo

BOOK = load_rulebook()
RULES = BOOK.rules()
JUDGED = [rule.id for rule in RULES if not rule.card["raised_by"]]
CHANGELOG = (resources.policies().parent / "CHANGELOG.md").read_text("utf-8")


@cache
def page(language: str) -> str:
    titles = {name: pack["title"][language] for name, pack in BOOK.packs.items()}
    return written([entry(rule, RULES, BOOK, language) for rule in RULES], titles, speech(language))


@pytest.mark.parametrize("rule", JUDGED)
def test_a_rule_has_a_wrong_and_a_right_example_that_differ(rule: str) -> None:
    pair = pair_of(rule)

    assert pair is not None
    assert pair.wrong.documents != pair.right.documents


@pytest.mark.parametrize("rule", JUDGED)
def test_a_right_example_is_not_one_that_the_rule_leaves_alone(rule: str) -> None:
    pair = pair_of(rule)
    assert pair is not None
    wrong, right = ({one["id"]: one.get("serves") for one in yaml.safe_load_all(two.yaml("en"))} for two in pair)

    assert all(right[name] == serves for name, serves in wrong.items() if name in right)


@pytest.mark.parametrize("rule", JUDGED)
def test_an_example_is_yaml_of_known_shape_and_codes(rule: str) -> None:
    pair = pair_of(rule)
    assert pair is not None
    for part in read(Text("right", pair.right.yaml("en")), BOOK.lexicon):
        assert isinstance(part, Document), rule
        assert flaws({"policycheck": 1, **part.stated}, part.kind, BOOK) == [], rule


def test_an_example_has_the_words_of_the_readers_language() -> None:
    pair = pair_of("gdpr/basis-stated")
    assert pair is not None
    said = {
        language: yaml.safe_load(pair.right.yaml(language))["purposes"]["answer-visitor"]["text"]
        for language in LANGUAGES
    }

    assert said["fi"] == "Vastaamme kävijälle, joka kirjoittaa meille"
    assert len(set(said.values())) == len(LANGUAGES)


def test_a_wheel_carries_the_same_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {rule: pair_of(rule) for rule in JUDGED}
    compile_examples(tmp_path, resources.cases().parent)
    monkeypatch.setattr(resources, "rulebook", lambda: tmp_path)

    assert {rule: pair_of(rule) for rule in JUDGED} == made
    assert pair_of("form/syntax") is None
    assert (tmp_path / COMPILED).stat().st_size < 200_000


def test_a_rule_of_an_organisation_has_no_examples_and_is_explained_all_the_same(repo: PolicyRepo, run: Cli) -> None:
    repo.card("ours/worded", introduced="1.2.0", aliases=["ours/named"])
    told = json.loads(run("explain", "ours/worded", "--format", "json").stdout)

    assert told["examples"] == {"wrong": None, "right": None}
    assert told["history"] == {"since": "1.2.0", "former_ids": ["ours/named"], "changes": []}


def test_a_rule_is_explained_with_examples_neighbours_and_history(run: Cli) -> None:
    output = run("explain", "fi/cookies-with-consent").stdout

    assert "Wrong, as of 2026-11-22:\n  kind: register" in output
    assert "Right, as of 2026-11-22:\n  kind: register" in output
    assert "Sets aside: " in output
    assert "Is set aside by: " in output
    assert "History: since version 0.1.0" in output
    assert "917/2014" in output


@pytest.mark.parametrize(("lang", "words"), [("fi", "Väärin, tilanne"), ("sv", "Fel, läget")])
def test_a_rule_is_explained_in_three_languages(lang: str, words: str, run: Cli) -> None:
    assert words in run("explain", "gdpr/basis-stated", "--lang", lang).stdout


def test_every_provision_that_is_cited_has_a_link_with_a_source() -> None:
    for rule in RULES:
        for article in entry(rule, RULES, BOOK, "en").articles:
            assert article.cite.link, rule.id
            assert article.cite.link.startswith(("http://data.europa.eu/eli/", "https://"))
            assert article.source


def test_the_links_of_union_acts_are_those_of_the_european_legislation_identifier() -> None:
    acts = BOOK.law_tables["acts"]["acts"].values()
    union = [act for act in acts if act["country"] == "EU" and act["unit"] in ("article", "recital")]

    assert union
    assert all(act["link"].startswith("http://data.europa.eu/eli/") for act in union)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_and_pack_has_one_anchor_and_every_link_resolves(language: str) -> None:
    anchors = Counter(re.findall(r'<a id="([^"]+)"></a>', page(language)))
    links = set(re.findall(r"\]\(#([^)]+)\)", page(language)))

    assert set(anchors) == {rule.id for rule in RULES} | set(BOOK.packs)
    assert set(anchors.values()) == {1}
    assert links == set(anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_escaped(language: str) -> None:
    outside = re.sub(r"^(`{3,}).*?^\1$", "", page(language), flags=re.DOTALL | re.MULTILINE)
    bare = re.sub(r"`[^`]*`|<a id=\"[a-z0-9/-]+\"></a>|\\.", "", outside)

    assert "<" not in bare
    assert page(language).count("```") % 2 == 0
    assert all(re.fullmatch(r"[!-~]+", address) for address in re.findall(r"\]\((http[^)\s]*)\)", page(language)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_what_the_command_prints(lang: str, run: Cli) -> None:
    assert run("rules", "--format", "markdown", "--lang", lang).stdout == page(lang) + "\n"


def test_a_page_of_some_rules_links_to_none_that_it_lacks(run: Cli) -> None:
    found = run("rules", "--format", "markdown", "--select", "fi").stdout

    assert set(re.findall(r"\]\(#([^)]+)\)", found)) == set(re.findall(r'<a id="([^"]+)"></a>', found))


def test_shipped_rules_come_and_change_with_versions_that_there_are() -> None:
    released = {__version__, *re.findall(r"^## (\d+\.\d+\.\d+)", CHANGELOG, re.MULTILINE)}
    for rule in RULES:
        told = history(rule.card, BOOK.packs[rule.pack], "en")
        assert told.since is not None, rule.id
        assert {told.since, *(version for version, _ in told.changes)} <= released, rule.id
        assert number(told.since) <= number(__version__)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"introduced": "1.0"}, "must match the pattern"),
        ({"introduced": "1.0.0", "changes": [{"version": "1.0.0", "what": {"en": "x"}}]}, "order of their versions"),
        ({"changes": [{"version": "2.0.0", "what": {"en": "x"}}, {"version": "1.9.0", "what": {"en": "y"}}]}, "order"),
        ({"changes": [{"version": "2.0.0", "what": {"fi": "x"}}]}, "no words in en"),
        ({"changes": [{"version": "2.0.0"}]}, "it is missing"),
    ],
)
def test_a_history_that_cannot_be_is_refused_with_its_line(
    changes: dict[str, object], complaint: str, repo: PolicyRepo, run: Cli
) -> None:
    card = repo.card("ours/worded", **changes)
    result = run("explain", "ours/worded")

    assert result.exit_code == 2
    assert complaint in result.stderr
    assert f"{card.name}:" in result.stderr


def test_no_rule_is_older_than_its_pack(repo: PolicyRepo, run: Cli) -> None:
    repo.card("ours/worded", introduced="1.0.0")
    pack = repo.root / "packs" / "ours" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8") + "introduced: 1.1.0\n", "utf-8")

    assert "no rule is older than its pack" in run("explain", "ours/worded").stderr


def test_changes_are_told_in_the_readers_language(repo: PolicyRepo, run: Cli) -> None:
    repo.card("ours/worded", introduced="1.0.0", changes=[{"version": "1.1.0", "what": {"en": "also asks children"}}])

    assert "since version 1.0.0, version 1.1.0: also asks children" in run("explain", "ours/worded").stdout
