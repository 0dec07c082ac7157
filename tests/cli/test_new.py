"""`policycheck new rule`: a draft that teaches, says what it lacks, and holds once it has been written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policycheck import resources
from policycheck.cards import load_rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, PolicyRepo

WRITTEN = {
    "title": "{}: TODO what the pack is about|{}: House rules",
    "publisher": "TODO who answers for these rules|us",
    "requirement": "{}: TODO the requirement, as a sentence|{}: Purposes have words",
    "message": '{}: TODO what is wrong here|{}: "{{register}}: {{purpose}}"',
    "why": "{}: TODO what is asked for, and why|{}: People read words.",
    "fix": '{}: TODO what to write instead|{}: "Write text: …"',
    "for": "TODO such as purposes/*|purposes/*",
    "require": "TODO such as text|text",
    "without": "TODO such as purposes/answer-visitor/text|purposes/answer-visitor/text",
    "wrong": "TODO what is wrong|no words",
    "fine": "TODO what is fine|words",
}


def finish(folder: Path, *languages: str) -> None:
    """Write all that is to be written."""
    for path in folder.rglob("*.yaml"):
        text = path.read_text("utf-8")
        for pair in WRITTEN.values():
            for language in languages:
                draft, words = (part.format(language, language) for part in pair.split("|"))
                text = text.replace(draft, words)
        path.write_text(text, "utf-8")


def test_a_draft_holds_once_it_has_been_written(repo: PolicyRepo, run: Cli) -> None:
    repo.configure(packs=["packs"], language="sv")
    (repo.root / "packs").mkdir()

    assert run("new", "rule", "house/worded").exit_code == 0
    finish(repo.root / "packs", "sv")

    assert run("test").stdout.startswith("2 testfall, 1 regel")
    assert run("test").exit_code == 0


def test_a_draft_says_what_is_to_be_written(repo: PolicyRepo, run: Cli) -> None:
    repo.register()
    run("new", "rule", "house/worded")
    repo.configure(packs=["packs"])

    done = run("test")

    assert done.exit_code == 2
    lines = done.stderr.splitlines()
    assert lines[0] == "policycheck: a draft is not finished; still to be written are"
    assert [line.split()[1] for line in lines[1:]] == [
        "title.en",
        "publisher",
        "title.en",
        "message.en",
        "why.en",
        "fix.en",
        "for",
        "require.has",
        "cases.0.name",
        "cases.0.without.0",
        "cases.0.expect.0.place",
        "cases.1.name",
    ]
    assert "packs/house/worded.yaml:13 title.en" in lines[3]
    assert run("check").exit_code == 2


def test_where_no_folder_of_packs_is_configured_it_is_told_what_to_write(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()

    done = run("new", "rule", "house/worded")

    assert "Say 'packs: [packs]' in .policycheck.yaml" in done.stdout
    assert (repo.root / "packs/house/cases/worded.yaml").is_file()


def test_nothing_is_ever_overwritten(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    kept = repo.write("packs/house/cases/worded.yaml", "mine\n")

    done = run("new", "rule", "house/worded")

    assert done.exit_code == 2
    assert "packs/house/cases/worded.yaml: is there already; nothing was written" in done.stderr
    assert kept.read_text("utf-8") == "mine\n"
    assert not (repo.root / "packs/house/worded.yaml").exists()


def test_a_second_rule_joins_its_pack_and_speaks_its_languages(repo: PolicyRepo, run: Cli) -> None:
    repo.card("ours/worded")
    before = repo.write(
        "packs/ours/pack.yaml", "title: {en: x}\npublisher: us\nlanguages: [en, fi]\nlaw_as_of: 2026-01-01\n"
    ).read_text("utf-8")

    run("new", "rule", "ours/second")

    assert (repo.root / "packs/ours/pack.yaml").read_text("utf-8") == before
    assert "  fi: TODO" in (repo.root / "packs/ours/second.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("worded", "is no name for a rule"),
        ("house/Worded", "is no name for a rule"),
        ("../house/worded", "is no name for a rule"),
        ("gdpr/worded", "the pack 'gdpr' is one of the shipped ones"),
        ("law/worded", "the pack 'law' is one of the shipped ones"),
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str, words: str, repo: PolicyRepo, run: Cli) -> None:
    repo.configure()

    done = run("new", "rule", name)

    assert done.exit_code == 2
    assert words in done.stderr
    assert [path.name for path in repo.root.iterdir()] == [".policycheck.yaml"]


def test_who_stands_in_our_own_checkout_writes_a_rule_for_all(
    repo: PolicyRepo, run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("policies/gdpr", "fixtures/rules", "fixtures/clean"):
        (repo.root / name).mkdir(parents=True)
    monkeypatch.setattr(resources, "policies", lambda: repo.root / "policies")
    monkeypatch.setattr(resources, "cases", lambda: repo.root / "fixtures/rules")
    repo.write("policies/gdpr/pack.yaml", "languages: [en, fi, sv]\n")

    done = run("new", "rule", "gdpr/worded")

    assert done.stdout.splitlines()[:2] == ["policies/gdpr/worded.yaml", "fixtures/rules/gdpr/worded.yaml"]
    assert "  sv: TODO" in (repo.root / "policies/gdpr/worded.yaml").read_text("utf-8")


def test_a_pack_that_does_not_speak_english_is_heard_in_its_own_language(repo: PolicyRepo) -> None:
    words = {part: {"fi": f"{part} suomeksi"} for part in ("title", "message", "why", "fix")}
    repo.card("ours/worded", **words)
    repo.write("packs/ours/pack.yaml", "title: {fi: x}\npublisher: us\nlanguages: [fi]\nlaw_as_of: 2026-01-01\n")
    repo.register()

    (finding,) = repo.check(select=("ours",)).report.findings

    assert finding.message == "message suomeksi"
    assert load_rulebook([repo.root / "packs"]).spoken("fi") == "fi"
