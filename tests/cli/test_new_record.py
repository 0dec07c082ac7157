"""`policycheck new`: documents that teach, where the repo keeps its like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from policycheck.starting import FOLDERS

if TYPE_CHECKING:
    from tests.conftest import Cli, PolicyRepo

ORGANISATION = "policycheck: 1\nkind: organisation\nid: acme\nroles: {lead: {holders: 1}, clerk: {holders: 2}}\n"


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("language", ["en", "fi", "sv"])
def test_a_document_lacks_only_what_its_author_knows(kind: str, language: str, repo: PolicyRepo, run: Cli) -> None:
    repo.configure(language=language)
    repo.write("acme.yaml", ORGANISATION)
    done = run("new", kind, "the-first")

    name = f"{FOLDERS[kind]}/the-first.yaml"
    found = [finding for finding in repo.check(select=()).report.findings if finding.spot.file == name]
    text = (repo.root / name).read_text("utf-8")
    assert done.exit_code == 0
    assert name in done.stdout
    assert {finding.rule for finding in found} == {
        "form/key-required" if kind == "waiver" else "hygiene/no-placeholder"
    }
    assert len(found) == len(re.findall(r"^\w+: \{not_filled: ", text, re.MULTILINE))


def test_what_there_is_only_one_of_is_named(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.write("acme.yaml", ORGANISATION)
    run("new", "register", "first")

    text = (repo.root / "registers/first.yaml").read_text("utf-8")
    assert "\ncontroller: acme\n" in text
    assert "\nresponsible: {not_filled: a role of the organisation}\n" in text
    assert text.startswith("# A register")  # there is no schema that an editor could be sent to


def test_it_lies_where_its_like_lie(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.write("vendors/eu/a.yaml", "policycheck: 1\nkind: party\nid: a\n")
    repo.write("vendors/us/b.yaml", "policycheck: 1\nkind: party\nid: b\n")
    repo.write("vendors/us/c.yaml", "policycheck: 1\nkind: party\nid: c\n")
    repo.write("systems.yaml", "policycheck: 1\nkind: system\nid: x\n---\npolicycheck: 1\nkind: system\nid: y\n")

    assert run("new", "party", "d").stdout.startswith("Written: vendors/us/d.yaml\n")
    assert run("new", "system", "z").stdout.startswith("Written: systems/z.yaml\n")


def test_it_lies_in_a_folder_of_records(repo: PolicyRepo, run: Cli) -> None:
    (repo.root / "parties").mkdir()
    repo.configure(folders=["parties"])

    assert run("new", "party", "a").stdout.startswith("Written: parties/a.yaml\n")
    assert run("new", "system", "b").stdout.startswith("Written: parties/systems/b.yaml\n")


def test_an_id_that_is_taken_is_refused(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.write("all.yaml", "policycheck: 1\nkind: party\nid: host\n")
    done = run("new", "party", "host")

    assert (done.exit_code, done.stderr) == (2, "policycheck: all.yaml: there is a party 'host' already\n")


def test_a_file_that_exists_is_not_overwritten(repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    repo.write("parties/host.yaml", "policycheck: 1\nkind: party\nid: another\n")
    repo.write("parties/broken.yaml", "a: [")

    for name in ("host", "broken"):
        before = (repo.root / f"parties/{name}.yaml").read_bytes()
        done = run("new", "party", name)
        assert done.exit_code == 2
        assert f"parties/{name}.yaml: exists already, and is not overwritten" in done.stderr
        assert (repo.root / f"parties/{name}.yaml").read_bytes() == before


@pytest.mark.parametrize("word", ["The Host", "../host", "host_1", "-host", "Ö", "host/", "a--b"])
def test_an_id_that_is_no_slug_is_refused(word: str, repo: PolicyRepo, run: Cli) -> None:
    repo.configure()
    done = run("new", "party", "--", word)

    assert done.exit_code == 2
    assert f"'{word}' is no id" in done.stderr
    assert [path.name for path in repo.root.iterdir()] == [".policycheck.yaml"]


def test_outside_a_repo_init_is_named(repo: PolicyRepo, run: Cli) -> None:
    done = run("new", "register", "first")

    assert done.exit_code == 2
    assert "policycheck init" in done.stderr
    assert list(repo.root.iterdir()) == []


def test_an_unknown_kind_is_refused(run: Cli) -> None:
    assert run("new", "request", "a").exit_code == 2
